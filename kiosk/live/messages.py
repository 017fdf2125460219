"""What the kiosk and its engine process say to each other, and how it is written and read."""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import dataclass

import numpy as np

from kiosk.core.audio import Audio
from kiosk.core.events import Event, Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.facts import Difference, Fact
from kiosk.core.language import Route
from kiosk.core.live import Job, LookedAgain, PartialHeard
from kiosk.core.turn import Transcript, Translation
from kiosk.core.unpickling import UNREADABLE
from kiosk.live.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Order:
    """Down: do this. `serial` numbers every job of this kiosk's life, so that a turn asked for twice has two."""

    serial: int
    job: Job


@dataclass(frozen=True, slots=True)
class Abandon:
    """Down: nobody waits for this one any more; stop at the next step."""

    serial: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """Up: the engines are there."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Up, the last word: the engines can't be made. `code` and `message` of the KioskError."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Up: a result of the order with this serial."""

    serial: int
    event: Event | PartialHeard | LookedAgain


@dataclass(frozen=True, slots=True)
class Finished:
    """Up: nothing more comes for this order. `code` is that of the KioskError that ended it, None when all went well."""

    serial: int
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Up, the last word: a mistake in the program. `place` says where, never what was said."""

    place: str


Down = Recipe | Order | Abandon
Up = Loaded | Refused | Answer | Finished | Fault

_ANSWERS = (NothingHeard, NotSure, Heard, Translated, ToldBack, Spoken, TextOnly, PartialHeard, LookedAgain)
_UP = (Loaded, Refused, Answer, Finished, Fault)
_VALUES = (*_UP, *_ANSWERS, Transcript, Translation, Difference, Fact, Route, Audio, np.ndarray, np.dtype)
_KNOWN: dict[tuple[str, str], object] = {(kind.__module__, kind.__qualname__): kind for kind in _VALUES}
_KNOWN |= {  # and the functions that numpy writes its arrays and numbers with
    (made.__module__, made.__qualname__): made
    for made in (np.zeros(1).__reduce_ex__(5)[0], np.zeros(1).__reduce__()[0], np.float64(0).__reduce__()[0])
    if not isinstance(made, str)
}


_SEAL = 4
"""Bytes of a checksum."""


class GarbageError(Exception):
    """What came up the pipe is no message. It holds nothing of what came."""


class _Reader(pickle.Unpickler):
    """Knows the values above and no other name: a child that a broken model has taken over can't run code here."""

    def find_class(self, module: str, name: str, /) -> object:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError("a name that is no part of a message") from None


def write(message: object) -> bytes:
    """The message and its checksum, which `pickle` itself, reading what comes down, leaves alone."""
    data = pickle.dumps(message, protocol=5)
    return data + zlib.crc32(data).to_bytes(_SEAL)


def read(data: bytes) -> Up:
    """A message from the engine process. Raises GarbageError for anything else."""
    data, seal = data[:-_SEAL], data[-_SEAL:]
    if zlib.crc32(data).to_bytes(_SEAL) != seal:  # damaged bytes would make the reader of pickles itself stumble
        raise GarbageError("not a message")
    try:
        message = _Reader(io.BytesIO(data)).load()
    except UNREADABLE:
        raise GarbageError("not a message") from None
    if not isinstance(message, _UP) or (isinstance(message, Answer) and not isinstance(message.event, _ANSWERS)):
        raise GarbageError("not a message")
    return message
