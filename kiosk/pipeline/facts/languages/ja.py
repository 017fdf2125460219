"""Japanese: 午後2時半, 三番のりば, 1万2千円, 令和8年12月25日(金), 3泊, 2割引."""

from __future__ import annotations

from decimal import Decimal

from kiosk.pipeline.facts.clocks import week
from kiosk.pipeline.facts.grammar import Found, Hit, plain, rule
from kiosk.pipeline.facts.languages.cjk import numbers
from kiosk.pipeline.facts.languages.names_ja import NAMES
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import amount, clock, count, day, duration, floor, lasting, ordinal, passed, tenths, whole

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA = "(?P<era>" + "|".join(_ERAS) + ")"
_HALF = r"(?:(?P<half>午前|午後|am|pm|朝|昼|お昼|夕方|夜|晩|深夜|早朝|未明)(?:の|,)? )?"
_DAYS = week("月 火 水 木 金 土 日")


def _half(hit: Hit, hour: int) -> str:
    match hit.named("half"):
        case "午前" | "朝" | "早朝" | "未明" | "am":
            return "am"
        case "午後" | "夕方" | "pm":
            return "pm"
        case "昼" | "お昼":
            return "am" if 9 < hour < 12 else "pm"
        case "夜" | "晩" | "深夜":
            return "pm" if 5 < hour < 12 else "am"
        case _:
            return ""


def _time(hit: Hit) -> Found | None:
    hour = whole(hit.numbers[0])
    minute = 30 if hit.named("thirty") else whole(hit.numbers[1]) if len(hit.numbers) > 1 else 0
    if hit.named("before"):
        hour, minute = (hour - 1, 60 - minute) if minute else (hour, 0)
    return clock(hour, minute, _half(hit, hour), padded=hit.numbers[0].raw.startswith("0"))


def _date(hit: Hit) -> Found | None:
    values = [whole(number) for number in hit.numbers]
    if hit.named("era"):
        year = _ERAS[hit.named("era")] + (1 if hit.named("first") else values.pop(0))
        return day(year, *values)
    if hit.named("year"):
        return day(*values) if values[0] > 99 else None
    return day(0, *values)


def _year(hit: Hit) -> Found | None:
    value = hit.numbers[0].value
    return Found("date", f"{int(value):04d}") if 100 < value < 2200 and value == int(value) else None


def _slashed(hit: Hit) -> Found | None:
    values = [whole(number) for number in hit.numbers]
    return day(*values) if len(values) == 3 and values[0] > 31 else day(0, *values) if len(values) == 2 else None


def _day(hit: Hit) -> Found | None:
    found = day(0, 0, whole(hit.numbers[0]))
    return Found("date", found.value, unsure=hit.numbers[0].value == 1) if found else None


def _weekday(hit: Hit) -> Found:
    return Found("weekday", _DAYS[hit.named("day")])


def _dictated(hit: Hit) -> Found | None:
    """〇三の一二三四の五六七八, as one says a telephone number."""
    digits = "".join(number.raw for number in hit.numbers)
    return Found("phone", digits) if digits.isdigit() and len(digits) > 8 else None


def _hours(hit: Hit) -> Found:
    minutes = hit.numbers[1].value if len(hit.numbers) > 1 else 30 if hit.named("thirty") else 0
    return lasting(hit.numbers[0].value * 60 + minutes, "min")


_HIRAGANA = {
    **{"ふたつ": 2, "みっつ": 3, "よっつ": 4, "いつつ": 5, "むっつ": 6, "ななつ": 7, "やっつ": 8, "ここのつ": 9},
    **{"ふたり": 2, "さんにん": 3, "はたち": 20},
}
_AFTER = "間|後|前|以内|以上|以下|未満|ほど|くらい|ぐらい|かか|ぶり|おき|ごと|分の|待|程度|連続|目"
_COUNTERS = (
    "人|名|個|枚|本|冊|台|匹|頭|羽|泊|回|杯|皿|着|足|通(?!り)|部(?!屋|分)|件|軒|歳|才|つ(?!い)|組|席|室|箱|袋|缶|切れ|"
    "食|品|種類|倍|"
    "段|行|ページ|か所|カ所|ヶ所|箇所|ヵ所|か国|カ国|ヶ国|ヵ国|点(?!に|が)|度目|日目|回目|人目|つ目|駅|停留所|束|膳|粒|"
    "錠|滴|円玉"
)


def _degrees_or_times(hit: Hit) -> Found:
    """25度; under 10 it is more often said of how many times."""
    value = plain(hit.numbers[0].value)
    return Found("number", value, unsure=True) if hit.numbers[0].value < 10 else Found("temperature", value)


def _stops(hit: Hit) -> Found:
    """So many stops; 十三駅 is also a station's name."""
    value = hit.numbers[0].value
    return Found("count", plain(value), unsure=value == 13)


def _fever(hit: Hit) -> Found:
    """38度5分."""
    degrees, tenths = (number.value for number in hit.numbers)
    return Found("temperature", plain(degrees + tenths / 10)) if tenths < 10 else Found("temperature", plain(degrees))


def _famous(hit: Hit) -> Found:
    """三大祭り, 日本三景: part of a name where it stands in words."""
    number = hit.numbers[0]
    return Found("number", plain(number.value), unsure=number.words)


def _or_more(hit: Hit) -> Found | None:
    """二、三日: the first of two that are said for "a few"."""
    number = hit.numbers[0]
    return Found("number", plain(number.value), unsure=True) if number.words and number.value < 10 else None


