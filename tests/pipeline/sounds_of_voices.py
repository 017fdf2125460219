"""Sounds like a voice, and what a room makes of them: from numbers, the same every time."""

from __future__ import annotations

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Samples


def voice(seconds: float, seed: int, rms: float = 0.1) -> Samples:
    """Like speech in what matters here: 4 syllables a second, each with its own colour, pauses between."""
    random = np.random.default_rng(seed)
    frame = SPEECH_RATE_HZ // 100
    syllables = round(seconds * 6) + 2
    parts = []
    for _ in range(syllables):
        length = int(random.uniform(12, 30)) * frame
        spectrum = np.fft.rfft(random.normal(size=length))
        hertz = np.fft.rfftfreq(length, 1 / SPEECH_RATE_HZ)
        middles = random.uniform([250, 900, 2200], [900, 2200, 4500])
        colour = sum(np.exp(-(((hertz - middle) / 250) ** 2)) for middle in middles)
        parts += [np.fft.irfft(spectrum * colour, length) * np.hanning(length), np.zeros(int(random.uniform(0, 8)) * frame)]
    wave = np.concatenate(parts)[: round(seconds * SPEECH_RATE_HZ)]
    return (rms * wave / np.std(wave)).astype(np.float32)


def room(sound: Samples, delay_s: float, gain: float, seed: int = 0) -> Samples:
    """What of a sound comes back: later, quieter, with an echo of a quarter of a second."""
    random = np.random.default_rng(seed)
    tail = random.normal(size=SPEECH_RATE_HZ // 4) * 10 ** (-3 * np.arange(SPEECH_RATE_HZ // 4) / (SPEECH_RATE_HZ * 0.3))
    tail *= 0.5 / np.sqrt(np.sum(np.square(tail)))
    tail[0] += 1.0
    size = len(sound) + len(tail)
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)
    late = np.concatenate([np.zeros(round(delay_s * SPEECH_RATE_HZ)), gain * wet])
    return late[: len(sound)].astype(np.float32)


def noise(count: int, seed: int = 9) -> Samples:
    return np.random.default_rng(seed).normal(0.0, 0.001, count).astype(np.float32)
