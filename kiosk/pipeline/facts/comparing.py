"""How two texts differ in their facts: each fact of the one is given a partner in the other, the best ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kiosk.core.facts import Difference, Fact
from kiosk.pipeline.facts.finding import family

_PLAIN = ("number", "label", "count")
_CLOSE, _NEAR, _FAR = 3, 2, 1
_SUFFIX = 8
"""So many last digits make two telephone numbers the same, whatever the country code."""
_DAY_MINUTES = 1440
_SMALL = 20
_A_LIST = 3
"""So many values of a kind are a timetable or a list of prices."""
_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def differences(source: Sequence[Fact], target: Sequence[Fact]) -> tuple[Difference, ...]:
    """What the target lost, changed or made up. Facts that are unsure can be a partner and prove nothing without one."""
    pairs = _pairs(source, target)
    missing = [
        fact
        for place, fact in enumerate(source)
        if place not in pairs and not fact.unsure and not _said_again(fact, [source[other] for other in pairs], source)
    ]
    taken = set(pairs.values())
    invented = [
        fact
        for place, fact in enumerate(target)
        if place not in taken and not fact.unsure and not any(_kinship(other, fact, source, target) for other in source)
    ]
    return tuple(_told(missing, invented))


def held(facts: Sequence[Fact], language: str) -> tuple[Fact, ...]:
    """The facts as far as a text in `language` can be held to them. Where only digits are found in it, it can't be held to
    weekdays, to dates (months have names) and to numbers so small that they are often words."""
    if family(language):
        return tuple(facts)
    return tuple(replace(fact, unsure=True) if _is_often_in_words(fact) else fact for fact in facts)


def _is_often_in_words(fact: Fact) -> bool:
    if fact.kind in ("weekday", "date"):
        return True
    if fact.kind in ("time", "phone"):
        return fact.kind == "time" and fact.value.endswith(":00")
    return any(Decimal(number) <= _SMALL for number in _numbers(fact) if number.replace(".", "").isdigit())


def _pairs(source: Sequence[Fact], target: Sequence[Fact]) -> dict[int, int]:
    """Places of partners, those that agree best first."""
    candidates = sorted(
        (-_kinship(fact, other, source, target), fact.unsure + other.unsure, abs(place - position), place, position)
        for place, fact in enumerate(source)
        for position, other in enumerate(target)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for kinship, _, _, place, position in candidates:
        if kinship and place not in pairs and position not in taken:
            pairs[place] = position
            taken.add(position)
    return pairs


def _said_again(fact: Fact, kept: Iterable[Fact], source: Iterable[Fact]) -> bool:
    """Whether it repeats another that was kept. So many people and so many nights are two facts, though the number is one; and
    among three hours or prices each has its place: women from four to six, men from six to eight."""
    if fact.kind in ("count", "number") or len({other.value for other in source if other.kind == fact.kind}) >= _A_LIST:
        return False
    return any(other.kind == fact.kind and other.value == fact.value for other in kept)


_ALIKE: tuple[Callable[[Fact, Fact], bool], ...] = (
    lambda one, other: one.kind == other.kind,
    lambda one, other: one.kind in _PLAIN and other.kind in _PLAIN,
    lambda one, other: "number" in (one.kind, other.kind) and other.kind != "phone",
)
"""What a fact may have become, the likeliest first."""


def _told(missing: list[Fact], invented: list[Fact]) -> Iterable[Difference]:
    rest = list(invented)
    for fact in missing:
        partner = next((other for alike in _ALIKE for other in rest if alike(fact, other)), None)
        if partner is None:
            yield Difference("missing", source=fact)
        else:
            rest.remove(partner)
            yield Difference("changed", source=fact, target=partner)
    for fact in rest:
        yield Difference("invented", target=fact)


def _kinship(one: Fact, other: Fact, ones: Sequence[Fact], others: Sequence[Fact]) -> int:
    """How surely two facts are one; 0: they are not."""
    if one.kind == other.kind:
        if one.value == other.value and one.half_day_unsaid == other.half_day_unsaid:
            return _CLOSE
        return _NEAR if _agree(one, other, ones, others) else 0
    if one.kind in _PLAIN and other.kind in _PLAIN:
        return _NEAR if one.value == other.value else 0
    if "weekday" in (one.kind, other.kind):
        day, named = (one, other) if one.kind == "weekday" else (other, one)
        return _FAR if named.kind in _PLAIN and _vietnamese(day) == named.value else 0
    if "number" in (one.kind, other.kind):
        number, named = (one, other) if one.kind == "number" else (other, one)
        return _FAR if number.value in _numbers(named) else 0
    return _FAR if _same_span(one, other) or _same_span(other, one) else 0


def _vietnamese(day: Fact) -> str:
    """thứ ba, where nothing says that it is Tuesday, is also the third."""
    return str(_DAYS.index(day.value) + 2) if day.unsure else ""


def _agree(one: Fact, other: Fact, ones: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether two facts of a kind, written differently, are the same."""
    match one.kind:
        case "time":
            return (one.half_day_unsaid or other.half_day_unsaid) and _half_day(one) == _half_day(other)
        case "date":
            return _date(one, ones, other) or _date(other, others, one)
        case "phone":
            digits, against = one.value.lstrip("+"), other.value.lstrip("+")
            return digits[-_SUFFIX:] == against[-_SUFFIX:]
        case "price":
            return _same_money(one.value, other.value)
        case "label":
            return one.value.lstrip("0") == other.value.lstrip("0")
        case _:
            return one.value == other.value


