"""What is left as it is instead of being translated, because a model asked for it would make something up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kiosk.core.language import LANGUAGES

SURE: frozenset[str] = frozenset()
UNSURE = frozenset({"words.unknown"})

_ADDRESS = re.compile(r"\S+@\S+\.\S+|\S*://\S+|www\.\S+", re.IGNORECASE)
_LONGEST_WORD = 40
_ALSO_WRITTEN = {"ku": {"ARABIC"}, "ja": {"HIRAGANA", "KATAKANA"}, "sr": {"LATIN"}, "ko": {"CJK"}}
_MANY_LETTERED = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"}


def passes(text: str, language: str) -> frozenset[str] | None:
    """None when `text` is for a model; else it is its own translation, with these doubts.

    Digits, signs, emoji, addresses and a letter alone are the same in every language. Letters of a script that the
    language isn't written in, and letters by the dozen without a space, are nobody's words.
    """
    letters = [letter for letter in unicodedata.normalize("NFKC", _ADDRESS.sub("", text)) if letter.isalpha()]
    scripts = {_script(letter) for letter in letters}
    if not letters or (len(letters) == 1 and not scripts & _MANY_LETTERED):
        return SURE
    known = _scripts(language)
    if known and not scripts & known:
        return UNSURE
    spaced = language in LANGUAGES and LANGUAGES[language].spaced and not scripts & _MANY_LETTERED
    return UNSURE if spaced and all(len(word) > _LONGEST_WORD for word in text.split()) else None


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


@cache
def _scripts(language: str) -> frozenset[str]:
    """The scripts a language is written in, as its own name shows; none for a language the kiosk doesn't know."""
    known = LANGUAGES.get(language)
    letters = filter(str.isalpha, known.endonym) if known else ()
    return frozenset(map(_script, letters)) | _ALSO_WRITTEN.get(language, set())
