"""Correct translations with facts, made from templates in ten languages and several styles, the same ones on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.pipeline.facts.test_number_words import words

TEN = ("ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id")
_WORDS = {language: dict(rows) for language, rows in words().items()}
_AMOUNTS = (300, 853, 1200, 1500, 3500, 12000, 12853, 20000, 250000)
_DOTS, _SPACES = ("pt", "es", "id", "vi"), ("fr",)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of some kind; `numbers` as the kind needs them: an amount, an hour and its minutes, a month and a day."""

    kind: str
    numbers: tuple[int, ...]


Speak = Callable[[tuple[int, ...], random.Random], str]


def grouped(number: int, language: str) -> str:
    """With the signs that the language writes between thousands."""
    sign = "." if language in _DOTS else "\u202f" if language in _SPACES else ","
    return f"{number:,}".replace(",", sign)


def _amount(number: int, language: str, chance: random.Random) -> str:
    style = chance.randrange(4)
    if style == 0 and number in _WORDS[language]:
        return _WORDS[language][number]
    if style == 1 and language in ("ja", "zh"):
        return f"{number}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return grouped(number, language) if style < 3 else str(number)


def _small(number: int, language: str, chance: random.Random) -> str:
    return (
        _WORDS[language][number] if number > 2 and language not in ("ja", "ko", "zh") and chance.random() < 0.4 else str(number)
    )


