"""Makers of facts that rules of all languages share: a price, a time, a date, a length, a label."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kiosk.core.facts import FactKind
from kiosk.pipeline.facts.grammar import Found, Hit, Make, plain
from kiosk.pipeline.facts.numerals import Numeral

MINUTES = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60), "d": Decimal(1440), "w": Decimal(10080)}
MONTHS = {"mo": 1, "y": 12, "decade": 120, "century": 1200}
_BELOW = "-mâ"
"""How the words of `BELOW` begin."""
BELOW = r"(?:(?<![\w-])-|\b(?:minus|moins|menos|âm) )?"
_HOURS, _MINUTES = 24, 60


def amount(kind: FactKind, unit: str = "") -> Make:
    """The rule's first number with a unit behind it."""

    def make(hit: Hit) -> Found:
        number = hit.numbers[0]
        return Found(kind, f"{plain(number.value)} {unit}".strip(), number.unsure)

    return make


def count(hit: Hit) -> Found | None:
    """So many of something. One may be an article, so it proves nothing."""
    number = hit.numbers[0]
    return Found("count", plain(number.value), number.unsure or number.value == 1)


def label(hit: Hit) -> Found:
    """The number of a platform, room, bus. A letter before or behind it belongs to it (room B12)."""
    digits = plain(hit.numbers[0].value)
    raw = hit.numbers[0].raw
    return Found("label", raw if raw.isdigit() and raw[0] == "0" else digits, hit.numbers[0].unsure)


def floor(hit: Hit) -> Found:
    """The number of a floor. The first of some countries is the ground floor of others."""
    value = hit.numbers[0].value
    return Found("label", plain(value), unsure=value == 1)


def ordinal(hit: Hit) -> Found:
    """The second of a row. Languages say that in so many ways that the first few prove nothing."""
    value = hit.numbers[0].value
    return Found("label", plain(value), unsure=value <= 10)


def in_a_row(words: Mapping[str, int]) -> Make:
    """The word for a place in a row, read as a number or not."""

    def make(hit: Hit) -> Found | None:
        word = hit.numbers[0].raw if hit.numbers else hit.named("word")
        return Found("label", str(words[word]), unsure=True) if word in words else None

    return make


def passed(hit: Hit) -> Found:
    """The second traffic light: what is counted on the way. Whoever drops that sends somebody elsewhere."""
    value = hit.numbers[0].value
    return Found("label", plain(value), unsure=not 1 < value <= 10)


def money(hit: Hit, codes: Mapping[str, str]) -> Found | None:
    word = hit.named("currency").strip(" .")
    code = codes.get(word)
    number = hit.numbers[0]
    if code is None:
        return None
    value = number.value + (hit.numbers[1].value / 100 if len(hit.numbers) > 1 else 0)
    return Found("price", f"{plain(value)} {code}", number.unsure)


def temperature(unit: str = "") -> Make:
    """Degrees; what stands before the number in the match says that they are below zero."""

    def make(hit: Hit) -> Found:
        below = "-" if hit.match[0][0] in _BELOW else ""
        return Found("temperature", f"{below}{plain(hit.numbers[0].value)} {unit}".strip(), hit.numbers[0].unsure)

    return make


def percent(hit: Hit) -> Found:
    return Found("percent", plain(hit.numbers[0].value))


def tenths(hit: Hit) -> Found:
    """割: tenths of the whole."""
    value = hit.numbers[0].value * 10
    return Found("percent", plain(value + (hit.numbers[1].value if len(hit.numbers) > 1 else 0)))


def length(metres: Mapping[str, str]) -> Make:
    """A distance; `metres`: how many metres a unit's word is, or a unit that isn't metric."""

    def make(hit: Hit) -> Found | None:
        size = metres.get(hit.named("unit").rstrip("."))
        if size is None:
            return None
        number = hit.numbers[0]
        if size[0].isdigit():
            return Found("distance", f"{plain(number.value * Decimal(size))} m", number.unsure)
        return Found("distance", f"{plain(number.value)} {size}", number.unsure)

    return make


