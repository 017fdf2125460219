"""Sentences of a counter in ten languages, to be filled with prices, times and their like as each language writes them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

CODES = ("ja", "en", "zh", "ko", "es", "fr", "pt", "id", "vi", "th")


def _table(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


SENTENCES = _table("sentences.tsv")

DENIED = _table("denials.tsv")
"""Japanese denials; in each other language the denial and its opposite, the lie."""

OPENINGS = {
    "ja": ("", "お客様、", "はい、", "そうですね、", "こちらですが、"),
    "en": ("", "Sir, ", "Yes, ", "Well, ", "Here, "),
    "zh": ("", "您好，", "是的，", "那么，", "这边，"),
    "ko": ("", "손님, ", "네, ", "그러면, ", "여기요, "),
    "es": ("", "Señor, ", "Sí, ", "Bueno, ", "Mire, "),
    "fr": ("", "Monsieur, ", "Oui, ", "Bon, ", "Voilà, "),
    "pt": ("", "Senhor, ", "Sim, ", "Bem, ", "Olhe, "),
    "id": ("", "Pak, ", "Ya, ", "Baik, ", "Begini, "),
    "vi": ("", "Thưa ông, ", "Vâng, ", "Vậy thì, ", "Đây ạ, "),
    "th": ("", "คุณคะ ", "ค่ะ ", "คือ ", "นี่ค่ะ "),
}


@dataclass(frozen=True, slots=True)
class Values:
    price: int
    hour: int
    minute: int
    month: int
    day: int
    minutes: int
    metres: int
    phone: str

    @staticmethod
    def drawn(dice: Random) -> Values:
        price = dice.choice((dice.randint(101, 999), dice.randint(10, 99) * 100, dice.randint(1001, 98765)))
        phone = f"0{dice.randint(3, 9)}-{dice.randint(1000, 9999)}-{dice.randint(1000, 9999)}"
        clock = (dice.randint(13, 22), dice.randint(1, 59))
        return Values(
            price, *clock, dice.randint(1, 12), dice.randint(1, 28), dice.randint(6, 55), dice.randint(2, 9) * 100, phone
        )

    def written(self, code: str) -> dict[str, str]:
        """The values as the language writes them."""
        unit = dict(zip(CODES, _UNITS[code].split("|"), strict=False))
        yen, minutes, metres = unit["ja"], unit["en"], unit["zh"]
        grouped = f"{self.price:,}" if code in ("ja", "en", "zh", "ko", "th") else f"{self.price:,}".replace(",", ".")
        return {
            "price": f"{grouped}{yen}",
            "time": self._time(code),
            "date": self._date(code),
            "minutes": f"{self.minutes}{minutes}",
            "metres": f"{self.metres}{metres}",
            "phone": self.phone,
        }

    def _time(self, code: str) -> str:
        hour, minute = self.hour, self.minute
        return {
            "ja": f"午後{hour - 12}時{minute}分",
            "en": f"{hour - 12}:{minute:02} p.m.",
            "zh": f"下午{hour - 12}点{minute}分",
            "ko": f"오후 {hour - 12}시 {minute}분",
            "fr": f"{hour} h {minute:02}",
        }.get(code, f"{hour}:{minute:02}")

    def _date(self, code: str) -> str:
        month = _MONTHS[code].split()[self.month - 1] if code in _MONTHS else str(self.month)
        return {
            "ja": f"{month}月{self.day}日",
            "zh": f"{month}月{self.day}日",
            "ko": f"{month}월 {self.day}일",
            "en": f"{month} {self.day}",
            "es": f"{self.day} de {month}",
            "pt": f"{self.day} de {month}",
            "vi": f"ngày {self.day} tháng {month}",
        }.get(code, f"{self.day} {month}")


_UNITS = {
    "ja": "円|分|メートル",
    "en": " yen| minutes| meters",
    "zh": "日元|分钟|米",
    "ko": "엔|분|미터",
    "es": " yenes| minutos| metros",
    "fr": " yens| minutes| mètres",
    "pt": " ienes| minutos| metros",
    "id": " yen| menit| meter",
    "vi": " yên| phút| mét",
    "th": " เยน| นาที| เมตร",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
}


def filled(sentence: dict[str, str], values: Values, code: str, opening: int = 0) -> str:
    return OPENINGS[code][opening] + sentence[code].format(**values.written(code))
