"""English: "half past two", "twenty-first", "$8.53", "2:35 p.m.", "May 3rd, 2026"."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import numbered, week
from kiosk.pipeline.facts.grammar import Found, Hit, plain, rule
from kiosk.pipeline.facts.languages.words import coded
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import clock, day, duration, hours_and_minutes, lasting, one_by_one, weekday, whole
from kiosk.pipeline.facts.numerals import Numbers, Word

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_WORDS = {
    **{word: Word("add", value) for value, word in enumerate(_UNITS.split(), 1)},
    **{word: Word("add", 10 * value) for value, word in enumerate(_TENS.split(), 2)},
    **{word: Word("add", value, room=1) for value, word in enumerate(_ORDINALS.split(), 1)},
    **{
        "twentieth": Word("add", 20, room=1),
        "thirtieth": Word("add", 30, room=1),
        "zero": Word("add", 0),
        "oh": Word("add", 0),
    },
    **{"hundred": Word("times", 100), "thousand": Word("scale", 1000)},
    **{"million": Word("scale", 10**6), "billion": Word("scale", 10**9), "trillion": Word("scale", 10**12)},
    "and": Word("join"),
}
_MONTHS = numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov "
    "december/dec"
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SHORT = week("mon tue wed thu fri sat sun")
_TH = "(?:st|nd|rd|th)?"
_HALF = r"(?: (?P<half>[ap])(?:\.? ?m\b\.?)| (?:o'clock )?(?:in the|at) (?P<part>morning|afternoon|evening|night))"
_PARTS = {"morning": "am", "afternoon": "pm", "evening": "pm"}


def _half(hit: Hit) -> str:
    if said := hit.named("half"):
        return f"{said}m"
    return _PARTS.get(hit.named("part"), "")


def _time(hit: Hit) -> Found | None:
    hour, minute = hit.numbers[0], hit.numbers[1] if len(hit.numbers) > 1 else None
    raw = re.fullmatch(r"(\d{1,2})\.(\d\d)", hour.raw)
    if raw and minute is None:
        return clock(int(raw[1]), int(raw[2]), _half(hit))
    half = _half(hit)
    if hit.named("part") == "night":
        half = "pm" if 5 < whole(hour) < 12 else "am"
    return clock(whole(hour), whole(minute) if minute else 0, half, padded=hour.raw.startswith("0"))


def _spoken(hit: Hit) -> Found | None:
    """two thirty-five; fourteen oh five."""
    minutes = [whole(number) for number in hit.numbers[1:]]
    if len(minutes) == 2 and (minutes[0] or not 0 < minutes[1] < 10):
        return None
    return clock(whole(hit.numbers[0]), minutes[-1], _half(hit)) if len(minutes) == 2 or minutes[0] > 9 else None


def _past(hit: Hit) -> Found | None:
    step = hit.named("step")
    minutes = {"half": 30, "a quarter": 15, "quarter": 15}.get(step) or whole(hit.numbers[0])
    hour = whole(hit.numbers[-1])
    if not hit.named("way") and (minutes % 5 or minutes > 25 or not hit.numbers[0].words):
        return None  # open 7 to 9 a.m.
    if hit.named("way") != "past":
        return clock((hour - 1) or 12, 60 - minutes, _half(hit))
    return clock(hour, minutes, _half(hit))


def _date(hit: Hit) -> Found | None:
    month = _MONTHS[hit.named("month")]
    numbers = [whole(number) for number in hit.numbers]
    years = [number for number in numbers if number > 99]
    if hit.named("month") in ("may", "mar") and any(31 < number < 1000 for number in numbers):
        return None
    days = [number for number in numbers if 0 < number <= 31]
    return day(years[0] if years else 0, month, days[0] if days else 0)


def _month(hit: Hit) -> Found | None:
    name = hit.named("month")
    return Found("date", f"{_MONTHS[name]:02d}-", unsure=name in ("may", "march"))


_LASTING = coded(
    "s=second/seconds/sec/secs min=minute/minutes/min/mins h=hour/hours/hr/hrs d=day/days w=week/weeks mo=month/months "
    "y=year/years decade=decade/decades century=century/centuries"
)
_UNIT = "|".join(sorted(_LASTING, key=len, reverse=True))


def _year(hit: Hit) -> Found | None:
    """nineteen ninety-nine, fourteen thirty-five: a year or a time."""
    first, second = hit.numbers
    if not (first.words and second.words and 10 <= first.value <= 23 and 10 <= second.value <= 99):
        return None
    return Found("number", str(whole(first) * 100 + whole(second)))


def _military(hit: Hit) -> Found | None:
    """at 0800."""
    raw = hit.numbers[0].raw
    return clock(int(raw[:2]), int(raw[2:]), padded=True) if re.fullmatch(r"0\d[0-5]\d", raw) else None


def _around_the_clock(hit: Hit) -> Found | None:
    """24/7; other numbers are a date or a share."""
    return lasting(Decimal(1), "d", unsure=True) if [whole(number) for number in hit.numbers] == [24, 7] else None


def _dozens(hit: Hit) -> Found:
    return Found("count", plain(12 * (hit.numbers[0].value if hit.numbers else Decimal(1))), unsure=True)


_RULES = (
    rule(rf"(?P<step>half|(?:a )?quarter) (?P<way>past|to|before|till) #{_HALF}?", _past),
    rule(rf"(?P<step>#)(?: minutes?)? (?P<way>past) #(?: o'clock\b)?{_HALF}?", _past),
    rule(rf"\b(?:at|it's|it is) (?P<fact>(?P<step>#) (?P<way>to) #{_HALF}?)(?!\w)", _past),
    rule(
        r"(?<!from\x20)(?<!open\x20)(?<!between\x20)"
        rf"(?P<step>#)(?: minutes? (?P<way>to|before|till)| to) #(?: o'clock\b|{_HALF})",
        _past,
    ),
    rule(rf"#:#(?::#)?{_HALF}?", _time),
    rule(rf"#{_HALF}", _time),
    rule(rf"# # #{_HALF}|(?<=\bat) (?P<fact># # #{_HALF}?)(?!\w)", _spoken),
    rule(rf"# #{_HALF}|(?<=\bat) (?P<fact># #{_HALF}?)(?!\w)", _spoken),
    rule(r"# o'clock", _time),
    rule(
        r"\b(?P<word>twice|thrice)\b(?! (?:as|the)\b)", lambda hit: Found("count", "2" if hit.named("word") == "twice" else "3")
    ),
    rule(r"\b(?:noon|midday)\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\bmidnight\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(rf"(?:the )?#{_TH} (?:day )?(?:of )?(?P<month>{_MONTH})(?!\w)\.?(?:,? #)?", _date),
    rule(rf"(?<!\w)(?P<month>{_MONTH})\.? (?:the )?#{_TH}(?:,? #)?(?!\w)", _date),
    rule(
        rf"(?<!\w)(?P<month>{'|'.join(name for name in _MONTHS if len(name) > 3 or name == 'may')})(?!\w)(?! (?:i|we|"
        rf"you|he|she|they|it|not|be|have)\b)",
        _month,
    ),
    rule(r"# hours?(?: and|,)? # (?:minutes?|mins?)\b", hours_and_minutes),
    rule(rf"#(?:~| and a half~)(?P<unit>{_UNIT}) and a half\b", duration(_LASTING, Decimal("0.5"))),
    rule(rf"# and a half~(?P<unit>{_UNIT})\b", duration(_LASTING, Decimal("0.5"))),
    rule(r"\ban hour and a half\b", lambda hit: lasting(Decimal(90), "min")),
    rule(r"\bhalf an hour\b|\ba? ?half~hour\b", lambda hit: lasting(Decimal(30), "min")),
    rule(r"\b(?:a )?quarter of an hour\b", lambda hit: lasting(Decimal(15), "min")),
    rule(rf"\ban? (?P<unit>{_UNIT})\b", lambda hit: lasting(Decimal(1), _LASTING[hit.named("unit")], unsure=True)),
    rule(r"\bevery other day\b", lambda hit: lasting(Decimal(1), "d", unsure=True)),
    rule(r"(?<![\w/])#/#(?![\w/])", _around_the_clock),
    rule(r"\ba fortnight\b", lambda hit: lasting(Decimal(2), "w", unsure=True)),
    rule(r"(?<=\bat) (?P<fact>#)(?!\w)", _military),
    rule(r"\bhalf a dozen\b", lambda hit: Found("count", "6", unsure=True)),
    rule(r"(?:#|\ba) dozen\b", _dozens),
    rule(r"#'?s\b", lambda hit: Found("number", plain(hit.numbers[0].value), unsure=hit.numbers[0].value < 100)),
    rule(r"# # #(?: #){0,12}", one_by_one),
    rule(r"(?<![\w-])# #(?![\w-])", _year),
)


_NAMES = re.compile(
    r"\b(?:(?:one|two|three|four)[ -](?:thirds?|quarters?|fifths?|halves|tenths?|fourths?)|(?:(?:some|several)[ -])?dozens|"
    r"(?:few|several|many|couple of) (?:hundred|thousand|million)|"
    r"six flags|seven[ -]eleven|7-eleven|no one|one another|one day|first aid|first name|"
    r"first of all|at first|second hand|"
    r"second opinion|one and only|the one|this one|that one|which one|catch-22|five guys|three kingdoms|just a second|"
    r"one moment|"
    r"wait a second|wait a minute|a minute ago|just a minute|every second)\b"
)

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        weak=frozenset(("one", *_ORDINALS.split())),
        never=frozenset(("second", "oh")),
        vague=frozenset(("hundred", "thousand", "million", "billion", "trillion")),
    ),
    names=_NAMES,
    rules=_RULES,
    early=(rule(r"\((?P<day>mon|tue|wed|thu|fri|sat|sun)\.?\)", weekday(_SHORT)),),
    money=coded(
        "JPY=yen USD=dollar/dollars/us_dollars/bucks EUR=euro/euros GBP=pound_sterling/pounds_sterling/pounds/pound KRW=won "
        "THB=baht VND=dong IDR=rupiah BRL=real/reais CNY=yuan PHP=peso/pesos"
    ),
    lasting=_LASTING,
    lengths=coded(
        "1000=kilometer/kilometers/kilometre/kilometres/kms 1=meter/meters/metre/metres "
        "0.01=centimeter/centimeters/centimetre/centimetres mi=mile/miles ft=foot/feet"
    ),
    label_before=(
        r"(?:platform|track|room|gate|bus|route|line|flight|floor|number|no\.?|counter|window|terminal|exit|car|seat|table|"
        r"building|page|extension|zone|level)s?(?: (?:number|no\.?))?(?:\x20[a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?:st|nd|rd|th)? (?:floor|platform|line|exit|bus)\b",
    counted=r"(?:people|persons?|adults?|child|children|kids|guests|nights?|tickets?|times|rooms|beds|bags|pieces|years "
    r"old|stops)\b",
    percent=r"%|percent\b|per cent\b",
    degrees=r"degrees(?: celsius| centigrade)?",
    ordinals={word: value for value, word in enumerate(_ORDINALS.split(), 1)},
    weekdays=week(
        "monday/mondays tuesday/tuesdays wednesday/wednesdays thursday/thursdays friday/fridays saturday/saturdays "
        "sunday/sundays"
    ),
)
