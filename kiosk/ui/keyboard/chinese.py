"""Chinese: Pinyin or Zhuyin becomes words by choice, from pinyin.tsv.gz (see scripts/pinyin_table.py). No Qt here."""

from __future__ import annotations

import gzip
import math
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from kiosk.ui.keyboard.composing import Candidate

_ALL_WORDS = math.log(6e7)
"""Of the corpus that the frequencies were counted in: a sentence of fewer words is likelier."""

_MOST, _COMPLETED = 60, 6
_LONGEST_WORD = 24  # letters of the longest reading of four characters

TONES = {"ˊ": "2", "ˇ": "3", "ˋ": "4", "˙": "5"}
_SPELLED = "b p m f d t n l g k h j q x zh ch sh r z c s"
_INITIALS = dict(zip(_SPELLED.split(), "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ", strict=True))
_FINALS = {
    **{"a": "ㄚ", "o": "ㄛ", "e": "ㄜ", "ai": "ㄞ", "ei": "ㄟ", "ao": "ㄠ", "ou": "ㄡ", "an": "ㄢ", "en": "ㄣ", "ang": "ㄤ"},
    **{
        "eng": "ㄥ",
        "er": "ㄦ",
        "i": "ㄧ",
        "ia": "ㄧㄚ",
        "ie": "ㄧㄝ",
        "iao": "ㄧㄠ",
        "iu": "ㄧㄡ",
        "ian": "ㄧㄢ",
        "in": "ㄧㄣ",
    },
    **{"iang": "ㄧㄤ", "ing": "ㄧㄥ", "iong": "ㄩㄥ", "io": "ㄧㄛ", "u": "ㄨ", "ua": "ㄨㄚ", "uo": "ㄨㄛ", "uai": "ㄨㄞ"},
    **{
        "ui": "ㄨㄟ",
        "uan": "ㄨㄢ",
        "un": "ㄨㄣ",
        "uang": "ㄨㄤ",
        "ong": "ㄨㄥ",
        "v": "ㄩ",
        "ve": "ㄩㄝ",
        "van": "ㄩㄢ",
        "vn": "ㄩㄣ",
    },
}
_ZHUYIN = re.compile("([ㄅ-ㄙ]?[ㄧㄨㄩ]?[ㄚ-ㄦ]?)([ˊˇˋ˙]?)")


@dataclass(frozen=True, slots=True)
class _Word:
    """`tones`: a digit a character. `weight`: ten times the logarithm of its frequency."""

    text: str
    tones: str
    weight: int


class Table:
    """Words by their reading without tones, all syllables in one."""

    def __init__(self, words: Mapping[str, list[_Word]]) -> None:
        self._words = words
        self._readings = sorted(words)

    def exact(self, reading: str) -> list[_Word]:
        return self._words.get(reading, [])

    def begun(self, reading: str) -> list[_Word]:
        """The likeliest words whose reading goes on."""
        start = bisect_left(self._readings, reading)
        longer = islice(self._readings, start, start + 200)
        found = (self._words[one][0] for one in longer if one.startswith(reading) and one != reading)
        return sorted(found, key=lambda word: -word.weight)[:_COMPLETED]


