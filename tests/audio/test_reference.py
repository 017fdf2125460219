"""What was in the air is known for a few seconds, to the sample and at its time."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.audio.reference import KEPT_S, Reference
from tests.audio.sound_makers import tone


def play(reference: Reference, wave: NDArray[np.float64], at: float, rate_hz: int = 48_000) -> None:
    """In reports of 20 ms."""
    step = rate_hz // 50
    for start in range(0, len(wave), step):
        reference.heard(at + start / rate_hz, wave[start : start + step].astype(np.float32), rate_hz)


def test_nothing_played_is_silence_of_the_right_length() -> None:
    audio = Reference().between(50.0, 50.5)
    assert (len(audio.samples), audio.rate_hz, bool(audio.samples.any())) == (8_000, 16_000, False)


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_a_sound_is_found_where_it_was(rate_hz: int) -> None:
    reference = Reference()
    play(reference, tone(440, 1.0, rate_hz), 1_000.25, rate_hz)
    reference.quiet()
    audio = reference.between(1_000.0, 1_001.5)
    assert len(audio.samples) == 24_000
    assert not audio.samples[:3_990].any()
    assert audio.samples[4_100:19_900] == pytest.approx(tone(440, 1.0)[100:15_900], abs=0.003)
    assert np.abs(audio.samples[20_200:]).max() < 1e-3


def test_between_two_sounds_it_was_quiet() -> None:
    reference = Reference()
    play(reference, tone(440, 0.5), 10.0, 16_000)
    reference.quiet()
    play(reference, tone(440, 0.5), 11.0, 16_000)
    audio = reference.between(10.0, 11.5).samples
    assert np.abs(audio[:8_000]).max() > 0.4
    assert np.abs(audio[8_200:15_900]).max() == 0.0
    assert np.abs(audio[16_000:]).max() > 0.4


def test_only_the_last_seconds_are_kept() -> None:
    reference = Reference()
    play(reference, tone(440, 10.0), 20.0, 16_000)
    audio = reference.between(20.0, 30.0).samples
    kept = round(KEPT_S * 16_000)
    assert not audio[:-kept].any()
    assert audio[-kept:] == pytest.approx(tone(440, 10.0)[-kept:], abs=1e-6)


def test_an_old_sound_does_not_come_back_after_a_long_silence() -> None:
    reference = Reference()
    play(reference, tone(440, 4.0), 20.0, 16_000)
    reference.quiet()
    play(reference, tone(440, 0.1), 20.0 + 7 * KEPT_S, 16_000)
    audio = reference.between(20.0 + 6 * KEPT_S, 20.0 + 7 * KEPT_S).samples
    assert not audio.any()


def test_reports_that_come_a_little_unevenly_make_no_gaps() -> None:
    reference = Reference()
    wave = tone(440, 2.0)
    late = np.random.default_rng(0).uniform(-0.01, 0.01, 100)
    for number, start in enumerate(range(0, len(wave), 320)):
        reference.heard(5.0 + start / 16_000 + late[number], wave[start : start + 320].astype(np.float32), 16_000)
    audio = reference.between(5.0, 7.0).samples
    shift = round(late[0] * 16_000)
    assert audio[500:30_000] == pytest.approx(wave[500 - shift : 30_000 - shift], abs=1e-6)


def test_a_device_that_was_opened_anew_may_be_quicker_than_the_last_one() -> None:
    reference = Reference()
    play(reference, tone(440, 1.0), 5.5, 16_000)
    reference.quiet()
    play(reference, tone(440, 0.5), 5.2, 16_000)
    assert len(reference.between(5.0, 7.0).samples) == 32_000


def test_times_that_make_no_sense_give_nothing() -> None:
    assert len(Reference().between(6.0, 5.0).samples) == 0


def test_what_was_played_can_be_wiped() -> None:
    reference = Reference()
    play(reference, tone(440, 1.0), 5.0, 16_000)
    reference.wipe()
    assert not reference.between(5.0, 6.0).samples.any()
