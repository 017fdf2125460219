"""Open JTalk's words, as the glossary asks for them."""

from __future__ import annotations

import pytest

from kiosk.engines.glossary_japanese import analyse


def test_words_stand_in_the_text_and_have_readings() -> None:
    text = "次のバスは鶴橋に行きます。"
    words = analyse(text)
    assert [word.surface for word in words] == ["次", "の", "バス", "は", "鶴橋", "に", "行き", "ます", "。"]
    assert words[4].reading == "ツルハシ" and words[4].kind == "name" and words[-1].reading == ""


@pytest.mark.parametrize("text", ["", "   ", "Umeda Station", "あ" * 500, "\x00", "☃", "ＡＢＣ１２"])
def test_what_is_no_japanese_raises_nothing(text: str) -> None:
    assert isinstance(analyse(text), list)
