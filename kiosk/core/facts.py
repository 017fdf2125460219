"""What must survive a translation: numbers, prices, times and their like, and how two texts differ in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FactKind = Literal[
    "number", "price", "time", "date", "weekday", "duration", "distance", "phone", "label", "count", "percent", "temperature"
]
"""label: the number of a platform, room, bus, flight, gate, line, floor. count: so many people, nights, tickets."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`value`: normalised, the same in every language: "853 JPY", "14:30", "12-25", "MON", "90 min", "800 m", "0312345678",
    "3". `start`, `end`: where it stands in the text it was found in, in characters.
    `unsure`: another reading is possible, so that alone it proves nothing. `half_day_unsaid`: a clock time of which morning
    or afternoon wasn't said; its value has the hour as it was said.

    Dates are as long as what was said: "2026-12-25", "12-25", "2026-12", "2026", "12-" for a month, "-25" for a day.
    Durations are in minutes ("90 min") or months ("24 mo"), distances in metres ("800 m") or what isn't metric ("5 mi").
    """

    kind: FactKind
    value: str
    start: int
    end: int
    unsure: bool = False
    half_day_unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """missing: `source` has no counterpart. changed: it has another value in `target`. invented: `target` has no source."""

    kind: Literal["missing", "changed", "invented"]
    source: Fact | None = None
    target: Fact | None = None
