"""Numbers in a text: digits with their separators, number words, and both together ("1.5 million", 1万2千)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Role = Literal["add", "times", "scale", "join", "fill", "plus10", "score"]
"""add: 3, 17, 80, 200. times: multiplies what stands before it inside a group (百, ratus). scale: closes a group (thousand,
万). join: a word between ("and"). fill: a zero place (linh, 零). plus10: makes a teen (belas). score: twenty, and four
times it eighty (quatre-vingts)."""


@dataclass(frozen=True, slots=True)
class Word:
    role: Role
    value: int = 0
    room: int = 0
    """What may be added behind it must be smaller; 0: what its own zeros leave (twenty: under 10)."""
    bare: bool = True
    """Whether a multiplier may stand without a number before it (hundred may, trăm may not)."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the folded text. `raw`: as written, `words`: whether words were used. `alone`: whether it is a number also
    where nothing around it says so; `doubtful`: not surely there. `unsure`: it may be something else."""

    start: int
    end: int
    value: Decimal
    raw: str
    words: bool = False
    alone: bool = True
    unsure: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers. `words`: its number words. `token`: one word or one literal number, for scanning.
    `dot_groups`: 12.000 is twelve thousand. `weak`: words that alone are no sure number."""

    words: Mapping[str, Word] = field(default_factory=dict)
    token: re.Pattern[str] = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
    gap: re.Pattern[str] = re.compile(r"[ -]{0,2}")
    dot_groups: bool = False
    space_groups: bool = False
    weak: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    """Words that need a unit or a companion to be numbers at all."""
    opening: re.Pattern[str] | None = None
    """What the first word of a number looks like, where that is less than `token`."""
    short: int = 0
    """Words of fewer letters than this are no sure number where nothing around them says that they are one."""
    vague: frozenset[str] = frozenset()
    """Words that alone are often no more than "many": sure only beside a unit."""
    positional: re.Pattern[str] | None = None
    """Runs of characters that stand for digits one by one (二〇二六)."""
    elliptic: re.Pattern[str] | None = None
    """What a number ends in whose last digit has lost its zeros: 三百五 is 350."""


_THOUSAND = 1000
_DIGITS = r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
_SPACED = r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d])|" + _DIGITS + ")"
KANJI = str.maketrans("〇零一二三四五六七八九", "00123456789")
LITERAL = re.compile(_DIGITS)
LITERAL_SPACED = re.compile(_SPACED)


def literal(raw: str, dot_groups: bool) -> Decimal:
    """The value of digits with separators. Three digits behind a comma are a group in every language (translators copy
    them), behind a single dot only where the language groups so."""
    raw = raw.replace(" ", "").translate(KANJI)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", raw):
        return Decimal(raw.replace(",", ""))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", raw) and (dot_groups or raw.count(".") > 1 or "," in raw):
        return Decimal(raw.replace(".", "").replace(",", "."))
    return Decimal(raw.replace(",", "."))


@dataclass(slots=True)
class _Sum:
    """A number while it is being read."""

    total: int = 0
    group: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)
    room: int = 10**18
    times: int = 10**18
    scale: int = 10**18
    started: bool = False

    def take(self, word: Word) -> bool:
        """Add a word; False where it can't belong to this number."""
        match word.role:
            case "add":
                taken = self._add(word)
            case "plus10":
                taken = self._teen()
            case "score":
                taken = self._score(word)
            case "times":
                taken = self._multiply(word)
            case "scale":
                taken = self._close(word)
            case "join" | "fill":
                taken = self.started
        return taken

    def _teen(self) -> bool:
        if not 1 < self.pending < 10:
            return False
        self.pending += 10
        self.room = 1
        return True

    def _score(self, word: Word) -> bool:
        if self.pending != 4:
            return self._add(word)
        self.pending, self.room = Decimal(4 * word.value), word.value
        return True

    def _add(self, word: Word) -> bool:
        if word.value >= self.room or (word.value == 0 and self.started):
            return False
        self.pending += word.value
        self.room = word.room or _zeros(word.value)
        self.started = True
        return True

    def _multiply(self, word: Word) -> bool:
        if word.value >= self.times or (not self.pending and not word.bare):
            return False
        if self.pending >= max(word.value, 10):
            return False
        self.group += (self.pending or 1) * word.value
        self.pending = Decimal(0)
        self.room = self.times = word.value
        self.started = True
        return True

    def _close(self, word: Word) -> bool:
        amount = self.group + self.pending
        if self.total and not amount and word.value > self.scale == _THOUSAND:
            self.total *= word.value  # diez mil millones
            self.scale = word.value
            return True
        if word.value >= self.scale or (not amount and not word.bare):
            return False
        self.total += int((amount or 1) * word.value)
        self.group = self.pending = Decimal(0)
        self.room = self.times = self.scale = word.value
        self.started = True
        return True

    @property
    def value(self) -> Decimal:
        return Decimal(self.total) + self.group + self.pending


