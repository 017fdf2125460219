"""Times, prices, counts and other values as an English speaker says or types them, each with its Japanese form.

Japanese keeps the digits of the English; words become digits. A time with a.m. or p.m. takes 午前 or 午後 and noon is
午後0時, so that a reader who adds twelve hours to an afternoon gets the right one.
"""

import random
from collections.abc import Callable

Value = tuple[str, str]
Maker = Callable[[random.Random], Value]

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]
ONES += ["eighteen", "nineteen"]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def words(n: int) -> str:
    """English words of 0..99,999."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" {words(n % 100)}" if n % 100 else "")
    return f"{words(n // 1000)} thousand" + (f" {words(n % 1000)}" if n % 1000 else "")


def ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


class Plain(random.Random):
    """Chooses as Random does, and asks the makers for the one plain written form: what to translate into, not from."""


def said(n: int, rng: random.Random, spoken: float = 0.3) -> str:
    return words(n) if rng.random() < spoken and not isinstance(rng, Plain) else str(n)


def counted(one: str, many: str, counter: str, most: int, usual: tuple[int, ...] = ()) -> Maker:
    """A maker of "3 nights" -> 3泊: small numbers most often, `usual` ones half of the time."""

    def make(rng: random.Random) -> Value:
        n = rng.choice(usual) if usual and rng.random() < 0.5 else rng.randint(1, most if rng.random() < 0.5 else min(most, 12))
        return f"{said(n, rng)} {one if n == 1 else many}", f"{n}{counter}"

    return make


def minute_of(rng: random.Random) -> int:
    return (
        rng.choice((0, 30, 15, 45))
        if rng.random() < 0.35
        else rng.randrange(0, 60, 5)
        if rng.random() < 0.5
        else rng.randrange(60)
    )


def clock(hour: int, minute: int, half: str = "") -> str:
    """Japanese of a clock time: 午後2時35分."""
    return f"{half}{hour}時" + (f"{minute}分" if minute else "")


def spoken_time(rng: random.Random) -> Value:
    hour, minute = rng.randint(1, 12), rng.choice((0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55))
    following = hour % 12 + 1
    digits = rng.random() < 0.5
    here, later = (str(hour), str(following)) if digits else (words(hour), words(following))
    if minute == 0:
        return f"{here} o'clock", clock(hour, 0)
    if rng.random() < 0.5:
        return f"{words(hour)} {'oh ' if minute < 10 else ''}{words(minute)}", clock(hour, minute)
    past = {15: "quarter past", 30: "half past", 5: "five past", 10: "ten past", 20: "twenty past"}
    to = {45: "quarter to", 50: "ten to", 55: "five to", 40: "twenty to"}
    if minute in past:
        return f"{past[minute]} {here}", clock(hour, minute)
    if minute in to:
        return f"{to[minute]} {later}", clock(hour, minute)
    return f"{hour}:{minute:02d}", clock(hour, minute)


def part_of_day(rng: random.Random) -> Value:
    hour = rng.randint(1, 11)
    minute = minute_of(rng) if rng.random() < 0.4 else 0
    text = f"{hour}:{minute:02d}" if minute else said(hour, rng)
    text += " o'clock" if not minute and rng.random() < 0.2 else ""
    if hour >= 7 and rng.random() < 0.5:
        night = hour >= 7 and rng.random() < 0.5
        return (
            (f"{text} at night", clock(hour, minute, "夜"))
            if night
            else (f"{text} in the morning", clock(hour, minute, "午前"))
        )
    if hour <= 5 and rng.random() < 0.6:
        return f"{text} in the afternoon", clock(hour, minute, "午後")
    if 5 <= hour <= 8 and rng.random() < 0.5:
        return f"{text} in the evening", clock(hour, minute, "午後")
    return f"{text} in the morning", clock(hour, minute, "午前")


def plain_time(rng: random.Random) -> Value:
    """2:35 p.m., 14:35, 9 a.m., noon; the Japanese half hour is 半 as often as 30分."""
    minute, half = minute_of(rng), rng.choice(("午前", "午後", "午後", "", "", "夜", "朝"))
    if rng.random() < 0.04:
        return rng.choice((("noon", "正午"), ("midnight", "午前0時"), ("midnight", "深夜0時")))
    hour = {"夜": rng.randint(7, 11), "朝": rng.randint(5, 10), "": rng.randint(0, 23)}.get(half, rng.randint(0, 11))
    japanese = clock(hour, minute, half)
    if minute == 30 and rng.random() < 0.5:
        japanese = japanese.replace("30分", "半")
    if not half:
        return (f"{hour}:{minute:02d}", japanese)
    shown = f"{hour or 12}:{minute:02d}" if minute else str(hour or 12)
    return f"{shown} {'a.m.' if half in ('午前', '朝') else 'p.m.'}", japanese


def time(rng: random.Random) -> Value:
    if isinstance(rng, Plain):
        return plain_time(rng)
    kind = rng.random()
    if kind < 0.40:
        hour, minute = rng.randint(1, 12), minute_of(rng)
        afternoon = rng.random() < 0.55
        mark = rng.choice(("p.m.", "p.m.", "pm", "PM", " p.m.") if afternoon else ("a.m.", "a.m.", "am", "AM", " a.m.")).strip()
        shown = f"{hour}:{minute:02d}" if minute or rng.random() < 0.3 else said(hour, rng, 0.2)
        gap = "" if rng.random() < 0.15 and mark.isalpha() and shown[-1].isdigit() else " "
        return shown + gap + mark, clock(hour % 12, minute, "午後" if afternoon else "午前")
    if kind < 0.66:
        hour, minute = (rng.randint(1, 12) if rng.random() < 0.6 else rng.randint(0, 23)), minute_of(rng)
        return f"{hour}:{minute:02d}", clock(hour, minute)
    if kind < 0.82:
        return spoken_time(rng)
    if kind < 0.93:
        return part_of_day(rng)
    if kind < 0.97:
        n = rng.randint(1, 12)
        return said(n, rng), clock(n, 0)
    return rng.choice((("noon", "正午"), ("noon", "正午"), ("midnight", "午前0時")))


def amount(rng: random.Random) -> int:
    """A sum in yen, round more often than not."""
    digits = rng.choice((2, 3, 3, 3, 4, 4, 4, 4, 5, 5))
    first = rng.randint(10 ** (digits - 1), 10**digits - 1)
    step = 10 if digits < 3 else rng.choice((1, 10, 10, 50, 100)) if digits == 3 else rng.choice((1, 10, 100, 100, 500, 1000))
    return max(step, first // step * step)


def price(rng: random.Random) -> Value:
    n = amount(rng)
    kind = rng.random()
    if isinstance(rng, Plain):
        japanese = rng.choice((f"{n}円", f"{n:,}円", f"{n // 10_000}万円" if n % 10_000 == 0 else f"{n}円"))
        return (f"{n:,} yen", japanese) if kind < 0.95 else dollars(rng)
    if kind < 0.45 or n < 1000:
        if kind > 0.88:
            return f"{words(n)} yen", f"{n}円"
        return (f"¥{n}" if rng.random() < 0.12 else f"{n} yen"), f"{n}円"
    if kind < 0.85:
        return (f"¥{n:,}" if rng.random() < 0.12 else f"{n:,} yen"), f"{n:,}円"
    if kind < 0.93:
        n = max(1, n // 500 * 500) or 500
        return f"{words(n)} yen", f"{n}円"
    return dollars(rng)


def dollars(rng: random.Random) -> Value:
    n = rng.choice((1, 2, 5, 10, 20, 50, 100, 200, 500, rng.randint(2, 999)))
    kind = rng.random()
    if kind < 0.25:
        cents = rng.randint(1, 99)
        return f"${n}.{cents:02d}", f"{n}.{cents:02d}ドル"
    return (f"${n}" if kind < 0.5 else f"{said(n, rng, 0.2)} dollar{'s' * (n > 1)}"), f"{n}ドル"


def people(rng: random.Random) -> Value:
    n = rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 60, 80, 120, 150, rng.randint(2, 400)))
    if n == 1:
        return f"{said(1, rng, 0.8)} person", "1人"
    return f"{said(n, rng, 0.5 if n < 13 else 0.1)} people", f"{n}人"


def adults(rng: random.Random) -> Value:
    a, c = rng.randint(1, 6), rng.randint(1, 5)
    grown = f"{said(a, rng, 0.5)} adult{'s' * (a > 1)}"
    if rng.random() < 0.3:
        return grown, f"大人{a}人"
    young = f"{said(c, rng, 0.5)} {'children' if c > 1 else 'child'}"
    return f"{grown} and {young}", f"大人{a}人と子ども{c}人"


def hours(rng: random.Random) -> Value:
    n, kind = rng.randint(1, 12 if rng.random() < 0.8 else 48), rng.random()
    if kind < 0.08 and not isinstance(rng, Plain):
        return "half an hour", "30分"
    if kind < 0.16:
        return "an hour and a half" if isinstance(rng, Plain) else rng.choice(
            ("an hour and a half", "one and a half hours")
        ), "1時間半"
    if kind < 0.24:
        return "1 hour" if isinstance(rng, Plain) else rng.choice(("an hour", "one hour", "1 hour")), "1時間"
    if kind < 0.34 and n > 1:
        return f"{said(n, rng)} and a half hours", f"{n}時間半"
    if kind < 0.5:
        m = rng.choice((5, 10, 15, 20, 25, 30, 40, 45, 50, rng.randint(1, 59)))
        return f"{said(n, rng)} hour{'s' * (n > 1)} {rng.choice(('and ', ''))}{said(m, rng)} minutes", f"{n}時間{m}分"
    return f"{said(n, rng)} hour{'s' * (n > 1)}", f"{n}時間"


minutes = counted("minute", "minutes", "分", 120, (5, 10, 15, 20, 30, 40, 45, 50, 60, 90))
tickets = counted("ticket", "tickets", "枚", 20)


def duration(rng: random.Random) -> Value:
    return minutes(rng) if rng.random() < 0.5 else hours(rng)


def floor(rng: random.Random) -> Value:
    n, kind = rng.randint(1, 10 if rng.random() < 0.8 else 45), rng.random()
    if kind < 0.06:
        return f"{ORDINALS[n % 3]} basement floor", f"地下{n % 3 + 1}階"
    if kind < 0.1:
        return "ground floor", "1階"
    if isinstance(rng, Plain):
        return f"{ORDINALS[n - 1] if n <= 10 else ordinal(n)} floor", f"{n}階"
    return f"{ORDINALS[n - 1] if n <= 10 and kind < 0.7 else ordinal(n)} floor", f"{n}階"


def platform(rng: random.Random) -> Value:
    n = rng.randint(1, 12 if rng.random() < 0.8 else 30)
    if isinstance(rng, Plain):
        return f"platform {n}", rng.choice((f"{n}番のりば", f"{n}番線", f"{n}番ホーム", f"{n}番乗り場"))
    if rng.random() < 0.25:
        return f"{rng.choice(('track', 'track number', 'Track'))} {said(n, rng)}", f"{n}番線"
    return f"{rng.choice(('platform', 'platform', 'platform number', 'Platform'))} {said(n, rng)}", f"{n}番のりば"


def numbered(forms: tuple[str, ...], japanese: str, most: int, spoken: float = 0.25) -> Maker:
    """A maker of "exit 5" -> 5番出口; `{}` in the forms is the number."""

    def make(rng: random.Random) -> Value:
        n = rng.randint(1, most)
        form = forms[0] if isinstance(rng, Plain) else rng.choice(forms)
        return form.format(said(n, rng, spoken if n < 20 else 0)), japanese.format(n)

    return make


def exit_(rng: random.Random) -> Value:
    if rng.random() < 0.35:
        code = f"{rng.choice('ABCDE')}{rng.randint(1, 12)}"
        return f"exit {code}", f"{code}出口"
    if rng.random() < 0.3:
        english, japanese = rng.choice((("north", "北"), ("south", "南"), ("east", "東"), ("west", "西"), ("central", "中央")))
        return f"the {english} exit", f"{japanese}口"
    return numbered(("exit {}", "exit number {}", "Exit {}"), "{}番出口", 12)(rng)


def room(rng: random.Random) -> Value:
    n = rng.randint(1, 15) * 100 + rng.randint(1, 30) if rng.random() < 0.85 else rng.randint(1, 40)
    if isinstance(rng, Plain):
        return f"room {n}", rng.choice((f"{n}号室", f"{n}号室", f"部屋{n}"))
    if n > 100 and rng.random() < 0.12:
        tail = n % 100
        return f"room {words(n // 100)} {'oh ' if tail < 10 else ''}{words(tail)}", f"{n}号室"
    return f"{rng.choice(('room', 'room', 'Room', 'room number'))} {n}", f"{n}号室"


def bus(rng: random.Random) -> Value:
    n = rng.randint(1, 20) if rng.random() < 0.5 else rng.randint(1, 320)
    if isinstance(rng, Plain):
        return f"bus {n}", rng.choice((f"{n}番のバス", f"{n}番バス", f"{n}系統のバス"))
    return rng.choice(
        (f"bus {n}", f"bus number {n}", f"the number {said(n, rng, 0.2)} bus", f"the {n} bus", f"bus No. {n}")
    ), f"{n}番のバス"


def date(rng: random.Random) -> Value:
    month, day = rng.randint(1, 12), rng.randint(1, 31 if rng.random() < 0.9 else 10)
    day = min(day, 28 if month == 2 else 30)
    name = MONTHS[month - 1]
    if isinstance(rng, Plain):
        return f"{name} {day}", f"{month}月{day}日"
    shown = rng.choice(
        (f"{name} {day}", f"{name} {ordinal(day)}", f"the {ordinal(day)} of {name}", f"{name} {ORDINALS[min(day, 10) - 1]}")
    )
    if shown.endswith(tuple(ORDINALS)):
        day = min(day, 10)
    return shown, f"{month}月{day}日"


def phone(rng: random.Random) -> Value:
    if rng.random() < 0.25:
        return (n := rng.choice(("110", "119", "171", "118", "911", "112", "188", "7119"))), n
    parts = rng.choice(((3, 4, 4), (2, 4, 4), (3, 3, 4), (4, 2, 4), (4, 3, 3)))
    groups = ["".join(rng.choices("0123456789", k=k)) for k in parts]
    groups[0] = "0" + groups[0][1:]
    number = rng.choice(("-", "-", "-", "", " ")).join(groups)
    return number, number


def code(rng: random.Random) -> Value:
    if rng.random() < 0.35:
        text = (
            "".join(rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=rng.randint(1, 2)))
            + rng.choice(("", "-"))
            + str(rng.randint(1, 9999))
        )
    else:
        text = "".join(rng.choices("0123456789", k=rng.randint(1, 8)))
    return text, text


def temperature(rng: random.Random) -> Value:
    n = rng.randint(350, 419)
    text = f"{n // 10}.{n % 10}" if n % 10 or rng.random() < 0.2 else str(n // 10)
    return f"{text} degrees" + rng.choice(("", "", " Celsius")), f"{text}度"


def age(rng: random.Random) -> Value:
    n = rng.randint(1, 99)
    if n < 19 and rng.random() < 0.1:
        return f"{said(n, rng)} years old", f"{n}歳"
    return f"{said(n, rng, 0.25)} {'years' if n > 1 else 'year'} old", f"{n}歳"


def months(rng: random.Random) -> Value:
    n = rng.randint(2, 9)
    return f"{said(n, rng)} months", f"{n}か月"


def times_a_day(rng: random.Random) -> Value:
    n = rng.choice((1, 2, 3, 3, 4, 5, 6))
    text = {1: "once", 2: "twice"}.get(n, f"{said(n, rng)} times")
    return (text if rng.random() < 0.8 or n == 1 else f"{said(n, rng)} times"), f"{n}回"


def meters(rng: random.Random) -> Value:
    if rng.random() < 0.35:
        n = rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100))
        text = f"{n}.{rng.randint(1, 9)}" if rng.random() < 0.3 else said(n, rng, 0.25)
        return f"{text} {'kilometer' if text in ('1', 'one') else 'kilometers'}", f"{text if text[0].isdigit() else n}キロ"
    n = rng.choice((50, 80, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, rng.randint(5, 950)))
    return f"{said(n, rng, 0.15)} {rng.choice(('meters', 'meters', 'metres'))}", f"{n}メートル"


def height(rng: random.Random) -> Value:
    n = rng.choice(("1", "2", "3", "5", "6", "8", "10", "12", "15", "0.5", "1.5", "2.5"))
    return f"{n} meter{'s' * (n != '1')}", f"{n}メートル"


def seat(rng: random.Random) -> Value:
    car, row, letter = rng.randint(1, 16), rng.randint(1, 20), rng.choice("ABCDE")
    if rng.random() < 0.35:
        return f"seat {row}{letter}", f"{row}番{letter}席"
    return f"car {said(car, rng, 0.15)}, seat {row}{letter}", f"{car}号車{row}番{letter}席"


def train_number(rng: random.Random) -> Value:
    english, japanese = rng.choice(
        (("Hikari", "ひかり"), ("Nozomi", "のぞみ"), ("Kodama", "こだま"), ("Sakura", "さくら"), ("Haruka", "はるか"))
    )
    n = rng.randint(1, 780)
    return f"{english} {n}", f"{japanese}{n}号"


def nth(rng: random.Random) -> Value:
    n = rng.randint(1, 7)
    return (ORDINALS[n - 1] if rng.random() < 0.8 else ordinal(n)), f"{n}つ目"


def magnitude(rng: random.Random) -> Value:
    n = f"{rng.randint(3, 9)}.{rng.randint(0, 9)}"
    return n, n


def percent(rng: random.Random) -> Value:
    n = rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, rng.randint(1, 99)))
    return (f"{said(n, rng, 0.2)} percent" if rng.random() < 0.5 else f"{n}%"), f"{n}%"


def number(rng: random.Random) -> Value:
    n = rng.choice((rng.randint(0, 20), rng.randint(0, 99), rng.randint(100, 999), rng.randint(1000, 9999)))
    return said(n, rng, 0.25 if n < 100 else 0.05), str(n)


def small(rng: random.Random) -> Value:
    n = rng.randint(2, 30)
    return said(n, rng, 0.25), str(n)


MAKERS: dict[str, Maker] = {
    "time": time, "price": price, "dollars": dollars, "people": people, "adults": adults, "minutes": minutes, "hours": hours,
    "duration": duration, "floor": floor, "platform": platform, "exit": exit_, "room": room, "bus": bus, "date": date,
    "phone": phone, "code": code, "temp": temperature, "age": age, "months": months, "timesday": times_a_day, "meters": meters,
    "metersd": height, "seat": seat, "trainno": train_number, "ordinal": nth, "magnitude": magnitude, "percent": percent,
    "number": number, "n": small, "tickets": tickets, "nights": counted("night", "nights", "泊", 14, (1, 2, 3)),
    "days": counted("day", "days", "日間", 30, (2, 3, 5, 7, 10)), "pieces": counted("piece", "pieces", "個", 20),
    "bottles": counted("bottle", "bottles", "本", 12, (1, 2, 3)), "blankets": counted("blanket", "blankets", "枚", 6, (1, 2)),
    "rooms": counted("room", "rooms", "部屋", 10, (1, 2, 3)), "balls": counted("rice ball", "rice balls", "個", 9, (1, 2, 3)),
    "diapers": counted("diaper", "diapers", "枚", 40, (5, 10, 20)), "kilograms": counted("kilogram", "kilograms", "キロ", 40),
    "year": lambda rng: (2 * (str(rng.randint(1560, 2030)),)),
    "pills": counted("pill", "pills", "錠", 6, (1, 2)), "stops": counted("stop", "stops", "駅", 15, (2, 3, 4)),
    "gate": numbered(("gate {}", "Gate {}", "gate number {}"), "{}番ゲート", 80),
    "counter": numbered(("counter {}", "window {}", "counter number {}", "Counter {}", "window number {}"), "{}番窓口", 20),
}  # fmt: skip
