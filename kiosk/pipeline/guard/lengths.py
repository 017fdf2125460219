"""Whether a translation is too short or too long to be true, from how many letters languages need for the same words."""

from __future__ import annotations

import unicodedata

from kiosk.core.language import LANGUAGES

_LETTERS = {
    **{"en": 1.0, "ja": 0.5, "zh": 0.37, "ko": 0.46, "th": 1.15, "vi": 0.99, "id": 1.13, "ms": 1.13, "pt": 1.09, "es": 1.2},
    **{"fr": 1.19, "de": 1.2, "it": 1.19, "ru": 1.14, "tl": 1.27, "hi": 0.97, "ne": 0.97, "ar": 0.88},
}
"""Letters, marks and digits that a language needs where English needs one: FLORES-200 dev, 997 sentences."""

_SLACK = 15.0
"""Added to both lengths, in English letters: of short sentences one may be twice as long and mean the same."""

SHORTEST, LONGEST = 0.45, 2.3
"""Of 239,713 pairs from Tatoeba 0.003 % are shorter, 0.01 % longer, proverbs all of them. In FLORES, whose translators are
free, 0.05 % of the sentences of the worst pair of languages are under 0.34 and over 3.0."""


def unlikely(source: str, source_language: str, target: str, target_language: str) -> str:
    """ "length.short", "length.long" or "". A language nobody has measured proves nothing."""
    need, gives = _LETTERS.get(_spoken(source_language)), _LETTERS.get(_spoken(target_language))
    if need is None or gives is None:
        return ""
    ratio = (_length(target) / gives + _SLACK) / (_length(source) / need + _SLACK)
    return "length.short" if ratio < SHORTEST else "length.long" if ratio > LONGEST else ""


def _length(text: str) -> int:
    return sum(unicodedata.category(letter)[0] in "LMN" for letter in unicodedata.normalize("NFKC", text))


def _spoken(code: str) -> str:
    return LANGUAGES[code].spoken if code in LANGUAGES else code
