"""What goes down to the engine process and what comes up from it: plain values, all of them picklable."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.audio import Audio
from kiosk.core.events import Event
from kiosk.core.language import Route
from kiosk.core.turn import Hint, Segment


@dataclass(frozen=True, slots=True)
class Work:
    """One utterance to interpret."""

    turn: int
    segment: Segment
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class TypedWork:
    """Words that were typed or corrected: only translation and speech are made."""

    turn: int
    text: str
    route: Route
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class PartialWork:
    """What was said so far, for the words on the screen while someone speaks; dropped when anything else waits."""

    turn: int
    audio: Audio
    hint: Hint


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Speech that has been heard already: what else may it have been? Dropped when anything else waits."""

    turn: int
    audio: Audio
    hint: Hint


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """The hypothesis for what was said so far; it may still change."""

    turn: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """What it may have been, the likeliest first; nothing where nobody knows better."""

    turn: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn is lost: please say it again. `code` as in KioskError, or `engine.lost`."""

    turn: int
    code: str


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more comes for this turn."""

    turn: int


@dataclass(frozen=True, slots=True)
class EngineReady:
    """The engine process with this number has loaded its models."""

    generation: int


@dataclass(frozen=True, slots=True)
class EngineLost:
    """`reason`: crashed, hung, memory, broken (it can't load) or recycled (on purpose, between turns)."""

    generation: int
    reason: str


Spare = PartialWork | SecondLook
"""Work that nobody waits for: it gives its answer or nothing, never Done or Failed."""

Job = Work | TypedWork | Spare
HostEvent = Event | PartialHeard | LookedAgain | Failed | Done | EngineReady | EngineLost
