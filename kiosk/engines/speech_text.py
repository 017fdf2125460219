"""Text made fit for speaking: cleaned of what voices choke on or spell out, and cut into pieces that come soon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.core.language import LANGUAGES
from kiosk.core.protocols import SENTENCE_PAUSE_S
from kiosk.engines.readings import read
from kiosk.engines.sentences import pieces as cut
from kiosk.engines.sentences import split, words

LONGEST_WORDS = 25
"""A voice's memory grows with the longest thing it was ever given; 25 words are some ten seconds of speech."""

FIRST_WORDS = 12
"""The first piece of an answer is cut after a clause when it is longer than this, so that the sound begins early."""

_LEAST_WORDS = 3
"""Shorter pieces than this sound chopped off."""

CLAUSE_PAUSE_S = 0.18
"""With the 70 ms that `level.trim` leaves, a clause's is what Piper makes of a comma itself (0.2 to 0.4 s)."""
_FORCED_PAUSE_S = 0.05

_CLAUSE_END = re.compile(r"[,;:،؛၊—–](?=\s)|[、，；：](?!\d)")

_NEWLINES = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u20e3]\u200d?")
_JOINERS = "\u200c\u200d"

_COMPATIBLE = re.compile(
    "[\u2080-\u209f\u2100-\u211f\u2121\u2123-\u214f\u2460-\u24ff\u2f00-\u2fdf\u3200-\u33ff\ufb00-\ufdcf\ufe70-\ufefc"
    "\uff01-\uff5d\uff61-\uff9f\uffe0-\uffe6\U0001d400-\U0001d7ff]+"
)
"""Forms of letters and digits that voices pass over in silence: １２３, ①, ㎞, ℃, ₂, ｱ, 𝟏. Thai and Lao vowels, fractions
and exponents are left as they are: their plain forms would be read wrongly."""
_KEPT_BY_UNSPACED = frozenset("！，．：；？（）［］｛｝")
"""Full-width stops that voices of languages without word spaces know better than the narrow ones."""
_WIDE_WITHIN_NUMBERS = re.compile(r"(?<=\d)[．，：](?=\d)")
_WIDE_STOPS = str.maketrans({"。": ". ", "、": ", ", "，": ", ", "！": "! ", "？": "? ", "；": "; ", "：": ": ", "．": ". "})

_EAST_ASIAN = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_SOUTH_EAST_ASIAN = re.compile("[\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u109f\u1780-\u17dd]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a voice is given in one go, and how long it is silent after it at its own pace."""

    text: str
    pause_s: float


def clean(text: str, language: str) -> str:
    """`text` in NFC with nothing in it that a voice would choke on, spell out or take for a command.

    No control characters but line breaks, no surrogates, emoji, doubled brackets (Piper reads phonemes in them), nor
    letters of a script that the language's voice would only name ("Chinese letter").
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    text = _EMOJI.sub(" ", _NEWLINES.sub("\n", text))
    text = "".join(map(_harmless, text))
    text = unicodedata.normalize("NFC", _plain(text, language))
    text = re.sub(r"\[{2,}", "[", re.sub(r"\]{2,}", "]", text))
    if language not in ("ja", "zh", "zt"):
        text = _EAST_ASIAN.sub(" ", text)
    if language not in ("th", "lo", "km", "my"):
        text = _SOUTH_EAST_ASIAN.sub(" ", text)
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub(r" ?\n ?", "\n", text).strip()


def pieces(text: str, language: str) -> Iterator[Piece]:
    """What to say one after another for a text as it comes: each at most `LONGEST_WORDS` long, the first one short where
    its sentence allows it. Nothing for a text without words."""
    spaced = LANGUAGES[language].spaced if language in LANGUAGES else True
    found = [
        piece
        for number, sentence in enumerate(split(read(clean(text, language), language), language))
        for piece in _cut(sentence, spaced, first=number == 0)
        if has_words(piece.text)
    ]
    if found:
        found[-1] = replace(found[-1], pause_s=0.0)
    yield from found


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No") for character in text)


def _cut(sentence: str, spaced: bool, first: bool) -> list[Piece]:
    start = _early_end(sentence) if first else 0
    parts = [part for half in (sentence[:start], sentence[start:]) for part in cut(half, LONGEST_WORDS)]
    return [_piece(part, spaced) for part in parts[:-1]] + [Piece(part, SENTENCE_PAUSE_S) for part in parts[-1:]]


def _piece(part: str, spaced: bool) -> Piece:
    """A part that isn't the last of its sentence."""
    if _CLAUSE_END.search(part[-1] + " "):
        return Piece(part, CLAUSE_PAUSE_S)
    return Piece(f"{part}," if spaced and part[-1].isalnum() else part, _FORCED_PAUSE_S)  # a comma keeps the voice up


def _early_end(sentence: str) -> int:
    """Where a long sentence can be cut to begin early: after its last clause of at most `FIRST_WORDS`; else 0."""
    if words(sentence) <= FIRST_WORDS:
        return 0
    ends = [
        match.end()
        for match in _CLAUSE_END.finditer(sentence)
        if _LEAST_WORDS <= words(sentence[: match.end()]) <= FIRST_WORDS and words(sentence[match.end() :]) >= _LEAST_WORDS
    ]
    return max(ends, default=0)


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Co", "Cn"):
        return character if character == "\n" else " "
    if category == "Cf":
        return character if character in _JOINERS else ""
    return "" if category == "Cs" or character == "\ufffd" else character


def _plain(text: str, language: str) -> str:
    """Compatibility forms as plain letters, digits and signs."""
    spaced = LANGUAGES[language].spaced if language in LANGUAGES else True
    text = text.replace("～", "〜")
    text = _WIDE_WITHIN_NUMBERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    if spaced:
        text = text.translate(_WIDE_STOPS)
    if language == "ja":
        text = text.replace("〒", "郵便番号").replace("㈱", "株式会社")
    kept = frozenset() if spaced else _KEPT_BY_UNSPACED

    def plain(match: re.Match[str]) -> str:
        return "".join(character if character in kept else unicodedata.normalize("NFKC", character) for character in match[0])

    return _COMPATIBLE.sub(plain, text)
