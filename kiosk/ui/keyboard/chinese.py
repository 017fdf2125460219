"""Chinese: Pinyin or Zhuyin becomes words by choice, from pinyin.tsv.gz (see scripts/pinyin_table.py). No Qt here."""

from __future__ import annotations

import gzip
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from importlib import resources

from kiosk.ui.keyboard.composing import Candidate

_ALL_WORDS = math.log(6e7)
"""Of the corpus that the frequencies were counted in: a sentence of fewer words is likelier."""

_MOST, _FIRST, _COMPLETED = 60, 4, 6
_LONGEST_WORD = 24  # letters of the longest reading of four characters

TONES = {"ˊ": "2", "ˇ": "3", "ˋ": "4", "˙": "5"}
_SPELLED = "b p m f d t n l g k h j q x zh ch sh r z c s"
_INITIALS = dict(zip("ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ", _SPELLED.split(), strict=True))
_ALONE = frozenset("ㄓㄔㄕㄖㄗㄘㄙ")
_FINAL_PAIRS = (
    "ㄚ:a ㄛ:o ㄜ:e ㄝ:e ㄞ:ai ㄟ:ei ㄠ:ao ㄡ:ou ㄢ:an ㄣ:en ㄤ:ang ㄥ:eng ㄦ:er ㄧ:i ㄧㄚ:ia ㄧㄝ:ie ㄧㄠ:iao ㄧㄡ:iu "
    "ㄧㄢ:ian ㄧㄣ:in ㄧㄤ:iang ㄧㄥ:ing ㄧㄛ:io ㄨ:u ㄨㄚ:ua ㄨㄛ:uo ㄨㄞ:uai ㄨㄟ:ui ㄨㄢ:uan ㄨㄣ:un ㄨㄤ:uang "
    "ㄨㄥ:ong ㄩ:v ㄩㄝ:ve ㄩㄢ:van ㄩㄣ:vn ㄩㄥ:iong"
)
_FINALS = dict(pair.split(":") for pair in _FINAL_PAIRS.split())
_WITHOUT_INITIAL = {
    **{"i": "yi", "in": "yin", "ing": "ying", "iu": "you", "iong": "yong", "u": "wu", "ui": "wei", "un": "wen", "ong": "weng"},
    **{"v": "yu", "ve": "yue", "van": "yuan", "vn": "yun"},
}
_ZHUYIN = re.compile("([ㄅ-ㄙ]?)([ㄧㄨㄩ]?[ㄚ-ㄦ]?)([ˊˇˋ˙]?)")


@dataclass(frozen=True, slots=True)
class _Word:
    """`tones`: a digit a character. `lacks`: 999 less ten times the logarithm of its frequency."""

    text: str
    tones: str
    lacks: int


class Table:
    """Words by their reading without tones, all syllables in one; the likeliest of a reading first."""

    def __init__(self, *, traditional: bool) -> None:
        packed = (resources.files(__package__) / "pinyin.tsv.gz").read_bytes()
        self._lines = gzip.decompress(packed).decode().splitlines()
        self._form = 4 if traditional else 3

    def exact(self, reading: str) -> list[_Word]:
        return [self._word(line) for line in self._from(f"{reading}\t")]

    def begun(self, reading: str) -> list[_Word]:
        """The likeliest words whose reading goes on."""
        longer = (line.split("\t") for line in self._from(reading) if line[len(reading)] != "\t")
        likeliest = nsmallest(3 * _COMPLETED, (parts for parts in longer if parts[self._form]), key=lambda parts: parts[1])
        return [_Word(parts[self._form], parts[2], int(parts[1])) for parts in likeliest]

    def _from(self, start: str) -> Iterator[str]:
        place = bisect_left(self._lines, start)
        while place < len(self._lines) and self._lines[place].startswith(start):
            if self._form == 4 or self._lines[place].split("\t")[3]:
                yield self._lines[place]
            place += 1

    def _word(self, line: str) -> _Word:
        parts = line.split("\t")
        return _Word(parts[self._form], parts[2], int(parts[1]))


@cache
def table(*, traditional: bool) -> Table:
    return Table(traditional=traditional)


