"""Finding and cutting the loops a translation model can fall into: the same words over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"(?=\S)(.{1,80}?)\1{2,}", re.DOTALL)
"""Anything said at least three times in a row; the shortest such thing first."""


@dataclass(frozen=True, slots=True)
class _Run:
    """`unit` stands `times` times in a row from `start`, ending at `end`."""

    unit: str
    start: int
    end: int

    @property
    def times(self) -> int:
        return (self.end - self.start) // len(self.unit)


def has_loop(text: str, source: str) -> bool:
    """Whether `text` repeats itself as no translation of `source` should."""
    return next(_loops(text, source), None) is not None


def cut_loops(text: str, source: str) -> str:
    """`text` with each loop said once, and without the broken-off repetition at its end."""
    while loop := next(_loops(text, source), None):
        rest = text[loop.end :]
        broken_off = loop.unit.startswith(rest) and any(map(str.isalnum, rest))
        text = text[: loop.start] + loop.unit + ("" if broken_off else rest)
    return text.strip()


def _loops(text: str, source: str) -> Iterator[_Run]:
    """A loop is a phrase three times in a row, a word five times, or signs and digits eight times; but what people
    repeat themselves ("no, no, no, no", 10000000) may be repeated in the translation, up to twice as often."""
    allowed = 2 * max((run.times for run in _runs(f"{source} ")), default=1)  # the last sentence has no space after it
    for run in _runs(text):
        has_letters = any(map(str.isalpha, run.unit))
        length = run.end - run.start
        usual = 3 if len(run.unit.strip()) >= 8 else 5
        if run.times > allowed and run.times >= (usual if has_letters else 8) and length >= 10:
            yield run


def _runs(text: str) -> Iterator[_Run]:
    return (_Run(match[1], match.start(), match.end()) for match in _RUN.finditer(text))
