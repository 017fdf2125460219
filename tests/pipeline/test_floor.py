"""Two microphones, one person or two."""

from __future__ import annotations

import numpy as np

from kiosk.core.audio import Samples
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.scene import SIDES, Side
from kiosk.pipeline.floor import Floor


def frame(level: float, seed: int) -> Samples:
    return np.random.default_rng(seed).normal(0.0, level, FRAME_SAMPLES).astype(np.float32)


class Table:
    """A table with a microphone on each side; `gain`: how far the visitor's is turned up."""

    def __init__(self, gain: float = 1.0) -> None:
        self.floor = Floor()
        self.gain: dict[Side, float] = {"staff": 1.0, "visitor": gain}
        self.frames = 0
        self.speak(2.0)

    def speak(self, seconds: float, **levels: float) -> dict[Side, float]:
        """The share of these seconds that each side has the floor. A voice is in the other microphone at a third."""
        won: dict[Side, list[bool]] = {side: [] for side in SIDES}
        for _ in range(round(seconds / 0.032)):
            self.frames += 1
            for side in SIDES:
                near = max(levels.get(side, 0.0), 0.33 * max(levels.values(), default=0.0)) + 0.001
                sound = frame(near * self.gain[side], self.frames)
                won[side].append(self.floor.is_mine(side, self.frames * 0.032, sound, 0.9 if levels else 0.0))
        return {side: sum(shares[5:]) / len(shares[5:]) for side, shares in won.items()}


def test_whoever_is_nearer_to_a_microphone_is_heard_in_it_and_not_in_the_other() -> None:
    table = Table()
    assert table.speak(2.0, visitor=0.1) == {"staff": 0.0, "visitor": 1.0}
    table.speak(1.0)
    assert table.speak(2.0, staff=0.05) == {"staff": 1.0, "visitor": 0.0}


def test_a_microphone_that_is_turned_up_wins_nothing() -> None:
    table = Table(gain=4.0)
    assert table.speak(2.0, staff=0.1) == {"staff": 1.0, "visitor": 0.0}


def test_who_speaks_keeps_the_floor_until_the_other_is_clearly_louder() -> None:
    table = Table()
    table.speak(1.0, staff=0.1)
    assert table.speak(1.0, staff=0.1, visitor=0.11)["staff"] == 1.0
    assert table.speak(1.0, staff=0.1, visitor=0.3)["visitor"] == 1.0


def test_a_microphone_alone_is_always_right() -> None:
    floor = Floor()
    assert all(floor.is_mine("staff", number * 0.032, frame(0.1, number), 0.9) for number in range(50))
