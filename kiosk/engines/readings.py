"""Signs written out as people read them: amounts, times, telephone numbers. Only what is certain; voices know the rest."""

from __future__ import annotations

import re
from collections.abc import Callable

Replacement = str | Callable[[re.Match[str]], str]
Rules = tuple[tuple[re.Pattern[str], Replacement], ...]

_AMOUNT = r"(\d[\d,]*)(?:\.(\d+))?"


def read(text: str, language: str) -> str:
    """`text` with the signs that this language's voices read wrongly put into words or into signs that they know.

    Checked with espeak-ng as in piper-tts 1.8 and Open JTalk as in pyopenjtalk-plus 0.4.1.
    """
    for pattern, replacement in _RULES.get(language, _TELEPHONE):
        text = pattern.sub(replacement, text)
    return text


def _digit_by_digit(match: re.Match[str]) -> str:
    """A telephone number: digits one by one, a breath between its groups."""
    groups = re.findall(r"\+?\d+", match[0])
    if sum(character.isdigit() for character in match[0]) < 9:
        return match[0]
    return ", ".join(" ".join(group) for group in groups)


_TELEPHONE: Rules = (
    (re.compile(r"(?<![A-Za-z\d-])(?:\+\d{1,3}[- ]?)?\d{1,4}(?:-\d{2,4}){2}(?![A-Za-z\d-])"), _digit_by_digit),
    (re.compile(r"(?<![A-Za-z\d.,-])0\d{8,10}(?![A-Za-z\d]|[.,-]\d)"), _digit_by_digit),
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


_ENGLISH_UNITS = {"km": "kilometers", "cm": "centimeters", "mm": "millimeters", "kg": "kilograms"}

_ENGLISH: Rules = (
    # espeak takes the full stop of these for the end of a sentence
    (re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof)\.(?=\s+\w)"), r"\1"),
    (re.compile(r"\bMt\.?(?=\s+[A-Z])"), "Mount"),
    (re.compile(r"\bNo\.\s?(?=\d)"), "number "),
    (re.compile(rf"(?:\bUS)?([$€£¥₩])\s?{_AMOUNT}(\s(?:thousand|million|billion|trillion)\b)?"), _english_money),
    (re.compile(r"(?<=\d:\d\d)\s?[-–〜~]\s?(?=\d{1,2}:\d\d)"), " to "),
    (re.compile(r"(?<=\d)\s?[〜~]\s?(?=\d)"), " to "),
    (re.compile(r"(?<![\d:])(\d{1,2}):00(?=\s?[ap]\.?m\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<![\d:])(\d{1,2}):00(?![\d:])"), r"\1 o'clock"),
    (re.compile(r"(?<![\d:])(\d{1,2}):0([1-9])(?![\d:])"), r"\1 oh \2"),
    (re.compile(r"(?<=\d)\s?(km|cm|mm|kg)\b(?!/)"), lambda match: f" {_ENGLISH_UNITS[match[1]]}"),
    *_TELEPHONE,
)

_JAPANESE_MONEY = {"$": "ドル", "€": "ユーロ", "£": "ポンド", "¥": "円", "₩": "ウォン"}


def _japanese_time(match: re.Match[str]) -> str:
    return f"{int(match[1])}時" + (f"{int(match[2])}分" if int(match[2]) else "")


_JAPANESE: Rules = (
    (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _japanese_time),
    (re.compile(r"(?<=\d時)0(?=[1-9]分)|(?<=\d時)00分"), ""),
    (re.compile(r"(?<=[\d時分日月円階番])\s?[〜~]\s?(?=\d)"), "から"),
    (
        re.compile(r"([$€£¥₩])\s?(\d[\d,]*(?:\.\d+)?[万億]?)(?:円|ドル|ユーロ|ポンド|ウォン)?"),
        lambda match: f"{match[2]}{_JAPANESE_MONEY[match[1]]}",
    ),
    (re.compile(r"(?<![A-Za-z\d-])[-−](?=\d+(?:\.\d+)?\s?(?:度|°|℃))"), "マイナス"),
    (re.compile(r"(?<=\d)\s?°C?"), "度"),
    (re.compile(r"(?<=\d)\s?(k?)m[²2](?![a-z\d])"), lambda match: "平方キロメートル" if match[1] else "平方メートル"),
)

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")

_RULES: dict[str, Rules] = {
    "en": _ENGLISH,
    "ja": _JAPANESE,
    # espeak's Nepali reads these digits in English, its Urdu reads those not at all
    "ne": (*_TELEPHONE, (re.compile("[0-9]+"), lambda match: match[0].translate(_DEVANAGARI))),
    "ur": ((re.compile("[۰-۹]"), lambda match: str(int(match[0]))), *_TELEPHONE),
}
