"""Vietnamese: "2 giờ rưỡi chiều", "một trăm hai mươi nghìn đồng", "ngày 25 tháng 12 năm 2026", "thứ ba", "sân ga số 3"."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import day_month_year, month_year, timed, week, year
from kiosk.pipeline.facts.grammar import Found, Hit, plain, rule
from kiosk.pipeline.facts.languages.words import adding
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import day, duration, hours_and_minutes, lasting, one_by_one, weekday, whole
from kiosk.pipeline.facts.numerals import Numbers, Word

_WORDS = {
    **adding("một/mốt hai ba bốn/tư năm/lăm sáu bảy/bẩy tám chín"),
    **{"mười": Word("add", 10, room=10), "mươi": Word("times", 10, bare=False), "trăm": Word("times", 100, bare=False)},
    **{word: Word("scale", 1000, bare=False) for word in ("nghìn", "ngàn", "k")},
    **{
        "triệu": Word("scale", 10**6, bare=False),
        "tỷ": Word("scale", 10**9, bare=False),
        "tỉ": Word("scale", 10**9, bare=False),
    },
    **{"linh": Word("fill"), "lẻ": Word("fill"), "không": Word("add", 0)},
}
_UNITS = (
    "người|giờ|phút|giây|ngày|tuần|tháng|đêm|đồng|yên|yen|đô|đô la|euro|won|tệ|bạt|vé|phòng|cái|chiếc|lần|tuổi|con|bạn|"
    "khách|km|mét|"
    "ki-lô-mét|tầng|suất|phần|ly|chai|trẻ|sao|độ|trạm|bến|tiếng"
)
_BIG = "mươi|trăm|nghìn|ngàn|triệu"
_NOT_FIVE = "".join(
    rf"(?<!{word} )"
    for word in (
        *("triệu", "nghìn", "ngàn", "trăm", "mươi", "mười", "một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "nhiều"),
        *("mỗi", "vài", "mấy", "hàng", "hằng", "cả", "trong", "các", "những", "từng", "của", r"\d", "\ue000"),
    )
)
_FIVE = (
    rf"năm(?= (?:{_BIG})\b)|{_NOT_FIVE}năm(?! (?:\d|nay|ngoái|sau|trước|tới|mới|học|qua|đó|này|ấy|thứ))|(?<=linh )năm|"
    rf"(?<=lẻ )năm|"
    rf"(?<=số )năm|(?<=mười )năm(?= (?:{_UNITS})\b)"
)
_ZERO = r"(?<=số )không|không(?= (?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|không) (?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|không)\b)"
_TOKEN = re.compile(rf"(?:{_FIVE}|{_ZERO}|(?!năm\b|không\b)[^\W\d_]+)(?![^\W\d_])")
_OPENING = re.compile(rf"(?<![^\W_])(?:{_FIVE}|{_ZERO}|(?!năm\b|không\b|tư\b|mốt\b|lăm\b)[^\W\d_]+)(?![^\W\d_])")
_PARTS = {"sáng": "am", "trưa": "noon", "chiều": "pm", "tối": "pm", "đêm": "night", "khuya": "night"}
_PART = r"(?: (?:buổi )?(?P<part>sáng|trưa|chiều|tối|đêm|khuya)\b)"
_LASTING = {
    **{"giây": "s", "phút": "min", "tiếng": "h", "tiếng đồng hồ": "h", "giờ đồng hồ": "h", "ngày": "d", "tuần": "w"},
    **{"tuần lễ": "w", "tháng": "mo", "năm": "y", "thập kỷ": "decade", "thập niên": "decade"},
}


def _month(hit: Hit) -> Found | None:
    if hit.named("word"):
        return day(whole(hit.numbers[0]) if hit.numbers else 0, 1 if hit.named("word") == "giêng" else 4)
    return month_year(hit)


_RULES = (
    rule(r"# ngày (?P<fact># đêm)", lambda hit: Found("count", plain(hit.numbers[1].value))),
    rule(r"(?:\bngày |\bmùng |\bmồng )# ?(?:tháng|/|-) ?#(?: ?(?:,? năm|/|-) ?#)?", day_month_year),
    rule(r"# tháng #(?: ?,? năm ?#)?", day_month_year),
    rule(r"\btháng (?:#|(?P<word>tư|giêng))(?: ?,? năm #|/#)?", _month),
    rule(r"(?:\bngày |\bmùng |\bmồng )(?P<fact>#)(?! ngày)", lambda hit: day(0, 0, whole(hit.numbers[0]))),
    rule(r"\bnăm (?P<fact>#)", year),
    rule(r"(?<![\w/])#/#/#(?![\w/])", day_month_year),
    rule(rf"# giờ (?P<less>kém) #(?: phút)?{_PART}?", timed(_PARTS)),
    rule(rf"# giờ (?:#(?: phút)?(?! (?:giờ|người|yên|đồng))|(?P<step>rưỡi)){_PART}?", timed(_PARTS, {"rưỡi": 30})),
    rule(rf"#(?:h| ?g)#?(?![^\W_]){_PART}?", timed(_PARTS)),
    rule(rf"#:#{_PART}?", timed(_PARTS)),
    rule(rf"# giờ{_PART}", timed(_PARTS)),
    rule(r"# (?:tiếng|giờ)(?: đồng hồ)? (?:và )?# phút", hours_and_minutes),
    rule(r"# (?:tiếng|giờ đồng hồ|tiếng đồng hồ) rưỡi", lambda hit: lasting(hit.numbers[0].value + Decimal("0.5"), "h")),
    rule(r"# (?P<unit>tháng|năm|ngày|tuần) rưỡi", duration(_LASTING, Decimal("0.5"))),
    rule(r"\bnửa (?:giờ|tiếng)(?: đồng hồ)?\b", lambda hit: lasting(Decimal(30), "min")),
    rule(
        r"# giờ đồng hồ|\b(?:trong|mất|suốt|khoảng|hơn|cách|gần) (?P<fact># giờ)\b",
        lambda hit: lasting(hit.numbers[0].value, "h"),
    ),
    rule(r"# giờ(?! đồng hồ)", timed(_PARTS)),
    rule(r"\b(?:giữa trưa|mười hai giờ trưa)\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\bnửa đêm\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(r"# # #(?: #){0,12}", one_by_one),
)


_DAYS = week("hai ba tư năm sáu bảy chủ_nhật") | week("2 3 4 5 6 7 cn")
_EARLY = (
    rule(
        r"(?<!lần\x20)(?<!người\x20)(?<!hạng\x20)(?<!tầng\x20)(?P<fact>\b(?:thứ|t) ?(?P<day>[2-7])\b(?! [%]))",
        weekday(_DAYS),
    ),
    rule(
        r"(?:\bvào|\bngày|\bsáng|\bchiều|\btối|\btừ|\bđến|\bhôm|\bmỗi|\bcác|\btrưa|\btới) (?P<fact>thứ (?P<day>hai|ba|"
        r"tư|năm|sáu|bảy))\b",
        weekday(_DAYS),
    ),
    rule(r"\b(?P<fact>thứ (?P<day>hai|ba|tư|năm|sáu|bảy))(?: tuần| ngày| này| tới| sau| là ngày)", weekday(_DAYS)),
    rule(r"\bthứ (?P<day>hai|ba|tư|năm|sáu|bảy)\b", weekday(_DAYS, frozenset(_DAYS))),
    rule(r"\b(?P<day>chủ nhật)\b", weekday(_DAYS)),
)
_NAMES = re.compile(
    r"\b(?:ba (?:mẹ|má|tôi|của|em|cháu|ơi|lô|na|lan)|(?<!tháng )một (?:chút|số|cách|mình|vài|ít|phần|khi|lần nữa)|hai "
    r"bên|cả hai|"
    r"nấu chín|chín chắn|trái chín|riêng tư|đầu tư|tư vấn|tư nhân|luật sư|thứ nhất|bà ba|hàng (?:trăm|nghìn|ngàn|triệu)|số một|"
    r"đà lạt|tam đảo|bảy núi|mười phân|sáu mươi phần)\b"
)
LEXICON = Lexicon(
    Numbers(
        _WORDS,
        token=_TOKEN,
        opening=_OPENING,
        dot_groups=True,
        weak=frozenset(("một", "mốt")),
        vague=frozenset(("năm",)),
        never=frozenset(("tư", "không", "mốt", "lăm", "k")),
        short=5,
    ),
    names=_NAMES,
    rules=_RULES,
    early=_EARLY,
    money={
        **{
            "yên": "JPY",
            "yen": "JPY",
            "yên nhật": "JPY",
            "đồng": "VND",
            "đô la": "USD",
            "đô-la": "USD",
            "đô": "USD",
            "usd": "USD",
        },
        **{"đôla": "USD", "đô la mỹ": "USD", "euro": "EUR", "ơ-rô": "EUR", "won": "KRW", "nhân dân tệ": "CNY", "tệ": "CNY"},
        **{"bạt": "THB", "baht": "THB", "bảng": "GBP", "bảng anh": "GBP", "đ": "VND", "rupiah": "IDR", "peso": "PHP"},
    },
    lasting=_LASTING,
    lengths={"ki-lô-mét": "1000", "kilômét": "1000", "kilomet": "1000", "cây số": "1000", "mét": "1", "dặm": "mi", "bộ": "ft"},
    label_before=(
        r"(?:sân ga|ke ga|ke|đường ray|phòng|cổng|cửa|xe buýt|tuyến|chuyến bay|chuyến|số|quầy|nhà ga|lối ra|toa|ghế|bàn|"
        r"tòa nhà|"
        r"trang|tầng|lầu|đường|bến)(?: (?:số|thứ))?(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?!)",
    counted=r"(?:người|khách|trẻ em|đêm|vé|phòng|cái|chiếc|lần|tuổi|con|bạn|ly|chai|suất|phần(?! trăm)|kiện|túi|vali|"
    r"trạm|bến|tấm)\b",
    percent=r"%|phần trăm\b",
    degrees=r"độ\b(?: c\b)?",
)
