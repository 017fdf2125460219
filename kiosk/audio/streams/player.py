"""What goes out of the loudspeaker next: the queued sound with soft edges, wherever it begins, ends or is cut."""

from __future__ import annotations

from collections import deque

import numpy as np

from kiosk.core.audio import Samples

_RISE_S = 0.005
_FALL_S = 0.01
"""A fade this short is heard as an end and not as a click."""


class Player:
    """A queue of mono samples with an envelope over it.

    `add`, `cut` and `gain` are for one thread and `fill` for another, without a lock: each side changes only what the
    other one reads. Whenever sound runs out, the last sample is held while the envelope falls, so that even half a
    sound ends softly.
    """

    def __init__(self, rate_hz: int) -> None:
        self.gain = 1.0
        self.epoch = 0  # the one that is being played
        self.taken = 0  # samples of this epoch that went out
        self._newest = 0
        self._queue: deque[tuple[int, Samples]] = deque()
        self._envelope = 0.0
        self._rise = 1.0 / max(1, round(_RISE_S * rate_hz))
        self._fall = 1.0 / max(1, round(_FALL_S * rate_hz))
        self._last = 0.0
        self._gain = 1.0

    def add(self, epoch: int, samples: Samples) -> None:
        if len(samples):
            self._queue.append((epoch, samples))

    def cut(self, epoch: int) -> None:
        """Everything older than this epoch fades out at once and is gone."""
        self._newest = epoch

    def fill(self, count: int) -> Samples | None:
        """The next `count` samples; None for silence."""
        if self._envelope == 0.0:
            self._gain = self.gain
            if not self._queue and self.epoch == self._newest:
                return None
        out = np.zeros(count, dtype=np.float32)
        at = 0
        while at < count:
            piece = self._next(count - at)
            if piece is None:
                break
            out[at : at + len(piece)] = piece
            at += len(piece)
        gain = np.linspace(self._gain, self.gain, count, dtype=np.float32)
        self._gain = float(gain[-1]) if count else self._gain
        out *= gain
        return out

    def _next(self, most: int) -> Samples | None:
        """A piece with its envelope, at most this long; None when it is quiet and there is nothing to play."""
        if self.epoch != self._newest and self._envelope == 0.0:
            self._drop()
        cutting = self.epoch != self._newest
        if cutting:
            most = min(most, self._steps(self._envelope, self._fall))
        piece = self._take(most)
        if piece is not None and not cutting:
            return self._shaped(piece, 1.0, self._rise)
        if piece is not None:
            return self._shaped(piece, 0.0, self._fall)
        if self._envelope == 0.0:
            return None
        held = np.full(min(most, self._steps(self._envelope, self._fall)), self._last, dtype=np.float32)
        return self._shaped(held, 0.0, self._fall)

    def _take(self, most: int) -> Samples | None:
        """The next samples of the epoch that is being played."""
        if not self._queue or self._queue[0][0] != self.epoch:
            return None
        epoch, samples = self._queue.popleft()
        if len(samples) > most:
            self._queue.appendleft((epoch, samples[most:]))
            samples = samples[:most]
        self.taken += len(samples)
        self._last = float(samples[-1])
        return samples

    def _shaped(self, piece: Samples, towards: float, slope: float) -> Samples:
        if self._envelope == towards:
            return piece
        way = 1.0 if towards > self._envelope else -1.0
        envelope = np.clip(self._envelope + way * slope * np.arange(1, len(piece) + 1), 0.0, 1.0)
        self._envelope = float(envelope[-1])
        if abs(self._envelope - towards) < slope / 2:
            self._envelope = towards
        shaped: Samples = piece * envelope.astype(np.float32)
        return shaped

    def _drop(self) -> None:
        """What belongs to older epochs goes; the newest one begins."""
        newest = self._newest
        while self._queue and self._queue[0][0] < newest:
            self._queue.popleft()
        self.epoch, self.taken, self._last = newest, 0, 0.0

    @staticmethod
    def _steps(envelope: float, slope: float) -> int:
        return max(1, round(envelope / slope))
