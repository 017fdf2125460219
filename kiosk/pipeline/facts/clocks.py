"""Makers of clock times and dates that many languages share: hour, minutes, part of the day; day, month, year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.pipeline.facts.grammar import Found, Hit, Make
from kiosk.pipeline.facts.making import clock, day, whole

_NOON = 12
_DOTTED = re.compile(r"(\d{1,2})[.,](\d\d)")
BUDDHIST = 543
"""Years of the Thai calendar run so far ahead."""


def half_of_day(part: str, hour: int) -> str:
    """`part`: "am", "pm", "night" (from six in the evening to five), "noon" (eleven to four), "" where nothing was said."""
    match part:
        case "night":
            return "pm" if 5 < hour < _NOON else "am"
        case "noon":
            return "am" if 9 < hour < _NOON else "pm"
        case _:
            return part


def timed(parts: Mapping[str, str], steps: Mapping[str, int] | None = None, unsure: bool = False) -> Make:
    """The first number is the hour, the second the minutes. Named groups: `part` or `half` of the day, `step` or `minus`
    (a word for minutes), `less` (minutes that are still missing to the hour)."""

    def make(hit: Hit) -> Found | None:
        hour, minute = whole(hit.numbers[0]), 0
        dotted = _DOTTED.fullmatch(hit.numbers[0].raw)
        if dotted:
            hour, minute = int(dotted[1]), int(dotted[2])
        elif len(hit.numbers) > 1:
            minute = whole(hit.numbers[1])
        elif step := hit.named("step") or hit.named("minus"):
            minute = (steps or {}).get(step, 0)
        half = half_of_day(parts.get(hit.named("part") or hit.named("half"), ""), hour)
        if hit.named("less") and minute:
            hour, minute = (hour - 1) or 12, 60 - minute
        return clock(hour, minute, half, padded=hit.numbers[0].raw.startswith("0"), unsure=unsure)

    return make


def dated(months: Mapping[str, int]) -> Make:
    """A named `month`, with a day and a year where the numbers around it are such."""

    def make(hit: Hit) -> Found | None:
        values = [whole(number) for number in hit.numbers]
        days = [value for value in values if 0 < value <= 31]
        return day(common_year(next((value for value in values if value > 31), 0)), months[hit.named("month")], *days[:1])

    return make


def day_month_year(hit: Hit) -> Found | None:
    """ngày 25 tháng 12 năm 2026, 25/12."""
    values = [whole(number) for number in hit.numbers]
    return day(common_year(values[2]) if len(values) > 2 else 0, values[1], values[0])


def month_year(hit: Hit) -> Found | None:
    """tháng 12 năm 2026."""
    values = [whole(number) for number in hit.numbers]
    return day(common_year(values[1]) if len(values) > 1 else 0, values[0])


def year_month_day(hit: Hit) -> Found | None:
    """2026年12月25日, as far as it goes; years before 100 are no years."""
    values = [whole(number) for number in hit.numbers]
    return day(*values) if values[0] > 99 else None


def month_day(hit: Hit) -> Found | None:
    """12月25日."""
    return day(0, *(whole(number) for number in hit.numbers))


def year(hit: Hit) -> Found | None:
    value = common_year(whole(hit.numbers[0]))
    return Found("date", f"{value:04d}") if 1000 <= value < 2200 else None


def common_year(value: int) -> int:
    """A year of the common calendar, also where the Thai one was meant."""
    return value - BUDDHIST if 2400 < value < 2700 else value


def numbered(names: str) -> dict[str, int]:
    """Months from a line of names in their order; names of one month are joined by `/`."""
    return {name: number for number, group in enumerate(names.split(), 1) for name in group.split("/")}


def week(names: str) -> dict[str, str]:
    """Weekdays from a line of names, Monday first; names of one day are joined by `/`, `_` is a space in a name."""
    codes = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
    return {name.replace("_", " "): code for code, group in zip(codes, names.split(), strict=True) for name in group.split("/")}
