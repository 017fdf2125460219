"""The staff's own words: one list of names that are heard, translated and spoken as the staff says they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.core.language import LANGUAGES

TERM, READING, NOTE = "term", "reading", "note"
"""What a list says of a name beside its forms: columns of its table, lines of its form on the screen."""

FORM_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.spoken != "ja")
"""In which a name has a form of its own; in Japanese it is the term itself."""

_KANJI = "一-龯々〆ヶ"
_BEFORE = ("今日", "明日", "昨日", "毎日", "本日", "先日", "翌日", "今週", "来週", "先週", "今月", "来月", "今年", "来年",
           "去年", "時", "分", "番", "円", "人", "回", "次", "各", "全", "新", "旧")  # fmt: skip
"""Kanji that may stand right before a name without being a part of it. Others make another name of it: 東京都 is no 京都."""
_MAKES_ANOTHER = "橋川山島田野原崎谷沢津浜"
"""Kanji that make another name of the one before them: 日本 and 日本橋."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name as it is written in Japanese. `reading`: in kana. `forms`: by language code, as it must come out. `note`: for
    the staff."""

    term: str
    reading: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def form(self, language: str) -> str:
        """As it is written in a language; "" where nobody can know. Chinese takes the kanji, other languages the English form
        or the reading in Latin letters."""
        if language == "ja":
            return self.term
        if own := self._own(language):
            return own
        if language in ("zh", "zt") and re.fullmatch(f"[{_KANJI}]+", self.term):
            return self.term
        return self.forms.get("en", "") or latin(self.reading)

    def _own(self, language: str) -> str:
        if language in self.forms or language in ("zh", "zt"):
            return self.forms.get(language, "")
        spoken = LANGUAGES[language].spoken if language in LANGUAGES else language
        siblings = (form for code, form in self.forms.items() if code in LANGUAGES and LANGUAGES[code].spoken == spoken)
        return next(siblings, "")


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: characters `start` to `end`."""

    start: int
    end: int
    term: Term


class Glossary:
    """A list of terms that doesn't change, with what finds them in a text made once for each language.

    Only the names whose letters are in a text become a pattern: one of five hundred names takes 20 to 100 ms to make.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self._forms: dict[str, dict[str, tuple[str, Term]]] = {}

    def __len__(self) -> int:
        return len(self.terms)

    def find(self, text: str, language: str) -> list[Found]:
        """Every listed name in the text, the longest first where one lies in another; none overlap."""
        forms, folded = self._known(language), _key(text)
        there = [key for key in forms if key in folded]
        if not there:
            return []
        spaced = LANGUAGES[language].spaced if language in LANGUAGES else True
        edge = (r"(?<!\w)", r"(?!\w)") if spaced and language != "ko" else ("", "")
        names = "|".join(re.sub(r"(?:\\\s)+", r"\\s+", re.escape(forms[key][0])) for key in there)
        matches = re.finditer(f"{edge[0]}(?:{names}){edge[1]}", text, re.IGNORECASE)
        found = [Found(match.start(), match.end(), forms[key][1]) for match in matches if (key := _key(match[0])) in forms]
        return [each for each in found if language != "ja" or _stands_alone(text, each)]

    def _known(self, language: str) -> dict[str, tuple[str, Term]]:
        """Each form as it is looked for, with its own letters and its term; the longest first."""
        if language not in self._forms:
            forms = {_key(form): (form, term) for term in reversed(self.terms) if (form := term.form(language))}
            self._forms[language] = dict(sorted(forms.items(), key=lambda item: len(item[0]), reverse=True))
        return self._forms[language]


EMPTY = Glossary()


def _key(form: str) -> str:
    return " ".join(form.casefold().split())


def _stands_alone(text: str, found: Found) -> bool:
    """Whether a name in kanji isn't a part of a longer one."""
    name = text[found.start : found.end]
    before, after = text[max(0, found.start - 2) : found.start], text[found.end : found.end + 1]
    if re.match(f"[{_KANJI}]", name) and re.search(f"[{_KANJI}]$", before) and not before.endswith(_BEFORE):
        return False
    if (_katakana(name[0]) and _katakana(before[-1:])) or (_katakana(name[-1]) and _katakana(after)):
        return False
    return not (re.search(f"[{_KANJI}]$", name) and after and after in _MAKES_ANOTHER)


def _katakana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ" or letter == "ー"


def kana(reading: str) -> str:
    """A reading in katakana, without spaces and dots; "" if there is anything else in it."""
    text = unicodedata.normalize("NFKC", reading)
    text = "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in text)
    text = re.sub(r"[\s・]", "", text)
    return text if re.fullmatch(r"[ァ-ヺー]*", text) else ""


_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_SYLLABLES = {letter: onset + vowel for onset, row in _ROWS.items() for letter, vowel in zip(row, "aiueo", strict=True)}
_SYLLABLES |= {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
}
_SYLLABLES |= {"ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "wa"}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}


def latin(reading: str) -> str:
    """A reading in Hepburn's letters without marks of length, as signs have it: ツルハシ -> Tsuruhashi, おおさか -> Osaka."""
    letters = ""
    text = kana(reading)
    for place, letter in enumerate(text):
        if letter in _SMALL and letters.endswith("i"):
            stem = letters[:-1]
            letters = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _SMALL[letter]
        elif letter == "ッ":
            following = _SYLLABLES.get(text[place + 1], "") if place + 1 < len(text) else ""
            letters += "t" if following.startswith("ch") else following[:1]
        elif letter in "ァィゥェォ" and letters and letters[-1] in "uieo":
            letters = letters[:-1] + _SYLLABLES[letter]
        elif letter != "ー":
            letters += _SYLLABLES.get(letter, "")
    letters = re.sub(r"oo|ou", "o", letters)
    letters = re.sub("uu", "u", letters)
    letters = re.sub(r"n(?=[bmp])", "m", letters)
    return letters[:1].upper() + letters[1:]
