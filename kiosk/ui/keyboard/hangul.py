"""Hangul: jamo become syllables as they are typed, in the order of the standard keyboard with two sets. No Qt here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kiosk.ui.keyboard.composing import Candidate

_PAIRS = {
    **{"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"},
    **{
        "ㄱㅅ": "ㄳ",
        "ㄴㅈ": "ㄵ",
        "ㄴㅎ": "ㄶ",
        "ㄹㄱ": "ㄺ",
        "ㄹㅁ": "ㄻ",
        "ㄹㅂ": "ㄼ",
        "ㄹㅅ": "ㄽ",
        "ㄹㅌ": "ㄾ",
        "ㄹㅍ": "ㄿ",
    },
    **{"ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ"},
}
_PARTS = {pair: (parts[0], parts[1]) for parts, pair in _PAIRS.items()}
_VOWELS = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ")
_CONSONANTS = frozenset("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")


@dataclass(frozen=True, slots=True)
class _Syllable:
    lead: str = ""
    vowel: str = ""
    tail: str = ""

    def __str__(self) -> str:
        if not (self.lead and self.vowel):
            return self.lead + self.vowel + self.tail
        parts = (("CHOSEONG", self.lead), ("JUNGSEONG", self.vowel), ("JONGSEONG", self.tail))
        conjoining = "".join(_conjoining(place, jamo) for place, jamo in parts if jamo)
        return unicodedata.normalize("NFC", conjoining)


class Hangul:
    """Satisfies Composer."""

    candidates: tuple[Candidate, ...] = ()

    def __init__(self) -> None:
        self._now = _Syllable()

    @property
    def pending(self) -> str:
        return str(self._now)

    def type(self, text: str) -> str:
        if text in _VOWELS:
            return self._vowel(text)
        if text in _CONSONANTS:
            return self._consonant(text)
        return self._begin(_Syllable()) + text

    def mark(self) -> None:
        pass

    def erase(self) -> bool:
        now = self._now
        if now.tail:
            self._now = _Syllable(now.lead, now.vowel, _PARTS.get(now.tail, ("", ""))[0])
        elif now.vowel:
            self._now = _Syllable(now.lead, _PARTS.get(now.vowel, ("", ""))[0])
        elif now.lead:
            self._now = _Syllable()
        else:
            return False
        return True

    def choose(self, candidate: Candidate) -> str:
        return candidate.text

    def finish(self) -> None:
        self._now = _Syllable()

    def _begin(self, syllable: _Syllable) -> str:
        """Another syllable; the one that was is final."""
        done, self._now = str(self._now), syllable
        return done

    def _consonant(self, jamo: str) -> str:
        now = self._now
        tail = jamo if not now.tail else _PAIRS.get(now.tail + jamo, "")
        if now.lead and now.vowel and tail and _conjoining("JONGSEONG", tail):
            self._now = _Syllable(now.lead, now.vowel, tail)
            return ""
        return self._begin(_Syllable(jamo))

    def _vowel(self, jamo: str) -> str:
        now = self._now
        if now.tail:  # its last consonant begins the next syllable
            stays, goes = _PARTS.get(now.tail, ("", now.tail))
            self._now = _Syllable(now.lead, now.vowel, stays)
            return self._begin(_Syllable(goes, jamo))
        vowel = jamo if not now.vowel else _PAIRS.get(now.vowel + jamo, "")
        if vowel:
            self._now = _Syllable(now.lead, vowel)
            return ""
        return self._begin(_Syllable("", jamo))


def _conjoining(place: str, jamo: str) -> str:
    """The jamo for its place in a syllable, "" where it has none."""
    try:
        return unicodedata.lookup(unicodedata.name(jamo).replace("LETTER", place))
    except KeyError:
        return ""