_YEN = {
    **{
        "ja": "これは{}円です。",
        "en": "This is {} yen.",
        "zh": "这个{}日元。",
        "ko": "이것은 {}엔입니다.",
        "pt": "Isto custa {} ienes.",
    },
    **{"es": "Esto cuesta {} yenes.", "fr": "Cela coûte {} yens.", "th": "อันนี้ราคา {} เยน", "vi": "Cái này giá {} yên."},
    "id": "Ini harganya {} yen.",
}
_TIME = {
    "ja": ("電車は{h}時{m}分に出ます。", "電車は{h}:{m:02d}発です。", "電車は{half_ja}{t}時{m}分に出ます。"),
    "en": (
        "The train leaves at {h:02d}:{m:02d}.",
        "The train leaves at {t}:{m:02d} {half_en}.",
        "The train leaves at {t}:{m:02d}{half_en}.",
    ),
    "zh": ("电车{h}点{m}分出发。", "电车{h:02d}:{m:02d}出发。", "电车{half_zh}{t}点{m}分出发。"),
    "ko": (
        "기차는 {h}시 {m}분에 출발합니다.",
        "기차는 {half_ko} {t}시 {m}분에 출발합니다.",
        "기차는 {h}:{m:02d}에 출발합니다.",
    ),
    "pt": ("O trem sai às {h}h{m:02d}.", "O trem sai às {h:02d}:{m:02d}.", "O trem sai às {t}:{m:02d} da {half_pt}."),
    "es": ("El tren sale a las {h:02d}:{m:02d}.", "El tren sale a las {t}:{m:02d} de la {half_es}."),
    "fr": ("Le train part à {h} h {m:02d}.", "Le train part à {h}h{m:02d}.", "Le train part à {h:02d}:{m:02d}."),
    "th": ("รถไฟออก {h:02d}:{m:02d} น.", "รถไฟออกเวลา {h}.{m:02d} น.", "รถไฟออก {h} นาฬิกา {m} นาที"),
    "vi": ("Tàu chạy lúc {h} giờ {m} phút.", "Tàu chạy lúc {h}h{m:02d}.", "Tàu chạy lúc {t} giờ {m} phút {half_vi}."),
    "id": (
        "Kereta berangkat pukul {h:02d}.{m:02d}.",
        "Kereta berangkat jam {h}:{m:02d}.",
        "Kereta berangkat pukul {t}.{m:02d} {half_id}.",
    ),
}
_HALVES = {
    **{
        "ja": ("午前", "午後"),
        "en": ("a.m.", "p.m."),
        "zh": ("上午", "下午"),
        "ko": ("오전", "오후"),
        "pt": ("manhã", "tarde"),
    },
    **{"es": ("mañana", "tarde"), "vi": ("sáng", "chiều"), "id": ("pagi", "sore")},
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
_DATE = {
    "ja": ("{d}は休みです。", "{m}月{d}日は休みです。"),
    "en": ("We are closed on {month} {d}.", "We are closed on {d} {month}.", "We are closed on {month} {d}{th}."),
    "zh": ("{m}月{d}日休息。", "{m}月{d}号休息。"),
    "ko": ("{m}월 {d}일은 쉽니다.",),
    "pt": ("Fechamos em {d} de {month}.", "No dia {d} de {month} fechamos."),
    "es": ("Cerramos el {d} de {month}.",),
    "fr": ("Nous fermons le {d} {month}.",),
    "th": ("หยุดวันที่ {d} {month}", "วันที่ {d} เดือน{month}หยุด"),
    "vi": ("Chúng tôi nghỉ ngày {d} tháng {m}.", "Chúng tôi nghỉ ngày {d}/{m}."),
    "id": ("Kami tutup tanggal {d} {month}.", "Kami tutup pada {d} {month}."),
}
_WEEKDAY = {
    "ja": ("{}に来てください。", "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日"),
    "en": ("Please come on {}.", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "zh": ("请{}来。", "星期一 周二 礼拜三 星期四 周五 星期六 星期天"),
    "ko": ("{}에 오세요.", "월요일 화요일 수요일 목요일 금요일 토요일 일요일"),
    "pt": ("Venha na {}.", "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    "es": ("Venga el {}.", "lunes martes miércoles jueves viernes sábado domingo"),
    "fr": ("Venez {}.", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "th": ("มา{}นะ", "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์"),
    "vi": ("Hãy đến vào {}.", "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật"),
    "id": ("Datanglah hari {}.", "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"),
}
_ONE_NUMBER = {
    "minutes": {
        **{
            "ja": "{}分かかります。",
            "en": "It takes {} minutes.",
            "zh": "要{}分钟。",
            "ko": "{}분 걸립니다.",
            "pt": "Leva {} minutos.",
        },
        **{
            "es": "Se tarda {} minutos.",
            "fr": "Il faut {} minutes.",
            "th": "ใช้เวลา {} นาที",
            "vi": "Mất {} phút.",
            "id": "Butuh {} menit.",
        },
    },
    "metres": {
        **{
            "ja": "ここから{}メートルです。",
            "en": "It's {} meters from here.",
            "zh": "离这里{}米。",
            "ko": "여기서 {}미터입니다.",
        },
        **{
            "pt": "Fica a {} metros daqui.",
            "es": "Está a {} metros de aquí.",
            "fr": "C'est à {} mètres d'ici.",
            "th": "ห่างจากที่นี่ {} เมตร",
        },
        **{"vi": "Cách đây {} mét.", "id": "Dari sini {} meter."},
    },
    "platform": {
        **{
            "ja": "{}番のりばです。",
            "en": "It's platform {}.",
            "zh": "是{}号站台。",
            "ko": "{}번 승강장입니다.",
            "pt": "É a plataforma {}.",
        },
        **{
            "es": "Es el andén {}.",
            "fr": "C'est le quai {}.",
            "th": "ชานชาลาที่ {}",
            "vi": "Đó là sân ga số {}.",
            "id": "Itu peron {}.",
        },
    },
    "room": {
        **{
            "ja": "{}号室です。",
            "en": "You are in room {}.",
            "zh": "您在{}号房间。",
            "ko": "{}호실입니다.",
            "pt": "É o quarto {}.",
        },
        **{
            "es": "Es la habitación {}.",
            "fr": "C'est la chambre {}.",
            "th": "ห้อง {}",
            "vi": "Đó là phòng {}.",
            "id": "Itu kamar nomor {}.",
        },
    },
    "nights": {
        **{
            "ja": "{}泊します。",
            "en": "We stay {} nights.",
            "zh": "我们住{}晚。",
            "ko": "{}박 합니다.",
            "pt": "Ficamos {} noites.",
        },
        **{
            "es": "Nos quedamos {} noches.",
            "fr": "Nous restons {} nuits.",
            "th": "เราพัก {} คืน",
            "vi": "Chúng tôi ở {} đêm.",
            "id": "Kami menginap {} malam.",
        },
    },
    "people": {
        **{
            "ja": "{}人です。",
            "en": "There are {} people.",
            "zh": "有{}个人。",
            "ko": "{}명입니다.",
            "pt": "São {} pessoas.",
            "es": "Son {} personas.",
        },
        **{"fr": "Il y a {} personnes.", "th": "มี {} คน", "vi": "Có {} người.", "id": "Ada {} orang."},
    },
    "percent": {
        **{
            "ja": "{}パーセント引きです。",
            "en": "It's {} percent off.",
            "zh": "便宜百分之{}。",
            "ko": "{}% 할인입니다.",
            "pt": "São {}% de desconto.",
        },
        **{
            "es": "Es un {} % de descuento.",
            "fr": "C'est {} % de moins.",
            "th": "ลด {}%",
            "vi": "Giảm {}%.",
            "id": "Diskon {} persen.",
        },
    },
    "degrees": {
        **{
            "ja": "気温は{}度です。",
            "en": "It's {} degrees.",
            "zh": "气温{}度。",
            "ko": "기온은 {}도입니다.",
            "pt": "Faz {} graus.",
            "es": "Hace {} grados.",
        },
        **{"fr": "Il fait {} degrés.", "th": "อากาศ {} องศา", "vi": "Trời {} độ.", "id": "Suhunya {} derajat."},
    },
}
_PHONE = {
    **{
        "ja": "電話は{}です。",
        "en": "Please call {}.",
        "zh": "请打{}。",
        "ko": "{}로 전화하세요.",
        "pt": "Ligue para {}.",
        "es": "Llame al {}.",
    },
    **{"fr": "Appelez le {}.", "th": "โทร {}", "vi": "Hãy gọi {}.", "id": "Hubungi {}."},
}
KINDS = ("price", "time", "date", "weekday", "phone", *_ONE_NUMBER)
_RANGES = {
    "minutes": (5, 59),
    "metres": (50, 900),
    "platform": (2, 30),
    "room": (101, 999),
    "nights": (3, 14),
    "people": (3, 40),
}


def fact(kind: str, chance: random.Random) -> Said:
    """Some fact of a kind."""
    match kind:
        case "price":
            return Said(kind, (chance.choice(_AMOUNTS),))
        case "time":
            return Said(
                kind, (chance.randint(7, 11) if chance.random() < 0.4 else chance.randint(13, 17), chance.randint(11, 59))
            )
        case "date":
            return Said(kind, (chance.randint(1, 12), chance.randint(2, 28)))
        case "weekday":
            return Said(kind, (chance.randrange(7),))
        case "phone":
            return Said(kind, (chance.randint(100_000_000, 999_999_999),))
        case _:
            return Said(kind, (chance.randint(*_RANGES.get(kind, (11, 39))),))


def speak(said: Said, language: str, chance: random.Random) -> str:
    """The fact in a sentence of a language, in one of its styles."""
    numbers = said.numbers
    match said.kind:
        case "price":
            return _YEN[language].format(_amount(numbers[0], language, chance))
        case "time":
            return _time(numbers, language, chance)
        case "date":
            return _date(numbers, language, chance)
        case "weekday":
            frame, names = _WEEKDAY[language]
            return frame.format(names.split()[numbers[0]].replace("_", " "))
        case "phone":
            area, digits = f"0{numbers[0]}"[:2], f"{numbers[0]}"[1:]
            styles = (f"{area}-{digits[:4]}-{digits[4:]}", f"+81 {area[1]} {digits[:4]} {digits[4:]}")
            return _PHONE[language].format(chance.choice(styles))
        case _:
            plain = said.kind in ("metres", "room", "platform")
            return _ONE_NUMBER[said.kind][language].format(numbers[0] if plain else _small(numbers[0], language, chance))


def _time(numbers: tuple[int, ...], language: str, chance: random.Random) -> str:
    hour, minute = numbers
    halves = {f"half_{code}": names[hour > 11] for code, names in _HALVES.items()}
    return chance.choice(_TIME[language]).format(h=hour, t=(hour - 1) % 12 + 1, m=minute, **halves)


def _date(numbers: tuple[int, ...], language: str, chance: random.Random) -> str:
    month, day = numbers
    name = _MONTHS[language].split()[month - 1] if language in _MONTHS else ""
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    frames = _DATE[language][1:] if language == "ja" else _DATE[language]
    return chance.choice(frames).format(m=month, d=day, month=name, th=th)


def pairs(count: int, seed: int) -> Iterator[tuple[str, str, str, str, tuple[Said, ...]]]:
    """Source text and language, target text and language, and the one or two facts that both say."""
    chance = random.Random(seed)
    for _ in range(count):
        source, target = chance.sample(TEN, 2)
        facts = tuple(fact(kind, chance) for kind in chance.sample(KINDS, chance.choice((1, 1, 2))))
        told = [" ".join(speak(each, language, chance) for each in facts) for language in (source, target)]
        yield told[0], source, told[1], target, facts
