"""What a number is the number of: bus 205 is not room 205, though the figure is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kiosk.core.facts import Difference, Fact
from kiosk.core.language import LANGUAGES

_THINGS = ("bus", "room", "floor", "flight", "platform")
"""Platform: wherever one gets on, a gate, a track, a stop."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ja": (
        r"バス(?!ルーム|タオル)",
        r"号室|部屋|客室|ルーム",
        r"\d階|[一二三四五六七八九十]階|フロア",
        r"\d便|便名|フライト",
        r"の(?:りば|り場)|乗り?場|番線|ホーム(?!ページ)|ゲート|搭乗口|停留所|バス停",
    ),
    "en": (
        r"\b(?:bus(?:es)?|coach)\b",
        r"\b(?:rooms?|suite)\b",
        r"\bfloors?\b",
        r"\bflights?\b",
        r"\b(?:platforms?|tracks?|gates?|stops?|berth|dock|bays?|terminal)\b",
    ),
    "zh": (
        r"公交|巴士|公共汽车|公車|大巴|客车",
        r"房间|房間|号房|號房|客房|室",
        r"[楼樓层層]",
        r"航班|班机|班機",
        r"站台|月台|登机口|登機口|乘车|乘車|站|口",
    ),
    "ko": (
        r"버스",
        r"호실|객실|(?<![가-힣])방(?=[은이을에 ]|$)|\d호(?![선차점기])",
        r"\d ?층",
        r"\d ?편|항공편|비행",
        r"승강장|플랫폼|타는 ?곳|홈|게이트|탑승|정류",
    ),
    "es": (
        r"\b(?:autob[uú]s(?:es)?|bus)\b",
        r"\b(?:habitaci[oó]n|habitaciones|sala)\b",
        r"\b(?:piso|planta)\b",
        r"\bvuelos?\b",
        r"\b(?:and[eé]n(?:es)?|plataforma|v[ií]a|puerta|parada|terminal)\b",
    ),
    "fr": (
        r"\b(?:auto)?(?:bus|cars?)\b",
        r"\b(?:chambres?|salle)\b",
        r"\b[eé]tages?\b",
        r"\bvols?\b",
        r"\b(?:quai|voie|porte|plateforme|arr[eê]t|terminal)\b",
    ),
    "pt": (
        r"\b(?:[oô]nibus|autocarro)\b",
        r"\b(?:quarto (?:n[uú]mero )?\d+|quarto [eé]|seu quarto|sala|apartamento)\b",
        r"\b(?:andar|piso)\b",
        r"\bvoos?\b",
        r"\b(?:plataforma|linha|via|port[aã]o|parada|ponto|terminal|cais)\b",
    ),
    "th": (r"รถเมล์|รถบัส|รถโดยสาร", r"ห้อง", r"ชั้น", r"เที่ยวบิน", r"ชานชาลา|ประตู|ท่า|ป้าย|ช่อง"),
    "vi": (
        r"\bxe (?:buýt|bus|khách)\b",
        r"\bphòng\b",
        r"\b(?:tầng|lầu)\b",
        r"\bchuyến bay\b",
        r"\b(?:sân ga|ke ga|đường ray|cổng|cửa|bến|trạm)\b",
    ),
    "id": (
        r"\b(?:bus|bis)\b",
        r"\b(?:kamar|ruang\w*)\b",
        r"\blantai\b",
        r"\bpenerbangan\b",
        r"\b(?:peron|jalur|gerbang|pintu|halte|terminal)\b",
    ),
}
_PLAIN = ("label", "number", "count")


def another_thing(
    source: str, its_facts: Sequence[Fact], its_language: str, target: str, others_facts: Sequence[Fact], others_language: str
) -> tuple[Difference, ...]:
    """The numbers that both texts have, where `source` speaks of a bus, a room or a floor and `target` of another of them."""
    said, meant = (
        _things(text, LANGUAGES[code].spoken if code in LANGUAGES else code)
        for text, code in ((source, its_language), (target, others_language))
    )
    if not said or not meant or said & meant:
        return ()
    return tuple(
        Difference("changed", fact, other)
        for fact in its_facts
        for other in others_facts
        if "label" in (fact.kind, other.kind) and {fact.kind, other.kind} <= set(_PLAIN) and fact.value == other.value
    )


def _things(text: str, language: str) -> frozenset[str]:
    pattern = _pattern(language)
    if pattern is None:
        return frozenset()
    return frozenset(_THINGS[(match.lastindex or 1) - 1] for match in pattern.finditer(text))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile("|".join(f"({each})" for each in words), re.IGNORECASE) if words else None