def _same_money(one: str, other: str) -> bool:
    """¥ is either of two currencies ("853 JPY/CNY")."""
    (amount, codes), (against, others) = one.split(), other.split()
    return amount == against and not set(codes.split("/")).isdisjoint(others.split("/"))


def _half_day(fact: Fact) -> tuple[int, str]:
    return int(fact.value[:2]) % 12, fact.value[3:]


def _date(short: Fact, beside: Sequence[Fact], long: Fact) -> bool:
    """A year may go unsaid, and a month that was just said ("from 3 to 5 May")."""
    if len(long.value) == 10 and long.value[5:] == short.value:
        return True
    month = long.value[-5:-2]
    return (
        short.value.startswith("-")
        and long.value.endswith(short.value)
        and any(fact.kind == "date" and fact.value[-5:-2] == month for fact in beside)
    )


def _numbers(fact: Fact) -> frozenset[str]:
    """The numbers by which a fact may go where its unit isn't said."""
    value = fact.value
    match fact.kind:
        case "time":
            hour, minute = int(value[:2]), int(value[3:])
            hours = {hour, hour % 12 or 12} if fact.half_day_unsaid or hour > 12 else {hour}
            return frozenset(
                text
                for each in hours
                for text in ((str(each),) if not minute else (f"{each}{value[3:]}", f"{each}.{value[3:]}".rstrip("0")))
            )
        case "date":
            parts = [part for part in value.split("-") if part]
            return frozenset(str(int(part)) for part in parts)
        case "duration" | "distance":
            size, unit = value.split()
            steps = {"min": (1, 60, 1440, 10080), "mo": (1, 12), "m": (1, 1000)}.get(unit, (1,))
            return frozenset(_text(Decimal(size) / step) for step in steps)
        case "phone":
            return frozenset((value, value.lstrip("0+")))
        case "weekday":
            return frozenset()
        case _:
            return frozenset((value.split()[0],))


def _same_span(one: Fact, other: Fact) -> bool:
    """3日 is the third and three days, 12月 December and twelve months, 2 heures two o'clock and two hours, 20 anos an age."""
    if one.kind == "date" and other.kind == "duration":
        size, unit = other.value.split()
        if one.value.startswith("-") and unit == "min":
            return int(one.value[1:]) * _DAY_MINUTES == Decimal(size)
        return one.value.endswith("-") and unit == "mo" and int(one.value[:2]) == Decimal(size)
    if one.kind == "time" and other.kind == "duration":
        size, unit = other.value.split()
        return unit == "min" and (int(one.value[:2]) or 24) * 60 + int(one.value[3:]) == Decimal(size)
    if one.kind == "count" and other.kind == "duration":
        size, unit = other.value.split()
        return unit == "mo" and Decimal(one.value) * 12 == Decimal(size)
    return False


def _text(value: Decimal) -> str:
    whole = value.to_integral_value()
    return str(int(whole)) if whole == value else format(value.normalize(), "f")
