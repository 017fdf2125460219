"""What becomes of the keys that write: letters as they are, or something that is composed of several. No Qt here.

What is being composed stands in the field as plain text and is replaced there with each key, so that nothing is lost when
somebody sends it, touches another place or goes on with a keyboard of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """`covers`: how many characters of what is pending it stands for, from its start."""

    text: str
    covers: int


class Composer(Protocol):
    @property
    def pending(self) -> str:
        """What is being composed, as it stands in the field before the cursor."""
        ...

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What it may be meant to be, the likeliest first."""
        ...

    def type(self, text: str) -> str:
        """A key was touched. What is final now and stands before the new `pending`."""
        ...

    def mark(self) -> None:
        """The key that changes the last letter into its other forms."""
        ...

    def erase(self) -> bool:
        """Take back the last key; False when there is nothing pending."""
        ...

    def choose(self, candidate: Candidate) -> str:
        """One of the candidates is meant: what is final now. The rest stays pending."""
        ...

    def finish(self) -> None:
        """What is pending stays as it is."""
        ...


class Plain:
    """Satisfies Composer: letters as they are."""

    pending = ""
    candidates: tuple[Candidate, ...] = ()

    def type(self, text: str) -> str:
        return text

    def mark(self) -> None:
        pass

    def erase(self) -> bool:
        return False

    def choose(self, candidate: Candidate) -> str:
        return candidate.text

    def finish(self) -> None:
        pass
