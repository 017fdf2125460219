"""Text made plain for matching, with the way back: small letters, narrow forms, one kind of digit and hyphen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_PLAIN = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t\n\r", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\uff70", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **{"℃": "°", "￥": "¥", "〜": "~", "～": "~", "︰": ":", "٫": ".", "٬": ","},
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`: what to match on. Its character `i` stands at `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> Folded:
    """One character for each letter as it is seen: an accent that comes after its letter is joined to it."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, character in enumerate(text):
        if plain and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", plain[-1] + character)
            if len(joined) == 1:
                plain[-1], ends[-1] = joined, position + 1
                continue
        plain.append(_plain(character))
        starts.append(position)
        ends.append(position + 1)
    return Folded("".join(plain), tuple(starts), tuple(ends))


def _plain(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isascii():
        return character.lower()
    category = unicodedata.category(character)
    if category == "Co":
        return " "  # private signs stand for numbers further on
    if category == "Nd":
        return str(unicodedata.digit(character))
    narrow = unicodedata.normalize("NFKC", character) if "\uff00" <= character <= "\uffef" else character
    lowered = narrow.lower()
    return lowered if len(lowered) == 1 else character
