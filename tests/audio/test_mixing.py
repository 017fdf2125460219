"""Many channels become one and nobody is lost."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.audio.mixing import Planes, mono
from tests.audio.sound_makers import Wave, level_db, tone

RATE_HZ = 16_000


def planes(*channels: Wave) -> Planes:
    return np.stack(channels).astype(np.float32)


def mixed(*chunks: Planes) -> Wave:
    return np.concatenate(list(mono(chunks, RATE_HZ))).astype(np.float64)


def test_one_channel_passes_as_it_is() -> None:
    voice = planes(tone(300, 0.25))
    assert np.array_equal(mixed(voice, voice), np.concatenate([voice[0], voice[0]]))


def test_equal_channels_are_averaged() -> None:
    voice = tone(300, 0.25)
    assert mixed(planes(voice, voice)) == pytest.approx(voice, abs=1e-6)


@pytest.mark.parametrize("channels", [2, 8])
def test_a_voice_in_one_channel_keeps_its_level_beside_silent_ones(channels: int) -> None:
    voice = tone(300, 0.25)
    silent = [np.zeros_like(voice)] * (channels - 1)
    assert level_db(mixed(planes(*silent, voice))) == pytest.approx(level_db(voice), abs=0.01)


def test_a_voice_keeps_its_level_beside_the_noise_of_open_microphones() -> None:
    voice, noise = tone(300, 0.25), np.random.default_rng(1).normal(0, 0.001, (7, 4000))
    assert level_db(mixed(planes(voice, *noise))) == pytest.approx(level_db(voice), abs=0.5)


def test_channels_of_opposite_poles_do_not_cancel() -> None:
    voice = tone(300, 0.25)
    assert level_db(mixed(planes(voice, -voice))) == pytest.approx(level_db(voice), abs=0.01)


def test_nearly_opposite_channels_do_not_cancel_either() -> None:
    voice, noise = tone(300, 0.25), np.random.default_rng(1).normal(0, 0.01, 4000)
    assert level_db(mixed(planes(voice, noise - 0.9 * voice))) == pytest.approx(level_db(voice), abs=1.0)


def test_opposite_channels_that_trade_loudness_keep_one_pole() -> None:
    voice = tone(300, 0.25)
    result = mixed(planes(voice, -0.99 * voice), planes(0.99 * voice, -voice))
    assert result[4000:] == pytest.approx(0.99 * voice, abs=1e-6)


def test_unrelated_channels_are_averaged_and_not_taken_for_opposites() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (8, 4000))
    assert mixed(planes(*noise)) == pytest.approx(noise.mean(axis=0), abs=0.01)


def test_both_sides_of_a_call_are_heard() -> None:
    voice, silence = tone(300, 0.25), np.zeros(4000)
    result = mixed(planes(voice, silence), planes(silence, voice))
    assert level_db(result[:4000]) == pytest.approx(level_db(voice), abs=0.01)
    assert level_db(result[4400:]) == pytest.approx(level_db(voice), abs=0.01)


def test_a_change_of_weights_does_not_click() -> None:
    hum = tone(50, 0.5)
    left = np.concatenate([hum[:4000], np.zeros(4000)])
    result = mixed(planes(left[:4000], hum[:4000]), planes(left[4000:], hum[4000:]))
    assert np.abs(np.diff(result)).max() < 2 * np.abs(np.diff(hum)).max()


def test_silence_stays_silence() -> None:
    silence = planes(np.zeros(4000), np.zeros(4000))
    assert not mixed(silence, silence).any()
