"""Whether a sentence denies something, by its words alone: small rules for each language.

A firm cue denies ("not", ません). An idle one looks like a denial and is none (すみません, "n'est-ce pas"). A possible one may
stand where another language denies ("without", 禁止): it proves nothing and clears a translation of suspicion. A doubled one
denies a denial (使えないわけではありません, "it's not that you can't"): a translator that drops half of it says the opposite.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.guard.denials import CUES
from kiosk.pipeline.guard.doubled import DOUBLED


@dataclass(frozen=True, slots=True)
class _Rules:
    doubled: re.Pattern[str]
    idle: re.Pattern[str]
    firm: re.Pattern[str]
    possible: re.Pattern[str]


def _rules(doubled: str, idle: str, firm: str, possible: str) -> _Rules:
    return _Rules(*(re.compile(pattern, re.VERBOSE | re.IGNORECASE) for pattern in (doubled, idle, firm, possible)))


_RULES = {code: _rules(DOUBLED[code], *cues) for code, cues in CUES.items()}
_DOT = "\N{MIDDLE DOT}"

Polarity = Literal["denies", "denies a denial", "maybe", "affirms"]
_OPPOSITES = ({"denies", "affirms"}, {"denies", "denies a denial"})


def polarity(text: str, language: str) -> Polarity | None:
    """How the text stands; None for a language without rules. "maybe" is neither one nor the other for sure."""
    known = LANGUAGES.get(language)
    rules = _RULES.get(known.spoken if known else language)
    if rules is None:
        return None
    written = unicodedata.normalize("NFKC", text).replace("’", "'")
    rest = rules.doubled.sub(_DOT, written)
    if rules.firm.search(rules.idle.sub(_DOT, rest)):
        return "denies"
    if rest != written:
        return "denies a denial"
    return "maybe" if rules.possible.search(written) else "affirms"


def opposite(one: str, its_language: str, other: str, others_language: str) -> bool:
    """Whether one text denies and nothing in the other does, or the other denies just that."""
    return {polarity(one, its_language), polarity(other, others_language)} in _OPPOSITES
