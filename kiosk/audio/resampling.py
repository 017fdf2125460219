"""Sound at one rate -> the same sound at another, piece by piece, without delay and without a lost end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from kiosk.core.audio import Audio, Samples

# FFmpeg's own resampler (libswresample). Its default of 32 taps lets 8.5 kHz through at -26 dB when 44.1 and 48 kHz
# become 16 kHz; with 64 taps all from 8.5 kHz up is under -90 dB, up to 7 kHz nothing is lost, at 1/3 more time.
_OPTIONS = {"filter_size": "64"}

_SLICE_SAMPLES = 65_536
"""A long piece goes through in slices of this, so that it is never held twice."""


def resampled(pieces: Iterable[Samples], from_hz: int, to_hz: int) -> Iterator[Samples]:
    """The pieces (n,), which follow one another without a gap, at the other rate; together ceil(total * to / from) long.

    Steep filters overshoot at hard edges: the result may leave [-1, 1] a little where the input touches it.
    """
    if from_hz == to_hz:
        yield from pieces
        return
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=to_hz, options=_OPTIONS)
    for piece in pieces:
        for start in range(0, len(piece), _SLICE_SAMPLES):
            part = np.ascontiguousarray(piece[start : start + _SLICE_SAMPLES], dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(part[np.newaxis], format="flt", layout="mono")
            frame.sample_rate = from_hz
            yield from (made.to_ndarray()[0] for made in resampler.resample(frame))
    yield from (made.to_ndarray()[0] for made in resampler.resample(None))


def at_rate(audio: Audio, rate_hz: int) -> Audio:
    """The whole sound at another rate."""
    if audio.rate_hz == rate_hz:
        return audio
    pieces = resampled([audio.samples], audio.rate_hz, rate_hz)
    return Audio.of(np.concatenate([audio.samples[:0], *pieces]), rate_hz)
