"""Lines of Japanese end where people end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout, QTextOption

from kiosk.ui.fonts import family
from kiosk.ui.wrapping import JOINER, kept


def _phrases(text: str) -> list[str]:
    """The pieces between which a line may end, as the joiners tell."""
    pieces, inside = [""], False
    for character in text:
        if character == JOINER:
            inside = True
            continue
        joined = inside or not pieces[-1] or (character.isascii() and pieces[-1][-1].isascii() and character.isalnum())
        pieces = [*pieces[:-1], pieces[-1] + character] if joined else [*pieces, character]
        inside = False
    return pieces


def _lines(code: str, text: str, width: float) -> list[str]:
    font = QFont(family(code))
    font.setPixelSize(40)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].replace(JOINER, ""))
    layout.endLayout()
    return lines


def test_japanese_is_parted_between_phrases_and_never_inside_a_number() -> None:
    assert _phrases(kept("次のバスは14時35分に3番のりばから出ます。")) == [
        "次の",
        "バスは",
        "14時35分に",
        "3番のりばから",
        "出ます。",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "Thank you very much.", "下一班公共汽车14点35分发车。", "ตั๋วผู้ใหญ่ราคา 853 เยน", "受付", "شكرًا جزيلًا", "감사합니다"],
)
def test_what_is_neither_comes_back_as_it_is(text: str) -> None:
    assert kept(text) == text


def test_tags_and_escaped_signs_of_styled_text_stay_whole() -> None:
    styled = kept("大人は<b><u>853円</u></b>です &amp; 子ども", styled=True)
    assert styled.replace(JOINER, "") == "大人は<b><u>853円</u></b>です &amp; 子ども"
    assert all(tag in styled for tag in ("<b>", "<u>", "</u>", "</b>", "&amp;"))


@given(st.text(alphabet="あいうカキ漢字ー。、 aB1<>&;が\u3099\n", max_size=30), st.booleans())
def test_nothing_but_joiners_is_added(text: str, styled: bool) -> None:
    assert kept(text, styled=styled).replace(JOINER, "") == text


def test_a_word_stays_on_its_line(qapp: QGuiApplication) -> None:
    told = "大人は853円です。次のバスは14時35分に3番のりばから出ます。"
    assert _lines("ja", told, 1120)[-1] != "出ます。"  # so wide that only the last characters would be left
    for width in range(300, 1200, 40):
        lines = _lines("ja", kept(told), width)
        assert "".join(lines) == told
        assert all(
            line.startswith(("大人は", "853円です。", "次の", "バスは", "14時35分に", "3番のりばから", "出ます。"))
            for line in lines
        )


def test_a_phrase_wider_than_its_line_still_breaks(qapp: QGuiApplication) -> None:
    lines = _lines("ja", kept("ありがとうございます。"), 130)
    assert "".join(lines) == "ありがとうございます。"
    assert all(len(line) <= 4 for line in lines)


def test_qt_keeps_the_words_of_korean_by_itself(qapp: QGuiApplication) -> None:
    assert _lines("ko", "다음 버스는 14시 35분에 출발합니다.", 260) == ["다음 버스는 ", "14시 35분에 ", "출발합니다."]
