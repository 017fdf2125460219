"""What a language brings to the finding of facts, and the rules that are made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.pipeline.facts.grammar import Found, Hit, Rule, rule
from kiosk.pipeline.facts.making import (
    BELOW,
    colon,
    count,
    duration,
    in_a_row,
    iso,
    label,
    length,
    money,
    percent,
    slashed,
    temperature,
    weekday,
)
from kiosk.pipeline.facts.numerals import Numbers

SIGNS = {
    **{"¥": "JPY", "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "฿": "THB", "₫": "VND", "rp": "IDR"},
    **{"r$": "BRL", "jpy": "JPY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "krw": "KRW", "thb": "THB", "vnd": "VND"},
    **{"idr": "IDR", "brl": "BRL", "cny": "CNY", "rmb": "CNY", "twd": "TWD", "nt$": "TWD", "hk$": "HKD", "s/": "PEN"},
}
METRES = {"km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "mi": "mi", "ft": "ft"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language. Mappings go from a word, small letters, to its code; `before` and `after` are patterns."""

    numbers: Numbers
    names: re.Pattern[str] | None = None
    """What looks like a number or a day and is a name or a saying."""
    rules: Sequence[Rule] = ()
    """The language's own, tried before those made of its words."""
    late: Sequence[Rule] = ()
    """Rules of its own that are tried last."""
    early: Sequence[Rule] = ()
    """Rules of its own that are tried before numbers are read."""
    money: Mapping[str, str] = field(default_factory=dict)
    lasting: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, str] = field(default_factory=dict)
    label_before: str = ""
    label_after: str = ""
    counted: str = ""
    percent: str = "%"
    degrees: str = ""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Words for the second, the third, of a row. They prove nothing, since they are also said of much else."""
    weekdays: Mapping[str, str] = field(default_factory=dict)
    weekday_edges: tuple[str, str] = (r"(?<!\w)", r"(?!\w)")
    unsure_days: frozenset[str] = frozenset()
    edge: str = r"(?!\w)"
    left: str = r"(?<!\w)"
    """What must stand behind a unit's word and before a label's: nothing in languages that write without spaces."""


def choice(words: Mapping[str, str] | Sequence[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\~", "~") for word in sorted(words, key=len, reverse=True))


def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """All rules of a language, in the order in which they are tried."""
    made = list(lexicon.rules)
    codes = {**SIGNS, **lexicon.money}
    edge = lexicon.edge

    def price(hit: Hit) -> Found | None:
        return money(hit, codes)

    made += [
        rule(r"#:#(?::#)?", colon),
        rule(r"#([-/.])#\1#", iso),
        rule(r"(?<![\w/])#/#(?![\w/])", slashed),
        rule(rf"(?<![a-z])(?P<currency>{choice(SIGNS)}) #", price),
        rule(rf"#~(?P<currency>{choice(codes)}){edge}", price),
    ]
    if lexicon.lasting:
        made.append(rule(rf"#~(?P<unit>{choice(lexicon.lasting)}){edge}", duration(lexicon.lasting)))
    lengths = {**METRES, **lexicon.lengths}
    made += [
        rule(rf"#~(?P<unit>{choice(lengths)}){edge}(?! ?[/²³2])", length(lengths)),
        rule(rf"# (?:{lexicon.percent})", percent),
        rule(rf"{BELOW}# ° ?f(?![a-z])", temperature("F")),
        rule(rf"{BELOW}# ° ?c?(?![a-z])", temperature()),
    ]
    if lexicon.degrees:
        made.append(rule(rf"{BELOW}# (?:{lexicon.degrees})", temperature()))
    if lexicon.label_before:
        made.append(rule(rf"{lexicon.left}(?:{lexicon.label_before}) #", label))
    if lexicon.label_after:
        made.append(rule(rf"# (?:{lexicon.label_after})", label))
    if lexicon.counted:
        made.append(rule(rf"#~(?:{lexicon.counted})", count))
    made += lexicon.late
    if lexicon.ordinals:
        made.append(rule(rf"(?<!\w)(?P<word>{choice(tuple(lexicon.ordinals))})(?!\w)|#", in_a_row(lexicon.ordinals)))
    return tuple(made)


def early(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for the text as it is, before numbers are read: weekdays, whose names are numbers in some languages."""
    made = list(lexicon.early)
    if lexicon.weekdays:
        left, right = lexicon.weekday_edges
        days = weekday(lexicon.weekdays, lexicon.unsure_days)
        made.append(rule(rf"{left}(?P<day>{choice(lexicon.weekdays)}){right}", days))
    return tuple(made)
