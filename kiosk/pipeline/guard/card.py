"""The digits card: a text's facts so that anybody can read them, whatever they speak."""

from __future__ import annotations

import re

from kiosk.core.facts import Fact
from kiosk.pipeline.facts import find_facts

_SIGNS = {
    "JPY": "¥",
    "JPY/CNY": "¥",
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "KRW": "₩",
    "GBP": "£",
    "THB": "฿",
    "VND": "₫",
    "INR": "₹",
}
_MINUTES_A_DAY = 1440


def digits(text: str, language: str) -> tuple[str, ...]:
    """The facts of a text as they stand on the card, in order: ¥853, 14:35, 12/25, 03-1234-5678. What needs words is left
    out, and so is what may mean something else."""
    facts = sorted(find_facts(text, language), key=lambda fact: fact.start)
    shown = (_shown(fact, text) for fact in facts if not fact.unsure)
    return tuple(dict.fromkeys(each for each in shown if each))


def _shown(fact: Fact, text: str) -> str:
    amount, _, unit = fact.value.partition(" ")
    shown = ""
    match fact.kind:
        case "price":
            shown = _price(amount, unit)
        case "time":
            shown = fact.value.removeprefix("0") if fact.half_day_unsaid else fact.value
        case "date" if re.fullmatch(_WHOLE, fact.value):
            shown = "/".join(part.removeprefix("0") for part in fact.value.split("-"))
        case "percent":
            shown = f"{amount} %"
        case "temperature":
            shown = f"{amount}°"
        case "duration":
            shown = _duration(amount, unit)
        case "distance":
            shown = f"{_grouped(amount)} {unit}"
        case "phone":
            said = text[fact.start : fact.end]
            shown = said if re.fullmatch(r"[\d+() -]+", said) else fact.value
        case "number" | "count" | "label":
            shown = fact.value if fact.value.startswith("0") else _grouped(amount)
        case _:  # weekdays, months and the like need words
            pass
    return shown


def _price(amount: str, unit: str) -> str:
    whole, dot, cents = amount.partition(".")
    figure = f"{_grouped(whole)}{dot}{cents.ljust(2, '0') if dot else ''}"
    return f"{_SIGNS[unit]}{figure}" if unit in _SIGNS else f"{figure} {unit}"


_WHOLE = r"(?:\d{4}-)?\d\d-\d\d"


def _duration(amount: str, unit: str) -> str:
    if unit != "min" or not amount.isdigit():
        return ""
    minutes = int(amount)
    if minutes % _MINUTES_A_DAY == 0:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02} h" if hours else f"{rest} min"


def _grouped(amount: str) -> str:
    return f"{int(amount):,}" if amount.isdigit() and len(amount) > 4 else amount
