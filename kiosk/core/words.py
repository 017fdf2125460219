"""The words of a Japanese text, as an analyser in engines/ gives them to whoever thinks about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

WordKind = Literal["name", "noun", "suffix", "verb", "other"]
"""name: a proper noun. suffix: of a noun, like 駅. verb: adjectives too. other: particles, endings and all the rest."""


@dataclass(frozen=True, slots=True)
class Word:
    """`surface`: as it stands in the text. `reading`: in katakana, "" for signs."""

    surface: str
    reading: str
    kind: WordKind


Analyser = Callable[[str], Sequence[Word]]
"""May leave out what is no word; keeps the order. Raises nothing: a text that it can't analyse has no words."""
