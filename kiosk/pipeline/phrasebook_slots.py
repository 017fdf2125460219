"""The values that are touched into a phrase, written as each language writes them: times, prices, places, names, counts.

Numbers, clock times and plural forms are CLDR's (babel). Digits are always 0 to 9: those stand on the signs and on the
price tags that people compare with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Literal, get_args

from babel import Locale, UnknownLocaleError
from babel.dates import format_time
from babel.numbers import format_currency, format_decimal

from kiosk.core.language import LANGUAGES, full_form

Slot = Literal["time", "place", "count", "price", "name"]
SLOTS: tuple[Slot, ...] = get_args(Slot)
SLOT_NAMES: dict[str, Slot] = {slot: slot for slot in SLOTS}

SlotValue = time | int | str
"""time: of the day. count: a whole number. price: whole yen. place: a listed place's id, or as typed. name: as typed."""

FIELD = re.compile(r"\{(\w+)(?:\.(at|to))?\}")
"""A slot in a text; `.at` and `.to` are the forms of a place."""

PLURALS = ("zero", "one", "two", "few", "many", "other")

_LOCALES = {"zh": "zh_Hans", "zt": "zh_Hant_TW", "pb": "pt_BR", "pt": "pt_PT", "tl": "fil"}

_YEN = {
    **{"ja": "{}円", "en": "{} yen", "zh": "{}日元", "zt": "{}日圓", "ko": "{}엔", "th": "{} เยน"},
    **{"vi": "{} yên", "id": "{} yen", "ne": "{} येन", "ar": "{} ين", "my": "{} ယန်း", "tl": "{} yen"},
}
_YEN_BY_NUMBER = {"es": ("yen", "yenes"), "fr": ("yen", "yens"), "pb": ("iene", "ienes"), "pt": ("iene", "ienes")}

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_WIDE_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in one language, with its article where the language has them. `at`, `to`: "" when the rule makes them."""

    name: str
    at: str = ""
    to: str = ""


@lru_cache(maxsize=64)
def locale(code: str) -> Locale:
    try:
        return Locale.parse(_LOCALES.get(code, full_form(code)))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def plural(language: str, count: int) -> str:
    """One of PLURALS."""
    return locale(language).plural_form(count)


def written(slot: Slot, value: SlotValue, language: str) -> str:
    """A value as text; not for places, which have forms. Raises ValueError for a value that the slot can't hold."""
    match slot, value:
        case "time", time():
            return clock(value, language)
        case "price", int() if value >= 0 and not isinstance(value, bool):
            return yen(value, language)
        case "count", int() if value >= 0 and not isinstance(value, bool):
            return str(value)
        case "name", str() if value.strip():
            return isolated(" ".join(value.split()), language)
    raise ValueError(f"{slot} can't hold a {type(value).__name__} like this")


def clock(value: time, language: str) -> str:
    """The time as a person at a counter says it: 午後2時30分, 오후 2시 30분, 2:30 PM, 14:30."""
    if full_form(language) == "ja":
        half, hour = ("午後", value.hour - 12) if value.hour >= 12 else ("午前", value.hour)
        return f"{half}{hour}時" + (f"{value.minute}分" if value.minute else "")
    if language == "ko":
        half, hour = ("오후" if value.hour >= 12 else "오전"), (value.hour - 1) % 12 + 1
        return f"{half} {hour}시" + (f" {value.minute}분" if value.minute else "")
    return format_time(value, "short", locale=locale(language)).translate(_WIDE_SPACES)


def yen(value: int, language: str) -> str:
    language = full_form(language)
    if language in _YEN_BY_NUMBER:
        return f"{_decimal(value, language)} {_YEN_BY_NUMBER[language][plural(language, value) != 'one']}"
    if language in _YEN:
        return _YEN[language].format(_decimal(value, language))
    form = format_currency(value, "JPY", format_type="name", locale=locale(language), numbering_system="latn")
    return form.translate(_WIDE_SPACES)


def isolated(text: str, language: str) -> str:
    """Text of another script inside right-to-left text keeps to itself."""
    known = LANGUAGES.get(language)
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if known is not None and known.rtl else text


