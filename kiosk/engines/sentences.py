"""Text into sentences, and sentences too long for a model into pieces: offline, for every language the kiosk knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import sentencex

from kiosk.core.language import LANGUAGES

LONGEST_WORDS = 60
"""More than people say in one breath, and less than what the models were trained on (some 100 to 150 tokens)."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTRA_END = re.compile(r"[។៕]+|[。｡！？!?।](?=\d)")
"""Ends that sentencex (1.0.32) doesn't see: Khmer full stops, and any that a digit follows without a space."""

_OPENING, _CLOSING = frozenset("「『（(“‘《〈【［"), frozenset("」』）)”’》〉】］")

_POLITE_END = re.compile("(?:です|ます|でした|ました|ません|でしょう|ましょう|ください|下さい)(?:か|ね|よ|よね)?(?=[ \u3000])")
"""Where Japanese, which needs no spaces, has one after a polite verb, it stands for a full stop: so writes the recogniser."""

_CLAUSE_END = re.compile(
    r"(?<!\d)[、，；：](?!\d)"
    r"|[,;:،؛၊·…—–](?=\s)"
    r"|(?:です|ます|でした|ました|ません)(?:か|が|けど|ので|から)?(?=\w)"
)
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_STACKERS = frozenset("\u1039\u17d2\u200d")
"""Burmese virama, Khmer coeng, zero-width joiner: what follows belongs to what stands before."""


def split(text: str, language: str) -> list[str]:
    """The sentences of `text` in order, stripped, none blank. Every character that isn't white space is in one of them.

    A line break ends a sentence. Thai and Lao have no full stops: see `pieces` for what is long.
    """
    known = LANGUAGES.get(language)
    code = known.spoken if known else language
    sentences: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in [*_ends(line, code), len(line)]:
            if sentence := line[start:end].strip():
                sentences.append(sentence)
            start = end
    return sentences


def words(text: str) -> float:
    """How long a text is, in English words as a measure for every script.

    A token between spaces counts one, more where it is written without spaces: half a word for an ideograph, a kana or
    a hangul syllable, a quarter for a letter of South-East Asia, a sixteenth for others.
    """
    return sum(max(1.0, sum(map(_weight, token))) for token in text.split())


def pieces(sentence: str, longest: float = LONGEST_WORDS) -> list[str]:
    """The sentence in parts of at most `longest` words each (see `words`; at least 1), of about even length."""
    parts = halves(sentence) if words(sentence) > longest else [sentence.strip()]
    if len(parts) > 1:
        return [piece for part in parts for piece in pieces(part, longest)]
    return [part for part in parts if part]


def halves(sentence: str) -> list[str]:
    """The sentence in two parts, or whole where it can't be cut: a single character.

    The cut is where a clause ends, else at a space, else between two characters, near the middle. No character is lost
    but white space at the cut.
    """
    sentence = sentence.strip()
    cut = _cut(sentence)
    return [sentence[:cut].rstrip(), sentence[cut:].lstrip()] if cut else [sentence]


def _ends(line: str, code: str) -> list[int]:
    """Where sentences end within a line, ascending."""
    depth = _bracket_depths(line)
    ends = {
        end for pattern in (_EXTRA_END, _POLITE_END) for end in map(re.Match.end, pattern.finditer(line)) if depth[end] == 0
    }
    end = 0
    for sentence in sentencex.segment(code, _SURROGATE.sub("\ufffd", line)):
        end += len(sentence)
        if not _runs_on(sentence.rstrip(), line[end : end + 1]):
            ends.add(end)
    return sorted(ends)


def _bracket_depths(line: str) -> list[int]:
    """How many brackets and quotes are open before each character, and at the end."""
    depths = [0]
    for character in line:
        depths.append(max(0, depths[-1] + (character in _OPENING) - (character in _CLOSING)))
    return depths


def _runs_on(sentence: str, following: str) -> bool:
    """Whether this isn't an end after all: a full-width decimal point, a Burmese comma."""
    return sentence.endswith("၊") or (sentence.endswith("．") and sentence[-2:-1].isdigit() and following.isdigit())


def _weight(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1 / 2
    if "\u0e00" <= character <= "\u0eff" or "\u1000" <= character <= "\u109f" or "\u1780" <= character <= "\u17ff":
        return 1 / 4
    return 1 / 16


def _cut(sentence: str) -> int:
    """The best place to cut a long sentence in two, as an index; 0 when it can't be cut."""
    middle, quarter = len(sentence) / 2, len(sentence) // 4
    for candidates in (_clause_ends(sentence), _spaces(sentence), _between(sentence, breaking=False), _between(sentence)):
        inside = [place for place in candidates if max(1, quarter) <= place <= len(sentence) - max(1, quarter)]
        if inside:
            return min(inside, key=lambda place: abs(place - middle))
    return len(sentence) // 2


def _clause_ends(sentence: str) -> Iterator[int]:
    return (match.end() for match in _CLAUSE_END.finditer(sentence))


def _spaces(sentence: str) -> Iterator[int]:
    return (place for place, character in enumerate(sentence) if character.isspace())


def _between(sentence: str, breaking: bool = True) -> Iterator[int]:
    """Between what a reader sees as two characters; within words of spaced scripts, numbers and
    what they count only where `breaking`."""
    for place in range(1, len(sentence)):
        before, after = sentence[place - 1], sentence[place]
        if unicodedata.category(after).startswith("M") or after == "\u200d" or before in _LEADING_VOWELS or before in _STACKERS:
            continue
        if breaking or not (before.isdigit() or (_is_spaced(before) and _is_spaced(after))):
            yield place


def _is_spaced(character: str) -> bool:
    """Whether it belongs to a script that puts spaces between words."""
    return character.isalnum() and _weight(character) == 1 / 16
