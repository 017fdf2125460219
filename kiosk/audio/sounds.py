"""Sounds that are no speech, made from numbers, for scenarios and tests: what a counter and a shelter sound like."""

from __future__ import annotations

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio


def sound(kind: str, seconds: float, level_dbfs: float = -30.0, seed: int = 0) -> Audio:
    """`kind`: silence, white, fan (low rumble and blade tone), hum (mains), clicks (a keyboard). The same every time."""
    count = round(seconds * SPEECH_RATE_HZ)
    random = np.random.default_rng(seed)
    times = np.arange(count) / SPEECH_RATE_HZ
    match kind:
        case "silence":
            return Audio.silence(seconds)
        case "white":
            wave = random.normal(size=count)
        case "fan":
            spectrum = np.fft.rfft(random.normal(size=count))
            frequencies = np.maximum(np.fft.rfftfreq(count, 1 / SPEECH_RATE_HZ), 20.0)
            wave = np.fft.irfft(spectrum / frequencies, count)
            wave = wave / np.std(wave) + 0.3 * np.sin(2 * np.pi * 88 * times)
        case "hum":
            wave = np.sum([np.sin(2 * np.pi * 50 * k * times) / k for k in range(1, 8)], axis=0)
        case "clicks":
            wave = np.zeros(count)
            for start in np.cumsum(random.uniform(0.08, 0.3, size=max(1, int(seconds * 5)))) * SPEECH_RATE_HZ:
                end = min(int(start) + 160, count)
                wave[int(start) : end] += (random.normal(size=160) * np.exp(-np.arange(160) / 30))[: max(0, end - int(start))]
        case _:
            raise ValueError(f"no such sound: {kind}")
    rms = float(np.sqrt(np.mean(np.square(wave)))) or 1.0
    return Audio.of(np.asarray(wave) * 10 ** (level_dbfs / 20) / rms)
