"""Chinese in both scripts: 下午两点半, 三百五十元, 二〇二六年十二月二十五日, 周三, 百分之五十, 八折, 三号站台."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import half_of_day, month_day, timed, week, year, year_month_day
from kiosk.pipeline.facts.grammar import Found, Hit, Make, Rule, plain, rule
from kiosk.pipeline.facts.languages.cjk import numbers
from kiosk.pipeline.facts.languages.names_zh import NAMES as _PLACES
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import amount, clock, floor, label, lasting, ordinal, passed, weekday, whole

_PARTS = {
    **dict.fromkeys(("上午", "早上", "早晨", "凌晨", "清晨", "清早", "今早"), "am"),
    **dict.fromkeys(("下午", "傍晚", "午后", "午後"), "pm"),
    **{"中午": "noon", "晚上": "night", "夜里": "night", "夜裡": "night", "半夜": "night", "深夜": "night", "今晚": "night"},
}
_PART = rf"(?:(?P<part>{'|'.join(_PARTS)})的? )?"
_STEPS = {"半": 30, "一刻": 15, "三刻": 45}
_DAYS = week("一 二 三 四 五 六 日/天")
_MONEY = {
    **dict.fromkeys(("日元", "日圆", "日圓", "日币", "日幣", "円"), "JPY"),
    **dict.fromkeys(("元", "块", "塊", "块钱", "塊錢", "元人民币", "人民币", "元人民幣", "人民幣", "圆", "圓"), "CNY"),
    **dict.fromkeys(("美元", "美金", "美刀", "刀"), "USD"),
    **dict.fromkeys(("欧元", "歐元"), "EUR"),
    **dict.fromkeys(("韩元", "韓元", "韩币", "韓幣", "韩圆"), "KRW"),
    **{
        "英镑": "GBP",
        "英鎊": "GBP",
        "泰铢": "THB",
        "泰銖": "THB",
        "越南盾": "VND",
        "印尼盾": "IDR",
        "雷亚尔": "BRL",
        "比索": "PHP",
    },
    **{"新台币": "TWD", "台币": "TWD", "新臺幣": "TWD", "新台幣": "TWD", "港币": "HKD", "港元": "HKD", "¥": "JPY/CNY"},
}


def _off(hit: Hit) -> Found | None:
    """八折: eight tenths are paid, two are off; 八五折, 8.5折: fifteen hundredths."""
    value = hit.numbers[0].value
    paid = value * 10 if value < 10 else value
    return Found("percent", plain(100 - paid)) if paid < 100 else None


def _quarters(hit: Hit) -> Found | None:
    """三点一刻."""
    hour = whole(hit.numbers[0])
    return clock(hour, 15 * whole(hit.numbers[1]), half_of_day(_PARTS.get(hit.named("part"), ""), hour))


def _day(hit: Hit) -> Found | None:
    date = whole(hit.numbers[0])
    return Found("date", f"-{date:02d}", unsure=date == 1) if 0 < date <= 31 else None


def _minutes_to(hit: Hit) -> Found | None:
    """差五分八点."""
    minutes, hour = map(whole, hit.numbers)
    return clock((hour - 1) or 12, 60 - minutes)


def _share(hit: Hit) -> Found | None:
    """百分之五十; other fractions are no facts."""
    whole_, part = hit.numbers
    return Found("percent", plain(part.value)) if whole_.value == 100 else None


def _hours(hit: Hit) -> Found:
    minutes = hit.numbers[1].value if len(hit.numbers) > 1 else 30 if hit.named("half") else 0
    return lasting(hit.numbers[0].value * 60 + minutes, "min")


def _and_half(unit: str) -> Decimal:
    return Decimal("0.5") if unit else Decimal(0)


def _yuan(hit: Hit) -> Found | None:
    """三块五."""
    tenths = hit.numbers[1]
    return Found("price", f"{plain(hit.numbers[0].value + tenths.value / 10)} CNY") if tenths.value < 10 else None


def _quantity(hit: Hit) -> Found:
    value = hit.numbers[0].value
    return Found("count", plain(value), hit.numbers[0].unsure or value == 1)


def _rule(pattern: str, make: Make) -> Rule:
    """Some write a space behind digits."""
    return rule(pattern.replace("#", " # "), make)


_RULES = (
    _rule(r"差#分#[点點]", _minutes_to),
    _rule(rf"{_PART}# ?[点點时時] ?#分(?![钟鐘之])", timed(_PARTS)),
    _rule(rf"{_PART}#[点點](?P<step>半)", timed(_PARTS, _STEPS)),
    _rule(rf"{_PART}#[点點]# ?刻", _quarters),
    _rule(rf"{_PART}#:#(?::#)?", timed(_PARTS)),
    _rule(rf"(?P<part>{'|'.join(_PARTS)})的? #[点點时時][整钟鐘]?", timed(_PARTS)),
    _rule(r"#[点點][整钟鐘]?(?![^\W\d_]?[赞儿兒数數])", timed(_PARTS)),
    _rule(r"#[时時]#分", timed(_PARTS)),
    _rule(r"#时(?![间期代候])", timed(_PARTS)),
    _rule(r"#年 #月 (?:#[日号號])?", year_month_day),
    _rule(r"#月 #[日号號]", month_day),
    _rule(r"#月份?(?![^\W\d_]?[饼租])", month_day),
    _rule(r"(?:西元|公元)?#年(?![级級以前后後内來来多间])", year),
    _rule(r"#[日](?![元圆圓本])", _day),
    _rule(r"#[块塊]#(?![块塊元])", _yuan),
    _rule(r"#[个個]?(?P<half>半)?(?:小时|小時|钟头|鐘頭)(?:零?#分[钟鐘]?|(?P<half>半))?", _hours),
    _rule(r"半个?個?(?:小时|小時|钟头|鐘頭)", lambda hit: lasting(Decimal(30), "min")),
    _rule(r"#刻[钟鐘]", lambda hit: lasting(hit.numbers[0].value * 15, "min")),
    _rule(
        r"#[个個](?P<half>半)?月",
        lambda hit: lasting(hit.numbers[0].value + _and_half(hit.named("half")), "mo", hit.numbers[0].unsure),
    ),
    _rule(
        r"#[个個]?(?:星期|礼拜|禮拜|周|週)(?![年边邊围圍末])",
        lambda hit: lasting(hit.numbers[0].value, "w", hit.numbers[0].unsure),
    ),
    _rule(
        r"#[天](?P<half>半)?",
        lambda hit: lasting(hit.numbers[0].value + _and_half(hit.named("half")), "d", hit.numbers[0].unsure),
    ),
    _rule(r"#分之#", _share),
    _rule(r"#人[间間]", lambda hit: Found("count", plain(hit.numbers[0].value), unsure=hit.numbers[0].value <= 2)),
    _rule(r"#折(?!叠|疊|磨|腾)", _off),
    _rule(r"零下 #(?:摄氏)?(?:度|°c?)", lambda hit: Found("temperature", f"-{plain(hit.numbers[0].value)}")),
    _rule(r"(?:摄氏|攝氏)?#(?:摄氏度|攝氏度|度)(?!假)", amount("temperature")),
    _rule(r"第#(?:站|(?:[个個](?=红|紅|路|站|街|门|門|拐|十|巷|信|出|楼|樓|车|車)))", passed),
    _rule(r"第#(?:位|次|个|個|届|屆|页|頁|层|層|名|天|章|条)?", ordinal),
    _rule(r"#(?:楼(?!梯)|樓(?!梯)|层(?!次)|層(?!次))", floor),
    _rule(r"#世[纪紀]#年代", lambda hit: Found("number", plain((hit.numbers[0].value - 1) * 100 + hit.numbers[1].value))),
    _rule(r"#年代|#分(?![钟鐘之])", amount("number")),
    _rule(
        r"#(?:号|號)(?:线|線|楼|樓|门|門|站台|月台|登机口|登機口|房|车厢|車廂|窗口|出口|馆|館|桌|柜台|櫃台|车|車|航站楼|"
        r"公交车)",
        label,
    ),
    _rule(r"#(?:号|號)", amount("number")),
    _rule(r"#[公英]斤|#千克|#公斤", amount("number")),
)


_NAMES = re.compile(
    f"{_PLACES}|"
    "(?<!百)(?<!百 )[\\d一二三四五六七八九]+ ?分之 ?[\\d一二三四五六七八九]+|千万(?=别|不|要|小|记|注|勿)|千萬(?=別|不|"
    "要|小|記|注|勿)|万一|萬一|十分(?![钟鐘之〇一二三四五六七八九十\\d])|万[分能全岁达圣事物里]|"
    "三明治|四川|五台山|八达岭|九寨沟|三亚|六安|五一劳动节|五一假期|一些|一样|一樣|一下|一直|一定|一起|一共|一般|一切|"
    "一边|一邊|一旦|一向|一致|一半|"
    "一会儿?|一會兒?|一路|一面|一方面|一带|一帶|一旁|一同|一番|一生|一时|一時|一度|一流|一再|一律|一贯|一概|一系列|一体|"
    "一體|一项|"
    "同一|统一|統一|唯一|(?<!分)之一|万一|第一次|第一|一百货|百货|百貨|百度|千岛湖|三星|三峡|三峽|三国|三國|五星|四季|"
    "九龙|九龍|八仙|百合|亿万|二维码|二維碼|二手|"
    "一次性|三角|十字|三文鱼|三文魚|五花|八角|二胡|千层|四周|四处|四處|四面|三轮|三輪|五金|老百姓|百姓|六福|七夕|八卦|"
    "十堰|五道口|三里屯|"
    "四惠|六里桥|九江|三门峡|百色|千山|万州|万里长城|三百六十行|不三不四|乱七八糟|七上八下|七嘴八舌|三心二意|四面八方|"
    "五颜六色|十全十美|"
    "千方百计|千变万化|成千上万|百分百|三五成群|一点[点儿]|一點[點兒]|有一点|有一點|"
    "(?<!午)(?<!晚上)(?<!早上)(?<!凌晨)一[点點](?![钟鐘半整〇一二三四五六七八九十\\d到])|"
    "三千院|千代田|六本木|八王子|四国|九州|三重县|千叶|五反田|二条城|三鹰|百舌鸟|一番町|二次元|二氧化|三维|四大名著|"
    "两侧|两旁|两岸|双十一|十一黄金周|独一无二|"
    "五岳|五脏|千禧|九寨|零食|零钱|零件|百年|千年|万年|一个接|一个个|一[个個](?=人(?![们會]))"
)

LEXICON = Lexicon(
    numbers("〇零一二两兩三四五六七八九十百千万萬亿億", "一", elliptic=True),
    names=_NAMES,
    rules=_RULES,
    early=(
        rule(r"(?:星期|礼拜|禮拜)(?P<day>[一二三四五六日天])(?![个個])", weekday(_DAYS)),
        rule(r"[周週](?P<day>[一二三四五六日])(?![次个個天夜遍回晚]|[十百]|小时|年)", weekday(_DAYS)),
    ),
    money=_MONEY,
    lasting={
        **{"秒": "s", "秒钟": "s", "秒鐘": "s", "分钟": "min", "分鐘": "min", "天": "d", "年": "y", "岁月": "y"},
    },
    lengths={
        **{
            "公里": "1000",
            "千米": "1000",
            "米": "1",
            "公尺": "1",
            "厘米": "0.01",
            "公分": "0.01",
            "毫米": "0.001",
            "英里": "mi",
        },
        **{"英尺": "ft", "里路": "500"},
    },
    label_before=(
        r"(?:站台|月台|房间|房間|登机口|登機口|航班|航班号|号码|號碼|编号|編號|窗口|出口|公交|巴士|no\.?)(?:号|號|是|为|為)?"
        r"(?: [a-z]{1,2}(?= #))?"
    ),
    label_after="路(?![口上人])|楼(?!梯)|樓(?!梯)|层(?!次)|層(?!次)|号|號",
    counted=(
        "个(?!月|小时|半)人?|個(?!月|小時|半)人?|位|名|张|張|间|間|晚|夜|瓶|杯|次|岁|歲|件|条|條|只|隻|辆|輛|本|份|站|"
        "人|口|天|种|種|座|家|"
        "盒|包|碗|盘|盤|套|双|雙|块|塊|片|頭|头|朵|台|臺|把|部|封|倍|场|場|届|支|枝|艘|架|项|項|遍|排|箱|袋|颗|顆|粒|成|"
        "枚|档|批|根|幅|道|束|股|分|名|家|所|群|组|組|队|隊"
    ),
    percent="%",
    edge="(?![钱錢]?儿)",
    left="",
)
