"""Where speech begins and ends, from a detector's probabilities: pure arithmetic on frames of 32 ms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Samples

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / 16_000
ENTER, LEAVE = 0.5, 0.35
"""Speech begins at the one probability and lasts until it is under the other: Silero's own pair of thresholds."""

_FRAMES_TO_TELL = 6
_FAR_LOUDER_DB = 99.0
_SILENCE = 1e-10


@dataclass(frozen=True, slots=True)
class Span:
    """Frames `start` (included) to `end` (excluded)."""

    start: int
    end: int

    @property
    def duration_s(self) -> float:
        return (self.end - self.start) * FRAME_S


def speech_spans(
    probabilities: NDArray[np.float32], *, enter: float = ENTER, leave: float = LEAVE, bridge_s: float = 0.3
) -> list[Span]:
    """Stretches of speech. One begins at `enter` and lasts until the probability stays under `leave` for over `bridge_s`."""
    spans: list[Span] = []
    start: int | None = None
    last = 0
    for frame, probability in enumerate(probabilities):
        if start is None:
            if probability >= enter:
                start, last = frame, frame
        elif probability >= leave:
            last = frame
        elif (frame - last) * FRAME_S > bridge_s:
            spans.append(Span(start, last + 1))
            start = None
    if start is not None:
        spans.append(Span(start, last + 1))
    return spans


def parts(spans: Sequence[Span], probabilities: NDArray[np.float32], longest_s: float) -> list[Span]:
    """The spans gathered into stretches of at most `longest_s`, cut between spans where that is possible and at the
    least speech-like frame of the last third where somebody talks on without a pause."""
    longest = int(longest_s / FRAME_S)
    gathered: list[Span] = []
    for span in spans:
        if gathered and span.end - gathered[-1].start <= longest:
            gathered[-1] = Span(gathered[-1].start, span.end)
            continue
        start = span.start
        while span.end - start > longest:
            low = start + longest * 2 // 3
            cut = low + int(np.argmin(probabilities[low : start + longest]))
            gathered.append(Span(start, cut))
            start = cut
        gathered.append(Span(start, span.end))
    return gathered


def stands_out_db(samples: Samples, spans: Sequence[Span], margin_s: float) -> float:
    """How much louder the spans are than what is between them and up to `margin_s` around; far louder than anything where
    there is too little around them to tell."""
    if not spans:
        return 0.0
    margin = round(margin_s / FRAME_S)
    first = max(0, spans[0].start - margin)
    last = min(len(samples) // FRAME_SAMPLES, spans[-1].end + margin)
    power = np.square(samples[first * FRAME_SAMPLES : last * FRAME_SAMPLES]).reshape(-1, FRAME_SAMPLES).mean(axis=1)
    inside = np.zeros(len(power), dtype=bool)
    for span in spans:
        inside[span.start - first : span.end - first] = True
    if inside.all() or np.count_nonzero(~inside) < _FRAMES_TO_TELL or not inside.any():
        return _FAR_LOUDER_DB
    loud, around = float(power[inside].mean()), float(power[~inside].mean())
    return 10.0 * math.log10((loud + _SILENCE) / (around + _SILENCE))
