"""Listed names that the recogniser wrote as it heard them: みはる or 見春 becomes 三春, where the sound is the name's.

Whisper is given no hotwords: with them it writes listed names into noise. A name is put in only where the reading of what was
heard is the name's own, or one easily misheard sound away, and what stands there isn't a word that the dictionary knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from kiosk.core.language import LANGUAGES
from kiosk.core.words import Analyser, Word
from kiosk.pipeline.glossary import Glossary, Term, kana, latin

_LEAST_MORAE = 3
_LEAST_MORAE_NEAR = 4
_LEAST_MORAE_PLAIN = 4
_PLACE_AFTER = re.compile(
    r"駅|市|町|区|村|県|線|寺|城|公園|温泉|神社|ホテル|(?:は|って)、?(?:どこ|どちら)|(?:に|へ|まで)(?:行|いき|着|つき|向)|で(?:降|おり|乗り)|行き"
)
"""What follows the name of a place, and hardly anything else."""

_PERSONS = ("さん", "様", "さま", "氏", "君", "くん", "ちゃん", "先生")

_LONG = {
    "ア": "アカサタナハマヤラワガザダバパャ",
    "イ": "イキシチニヒミリギジビピエケセテネヘメレゲゼデベペ",
    "ウ": "ウクスツヌフムユルグズブプュオコソトノホモヨロゴゾドボポョ",
    "エ": "エケセテネヘメレゲゼデベペ",
    "オ": "オコソトノホモヨロゴゾドボポョ",
}
"""After which letters a vowel only makes the one before it long."""

_ALIKE = (
    *("カガ", "キギ", "クグ", "ケゲ", "コゴ", "サザ", "シジチ", "スズツ", "セゼ", "ソゾ", "タダ", "テデ", "トド"),
    *("ハバパ", "ヒビピ", "フブプ", "ヘベペ", "ホボポ", "イエ", "ヤア"),
    *("ダラ", "デレ", "ドロ"),
)


class Names:
    """A glossary by its sound, made once for each list."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.longest = 0
        self._latin: dict[str, tuple[list[str], list[str]]] = {}
        self._by_sound: dict[str, list[tuple[str, Term]]] = {}
        for term in glossary.terms:
            if morae(kana(term.reading)) >= _LEAST_MORAE:
                sound = sounded(term.reading)
                self.longest = max(self.longest, len(sound))
                self._by_sound.setdefault(_rough(sound), []).append((sound, term))

    def like(self, sound: str) -> Sequence[tuple[str, Term]]:
        """Listed names that may be `near` this."""
        return self._by_sound.get(_rough(sound), ())

    def heard_as(self, text: str, language: str, analyse: Analyser) -> str:
        """The transcript with listed names in it where their sound was heard. `analyse` is for Japanese."""
        if not len(self.glossary) or not text.strip():
            return text
        if language == "ja":
            return _japanese(text, self, analyse) if self.longest else text
        known = LANGUAGES.get(language)
        return _latin(text, language, self) if known is not None and re.search("[A-Za-z]{4}", text) else text

    def in_latin(self, language: str) -> tuple[list[str], list[str]]:
        """How the names sound in Latin letters, and the form that each has in the language."""
        if language not in self._latin:
            pairs = [(fold, term.form(language)) for term in self.glossary.terms for fold in _folds(term, language)]
            self._latin[language] = ([fold for fold, _ in pairs], [form for _, form in pairs])
        return self._latin[language]


def sounded(reading: str) -> str:
    """A reading with its long vowels as ー, however they are written: トウキョウ and トーキョー are one."""
    text = kana(reading).replace("ヅ", "ズ").replace("ヂ", "ジ").replace("ヲ", "オ")
    return "".join("ー" if place and _lengthens(text[place - 1], letter) else letter for place, letter in enumerate(text))


def _lengthens(before: str, letter: str) -> bool:
    return letter in _LONG and before in _LONG[letter]


def _canonical() -> dict[str, str]:
    """One letter for all that are alike, or alike to one that is: タ and ラ share one, for both are like ダ."""
    one: dict[str, str] = {}
    for group in _ALIKE:
        merged = {one.get(letter, letter) for letter in group}
        one |= dict.fromkeys(group, group[0]) | {letter: group[0] for letter, root in one.items() if root in merged}
    return one


_CANONICAL = _canonical()


def _rough(sound: str) -> str:
    """What all readings that are `near` each other share."""
    return "".join(_CANONICAL.get(letter, letter) for letter in sound if letter not in "ーッン")


