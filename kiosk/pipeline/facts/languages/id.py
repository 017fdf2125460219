"""Indonesian: "pukul 14.30", "jam setengah tiga sore" (half past two), "12.000 yen", "peron 3", "hari Minggu"."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import dated, half_of_day, numbered, timed, week
from kiosk.pipeline.facts.grammar import Found, Hit, rule
from kiosk.pipeline.facts.languages.words import adding, coded
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import clock, duration, hours_and_minutes, lasting, one_by_one, whole
from kiosk.pipeline.facts.numerals import Numbers, Word

_WORDS = {
    **adding("satu dua tiga empat lima enam tujuh delapan sembilan"),
    **adding("pertama/kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh", room=1),
    **{"sepuluh": Word("add", 10, room=1), "sebelas": Word("add", 11), "nol": Word("add", 0), "kosong": Word("add", 0)},
    **{"belas": Word("plus10"), "puluh": Word("times", 10, bare=False), "ratus": Word("times", 100, bare=False)},
    **{"seratus": Word("times", 100), "seribu": Word("scale", 1000), "ribu": Word("scale", 1000, bare=False)},
    **{"rb": Word("scale", 1000, bare=False), "juta": Word("scale", 10**6, bare=False), "sejuta": Word("scale", 10**6)},
    **{"miliar": Word("scale", 10**9, bare=False), "milyar": Word("scale", 10**9, bare=False)},
}
_MONTHS = numbered("januari februari maret april mei juni juli agustus september oktober november/nopember desember")
_MONTH = "|".join(_MONTHS)
_PARTS = {"pagi": "am", "subuh": "am", "dini hari": "am", "siang": "noon", "sore": "pm", "petang": "pm", "malam": "night"}
_PART = r"(?: (?:hari )?(?P<part>pagi|siang|sore|petang|malam|subuh|dini hari)\b| (?:wib|wita|wit)\b)"
_DAYLIGHT = _PART.replace("|malam", "")
"""Without the word for an hour, dua malam are two nights."""
_LASTING = coded("s=detik min=menit h=jam d=hari w=minggu/pekan mo=bulan y=tahun decade=dekade/dasawarsa")
_UNIT = "|".join(_LASTING)


def _half_to(hit: Hit) -> Found | None:
    """setengah tiga: half an hour before three."""
    hour = whole(hit.numbers[0]) - 1 or 12
    return clock(hour, 30, half_of_day(_PARTS.get(hit.named("part"), ""), hour))


_RULES = (
    rule(r"# jam(?: dan|,)? # menit\b", hours_and_minutes),
    rule(rf"(?:\btanggal )?# (?P<month>{_MONTH})\b(?:,? (?:tahun )?#)?", dated(_MONTHS)),
    rule(rf"\b(?:bulan )?(?P<month>{_MONTH})\b(?:,? (?:tahun )?#)?", dated(_MONTHS)),
    rule(rf"\b(?:pukul|jam) setengah #{_PART}?|\bsetengah #{_PART}", _half_to),
    rule(rf"(?<!/)(?<!#)(?<!#\x20)\b(?:pukul|jam) (?P<fact># (?P<less>kurang) #(?: menit)?{_PART}?)", timed(_PARTS)),
    rule(
        rf"(?<!/)(?<!#)(?<!#\x20)\b(?:pukul|jam) (?P<fact># (?P<less>kurang) (?P<minus>seperempat){_PART}?)",
        timed(_PARTS, {"seperempat": 15}),
    ),
    rule(rf"(?<!/)(?<!#)(?<!#\x20)\b(?:pukul|jam) (?P<fact># (?:lewat |lebih )?#(?: menit)?{_PART}?)", timed(_PARTS)),
    rule(
        rf"(?<!/)(?<!#)(?<!#\x20)\b(?:pukul|jam) (?P<fact># (?:lewat|lebih) (?P<step>seperempat|setengah){_PART}?)",
        timed(_PARTS, {"seperempat": 15, "setengah": 30}),
    ),
    rule(rf"(?<!/)(?<!#)(?<!#\x20)\b(?:pukul|jam) (?P<fact>#(?::#)?{_PART}?)", timed(_PARTS)),
    rule(rf"#:#{_PART}?", timed(_PARTS)),
    rule(rf"#{_DAYLIGHT}", timed(_PARTS)),
    rule(r"\btengah hari\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\btengah malam\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(rf"# setengah (?P<unit>{_UNIT})\b", duration(_LASTING, Decimal("0.5"))),
    rule(r"\bsatu setengah jam\b", lambda hit: lasting(Decimal(90), "min")),
    rule(r"\bsetengah jam\b", lambda hit: lasting(Decimal(30), "min")),
    rule(r"\bseperempat jam\b", lambda hit: lasting(Decimal(15), "min")),
    rule(r"\bsejam\b", lambda hit: lasting(Decimal(1), "h", unsure=True)),
    rule(r"\b(?P<fact>seminggu|sepekan)\b", lambda hit: lasting(Decimal(1), "w", unsure=True)),
    rule(r"\bsehari\b", lambda hit: lasting(Decimal(1), "d", unsure=True)),
    rule(r"\bsetahun\b", lambda hit: lasting(Decimal(1), "y", unsure=True)),
    rule(r"\bsebulan\b", lambda hit: lasting(Decimal(1), "mo", unsure=True)),
    rule(r"# # #(?: #){0,12}", one_by_one),
)
_NAMES = re.compile(
    r"\b(?:(?:satu|dua|tiga|empat) per (?:dua|tiga|empat|lima|sepuluh)|berdua|satu-satunya|satu-satu|salah satu|satu "
    r"sama lain|satu per satu|dua-duanya|kedua (?:belah|orang|hal|sisi|negara)|keduanya|"
    r"ketiganya|pertama kali|pertama-tama|bersatu|kesatuan|pertolongan pertama|yang pertama|empat mata|kuala "
    r"lumpur|tempat kosong|"
    r"masih kosong|kamar kosong|kursi kosong)\b"
)
_WEAK = ("satu", "pertama", "kesatu", "ketiga", "kosong", "nol")

LEXICON = Lexicon(
    Numbers(_WORDS, dot_groups=True, weak=frozenset(_WEAK), never=frozenset(("kosong", "kesatu", "pertama", "kedua"))),
    names=_NAMES,
    rules=_RULES,
    money=coded(
        "JPY=yen IDR=rupiah USD=dolar/dolar_as EUR=euro KRW=won CNY=yuan THB=baht GBP=pound/poundsterling VND=dong PHP=peso "
        "BRL=real"
    ),
    lasting=_LASTING,
    lengths=coded("1000=kilometer 1=meter 0.01=sentimeter mi=mil ft=kaki"),
    label_before=(
        r"(?:peron|jalur|kamar|ruang|ruangan|gerbang|pintu|bus|bis|rute|penerbangan|nomor|no\.?|loket|konter|terminal|"
        r"gerbong|kursi|"
        r"meja|gedung|halaman|lantai|halte|lin)(?: (?:nomor|no\.?|ke-?))?(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?!)",
    counted=r"(?:orang|dewasa|anak|malam|tiket|lembar|buah|kali|kamar|tempat|koper|tas|potong|ekor|halte|porsi)\b",
    ordinals={"kedua": 2},
    percent=r"%|persen\b",
    degrees=r"derajat\b(?: celsius)?",
    early=(
        rule(r"\bhari (?P<fact>minggu)\b", lambda hit: Found("weekday", "SUN")),
        rule(r"\b(?P<fact>minggu)(?: (?:pagi|siang|sore|malam)|, #)", lambda hit: Found("weekday", "SUN", unsure=True)),
    ),
    weekdays=week("senin selasa rabu kamis jumat/jum'at sabtu ahad"),
)