@dataclass(frozen=True, slots=True)
class _Syllables:
    """What was typed, in letters of Pinyin. `given`: in Zhuyin, the tone of each syllable, "." where there is none yet;
    "" in Pinyin, where nobody says how many syllables there are. `ends`: how much of what was typed so many letters are."""

    spelled: str
    given: str
    ends: dict[int, int]


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
        words, typed = table(traditional=self._traditional), self._read()
        spelled, whole = typed.spelled, len(self._typed)
        found = [Candidate(best, whole) for best in _sentence(words, typed)]
        found += self._standing_for(words, typed, [len(spelled)])[:_FIRST]
        if self._typed[-1] not in TONES:
            going_on = [word for word in words.begun(self._begun()) if _fits(word.tones, typed.given)]
            found += [Candidate(word.text, whole) for word in going_on[:_COMPLETED]]
        found += self._standing_for(words, typed, sorted(typed.ends, reverse=True))
        return tuple(dict.fromkeys(found))[:_MOST]

    def _standing_for(self, words: Table, typed: _Syllables, ends: Sequence[int]) -> list[Candidate]:
        """Words for all letters up to each end."""
        found = []
        for end in ends:
            count = sum(other <= end for other in typed.ends) if typed.given else 0
            fitting = (word for word in words.exact(typed.spelled[:end]) if _fits(word.tones, typed.given))
            found += [Candidate(word.text, typed.ends[end]) for word in fitting if count in (0, len(word.tones))]
        return found

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

    def _read(self) -> _Syllables:
        if not self._zhuyin:
            return _Syllables(self._typed, "", {end: end for end in range(1, min(len(self._typed), _LONGEST_WORD) + 1)})
        spelled, given, ends = "", "", {}
        for match in _ZHUYIN.finditer(self._typed):
            if match[0]:
                spelled += spelled_as(match[1], match[2])
                given += TONES.get(match[3], ".")
                ends[len(spelled)] = match.end()
        return _Syllables(spelled, given, ends)

    def _begun(self) -> str:
        """The letters, the last syllable as far as it is certain."""
        if not self._zhuyin:
            return self._typed
        *before, last = [match for match in _ZHUYIN.finditer(self._typed) if match[0]]
        start = "".join(spelled_as(match[1], match[2]) for match in before)
        return start + (spelled_as(last[1], last[2]) if last[2] else _INITIALS[last[1]])


def spelled_as(initial: str, final: str) -> str:
    """A syllable of Zhuyin in Pinyin, without its tone."""
    end = _FINALS.get(final, "")
    if not initial and end not in _WITHOUT_INITIAL:
        return {"i": "y", "u": "w"}[end[0]] + end[1:] if end[0] in "iu" else end
    if not initial:
        return _WITHOUT_INITIAL[end]
    if initial in "ㄐㄑㄒ":
        end = end.replace("v", "u")
    return _INITIALS[initial] + (end or ("i" if initial in _ALONE else ""))


def _fits(tones: str, given: str) -> bool:
    """Whether a word has the tones that were given for its syllables. After the first one a light tone may be written in full
    or left light, as people say it."""
    pairs = enumerate(zip(tones, given, strict=False))
    return all(heard in (".", tone) or (place > 0 and "5" in (tone, heard)) for place, (tone, heard) in pairs)


def _sentence(words: Table, typed: _Syllables) -> list[str]:
    """The likeliest words for all of it; nothing where its last syllable isn't whole."""
    spelled = typed.spelled
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(spelled)
    for start, here in enumerate(best):
        if here is None:
            continue
        for end in range(start + 1, min(len(spelled), start + _LONGEST_WORD) + 1):
            if typed.given and end not in typed.ends:
                continue
            for word in words.exact(spelled[start:end]):
                if not _fits(word.tones, typed.given[len(here[1]) :]):
                    continue
                score = here[0] + (999 - word.lacks) / 10 - _ALL_WORDS
                there = best[end]
                if there is None or score > there[0]:
                    best[end] = (score, here[1] + word.text)
                break
    last = best[-1]
    return [last[1]] if last is not None else []
