"""From a text to its facts: fold it, set names aside, read its numbers, look at what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kiosk.core.facts import Fact
from kiosk.core.language import LANGUAGES
from kiosk.pipeline.facts.folding import fold
from kiosk.pipeline.facts.grammar import USED, Rule, apply, skeleton
from kiosk.pipeline.facts.languages import LEXICONS
from kiosk.pipeline.facts.languages.worded import worded
from kiosk.pipeline.facts.lexicon import Lexicon, early, rules
from kiosk.pipeline.facts.numerals import Numbers, numerals
from kiosk.pipeline.facts.phones import phones

_CODES = re.compile(r"covid[- ]?19|(?<=m)2\b|(?<![a-z\d])(?:4x4|mp3|[45]g)(?![a-z\d])")
"""Figures that are part of a word."""
_DOTS = frozenset(("de", "it", "nl", "da", "tr", "el", "sl", "sr", "ro", "gl", "ca", "eu", "az", "is"))
_SPACES = frozenset(("ru", "uk", "cs", "sk", "pl", "sv", "nb", "fi", "hu", "bg", "lv", "lt", "et", "kk", "ky"))
"""Of the other languages, those that set thousands apart with a dot or a space."""
_LONGEST = 4000
"""Characters that are looked at; nobody says more in a turn."""


def find_facts(text: str, language: str) -> tuple[Fact, ...]:
    """The facts of a text in the order in which they stand in it. Any text in any language, never an error."""
    folded = fold(text[:_LONGEST])
    lexicon, first, then = _lexicon(language)
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


def family(language: str) -> str:
    """The code under which a language's words are known; "" where only its digits are."""
    spoken = LANGUAGES[language].spoken if language in LANGUAGES else language
    return spoken if spoken in LEXICONS else ""


def reads_words(language: str) -> bool:
    """Whether numbers in words are found in it, not digits alone."""
    return bool(_lexicon(language)[0].numbers.words)


@cache
def _lexicon(language: str) -> tuple[Lexicon, tuple[Rule, ...], tuple[Rule, ...]]:
    """A language's words, its rules for the text as it is and those for its skeleton, made once."""
    known = family(language)
    groups = language in _DOTS, language in _SPACES
    lexicon = (
        LEXICONS[known]
        if known
        else worded(language, *groups) or Lexicon(Numbers(dot_groups=groups[0], space_groups=groups[1]))
    )
    return lexicon, early(lexicon), rules(lexicon)


def prepare(languages: Iterable[str]) -> None:
    """Make the rules of these languages now, so that the first turn needn't wait: 2 ms of one that has a module, up to 0.2 s of
    one that CLDR spells."""
    for each in languages:
        _lexicon(each)
