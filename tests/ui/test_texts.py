"""The texts of the screen: whole in every language, short enough for their controls, each in its own script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.guard.verdict import HELD_DOUBTS
from kiosk.ui.fonts import family
from kiosk.ui.i18n import SCREEN_LANGUAGES, STAFF_ONLY, load_texts, nearest, own_texts, screen_language
from kiosk.ui.texts import PLACE, Texts

_SCRIPTS = {
    **{"ja": "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA IDEOGRAPHIC", "zh": "CJK", "zt": "CJK", "ko": "HANGUL", "th": "THAI"},
    **{"ne": "DEVANAGARI", "ar": "ARABIC"},
}
_OFFICIAL = {"ja": "shift_jis", "zh": "gb2312", "zt": "big5", "ko": "euc_kr"}
"""Character sets of one country each: what is in them is written so there. Big5 has no simplified form."""

_WIDEST = {
    r"talk\..*": 10.5,
    r"doubt\.(rephrase|anyway|digits)": 11.0,
    r"(stop|finish|close|back|cancel|send|type|countdown\.stay)": 7.0,
    r"(replay|slowly|show|take_back|correct|bubble\.more|picker\.change)": 9.5,
    r"picker\.text_only": 6.5,
    r"bubble\.(you|other|heard|translation|back|pivot|typed|corrected)": 11.5,
    r"(picker|order|doubt)\.title": 15.0,
    r"order\.works\..*": 12.5,
    r"order\.(works|staff)": 14.5,
    r"attract\.touch": 10.5,
    r"attract\.about|privacy": 15.5,
    r"picker\.recognise|countdown": 18.5,
    r"state\..*": 16.0,
}
"""How wide a text may be at most, in ems of its font, by the control that it stands in: where it has one line and no room to
break it. All others break into lines."""

_LONGEST_SENTENCE = 37.0


def _keys(*, staff: bool) -> Iterator[str]:
    return (key for key in own_texts("en") if key.startswith(STAFF_ONLY) == staff)


@pytest.mark.parametrize("code", SCREEN_LANGUAGES)
def test_nothing_is_missing_and_nothing_is_left_over(code: str) -> None:
    wanted = set(_keys(staff=False)) | (set(_keys(staff=True)) if code in ("ja", "en") else set())
    assert set(own_texts(code)) == wanted


@pytest.mark.parametrize("code", SCREEN_LANGUAGES)
def test_every_text_says_something_and_takes_what_the_english_takes(code: str) -> None:
    english = own_texts("en")
    for key, text in own_texts(code).items():
        assert text.strip() == text != "", key
        assert text.count(PLACE) == english[key].count(PLACE), key
        assert not set("{}") & set(text.replace(PLACE, "")), key
        assert unicodedata.is_normalized("NFC", text), key


@pytest.mark.parametrize("code", SCREEN_LANGUAGES)
def test_a_text_is_in_the_script_of_its_language(code: str) -> None:
    for key, text in own_texts(code).items():
        allowed = set(_SCRIPTS.get(code, "LATIN").split()) | ({"LATIN"} if key.startswith(STAFF_ONLY) else set())  # PIN, USB
        letters = [letter for letter in text if unicodedata.category(letter)[0] in "LM"]
        strangers = {letter for letter in letters if unicodedata.name(letter).split()[0] not in allowed}
        assert not strangers - set("ー々"), (key, strangers)


@pytest.mark.parametrize(("code", "encoding"), _OFFICIAL.items())
def test_characters_are_those_written_in_that_country(code: str, encoding: str) -> None:
    for key, text in own_texts(code).items():
        letters = "".join(letter for letter in text if unicodedata.category(letter) == "Lo")
        try:
            letters.encode(encoding)
        except UnicodeEncodeError as error:
            pytest.fail(f"{code} {key}: {error.object[error.start]!r} isn't written so there")


@pytest.mark.parametrize("code", SCREEN_LANGUAGES)
def test_a_text_fits_the_control_it_is_for(code: str, qapp: QGuiApplication) -> None:
    too_wide = {}
    for key in _keys(staff=False):
        font = QFont([family(code)])
        font.setPixelSize(100)
        rule = next((rule for rule in _WIDEST if re.fullmatch(rule, key)), None)
        font.setBold(rule is not None)
        widest = _LONGEST_SENTENCE if rule is None else _WIDEST[rule]
        width = QFontMetricsF(font).horizontalAdvance(own_texts(code)[key].replace(PLACE, "15")) / 100
        if width > widest:
            too_wide[key] = f"{width:.1f} of {widest} ems"
    assert not too_wide


def test_every_rule_of_width_is_for_some_text() -> None:
    assert all(any(re.fullmatch(rule, key) for key in _keys(staff=False)) for rule in _WIDEST)


def test_who_speaks_another_language_reads_english() -> None:
    assert screen_language("de") == "en"
    assert screen_language("pb") == "pt"
    assert load_texts("de") == load_texts("en")
    assert not Texts("fa").property("rtl")  # what is there to read is English


def test_what_a_language_lacks_is_there_in_english() -> None:
    assert set(load_texts("th")) >= set(own_texts("en"))


def test_only_arabic_is_mirrored() -> None:
    assert [code for code in SCREEN_LANGUAGES if Texts(code).property("rtl")] == ["ar"]
    assert all(LANGUAGES[code].rtl == Texts(code).property("rtl") for code in SCREEN_LANGUAGES)


def test_texts_take_a_value() -> None:
    assert Texts("en").say1("countdown", "7") == "Everything will be forgotten in 7 s"


def test_a_code_that_is_not_known_is_told_as_the_kind_it_belongs_to() -> None:
    texts = Texts("en")
    assert texts.tell("notice.model.corrupt") == texts.say("notice.model")
    assert texts.tell("notice.something.new") == texts.say("notice")
    assert nearest({}, "notice.new") == ""


@pytest.mark.parametrize(
    "code",
    [
        "nothing_heard",
        "say_again",
        "too_long",
        "busy",
        "starting",
        "out_of_order",
        "language.choose",
        "language.unsure",
        "route.missing",
        "microphone.gaps",
        "microphone.lost",
        "loudspeaker.lost",
        "engine.restarting",
        "engine.broken",
        "model.missing",
        "model.corrupt",
        "translation.failed",
        "voice.failed",
        "voice.missing",
        "voice.silent",
        "voice.broken",
    ],
)
def test_every_notice_has_words_of_its_own(code: str) -> None:
    assert Texts("ja").tell(f"notice.{code}") != Texts("ja").say("notice")


@pytest.mark.parametrize("code", sorted(HELD_DOUBTS | {"words.unknown", "back.facts", "back.polarity"}))
def test_every_doubt_says_what_it_is(code: str) -> None:
    assert Texts("ja").tell(f"doubt.{code}") != Texts("ja").say("doubt")


@pytest.mark.qt_log_ignore("there is no text for")
def test_a_key_without_a_text_is_a_warning_of_qt(capfd: pytest.CaptureFixture[str], qtlog: object) -> None:
    assert Texts("ja").say("no.such.key") == "no.such.key"
    assert [record.message for record in qtlog.records] == ["there is no text for no.such.key"]  # type: ignore[attr-defined]
