"""How signs of money, time and measure are said in languages whose voices pass over them or name them wrongly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Replacement = str | Callable[[re.Match[str]], str]
Rules = tuple[tuple[re.Pattern[str], Replacement], ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """Words of a language. `time`: hours and minutes; `sharp`: full hours. `metric`: km, m, cm, kg, g, ml, L. `floor`, `below`:
    the third floor, the first below the ground. `gap`: what stands between a number and its unit."""

    money: str
    time: str
    sharp: str
    metric: str
    degrees: str
    minus: str
    to: str
    floor: str
    below: str
    gap: str = " "


_SIGNS = "¥$€£₩"
_METRIC = ("km", "m", "cm", "kg", "g", "ml", "L")
_MEASURES = {
    "es": Measures(
        "yenes dólares euros libras wones",
        "{} y {}",
        "{} horas",
        "kilómetros metros centímetros kilos gramos mililitros litros",
        "grados",
        "menos",
        "a",
        "piso {}",
        "sótano {}",
    ),
    "pt": Measures(
        "ienes dólares euros libras wons",
        "{} e {}",
        "{} horas",
        "quilômetros metros centímetros quilos gramas mililitros litros",
        "graus",
        "menos",
        "a",
        "andar {}",
        "subsolo {}",
    ),
    "fr": Measures(
        "yens dollars euros livres wons",
        "{} heures {}",
        "{} heures",
        "kilomètres mètres centimètres kilos grammes millilitres litres",
        "degrés",
        "moins",
        "à",
        "étage {}",
        "sous-sol {}",
    ),
    "vi": Measures(
        "yên đô_la euro bảng won",
        "{} giờ {} phút",
        "{} giờ",
        "ki_lô_mét mét xăng_ti_mét ki_lô gam mi_li_lít lít",
        "độ",
        "âm",
        "đến",
        "tầng {}",
        "tầng hầm {}",
    ),
    "id": Measures(
        "yen dolar euro pound won",
        "{} lewat {} menit",
        "{} tepat",
        "kilometer meter sentimeter kilogram gram mililiter liter",
        "derajat",
        "minus",
        "sampai",
        "lantai {}",
        "lantai bawah tanah {}",
    ),
    "th": Measures(
        "เยน ดอลลาร์ ยูโร ปอนด์ วอน",
        "{} นาฬิกา {} นาที",
        "{} นาฬิกา",
        "กิโลเมตร เมตร เซนติเมตร กิโลกรัม กรัม มิลลิลิตร ลิตร",
        "องศา",
        "ลบ",
        "ถึง",
        "ชั้น {}",
        "ชั้นใต้ดิน {}",
    ),
    "ko": Measures(
        "엔 달러 유로 파운드 원",
        "{}시 {}분",
        "{}시",
        "킬로미터 미터 센티미터 킬로그램 그램 밀리리터 리터",
        "도",
        "영하 ",
        "에서 ",
        "{}층",
        "지하 {}층",
        gap="",
    ),
    "zh": Measures(
        "日元 美元 欧元 英镑 韩元",
        "{}点{}分",
        "{}点",
        "公里 米 厘米 公斤 克 毫升 升",
        "度",
        "零下",
        "到",
        "{}楼",
        "地下{}楼",
        gap="",
    ),
}
_AMOUNT = r"\d+(?:[.,]\d+)*"


def rules(language: str) -> Rules:
    """Rules for a language of the table; none for others."""
    words = _MEASURES.get(language)
    if words is None:
        return ()
    gap = words.gap
    money = dict(zip(_SIGNS, _split(words.money), strict=True))
    money |= {"US$": money["$"], "R$": "reais" if gap else "BRL"}
    metric = dict(zip(_METRIC, _split(words.metric), strict=True))

    def time(match: re.Match[str]) -> str:
        hour, minute = int(match[1]), int(match[2])
        return words.time.format(hour, minute) if minute else words.sharp.format(hour)

    def floor(match: re.Match[str]) -> str:
        return (words.below if match[1] else words.floor).format(match[2])

    return (
        (re.compile(r"(?<=\d)\s?[-–〜~]\s?(?=\d{1,2}:\d\d)"), f" {words.to.strip()} "),
        (re.compile(rf"(?<=\d)([{_SIGNS}]?)\s?[〜~]\s?(?=[{_SIGNS}]?\d)"), rf"\1 {words.to.strip()} "),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::\d\d)?(?![\d:])(?!\s?[ap]\.?\s?m)"), time),
        (re.compile(rf"(\bR\$|\bUS\$|[{_SIGNS}])\s?({_AMOUNT})"), lambda match: f"{match[2]}{gap}{money[match[1]]}"),
        (re.compile(rf"({_AMOUNT})\s?([€$£¥₩])"), lambda match: f"{match[1]}{gap}{money[match[2]]}"),
        (
            re.compile(r"(?<![\w-])[-−](?=\d+(?:[.,]\d+)?\s?°)"),
            words.minus if words.minus.endswith(" ") or not gap else f"{words.minus} ",
        ),
        (re.compile(r"(?<=\d)\s?°\s?C?\b"), f"{gap}{words.degrees}"),
        (re.compile(r"(?<=\d)\s?(km|cm|kg|ml|m|g|L)\b(?![/²³'])"), lambda match: f"{gap}{metric[match[1]]}"),
        (re.compile(r"(?<![A-Za-z\d.])(B)?(\d{1,2})F(?![A-Za-z\d])"), floor),
    )


def _split(line: str) -> list[str]:
    """Words of a line; `_` is a space inside one."""
    return [word.replace("_", " ") for word in line.split()]
