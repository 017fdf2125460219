"""Speech at one even level: the silence around it trimmed, its loudness brought to a target, its peaks held down."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Audio, Samples

MOST_GAIN_DB = 18.0
SILENCE_DBFS = -50.0
"""Below this nothing is speech, whatever its shape: it is never made louder."""
CEILING_DBFS = -1.0

_FRAME_S = 0.01
_LOUD_FRAMES = 5
_ACTIVE_DB = 30.0
"""Frames within this of the loudest ones are speech when its level is measured, as in ITU-T P.56."""
_AUDIBLE_DB = 40.0
"""Frames within this of the loudest ones are not cut off: a soft f or h begins 30 dB below the vowel after it."""
_LEAD_S, _TAIL_S, _FADE_S = 0.02, 0.05, 0.004
_FULL_SCALE_NOISE = 0.5
"""RMS. Speech stays under 0.3 even when its peaks reach full scale; a voice with damaged weights gives 0.77 to 1."""
_LOOK_S, _STEP_S = 0.01, 0.001


def is_plausible(audio: Audio) -> bool:
    """Whether this can be speech: finite, and no noise at full scale, which must never be played."""
    if len(audio.samples) == 0:
        return True
    rms = float(np.sqrt(np.mean(np.square(audio.samples, dtype=np.float64))))  # NaN and infinity carry through
    return bool(np.isfinite(rms)) and rms < _FULL_SCALE_NOISE


def speech_dbfs(audio: Audio) -> float:
    """The level of the speech alone, pauses left out; -inf when there is none."""
    frames = _frames_dbfs(audio)
    loud = _loudest(frames)
    if loud < SILENCE_DBFS:
        return float("-inf")
    active = frames[frames > loud - _ACTIVE_DB]
    return float(10 * np.log10(np.mean(10 ** (active / 10))))


def trim(audio: Audio) -> Audio:
    """The speech without the silence before and after it but a breath, its edges faded; empty when there is no speech."""
    frames = _frames_dbfs(audio)
    loud = _loudest(frames)
    if loud < SILENCE_DBFS:
        return Audio(audio.samples[:0], audio.rate_hz)
    audible = np.flatnonzero(frames > loud - _AUDIBLE_DB)
    start, end = audible[0] * _FRAME_S - _LEAD_S, (audible[-1] + 1) * _FRAME_S + _TAIL_S
    samples = audio.between(start, end).samples.copy()
    fade = min(round(_FADE_S * audio.rate_hz), len(samples) // 2)
    ramp = np.linspace(0.0, 1.0, fade, endpoint=False, dtype=np.float32)
    samples[:fade] *= ramp
    samples[len(samples) - fade :] *= ramp[::-1]
    return Audio(samples, audio.rate_hz)


def even(audio: Audio, level_dbfs: float) -> Audio:
    """The sound with its speech at `level_dbfs`, peaks under -1 dBFS. Never more than 18 dB louder; silence is left alone."""
    now = speech_dbfs(audio)
    gain_db = 0.0 if now == float("-inf") else min(level_dbfs - now, MOST_GAIN_DB)
    louder = np.asarray(audio.samples, dtype=np.float32) * np.float32(10 ** (gain_db / 20))
    return Audio(_limited(louder, audio.rate_hz), audio.rate_hz)


def _limited(samples: Samples, rate_hz: int) -> Samples:
    """Peaks brought under the ceiling by turning the gain down smoothly around them, from 10 ms before to 10 ms after.

    For each millisecond: the gain that its peak allows, the least of those nearby, and the mean of those minima. Each mean
    is taken over milliseconds whose neighbourhoods hold the peak, so that none of it is above what the peak allows.
    """
    ceiling = 10 ** (CEILING_DBFS / 20)
    if len(samples) == 0 or float(np.max(np.abs(samples))) <= ceiling:
        return samples
    step = max(1, round(_STEP_S * rate_hz))
    reach = round(_LOOK_S / _STEP_S)
    padded = np.pad(samples, (0, -len(samples) % step))
    peaks = np.max(np.abs(padded.reshape(-1, step)), axis=1)
    allowed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    least = _windows(allowed, reach).min(axis=1)
    smooth = _windows(least, reach - 1) @ (np.hanning(2 * reach + 1)[1:-1] / np.hanning(2 * reach + 1).sum())
    gain = np.interp(np.arange(len(samples)), (np.arange(len(smooth)) + 0.5) * step, smooth)
    limited: Samples = (samples * gain).astype(np.float32)
    return limited


def _windows(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """For each value, it and its `reach` neighbours on either side."""
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, reach, mode="edge"), 2 * reach + 1)


def _frames_dbfs(audio: Audio) -> NDArray[np.float64]:
    size = max(1, round(_FRAME_S * audio.rate_hz))
    padded = np.pad(np.asarray(audio.samples, dtype=np.float64), (0, -len(audio.samples) % size))
    power = np.mean(np.square(padded.reshape(-1, size)), axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)))


def _loudest(frames: NDArray[np.float64]) -> float:
    """What the loudest 50 ms reach: a click is shorter than that, the shortest word is not."""
    if len(frames) == 0:
        return float("-inf")
    rank = min(_LOUD_FRAMES, len(frames))
    return float(np.partition(frames, -rank)[-rank])
