"""A verified phrase as it passes between two people: what one says and what the other one reads and hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

SlotValues = tuple[tuple[str, time | int | str], ...]
"""What was touched into a phrase: the slot's name and its value."""


@dataclass(frozen=True, slots=True)
class Phrased:
    """`said` in the language of whoever says it, `means` in the other one's. `aloud`: what a voice is given, in the language
    `voice`. `checked`: a person has read both texts and found them right. `answers`: ids of phrases that answer it.
    """

    id: str
    said: str
    means: str
    aloud: str
    voice: str
    checked: bool = False
    answers: tuple[str, ...] = ()
    values: SlotValues = ()
