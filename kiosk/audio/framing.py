"""What a microphone's process sends -> frames of 512 samples at 16 kHz, each with its time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kiosk.audio.mixing import Planes, mono
from kiosk.audio.resampling import Resampler
from kiosk.audio.streams.messages import Sound
from kiosk.core.audio import SPEECH_RATE_HZ, Samples
from kiosk.core.protocols import FRAME_SAMPLES

_JUMP_S = 0.15
"""A block this far from where it should be follows a gap; what is nearer is a callback that came a little late."""

_TRUST = 0.05
"""How much of that lateness each block moves the clock: the device's own crystal is followed, its jitter isn't."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """`samples`: shape (512,), float32, 16 kHz, within [-1, 1]. `at`: when the first one was in the air, on the
    monotonic clock."""

    samples: Samples
    at: float


@dataclass(frozen=True, slots=True)
class Overflow:
    """Sound was lost here. `samples`: how many at 16 kHz, 0 where the device didn't say."""

    samples: int


class Framer:
    """For one stream of one rate and number of channels. Used by one thread."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._rate_hz = rate_hz
        self._channels = channels
        self._blocks: deque[Planes] = deque()
        self._begin(0.0)

    def _begin(self, at: float) -> None:
        self._resampler = Resampler(self._rate_hz, SPEECH_RATE_HZ)
        self._mixed = mono(self._waiting(), self._rate_hz)
        self._anchor = at  # when sample 0 was in the air
        self._read = 0  # samples at the device's rate
        self._made = 0  # samples at 16 kHz, in frames that are out
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._fresh = True

    def push(self, sound: Sound) -> Iterator[Frame | Overflow]:
        """The frames that this sound completes; before them what was lost."""
        planes = np.frombuffer(sound.frames, dtype=np.float32).reshape(-1, self._channels).T
        late_s = sound.at - (self._anchor + self._read / self._rate_hz)
        if self._fresh:
            self._anchor, self._fresh = sound.at, False
        elif sound.lost > 0 or abs(late_s) > _JUMP_S:
            lost = sound.lost if sound.lost > 0 else max(0.0, late_s) * self._rate_hz
            yield Overflow(len(self._rest) + round(lost * SPEECH_RATE_HZ / self._rate_hz))
            self._begin(sound.at)
            self._fresh = False
        else:
            if sound.lost:
                yield Overflow(0)
            self._anchor += _TRUST * late_s
        self._read += planes.shape[1]
        yield from self._frames(self._resampler.push(self._mix(planes)))

    def _frames(self, samples: Samples) -> Iterator[Frame]:
        self._rest = np.concatenate([self._rest, samples])
        while len(self._rest) >= FRAME_SAMPLES:
            clean = np.nan_to_num(self._rest[:FRAME_SAMPLES], nan=0.0, posinf=0.0, neginf=0.0)
            yield Frame(np.clip(clean, -1.0, 1.0), self._anchor + self._made / SPEECH_RATE_HZ)
            self._made += FRAME_SAMPLES
            self._rest = self._rest[FRAME_SAMPLES:]

    def _mix(self, planes: Planes) -> Samples:
        if self._channels == 1:
            only: Samples = planes[0]
            return only
        self._blocks.append(planes)
        return next(self._mixed)

    def _waiting(self) -> Iterator[Planes]:
        while True:
            yield self._blocks.popleft()
