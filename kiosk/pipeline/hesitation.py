"""Where the recogniser hesitated: the places in which its other readings of the same speech differ from what it settled on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kiosk.core.language import LANGUAGES
from kiosk.core.turn import Alternative

CLEARLY_HEARD = 0.92
"""Confidence from which a second look is for nothing: of 36 clips, clear and noisy, none above had an error."""
MOST = 4
"""Offers beside one turn: more keys than these are more to read than to write."""
_PIECE = re.compile(r"[A-Za-z0-9０-９.,:]*[A-Za-z0-9０-９]|\s+|.", re.DOTALL)
"""Where words aren't set apart: a number or a Latin word in one, everything else letter by letter."""

_WORD = re.compile(r"\S+|\s+")


def alternatives(heard: str, others: Sequence[str], language: str) -> tuple[Alternative, ...]:
    """What else each doubtful word may have been, the likeliest first. Signs and capitals alone are no doubt."""
    known = LANGUAGES.get(language)
    spaced = known is None or known.spaced
    found = [one for other in others for one in _differing(heard, other, spaced=spaced)]
    return tuple(dict.fromkeys(found))[:MOST]


def instead(heard: str, one: Alternative) -> str:
    """The whole text with this in it."""
    return heard[: one.start] + one.text + heard[one.end :]


def _differing(heard: str, other: str, *, spaced: bool) -> list[Alternative]:
    a, b = _pieces(heard, spaced), _pieces(other, spaced)
    places = [0]
    for piece in a:
        places.append(places[-1] + len(piece))
    matcher = SequenceMatcher(None, [_sound(piece) for piece in a], [_sound(piece) for piece in b], autojunk=False)
    found: list[Alternative] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        differing = _Piece(start, end, first, last)
        if kind == "equal" or not differing.sounds(a, b):
            continue
        wide = _widened(a, b, differing, spaced=spaced)
        text = "".join(b[wide.first : wide.last])
        if _sound(text) and _sound(text) != _sound("".join(a[wide.start : wide.end])):
            found.append(Alternative(places[wide.start], places[wide.end], text))
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands from `start` to `end` in the one text stands from `first` to `last` in the other."""

    start: int
    end: int
    first: int
    last: int

    def sounds(self, a: Sequence[str], b: Sequence[str]) -> bool:
        return bool(_sound("".join(a[self.start : self.end])) or _sound("".join(b[self.first : self.last])))

    def longer(self, before: int = 0, behind: int = 0) -> _Piece:
        return _Piece(self.start - before, self.end + behind, self.first - before, self.last + behind)


def _widened(a: Sequence[str], b: Sequence[str], piece: _Piece, *, spaced: bool) -> _Piece:
    """To what one can read: the whole of a word in kanji, and the word beside it where nothing stands against it."""
    if not spaced and any(map(_is_kanji, (*a[piece.start : piece.end], *b[piece.first : piece.last]))):
        while piece.start and piece.first and _is_kanji(a[piece.start - 1]):
            piece = piece.longer(before=1)
        while piece.end < len(a) and piece.last < len(b) and _is_kanji(a[piece.end]):
            piece = piece.longer(behind=1)
    beside = 2 if spaced else 1  # the space and the word
    if piece.start == piece.end or piece.first == piece.last:
        if min(piece.start, piece.first) >= beside:
            piece = piece.longer(before=beside)
        elif piece.end + beside <= len(a) and piece.last + beside <= len(b):
            piece = piece.longer(behind=beside)
    while piece.start < piece.end and piece.first < piece.last and a[piece.start].isspace() and b[piece.first].isspace():
        piece = piece.longer(before=-1)
    while piece.start < piece.end and piece.first < piece.last and a[piece.end - 1].isspace() and b[piece.last - 1].isspace():
        piece = piece.longer(behind=-1)
    return piece


def _pieces(text: str, spaced: bool) -> list[str]:
    return (_WORD if spaced else _PIECE).findall(text)


def _sound(piece: str) -> str:
    """Without capitals, signs and spaces, which nobody hears."""
    folded = unicodedata.normalize("NFKC", piece).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


def _is_kanji(piece: str) -> bool:
    return len(piece) == 1 and ("\u4e00" <= piece <= "\u9fff" or piece == "々")
