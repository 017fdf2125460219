"""Figures as a language's voices read them: ¥1,200 is "uno coma doscientos" to a Spanish voice, 2.5 is "dois cinco".

Translators copy figures as the source wrote them. Heard with espeak-ng as in piper-tts 1.8.
"""

from __future__ import annotations

import re

from kiosk.engines.measures import Rules

_COMMA = frozenset(
    (
        "es",
        "pt",
        "pb",
        "fr",
        "vi",
        "id",
        "de",
        "it",
        "nl",
        "ru",
        "uk",
        "pl",
        "cs",
        "sk",
        "tr",
        "sv",
        "da",
        "nb",
        "fi",
        "hu",
        "ro",
    )
) | frozenset(("bg", "el", "ca", "sr", "hr", "sl", "lt", "lv", "et", "kk", "az", "gl", "eu", "is", "ka"))
"""Languages whose decimal sign is a comma: a comma before three digits is another's, since nobody says thousandths."""
_DATED = frozenset(("es", "pt", "pb", "fr", "vi"))
"""Of these, those that write no dates and no times with a dot."""

_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?(?!\d|[.,]\d)")
_POINT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2})(?![\d.,]\d|\d|[./]\d)")
_SPACED = re.compile(
    r"(?<![\d.,:/-])(?<![\d.,:/-] )([1-9]\d{0,2}(?: \d{3})+)"
    r"(?= ?[¥€$£₩]| (?:(?:de )?(?:yen|yens|yenes|ienes|yên|d[oó]lare?s?|euros?|w[oó]n\w*|reais|rupiah|đồng|d[oô]ng)\b))"
)
_INDONESIAN_TIME = re.compile(r"\b(pukul|jam|sampai|hingga|dan|-) ?([01]?\d|2[0-4])\.([0-5]\d)(?!\d|\.\d)", re.IGNORECASE)
_THAI_TIME = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?=\s?(?:น\.|นาฬิกา|(?:-|–|ถึง)\s?\d{1,2}[.:]\d\d\s?(?:น\.|นาฬิกา)))"
)
_THAI_HOUR = re.compile(r"(?<=:\d\d)\s?(?:น\.|นาฬิกา)")

KOREAN_POINT: Rules = (
    (re.compile(r"(?<![\d.,])(\d+)\.(\d{1,3})(?!\d|\.\d)"), lambda match: f"{match[1]}점 {' '.join(match[2])}"),
)
"""A point that would go unsaid, once units and money are read."""


def rules(language: str) -> Rules:
    """What is to be done to figures before anything else is read; nothing for most languages."""
    if language == "th":
        return (_THAI_TIME, r"\1:\2"), (_THAI_HOUR, "")
    if language not in _COMMA:
        return ()
    made: Rules = ((_GROUPED, lambda match: match[0].replace(",", "").replace(".", ",")),)
    if language == "id":
        made = ((_INDONESIAN_TIME, r"\1 \2:\3"), *made)
    if language in _DATED:
        made += ((_POINT, r"\1,\2"), (_SPACED, lambda match: match[1].replace(" ", "")))
    return made
