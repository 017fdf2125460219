"""The digits card says the same to everybody."""

from __future__ import annotations

import pytest

from kiosk.pipeline.guard import digits


@pytest.mark.parametrize(
    ("text", "language", "card"),
    [
        ("料金は853円です。", "ja", ("¥853",)),
        ("1万2千円です。", "ja", ("¥12,000",)),
        ("電車は14時35分に出ます。", "ja", ("14:35",)),
        ("It leaves at half past two.", "en", ("2:30",)),
        ("12月25日に3人です。", "ja", ("12/25", "3")),
        ("三番のりばです。", "ja", ("3",)),
        ("Call 03-1234-5678.", "en", ("03-1234-5678",)),
        ("90分かかります。", "ja", ("1:30 h",)),
        ("It's 800 meters.", "en", ("800 m",)),
        ("月曜日は休みです。", "ja", ()),
        ("千代田線に乗ってください。", "ja", ()),
        ("$12.50, please.", "en", ("$12.50",)),
    ],
)
def test_the_facts_are_shown_in_digits_and_signs(text: str, language: str, card: tuple[str, ...]) -> None:
    assert digits(text, language) == card
