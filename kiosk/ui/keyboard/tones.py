"""Marks that are typed after a word and go onto the right letter: tones of Vietnamese, the accent of Greek. No Qt here."""

from __future__ import annotations

import unicodedata

from kiosk.ui.keyboard.composing import Candidate

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OWN = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưyαεηιουω")


class Tones:
    """Satisfies Composer: the word that is being written is pending, so that a tone finds its letter."""

    candidates: tuple[Candidate, ...] = ()

    def __init__(self) -> None:
        self._word = ""

    @property
    def pending(self) -> str:
        return self._word

    def type(self, text: str) -> str:
        if text in _TONES:
            self._word = toned(self._word, text)
            return ""
        if text.isalpha():
            self._word = _kept(self._word + text)
            return ""
        done, self._word = self._word + text, ""
        return done

    def mark(self) -> None:
        pass

    def erase(self) -> bool:
        had, self._word = bool(self._word), self._word[:-1]
        return had

    def choose(self, candidate: Candidate) -> str:
        return candidate.text

    def finish(self) -> None:
        self._word = ""


def toned(word: str, tone: str) -> str:
    """The word with this tone instead of the one that it has; with none where it has just this one."""
    plain = "".join(_without_tone(letter) for letter in word)
    place = _place(plain)
    if place is None:
        return word
    if _tone(word) == tone:
        return plain
    return plain[:place] + unicodedata.normalize("NFC", plain[place] + tone) + plain[place + 1 :]


def _kept(word: str) -> str:
    """The word with its tone where it belongs now that another letter is there."""
    tone = _tone(word)
    return toned("".join(_without_tone(letter) for letter in word), tone) if tone else word


def _tone(word: str) -> str:
    return next((mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES), "")


def _without_tone(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))


def _place(word: str) -> int | None:
    """Which letter takes the tone: a vowel with a mark of its own, else the last one before a final consonant, else the first
    of two and the second of three. The u of qu and the i of gi belong to the consonant."""
    low = word.lower()
    vowels = [place for place, letter in enumerate(low) if letter in _VOWELS]
    if len(vowels) > 1 and low[: vowels[0] + 1] in ("qu", "gi"):
        del vowels[0]
    if not vowels:
        return None
    own = [place for place in vowels if low[place] in _OWN]
    if own:
        return own[-1]
    if vowels[-1] < len(low) - 1 or len(vowels) == 1:
        return vowels[-1]
    return vowels[-2]
