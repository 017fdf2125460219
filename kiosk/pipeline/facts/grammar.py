"""From numbers to facts: rules that look at what stands around a number ("platform #", "# 円", "午後#時半")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kiosk.core.facts import Fact, FactKind
from kiosk.pipeline.facts.numerals import Numeral

_FIRST = 0xF0000
NUMBER = f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFF)}]"
"""In a skeleton each number is one character of a private plane, so that rules needn't know how numbers are written."""
USED = "\ue000"
"""What takes the place of a name: it matches no rule."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule makes of its match: kind and value, and what `Fact` says besides."""

    kind: FactKind
    value: str
    unsure: bool = False
    half_day_unsaid: bool = False


class Hit:
    """A match of a rule and the numbers in it, in order."""

    __slots__ = ("match", "numbers")

    def __init__(self, match: re.Match[str], numbers: Sequence[Numeral]) -> None:
        self.match = match
        self.numbers = [numbers[ord(character) - _FIRST] for character in match[0] if ord(character) >= _FIRST]

    def named(self, name: str) -> str:
        """The text of a named group; "" where it isn't in the pattern or the match."""
        groups = self.match.groupdict()
        return groups.get(name) or groups.get(f"{name}_2") or ""


Make = Callable[[Hit], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    make: Make


_GROUP = re.compile(r"\(\?P<(\w+)>")


def rule(pattern: str, make: Make) -> Rule:
    """`#` in the pattern stands for a number, a space for one or none, `~` for a space, a hyphen or none. A group's name may
    stand in both halves of an alternative; the group `fact` is what is marked where that is less than the match."""
    seen: set[str] = set()

    def once(match: re.Match[str]) -> str:
        name = f"{match[1]}_2" if match[1] in seen else match[1]
        seen.add(name)
        return f"(?P<{name}>"

    pattern = _GROUP.sub(once, pattern)
    return Rule(re.compile(pattern.replace("#", NUMBER).replace(" ", "[ ]?").replace("~", "[ -]?")), make)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A folded text with one character for each number and each name; `starts`, `ends`: its characters' places in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[Numeral, ...]


def skeleton(text: str, numbers: Sequence[Numeral]) -> Skeleton:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for index, numeral in enumerate(numbers):
        for place in range(position, numeral.start):
            characters.append(text[place])
            starts.append(place)
            ends.append(place + 1)
        characters.append(chr(_FIRST + index))
        starts.append(numeral.start)
        ends.append(numeral.end)
        position = numeral.end
    for place in range(position, len(text)):
        characters.append(text[place])
        starts.append(place)
        ends.append(place + 1)
    return Skeleton("".join(characters), tuple(starts), tuple(ends), tuple(numbers))


def apply(rules: Sequence[Rule], bones: Skeleton) -> Iterator[Fact]:
    """Facts by the first rule that fits, then the numbers that are left as they are. Places are those of the folded text."""
    used = bytearray(len(bones.text))
    for each in rules:
        for match in each.pattern.finditer(bones.text):
            start, end = _span(match)
            end -= len(bones.text[start:end]) - len(bones.text[start:end].rstrip(" "))
            start += len(bones.text[start:end]) - len(bones.text[start:end].lstrip(" "))
            if start == end or any(used[start:end]):
                continue
            found = each.make(Hit(match, bones.numbers))
            if found is None:
                continue
            used[start:end] = b"\x01" * (end - start)
            yield Fact(found.kind, found.value, bones.starts[start], bones.ends[end - 1], found.unsure, found.half_day_unsaid)
    for place, character in enumerate(bones.text):
        if ord(character) >= _FIRST and not used[place]:
            numeral = bones.numbers[ord(character) - _FIRST]
            if numeral.alone:
                yield Fact("number", plain(numeral.value), numeral.start, numeral.end, numeral.unsure or numeral.doubtful)


def _span(match: re.Match[str]) -> tuple[int, int]:
    for name in ("fact", "fact_2"):
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return match.span()


def plain(value: Decimal) -> str:
    """A number as it is compared: no zeros that say nothing."""
    whole = value.to_integral_value()
    return str(int(whole)) if whole == value else format(value.normalize(), "f")
