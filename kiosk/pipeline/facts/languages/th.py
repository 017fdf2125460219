"""Thai: บ่ายสองโมงครึ่ง, 14.30 น., สามร้อยห้าสิบบาท, วันพุธที่ 3 พฤษภาคม 2569, ชานชาลาที่ 3."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import dated, numbered, timed, week, year
from kiosk.pipeline.facts.grammar import Found, Hit, Make, plain, rule
from kiosk.pipeline.facts.languages.words import adding
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import clock, hours_and_minutes, lasting, ordinal, whole
from kiosk.pipeline.facts.numerals import Numbers, Word

_WORDS = {
    **adding("หนึ่ง/เอ็ด สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"),
    **{"ยี่": Word("add", 2), "ศูนย์": Word("add", 0), "สิบ": Word("times", 10), "ร้อย": Word("times", 100)},
    **{"พัน": Word("times", 1000), "หมื่น": Word("times", 10**4), "แสน": Word("times", 10**5), "ล้าน": Word("scale", 10**6)},
}
_SYLLABLES = (
    "หนึ่ง|เอ็ด|สอง(?!แถว|แคว)|สาม(?!ารถ|ี|ัญ|ัค|พราน|เหลี่ยม|เสน|โคก)|สี่(?!แยก|แคว|เหลี่ยม)|ห้า(?![มง])|หก(?!ล้ม)|"
    "เจ็ด(?!ยอด|เสมียน)|แปด(?!ริ้ว)|"
    "เก้า(?!อี้|ง)|ยี่(?=สิบ)|ศูนย์(?=[ ]?(?:ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า))|สิบ|ร้อย(?!ละ|เปอร์)|"
    "พัน(?!ธ|ท|ก|ผ|แผล|ตรี|เอก|ปี|จ่า)|หมื่น|แสน(?!ดี|สุข|สวย|จะ)|"
    "ล้าน(?!นา|ช้าง|คำ)"
)
_MONTHS = numbered(
    "มกราคม/ม.ค./มกรา กุมภาพันธ์/ก.พ./กุมภา มีนาคม/มี.ค./มีนา เมษายน/เม.ย./เมษา พฤษภาคม/พ.ค./พฤษภา "
    "มิถุนายน/มิ.ย./มิถุนา กรกฎาคม/ก.ค./กรกฎา "
    "สิงหาคม/ส.ค./สิงหา กันยายน/ก.ย./กันยา ตุลาคม/ต.ค./ตุลา พฤศจิกายน/พ.ย./พฤศจิกา ธันวาคม/ธ.ค./ธันวา"
)
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_ERA = r"(?: ?(?:ปี)? ?(?:พ\.ศ\.|ค\.ศ\.|พุทธศักราช|คริสต์ศักราช)?)"
_TAIL = r"(?:(?P<step>ครึ่ง)| ?# นาที)?"


def _from(base: int, half: str = "") -> Make:
    """Hours that are counted from another: สองทุ่ม is two after six in the evening."""

    def make(hit: Hit) -> Found | None:
        hour = whole(hit.numbers[0]) + base
        minute = 30 if hit.named("step") else whole(hit.numbers[1]) if len(hit.numbers) > 1 else 0
        return clock(hour, minute, half) if 0 <= hour <= 24 else None

    return make


def _fixed(hour: int, unsure: bool = False) -> Make:
    def make(hit: Hit) -> Found | None:
        return Found("time", f"{hour:02d}:{30 if hit.named('step') else 0:02d}", unsure)

    return make


def _afternoon(hit: Hit) -> Found | None:
    hour = whole(hit.numbers[0])
    return _from(12 if hour < 7 else 0, "day")(hit)


_RULES = (
    rule(rf"ตี ?#{_TAIL}", _from(0, "am")),
    rule(rf"#ทุ่ม{_TAIL}", _from(18, "day")),
    rule(rf"บ่าย ?# ?(?:โมง)?{_TAIL}", _afternoon),
    rule(rf"# ?โมงเย็น{_TAIL}", _from(12, "day")),
    rule(r"# ?โมง(?:เช้า|ครึ่งเช้า)(?:(?P<step>ครึ่ง)| ?# นาที)?", _from(0, "am")),
    rule(rf"# ?โมง{_TAIL}", timed({}, {"ครึ่ง": 30})),
    rule(r"บ่ายโมง(?P<step>ครึ่ง)?", _fixed(13)),
    rule(r"เที่ยงคืน(?P<step>ครึ่ง)?", _fixed(0, unsure=True)),
    rule(r"(?<!ท่อง)เที่ยง(?:วัน)?(?P<step>ครึ่ง)", _fixed(12)),
    rule(r"(?<!ท่อง)เที่ยงวัน|(?:ตอน|เวลา)(?P<fact>เที่ยง)", _fixed(12, unsure=True)),
    rule(r"(?:เวลา )?# ?นาฬิกา(?: ?# นาที)?", timed({}, {})),
    rule(r"(?:เวลา )?#:#(?: ?น\.)?", timed({})),
    rule(r"(?:เวลา )?# ?น\.", timed({})),
    rule(r"(?<!เป็น)เวลา (?P<fact>#)(?! ?[^\W\d_])", timed({})),
    rule(rf"# (?:เดือน)?(?P<month>{_MONTH}),?(?:{_ERA} #)?", dated(_MONTHS)),
    rule(rf"(?P<month>{_MONTH})(?:{_ERA} ?#)?", dated(_MONTHS)),
    rule(
        r"วันที่ "
        r"(?P<fact>#)",
        lambda hit: Found("date", f"-{whole(hit.numbers[0]):02d}") if hit.numbers[0].value < 32 else None,
    ),
    rule(r"(?:ปี|พ\.ศ\.|ค\.ศ\.|พุทธศักราช|คริสต์ศักราช) ?(?:พ\.ศ\.|ค\.ศ\.)? ?(?P<fact>#)", year),
    rule(r"# ชั่วโมง ?(?:กับ|และ)? ?# นาที", hours_and_minutes),
    rule(r"# ชั่วโมงครึ่ง", lambda hit: lasting(hit.numbers[0].value + Decimal("0.5"), "h")),
    rule(r"ครึ่งชั่วโมง", lambda hit: lasting(Decimal(30), "min")),
    rule(r"ครั้งที่ #|คนที่ #|อันดับ(?:ที่)? #", ordinal),
    rule(r"ร้อยละ (?P<fact>#)", lambda hit: Found("percent", plain(hit.numbers[0].value))),
    rule(r"ติดลบ # องศา(?:เซลเซียส)?", lambda hit: Found("temperature", f"-{plain(hit.numbers[0].value)}")),
)
_NAMES = re.compile(
    "โควิด-?19|ไม่กี่(?:ร้อย|พัน|หมื่น|แสน|สิบ)|\\d+ ใน \\d+|ทั้งสอง(?:คน|ครั้ง|ฝ่าย)?|(?:หนึ่ง|สอง|สาม|สี่)ใน(?:สาม|สี่|ห้า|สิบ)|(?:จังหวัด|ไป|"
    "เมือง)ร้อยเอ็ด|สามีภรรยา|หนึ่งใน|อีกครั้งหนึ่ง|ศูนย์การค้า|ห้าแยก|สามแยก|พันธุ์|พันธุ|สัมพันธ์|ประมาณ(?=$)|"
    "ที่หนึ่ง|เป็นหนึ่ง|น้ำหนึ่ง|ผูกพัน|แสนสาหัส|หมื่นไวย"
)

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        token=re.compile(_SYLLABLES),
        opening=re.compile(rf"(?<!หลาย)(?<!นับ)(?<!เป็น)(?<!พัน)(?<!ร้อย)(?<!สิบ)(?<!หมื่น)(?<!แสน)(?:{_SYLLABLES})"),
        gap=re.compile(" ?"),
        weak=frozenset(("หนึ่ง",)),
        never=frozenset(("ร้อย", "พัน", "หมื่น", "แสน", "ล้าน", "เอ็ด", "ศูนย์", "ยี่", "สิบ")),
        short=5,
    ),
    names=_NAMES,
    rules=_RULES,
    money={
        **{"บาท": "THB", "เยน": "JPY", "ดอลลาร์": "USD", "ดอลลาร์สหรัฐ": "USD", "เหรียญ": "USD", "ยูโร": "EUR", "วอน": "KRW"},
        **{"หยวน": "CNY", "ปอนด์": "GBP", "ดอง": "VND", "รูเปียห์": "IDR", "เรอัล": "BRL", "เปโซ": "PHP"},
    },
    lasting={
        **{
            "วินาที": "s",
            "นาที": "min",
            "ชั่วโมง": "h",
            "ชม.": "h",
            "วัน": "d",
            "สัปดาห์": "w",
            "อาทิตย์": "w",
            "เดือน": "mo",
            "ปี": "y",
            "ทศวรรษ": "decade",
        },
    },
    lengths={
        **{
            "กิโลเมตร": "1000",
            "กม.": "1000",
            "กิโล": "1000",
            "เมตร": "1",
            "ม.": "1",
            "เซนติเมตร": "0.01",
            "ซม.": "0.01",
            "ไมล์": "mi",
            "มม.": "0.001",
        },
        **{"ฟุต": "ft"},
    },
    label_before=(
        r"(?:ชานชาลา|ห้อง|ประตู|เกต|ชั้น|สาย|เบอร์|หมายเลข|เที่ยวบิน|เคาน์เตอร์|ทางออก|เลขที่|รถเมล์|รถบัส|ตู้|ขบวน|"
        r"ช่อง|โต๊ะ|ที่นั่ง|อาคาร|หน้า)"
        r"(?:หมายเลข|เลขที่|ที่|สาย|เบอร์)?(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?!)",
    counted="คน|ใบ|คืน|ห้อง|ที่(?![^\\W\\d_])|ชิ้น|ตัว|ขวด|แก้ว|ครั้ง|ท่าน|จาน|ขวบ|เตียง|ถุง|กล่อง|เล่ม|คัน|ลูก|อัน|แผ่น|ป้าย|สถานี|ชั้น|แห่ง|เท่า|ปาก",
    percent="%|เปอร์เซ็นต์|เปอร์เซนต์",
    degrees="องศา(?:เซลเซียส)?",
    edge="(?!ที่|นี้|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)",  # วันที่ is a date, วัน a day
    left="",
    late=(rule(r"ที่(?P<fact>#)", ordinal),),
    weekdays=week("วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี/วันพฤหัส วันศุกร์ วันเสาร์ วันอาทิตย์"),
    weekday_edges=("", ""),
)
