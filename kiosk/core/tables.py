"""A strict reader for TOML tables of ours: each field is taken once, and every mistake is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from difflib import get_close_matches


class Table:
    """A table being read. A getter notes what is wrong and returns an empty value, so that reading goes on to the end.

    `mistakes` is shared by a file's tables; after `finish` it also names the fields that nobody asked for.
    """

    def __init__(self, fields: Mapping[str, object], place: str, mistakes: list[str]) -> None:
        self.place = place
        self._fields = fields
        self._mistakes = mistakes
        self._asked: list[str] = []

    def wrong(self, name: str, line: str) -> None:
        self._mistakes.append(f"{self.place}: {name}: {line}")

    def holds(self, name: str, value: str | bool) -> bool:
        """Whether the field is exactly this."""
        self._asked.append(name)
        return self._fields.get(name) == value

    def text(self, name: str, default: str | None = None) -> str:
        value = self._take(name, default)
        if isinstance(value, str) and value.isprintable() and (value or default is not None):
            return value
        if value is not None:
            self.wrong(name, f"must be a text on one line, not {value!r}")
        return ""

    def matching(self, name: str, pattern: re.Pattern[str], default: str | None = None) -> str:
        text = self.text(name, default)
        if text and not pattern.fullmatch(text):
            self.wrong(name, f"{text!r} is not in the form it must have")
            return ""
        return text

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        value = self._take(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and (low <= value <= high or value == default):
            return value
        if value is not None:
            self.wrong(name, f"must be a whole number from {low} to {high}, not {value!r}")
        return low

    def number(self, name: str, default: float, low: float, high: float) -> float:
        value = self._take(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.wrong(name, f"must be a number from {low:g} to {high:g}, not {value!r}")
        return default

    def flag(self, name: str) -> bool | None:
        """True, false, or None where it isn't given."""
        value = self._fields.get(name)
        self._asked.append(name)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(name, f"must be true or false, not {value!r}")
        return None

    def value(self, name: str) -> time | int | str | None:
        """A time of the day, a whole number or a text, whichever stands there; None where it isn't given."""
        value = self._fields.get(name)
        self._asked.append(name)
        if value is None or (isinstance(value, time | int | str) and not isinstance(value, bool)):
            return value
        self.wrong(name, f"must be a time, a whole number or a text, not {value!r}")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._take(name, [])
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return tuple(value)
        self.wrong(name, f"must be a list of texts, not {value!r}")
        return ()

    def tables(self, name: str) -> tuple[Table, ...]:
        """The tables [[name]], or the one table [name]; none when there is no such field."""
        value = self._take(name, [])
        found = [value] if isinstance(value, dict) else value
        if isinstance(found, list) and all(isinstance(item, dict) for item in found):
            return tuple(Table(item, f"{self.place}: {name} {n}", self._mistakes) for n, item in enumerate(found, 1))
        self.wrong(name, "must be a table")
        return ()

    def finish(self) -> None:
        """Note every field that no getter asked for."""
        for name in self._fields:
            if name not in self._asked:
                close = get_close_matches(name, self._asked, n=1)
                self.wrong(name, "unknown field" + (f", did you mean {close[0]!r}?" if close else ""))

    def _take(self, name: str, default: object = None) -> object:
        self._asked.append(name)
        if name not in self._fields and default is None:
            self.wrong(name, "is missing")
        return self._fields.get(name, default)
