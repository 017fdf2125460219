"""Sound of any rate and number of channels becomes frames of 512 at 16 kHz that know when they were in the air."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.audio.framing import Frame, Framer, Overflow
from kiosk.audio.streams.messages import Sound
from tests.audio.sound_makers import tone

Wave = NDArray[np.floating]


def sounds(wave: Wave, rate_hz: int, late_s: Wave | None = None) -> Iterator[Sound]:
    """A microphone's blocks of 32 ms; `wave` (n,) or (n, channels) begins at 100 s; each block's time is off by `late_s`."""
    step = round(0.032 * rate_hz)
    for number, start in enumerate(range(0, len(wave) - step + 1, step)):
        at = 100.0 + start / rate_hz + (0.0 if late_s is None else late_s[number])
        yield Sound(at, 0, wave[start : start + step].astype(np.float32).tobytes())


def frames(framer: Framer, blocks: Iterator[Sound]) -> list[Frame]:
    made = [item for block in blocks for item in framer.push(block)]
    assert all(isinstance(item, Frame) for item in made), "nothing was lost"
    return [item for item in made if isinstance(item, Frame)]


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 32_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_is_the_same_tone_in_the_same_place(rate_hz: int, channels: int) -> None:
    wave = np.repeat(tone(440, 2.0, rate_hz)[:, np.newaxis], channels, axis=1)
    made = frames(Framer(rate_hz, channels), sounds(wave, rate_hz))
    assert {frame.samples.shape for frame in made} == {(512,)}
    assert {frame.samples.dtype for frame in made} == {np.dtype(np.float32)}
    out = np.concatenate([frame.samples for frame in made])
    assert out[512:] == pytest.approx(tone(440, 2.0)[512 : len(out)], abs=0.002)
    assert len(out) >= 32_000 - 2 * 512 - 64
    assert [frame.at for frame in made] == pytest.approx([100.0 + 0.032 * number for number in range(len(made))], abs=2e-4)


def test_a_frame_comes_with_the_block_that_completes_it() -> None:
    framer = Framer(48_000, 1)
    wave = tone(440, 1.0, 48_000)
    counts = [len(list(framer.push(block))) for block in sounds(wave, 48_000)]
    assert counts[0] == 0, "two milliseconds are held back"
    assert set(counts[1:]) == {1}


def test_one_of_two_channels_is_enough() -> None:
    speech = tone(440, 1.0)
    wave = np.stack([np.zeros_like(speech), speech], axis=1)
    out = np.concatenate([frame.samples for frame in frames(Framer(16_000, 2), sounds(wave, 16_000))])
    assert out[512:] == pytest.approx(speech[512 : len(out)], abs=1e-3)


def test_callbacks_that_come_a_little_early_or_late_do_not_move_the_frames() -> None:
    wave = tone(440, 20.0)
    jitter = np.random.default_rng(0).uniform(-0.02, 0.02, 700)
    made = frames(Framer(16_000, 1), sounds(wave, 16_000, jitter))
    gaps = np.diff([frame.at for frame in made])
    assert gaps == pytest.approx(0.032, abs=0.0015)
    assert made[-1].at == pytest.approx(100.0 + 0.032 * (len(made) - 1), abs=0.01)


def test_a_device_whose_crystal_is_fast_is_followed() -> None:
    drift = 200e-6 * 0.032 * np.arange(4_000)  # 200 millionths, which is much
    made = frames(Framer(16_000, 1), sounds(np.zeros(16_000 * 120), 16_000, drift))
    assert made[-1].at == pytest.approx(100.0 + 0.032 * (len(made) - 1) * (1 + 200e-6), abs=0.002)


def test_what_the_process_dropped_is_told_and_the_time_goes_on() -> None:
    framer = Framer(16_000, 1)
    list(framer.push(Sound(100.0, 0, np.ones(700, np.float32).tobytes())))
    overflow, frame = framer.push(Sound(105.0, 8_000, np.full(512, 0.5, np.float32).tobytes()))
    assert overflow == Overflow(8_000 + 188), "with the part of a frame that was waiting"
    assert isinstance(frame, Frame)
    assert (frame.at, set(frame.samples)) == (105.0, {0.5})


def test_a_gap_that_nobody_told_is_noticed_by_its_time() -> None:
    framer = Framer(48_000, 1)
    blocks = list(sounds(np.zeros(48_000), 48_000))
    made = [item for block in (*blocks[:5], *blocks[15:]) for item in framer.push(block)]
    lost = [item for item in made if isinstance(item, Overflow)]
    assert len(lost) == 1
    assert lost[0].samples == pytest.approx(10 * 512, abs=512)


def test_an_overflow_of_unknown_length_is_told_and_no_frame_is_torn() -> None:
    framer = Framer(48_000, 1)
    blocks = [Sound(block.at, -1, block.frames) for block in sounds(tone(440, 1.0, 48_000), 48_000)]
    made = [item for block in blocks for item in framer.push(block)]
    assert made.count(Overflow(0)) == len(blocks) - 1
    assert sum(isinstance(item, Frame) for item in made) == len(blocks) - 1


def test_wild_samples_are_tamed() -> None:
    wild = np.array([np.nan, np.inf, -np.inf, 7.0, -7.0] * 200)[:512]
    (frame,) = Framer(16_000, 1).push(Sound(1.0, 0, wild.astype(np.float32).tobytes()))
    assert isinstance(frame, Frame)
    assert set(frame.samples) == {0.0, 1.0, -1.0}


def test_a_frame_is_a_copy_of_its_own() -> None:
    (frame,) = Framer(16_000, 1).push(Sound(1.0, 0, bytes(2_048)))
    assert isinstance(frame, Frame)
    frame.samples[:] = 1.0