def _zeros(value: int) -> int:
    size = 1
    while value and value % (size * 10) == 0:
        size *= 10
    return size if value >= 20 or value == 0 else 1


def numerals(text: str, numbers: Numbers) -> Iterator[Numeral]:
    """All numbers of a folded text, in order, none overlapping."""
    literals = LITERAL_SPACED if numbers.space_groups else LITERAL
    found = {match.start(): match for match in literals.finditer(text)}
    if numbers.positional is not None:
        found |= {match.start(): match for match in numbers.positional.finditer(text)}
    position = 0
    for token in _tokens(text, numbers, found):
        if token[0] < position:
            continue
        numeral = _read(text, numbers, token, found)
        if numeral is not None:
            position = numeral.end
            yield numeral


Token = tuple[int, int]


def _tokens(text: str, numbers: Numbers, found: Mapping[int, re.Match[str]]) -> list[Token]:
    tokens = [match.span() for match in found.values()]
    if numbers.words:
        opening = numbers.opening or numbers.token
        tokens += [match.span() for match in opening.finditer(text) if match.start() not in found and match[0] in numbers.words]
    return sorted(tokens)


def _read(text: str, numbers: Numbers, first: Token, found: Mapping[int, re.Match[str]]) -> Numeral | None:
    """The number that begins with a token, as far as it goes; None where the token begins none."""
    made = _Sum()
    start, end = first
    if start in found:
        made.pending = literal(found[start][0], numbers.dot_groups)
        made.room, made.started = 1, True
    elif not _opens(made, numbers.words[text[start:end]]):
        return None
    solid, parts = end, 1
    words = start not in found
    role: Role = "add"
    while (step := _next(text, numbers, end + (role == "scale" and text[end : end + 2] == ", "), found)) is not None:
        span, word = step
        if word is None:
            value = literal(found[span[0]][0], numbers.dot_groups)
            if start not in found or not words or made.pending or value >= made.room or value != int(value):
                break
            word = Word("add", int(value), room=1)
        elif not words and word.role not in ("times", "scale"):
            break
        if not made.take(word):
            break
        end, role, words = span[1], word.role, True
        if word.role != "join":
            solid, parts = end, parts + 1
    return _numeral(numbers, made.value, (start, solid), text[start:solid], (start in found, parts > 1))


def _opens(made: _Sum, word: Word) -> bool:
    return word.role not in ("join", "fill", "plus10") and made.take(word)


def _numeral(numbers: Numbers, value: Decimal, place: Token, raw: str, made_of: tuple[bool, bool]) -> Numeral:
    """`made_of`: whether it begins with figures, and whether it has several parts."""
    figures, several = made_of
    if figures and not several:
        return Numeral(*place, value, raw.translate(KANJI))
    if numbers.elliptic is not None and (cut := numbers.elliptic.search(raw)):
        value += numbers.words[cut[2]].value * (numbers.words[cut[1]].value // 10 - 1)
    return Numeral(
        *(*place, value, raw, True),
        alone=several or raw not in numbers.never,
        unsure=not several and raw in numbers.weak,
        doubtful=not figures and (len(raw) < numbers.short or (not several and raw in numbers.vague)),
    )


def _next(text: str, numbers: Numbers, end: int, found: Mapping[int, re.Match[str]]) -> tuple[Token, Word | None] | None:
    gap = numbers.gap.match(text, end)
    position = gap.end() if gap else end
    if position in found:
        return found[position].span(), None
    token = numbers.token.match(text, position)
    if token is None or token[0] not in numbers.words:
        return None
    return token.span(), numbers.words[token[0]]
