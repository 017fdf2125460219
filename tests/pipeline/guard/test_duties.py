"""Need not is not must not, in ten languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kiosk.core.language import Route
from kiosk.pipeline.guard.verdict import forward

with (Path(__file__).parent / "duties.tsv").open(encoding="utf-8") as _table:
    _ROWS = [(row["language"], row["says"], row["text"]) for row in csv.DictReader(_table, delimiter="\t")]


@pytest.mark.parametrize(("language", "says", "text"), _ROWS)
def test_only_what_says_the_other_duty_is_held(language: str, says: str, text: str) -> None:
    for other, meant, translation in _ROWS:
        if other != language:
            doubts = forward(text, translation, Route(language, other)).doubts
            assert ("polarity" in doubts) == (says != meant), (text, translation)


def test_a_worry_or_a_permission_that_fails_is_no_prohibition() -> None:
    assert forward("ビザは必要ないかもしれません。", "You may not need a visa.", Route("ja", "en")).agrees
    assert forward("心配しないでください。", "You don't have to worry.", Route("ja", "en")).agrees
