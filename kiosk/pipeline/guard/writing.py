"""A fact as it is written in a language, so that what a translator spoilt can be put back."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.dates import format_skeleton, get_day_names
from babel.numbers import format_decimal

from kiosk.core.facts import Fact
from kiosk.core.language import LANGUAGES

_CODES = ("ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id")


def _row(line: str) -> dict[str, str]:
    return dict(zip(_CODES, line.split("|"), strict=True))


_MONEY = {
    "JPY": _row("円| yen|日元|엔| ienes| yenes| yens| เยน| yên| yen"),
    "USD": _row("ドル| dollars|美元|달러| dólares| dólares| dollars| ดอลลาร์| đô la| dolar"),
    "EUR": _row("ユーロ| euros|欧元|유로| euros| euros| euros| ยูโร| euro| euro"),
    "KRW": _row("ウォン| won|韩元|원| wons| wones| wons| วอน| won| won"),
    "CNY": _row("元| yuan|元|위안| yuans| yuanes| yuans| หยวน| nhân dân tệ| yuan"),
    "GBP": _row("ポンド| pounds|英镑|파운드| libras| libras| livres| ปอนด์| bảng| pound"),
    "THB": _row("バーツ| baht|泰铢|바트| bahts| bahts| bahts| บาท| baht| baht"),
}
_MEASURES = {
    "min": _row("分| minutes|分钟|분| minutos| minutos| minutes| นาที| phút| menit"),
    "h": _row("時間| hours|小时|시간| horas| horas| heures| ชั่วโมง| giờ| jam"),
    "d": _row("日間| days|天|일| dias| días| jours| วัน| ngày| hari"),
    "mo": _row("か月| months|个月|개월| meses| meses| mois| เดือน| tháng| bulan"),
    "m": _row("メートル| meters|米|미터| metros| metros| mètres| เมตร| mét| meter"),
    "degree": _row("度| degrees|度|도| graus| grados| degrés| องศา| độ| derajat"),
    "km": _row("キロメートル| kilometers|公里|킬로미터| quilômetros| kilómetros| kilomètres| กิโลเมตร| kilômét| kilometer"),
}
_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_MINUTES_A_DAY = 1440
_ONE = re.compile(r"^(1 \w+?)(?:es|s)$")


def written(fact: Fact, language: str) -> str | None:
    """The fact for a reader of the language; None where it can't be written, or means more than one thing."""
    code = LANGUAGES[language].spoken if language in LANGUAGES else language
    if code not in _CODES or fact.unsure:
        return None
    try:
        return _written(fact, code)
    except (ValueError, InvalidOperation):
        return None


def _written(fact: Fact, code: str) -> str | None:
    amount, _, unit = fact.value.partition(" ")
    text: str | None = None
    match fact.kind:
        case "number" | "count" | "label":
            text = amount if not unit and amount.isdigit() else None
        case "percent":
            text = f"{_number(amount.rstrip('%'), code)}%"
        case "temperature":
            text = _with_unit(Decimal(amount), _MEASURES["degree"], code)
        case "price":
            text = _with_unit(Decimal(amount), _MONEY.get(unit), code)
        case "distance":
            text = _distance(Decimal(amount), unit, code)
        case "duration":
            text = _duration(Decimal(amount), unit, code)
        case "time":
            text = _time(fact, code)
        case "date":
            text = _date(fact.value, code)
        case "weekday":
            text = str(get_day_names("wide", locale=code)[_WEEKDAYS.index(fact.value)])
        case "phone":
            text = fact.value
    return text


def _number(amount: str, code: str) -> str:
    value = Decimal(amount)
    return str(format_decimal(value, locale=code, group_separator=abs(value) >= 1000))


def _with_unit(amount: Decimal, names: dict[str, str] | None, code: str) -> str | None:
    if names is None:
        return None
    text = f"{_number(str(amount), code)}{names[code]}"
    return _ONE.sub(r"\1", text) if code in ("en", "es", "pt", "fr") and not text.startswith("1 yen") else text


def _distance(amount: Decimal, unit: str, code: str) -> str | None:
    if unit == "m" and amount >= 1000 and amount % 100 == 0:
        return _with_unit(amount / 1000, _MEASURES["km"], code)
    return _with_unit(amount, _MEASURES.get(unit), code)


def _duration(amount: Decimal, unit: str, code: str) -> str | None:
    if unit == "min" and amount and amount % _MINUTES_A_DAY == 0:
        return _with_unit(amount / _MINUTES_A_DAY, _MEASURES["d"], code)
    if unit == "min" and amount and amount % 60 == 0:
        return _with_unit(amount / 60, _MEASURES["h"], code)
    return _with_unit(amount, _MEASURES.get(unit), code)


def _time(fact: Fact, code: str) -> str:
    hour, minute = (int(part) for part in fact.value.split(":"))
    match code:
        case "ja":
            return f"{hour}時{minute:02}分" if minute else f"{hour}時"
        case "zh":
            return f"{hour}点{minute:02}分" if minute else f"{hour}点"
        case "ko":
            return f"{hour}시 {minute:02}분" if minute else f"{hour}시"
        case "en" if not fact.half_day_unsaid:
            return f"{(hour - 1) % 12 + 1}:{minute:02} {'p.m.' if hour >= 12 else 'a.m.'}"
        case _:
            return f"{hour}:{minute:02}"


def _date(value: str, code: str) -> str | None:
    """Month and day, with or without the year; shorter dates bend to the sentence around them."""
    full = re.fullmatch(r"(?:(\d{4})-)?(\d\d)-(\d\d)", value)
    if full is None:
        return None
    day = date(int(full[1] or 2000), int(full[2]), int(full[3]))
    return str(format_skeleton("yMMMMd" if full[1] else "MMMMd", day, locale=code))
