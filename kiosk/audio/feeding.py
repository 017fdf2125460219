"""Sounds in a row -> the chunks that a loudspeaker's process gets, and which of them have been heard to their end."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from kiosk.audio.resampling import resampled
from kiosk.audio.streams.messages import Chunk, Cut, Progress
from kiosk.core.audio import Audio, Samples

AHEAD_S = 1.0
"""This much is on its way: the kiosk may stand still for so long and nothing is heard of it. A cut reaches it too."""

LONGEST_S = 300.0
"""No more sound than this waits."""

_PIECE_S = 0.1
_EDGE_S = 0.005


@dataclass(slots=True)
class _Sound:
    tag: Hashable
    duration_s: float
    pieces: Iterator[Samples]


class Feed:
    """For one stream. Used by one thread."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._epoch = 0
        self._sounds: deque[_Sound] = deque()
        self._sent = 0  # samples of this epoch
        self._taken = 0
        self._ends: deque[tuple[int, Hashable]] = deque()  # where each sound that was sent whole ends
        self._leaving: deque[tuple[float, Hashable]] = deque()  # when the last of it is in the air

    @property
    def next_end(self) -> float | None:
        """When `played` has something to tell."""
        return self._leaving[0][0] if self._leaving else None

    def add(self, audio: Audio, tag: Hashable) -> bool:
        """Behind the others; whether there was room."""
        if sum(sound.duration_s for sound in self._sounds) + audio.duration_s > LONGEST_S:
            return False
        pieces = resampled(_pieces(_edged(audio)), audio.rate_hz, self._rate_hz)
        self._sounds.append(_Sound(tag, audio.duration_s, pieces))
        return True

    def chunks(self) -> Iterator[Chunk]:
        """What may be sent now."""
        while self._sounds and self._sent - self._taken < AHEAD_S * self._rate_hz:
            piece = next(self._sounds[0].pieces, None)
            if piece is None:
                self._ends.append((self._sent, self._sounds.popleft().tag))
            elif len(piece):
                self._sent += len(piece)
                yield Chunk(self._epoch, Audio.of(piece, self._rate_hz).samples.tobytes())

    def cut(self) -> tuple[Cut, list[Hashable]]:
        """Silence, and what is therefore not heard to its end. What has left already is still told as played."""
        unplayed = self._waiting()
        self._epoch += 1
        self._sounds.clear()
        self._ends.clear()
        self._sent = self._taken = 0
        return Cut(self._epoch), unplayed

    def lost(self) -> list[Hashable]:
        """The device is gone: whatever was not heard to its end, in its order."""
        return [tag for _, tag in self._leaving] + self._waiting()

    def took(self, progress: Progress) -> None:
        if progress.epoch != self._epoch:
            return
        self._taken = progress.taken
        end = progress.at + progress.count / self._rate_hz
        while self._ends and self._ends[0][0] <= self._taken:
            position, tag = self._ends.popleft()
            self._leaving.append((end - (self._taken - position) / self._rate_hz, tag))

    def played(self, now: float) -> Iterator[Hashable]:
        """What has been heard to its end since the last call."""
        while self._leaving and self._leaving[0][0] <= now:
            yield self._leaving.popleft()[1]

    def _waiting(self) -> list[Hashable]:
        return [tag for _, tag in self._ends] + [sound.tag for sound in self._sounds]


def _edged(audio: Audio) -> Audio:
    """With edges so soft that nothing clicks where two sounds meet."""
    count = min(round(_EDGE_S * audio.rate_hz), len(audio.samples) // 2)
    if count == 0:
        return audio
    samples = audio.samples.copy()
    ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)
    samples[:count] *= ramp
    samples[-count:] *= ramp[::-1]
    return Audio(samples, audio.rate_hz)


def _pieces(audio: Audio) -> Iterator[Samples]:
    step = max(1, round(_PIECE_S * audio.rate_hz))
    for start in range(0, len(audio.samples), step):
        yield audio.samples[start : start + step]
