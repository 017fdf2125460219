"""Telephone numbers, before other numbers are read: what their groups look like, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.core.facts import Fact

_RUN = re.compile(r"(?<![a-z\d+:/-])(?<!\d[.,])(?:\+ ?)?\(?\d(?:[\d()]|[ .-]{1,2}(?=[\d(]))*\d(?![\d])")
_LEAST, _MOST = 9, 15
_SHAPES = re.compile(r"1[568]\d\d-\d{4}|\d{3}-\d{4}|0\d{1,3}[-. ]\d{2,4}[-. ]\d{3,4}")
"""Shorter ones: Korean service numbers, an American number without its area, a local one with it."""
_SEPARATED = re.compile(r"[()]|\d[ -]\d{2,4}[ -]\d{2,4}(?:$|[ -])")
_DATE = re.compile(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ .])\d{3})(?:\1\d{3})*")
_THREES = re.compile(r"[6-9]\d\d \d{3} \d{3}")
"""A Spanish number, which could be a long amount: amounts that long are not said at a counter."""
_JAPAN = "+81"


def phones(text: str, space_groups: bool = False) -> Iterator[Fact]:
    """Telephone numbers of a folded text. `space_groups`: the language writes 12 000 000 for twelve million."""
    for match in _RUN.finditer(text):
        raw = match[0]
        digits = re.sub(r"\D", "", raw)
        if _is_phone(raw, digits, space_groups):
            yield Fact("phone", value(raw), match.start(), match.end())


def value(raw: str) -> str:
    """Digits as they are dialled inside the country; a + stays on foreign ones."""
    international = raw.startswith("+")
    digits = re.sub(r"\D", "", raw)
    if international and f"+{digits}".startswith(_JAPAN):
        return "0" + digits[2:].lstrip("0")
    return f"+{digits}" if international else digits


def _is_phone(raw: str, digits: str, space_groups: bool) -> bool:
    if _THREES.fullmatch(raw):
        return True
    if _DATE.fullmatch(raw) or (_GROUPED.fullmatch(raw) and (space_groups or "." in raw)):
        return False
    if _SHAPES.fullmatch(raw):
        return True
    if not _LEAST <= len(digits) <= _MOST:
        return False
    if raw.startswith(("+", "0", "(")):
        return True
    return bool(_SEPARATED.search(raw)) or (len(digits) == 11 and digits[0] == "1")
