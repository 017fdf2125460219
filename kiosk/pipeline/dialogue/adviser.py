"""What the dialogue asks of the staff's own words: phrases, what somebody meant, how to say it plainly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kiosk.core.audio import Audio
from kiosk.core.phrased import Phrased, SlotValues
from kiosk.core.scene import Side


@dataclass(frozen=True, slots=True)
class Counsel:
    """`why`: kinds of trouble (`coach.Kind`), each once. `plainer`: "" where only the speaker knows how."""

    why: tuple[str, ...] = ()
    plainer: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A phrase that somebody's words mean. `exactly`: they are its very words, and nobody need be asked."""

    phrase: Phrased
    exactly: bool = False


class Adviser(Protocol):
    """Answers at once: within milliseconds, with nothing that could fail."""

    def phrase(self, id: str, values: SlotValues, language: str, target: str) -> Phrased | None:
        """A phrase in both languages; None where there is none like it, or a value is missing."""
        ...

    def meant(self, text: str, language: str, target: str, side: Side) -> Meant | None:
        """The phrase that these words mean; None where none is close enough."""
        ...

    def coach(self, text: str) -> Counsel:
        """What will translate badly in a Japanese text."""
        ...

    def sound(self, phrased: Phrased) -> Audio | None:
        """What it sounds like, where that was made ahead."""
        ...
