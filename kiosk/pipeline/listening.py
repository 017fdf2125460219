"""An open microphone as a pure state machine: frames and speech probabilities in, what was noticed out. It counts frames
and knows no clock.

`Listener.hear` takes every frame, also while nobody is asked to speak, so that the half second before a press is there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiosk.core.audio import Samples
from kiosk.core.scene import Mode
from kiosk.core.spans import FRAME_S
from kiosk.pipeline.segmenter import Found, PartDone, Patience, Segmenter, UtteranceEnded

NOBODY_S = 8.0
"""Who taps and says nothing for so long has gone."""

LONGEST_S = 60.0
"""Nobody is listened to for longer at a time."""

_LEVEL_FRAMES = 2
_QUIETEST = 1e-10  # power: -100 dBFS


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """The level of the last frames, dBFS (RMS), some fifteen times a second while the microphone is open."""

    dbfs: float


@dataclass(frozen=True, slots=True)
class NobodySpoke:
    """The microphone is closed, and nobody spoke, or nobody since the last PartDone."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """Nobody is listened to for so long; UtteranceEnded or NobodySpoke follows."""


Noticed = LevelChanged | NobodySpoke | TooLong | Found


class Listener:
    """Used by one thread. Closed at first; UtteranceEnded and NobodySpoke close it."""

    def __init__(self, patience: Patience | None = None, nobody_s: float = NOBODY_S, longest_s: float = LONGEST_S) -> None:
        self._patience = patience or Patience()
        self._segmenter = Segmenter(self._patience)
        self._nobody, self._longest = round(nobody_s / FRAME_S), round(longest_s / FRAME_S)
        self._power: list[float] = []
        self.is_open = False
        self._begin()

    def _begin(self) -> None:
        self._heard = 0  # frames since it was opened
        self._idle = 0  # frames since it was opened or the last part was handed over
        self._has_parts = False
        self._power.clear()

    def open(self, mode: Mode) -> None:
        """From now on someone is asked to speak; what the microphone heard just before counts too."""
        self._segmenter.flush()
        self._segmenter.ends = mode == "tap"
        self.is_open = True
        self._begin()

    def find_end(self) -> None:
        """Go on as if it had been opened by a tap."""
        self._segmenter.ends = True
        self._idle = 0

    def close(self) -> None:
        """Nobody is asked any more; what gathered is dropped and overwritten."""
        self._segmenter.forget()
        self.is_open = False

    def release(self) -> tuple[Noticed, ...]:
        """The speaker let go: what was said is whole."""
        if not self.is_open:
            return ()
        self.is_open = False
        return (self._segmenter.flush() or NobodySpoke(),)

    def skip(self) -> None:
        """A frame that is nobody's voice, because the kiosk itself speaks: while closed, what was heard before it is old."""
        if not self.is_open:
            self._segmenter.forget()

    def hear(self, frame: Samples, probability: float) -> tuple[Noticed, ...]:
        """Take the next frame, shape (FRAME_SAMPLES,), which becomes the listener's own."""
        if not self.is_open:
            self._segmenter.wait(frame, probability)
            return ()
        self._heard += 1
        noticed = [*self._level(frame), *self._segmenter.push(frame, probability)]
        self._idle = 0 if self._segmenter.in_speech else self._idle + 1
        if noticed and isinstance(noticed[-1], PartDone):
            self._has_parts, self._idle = True, 0
        if noticed and isinstance(noticed[-1], UtteranceEnded):
            self.is_open = False
        elif self._heard >= self._longest:
            noticed += [TooLong(), *self.release()]
        elif self._segmenter.ends and self._segmenter.is_waiting and self._idle >= self._waits:
            noticed += self.release()
        return tuple(noticed)

    @property
    def _waits(self) -> int:
        """Frames without speech until nobody is expected to speak."""
        return round(self._patience.silence_s / FRAME_S) if self._has_parts else self._nobody

    def _level(self, frame: Samples) -> tuple[Noticed, ...]:
        self._power.append(float(np.mean(np.square(frame))))
        if len(self._power) < _LEVEL_FRAMES:
            return ()
        power = sum(self._power) / len(self._power)
        self._power.clear()
        return (LevelChanged(float(10 * np.log10(max(power, _QUIETEST)))),)
