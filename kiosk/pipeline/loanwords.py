"""Loanwords that the recogniser wrote as it heard them: といれ is トイレ, パスターミナル is バスターミナル.

Translators know them in katakana only. Words that are one easily misheard sound away from another word (ビール and ビル) are
not listed, for `glossary_hearing` forgives such a sound.
"""

from __future__ import annotations

import re

from kiosk.core.words import Analyser
from kiosk.pipeline.glossary import Glossary, Term, kana
from kiosk.pipeline.glossary_hearing import Names, near, sounded

WORDS = (
    *("トイレ", "タクシー", "ホテル", "コンビニ", "パスポート", "レストラン"),
    *("エレベーター", "エスカレーター", "ロッカー", "コインロッカー", "チケット", "クレジットカード"),
    *("スーツケース", "アレルギー", "シャワー", "ラーメン", "コーヒー", "スマートフォン"),
    *("パソコン", "バスターミナル", "バスタオル", "メニュー", "シャトルバス", "ロープウェイ"),
    *("ケーブルカー", "パンフレット", "ドライヤー", "ストーブ", "ガソリン", "ガソリンスタンド"),
    *("ボランティア", "チェックイン", "チェックアウト", "ヘリコプター", "ティッシュ", "アルコール"),
    *("カメラ", "トンネル", "スプーン", "フォーク", "レンタカー", "キャンセル"),
)  # fmt: skip

_NAMES = Names(Glossary(Term(word, word) for word in WORDS))


_LOOKED_FOR = re.compile("(?<![ぁ-んァ-ヶー一-龯])[ぁ-んー]{3,}(?=は、?(?:どこ|どちら))")
"""What somebody asks the way to is a thing: といで there may be a verb and a particle to the dictionary, to nobody else."""


def in_katakana(text: str, analyse: Analyser) -> str:
    """A Japanese transcript with these words as they are written."""
    return _LOOKED_FOR.sub(_thing, _NAMES.heard_as(text, "ja", analyse))


def _thing(match: re.Match[str]) -> str:
    heard = sounded(kana(match[0]))
    return next((word for name, term in _NAMES.like(heard) if near(heard, name) and (word := term.term)), match[0])
