"""Speech comes out at one even level, and nothing that is no speech is made louder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.audio import Audio, join
from kiosk.engines.level import even, is_plausible, speech_dbfs, trim

RATE_HZ = 22_050


def tone(amplitude: float, seconds: float = 0.5, hz: float = 200.0) -> Audio:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return Audio((amplitude * np.sin(2 * np.pi * hz * times)).astype(np.float32), RATE_HZ)


def silence(seconds: float) -> Audio:
    return Audio.silence(seconds, RATE_HZ)


def noise(amplitude: float, seconds: float = 0.5) -> Audio:
    samples = np.random.default_rng(7).normal(0, amplitude, round(seconds * RATE_HZ))
    return Audio(samples.astype(np.float32), RATE_HZ)


def peak_dbfs(audio: Audio) -> float:
    return float(20 * np.log10(np.max(np.abs(audio.samples))))


@pytest.mark.parametrize("amplitude", [0.03, 0.1, 0.9])
def test_speech_is_brought_to_the_level_whatever_it_was(amplitude: float) -> None:
    assert speech_dbfs(even(tone(amplitude), -20.0)) == pytest.approx(-20.0, abs=0.1)


def test_pauses_do_not_count_for_the_level() -> None:
    spoken = join([silence(1.0), tone(0.1), silence(2.0), tone(0.1)])
    assert speech_dbfs(spoken) == pytest.approx(speech_dbfs(tone(0.1)), abs=0.1)


def test_a_click_is_not_taken_for_speech() -> None:
    clicked = np.concatenate([tone(0.1).samples, np.array([1.0], dtype=np.float32), silence(1.0).samples])
    assert speech_dbfs(Audio(clicked, RATE_HZ)) == pytest.approx(speech_dbfs(tone(0.1)), abs=0.5)


@pytest.mark.parametrize("audio", [silence(0.5), noise(0.001), tone(0.002), Audio.silence(0.0)])
def test_silence_and_faint_noise_are_left_alone(audio: Audio) -> None:
    assert speech_dbfs(audio) == float("-inf")
    assert np.array_equal(even(audio, -20.0).samples, audio.samples)


def test_a_faint_voice_is_raised_only_so_far() -> None:
    assert speech_dbfs(even(tone(0.006), -12.0)) == pytest.approx(speech_dbfs(tone(0.006)) + 18.0, abs=0.1)


def test_peaks_are_held_under_the_ceiling_without_being_clipped() -> None:
    loud = join([tone(0.1), tone(0.9, 0.02), tone(0.1)])
    held = even(loud, -12.0)
    assert peak_dbfs(held) <= -1.0 + 1e-3
    flat = np.abs(np.diff(held.samples)) < 1e-7
    assert not np.any(flat[1:] & flat[:-1] & (np.abs(held.samples[2:]) > 0.1))  # no flat tops
    far = slice(0, round(0.45 * RATE_HZ))
    gain = held.samples[far][np.abs(loud.samples[far]) > 0.01] / loud.samples[far][np.abs(loud.samples[far]) > 0.01]
    assert np.ptp(gain) < 1e-3  # what is away from the peak keeps its level


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9_000), st.floats(-1, 1, width=32)), max_size=30),
    st.integers(1, 9_000),
    st.sampled_from([16_000, 22_050, 48_000]),
    st.floats(-30, -6),
)
def test_no_sound_gets_over_the_ceiling(spikes: list[tuple[int, float]], length: int, rate_hz: int, level: float) -> None:
    samples = (0.1 * np.sin(np.arange(length) / 17)).astype(np.float32)
    for place, height in spikes:
        samples[place % length] = height
    made = even(Audio(samples, rate_hz), level)
    assert len(made.samples) == length
    assert np.all(np.abs(made.samples) <= 10 ** (-1 / 20) + 1e-6)


def test_silence_around_speech_goes_but_for_a_breath() -> None:
    spoken = trim(join([silence(0.4), tone(0.3), silence(0.2), tone(0.3), silence(0.6)]))
    assert spoken.duration_s == pytest.approx(0.02 + 0.5 + 0.2 + 0.5 + 0.05, abs=0.02)
    assert np.flatnonzero(np.abs(spoken.samples) > 0.01)[0] / RATE_HZ == pytest.approx(0.02, abs=0.012)


def test_a_soft_beginning_stays() -> None:
    soft = join([silence(0.3), noise(0.006, 0.1), tone(0.4), silence(0.3)])
    assert trim(soft).duration_s == pytest.approx(0.02 + 0.1 + 0.5 + 0.05, abs=0.02)


def test_edges_are_faded_so_that_joined_parts_do_not_click() -> None:
    cut = trim(tone(0.5))
    assert abs(cut.samples[0]) < 0.01
    assert abs(cut.samples[-1]) < 0.01


def test_trimming_silence_leaves_nothing() -> None:
    assert len(trim(noise(0.001)).samples) == 0
    assert len(trim(Audio.silence(0.0)).samples) == 0


def test_trimming_does_not_write_into_what_it_was_given() -> None:
    given = tone(0.5)
    before = given.samples.copy()
    trim(given)
    assert np.array_equal(given.samples, before)


def test_full_scale_noise_and_numbers_that_are_none_cannot_be_speech() -> None:
    square = Audio(np.sign(tone(1.0).samples), RATE_HZ)
    broken = tone(0.1).samples.copy()
    broken[100] = np.nan
    endless = tone(0.1).samples.copy()
    endless[100] = np.inf
    assert not is_plausible(square)
    assert not is_plausible(noise(0.8))
    assert not is_plausible(Audio(broken, RATE_HZ))
    assert not is_plausible(Audio(endless, RATE_HZ))


@pytest.mark.parametrize("audio", [tone(0.1), tone(0.5), silence(0.5), Audio.silence(0.0), noise(0.2)])
def test_speech_and_silence_can(audio: Audio) -> None:
    assert is_plausible(audio)
