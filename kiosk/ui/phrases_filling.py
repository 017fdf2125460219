"""A phrase whose slots are being filled by touch: what has been touched so far, and how it reads. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from kiosk.core.phrased import SlotValues
from kiosk.pipeline.phrasebook import Phrase, Phrasebook, form, text_code
from kiosk.pipeline.phrasebook_slots import FIELD, SLOT_NAMES, Slot, SlotValue, clock, yen

MOST = {"count": 9_999, "price": 9_999_999}
"""What a counter counts and charges."""

GAP = "＿＿"
"""Stands where a value is still to come."""

_DAY_MIN = 24 * 60
_STEP_MIN = 5
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Filling:
    """`active`: the slot that touches go to."""

    phrase: Phrase
    active: Slot
    values: Mapping[Slot, SlotValue] = field(default_factory=dict)

    @staticmethod
    def begun(phrase: Phrase, now: time) -> Filling:
        """A clock shows a time from the beginning: the next full five minutes."""
        start: dict[Slot, SlotValue] = {"time": _later(now, -now.minute % _STEP_MIN)} if "time" in phrase.slots else {}
        return Filling(phrase, phrase.slots[0], start)

    @property
    def ready(self) -> bool:
        return all(slot in self.values for slot in self.phrase.slots)

    @property
    def chosen(self) -> SlotValues:
        return tuple((slot, self.values[slot]) for slot in self.phrase.slots if slot in self.values)

    def turned_to(self, slot: str) -> Filling:
        return replace(self, active=SLOT_NAMES[slot]) if slot in self.phrase.slots else self

    def digit(self, digits: str) -> Filling:
        """Typed behind what is there; more than fits is left out."""
        number = int(f"{self._number}{digits}")
        return self._with(number) if self.active in MOST and number <= MOST[self.active] else self

    def erased(self) -> Filling:
        """Without the last digit."""
        if self.active not in MOST:
            return self
        return self._with(self._number // 10) if self._number >= 10 else self._without()

    def stepped(self, by: int) -> Filling:
        return self._with(min(MOST[self.active], max(0, self._number + by))) if self.active in MOST else self

    def later(self, minutes: int) -> Filling:
        value = self.values.get("time")
        return self._with(_later(value, minutes)) if self.active == "time" and isinstance(value, time) else self

    def placed(self, place: str) -> Filling:
        return self._with(place) if self.active == "place" and place else self

    def named(self, name: str) -> Filling:
        words = " ".join(name.split())[:_LONGEST_NAME]
        if self.active not in ("name", "place"):
            return self
        return self._with(words) if words else self._without()

    def _with(self, value: SlotValue) -> Filling:
        return replace(self, values={**self.values, self.active: value})

    def _without(self) -> Filling:
        return replace(self, values={slot: value for slot, value in self.values.items() if slot != self.active})

    @property
    def _number(self) -> int:
        value = self.values.get(self.active, 0)
        return value if isinstance(value, int) else 0


def _later(value: time, minutes: int) -> time:
    return time(*divmod((value.hour * 60 + value.minute + minutes) % _DAY_MIN, 60))


def reads(book: Phrasebook, filling: Filling, language: str) -> str:
    """The phrase as it is so far."""
    if filling.ready:
        return book.say(filling.phrase.id, language, filling.values).text
    return bare(filling.phrase, language, filling.values)


def bare(phrase: Phrase, language: str, values: Mapping[Slot, SlotValue] | None = None) -> str:
    """A phrase with gaps for what is still to come."""
    code = text_code(phrase.texts, language)
    return FIELD.sub(GAP, form(phrase.texts[code], code, values or {})) if code else ""


def shown(book: Phrasebook, slot: Slot, value: SlotValue | None, language: str) -> str:
    """A value as a button shows it."""
    match slot, value:
        case "time", time():
            return clock(value, language)
        case "price", int():
            return yen(value, language)
        case "place", str():
            return book.place(value, language).name
        case _, None:
            return GAP
        case _:
            return str(value)