def lasting(value: Decimal, unit: str, unsure: bool = False) -> Found:
    """A duration in minutes, or in months where that is what was said."""
    if unit in MONTHS:
        return Found("duration", f"{plain(value * MONTHS[unit])} mo", unsure)
    minutes = value * MINUTES[unit]
    return Found("duration", f"{plain(minutes.quantize(Decimal('0.001')))} min", unsure)


def duration(units: Mapping[str, str], half: Decimal = Decimal(0)) -> Make:
    """`#` of a unit; `half`: what "and a half" behind it adds."""

    def make(hit: Hit) -> Found | None:
        unit = units.get(hit.named("unit").rstrip("."))
        if unit is None:
            return None
        return lasting(hit.numbers[0].value + half, unit, hit.numbers[0].unsure and not half)

    return make


def hours_and_minutes(hit: Hit) -> Found:
    """# hours # minutes."""
    return lasting(hit.numbers[0].value * 60 + hit.numbers[1].value, "min")


def clock(hour: int, minute: int, half: str = "", padded: bool = False, unsure: bool = False) -> Found | None:
    """`half`: "am", "pm", or "" where it wasn't said, "day" where 24 hours are counted; `padded`: written with a leading 0."""
    if not (0 <= hour <= _HOURS and 0 <= minute < _MINUTES):
        return None
    unsaid = False
    if half == "pm":
        hour = hour + 12 if hour < 12 else hour
    elif half == "am":
        hour = 0 if hour == 12 else hour
    elif not padded and half != "day":
        unsaid = 1 <= hour <= 12
    return Found("time", f"{hour % 24:02d}:{minute:02d}", unsure, unsaid)


def whole(number: Numeral) -> int:
    """The number where it is whole; -1 where it isn't: no hour, day or minute."""
    return int(number.value) if number.value == int(number.value) and number.value < 10_000 else -1


def day(year: int = 0, month: int = 0, date: int = 0) -> Found | None:
    """A date as far as it was said: "2026-12-25", "12-25", "2026-12", "2026", "12-" (a month), "-25" (a day)."""
    if not (0 <= month <= 12 and 0 <= date <= 31 and 0 <= year <= 9999):
        return None
    if year and not month:
        return Found("date", f"{year:04d}")
    if year:
        return Found("date", f"{year:04d}-{month:02d}" + (f"-{date:02d}" if date else ""))
    if month:
        return Found("date", f"{month:02d}-" + (f"{date:02d}" if date else ""))
    return Found("date", f"-{date:02d}") if date else None


def weekday(codes: Mapping[str, str], unsure: frozenset[str] = frozenset()) -> Make:
    def make(hit: Hit) -> Found | None:
        name = hit.named("day")
        code = codes.get(name)
        return Found("weekday", code, name in unsure) if code else None

    return make


def iso(hit: Hit) -> Found | None:
    """2026-12-25, 25/12/2026: the year says which way round; a day over 12 says the rest, else it is read as the most do."""
    first, month, last = map(whole, hit.numbers)
    year, date = (first, last) if first > 31 else (last, first)
    if year <= 31:
        return None
    if month > 12 and first <= 12:
        month, date = date, month
    return day(year, month, date)


def slashed(hit: Hit) -> Found | None:
    """12/25 or 25/12, where a number over twelve says which is the day."""
    first, second = map(whole, hit.numbers)
    month, date = (first, second) if second > 12 else (second, first)
    return day(0, month, date) if 0 < month <= 12 < date else None


def colon(hit: Hit) -> Found | None:
    """14:35."""
    hour, minute = hit.numbers[:2]
    return clock(whole(hour), whole(minute), padded=hour.raw.startswith("0")) if len(minute.raw) == 2 else None


def one_by_one(hit: Hit) -> Found | None:
    """Digits said one by one: a room, or a telephone number. Groups of two digits, as in French, count too."""
    if not all(number.words and number.value < 100 for number in hit.numbers):
        return None
    singles = all(number.value < 10 for number in hit.numbers)
    digits = "".join(f"{whole(number):0{1 if singles else 2}d}" for number in hit.numbers)
    if not singles and len(digits) < 8:
        return None
    return Found("phone" if len(digits) > 6 else "number", digits)
