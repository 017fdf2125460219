"""Where a line of Japanese may end: between phrases, as people write, not inside a word.

Unicode lets a line end after nearly every character, so that a single one is often left for the last line. (Qt parts Korean at
its spaces by itself, and Thai where libthai is installed.)
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from unicodedata import combining

from budoux import Parser, load_default_japanese_parser

JOINER = "\u2060"
"""WORD JOINER: nothing to see, and no line ends there (UAX #14)."""

_KANA = re.compile(r"[\u3041-\u30ff]")
_TAG_OR_CHARACTER = re.compile(r"<[^<>]*>|&#?\w+;|.", re.DOTALL)


def kept(text: str, *, styled: bool = False) -> str:
    """The same text, in which lines end only where a phrase does. A phrase wider than its line still breaks anywhere.

    Japanese is told by its kana and parted by BudouX (https://github.com/google/budoux); all else comes back as it is.
    `styled`: the text has tags, and `&amp;` for `&`.
    """
    if not _KANA.search(text):
        return text
    parts = _TAG_OR_CHARACTER.findall(text) if styled else list(text)
    places = [place for place, part in enumerate(parts) if not (styled and _is_tag(part))]
    plain = "".join(unescape(parts[place])[:1] if styled else parts[place] for place in places)
    ends = _phrase_ends(plain)
    for at, place in enumerate(places[:-1], start=1):
        if at not in ends and not _one_word(plain[at - 1 : at + 1]):
            parts[place] += JOINER
    return "".join(parts)


def _is_tag(part: str) -> bool:
    return len(part) > 1 and part.startswith("<")


def _one_word(two: str) -> bool:
    """Two letters or digits between which no line ends anyway; a joiner would part those that are drawn as one."""
    return (two.isascii() and two.isalnum()) or combining(two[1]) > 0


def _phrase_ends(text: str) -> set[int]:
    """The offsets in front of which a line may begin."""
    spaces = {place for place, character in enumerate(text) if character.isspace()}
    ends, done = spaces | {place + 1 for place in spaces}, 0
    for phrase in _parser().parse(text):
        done += len(phrase)
        ends.add(done)
    return ends


@cache
def _parser() -> Parser:
    return load_default_japanese_parser()
