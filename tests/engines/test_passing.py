"""What goes to a model and what is left as it is."""

from __future__ import annotations

import pytest

from kiosk.engines.passing import SURE, UNSURE, passes


@pytest.mark.parametrize(
    "text", ["", "5", "10:30", "¥3,000", "😀", "?", "٣", "x", "5 m", "B2", "a@example.com", "https://example.com/a"]
)
def test_what_is_the_same_in_every_language_passes_without_a_doubt(text: str) -> None:
    assert passes(text, "en") == SURE


@pytest.mark.parametrize(
    ("text", "language"),
    [("駅はどこですか", "en"), ("Wi-Fi", "ja"), ("Привет", "ar"), ("hello", "th"), ("ขอบคุณ", "zh"), ("a" * 41, "en")],
)
def test_what_is_not_written_in_the_language_passes_with_a_doubt(text: str, language: str) -> None:
    assert passes(text, language) == UNSURE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bus", "en"),
        ("駅", "ja"),
        ("ﾄｲﾚ", "ja"),
        ("トイレ", "ja"),
        ("はい" * 50, "ja"),
        ("네", "ko"),
        ("안녕" * 30, "ko"),
        ("ขอบคุณ" * 30, "th"),
        ("Ｈｅｌｌｏ", "en"),
        ("Write to a@example.com", "en"),
        ("Zdravo", "sr"),
        ("Здраво", "sr"),
        ("hello", "no-such-language"),
        ("Wi-Fiはありますか", "ja"),
    ],
)
def test_words_of_the_language_are_for_the_model(text: str, language: str) -> None:
    assert passes(text, language) is None
