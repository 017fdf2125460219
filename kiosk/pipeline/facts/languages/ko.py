"""Korean: 오후 두 시 반, 삼만 오천 원, 2026년 12월 25일, 세 명, 3번 승강장, 이십 퍼센트."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import month_day, timed, week, year, year_month_day
from kiosk.pipeline.facts.grammar import Found, Hit, plain, rule
from kiosk.pipeline.facts.languages.words import adding
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import amount, floor, label, lasting, ordinal, passed, whole
from kiosk.pipeline.facts.numerals import Numbers, Word

_NATIVE = {
    **adding("하나/한 둘/두 셋/세/석 넷/네/넉 다섯 여섯 일곱 여덟 아홉"),
    **adding("열 스물/스무 서른 마흔 쉰 예순 일흔 여든 아흔", 10, 10, room=10),
}
_SINO = {
    **adding("일 이 삼 사 오 육/륙 칠 팔 구"),
    **{
        "영": Word("add", 0),
        "공": Word("add", 0),
        "십": Word("times", 10),
        "백": Word("times", 100),
        "천": Word("times", 1000),
    },
    **{"만": Word("scale", 10**4), "억": Word("scale", 10**8)},
}
_WORDS = _NATIVE | _SINO
_ANY = "|".join(sorted(_WORDS, key=len, reverse=True))
_LONG = "|".join(word for word in _WORDS if len(word) > 1 or word in "둘셋넷열")
_SINO_UNITS = (
    "원|엔|월|분|초|층|호실|호선|번|퍼센트|프로|도|킬로|미터|박|일(?=[에은을까부이간\\s]|$)|년|개월|주일|주간|"
    "인분|달러|유로|인|점|할|위|차|등"
)
_NATIVE_UNITS = (
    "시|분|명|개|장|잔|병|살|마리|대|권|송이|켤레|그릇|곳|번|사람|달|조각|정거장|가지|상자|자리|배|군데|"
    "접시|봉지|벌|쌍|채|척|끼|모금|주|통|박|줄|건|팀|방울"
)
_SINGLE_SINO = "[일이삼사오육칠팔구영공십백천만억]"
_SINGLE_NATIVE = "[한두세네석넉]"
_OPENING = re.compile(
    rf"(?:(?<![가-힣\d])|(?<=[제약총단]))(?:{_LONG}|{_SINGLE_SINO}(?= ?(?:{_SINO_UNITS})|"
    rf"[일이삼사오육칠팔구]?[십백천만억]|[^\w\s]|$)"
    rf"|[십백천만억](?=[일이삼사오육칠팔구](?: ?(?:{_SINO_UNITS})|[십백천만억]))"
    rf"|[십백천만억](?= [일이삼사오육칠팔구]?[십백천만억])"
    rf"|[일이삼사오육칠팔구영공](?=(?:[ ,-]{{0,2}}[일이삼사오육칠팔구영공]){{2}})|{_SINGLE_NATIVE}(?= ?(?:{_NATIVE_UNITS})))"
)
"""A syllable is a number only where what it counts comes soon: 오 in 오후 is none."""
_PARTS = {"오전": "am", "새벽": "am", "아침": "am", "오후": "pm", "낮": "noon", "저녁": "pm", "밤": "night", "점심": "noon"}
_PART = rf"(?:(?P<part>{'|'.join(_PARTS)}) ,? ?)?"


def _minutes_or_people(hit: Hit) -> Found | None:
    """삼 분 are minutes, 세 분 are people: native numbers count people."""
    number = hit.numbers[0]
    if number.words and any(number.raw.endswith(word) for word in _NATIVE):
        return Found("count", plain(number.value), number.value == 1)
    return lasting(number.value, "min")


def _quantity(hit: Hit) -> Found:
    value = hit.numbers[0].value
    return Found("count", plain(value), hit.numbers[0].unsure or value == 1)


def _hours(hit: Hit) -> Found:
    minutes = hit.numbers[1].value if len(hit.numbers) > 1 else 30 if hit.named("half") else 0
    return lasting(hit.numbers[0].value * 60 + minutes, "min", hit.numbers[0].unsure and not minutes)


def _day(hit: Hit) -> Found | None:
    date = whole(hit.numbers[0])
    return Found("date", f"-{date:02d}", unsure=date == 1) if 0 < date <= 31 else None


_MONTHLY = {"유월": 6, "시월": 10}
_RULES = (
    rule(rf"{_PART}# ?시 ?# 분(?!간)", timed(_PARTS)),
    rule(rf"{_PART}# ?시 (?P<step>반)(?![가-힣]{{2}})", timed(_PARTS, {"반": 30})),
    rule(rf"{_PART}# ?시(?![간즌리험장스즈기대절])", timed(_PARTS)),
    rule(rf"{_PART}#:#(?::#)?", timed(_PARTS)),
    rule(r"(?<![가-힣])정오(?![가-힣]{2})", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"(?<![가-힣])자정", lambda hit: Found("time", "00:00", unsure=True)),
    rule(r"# 년 # 월 (?:# 일)?", year_month_day),
    rule(r"# 월 # 일", month_day),
    rule(r"#월(?![가-힣]?급)", month_day),
    rule(r"(?P<m>유월|시월) #일", lambda hit: Found("date", f"{_MONTHLY[hit.named('m')]:02d}-{whole(hit.numbers[0]):02d}")),
    rule(r"#년(?![간동후전생넘째]|\s?(?:동안|전|후|간))", year),
    rule(r"#일(?= ?(?:간|동안|후|전|이내|정도|쯤 걸|걸|째))간?", lambda hit: lasting(hit.numbers[0].value, "d")),
    rule(r"#일(?![본반부등치행정곱주요])", _day),
    rule(r"# 시간(?: ?# 분|(?P<half> ?반))?", _hours),
    rule(r"(?<![가-힣])반 시간", lambda hit: lasting(Decimal(30), "min")),
    rule(r"# 분(?:간)?(?![기위야류명])", _minutes_or_people),
    rule(r"# (?:주일|주간|주)(?!년|말|소|민|문|차)", lambda hit: lasting(hit.numbers[0].value, "w", hit.numbers[0].unsure)),
    rule(r"# (?:개월|달)(?!러|라|리)", lambda hit: lasting(hit.numbers[0].value, "mo", hit.numbers[0].unsure)),
    rule(r"# ?(?:초메|쵸메|정목)", lambda hit: Found("label", plain(hit.numbers[0].value), unsure=hit.numbers[0].words)),
    rule(r"(?<![가-힣])이틀", lambda hit: lasting(Decimal(2), "d")),
    rule(r"(?<![가-힣])사흘", lambda hit: lasting(Decimal(3), "d")),
    rule(r"(?<![가-힣])나흘", lambda hit: lasting(Decimal(4), "d")),
    rule(r"(?<![가-힣])열흘", lambda hit: lasting(Decimal(10), "d")),
    rule(r"(?<![가-힣])하루", lambda hit: lasting(Decimal(1), "d", unsure=True)),
    rule(r"(?<![가-힣])일주일", lambda hit: lasting(Decimal(7), "d", unsure=True)),
    rule(r"영하 # ?(?:도|°c?)", lambda hit: Found("temperature", f"-{plain(hit.numbers[0].value)}")),
    rule(r"# ?도(?![가-힣]{0,1}[착움로])(?=입|예|이|까|로|를|가|에|[^가-힣]|$)", amount("temperature")),
    rule(r"# 번 (?:승강장|플랫폼|출구|게이트|버스|홈|창구|탑승구|타는 ?곳|정류장|방|노선|테이블|좌석|자리)", label),
    rule(r"# ?인실", lambda hit: Found("count", plain(hit.numbers[0].value), unsure=hit.numbers[0].value <= 2)),
    rule(r"# ?번 ?째 (?=신호|역|정류|골목|모퉁|교차|출구|문\b|건물|길)", passed),
    rule(r"# ?번 ?(?:째|지)|# (?:차|위|등|째)(?![가-힣]{2})", ordinal),
    rule(r"# ?층(?!짜리)", floor),
    rule(r"#년대", amount("number")),
    rule(r"# 번(?!호|역|화)", amount("number")),
    rule(r"제 ?#", label),
    rule(r"# (?:킬로그램|그램|kg)", amount("number")),
)
_NAMES = re.compile(
    "\\d+ ?분의 ?\\d+|(?:몇|수) ?[십백천만]+|"
    "(?<![가-힣])(?:일본|이번|이분|이 번|이것|일단|일부|일반|일상|이상|이하|이후|이전|이미|이외|이용|"
    "사용|사람|사실|사이|사진|사과|오늘|오해|구경|"
    "육개장|삼성|삼계탕|삼겹살|사천|이천(?=시|에|쌀|역|도)|백화점|천천히|천만에요|천만의|만약|만나|만일|이만(?! "
    "?[원엔명])|(?<!\\d)만 (?=\\d)|한번|한 번만|한편|한국|한글|한강|한옥|한복|"
    "한동안|한꺼번|두루|세계|세상|세금|세탁|세일|네[,.!?]|네 (?![명개시장잔병박층번가분달])|구두|구매|구름|팔찌|칠면조|"
    "오이|오징어|이태원|삼청|구로|사당|오산|영등포|"
    "공항|공원|공사|공연|공짜|백제|천안|천국|만두|만원버스|십자가|이모|이름|일정|일찍|일곱시|일회용|하나님|하나도|"
    "하나투어|둘러|일일이|이야기|사원|이유|구분|구원|회원|이원|직원|열대|세대|영주|공개|제공|사회|사건|일시|오일|오이|"
    "이 건|이 호|이 분(?!의|간))"
)
_COUNTERS = (
    "명|개(?!월|찰|장)|장(?!소|애|기)|잔|병(?!원)|박|인분|살|세(?![가-힣])|세이?입|마리|대(?!로|해|학|문|한|여|표)|권|"
    "송이|켤레|그릇|가지|곳|통(?!화)|회(?!사|의)|"
    "사람|배(?!로|달|송|를)|정거장|정류장|인(?=[이은용 ])|인승|건|줄|조각|상자|벌|쌍|채|척|끼|모금|군데|접시|봉지|갑|알|층짜리"
)

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        token=re.compile(_ANY),
        opening=_OPENING,
        gap=re.compile(" ?"),
        weak=frozenset(("한", "하나", "일")),
        never=frozenset(word for word in _WORDS if len(word) == 1 and word not in ("둘", "셋", "넷", "열")),
        short=3,
    ),
    names=_NAMES,
    rules=_RULES,
    money={
        **{"원": "KRW", "엔": "JPY", "엔화": "JPY", "달러": "USD", "유로": "EUR", "위안": "CNY", "바트": "THB", "페소": "PHP"},
        **{"파운드": "GBP", "동": "VND", "루피아": "IDR", "헤알": "BRL", "대만달러": "TWD"},
    },
    lasting={"초": "s", "년간": "y", "년": "y", "일간": "d"},
    lengths={
        **{"킬로미터": "1000", "킬로": "1000", "미터": "1", "센티미터": "0.01", "센티": "0.01", "마일": "mi", "피트": "ft"},
    },
    label_before=r"(?:방|게이트|승강장|버스|번호|내선|출구|탑승구|no\.?)(?: ?번호)?(?:는|은|:)?(?: [a-z]{1,2}(?= #))?",
    label_after="호실|호차|호선|호(?!텔|수|주|출)|층(?!짜리)|번지|번방",
    counted=_COUNTERS,
    percent="%|퍼센트|프로(?!그램|젝트|필)",
    edge="(?!물|선|리|막)",
    left="",
    weekdays=week("월요일 화요일 수요일 목요일 금요일 토요일 일요일"),
    weekday_edges=("(?<![가-힣])", ""),
)
