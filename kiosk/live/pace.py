"""How fast this machine works, learned from what it has done: after how long without a result an engine must be in a loop.

A thread inside that says "I am alive" proves nothing, and models can't be asked how far they are. What proves progress is
the next result of a turn: the transcript, a translation, a sentence of speech.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from kiosk.live.limits import Limits

Stage = Literal["hear", "make"]
"""Up to the transcript, which takes longer for longer sound; or from one result to the next, a sentence at a time."""

_FORGETS = 0.98


@dataclass(slots=True)
class Pace:
    """The slowest of the last stages of each kind, per unit of work."""

    _slowest: dict[Stage, float] = field(default_factory=dict)

    def took(self, stage: Stage, sound_s: float, seconds: float) -> None:
        """A result came."""
        self._slowest[stage] = max(seconds / _units(stage, sound_s), _FORGETS * self._slowest.get(stage, 0.0))

    def most_s(self, stage: Stage, sound_s: float, limits: Limits) -> float:
        """A result must have come after so long; never, while nothing is known."""
        if stage not in self._slowest:
            return math.inf
        return max(limits.silent_least_s, limits.silent_factor * self._slowest[stage] * _units(stage, sound_s))


def _units(stage: Stage, sound_s: float) -> float:
    return 1.0 + sound_s if stage == "hear" else 1.0
