"""The line in front of the engine: first come, first served; work that nobody waits for never stands in anybody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.core.live import Job, Spare


@dataclass(frozen=True, slots=True)
class Place:
    """`since`: when it got in line."""

    job: Job
    since: float


class Line:
    """At most `longest` turns, or one spare job: that is dropped as soon as anything else waits, a turn never is.

    Nobody talks that far ahead of the engine; a turn that finds the line full is refused aloud and not let in.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._places: list[Place] = []

    def __len__(self) -> int:
        return len(self._places)

    def add(self, job: Job, now: float) -> bool:
        """Whether there was room. A spare job that isn't let in needs no answer."""
        self.drop(lambda waiting: isinstance(waiting, Spare))
        if (isinstance(job, Spare) and self._places) or len(self._places) >= self._longest:
            return False
        self._places.append(Place(job, now))
        return True

    def take(self) -> Job | None:
        return self._places.pop(0).job if self._places else None

    def since(self) -> float | None:
        """How long the first one has been waiting."""
        return self._places[0].since if self._places else None

    def drop(self, unwanted: Callable[[Job], bool]) -> None:
        self._places = [place for place in self._places if not unwanted(place.job)]

    def overdue(self, before: float) -> list[Job]:
        """Take out whoever has been waiting since `before` or longer."""
        out = [place.job for place in self._places if place.since <= before]
        self._places = [place for place in self._places if place.since > before]
        return out
