"""Another rate, the same sound: no delay, no lost end, no aliases."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kiosk.audio.resampling import at_rate, resampled
from kiosk.core.audio import Audio
from tests.audio.sound_makers import Wave, level_db, tone


def at(wave: Wave, from_hz: int, to_hz: int, piece: int = 1_000) -> Wave:
    pieces = (wave[start : start + piece].astype(np.float32) for start in range(0, len(wave), piece))
    made = list(resampled(pieces, from_hz, to_hz))
    return np.concatenate(made).astype(np.float64) if made else np.zeros(0)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000])
def test_a_tone_comes_out_as_the_same_tone_in_the_same_place(rate_hz: int) -> None:
    result = at(tone(1_000, 0.5, rate_hz), rate_hz, 16_000)
    assert len(result) == math.ceil(0.5 * rate_hz) * 16_000 // rate_hz
    assert result[200:-200] == pytest.approx(tone(1_000, 0.5)[200:-200], abs=2e-4)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
@pytest.mark.parametrize("frequency_hz", [8_500, 9_000, 10_000, 11_000, 12_000, 15_000, 20_000])
def test_what_is_too_high_for_the_new_rate_leaves_no_alias(rate_hz: int, frequency_hz: int) -> None:
    high = tone(frequency_hz, 0.5, rate_hz)
    assert level_db(at(high, rate_hz, 16_000)[400:-400]) < level_db(high) - 80


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
def test_what_speech_needs_passes_whole(rate_hz: int) -> None:
    high = tone(7_000, 0.5, rate_hz)
    assert level_db(at(high, rate_hz, 16_000)[400:-400]) == pytest.approx(level_db(high), abs=0.1)


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_the_last_moment_is_not_lost(rate_hz: int) -> None:
    wave = np.concatenate([np.zeros(rate_hz // 2), tone(1_000, 0.01, rate_hz)])
    result = at(wave, rate_hz, 16_000)
    assert abs(len(result) - 8_160) <= 1
    assert level_db(result[-160:]) > level_db(tone(1_000, 0.01)) - 1


def test_it_does_not_matter_how_the_sound_is_cut() -> None:
    wave = np.random.default_rng(1).normal(0, 0.1, 200_000)
    whole = at(wave, 44_100, 16_000, piece=200_000)
    assert np.array_equal(at(wave, 44_100, 16_000, piece=777), whole)


def test_the_same_rate_passes_as_it_is() -> None:
    piece = tone(1_000, 0.1).astype(np.float32)
    assert next(resampled([piece], 16_000, 16_000)) is piece


def test_nothing_gives_nothing() -> None:
    assert len(at(np.zeros(0), 44_100, 16_000)) == 0


def test_a_whole_sound_takes_another_rate() -> None:
    audio = Audio.of(tone(1_000, 0.5, 22_050), 22_050)
    assert at_rate(audio, 22_050) is audio
    assert at_rate(audio, 16_000).samples[200:-200] == pytest.approx(tone(1_000, 0.5)[200:-200], abs=2e-4)
    assert len(at_rate(Audio.silence(0.0, 22_050), 16_000).samples) == 0
