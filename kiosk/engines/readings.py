"""Signs written out as people read them: amounts, times, telephone numbers. Only what is certain; voices know the rest."""

from __future__ import annotations

import re

from kiosk.engines import figures, measures
from kiosk.engines.latin import kana
from kiosk.engines.measures import Rules

_AMOUNT = r"(\d[\d,]*)(?:\.(\d+))?"


def read(text: str, language: str) -> str:
    """`text` with the signs that this language's voices read wrongly put into words or into signs that they know.

    Checked with espeak-ng as in piper-tts 1.8 and Open JTalk as in pyopenjtalk-plus 0.4.1.
    """
    for pattern, replacement in (*figures.rules(language), *_RULES.get(language, _TELEPHONE)):
        text = pattern.sub(replacement, text)
    return kana(text) if language == "ja" else text


def _digit_by_digit(match: re.Match[str]) -> str:
    """A telephone number: digits one by one, a breath between its groups."""
    groups = re.findall(r"\+?\d+", match[0])
    if sum(character.isdigit() for character in match[0]) < 9:
        return match[0]
    return _spelled(groups)


def _spelled(groups: list[str]) -> str:
    return ", ".join(" ".join(group) for group in groups)


_TELEPHONE: Rules = (
    (re.compile(r"(?<![A-Za-z\d-])(?:\+\d{1,3}[- ]?)?\d{1,4}(?:-\d{2,4}){2}(?![A-Za-z\d-])"), _digit_by_digit),
    (
        re.compile(r"(?<![A-Za-z\d-])(?:\+\d{1,3} |\(0\d{1,4}\) ?|0\d{1,4} )\d{1,4}(?:[ -]\d{2,4}){1,3}(?![A-Za-z\d-])"),
        _digit_by_digit,
    ),
    (re.compile(r"(?<![A-Za-z\d.,-])0\d{8,10}(?![A-Za-z\d]|[.,-]\d)"), _digit_by_digit),
    # a postal code, or a telephone number without its area
    (re.compile(r"(?<![A-Za-z\d.,-])(\d{3})-(\d{4})(?![A-Za-z\d]|[.,-]\d)"), lambda match: _spelled([match[1], match[2]])),
)

_ENGLISH_MONEY = {
    "$": ("dollar", "dollars", "cents"),
    "€": ("euro", "euros", "cents"),
    "£": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""),
    "₩": ("won", "won", ""),
}


def _english_money(match: re.Match[str]) -> str:
    one, many, hundredths = _ENGLISH_MONEY[match[1]]
    whole, fraction, scale = match[2], match[3], match[4] or ""
    if scale or not hundredths or (fraction and len(fraction) != 2):
        return f"{whole}{f'.{fraction}' if fraction else ''}{scale} {many}"
    cents = f"{int(fraction)} {hundredths}" if fraction and int(fraction) else ""
    if cents and whole == "0":
        return cents
    return f"{whole} {one if whole == '1' else many}" + (f" and {cents}" if cents else "")


_ENGLISH_UNITS = {
    **{"km": "kilometers", "m": "meters", "cm": "centimeters", "mm": "millimeters", "kg": "kilograms", "g": "grams"},
    **{"ml": "milliliters", "L": "liters", "km/h": "kilometers per hour"},
}
_FLOORS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_MONTHS = "January February March April May June July August September October November December"


def _english_floor(match: re.Match[str]) -> str:
    floor = int(match[2])
    names = _FLOORS.split()
    name = names[floor - 1] if 0 < floor <= len(names) else f"{floor}th"
    return f"{name} basement floor" if match[1] else f"{name} floor"


def _english_date(match: re.Match[str]) -> str:
    """12/25: with a day over twelve there is one way to read it."""
    first, second = int(match[1]), int(match[2])
    month, day = (first, second) if first <= 12 else (second, first)
    if match[0] == "24/7":
        return match[0]
    return f"{_MONTHS.split()[month - 1]} {day}" if 12 < day <= 31 and 1 <= month <= 12 else match[0]


def _afternoon(match: re.Match[str]) -> str:
    """14:35: most who hear English think in twelve hours, and with "PM" nobody takes it for a year."""
    return f"{int(match[1]) - 12}:{match[2]} PM"


def _one_by_one(match: re.Match[str]) -> str:
    """A flight: letters and figures apart."""
    return " ".join(match[0].replace(" ", ""))


_ENGLISH: Rules = (
    # espeak takes the full stop of these for the end of a sentence
    (re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof)\.(?=\s+\w)"), r"\1"),
    (re.compile(r"\bMt\.?(?=\s+[A-Z])"), "Mount"),
    (re.compile(r"\bNo\.\s?(?=\d)"), "number "),
    (re.compile(r"(?<=\d)\s?[〜~]\s?(?=[$€£¥₩]?\d)"), " to "),
    (re.compile(rf"(?:\bUS)?([$€£¥₩])\s?{_AMOUNT}(\s(?:thousand|million|billion|trillion)\b)?"), _english_money),
    (re.compile(r"(?<=\d:\d\d)\s?[-–〜~]\s?(?=\d{1,2}:\d\d)"), " to "),
    (re.compile(r"(?<![\d:])(1[3-9]|2[0-3]):([0-5]\d)(?![\d:])(?!\s?[ap]\.?m)"), _afternoon),
    (re.compile(r"(?<![\d:])(\d{1,2}):00(?=\s?[ap]\.?m\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<![\d:])(\d{1,2}):00(?![\d:])"), r"\1 o'clock"),
    (re.compile(r"(?<![\d:])(\d{1,2}):0([1-9])(?![\d:])"), r"\1 oh \2"),
    (re.compile(r"(?<=\d)\s?(km/h|km|cm|mm|kg|ml|m|g|L)\b(?![/²³'])"), lambda match: f" {_ENGLISH_UNITS[match[1]]}"),
    (re.compile(r"(?<=\d)\s?°\s?C\b"), " degrees Celsius"),
    (re.compile(r"(?<=\d)\s?°\s?F\b"), " degrees Fahrenheit"),
    (re.compile(r"(?<![\w-])[-−](?=\d+(?:\.\d+)?\s(?:degrees))"), "minus "),
    (re.compile(r"(?<![\w.])(B)?(\d{1,2})F\b"), _english_floor),
    (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])"), _english_date),
    (re.compile(r"\b[A-Z]{2} ?\d{3,4}\b(?!,)"), _one_by_one),
    *_TELEPHONE,
)

