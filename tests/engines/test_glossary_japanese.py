"""Open JTalk's words, as the glossary asks for them."""

from __future__ import annotations

import pytest

from kiosk.engines.glossary_japanese import analyse
from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.glossary import Glossary, Term
from kiosk.pipeline.glossary_hearing import Names


def test_words_stand_in_the_text_and_have_readings() -> None:
    text = "次のバスは鶴橋に行きます。"
    words = analyse(text)
    assert [word.surface for word in words] == ["次", "の", "バス", "は", "鶴橋", "に", "行き", "ます", "。"]
    assert words[4].reading == "ツルハシ" and words[4].kind == "name" and words[-1].reading == ""


@pytest.mark.parametrize("text", ["", "   ", "Umeda Station", "あ" * 500, "\x00", "☃", "ＡＢＣ１２"])
def test_what_is_no_japanese_raises_nothing(text: str) -> None:
    assert isinstance(analyse(text), list)


NAMES = {
    "梅田": "うめだ", "難波": "なんば", "鶴橋": "つるはし", "京橋": "きょうばし",
    "高槻": "たかつき", "池田": "いけだ",
    "堺": "さかい",
    "三春": "みはる", "枚方": "ひらかた", "伊万里": "いまり", "嬉野": "うれしの", "高知": "こうち", "清水": "きよみず",
    "五島": "ごとう", "唐津": "からつ",
    "加賀": "かが", "八尾": "やお", "有田": "ありた", "道後温泉": "どうごおんせん", "天下茶屋": "てんがちゃや",
}  # fmt: skip
_NAMES = Names(Glossary(Term(name, reading) for name, reading in NAMES.items()))


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("次のバスはツルハシーに行きます", "次のバスは鶴橋に行きます"),
        ("うめだはどこですか?", "梅田はどこですか?"),
        ("見春駅はどこですか?", "三春駅はどこですか?"),
        ("次のバスは開かたに行きます", "次のバスは枚方に行きます"),
        ("次のバスはエマリに行きます", "次のバスは伊万里に行きます"),
        ("嬉しのはどこですか?", "嬉野はどこですか?"),
        ("どうごおんせんはどこですか", "道後温泉はどこですか"),
        ("天が茶屋に行きます", "天下茶屋に行きます"),
    ],
)
def test_what_whisper_wrote_for_a_name_becomes_the_name(heard: str, meant: str) -> None:
    """The sentences are what Whisper base made of spoken ones."""
    assert _NAMES.heard_as(heard, "ja", analyse) == meant


@pytest.mark.parametrize(
    "text",
    ["後藤さんはどこですか", "マリア・カラスさんは歌手です", "高地は寒いです",
     "うれしいです", "堺さんに会います", "今日は清い水を飲みます",
     "開いたドアから入ります",
     "もしもし、後藤です", "ここはどこですか", "あまりに行きたくない", "家にいけだと言いました"],
)  # fmt: skip
def test_words_that_somebody_meant_stay(text: str) -> None:
    assert _NAMES.heard_as(text, "ja", analyse) == text


def test_no_phrase_of_a_counter_becomes_a_place() -> None:
    for phrase in load_phrasebook().phrases.values():
        text = phrase.texts["ja"].plain
        assert _NAMES.heard_as(text, "ja", analyse) == text
