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


class Resampler:
    """A sound that goes on and on, at another rate. Used by one thread.

    It holds half its filter back, 2 ms; sample n of what comes out belongs to the moment n / to_hz of what went in.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        import av

        self._from_hz = from_hz
        self._resampler = None if from_hz == to_hz else av.AudioResampler("flt", "mono", to_hz, options=_OPTIONS)

    def push(self, piece: Samples) -> Samples:
        """What the piece (n,) makes ready, perhaps nothing. Where the rates are equal it is the piece itself."""
        if self._resampler is None or len(piece) == 0:
            return piece
        import av

        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece, np.float32)[np.newaxis], format="flt", layout="mono")
        frame.sample_rate = self._from_hz
        return np.concatenate([piece[:0], *(made.to_ndarray()[0] for made in self._resampler.resample(frame))])

    def end(self) -> Samples:
        """What was held back; nothing may be pushed after it."""
        made = [] if self._resampler is None else self._resampler.resample(None)
        return np.concatenate([np.zeros(0, np.float32), *(part.to_ndarray()[0] for part in made)])


def resampled(pieces: Iterable[Samples], from_hz: int, to_hz: int) -> Iterator[Samples]:
    """The pieces (n,), which follow one another without a gap, at the other rate; together ceil(total * to / from) long.

    Steep filters overshoot at hard edges: the result may leave [-1, 1] a little where the input touches it.
    """
    if from_hz == to_hz:
        yield from pieces
        return
    resampler = Resampler(from_hz, to_hz)
    for piece in pieces:
        for start in range(0, len(piece), _SLICE_SAMPLES):
            yield resampler.push(piece[start : start + _SLICE_SAMPLES])
    yield resampler.end()


def at_rate(audio: Audio, rate_hz: int) -> Audio:
    """The whole sound at another rate."""
    if audio.rate_hz == rate_hz:
        return audio
    pieces = resampled([audio.samples], audio.rate_hz, rate_hz)
    return Audio.of(np.concatenate([audio.samples[:0], *pieces]), rate_hz)