_JAPANESE_UNITS = {
    **{"km": "キロメートル", "m": "メートル", "cm": "センチメートル", "mm": "ミリメートル", "kg": "キログラム", "g": "グラム"},
    **{"ml": "ミリリットル", "mg": "ミリグラム"},
}
_JAPANESE_MONEY = {"$": "ドル", "€": "ユーロ", "£": "ポンド", "¥": "円", "₩": "ウォン"}


def _japanese_date(match: re.Match[str]) -> str:
    """12/25. A half and its like stay as they are."""
    month, day = int(match[1]), int(match[2])
    fraction = day in (2, 3, 4, 5) and month < day
    return f"{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 and not fraction else match[0]


def _japanese_day(match: re.Match[str]) -> str:
    year, month, day = (int(match[group]) for group in (1, 3, 4))
    return f"{year}年{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else match[0]


def _japanese_fraction(match: re.Match[str]) -> str:
    """1/2, which `_japanese_date` would leave."""
    return f"{match[2]}分の{match[1]}" if int(match[1]) < int(match[2]) <= 5 else match[0]


def _japanese_phone(match: re.Match[str]) -> str:
    """Hyphens make it a telephone number for the dictionary."""
    digits = match[0]
    area = 2 if len(digits) == 10 else 3
    return f"{digits[:area]}-{digits[area:-4]}-{digits[-4:]}"


def _japanese_time(match: re.Match[str]) -> str:
    return f"{int(match[1])}時" + (f"{int(match[2])}分" if int(match[2]) else "")


_JAPANESE: Rules = (
    (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _japanese_time),
    (re.compile(r"(?<=\d時)0(?=[1-9]分)|(?<=\d時)00分"), ""),
    (re.compile(r"(?<=[\d時分日月円階番])\s?[〜~]\s?(?=[$€£¥₩]?\d)"), "から"),
    (re.compile(r"(?<=[時分])\s?[-–—−]\s?(?=\d{1,2}時)"), "から"),
    (re.compile(r"\bNo\.? ?(?=\d)", re.IGNORECASE | re.ASCII), "ナンバー"),
    (re.compile(r"(?<![\d/])(\d{1,2})/([2-9])(?![\d/])(?=の|(?!\d))"), _japanese_fraction),
    (
        re.compile(r"([$€£¥₩])\s?(\d[\d,]*(?:\.\d+)?[万億]?)(?:円|ドル|ユーロ|ポンド|ウォン)?"),
        lambda match: f"{match[2]}{_JAPANESE_MONEY[match[1]]}",
    ),
    (re.compile(r"(?<![A-Za-z\d-])[-−](?=\d+(?:\.\d+)?\s?(?:度|°|℃))"), "マイナス"),
    (re.compile(r"(?<=\d)\s?°F"), "度"),
    (re.compile(r"(?<=\d)\s?°C?"), "度"),
    (re.compile(r"(?<![\d/-])(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])"), _japanese_day),
    (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])"), _japanese_date),
    (re.compile(r"(?<![\d.,-])0\d{9,10}(?![\d-])"), _japanese_phone),
    (re.compile(r"\+81[ -]?(?=\d)"), "プラス81-"),
    (re.compile(r"(?<![A-Za-z\d])B(\d{1,2})F(?![A-Za-z\d])"), r"地下\1階"),
    (re.compile(r"(?<![A-Za-z\d.])(\d{1,2})F(?![A-Za-z\d])"), r"\1階"),
    (re.compile(r"(\d+(?:\.\d+)?)\s?km/h(?![a-z])"), r"時速\1キロ"),
    (re.compile(r"(?<=\d)\s?h(?![a-zA-Z])"), "時間"),
    (re.compile(r"(?<=\d)\s?L(?![a-zA-Z])"), "リットル"),
    (re.compile(r"(?<=\d)\s?(km|cm|mm|kg|ml|mg|m|g)(?![a-zA-Z²2/])"), lambda match: _JAPANESE_UNITS[match[1]]),
    (re.compile(r"(?<=\d)\s?(k?)m[²2](?![a-z\d])"), lambda match: "平方キロメートル" if match[1] else "平方メートル"),
)

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")

_RULES: dict[str, Rules] = {
    "en": _ENGLISH,
    "ja": _JAPANESE,
    # espeak's Nepali reads these digits in English, its Urdu reads those not at all
    "ne": (*_TELEPHONE, (re.compile("[0-9]+"), lambda match: match[0].translate(_DEVANAGARI))),
    **{code: (*_TELEPHONE, *measures.rules(code)) for code in ("es", "pt", "fr", "vi", "id", "th", "zh")},
    "ko": (*_TELEPHONE, *measures.rules("ko"), *figures.KOREAN_POINT),
    "pb": (*_TELEPHONE, *measures.rules("pt")),
    "zt": (*_TELEPHONE, *measures.rules("zh")),
    "ur": ((re.compile("[۰-۹]"), lambda match: str(int(match[0]))), *_TELEPHONE),
}
