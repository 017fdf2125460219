"""Loanwords in hiragana, and words that only sound like one. Read with the dictionary that the kiosk uses."""

from __future__ import annotations

import pytest

from kiosk.engines.glossary_japanese import analyse
from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.loanwords import WORDS, in_katakana


@pytest.mark.parametrize(
    ("heard", "written"),
    [("すみません、といれはどこですか?", "すみません、トイレはどこですか?"), ("といではどこですか。", "トイレはどこですか。"),
     ("たくしーを呼んでください。", "タクシーを呼んでください。"), ("パスターミナルはどこですか", "バスターミナルはどこですか"),
     ("あれるぎーがあります。", "アレルギーがあります。")],
)  # fmt: skip
def test_a_loanword_in_hiragana_is_written_as_it_is_known(heard: str, written: str) -> None:
    assert in_katakana(heard, analyse) == written


@pytest.mark.parametrize(
    "said",
    ["お風呂に水といれものを置く。", "袋といれ物をください。", "ビルはどこですか。",
     "あの人と入れ替わりました。", "トイレはどこですか。", "駅までの道を教えてください。",
     "おてんとうさまが見ています。", "薬はありますか。", "ここはどこですか。", "おてらはどこですか。",
     "なるほど、てるちゃんですね。"],
)  # fmt: skip
def test_other_words_stay(said: str) -> None:
    assert in_katakana(said, analyse) == said


def test_no_shipped_phrase_is_changed() -> None:
    texts = [form for phrase in load_phrasebook().phrases.values() for form in phrase.texts["ja"].forms.values()]
    assert len(texts) > 100
    assert [text for text in texts if in_katakana(text, analyse) != text] == []


def test_each_word_is_listed_once() -> None:
    assert len(set(WORDS)) == len(WORDS)