def near(one: str, other: str) -> bool:
    """Whether two `sounded` readings are at most one easily misheard sound apart: voice, length, a doubled or a nasal one."""
    if one == other:
        return True
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differing) == 1 and any(differing[0][0] in pair and differing[0][1] in pair for pair in _ALIKE)
    shorter, longer = sorted((one, other), key=len)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[place] in "ーッン" and longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _japanese(text: str, names: Names, analyse: Analyser) -> str:
    words = _placed(text, analyse(text))
    taken = [(each.start, each.end) for each in names.glossary.find(text, "ja")]
    parts: list[str] = []
    start = end = 0
    while start < len(words):
        found = _name_at(text, words, start, names, taken)
        if found is None:
            start += 1
            continue
        stop, term = found
        parts += [text[end : words[start][0]], term.term]
        end = words[stop][0] + len(words[stop][1].surface)
        start = stop + 1
    return "".join([*parts, text[end:]])


def _name_at(
    text: str, words: Sequence[tuple[int, Word]], start: int, names: Names, taken: Sequence[tuple[int, int]]
) -> tuple[int, Term] | None:
    """The longest listed name that begins with a word, and the last word of it."""
    best: tuple[int, Term] | None = None
    sound = ""
    for stop in range(start, len(words)):
        at, word = words[stop]
        sound += word.reading
        listed = any(first < at + len(word.surface) and words[start][0] < last for first, last in taken)
        if listed or len(sounded(sound)) > names.longest + 1:
            break
        span = [each for _, each in words[start : stop + 1]]
        after = text[at + len(word.surface) :]
        heard = sounded(sound)
        term = next((term for name, term in names.like(heard) if _is_name(heard, name, span, after)), None)
        best = (stop, term) if term is not None else best
    return best


def _is_name(sound: str, name: str, span: Sequence[Word], after: str) -> bool:
    """Whether a stretch of words is the name misspelt, and not words that somebody meant. `after`: the text that follows."""
    same, place = sound == name, _PLACE_AFTER.match(after) is not None
    plain = all(kana(word.surface) for word in span)
    if not near(sound, name) or after.startswith(_PERSONS):
        return False
    if not same and morae(name) < _LEAST_MORAE_NEAR and not (plain and place and len(span) == 1):
        return False
    if len(span) == 1:
        noun = span[0].kind in ("name", "noun")
        return noun and (plain or (span[0].kind == "name" and same and place))
    if plain and same and (place or morae(name) >= _LEAST_MORAE_PLAIN):
        return True
    whole = span[0].kind != "other" and (place or span[-1].kind != "other")
    noun = place or any(word.kind in ("name", "noun", "suffix") for word in span)
    return whole and noun


def morae(reading: str) -> int:
    return len(re.sub("[ァィゥェォャュョヮ]", "", reading))


def _placed(text: str, words: Sequence[Word]) -> list[tuple[int, Word]]:
    """The words with their places in the text; those that can't be found in it are left out."""
    placed: list[tuple[int, Word]] = []
    position = 0
    for word in words:
        at = text.find(word.surface, position)
        if at < 0 or not word.surface:
            continue
        placed.append((at, word))
        position = at + len(word.surface)
    return placed


_NAMES = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+)*")
_LEAST_LETTERS = 6
_LIKE = 84.0
_LONGER = 1
"""Letters that may be missing or too many: a Câmara of deputies is no Kamakura."""
_ACCENT = re.compile(r"[\u0300-\u0303\u0305-\u036f]")
"""No Japanese name is written with one but the macron of a long vowel."""
_HEARD_LETTERS = (
    *(("tsu", "tu"), ("shi", "si"), ("sh", "s"), ("chi", "ti"), ("ch", "t"), ("fu", "hu"), ("ji", "zi"), ("j", "z")),
    *(("l", "r"), ("ou", "o"), ("v", "b"), ("c", "k"), ("mb", "nb"), ("mp", "np")),
)


def _latin(text: str, language: str, names: Names) -> str:
    """Capitalised words that sound like a listed name in Latin letters; one that is listed already stays."""
    folds, forms = names.in_latin(language)
    known = {(each.start, each.end) for each in names.glossary.find(text, language)}

    def mended(match: re.Match[str]) -> str:
        heard = _fold(match[0])
        listed = any(start < match.end() and match.start() < end for start, end in known)
        if len(heard) < _LEAST_LETTERS or listed or _ACCENT.search(unicodedata.normalize("NFD", match[0])):
            return match[0]
        found = process.extractOne(heard, folds, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return forms[found[2]] if found and abs(len(found[0]) - len(heard)) <= _LONGER else match[0]

    return _NAMES.sub(mended, text)


def _folds(term: Term, language: str) -> Iterator[str]:
    for form in {term.form(language), latin(term.reading)}:
        if len(folded := _fold(form)) >= _LEAST_LETTERS:
            yield folded


def _fold(name: str) -> str:
    """Letters as Whisper may hear them: Turuhashi, Tsuru Hashi and Tsuruhasi are one."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = re.sub("[^a-z]", "", letters)
    for written, heard in _HEARD_LETTERS:
        letters = letters.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", letters)
