"""Which keys there are: the boards of a language, read from boards.toml. No Qt here."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal, TypedDict, cast

from kiosk.core.language import full_form

Kind = Literal["text", "shift", "back", "space", "enter", "next", "signs", "letters", "left", "right", "mark"]
Writes = Literal["plain", "tones", "kana", "romaji", "hangul", "pinyin", "pinyin_traditional", "zhuyin"]
"""What becomes of the keys, see `composing`."""

_CIRCLE = "\u25cc"
"""Stands under a mark that needs a letter."""

_MARKS_NEED_ONE = ("Mn", "Mc")
_IN_A_ROW, _ROWS = 11, 4


@dataclass(frozen=True, slots=True)
class Key:
    """`text`: what it writes, "" where it does something else. `label`: what stands on it. `width`: in keys."""

    kind: Kind
    text: str = ""
    label: str = ""
    width: float = 1.0


Row = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """`shifted`: the rows while shift is on, empty where letters become capitals."""

    name: str
    writes: Writes
    rows: tuple[Row, ...]
    shifted: tuple[Row, ...] = ()


@cache
def boards(code: str) -> tuple[Board, ...]:
    """The boards for a language, the first at once; the last one has Latin letters."""
    code = full_form(code)
    own = [_board(name, code) for name in _tables()["languages"].get(code, ())]
    if code in _tables()["letters"]:
        own.append(_letters(code))
    if not any(_is_latin(board) for board in own):
        own.append(_board("latin", code))
    several = len(own) > 1
    return tuple(_with_long_keys(board, code, several) for board in own)


@cache
def signs(code: str) -> Board:
    """Digits and punctuation."""
    code = full_form(code)
    board = _board(_tables()["signs"].get(code, "signs"), code)
    bottom = (_key("{letters:2}"), _key("{left}"), _key("{space:4}"), _key("{right}"), _key("{enter:2}"))
    return replace(board, rows=(*board.rows, bottom))


def capital(key: Key) -> Key:
    """The key while shift is on, where letters become capitals."""
    if key.kind != "text" or len(key.text.upper()) != len(key.text):
        return key
    return replace(key, text=key.text.upper(), label=key.label.upper())


def _board(name: str, code: str) -> Board:
    said = _tables()["boards"][name]
    accents = _tables()["accents"].get(code)
    above = (accents,) if accents and name in ("latin", "azerty", "qwertz") else ()
    return Board(name, said.get("writes", "plain"), _rows((*above, *said["rows"])), _rows(said.get("shifted", ())))


def _letters(code: str) -> Board:
    """A board of every letter of a part of Unicode, two pages at most."""
    letters = [_text(character) for part in _tables()["letters"][code] for character in _between(part)]
    rows = [tuple(letters[start : start + _IN_A_ROW]) for start in range(0, len(letters), _IN_A_ROW)]
    first, second = rows[:_ROWS], rows[_ROWS:]
    more = (_key("{shift}"),) if second else ()
    edges = [(*rest[:-1], (*rest[-1], *more, _key("{back}"))) for rest in (first, second) if rest]
    return Board(code, "plain", tuple(edges[0]), tuple(edges[1]) if second else ())


def _between(part: str) -> Iterator[str]:
    first, last = (int(end, 16) for end in part.split("-"))
    for number in range(first, last + 1):
        if unicodedata.category(chr(number)) != "Cn":
            yield chr(number)


def _with_long_keys(board: Board, code: str, several: bool) -> Board:
    if not _tables()["boards"].get(board.name, _Said()).get("bottom", True):
        return board
    stops = [_text(stop) for stop in _tables()["stops"].get(code, ", . ?").split()]
    has_shift = any(key.kind == "shift" for row in board.rows for key in row)
    shift = [_key("{shift}")] if board.shifted and not has_shift else []
    other = [_key("{next:1.5}")] if several else []
    ends = [_key("{left}"), _key("{right}"), _key("{enter:2}")]
    long = (_key("{signs:1.5}"), *other, *shift, *stops[:1], _key("{space:3}"), *stops[1:], *ends)
    return replace(board, rows=(*board.rows, long), shifted=(*board.shifted, long) if board.shifted else ())


def _is_latin(board: Board) -> bool:
    return board.writes in ("plain", "tones") and any(key.text == "q" for row in board.rows for key in row)


def _rows(lines: Sequence[str]) -> tuple[Row, ...]:
    return tuple(tuple(_key(word) for word in line.split()) for line in lines)


def _key(word: str) -> Key:
    if not word.startswith("{"):
        return _text(word)
    kind, _, width = word.strip("{}").partition(":")
    return Key(cast(Kind, kind), width=float(width or 1))


def _text(word: str) -> Key:
    """A mark is written alone, and shown with a circle where its letter goes."""
    text = word.removeprefix(_CIRCLE)
    alone = all(unicodedata.category(character) in _MARKS_NEED_ONE for character in text)
    return Key("text", text, _CIRCLE + text if alone else text)


class _Said(TypedDict, total=False):
    writes: Writes
    rows: list[str]
    shifted: list[str]
    bottom: bool


class _Tables(TypedDict):
    boards: dict[str, _Said]
    languages: dict[str, list[str]]
    signs: dict[str, str]
    stops: dict[str, str]
    accents: dict[str, str]
    letters: dict[str, list[str]]


@cache
def _tables() -> _Tables:
    return cast(_Tables, tomllib.loads((resources.files(__package__) / "boards.toml").read_text(encoding="utf-8")))