_RULES = (
    rule(rf"{_HALF}#時 ?#分(?P<before>前)?(?!間)", _time),
    rule(rf"{_HALF}#時(?P<thirty>半)", _time),
    rule(rf"{_HALF}#:#(?::#)?(?P<end> ?(?:am|pm))?", _time),
    rule(rf"{_HALF}#時(?![間代差計点])", _time),
    rule(r"正午", lambda hit: Found("time", "12:00", unsure=True)),
    rule(rf"{_ERA} (?:#|(?P<first>元))年(?: #月(?: #日)?)?", _date),
    rule(r"(?P<year>#)年 #月(?: #日)?", _date),
    rule(r"#月 #日", _date),
    rule(r"#月(?![額曜間給])", _date),
    rule(r"#日おき", lambda hit: lasting(hit.numbers[0].value, "d", unsure=True)),
    rule(rf"#日(?=半|{_AFTER})間?", lambda hit: lasting(hit.numbers[0].value, "d")),
    rule(r"#日(?![曜本市光])", _day),
    rule(r"#年(?!間|後|前|以|ほど|くらい|ぐらい|ぶり|かか|代|生|目)", _year),
    rule(r"(?<![a-z/])#/#(?![a-z/])", _slashed),
    rule(r"#時間 (?:#分|(?P<thirty>半))?", _hours),
    rule(
        r"#(?P<unit>年|週間|か月|ヶ月|カ月|ヵ月|箇月|ヶ月)間?半",
        duration({"年": "y", "週間": "w"} | dict.fromkeys(("か月", "ヶ月", "カ月", "ヵ月", "箇月"), "mo"), Decimal("0.5")),
    ),
    rule(r"半時間|半刻", lambda hit: lasting(Decimal(30), "min")),
    rule(r"#割引?(?: ?#分)?", tenths),
    rule(r"#人(?:分|前)", count),
    rule(r"#人(?=部屋|用の?部屋)", lambda hit: Found("count", plain(hit.numbers[0].value), unsure=hit.numbers[0].value <= 2)),
    rule(r"#ダース", lambda hit: Found("count", plain(12 * hit.numbers[0].value))),
    rule(r"(?P<fact>#)[、,・](?=#[日人時分週か回個枚名年泊本箱度])", _or_more),
    rule(r"#駅(?!目)", _stops),
    rule(rf"(?P<word>{'|'.join(_HIRAGANA)})", lambda hit: Found("count", str(_HIRAGANA[hit.named("word")]))),
    rule(r"(?:氷点下|マイナス|零下)#(?:度|°c?)", lambda hit: Found("temperature", f"-{plain(hit.numbers[0].value)}")),
    rule(r"華氏 #度", amount("temperature", "F")),
    rule(r"#度 ?#分(?!間)", _fever),
    rule(r"#度(?![目も合])", _degrees_or_times),
    rule(r"#[つツ]星", count),
    rule(r"#の#の#", _dictated),
    rule(r"#階(?![段級])", floor),
    rule(r"#丁目", lambda hit: Found("label", plain(hit.numbers[0].value), unsure=hit.numbers[0].words)),
    rule(r"#(?:つ目|番目|個目|本目|軒目)(?=の|を|で|に|が)", passed),
    rule(r"第#(?:[^\W\d])?|#(?:番目|位|回目|人目|つ目|度目|個目|本目|枚目|台目|軒目|代目)", ordinal),
    rule(r"#代(?![目金])", lambda hit: Found("number", plain(hit.numbers[0].value), unsure=True)),
    rule(r"#年代", amount("number")),
    rule(r"#(?:大(?![人学会きの])|名(?=[園山泉瀑城橋])|景)", _famous),
    rule(r"#キロ(?=グラム|ワット|バイト|カロリー)", amount("number")),
)

LEXICON = Lexicon(
    numbers("〇零一二三四五六七八九十百千万億兆", "一"),
    names=NAMES,
    rules=_RULES,
    early=(rule(r"(?P<day>[月火水木金土日])曜(?!大工)日?", _weekday), rule(r"\((?P<day>[月火水木金土日])\)", _weekday)),
    money={
        **dict.fromkeys(("円", "えん", "日本円"), "JPY"),
        **{"ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ウォン": "KRW", "ポンド": "GBP", "バーツ": "THB", "元": "CNY"},
        **{
            "人民元": "CNY",
            "レアル": "BRL",
            "ルピア": "IDR",
            "ドン": "VND",
            "台湾ドル": "TWD",
            "香港ドル": "HKD",
            "ペソ": "PHP",
        },
    },
    lasting={
        **{"秒": "s", "秒間": "s", "分": "min", "分間": "min", "日間": "d", "週間": "w", "週": "w", "年間": "y", "年": "y"},
        **dict.fromkeys(("か月", "ヶ月", "カ月", "ヵ月", "箇月", "か月間", "ヶ月間", "カ月間", "ヵ月間"), "mo"),
    },
    lengths={
        **dict.fromkeys(("キロメートル", "キロ", "㎞"), "1000"),
        **dict.fromkeys(("メートル", "メーター"), "1"),
        **dict.fromkeys(("センチメートル", "センチ"), "0.01"),
        **{"ミリ": "0.001", "ミリメートル": "0.001", "マイル": "mi", "フィート": "ft"},
    },
    label_before=(
        r"(?:ゲート|ホーム|ターミナル|系統|部屋|番号|内線|バス|便名|窓口|出口|no\.?)(?:番号)?(?:は|の|,)?"
        r"(?: [a-z](?= #))?"
    ),
    label_after=(
        "番(?:線|のりば|乗り場|乗場|ホーム|ゲート|出口|窓口|搭乗口|地|号)?(?![町丁街館組])|号(?:室|車|線|館|店|機|棟)?|"
        "便(?!利|座)|"
        "階(?!段|級)|系統|限"
    ),
    counted=_COUNTERS,
    percent="%|パーセント",
    edge="(?![形満周高安盤卓滑山])",
    left="",
)
