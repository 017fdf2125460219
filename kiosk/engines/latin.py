"""Latin letters inside Japanese, in kana: a voice would pass over them or spell out whole words."""

from __future__ import annotations

import re

_NAMES_OF_LETTERS = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー "
    "ブイ ダブリュー エックス ワイ ゼット"
)
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _NAMES_OF_LETTERS.split(), strict=True))
_WORDS = {
    **{
        "JAL": "ジャル",
        "ANA": "アナ",
        "FAX": "ファックス",
        "VIP": "ビップ",
        "PASMO": "パスモ",
        "ICOCA": "イコカ",
        "NASA": "ナサ",
    },
    **{
        "OK": "オーケー",
        "WIFI": "ワイファイ",
        "WI-FI": "ワイファイ",
        "EMAIL": "イーメール",
        "E-MAIL": "イーメール",
        "WEB": "ウェブ",
    },
    **{
        "HOTEL": "ホテル",
        "STATION": "ステーション",
        "BUS": "バス",
        "TAXI": "タクシー",
        "TICKET": "チケット",
        "AIRPORT": "エアポート",
    },
    **{
        "TOWER": "タワー",
        "PARK": "パーク",
        "SHOP": "ショップ",
        "CAFE": "カフェ",
        "MUSEUM": "ミュージアム",
        "STREET": "ストリート",
    },
    **{
        "CENTER": "センター",
        "LINE": "ライン",
        "PASS": "パス",
        "CARD": "カード",
        "ROOM": "ルーム",
        "INN": "イン",
        "HALL": "ホール",
    },
    **{
        "APP": "アプリ",
        "NEW": "ニュー",
        "EXPRESS": "エクスプレス",
        "TERMINAL": "ターミナル",
        "GATE": "ゲート",
        "MR": "ミスター",
    },
    **{
        "TOKYO": "トーキョー",
        "KYOTO": "キョート",
        "OSAKA": "オーサカ",
        "KOBE": "コーベ",
        "KYUSHU": "キューシュー",
        "HONSHU": "ホンシュー",
        "NIKKO": "ニッコー",
        "OTSU": "オーツ",
        "GOOGLE": "グーグル",
        "SUICA": "スイカ",
        "YES": "イエス",
        "NO": "ノー",
        "THE": "ザ",
        "AND": "アンド",
        "PLEASE": "プリーズ",
    },
}
_VOWELS = "aiueo"
_ROWS = {
    **{
        "": "アイウエオ",
        "k": "カキクケコ",
        "s": "サシスセソ",
        "t": "タチツテト",
        "n": "ナニヌネノ",
        "h": "ハヒフヘホ",
        "m": "マミムメモ",
    },
    **{"r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ"},
}
_SYLLABLES = {
    **{row + vowel: kana for row, line in _ROWS.items() for vowel, kana in zip(_VOWELS, line, strict=True)},
    **{
        "ya": "ヤ",
        "yu": "ユ",
        "yo": "ヨ",
        "wa": "ワ",
        "wo": "ヲ",
        "shi": "シ",
        "chi": "チ",
        "tsu": "ツ",
        "fu": "フ",
        "ji": "ジ",
    },
    **{
        f"{row}{glide}": f"{kana}{small}"
        for row, kana in (
            *(("ky", "キ"), ("sh", "シ"), ("ch", "チ"), ("ny", "ニ"), ("hy", "ヒ"), ("my", "ミ"), ("ry", "リ"), ("gy", "ギ")),
            *(("j", "ジ"), ("by", "ビ"), ("py", "ピ")),
        )
        for glide, small in (("a", "ャ"), ("u", "ュ"), ("o", "ョ"))
    },
}
_ROMAJI = re.compile(
    "(?:" + "|".join(sorted(_SYLLABLES, key=len, reverse=True)) + r"|n(?![aiueoy])|([kstpgbd])(?=\1)|t(?=ch))", re.IGNORECASE
)
_RUN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)?")
_SHORTEST, _SPELLED = 3, 5


def kana(text: str) -> str:
    """`text` with its Latin letters as a Japanese reads them: known words, names in romaji, the rest letter by letter where
    it is short and written large. Long foreign words stay as they are."""
    return _RUN.sub(lambda match: _kana(match[0]), text)


def _kana(word: str) -> str:
    known = _WORDS.get(word.upper())
    if known is not None:
        return known
    if word.isupper() and len(word) <= _SPELLED:
        return "".join(_LETTERS[letter] for letter in word)
    if len(word) >= _SHORTEST and not word.isupper() and (romaji := _romaji(word)):
        return romaji
    return word


def _romaji(word: str) -> str:
    """Kana of a word written in Hepburn romaji; "" where it isn't one."""
    made: list[str] = []
    position = 0
    while position < len(word):
        match = _ROMAJI.match(word, position)
        if match is None:
            return ""
        syllable = match[0].lower()
        made.append(_SYLLABLES.get(syllable) or ("ン" if syllable == "n" else "ッ"))
        position = match.end()
    return "".join(made)
