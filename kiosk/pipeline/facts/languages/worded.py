"""Other languages, as far as CLDR knows their words: numbers, places in a row, months and weekdays, in all their cases.

What it knows of a number in words is less than what people write, for grammar bends words further than any table: the guard
asks less of these languages (`guard/verdict.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from kiosk.pipeline.facts.clocks import dated
from kiosk.pipeline.facts.folding import fold
from kiosk.pipeline.facts.grammar import rule
from kiosk.pipeline.facts.lexicon import Lexicon, choice
from kiosk.pipeline.facts.numerals import Numbers, Word

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

_SPELLED = (*range(101), *range(200, 1000, 100))
_SCALES = (10**3, 10**6, 10**9)
_SETS = ("spellout-numbering", "spellout-cardinal", "spellout-ordinal")
_LONGER = "\\w\u0300-\u036f\u0900-\u0dff\u1000-\u109f"
"""Marks that go on a letter of the scripts of India and Burma are no letters to a regular expression."""
_RBNF = {"tl": "fil", "no": "nb"}
_UNSPACED = frozenset({"my", "km", "lo"})
_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def worded(code: str, dot_groups: bool, space_groups: bool) -> Lexicon | None:
    """The words of a language by its code; None where CLDR has none."""
    words = _number_words(code)
    if not words:
        return None
    left, right = ("", "") if code in _UNSPACED else (f"(?<![{_LONGER}])", f"(?![{_LONGER}])")
    if code == "ar":
        left = f"(?:{left}|(?<={left}[وبلف]))"  # and, in, for, then are written onto the word
    months, days = _calendar(code)
    month_rules = (
        (rule(rf"(?:#\.? )?(?:[^\W\d_]{{2}} )?{left}(?P<month>{choice(tuple(months))}){right}(?:,? #)?", dated(months)),)
        if months
        else ()
    )
    return Lexicon(
        Numbers(
            words,
            token=re.compile(f"{left}(?:{choice(tuple(words))}){right}"),
            dot_groups=dot_groups,
            space_groups=space_groups,
            weak=frozenset(phrase for phrase, word in words.items() if not 2 < word.value < 100),
        ),
        rules=month_rules,
        weekdays=days,
        weekday_edges=(left, right),
    )


def _number_words(code: str) -> dict[str, Word]:
    from unicode_rbnf import RbnfEngine  # a tenth of a second, which nobody waits for whose languages need none of it

    try:
        speller = RbnfEngine.for_language(_RBNF.get(code, code))
        speller.format_number(0)
    except ValueError:
        return {}
    found: dict[str, Word] = {}
    for number in reversed(_SPELLED):  # where one word has two meanings, the smaller number counts
        found |= {phrase: Word("add", number, room=100 if number > 100 else 0) for phrase in _spelled(speller, code, number)}
    for scale, times in product(_SCALES, (1, 2, 5)):  # their plurals too
        for phrase in _spelled(speller, code, scale * times):
            found.setdefault(phrase.removesuffix(" na").split()[-1], Word("scale", scale))
    return found


def _spelled(speller: RbnfEngine, code: str, number: int) -> Iterator[str]:
    for name, text in speller.format_number(number).text_by_ruleset.items():
        folded = fold(text.replace("\u00ad", "")).text.strip()
        if name.startswith(_SETS) and folded and not any(map(str.isdigit, folded)):
            yield from _spellings(folded, code)


def _calendar(code: str) -> tuple[dict[str, int], dict[str, str]]:
    try:
        locale = Locale.parse(_RBNF.get(code, code))
    except (UnknownLocaleError, ValueError):
        return {}, {}
    months: dict[str, int] = {}
    days: dict[str, str] = {}
    for context in ("format", "stand-alone"):
        months |= {_plain(name): number for number, name in locale.months[context]["wide"].items()}
        days |= {_plain(name): _DAYS[place] for place, name in locale.days[context]["wide"].items()}
    return {name: number for name, number in months.items() if not any(map(str.isdigit, name))}, days


def _plain(name: str) -> str:
    return fold(name).text


def _spellings(phrase: str, code: str) -> Iterator[str]:
    """As CLDR writes it, and as people do: without the accents of dictionaries; Arabic in both cases and genders, with and
    without hamza; Nepali with either i and either nasal; Filipino with what ties a number to its noun."""
    yield phrase
    bare = "".join(mark for mark in unicodedata.normalize("NFD", phrase) if not "\u0300" <= mark <= "\u036f").replace("’", "")
    yield unicodedata.normalize("NFC", bare)
    match code:
        case "ar":
            for one in (phrase, re.sub("[أإآ]", "ا", phrase)):
                yield from (one, one.replace("ون", "ين"), one.replace("ة", ""), re.sub(r"ان\b", "ين", one))
        case "ne":
            yield from (phrase.replace("ि", "ी"), phrase.replace("ी", "ि"), phrase.replace("ँ", "ं"), phrase.replace("ु", "ू"))
        case "tl" if bare[-1] in "aeiou":
            yield f"{bare}ng"
        case "tl":
            yield f"{bare} na"
        case _:
            pass
