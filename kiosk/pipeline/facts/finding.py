"""From a text to its facts: fold it, set names aside, read its numbers, look at what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kiosk.core.facts import Fact
from kiosk.core.language import LANGUAGES
from kiosk.pipeline.facts.folding import fold
from kiosk.pipeline.facts.grammar import USED, Rule, apply, skeleton
from kiosk.pipeline.facts.languages import LEXICONS
from kiosk.pipeline.facts.lexicon import Lexicon, early, rules
from kiosk.pipeline.facts.numerals import Numbers, numerals
from kiosk.pipeline.facts.phones import phones

_CODES = re.compile(r"covid[- ]?19|\b4x4\b|(?<=m)2\b|\bmp3\b|\b[45]g\b")
"""Figures that are part of a word."""
_LONGEST = 4000
"""Characters that are looked at; nobody says more in a turn."""


def find_facts(text: str, language: str) -> tuple[Fact, ...]:
    """The facts of a text in the order in which they stand in it. Any text in any language, never an error."""
    folded = fold(text[:_LONGEST])
    lexicon, first, then = _lexicon(_family(language))
    plain = folded.text
    found: list[Fact] = []
    for fact in phones(plain, lexicon.numbers.space_groups):
        found.append(fact)
        plain = _without(plain, fact.start, fact.end)
    plain = _CODES.sub(lambda match: USED * len(match[0]), plain)
    for fact in apply(first, skeleton(plain, ())):
        found.append(fact)
        plain = _without(plain, fact.start, fact.end)
    if lexicon.names is not None:
        plain = lexicon.names.sub(lambda match: USED * len(match[0]), plain)
    bones = skeleton(plain, tuple(numerals(plain, lexicon.numbers)))
    found += apply(then, bones)
    found.sort(key=lambda fact: fact.start)
    return tuple(replace(fact, start=folded.starts[fact.start], end=folded.ends[fact.end - 1]) for fact in found)


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + USED * (end - start) + text[end:]


def _family(language: str) -> str:
    spoken = LANGUAGES[language].spoken if language in LANGUAGES else language
    return spoken if spoken in LEXICONS else ""


@cache
def _lexicon(family: str) -> tuple[Lexicon, tuple[Rule, ...], tuple[Rule, ...]]:
    """A language's words, its rules for the text as it is and those for its skeleton, made once."""
    lexicon = LEXICONS[family] if family else Lexicon(Numbers())
    return lexicon, early(lexicon), rules(lexicon)


def prepare(languages: Iterator[str]) -> None:
    """Make the rules of these languages now, so that the first turn needn't wait."""
    for each in languages:
        _lexicon(_family(each))
