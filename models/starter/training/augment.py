"""Make training pairs from sentence pairs: as a recogniser writes them, numbers in digits, placeholders, filled templates."""

import lzma
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from templates import Templates
from tokenizer import PLACEHOLDERS
from values import ONES, TENS, Plain, words

BRACKETS = "⟦⟧"

Pair = tuple[str, str]
"""Source and target text."""

HEARD, MASKED, NUMBERED, RENUMBERED = 0.25, 0.6, 0.1, 0.7
"""Parts of the real pairs written as heard; masked where a name or number is on both sides; drawn from those with a number
on both sides; of these with another number put in."""

JOINED = 0.08
"""Part of all draws that are two sentences in one, and only if both are short."""

SHORT = 50
"""Characters of English in a short sentence."""

FEW = re.compile(r"(?<![\d.,])([1-9](?=つ)|[12](?=人)|[1-3](?=泊|枚|個|本|時|分))(?!人分)")
"""Counts that a Japanese recogniser may write in kanji."""

FILLERS = ("um ", "uh ", "er ", "well ", "so ", "uh, ", "um, ", "well, ", "hello ", "hi ", "okay ", "ah, ")
FILLERS_JA = ("えーと", "えっと", "あの", "あのー", "えー", "ええと、", "あの、", "えっと、", "その")

UNITS = (
    "時間|時|分|秒|円|ドル|年|月|日|人|歳|才|枚|階|号|番|度|キロ|メートル|週間|ヶ月|か月|カ月|"
    "泊|個|冊|杯|本|台|名|回|倍|パーセント|%"
)
KANJI_NUMBER = re.compile(rf"[〇一二三四五六七八九十百千万]+(?={UNITS})")
COUNTED = (
    "hours?|minutes?|seconds?|days?|weeks?|months?|years?|yen|dollars?|people|persons?|men|women|children|students?|nights?|"
    "meters?|metres?|kilometers?|kilometres?|miles?|degrees?|percent|times|books?|tickets?|rooms?|cups?|pounds?|euros?"
)
DIGITS = re.compile(rf"\d+(?:[.,]\d+)*(?= (?:{COUNTED})\b)")
"""Numbers that may be masked: those whose unit stays in the sentence."""

UNFIT = re.compile(
    r"\b(sex\w*|porn\w*|masturbat\w*|penis|vagina|breasts?|boobs?|rape[ds]?|raping|fuck\w*|shit\w*|bitch\w*|whores?|orgasm\w*|nigg\w*|"
    r"prostitut\w*|condoms?|naked|nude|cunts?|dicks?|asshole|erection|bastards?|suicide|fart\w*|pee|poop\w*|jap|japs)\b",
    re.IGNORECASE,
)
"""Sentences that a public counter must never say are left out of training, on their English side."""

NAMES = {
    "Tom": "トム", "Mary": "メアリー", "John": "ジョン", "Jane": "ジェーン", "Ken": "ケン", "Bill": "ビル", "Jim": "ジム",
    "Mike": "マイク", "Bob": "ボブ", "Nancy": "ナンシー", "Kate": "ケイト", "Boston": "ボストン", "Tokyo": "東京",
    "Kyoto": "京都", "Osaka": "大阪", "London": "ロンドン", "Paris": "パリ", "Australia": "オーストラリア",
    "New York": "ニューヨーク", "Japan": "日本", "Canada": "カナダ", "China": "中国", "Sunday": "日曜日", "Monday": "月曜日",
    "Saturday": "土曜日", "Friday": "金曜日", "Hokkaido": "北海道", "Nara": "奈良", "Kobe": "神戸", "Hiroshima": "広島",
    "Smith": "スミス", "Brown": "ブラウン", "Tanaka": "田中", "Yamada": "山田", "Suzuki": "鈴木", "Yumi": "由美",
}  # fmt: skip