def _decimal(value: int, language: str) -> str:
    return format_decimal(value, locale=locale(language), numbering_system="latn").translate(_WIDE_SPACES)


def placed(place: PlaceName, form: str, language: str) -> str:
    """A place as `form` has it: "" as it is, "at" (where something is) or "to" (where someone goes)."""
    if form == "at":
        return place.at or _AT.get(language, _as_it_is)(place.name)
    if form == "to":
        return place.to or _TO.get(language, _as_it_is)(place.name)
    return place.name


def _as_it_is(name: str) -> str:
    return name


def _before(word: str) -> Callable[[str], str]:
    return lambda name: f"{word} {name}"


def _contracting(word: str, articles: Mapping[str, str]) -> Callable[[str], str]:
    def form(name: str) -> str:
        article, _, noun = name.partition(" ")
        joined = articles.get(article)
        return f"{joined} {noun}" if joined and noun else f"{word} {name}"

    return form


_FRENCH = _contracting("à", {"le": "au", "les": "aux"})
_AT: dict[str, Callable[[str], str]] = {
    "en": _before("at"),
    "es": _before("en"),
    "pb": _contracting("em", {"o": "no", "a": "na", "os": "nos", "as": "nas"}),
    "pt": _contracting("em", {"o": "no", "a": "na", "os": "nos", "as": "nas"}),
    "fr": _FRENCH,
    "id": _before("di"),
    "ne": lambda name: f"{name}मा",
    "ar": _before("في"),
}
_TO: dict[str, Callable[[str], str]] = {
    "en": _before("to"),
    "es": _contracting("a", {"el": "al"}),
    "pb": _before("para"),
    "pt": _contracting("a", {"o": "ao", "a": "à", "os": "aos", "as": "às"}),
    "fr": _FRENCH,
    "id": _before("ke"),
    "ko": lambda name: f"{name}{_eu_ro(name)}",
    "ne": lambda name: f"{name}मा",
    "ar": _before("إلى"),
}

_HANGUL, _HANGUL_END, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
# what the digits 0 to 9 end in when they are read in Korean: 영 일 이 삼 사 오 육 칠 팔 구
_DIGIT_FINALS = (21, _RIEUL, 0, 16, 0, 0, 1, _RIEUL, _RIEUL, 0)
_PARTICLES = re.compile(r"(\S)(은\(는\)|이\(가\)|을\(를\)|\(이\)라는|\(으\)로)")
_PARTICLE_FORMS = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"), "(이)라는": ("이라는", "라는")}


def _final(character: str) -> int | None:
    """The number of the consonant that a Korean syllable or a digit ends in, 0 for none; None where nobody knows."""
    if _HANGUL <= ord(character) <= _HANGUL_END:
        return (ord(character) - _HANGUL) % _FINALS
    return _DIGIT_FINALS[int(character)] if character in "0123456789" else None


def _eu_ro(name: str) -> str:
    return "로" if _final(name[-1:] or " ") in (0, _RIEUL, None) else "으로"


def _particle(match: re.Match[str]) -> str:
    if match[2] == "(으)로":
        return match[1] + _eu_ro(match[1])
    final = _final(match[1])
    if final is None:
        return match[0]
    closed, open_ = _PARTICLE_FORMS[match[2]]
    return match[1] + (closed if final else open_)


_ONE_O_CLOCK = {
    "es": (re.compile(r"\b([Aa]|de) las (?=0?1:\d\d)"), r"\1 la "),
    "pb": (re.compile(r"\b([Àà])s (?=0?1:\d\d)"), r"\1 "),
    "pt": (re.compile(r"\b([Àà])s (?=0?1:\d\d)"), r"\1 "),
}


def finished(text: str, language: str) -> str:
    """A filled text with what depends on the value put right: Korean particles, "a la 1:00", a capital at the beginning."""
    if language == "ko":
        text = _PARTICLES.sub(_particle, text)
    if language in _ONE_O_CLOCK:
        pattern, replacement = _ONE_O_CLOCK[language]
        text = pattern.sub(replacement, text)
    text = re.sub(r"(?<=[apAP]\.m\.)\.", "", text)
    known = LANGUAGES.get(language)
    return text[:1].upper() + text[1:] if known is not None and known.spaced else text
