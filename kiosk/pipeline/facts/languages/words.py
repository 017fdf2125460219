"""Tables of number words, written as lines."""

from __future__ import annotations

from kiosk.pipeline.facts.numerals import Word


def adding(line: str, first: int = 1, step: int = 1, room: int = 0) -> dict[str, Word]:
    """Words that count up from `first` by `step`; spellings of one number are joined by `/`."""
    return {
        word: Word("add", first + step * place, room=room)
        for place, group in enumerate(line.split())
        for word in group.split("/")
    }


def coded(line: str) -> dict[str, str]:
    """Words and what they stand for: `d=day/days w=week/weeks`; `_` is a space in a word."""
    pairs = (entry.partition("=") for entry in line.split())
    return {word.replace("_", " "): code for code, _, words in pairs for word in words.split("/")}