def read_pairs(path: Path, source: str) -> Iterator[Pair]:
    """Pairs of a file of lines japanese<TAB>english, `source` ("en" or "ja") first; Japanese with wide ？ and ！."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            ja, en = line.rstrip("\n").split("\t")[:2]
            ja, en = wide_marks(unicodedata.normalize("NFKC", ja)), unicodedata.normalize("NFKC", en)
            if UNFIT.search(en):
                continue
            ja = digits_for_kanji(ja, en)
            yield (en, ja) if source == "en" else (ja, en)


def wide_marks(japanese: str) -> str:
    return japanese.replace("?", "？").replace("!", "！")


def kanji_value(number: str) -> int:
    """二十三 -> 23, 一九六〇 -> 1960."""
    digits = "〇一二三四五六七八九"
    if all(c in digits for c in number):
        return int("".join(str(digits.index(c)) for c in number))
    total = group = current = 0
    for c in number:
        if c == "万":
            total, group, current = total + (group + current or 1) * 10_000, 0, 0
        elif c in "十百千":
            group, current = group + (current or 1) * {"十": 10, "百": 100, "千": 1000}[c], 0
        else:
            current = digits.index(c)
    return total + group + current


def english_values(text: str) -> set[int]:
    """Whole numbers that an English sentence names, in digits or as one or two words."""
    found = {int(n.replace(",", "")) for n in re.findall(r"\d+(?:,\d{3})*", text)}
    tokens = re.findall(r"[a-z]+", text.lower())
    small = {w: n for n, w in enumerate(ONES)} | {w: n * 10 for n, w in enumerate(TENS) if w}
    for here, following in zip(tokens, [*tokens[1:], ""], strict=True):
        value = small.get(here)
        if value is None:
            continue
        found.add(value)
        if value >= 20 and 0 < small.get(following, 0) < 10:
            found.add(value + small[following])
        found.update({value * 100} if following == "hundred" else {value * 1000} if following == "thousand" else ())
    return found


def digits_for_kanji(japanese: str, english: str) -> str:
    """Write a number before a unit in digits if the English names the same number, so that one form is learned."""
    if not KANJI_NUMBER.search(japanese):
        return japanese
    values = english_values(english)
    return KANJI_NUMBER.sub(lambda m: str(v) if (v := kanji_value(m[0])) in values else m[0], japanese)


def as_heard(text: str, source: str, rng: random.Random) -> str:
    """What a speech recogniser may make of the sentence: no case, no punctuation, a filler before it."""
    if source == "ja":
        text = FEW.sub(lambda m: "〇一二三四五六七八九"[int(m[0])] if rng.random() < 0.5 else m[0], text)
        text = re.sub(r"[。、！？「」]", "" if rng.random() < 0.6 else " ", text).strip()
        return (rng.choice(FILLERS_JA) if rng.random() < 0.25 else "") + text
    if rng.random() < 0.8:
        text = re.sub(r"(?<!\d)[.,!?\"]|[.,!?\"](?!\d)", "", text)
    if rng.random() < 0.8:
        text = text.lower()
    return (rng.choice(FILLERS) if rng.random() < 0.2 else "") + text


def masked(pair: Pair, source: str, rng: random.Random) -> Pair:
    """Replace names and numbers that both sides have exactly once by the same placeholders."""
    en, ja = pair if source == "en" else pair[::-1]
    spans = [(n, n) for n in DIGITS.findall(en)]
    spans += [(name, kana) for name, kana in NAMES.items() if re.search(rf"\b{name}\b", en)]
    marks = rng.sample(PLACEHOLDERS, len(PLACEHOLDERS))
    for english, japanese in spans:
        once = rf"(?<![\w.,:]){re.escape(english)}(?![\w:]|[.,]\d)"
        if marks and len(re.findall(once, en)) == 1 and len(re.findall(re.escape(japanese), ja)) == 1:
            mark = marks.pop()
            en, ja = re.sub(once, mark, en), ja.replace(japanese, mark)
    return (en, ja) if source == "en" else (ja, en)


RANGES = ((2, 12), (13, 31), (32, 59), (60, 99), (100, 999), (1000, 1899), (1900, 2029), (2030, 9999), (10_000, 99_999))
"""A number is replaced by one of its own range: hours stay hours, days of a month stay days, years stay years."""

SPOKEN = {words(n): n for n in range(2, 100)}
NUMBER = re.compile(rf"(?<![\w.,:-])(?:\d+|{'|'.join(sorted(SPOKEN, key=len, reverse=True))})(?![\w-]|[.,]\d)", re.IGNORECASE)


def shared_numbers(en: str, ja: str) -> list[tuple[re.Match[str], int]]:
    """Numbers of the English, digits or words, that the Japanese has exactly once in digits."""
    found = [(m, SPOKEN[m[0].lower()] if m[0].isalpha() or "-" in m[0] else int(m[0])) for m in NUMBER.finditer(en)]
    numbers = re.findall(r"(?<![\d.,])\d+(?![\d]|[.,]\d)", ja)
    values = [v for _, v in found]
    return [(m, v) for m, v in found if values.count(v) == 1 and numbers.count(str(v)) == 1 and 2 <= v <= RANGES[-1][1]]


def renumbered(pair: Pair, source: str, rng: random.Random) -> Pair:
    """Put other numbers in place of those that both sides share: copying is learned in sentences of every kind."""
    en, ja = pair if source == "en" else pair[::-1]
    moved: dict[str, str] = {}
    for match, value in reversed(shared_numbers(en, ja)):
        low, high = next(r for r in RANGES if value <= r[1])
        new = rng.randint(low, high)
        word = words(new) if new < 100 and rng.random() < (0.7 if match[0][0].isalpha() else 0.1) else str(new)
        word = word.capitalize() if match[0][0].isupper() else word
        en, moved[str(value)] = en[: match.start()] + word + en[match.end() :], str(new)
    if moved:
        ja = re.sub(rf"(?<![\d.,])(?:{'|'.join(moved)})(?![\d]|[.,]\d)", lambda m: moved[m[0]], ja)
    return (en, ja) if source == "en" else (ja, en)


class Mixture:
    """An endless, ever different stream of training pairs: all real pairs once a round, templates among them."""

    def __init__(self, pairs: list[Pair], source: str, template_share: float, rng: random.Random) -> None:
        self.pairs, self.source, self.share, self.rng = pairs, source, template_share, rng
        self.templates = Templates.shipped()
        self.voice = Plain(rng.random()) if source == "ja" else rng
        self.order: list[int] = []
        sides = ((p if source == "en" else p[::-1]) for p in pairs)
        self.numbered = [p for p, (en, ja) in zip(pairs, sides, strict=True) if shared_numbers(en, ja)]

    def draw(self, count: int) -> list[Pair]:
        return [self.joined() if self.rng.random() < JOINED else self.one() for _ in range(count)]

    def one(self) -> Pair:
        return self.filled() if self.rng.random() < self.share else self.real()

    def joined(self) -> Pair:
        """Two sentences as one, unless they are long or share a placeholder."""
        first, second = self.one(), self.one()
        marks = set(first[0] + second[0]) & set(BRACKETS)
        if marks or max(len(first[0]), len(second[0])) > SHORT or not first[1].endswith(("。", "？", "！", ".", "?", "!")):
            return first
        gaps = (" ", "") if self.source == "en" else ("", " ")
        return first[0] + gaps[0] + second[0], first[1] + gaps[1] + second[1]

    def real(self) -> Pair:
        if self.numbered and self.rng.random() < NUMBERED:
            pair = self.rng.choice(self.numbered)
            pair = renumbered(pair, self.source, self.rng) if self.rng.random() < RENUMBERED else pair
            return self.heard(pair, HEARD)
        if not self.order:
            self.order = self.rng.sample(range(len(self.pairs)), len(self.pairs))
        pair = self.pairs[self.order.pop()]
        if self.rng.random() < MASKED:
            pair = masked(pair, self.source, self.rng)
        return self.heard(pair, HEARD)

    def filled(self) -> Pair:
        en, ja = self.templates.fill(self.voice)
        return self.heard((en, ja) if self.source == "en" else (ja, en), HEARD)

    def heard(self, pair: Pair, part: float) -> Pair:
        return (as_heard(pair[0], self.source, self.rng), pair[1]) if self.rng.random() < part else pair
