"""What a counter and a shelter sound like when nobody speaks to the kiosk, made from numbers, a minute at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import SPEECH_RATE_HZ, Audio

Wave = NDArray[np.float64]

KINDS = ("silence", "white", "pink", "brown", "fan", "hum", "keyboard", "coughs", "music", "crowd")
"""crowd: many voices at once from across a hall, of which no word can be made out; only where there are voices."""

_VOICES_IN_A_CROWD = (5, 11)
_LEVELS_DBFS = (-50.0, -40.0, -32.0)


def minutes(count: int, voices: Sequence[Audio] = (), seed: int = 0) -> Iterator[tuple[str, Audio]]:
    """So many minutes of noise, each of one kind, in turns and at three levels; `voices`: speech that crowds are mixed of."""
    kinds = KINDS if voices else KINDS[:-1]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        level_dbfs = _LEVELS_DBFS[number // len(kinds) % len(_LEVELS_DBFS)]
        yield kind, noise(kind, 60.0, level_dbfs, seed + number, voices)


def noise(kind: str, seconds: float, level_dbfs: float = -40.0, seed: int = 0, voices: Sequence[Audio] = ()) -> Audio:
    """The same every time for one seed. `level_dbfs`: of the whole (RMS)."""
    dice = np.random.default_rng(seed)
    wave = _wave(kind, round(seconds * SPEECH_RATE_HZ), dice, voices)
    rms = float(np.sqrt(np.mean(np.square(wave))))
    return Audio.of(wave * 10 ** (level_dbfs / 20) / rms if rms else wave)


def _wave(kind: str, count: int, dice: np.random.Generator, voices: Sequence[Audio]) -> Wave:
    if kind == "crowd":
        return _crowd(count, dice, voices)
    if kind not in _MAKERS:
        raise ValueError(f"no such noise: {kind}")
    return _MAKERS[kind](count, dice)


def _fan(count: int, dice: np.random.Generator) -> Wave:
    """A rumble with the tone of blades that comes and goes."""
    times = np.arange(count) / SPEECH_RATE_HZ
    return _coloured(1.0, count, dice) + 0.5 * np.sin(2 * np.pi * 88 * times) * (1 + 0.3 * np.sin(2 * np.pi * 0.7 * times))


def _hum(count: int, dice: np.random.Generator) -> Wave:
    """The mains, and a little hiss."""
    times = np.arange(count) / SPEECH_RATE_HZ
    tones = sum((np.sin(2 * np.pi * 50 * k * times) / k for k in range(1, 12)), np.zeros(count))
    return np.asarray(tones + 0.02 * dice.normal(size=count))


def _coloured(power: float, count: int, dice: np.random.Generator) -> Wave:
    """Noise whose amplitude falls with frequency to `power`: 0 white, 0.5 pink, 1 brown."""
    spectrum = np.fft.rfft(dice.normal(size=count))
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / SPEECH_RATE_HZ), 20.0)
    wave = np.fft.irfft(spectrum / frequencies**power, count)
    return np.asarray(wave / np.std(wave))


def _keyboard(count: int, dice: np.random.Generator) -> Wave:
    return _strewn(count, dice, (0.06, 0.4), _click) + 0.02 * _coloured(0.5, count, dice)


def _coughs(count: int, dice: np.random.Generator) -> Wave:
    return _strewn(count, dice, (2.0, 6.0), _cough) + 0.01 * _coloured(0.5, count, dice)


def _strewn(
    count: int, dice: np.random.Generator, apart_s: tuple[float, float], make: Callable[[np.random.Generator], Wave]
) -> Wave:
    """Single sounds with pauses of `apart_s` between their beginnings."""
    wave = np.zeros(count)
    start = 0
    while (start := start + int(dice.uniform(*apart_s) * SPEECH_RATE_HZ)) < count:
        one = make(dice)
        end = min(count, start + len(one))
        wave[start:end] += one[: end - start]
    return wave


def _click(dice: np.random.Generator) -> Wave:
    """A key goes down and up: two bursts of a few milliseconds."""
    decay = np.exp(-np.arange(400) / dice.uniform(20, 60))
    pause = np.zeros(int(dice.uniform(0.04, 0.09) * SPEECH_RATE_HZ))
    return np.concatenate([dice.normal(size=400) * decay, pause, 0.5 * dice.normal(size=400) * decay])


def _cough(dice: np.random.Generator) -> Wave:
    """One to three bursts of breath, each a sharp beginning and a fading rest, most of it from 300 to 3,000 Hz."""
    bursts: list[Wave] = []
    for _ in range(dice.integers(1, 4)):
        length = int(dice.uniform(0.12, 0.35) * SPEECH_RATE_HZ)
        spectrum = np.fft.rfft(dice.normal(size=length))
        frequencies = np.fft.rfftfreq(length, 1 / SPEECH_RATE_HZ)
        shaped = np.fft.irfft(spectrum * np.exp(-(((frequencies - dice.uniform(500, 1200)) / 1200) ** 2)), length)
        bursts += [
            shaped * np.exp(-np.arange(length) / (0.25 * length)),
            np.zeros(int(dice.uniform(0.05, 0.2) * SPEECH_RATE_HZ)),
        ]
    return np.concatenate(bursts)


def _music(count: int, dice: np.random.Generator) -> Wave:
    """Chords of a soft organ with a tune above them, a chord every second and a half."""
    wave = np.zeros(count)
    length = int(1.5 * SPEECH_RATE_HZ)
    for start in range(0, count, length):
        end = min(count, start + length)
        times = np.arange(end - start) / SPEECH_RATE_HZ
        root = 110.0 * 2 ** (dice.integers(0, 12) / 12)
        tune = root * 4 * 2 ** (dice.choice([0, 2, 4, 5, 7, 9]) / 12)
        for pitch, loud in ((root, 1.0), (root * 2 ** (4 / 12), 0.8), (root * 2 ** (7 / 12), 0.8), (tune, 0.6)):
            for overtone in range(1, 6):
                wave[start:end] += loud / overtone * np.sin(2 * np.pi * pitch * overtone * times) * np.exp(-0.6 * times)
    return wave


def _crowd(count: int, dice: np.random.Generator, voices: Sequence[Audio]) -> Wave:
    """Voices over each other without pauses, dulled by a hall's echo."""
    wave = np.zeros(count)
    for _ in range(dice.integers(*_VOICES_IN_A_CROWD)):
        one = np.concatenate(
            [voices[int(dice.integers(len(voices)))].samples for _ in range(1 + count // (2 * SPEECH_RATE_HZ))]
        )
        shift = int(dice.integers(0, len(one)))
        turned = np.resize(np.roll(one, shift), count).astype(np.float64)
        wave += turned / (np.std(turned) or 1.0)
    length = int(0.8 * SPEECH_RATE_HZ)
    room = dice.normal(size=length) * np.exp(-np.arange(length) / (0.25 * length))
    size = 1 << (count + length).bit_length()
    echoed = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(room, size), size)[:count]
    spectrum = np.fft.rfft(echoed)
    spectrum[np.fft.rfftfreq(count, 1 / SPEECH_RATE_HZ) > 2500.0] *= 0.1
    return np.asarray(np.fft.irfft(spectrum, count))


_MAKERS: dict[str, Callable[[int, np.random.Generator], Wave]] = {
    "silence": lambda count, dice: np.zeros(count),
    "white": partial(_coloured, 0.0),
    "pink": partial(_coloured, 0.5),
    "brown": partial(_coloured, 1.0),
    "fan": _fan,
    "hum": _hum,
    "keyboard": _keyboard,
    "coughs": _coughs,
    "music": _music,
}
