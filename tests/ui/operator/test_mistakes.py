"""Every mistake that the settings know of can be told in Japanese."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.settings import read, read_text
from kiosk.ui.operator.mistakes import in_japanese

WRONG = """\
languages = ["ja", "jp", "ja"]
langauges = 1
speech = 3
[engines]
threads = true
beam = 99
[models]
folder = 3
[listening]
silence_s = "long"
[screen]
layout = "face-to-face"
idle_s = 5
[operator]
pin_hash = "4711"
"""


@pytest.mark.parametrize(
    "mistake", [*read_text(WRONG).mistakes, *read_text("[screen\n").mistakes, *read(Path("none.toml")).mistakes]
)
def test_a_mistake_is_told_in_japanese_with_the_same_names(mistake: str) -> None:
    told = in_japanese(mistake)
    assert told != mistake
    assert "must" not in told
    assert "did you mean" not in told
    assert " or " not in told


def test_what_was_meant_is_told_too() -> None:
    assert in_japanese("langauges: unknown setting, did you mean 'languages'?") == (
        "langauges: そのような設定はありません。（'languages' のまちがいですか）"
    )
    assert in_japanese("speech.speed: must be between 0.5 and 2, not 9") == (
        "speech.speed: 0.5 から 2 までにしてください。今は 9 です。"
    )
    assert in_japanese("engines.threads: must be a whole number, not True") == (
        "engines.threads: 整数にしてください。今は True です。"
    )


def test_what_nobody_foresaw_is_told_as_it_is() -> None:
    assert in_japanese("screen: is on fire") == "screen: is on fire"
