"""Translations spoilt on purpose, to see whether the guard notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kiosk.core.language import LANGUAGES

_NUMBER = re.compile(r"(?<![\d,.])\d[\d,.]*\d|\d")
_CALLS = "03-5550-0123"


def lies(source: str, meant: str, target: str) -> Iterator[tuple[str, str]]:
    """What a bad translator may make of a true translation, each with the name of its kind."""
    number = _NUMBER.search(meant)
    if number:
        yield "number changed", meant[: number.start()] + _other(number[0]) + meant[number.end() :]
        yield "number dropped", meant[: number.start()] + meant[number.end() :]
    yield "number invented", f"{meant} {_CALLS}"
    yield "words repeated", _repeated(meant, LANGUAGES[target].spaced)
    if len(meant) >= 40:
        yield "most dropped", meant[: len(meant) // 5]
    yield "source returned", source
    yield "nothing", ""


def _other(number: str) -> str:
    """Two neighbouring digits swapped, 853 becomes 835; where all are the same, another last digit."""
    digits = [at for at, sign in enumerate(number) if sign.isdigit()]
    for first, second in reversed(list(pairwise(digits))):
        if number[first] != number[second] and not (first == 0 and number[second] == "0"):
            signs = list(number)
            signs[first], signs[second] = signs[second], signs[first]
            return "".join(signs)
    return number[: digits[-1]] + str((int(number[digits[-1]]) + 1) % 10 or 2) + number[digits[-1] + 1 :]


def _repeated(text: str, spaced: bool) -> str:
    words = text.split()
    if spaced and len(words) >= 2:
        return " ".join([*words[:2], *words])
    return text[:6] + text
