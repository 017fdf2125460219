"""Sentences that people have written and checked, with slots that are filled by touch: no recogniser, no translator.

A phrasebook is read from plain files (`phrasebook_reading`); a spoken sentence that means one of them is found by
`phrasebook_matching`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from types import MappingProxyType
from typing import Literal

from kiosk.core.errors import UsageError
from kiosk.core.language import EASY, LANGUAGES, full_form
from kiosk.pipeline.phrasebook_slots import (
    FIELD,
    SLOT_NAMES,
    PlaceName,
    Slot,
    SlotValue,
    finished,
    isolated,
    placed,
    plural,
    written,
)

Says = Literal["staff", "visitor", "both"]


@dataclass(frozen=True, slots=True)
class PhraseText:
    """`forms`: by CLDR plural category of the count, or of the hour where there is no count; one that needs none has only
    "other". `checked`: who has read it and found it right, and when; "" as long as nobody has."""

    forms: Mapping[str, str]
    checked: str = ""

    @property
    def plain(self) -> str:
        return self.forms["other"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """`says`: who needs it. `answers`: ids of phrases that answer it, for a tap. `slots`: in the order of the Japanese.
    `book`: the name of the set it comes from. `line`: where it stands there."""

    id: str
    category: str
    says: Says
    texts: Mapping[str, PhraseText]
    answers: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    book: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as it is shown. `checked` as in PhraseText."""

    text: str
    language: str
    checked: str = ""

    @property
    def spoken(self) -> str:
        """What a voice for `voice_language` is given: plain Japanese is written with spaces that nobody says."""
        return self.text.replace(" ", "") if self.language == EASY else self.text

    @property
    def voice_language(self) -> str:
        return full_form(self.language)


NOTHING: Mapping[Slot, SlotValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All sets together. Keys are ids; the names in `books`, `categories` and `places` are by language code."""

    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, PlaceName]] = field(default_factory=dict)
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    books: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def languages(self) -> frozenset[str]:
        """Codes that every phrase has a text in, siblings included (a Brazilian text serves who chose Portuguese)."""
        every = [{code for code in LANGUAGES if text_code(phrase.texts, code)} for phrase in self.phrases.values()]
        return frozenset(set.intersection(*every)) if every else frozenset()

    def select(self, *, category: str = "", says: Says | None = None, book: str = "") -> list[Phrase]:
        """In the order of the files. `says`: what this side can use, "both" included."""
        return [
            phrase
            for phrase in self.phrases.values()
            if category in ("", phrase.category)
            and book in ("", phrase.book)
            and (says in (None, phrase.says) or phrase.says == "both")
        ]

    def say(self, id: str, language: str, values: Mapping[Slot, SlotValue] = NOTHING) -> Said:
        """The phrase with its slots filled. Raises UsageError when it, its text or a value isn't there."""
        phrase = self._phrase(id)
        code = text_code(phrase.texts, language)
        if not code:
            raise UsageError(
                "phrase.language", f"phrase {id!r} has no text in {language!r}; add one or choose another language"
            )
        if missing := [slot for slot in phrase.slots if slot not in values]:
            raise UsageError("phrase.slot", f"phrase {id!r} needs a value for {', '.join(missing)}")
        text = phrase.texts[code]
        filled = self._filled(form(text, code, values), code, values)
        return Said(finished(filled, code), language, text.checked)

    def answers(self, id: str) -> list[Phrase]:
        return [self.phrases[answer] for answer in self._phrase(id).answers if answer in self.phrases]

    def place(self, value: str, language: str) -> PlaceName:
        """The listed place, or the name as it was typed."""
        listed = self.places.get(value, {})
        code = text_code(listed, language)
        return listed[code] if code else PlaceName(isolated(" ".join(value.split()), language))

    def _phrase(self, id: str) -> Phrase:
        phrase = self.phrases.get(id)
        if phrase is None:
            raise UsageError("phrase.unknown", f"there is no phrase {id[:40]!r}; `kiosk phrases` lists them")
        return phrase

    def _filled(self, text: str, language: str, values: Mapping[Slot, SlotValue]) -> str:
        parts: list[str] = []
        end = 0
        for match in FIELD.finditer(text):
            slot = SLOT_NAMES[match[1]]
            value = values[slot]
            parts.append(text[end : match.start()])
            if slot == "place" and isinstance(value, str) and value.strip():
                parts.append(placed(self.place(value, language), match[2] or "", language))
            else:
                try:
                    parts.append(written(slot, value, language))
                except ValueError as error:
                    raise UsageError("phrase.slot", str(error)) from error
            end = match.end()
        return "".join([*parts, text[end:]])


def merged(books: Iterable[Phrasebook]) -> Phrasebook:
    """Several sets as one; what a later one says of an id holds."""
    phrases: dict[str, Phrase] = {}
    places: dict[str, Mapping[str, PlaceName]] = {}
    categories: dict[str, Mapping[str, str]] = {}
    names: dict[str, Mapping[str, str]] = {}
    for book in books:
        phrases |= book.phrases
        places |= book.places
        categories |= book.categories
        names |= book.books
    return Phrasebook(phrases, places, categories, names)


def form(text: PhraseText, language: str, values: Mapping[Slot, SlotValue]) -> str:
    """The text for the count among the values, or else for the time: one o'clock is a single hour in some languages."""
    count, moment = values.get("count"), values.get("time")
    category = plural(language, count) if isinstance(count, int) else "other"
    if isinstance(moment, time) and not isinstance(count, int) and moment.hour == 1:
        category = "one"
    return text.forms.get(category, text.plain)


def text_code(texts: Mapping[str, object], language: str) -> str:
    """Which of the texts serves a language: its own, or one that is read the same. Simplified and traditional Chinese never
    stand in for each other. "" for none; plain Japanese falls back on Japanese."""
    if language in texts:
        return language
    known = LANGUAGES.get(language)
    if known is None or known.spoken == "zh":
        return ""
    siblings = (code for code, other in LANGUAGES.items() if other.spoken == known.spoken and code in texts)
    return next(siblings, "")
