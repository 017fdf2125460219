"""Write the words that the Chinese keyboards offer: scripts/pinyin_table.py FOLDER_OF_JIEBA.

Frequencies are those of wordfreq 3.1.1 (data CC BY-SA 4.0, subtitles among them: how people talk), words that it lacks those of
jieba 0.42.1 (MIT, newspapers), readings those of pypinyin 0.55.0 (MIT), traditional forms those of OpenCC 1.4.2 (Apache-2.0).
Only OpenCC is a part of the kiosk; the others are needed to make the table anew.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import opencc
import wordfreq
from pypinyin import Style, lazy_pinyin, pinyin

TABLE = Path(__file__).parent.parent / "kiosk" / "ui" / "keyboard" / "pinyin.tsv.gz"

_RARE, _LONGEST = 30, 4
_READING = re.compile(r"[a-z]+[1-5]('[a-z]+[1-5])*")
_NEVER_SEEN = 3
"""The frequency of a character that has a code in GB 2312 and isn't in jieba's list by itself."""


_CORPUS = 6e7
"""Words that jieba's frequencies were counted in."""
_ONLY_IN_NEWSPAPERS = 100
"""The frequency at most of a word that wordfreq doesn't know."""
_SAID = (
    "多少钱 在哪里 在哪儿 去哪里 怎么走 怎么办 几点 几分钟 不要 不用 不能 不会 不知道 没关系 对不起 不好意思 麻烦你 "
    "请问 请帮我 我想 我要 我想去 你好 您好 再见 早上好 晚上好 病了 发烧了 丢了 听不懂 可以吗 好吗 洗手间 卫生间 "
    "避难所 救护车 充电 药局 捷运 这里 那里 哪里 这个 那个 我订了 医院 药店 过敏 毯子 地震 海啸 余震 停电 停水 尿布 "
    "奶粉 口罩 护照 行李 充电器 轮椅 婴儿 孕妇 预约 收据 零钱 换钱"
)
"""What people say at counters, which is counted in two words or seldom written."""
_OFTEN_SAID = 4000


def main(jieba: Path) -> None:
    weights = dict(_words(jieba))
    rows = {row for word, weight in weights.items() for row in _rows(word, weight) if _READING.fullmatch(row[0])}
    lines = "".join(f"{line}\n" for line in sorted({_line(*row) for row in rows}))
    with TABLE.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(lines.encode())
    sys.stdout.write(f"{lines.count(chr(10))} rows in {TABLE}\n")


def _line(reading: str, simplified: str, traditional: str, weight: int) -> str:
    """The reading without tones, what it lacks of 999 so that lines sort by weight, the tones, both forms."""
    spelled, tones = ("".join(re.findall(kind, reading)) for kind in ("[a-z]+", "[1-5]"))
    return "\t".join((spelled, f"{999 - weight:03}", tones, simplified, traditional))


def _words(jieba: Path) -> Iterator[tuple[str, int]]:
    """Each word with ten times the natural logarithm of its frequency."""
    for character in _gb2312():
        yield character, round(10 * math.log(_NEVER_SEEN))
    known = wordfreq.get_frequency_dict("zh", "large")
    for line in (jieba / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split()
        if word not in known:
            yield from _weighed(word, min(int(frequency), _ONLY_IN_NEWSPAPERS))
    for word, share in known.items():
        yield from _weighed(word, share * _CORPUS)
    for word in _SAID.split():
        yield from _weighed(word, max(_OFTEN_SAID, known.get(word, 0.0) * _CORPUS))


def _weighed(word: str, frequency: float) -> Iterator[tuple[str, int]]:
    is_han = all("\u4e00" <= character <= "\u9fff" for character in word)
    if is_han and len(word) <= _LONGEST and (frequency >= _RARE or (len(word) == 1 and frequency > _NEVER_SEEN)):
        yield word, round(10 * math.log(frequency))


def _gb2312() -> Iterator[str]:
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            if character:
                yield character


_TAIWAN, _TAIWAN_WORDS, _BACK = opencc.OpenCC("s2tw"), opencc.OpenCC("s2twp"), opencc.OpenCC("tw2s")
_SECOND_READING = 23
"""What a character loses with each further reading: pypinyin gives the commonest first."""


def _rows(word: str, weight: int) -> Iterator[tuple[str, str, str, int]]:
    if len(word) == 1:
        readings = pinyin(word, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, v_to_u=False)[0]
        traditional = _forms(word)
        for place, reading in enumerate(readings[:4]):
            for later, form in enumerate(traditional):
                yield _plain(reading), word if not later else "", form, max(1, weight - _SECOND_READING * place - 5 * later)
        return
    reading = "'".join(_plain(one) for one in lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True))
    traditional_word = _TAIWAN.convert(word)
    yield reading, word, traditional_word, weight
    if reading.endswith("'er2") and word.endswith("儿"):  # 哪儿 is typed nar as well
        yield f"{reading.removesuffix('er2')}r2", word, traditional_word, weight
    taiwanese = _TAIWAN_WORDS.convert(word)
    if taiwanese != traditional_word:
        spoken = lazy_pinyin(_BACK.convert(taiwanese), style=Style.TONE3, neutral_tone_with_five=True)
        yield "'".join(_plain(one) for one in spoken), "", taiwanese, weight


def _forms(character: str) -> list[str]:
    """The traditional characters that a simplified one stands for, the commonest first."""
    main_form = _TAIWAN.convert(character)
    return [main_form, *(form for form in _VARIANTS.get(character, ()) if form != main_form)]


def _variants() -> dict[str, list[str]]:
    """From Big5's first level, which holds the characters in use in Taiwan."""
    variants: dict[str, list[str]] = {}
    for lead in range(0xA4, 0xC7):
        for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            character = bytes((lead, trail)).decode("big5", "ignore")
            if character:
                variants.setdefault(_BACK.convert(character), []).append(character)
    return variants


_VARIANTS = _variants()


def _plain(reading: str) -> str:
    return reading.replace("ü", "v").replace("ê", "e")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
