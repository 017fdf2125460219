"""Chinese characters as numbers, for Japanese and Chinese: 三千五百, 1万2千, 二〇二六, 十二."""

from __future__ import annotations

import re

from kiosk.pipeline.facts.numerals import Numbers, Word

DIGITS = "〇一二三四五六七八九"
_WORDS = {
    **{character: Word("add", value) for value, character in enumerate(DIGITS)},
    **{"零": Word("fill"), "両": Word("add", 2), "两": Word("add", 2), "兩": Word("add", 2), "壱": Word("add", 1)},
    **{
        "弐": Word("add", 2),
        "参": Word("add", 3),
        "十": Word("times", 10),
        "百": Word("times", 100),
        "千": Word("times", 1000),
    },
    **{"拾": Word("times", 10), "廿": Word("add", 20), "万": Word("scale", 10**4), "億": Word("scale", 10**8)},
    **{"萬": Word("scale", 10**4), "亿": Word("scale", 10**8), "兆": Word("scale", 10**12)},
}

_RUN = re.compile(
    r"(?<![十百千万萬億亿数數何幾几\d.〇一二三四五六七八九])(?!(?:一二|二三|三四|四五|五六|六七|七八|"
    r"八九)(?![〇零一二三四五六七八九]))"
    r"[〇零一二三四五六七八九]{2,}(?![十百千万萬億亿\d])"
)
"""Digits one by one, as in 二〇二六. Two neighbours alone are a guess: 二三 is "two or three"."""


def numbers(characters: str, weak: str, elliptic: bool = False) -> Numbers:
    """Those of the characters that the language counts with; alone, each needs a counter behind it.

    `elliptic`: 三百五 is 350.
    """
    words = {character: _WORDS[character] for character in characters}
    return Numbers(
        words,
        token=re.compile(f"[{characters}]"),
        gap=re.compile(" ?"),
        opening=re.compile(f"(?<![数數何幾几好余餘{characters}])[{characters}]"),
        weak=frozenset(weak),
        never=frozenset(characters),
        short=3,
        positional=_RUN,
        elliptic=re.compile("([百千万萬])([一二三四五六七八九])$") if elliptic else None,
    )