@cache
def table(*, traditional: bool, zhuyin: bool) -> Table:
    words: dict[str, dict[str, _Word]] = {}
    packed = (resources.files(__package__) / "pinyin.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        reading, simplified, taiwanese, weight = line.split("\t")
        text = taiwanese if traditional else simplified
        if not text:
            continue
        syllables = [(syllable[:-1], syllable[-1]) for syllable in reading.split("'")]
        key = "".join(_zhuyin(spelled) if zhuyin else spelled for spelled, _ in syllables)
        word = _Word(text, "".join(tone for _, tone in syllables), int(weight))
        there = words.setdefault(key, {})
        if text not in there or (not zhuyin and there[text].weight < word.weight):
            there[text] = word
        elif zhuyin and there[text].tones != word.tones:
            there[f"{text} {word.tones}"] = word
    return Table({key: sorted(there.values(), key=lambda word: -word.weight) for key, there in words.items()})


@cache
def _zhuyin(syllable: str) -> str:
    """A syllable of Pinyin without its tone."""
    spelled = re.sub("^yu", "v", syllable)
    spelled = re.sub("^yi?", "i", spelled) if spelled.startswith("y") else spelled
    spelled = re.sub("^wu?", "u", spelled)
    spelled = {"iou": "iu", "uei": "ui", "uen": "un", "ueng": "ong"}.get(spelled, spelled)
    initial = next((one for one in ("zh", "ch", "sh") if spelled.startswith(one)), spelled[:1])
    initial = initial if initial in _INITIALS else ""
    final = spelled[len(initial) :]
    if initial in ("j", "q", "x"):
        final = re.sub("^u", "v", final)
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = ""
    return _INITIALS.get(initial, "") + _FINALS.get(final, final)


class Chinese:
    """Satisfies Composer. What is pending are letters of Pinyin, or Zhuyin with the tones that were given."""

    def __init__(self, *, traditional: bool, zhuyin: bool) -> None:
        self._traditional = traditional
        self._zhuyin = zhuyin
        self._typed = ""

    @property
    def pending(self) -> str:
        return self._typed

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        if not self._typed:
            return ()
        words = table(traditional=self._traditional, zhuyin=self._zhuyin)
        spelled = "".join(character for character in self._typed if character not in TONES)
        whole = len(self._typed)
        found = [Candidate(best, whole) for best in _sentence(words, spelled, self._tones())]
        if self._typed[-1] not in TONES:
            found += [Candidate(word.text, whole) for word in self._heard(words.begun(spelled))]
        for end in range(min(len(spelled), _LONGEST_WORD), 0, -1):
            covers = self._covers(end)
            found += [Candidate(word.text, covers) for word in self._heard(words.exact(spelled[:end]))]
        return tuple(dict.fromkeys(found))[:_MOST]

    def type(self, text: str) -> str:
        if self._takes(text):
            self._typed += text
            return ""
        done, self._typed = self._typed + text, ""
        return done

    def mark(self) -> None:
        pass

    def erase(self) -> bool:
        had, self._typed = bool(self._typed), self._typed[:-1]
        return had

    def choose(self, candidate: Candidate) -> str:
        self._typed = self._typed[candidate.covers :]
        return candidate.text

    def finish(self) -> None:
        self._typed = ""

    def _takes(self, text: str) -> bool:
        if self._zhuyin:
            return "ㄅ" <= text <= "ㄩ" or (text in TONES and bool(self._typed) and self._typed[-1] not in TONES)
        return "a" <= text <= "z"

    def _tones(self) -> str:
        """A digit for each syllable of Zhuyin, "." where none was given; nothing in Pinyin."""
        if not self._zhuyin:
            return ""
        return "".join(TONES.get(tone, ".") for spelled, tone in _ZHUYIN.findall(self._typed) if spelled)

    def _heard(self, words: list[_Word]) -> list[_Word]:
        given = self._tones()
        return [word for word in words if _fits(word.tones, given)]

    def _covers(self, spelled: int) -> int:
        """How many of the characters typed so many letters are, with the tone behind them."""
        place = 0
        while place < len(self._typed) and (spelled or self._typed[place] in TONES):
            spelled -= self._typed[place] not in TONES
            place += 1
        return place


def _fits(tones: str, given: str) -> bool:
    return all(heard in (".", tone) for tone, heard in zip(tones, given, strict=False))


def _sentence(words: Table, spelled: str, given: str) -> list[str]:
    """The likeliest words for all of it; nothing where its last syllable isn't whole."""
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(spelled)
    for start, here in enumerate(best):
        if here is None:
            continue
        for end in range(start + 1, min(len(spelled), start + _LONGEST_WORD) + 1):
            for word in words.exact(spelled[start:end]):
                if not _fits(word.tones, given[len(here[1]) :]):
                    continue
                score = here[0] + word.weight / 10 - _ALL_WORDS
                there = best[end]
                if there is None or score > there[0]:
                    best[end] = (score, here[1] + word.text)
                break
    last = best[-1]
    return [last[1]] if last is not None else []
