"""Japanese: kana or Latin letters become kana, kana become kanji by choice. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kiosk.core.errors import ModelError
from kiosk.engines.kana_kanji import KanaKanji
from kiosk.ui.keyboard.composing import Candidate

Convert = Callable[[str], tuple[Candidate, ...]]
"""What a reading in hiragana may be written as, the likeliest first."""


@cache
def conversion() -> Convert:
    """By the dictionary; to nothing but kana where it isn't there."""
    try:
        converter = KanaKanji()
    except ModelError:
        return lambda reading: ()
    return lambda reading: tuple(Candidate(text, covers) for text, covers in converter.convert(reading))


def written_as(words: str, most: int = 5) -> tuple[str, ...]:
    """How words in kana alone are most likely written; nothing for any others."""
    reading = "".join(chr(ord(one) - _TO_KATAKANA) if "ァ" <= one <= "ヶ" else one for one in words)
    if len(reading) < _LEAST_CONVERTED or not is_kana(reading):
        return ()
    whole = [one.text for one in conversion()(reading) if one.covers == len(reading) and one.text != words]
    return tuple(whole[:most])


_LEAST_CONVERTED = 2
_LINE = (
    "あぁ いぃ うぅゔ えぇ おぉ かが きぎ くぐ けげ こご さざ しじ すず せぜ そぞ ただ ちぢ つっづ てで とど "
    "はばぱ ひびぴ ふぶぷ へべぺ ほぼぽ やゃ ゆゅ よょ わゎ"
)
_NEXT = {form: forms[(place + 1) % len(forms)] for forms in _LINE.split() for place, form in enumerate(forms)}

_ROWS = {
    **{"": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ"},
    **{"m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ"},
    **{"p": "ぱぴぷぺぽ", "x": "ぁぃぅぇぉ", "l": "ぁぃぅぇぉ"},
}
_GLIDES = {
    **{"ky": "き", "sy": "し", "ty": "ち", "cy": "ち", "ny": "に", "hy": "ひ"},
    **{"my": "み", "ry": "り", "gy": "ぎ", "zy": "じ"},
    **{"jy": "じ", "dy": "ぢ", "by": "び", "py": "ぴ"},
}
_ROMAJI = {
    **{row + vowel: kana for row, line in _ROWS.items() for vowel, kana in zip("aiueo", line, strict=True)},
    **{glide + vowel: kana + small for glide, kana in _GLIDES.items() for vowel, small in zip("auo", "ゃゅょ", strict=True)},
    **{glide + "e": kana + "ぇ" for glide, kana in _GLIDES.items()},
    **{"sha": "しゃ", "shi": "し", "shu": "しゅ", "she": "しぇ", "sho": "しょ", "cha": "ちゃ", "chi": "ち", "chu": "ちゅ"},
    **{
        "che": "ちぇ",
        "cho": "ちょ",
        "tsu": "つ",
        "fu": "ふ",
        "ja": "じゃ",
        "ji": "じ",
        "ju": "じゅ",
        "je": "じぇ",
        "jo": "じょ",
    },
    **{
        "fa": "ふぁ",
        "fi": "ふぃ",
        "fe": "ふぇ",
        "fo": "ふぉ",
        "va": "ゔぁ",
        "vi": "ゔぃ",
        "vu": "ゔ",
        "ve": "ゔぇ",
        "vo": "ゔぉ",
    },
    **{"thi": "てぃ", "dhi": "でぃ", "twu": "とぅ", "dwu": "どぅ", "wi": "うぃ", "we": "うぇ", "tsa": "つぁ"},
    **{"ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wo": "を", "nn": "ん", "xya": "ゃ", "xyu": "ゅ", "xyo": "ょ"},
    **{"xtu": "っ", "xtsu": "っ", "ltu": "っ", "lya": "ゃ", "lyu": "ゅ", "lyo": "ょ"},
}
_LONGEST = max(map(len, _ROMAJI))
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_TO_KATAKANA = ord("ァ") - ord("ぁ")


class Kana:
    """Satisfies Composer. What is pending is a reading; with `romaji` it ends in letters that are no kana yet."""

    def __init__(self, convert: Convert, *, romaji: bool = False) -> None:
        self._convert = convert
        self._romaji = romaji
        self._reading = ""

    @property
    def pending(self) -> str:
        return self._reading

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        reading = kana_of(self._reading, at_end=True) if self._romaji else self._reading
        if not reading:
            return ()
        found = self._convert(reading)
        both = (Candidate(reading, len(reading)), Candidate(katakana(reading), len(reading)))
        every = dict.fromkeys((*found, *both))
        whole = len(reading)
        return tuple(Candidate(one.text, len(self._reading) if one.covers == whole else one.covers) for one in every)

    def type(self, text: str) -> str:
        if self._romaji and text in _LETTERS:
            self._reading = kana_of(self._reading + text)
            return ""
        if is_kana(text):
            self._reading += text
            return ""
        done = self._settled() + text
        self._reading = ""
        return done

    def mark(self) -> None:
        if self._reading:
            self._reading = self._reading[:-1] + _NEXT.get(self._reading[-1], self._reading[-1])

    def erase(self) -> bool:
        had, self._reading = bool(self._reading), self._reading[:-1]
        return had

    def choose(self, candidate: Candidate) -> str:
        self._reading = self._reading[candidate.covers :]
        return candidate.text

    def finish(self) -> None:
        self._reading = ""

    def _settled(self) -> str:
        return kana_of(self._reading, at_end=True) if self._romaji else self._reading


def is_kana(text: str) -> bool:
    return bool(text) and all("ぁ" <= character <= "ゖ" or character == "ー" for character in text)


def katakana(reading: str) -> str:
    return "".join(chr(ord(one) + _TO_KATAKANA) if "ぁ" <= one <= "ゖ" else one for one in reading)


def kana_of(text: str, *, at_end: bool = False) -> str:
    """Latin letters in it as kana, as far as they are whole. `at_end`: nothing follows, so that a last n is ん."""
    kana, rest = "", text
    while rest:
        size = next((size for size in range(min(_LONGEST, len(rest)), 0, -1) if rest[:size] in _ROMAJI), 0)
        if size:
            kana, rest = kana + _ROMAJI[rest[:size]], rest[size:]
        elif len(rest) > 1 and rest[0] == rest[1] and rest[0] in _LETTERS:
            kana, rest = kana + "っ", rest[1:]
        elif rest[0] == "n" and (rest[1:2] not in ("", "y") or (at_end and len(rest) == 1)):
            kana, rest = kana + "ん", rest[1:]
        elif rest[0] in _LETTERS and not _begins(rest) and len(rest) > 1:
            kana, rest = kana + rest[0], rest[1:]
        elif rest[0] in _LETTERS:
            return kana + rest
        else:
            kana, rest = kana + rest[0], rest[1:]
    return kana


def _begins(letters: str) -> bool:
    return any(spelled.startswith(letters) for spelled in _ROMAJI)
