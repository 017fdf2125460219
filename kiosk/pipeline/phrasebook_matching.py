"""The phrase that a spoken sentence means, for "did you mean".

A match must have the same facts, the same content words and the same marks of meaning (negation, question, from, until), and
then enough of the same letters. Somebody's yes to a sentence that says the opposite would be worse than no offer at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from rapidfuzz import fuzz

from kiosk.core.facts import Fact
from kiosk.core.language import EASY
from kiosk.pipeline.phrasebook import Phrase, Phrasebook, Says, text_code
from kiosk.pipeline.phrasebook_slots import FIELD, SLOT_NAMES, PlaceName, Slot, SlotValue, placed, written
from kiosk.pipeline.phrasebook_wording import FACT, PLACE, letters, same_sense, same_words

FactFinder = Callable[[str, str], Sequence[Fact]]
"""`pipeline.facts.find_facts`: the facts of a text in a language, in order."""

THRESHOLD = 70.0
"""Of 100. On the 119 sentences of tests/pipeline/near_misses.tsv the lowest of those that mean a phrase has 83; of the near
misses the other checks stop all but one, which has 57."""

_EXAMPLES: tuple[dict[Slot, SlotValue], ...] = (
    {"time": time(14, 35), "count": 7, "price": 1700},
    {"time": time(15, 25), "count": 9, "price": 2900},
)
_LONGEST = 200  # characters; nobody says a phrase in more


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Did you mean this? `score`: of 100. `exactly`: these are the very words of the phrase."""

    phrase: Phrase
    values: Mapping[Slot, SlotValue]
    score: float
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class _Template:
    """A phrase's text as it is compared. `facts`: of the text filled with an example; `slots`: which of them are slots."""

    phrase: Phrase
    skeleton: str
    facts: tuple[Fact, ...]
    slots: Mapping[int, Slot]
    has_place: bool


class Matcher:
    """Compares what was said in one language with every phrase that has a text in it. Built once a phrasebook."""

    def __init__(self, book: Phrasebook, language: str, find: FactFinder) -> None:
        self._book, self._language, self._find = book, language, find
        self._places = sorted(_place_forms(book, language), key=lambda item: -len(item[0]))
        self._templates = [template for phrase in book.phrases.values() for template in self._templates_of(phrase)]

    def suggest(self, text: str, says: Says | None = None) -> Suggestion | None:
        """The phrase that the sentence means, with the values it names; None when no phrase is that close. `says`: the side
        that speaks."""
        if not letters(text, self._language) or len(text) > _LONGEST:
            return None
        with_places, places = self._without_places(text)
        readings = {False: self._reading(text), True: self._reading(with_places)}
        best: Suggestion | None = None
        for template in self._templates:
            if says not in (None, template.phrase.says) and template.phrase.says != "both":
                continue
            if template.has_place and len(places) != 1:
                continue
            skeleton, facts = readings[template.has_place]
            values = _values(template, facts)
            if values is None or not same_sense(template.skeleton, skeleton, self._language):
                continue
            score = fuzz.ratio(letters(template.skeleton, self._language), letters(skeleton, self._language))
            exactly = same_words(template.skeleton, skeleton, self._language)
            if score >= THRESHOLD and (best is None or (exactly, score) > (best.exactly, best.score)):
                values |= {"place": places[0]} if template.has_place else {}
                best = Suggestion(template.phrase, values, score, exactly)
        return best

    def _templates_of(self, phrase: Phrase) -> Iterator[_Template]:
        """None for a phrase with a name in it, which only touch can fill, nor where the facts of a slot aren't found."""
        codes = {code for each in self._codes() if (code := text_code(phrase.texts, each))}
        for form in (form for code in sorted(codes) for form in phrase.texts[code].forms.values()):
            fields = [SLOT_NAMES[match[1]] for match in FIELD.finditer(form)]
            if "name" in fields:
                continue
            first, second = (self._find(self._example(form, values), self._language) for values in _EXAMPLES)
            differing = [i for i, (one, other) in enumerate(zip(first, second, strict=False)) if one.value != other.value]
            wanted = [slot for slot in fields if slot != "place"]
            if len(first) != len(second) or len(differing) != len(wanted):
                continue
            skeleton = _skeleton(self._example(form, _EXAMPLES[0]), first)
            yield _Template(phrase, skeleton, tuple(first), dict(zip(differing, wanted, strict=True)), "place" in fields)

    def _codes(self) -> tuple[str, ...]:
        return (self._language, EASY) if self._language == "ja" else (self._language,)

    def _example(self, form: str, values: Mapping[Slot, SlotValue]) -> str:
        def filled(match: re.Match[str]) -> str:
            slot = SLOT_NAMES[match[1]]
            if slot == "place":
                return placed(PlaceName(PLACE), match[2] or "", self._language)
            return written(slot, values[slot], self._language)

        return FIELD.sub(filled, form)

    def _without_places(self, text: str) -> tuple[str, list[str]]:
        """The text with each listed place as one mark, and their ids in order."""
        found: list[tuple[int, str]] = []
        lowered = text.casefold() if len(text.casefold()) == len(text) else text
        for name, mark, id in self._places:
            start = lowered.find(name.casefold())
            while start >= 0:
                found.append((start, id))
                text = text[:start] + mark + FACT * (len(name) - len(mark)) + text[start + len(name) :]
                lowered = lowered[:start] + "\ue002" * len(name) + lowered[start + len(name) :]
                start = lowered.find(name.casefold())
        return text.replace(FACT, ""), [id for _, id in sorted(found)]

    def _reading(self, text: str) -> tuple[str, tuple[Fact, ...]]:
        facts = tuple(self._find(text, self._language))
        return _skeleton(text, facts), facts


def _place_forms(book: Phrasebook, language: str) -> Iterator[tuple[str, str, str]]:
    """A place as it may be said, what stands for it in a skeleton, and its id."""
    for id, names in book.places.items():
        if code := text_code(names, language):
            for form in ("at", "to", ""):
                mark = placed(PlaceName(PLACE), form, language)
                said = placed(names[code], form, language)
                if len(said) >= len(mark):
                    yield said, mark, id


def _values(template: _Template, facts: Sequence[Fact]) -> dict[Slot, SlotValue] | None:
    """What the facts put into the slots; None when the facts aren't the template's."""
    if len(facts) != len(template.facts):
        return None
    values: dict[Slot, SlotValue] = {}
    for place, (fact, example) in enumerate(zip(facts, template.facts, strict=True)):
        slot = template.slots.get(place)
        if slot is None:
            if fact.value != example.value:
                return None
            continue
        value = _value(slot, fact, example)
        if value is None:
            return None
        values[slot] = value
    return values


def _value(slot: Slot, fact: Fact, example: Fact) -> SlotValue | None:
    amount, _, unit = fact.value.partition(" ")
    if fact.unsure > example.unsure or unit != example.value.partition(" ")[2] or (fact.kind == "time") != (slot == "time"):
        return None
    if slot == "time":
        hours, _, minutes = amount.partition(":")
        return time(int(hours), int(minutes)) if hours.isdigit() and minutes.isdigit() and int(hours) < 24 else None
    return int(amount) if amount.isdecimal() else None


def _skeleton(text: str, facts: Sequence[Fact]) -> str:
    """The text with each fact as one mark."""
    parts: list[str] = []
    end = 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        if fact.start >= end:
            parts += [text[end : fact.start], FACT]
        end = max(end, fact.end)
    return "".join([*parts, text[end:]])
