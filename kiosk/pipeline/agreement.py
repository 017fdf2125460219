"""Partial words while someone speaks: what two hypotheses in a row agree on stays, only the last word or two may change.

The policy is local agreement, LA-2 (Liu, Spanakis and Niehues 2020, "Low-Latency Sequence-to-Sequence Speech Recognition
and Translation by Partial Hypothesis Selection"), as Macháček, Dabre and Bojar 2023 use it to make Whisper stream. Ours
differs in two things. Of what isn't agreed on yet only the beginning is shown, so that the screen never takes back more.
And a hypothesis whose beginning reads differently from what stands already is laid beside it by edit distance.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kiosk.core.language import LANGUAGES
from kiosk.core.scene import NO_WORDS, Words

TENTATIVE_WORDS = 2
TENTATIVE_CHARACTERS = 4
"""Shown of what isn't agreed on, in languages with and without spaces: two words are about four characters there."""

_LOOK_BACK = 40  # units: a hypothesis is laid beside the end of what is stable
_STACKERS = ("\u1039", "\u17d2", "\u200d")  # Burmese and Khmer write the next letter under this one; a joiner
_ENDS = ".,!?;:…。、！？；：，．।؟،၊။"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is known after some hypotheses. `stable`: units that stand. `last`: the units of the last hypothesis that follow
    them."""

    language: str = ""
    stable: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    def heard(self, text: str, language: str) -> Agreement:
        """With one more hypothesis for the same, longer sound. One in another language changes nothing that stands."""
        if self.stable and language != self.language:
            return Agreement(self.language, self.stable, ())
        new = units(text, language)
        new = new[_beginning(self.stable, new) :]
        before = self.last if language == self.language else ()
        agreed = 0
        while agreed < min(len(new), len(before)) and _key(new[agreed]) == _key(before[agreed]):
            agreed += 1
        stands = new[:agreed]
        if agreed and agreed == len(new):  # the recogniser ends every sentence it is given: that mark is no word
            stands = (*stands[:-1], stands[-1].rstrip(_ENDS + " "))
        return Agreement(language, self.stable + stands, new[agreed:])

    @property
    def words(self) -> Words:
        """What to show: the stable words with the space before the others, if there is one."""
        spaced = _spaced(self.language)
        between = " " if spaced else ""
        stable = between.join(self.stable)
        shown = between.join(self.last[: TENTATIVE_WORDS if spaced else TENTATIVE_CHARACTERS]).rstrip()
        return Words(stable + between if stable and shown else stable, shown) if stable or shown else NO_WORDS


NOTHING_AGREED = Agreement()


def units(text: str, language: str) -> tuple[str, ...]:
    """Words; where they aren't set apart, letters with their marks and the spaces after them, and numbers and foreign words
    whole."""
    if _spaced(language):
        return tuple(text.split())
    found: list[str] = []
    for character in " ".join(text.split()):
        if found and _belongs(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def _belongs(unit: str, character: str) -> bool:
    """Whether a character is written in one with the unit before it."""
    if character == " " or unicodedata.category(character).startswith("M") or character in _STACKERS:
        return True
    return unit.endswith(_STACKERS) or (_plain(unit[-1]) and _plain(character))


def _plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _spaced(language: str) -> bool:
    return language not in LANGUAGES or LANGUAGES[language].spaced


def _key(unit: str) -> str:
    """What is compared: capitals and punctuation come and go between hypotheses."""
    return "".join(c for c in unicodedata.normalize("NFKC", unit).casefold() if c.isalnum()) or unit.strip()


def _beginning(stable: Sequence[str], new: Sequence[str]) -> int:
    """How many units of a new hypothesis say what stands already: where its beginning is nearest to that by edit distance,
    the longest of those. What stands further back than `_LOOK_BACK` is taken as said with as many units."""
    known, skipped = [_key(unit) for unit in stable], max(0, len(stable) - _LOOK_BACK)
    said = [_key(unit) for unit in new[: len(stable) + _LOOK_BACK]]
    if said[: len(known)] == known:
        return len(known)
    if skipped >= len(said):
        return len(new)
    known, said = known[skipped:], said[skipped:]
    row = list(range(len(said) + 1))  # from nothing of what stands to each beginning of the new one
    for there in known:
        costs = [above + (there != here) for above, here in zip(row, said, strict=False)]
        best = [min(cost, below + 1) for cost, below in zip(costs, row[1:], strict=True)]
        row = list(accumulate(best, lambda left, cost: min(left + 1, cost), initial=row[0] + 1))
    return skipped + max(range(len(row)), key=lambda end: (-row[end], end))
