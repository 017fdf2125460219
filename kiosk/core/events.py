"""What happens in a turn, as a closed union of plain values; each carries the number of its turn."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.audio import Audio
from kiosk.core.turn import Transcript, Translation


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """Nobody spoke in this segment."""

    turn: int


@dataclass(frozen=True, slots=True)
class NotSure:
    """Somebody spoke, but it may be none of the languages on offer: which one it is has to be chosen."""

    turn: int


@dataclass(frozen=True, slots=True)
class Heard:
    turn: int
    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Translated:
    """The translation so far: all its parts up to here. One comes for each part, before the part is spoken."""

    turn: int
    translation: Translation


@dataclass(frozen=True, slots=True)
class ToldBack:
    """The whole translation with its way back, for whoever spoke; nothing in it is to be spoken any more."""

    turn: int
    translation: Translation


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence (or a part of a long one) of speech, ready to play."""

    turn: int
    audio: Audio


@dataclass(frozen=True, slots=True)
class TextOnly:
    """The translation stands, but no installed voice speaks its language."""

    turn: int
    language: str


Event = NothingHeard | NotSure | Heard | Translated | ToldBack | Spoken | TextOnly
