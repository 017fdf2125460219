"""What a voice is given: clean, written as it is read, and cut so that the sound begins early."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.protocols import SENTENCE_PAUSE_S
from kiosk.engines.readings import read
from kiosk.engines.sentences import words
from kiosk.engines.speech_text import CLAUSE_PAUSE_S, LONGEST_WORDS, clean, has_words, pieces


def said(text: str, language: str = "en") -> list[str]:
    return [piece.text for piece in pieces(text, language)]


# ---- cleaning


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  Hello \t there \u3000 ", "Hello there"),
        ("Hello\x00\x07 there\x7f", "Hello there"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("half \ud83d a pair", "half a pair"),
        ("a whole pair \ud835\udfcf", "a whole pair 1"),
        ("cafe\u0301", "café"),
        ("soft\u00adly \u202bread\u202c \ufeff", "softly read"),
        ("[[h@loU]] and [[[x]]]", "[h@loU] and [x]"),
        ("[\x00[x]\u200b]", "[ [x]"),
        ("Hi 😀 there 👩‍👩‍👧! 1️⃣", "Hi there ! 1"),
        ("Platform １２３ ２０℃ ① ５㎞ CO₂", "Platform 123 20°C 1 5km CO2"),
        ("Yes！ No？ Well，yes。", "Yes! No? Well, yes."),
        ("½ hour, 30 m²", "½ hour, 30 m²"),
        ("The 鶴橋 station", "The station"),
        ("Say สวัสดี to them", "Say to them"),
    ],
)
def test_what_a_voice_would_choke_on_or_spell_out_goes(given: str, expected: str) -> None:
    assert clean(given, "en") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "鶴橋はどこですか？ はい、そうです。「ここ」！"),
        ("zh", "你好，世界！现在几点？"),
        ("th", "น้ำอยู่ที่ไหน"),
        ("fa", "می\u200cخواهم"),
        ("hi", "नमस्ते। क्\u200dष"),
        ("ko", "어디에 있습니까?"),
        ("ar", "أين المستشفى؟"),
    ],
)
def test_text_in_the_voice_s_own_script_stays_as_it_is(language: str, text: str) -> None:
    assert clean(text, language) == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ﾄｲﾚはｶﾞﾗｽ", "トイレはガラス"),
        ("３．５％、１，０００円、１０：３０。", "3.5%、1,000円、10:30。"),
        ("㈱田中 〒100", "株式会社田中 郵便番号100"),
        ("ＪＲ", "JR"),
    ],
)
def test_japanese_narrow_and_wide_forms_become_the_usual_ones(given: str, expected: str) -> None:
    assert clean(given, "ja") == expected


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=60), st.sampled_from(["en", "ja", "zh", "th", "ar", "ne"])
)
def test_no_text_whatever_leaves_anything_that_would_break_a_voice(text: str, language: str) -> None:
    made = clean(text, language)
    assert "[[" not in made
    assert not [character for character in made if unicodedata.category(character) in ("Cs", "Co") or character == "\0"]
    assert not [character for character in made if unicodedata.category(character) == "Cc" and character != "\n"]
    assert made == unicodedata.normalize("NFC", made)
    made.encode()


# ---- reading


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("It costs $500.", "It costs 500 dollars."),
        ("$1 or US$5.50, $0.50", "1 dollar or 5 dollars and 50 cents, 50 cents"),
        ("$2.5 million", "2.5 million dollars"),
        ("¥2,500 and €20 and £3.05", "2,500 yen and 20 euros and 3 pounds and 5 pence"),
        ("Call 090-1234-5678.", "Call 0 9 0, 1 2 3 4, 5 6 7 8."),
        ("+81 90-1234-5678", "+ 8 1, 9 0, 1 2 3 4, 5 6 7 8"),
        ("0312345678", "0 3 1 2 3 4 5 6 7 8"),
        ("2026-08-15", "2026-08-15"),
        ("pages 10-12, route 3-2-1", "pages 10-12, route 3-2-1"),
        ("9:00-17:30", "9 o'clock to 5:30 PM"),
        ("at 9:00 a.m., 10:05 and 14:35", "at 9 a.m., 10 oh 5 and 2:35 PM"),
        ("Dr. Sato and Mr. Ito climb Mt. Fuji.", "Dr Sato and Mr Ito climb Mount Fuji."),
        ("bus No. 5", "bus number 5"),
        ("No. I won't.", "No. I won't."),
        ("5 km, 10kg, 60 km/h", "5 kilometers, 10 kilograms, 60 kilometers per hour"),
        ("1:30:00", "1:30:00"),
    ],
)
def test_english_signs_are_read_as_a_person_reads_them(given: str, expected: str) -> None:
    assert read(given, "en") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("14:35に出ます", "14時35分に出ます"),
        ("9:00〜17:00", "9時から17時"),
        ("10:05発", "10時5分発"),
        ("10時05分", "10時5分"),
        ("9時00分", "9時"),
        ("10時30分", "10時30分"),
        ("1:0で勝つ", "1:0で勝つ"),
        ("25:00", "25:00"),
        ("9〜17時", "9から17時"),
        ("あのね〜", "あのね〜"),
        ("¥2,500です", "2,500円です"),
        ("¥500円、$20、€1.5、¥3万", "500円、20ドル、1.5ユーロ、3万円"),
        ("20°C", "20度"),
        ("気温は-5°Cです", "気温はマイナス5度です"),
        ("30m²と2km2", "30平方メートルと2平方キロメートル"),
        ("090-1234-5678", "090-1234-5678"),
        ("853円", "853円"),
    ],
)
def test_japanese_signs_are_read_as_a_person_reads_them(given: str, expected: str) -> None:
    assert read(given, "ja") == expected


def test_digits_are_those_that_the_language_s_voices_read() -> None:
    assert read("500", "ne") == "५००"
    assert read("۵۰۰", "ur") == "500"
    assert read("电话090-1234-5678", "zh") == "电话0 9 0, 1 2 3 4, 5 6 7 8"
    assert read("090-1234-5678", "fr") == "0 9 0, 1 2 3 4, 5 6 7 8"


# ---- cutting


def test_a_text_is_said_sentence_by_sentence_and_nothing_follows_the_last() -> None:
    made = list(pieces("Turn left. Then go straight! Is it far?", "en"))
    assert [piece.text for piece in made] == ["Turn left.", "Then go straight!", "Is it far?"]
    assert [piece.pause_s for piece in made] == [SENTENCE_PAUSE_S, SENTENCE_PAUSE_S, 0.0]


def test_a_long_first_sentence_begins_with_its_first_clauses() -> None:
    made = list(pieces("Go straight along the river, turn left at the second light, and you will see it there.", "en"))
    assert [piece.text for piece in made] == [
        "Go straight along the river, turn left at the second light,",
        "and you will see it there.",
    ]
    assert made[0].pause_s == CLAUSE_PAUSE_S


def test_a_clause_of_one_word_is_no_beginning() -> None:
    text = "Yes, you can walk there from here if you have a little time and good shoes."
    assert said(text) == [text]


def test_a_later_sentence_is_cut_only_when_it_is_too_long() -> None:
    later = "Go straight along the river, turn left at the second light, and you will see it there."
    assert said(f"Yes. {later}") == ["Yes.", later]


def test_a_sentence_without_commas_is_cut_evenly_and_the_voice_stays_up() -> None:
    made = list(pieces(" ".join(["word"] * 40), "en"))
    assert [piece.text.count("word") for piece in made] == [20, 20]
    assert made[0].text.endswith("word,")
    assert made[1].text.endswith("word")
    assert made[0].pause_s < CLAUSE_PAUSE_S


def test_a_japanese_sentence_begins_early_too_and_has_a_cap_in_characters() -> None:
    start, rest = said("この道をまっすぐ行って、二つ目の信号を左に曲がると、右側に郵便局があります。", "ja")
    assert start == "この道をまっすぐ行って、"
    assert rest.endswith("あります。")
    assert max(map(len, said("あ" * 400, "ja"))) <= 2 * LONGEST_WORDS


def test_numbers_and_times_are_not_cut_in_two() -> None:
    assert said("It will cost you 2,500 yen for the two of you and 14:35 is when it leaves.") == [
        "It will cost you 2,500 yen for the two of you and 2:35 PM is when it leaves."
    ]


@pytest.mark.parametrize("text", ["", "...", "😀", "。", "?!", "\n", "鶴橋", "ー"])
def test_a_text_without_words_gives_nothing(text: str) -> None:
    assert said(text) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["hello", "there,", "yes.", "2,500", "[[", "x" * 90, "はい、", "9" * 30]), max_size=80))
def test_pieces_are_short_and_lose_no_word(tokens: list[str]) -> None:
    made = said(" ".join(tokens))
    assert all(words(piece) <= LONGEST_WORDS and has_words(piece) for piece in made)
    for token in ("hello", "there", "yes", "2,500", "x" * 90):
        assert " ".join(made).count(token) == sum(token in each for each in tokens)
