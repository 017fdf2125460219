"""Where sentences end in the scripts on offer, and that cutting loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.language import LANGUAGES
from kiosk.engines.sentences import LONGEST_WORDS, pieces, split, words

SPLITS = [
    ("ja", ["駅はどこですか。", "ありがとうございます！", "本当？"], ""),
    ("ja", ["本当?", "はい!", "そうです.", "次は"], ""),
    ("ja", ["「はい。そうです。」", "と言った。"], ""),
    ("ja", ["価格は３．５ドル。", "10:30発です。"], ""),
    ("ja", ["三千円です", "すみません", "急いでいますか", "行きましょう"], " "),
    ("ja", ["いいですよ", "ありがとう"], "\u3000"),
    ("ja", ["山田 太郎です。"], ""),
    ("ja", ["はい！", "5時「まで。5分」です。", "10:30発？", "3番線"], ""),
    ("zh", ["你好。", "今天天气很好！", "你去哪里？", "我去车站；他不去。"], ""),
    ("zt", ["你好。", "你去哪裡？"], ""),
    ("ko", ["안녕하세요.", "어디에 가세요?", "고마워요!"], " "),
    (
        "en",
        ["Hello Mr. Smith.", "It costs $3.50.", "I arrive at 10 a.m.", "See www.example.com for details...", "Thanks!"],
        " ",
    ),
    ("en", ["Hello.", "How are you?", "Fine."], ""),
    ("es", ["¡Hola!", "¿Cómo está?", "Sr. García vive aquí."], " "),
    ("pb", ["O Sr. Silva chegou.", "Obrigado."], " "),
    ("nb", ["Dr. Hansen bor her.", "Takk."], " "),
    ("th", ["ราคา 3.50 บาท.", "คุณล่ะ?", "ดี"], " "),
    ("my", ["မင်္ဂလာပါ။", "နေကောင်း၊လား။"], ""),
    ("km", ["សួស្តី។", "អរគុណ៕", "បាទ"], ""),
    ("ne", ["नमस्ते।", "तपाईंलाई कस्तो छ?", "धन्यवाद।"], " "),
    ("ar", ["مرحبا.", "كيف حالك؟", "شكرا!"], " "),
    ("ur", ["آپ کیسے ہیں؟", "میں ٹھیک ہوں۔", "شکریہ"], " "),
    ("el", ["Γειά σου.", "Τι κάνεις;", "Καλά."], " "),
]


@pytest.mark.parametrize(("language", "sentences", "joiner"), SPLITS)
def test_sentences_end_where_the_script_says(language: str, sentences: list[str], joiner: str) -> None:
    assert split(joiner.join(sentences), language) == sentences


def test_a_line_break_of_any_kind_ends_a_sentence() -> None:
    assert split("Bus stop\nTaxi\r\n\n  Train\u2028Ferry  \n", "en") == ["Bus stop", "Taxi", "Train", "Ferry"]


@pytest.mark.parametrize("nothing", ["", " ", "\n \t\u3000\n"])
def test_nothing_has_no_sentences(nothing: str) -> None:
    assert split(nothing, "en") == []
    assert pieces(nothing) == []


def test_half_a_surrogate_pair_is_no_reason_to_fail() -> None:
    assert split("\ud800 Hello. Bye.", "en") == ["\ud800 Hello.", "Bye."]


@settings(database=None, derandomize=True, deadline=None, max_examples=200)
@given(
    text=st.text(st.characters() | st.sampled_from("。.?! \n、,၊។．3です"), max_size=200),
    language=st.sampled_from(list(LANGUAGES)),
)
def test_no_visible_character_is_ever_lost(text: str, language: str) -> None:
    sentences = split(text, language)
    parts = [part for sentence in sentences for part in pieces(sentence, 4)]
    assert all(part and part == part.strip() for part in sentences + parts)
    assert "".join("".join(sentences).split()) == "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("Where is it?", 3), ("東京駅", 1.5), ("駅", 1), ("안녕하세요 네", 3.5), ("สวัสดีครับ", 2.5), ("x" * 160, 10)],
)
def test_length_is_measured_in_words_whatever_the_script(text: str, expected: float) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "long",
    [
        "word " * 500,
        "あ" * 1000,
        "ภาษาไทย" * 300,
        "x" * 5000,
        "👩‍👩‍👧" * 300,
        "no, " * 400,
        "1" * 5000,
        "ကျွန်တော်" * 200,
        "\u0301" * 3000,
    ],
    ids=["words", "kana", "thai", "letters", "emoji", "clauses", "digits", "burmese", "marks"],
)
def test_whatever_is_long_comes_in_pieces_of_even_length(long: str) -> None:
    parts = pieces(long)
    assert all(LONGEST_WORDS / 4 <= words(part) <= LONGEST_WORDS for part in parts)


def test_what_is_short_enough_stays_whole() -> None:
    assert pieces(" ".join(["word"] * LONGEST_WORDS)) == [" ".join(["word"] * LONGEST_WORDS)]


def test_a_long_sentence_is_cut_at_a_clause_before_a_space() -> None:
    assert pieces("We take the first bus in the morning, then we walk", 8) == [
        "We take the first bus in the morning,",
        "then we walk",
    ]
    assert pieces("これは駅からとても近いです今日は天気がいいから歩きましょう", 9) == [
        "これは駅からとても近いです",
        "今日は天気がいいから歩きましょう",
    ]


def test_a_cut_splits_neither_a_number_nor_a_word_where_it_can_be_helped() -> None:
    assert pieces("値段は全部で12345678円になりますね", 6) == ["値段は全部で", "12345678円になりますね"]
    assert pieces("a cat sat on mats", 3) == ["a cat sat", "on mats"]


def test_a_cut_keeps_marks_and_vowels_with_their_letter() -> None:
    for letters in ("เก้า", "กี่", "က္က", "ក្ក", "e\u0301"):
        for length in range(40, 60):
            text = letters * length
            for part in pieces(text, 6):
                assert not {part[0]} & set("\u0e49\u0e35\u0e48\u1039\u17d2\u0301")
                assert part[-1] not in "เ\u1039\u17d2"
