"""Two microphones hear one person: who speaks is who is louder in his own.

Each frame is measured over its microphone's own noise, so that a microphone that is turned up higher wins nothing. Whoever
has the floor keeps it until he pauses or the other one is clearly louder; while two people talk at once, one of them is heard.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kiosk.core.audio import Samples
from kiosk.core.scene import Side, other
from kiosk.core.spans import FRAME_S, LEAVE

LOUDER_DB = 3.0
PAUSE_S = 0.5

_FRESH_S = 0.2  # the other microphone's last frame is from now
_QUIETEST = 1e-7
_RISE = 10 ** (0.1 * FRAME_S)  # of the noise, 1 dB a second


@dataclass(slots=True)
class _Channel:
    at: float = -math.inf
    power: float = 0.0  # of the last tenth of a second
    noise: float = 1.0

    @property
    def over_noise_db(self) -> float:
        return 10 * math.log10(max(self.power, _QUIETEST) / self.noise)

    def hear(self, at: float, power: float) -> None:
        self.at = at
        self.power += 0.4 * (power - self.power)
        self.noise = max(_QUIETEST, min(self.noise * _RISE, self.power))


class Floor:
    """Used by one thread at a time."""

    def __init__(self) -> None:
        self._channels: dict[Side, _Channel] = {"staff": _Channel(), "visitor": _Channel()}
        self._holder: Side | None = None
        self._spoke_at = -math.inf

    def is_mine(self, side: Side, at: float, frame: Samples, probability: float) -> bool:
        """Whether speech in this side's frame, which was in the air at `at`, is this side's own."""
        mine, others = self._channels[side], self._channels[other(side)]
        mine.hear(at, float(np.mean(np.square(frame))))
        if probability < LEAVE:
            return True
        if self._holder is not None and at - self._spoke_at > PAUSE_S:
            self._holder = None
        if at - others.at <= _FRESH_S:
            ahead_db = mine.over_noise_db - others.over_noise_db
            margin_db = 0.0 if self._holder is None else LOUDER_DB if self._holder != side else -LOUDER_DB
            if ahead_db < margin_db:
                return False
        self._holder, self._spoke_at = side, at
        return True
