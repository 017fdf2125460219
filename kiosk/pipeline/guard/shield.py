"""Facts kept from a translator that spoils them: each goes through as a sign or as an easy value, and is put back after.

Our own packages keep the pieces ⟦0⟧ to ⟦9⟧ where they stand. Others may break them and mostly get a round time or a small
price right; so a second try puts those in the facts' places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.core.facts import Fact
from kiosk.core.language import Route
from kiosk.pipeline.facts import find_facts
from kiosk.pipeline.guard.writing import written

_MOST = 10
_SIGN = re.compile(r"\s?[⟦\[［【]\s*(\d)\s*[⟧\]］】]\s?")
_DIGITS = re.compile(r"\d+|[〇一二三四五六七八九十百千万]+")
_TWICE = re.compile(r"(?<=\b[ap]\.m)\.\.")
_UNSPACED = frozenset({"ja", "zh", "zt", "th"})
_EASY = {
    "price": ("5", "10", "20"),
    "number": ("3", "5", "7"),
    "count": ("3", "5", "7"),
    "label": ("3", "5", "7"),
    "percent": ("10", "20", "30"),
    "duration": ("10 min", "20 min", "5 min"),
    "distance": ("100 m", "200 m", "300 m"),
    "time": ("03:00", "05:00", "10:00"),
    "date": ("05-03", "05-10", "06-05"),
}


@dataclass(frozen=True, slots=True)
class Shielded:
    """`text`: what to translate. `kept`: for each fact what must stand in its place after."""

    text: str
    route: Route
    kept: tuple[_Kept, ...]

    def back_in(self, translation: str) -> str | None:
        """The translation with the facts in it; None where one is gone or there twice."""
        for kept in self.kept:
            place = kept.place(translation, self.route.target)
            if place is None:
                return None
            translation = translation[: place[0]] + kept.spaced(translation, place, self.route.target) + translation[place[1] :]
        return _TWICE.sub(".", translation.strip())


@dataclass(frozen=True, slots=True)
class _Kept:
    """`sign`: the digit of a placeholder, or -1; `easy`: the value that stands in for it else. `text`: what belongs there."""

    text: str
    sign: int = -1
    easy: Fact | None = None

    def place(self, translation: str, language: str) -> tuple[int, int] | None:
        """Where it stands; None if nowhere or in more than one place."""
        if self.easy is None:
            found = [match.span() for match in _SIGN.finditer(translation) if int(match[1]) == self.sign]
        else:
            facts = [fact for fact in find_facts(translation, language) if fact.value == self.easy.value]
            bare = self.easy.kind in _BARE
            places = (_digits(translation, fact.start, fact.end) if bare else (fact.start, fact.end) for fact in facts)
            found = [place for place in places if place]
        return found[0] if len(found) == 1 else None

    def spaced(self, translation: str, place: tuple[int, int], language: str) -> str:
        """As it stands between its neighbours: a sign takes the spaces around it along."""
        if self.easy is not None:
            return self.text
        taken = translation[place[0] : place[1]]
        before = " " if taken[0].isspace() and language not in _UNSPACED else ""
        after = " " if taken[-1].isspace() and language not in _UNSPACED else ""
        return f"{before}{self.text}{after}"


_BARE = frozenset({"number", "count", "label"})
"""Kinds of which only the digits are kept: the counter and the noun are the translator's."""


def ways(source: str, route: Route) -> Iterator[Shielded]:
    """The source with its facts out of harm's way, the surest way first; nothing where a fact can't be kept so."""
    facts = sorted(find_facts(source, route.source), key=lambda fact: fact.start)
    found = [_digits(source, fact.start, fact.end) if fact.kind in _BARE else (fact.start, fact.end) for fact in facts]
    places = [place for place in found if place]
    said = [text for text in (written(fact, route.target) for fact in facts) if text]
    if not facts or len(facts) > _MOST or not len(facts) == len(said) == len(places):
        return
    signs = [f"⟦{n}⟧" for n in range(len(facts))]
    yield Shielded(_swapped(source, places, signs), route, tuple(_Kept(text, sign=n) for n, text in enumerate(said)))
    easy = _easy(facts)
    stand_ins = [written(fact, route.source) for fact in easy]
    if all(stand_ins) and len(easy) == len(facts):
        swapped = _swapped(source, places, [text for text in stand_ins if text])
        yield Shielded(swapped, route, tuple(_Kept(text, easy=fact) for text, fact in zip(said, easy, strict=True)))


def _easy(facts: Sequence[Fact]) -> list[Fact]:
    """Each fact with another value of its kind, all of them different; fewer where there is none left."""
    taken: set[str] = {fact.value for fact in facts}
    chosen: list[Fact] = []
    for fact in facts:
        unit = fact.value.partition(" ")[2]
        values = (f"{value} {unit}" if fact.kind == "price" else value for value in _EASY.get(fact.kind, ()))
        value = next((value for value in values if value not in taken), None)
        if value is not None:
            taken.add(value)
            chosen.append(replace(fact, value=value, half_day_unsaid=fact.kind == "time"))
    return chosen


def _swapped(text: str, places: Sequence[tuple[int, int]], others: Sequence[str]) -> str:
    for (start, end), other in reversed(list(zip(places, others, strict=True))):
        text = text[:start] + other + text[end:]
    return text


def _digits(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The digits within a span; None where there are none or more than one number."""
    runs = list(_DIGITS.finditer(text, start, end))
    return runs[0].span() if len(runs) == 1 else None
