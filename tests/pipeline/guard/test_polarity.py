"""Denials that are denied themselves, in ten languages: a translator that drops half of one says the opposite."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kiosk.core.language import Route
from kiosk.pipeline.guard.polarity import polarity
from kiosk.pipeline.guard.verdict import forward

with (Path(__file__).parent / "doubled.tsv").open(encoding="utf-8") as _table:
    _ROWS = [(row["language"], row["says"], row["text"]) for row in csv.DictReader(_table, delimiter="\t")]
_CODES = tuple(dict.fromkeys(language for language, _, _ in _ROWS))


def texts(language: str, says: str) -> list[str]:
    return [text for code, how, text in _ROWS if (code, how) == (language, says)]


def doubts(source: str, language: str, target: str, others: str) -> tuple[str, ...]:
    return forward(source, target, Route(language, others)).doubts


@pytest.mark.parametrize("language", _CODES)
def test_a_denial_of_a_denial_is_known_as_one(language: str) -> None:
    assert {polarity(text, language) for text in texts(language, "denies a denial")} == {"denies a denial"}


@pytest.mark.parametrize("language", _CODES)
def test_a_question_or_two_denials_side_by_side_deny_no_denial(language: str) -> None:
    assert not [text for text in texts(language, "once at most") if polarity(text, language) == "denies a denial"]


@pytest.mark.parametrize("language", _CODES)
def test_half_of_a_doubled_denial_is_the_opposite(language: str) -> None:
    for said in texts(language, "denies a denial"):
        for other in _CODES:
            for lie in texts(other, "denies") if other != language else ():
                assert "polarity" in doubts(said, language, lie, other), (said, lie)


@pytest.mark.parametrize("language", _CODES)
def test_a_doubled_denial_may_be_kept_or_said_plainly(language: str) -> None:
    for said in texts(language, "denies a denial"):
        for other in _CODES:
            for says in ("denies a denial", "affirms") if other != language else ():
                for meant in texts(other, says):
                    assert "polarity" not in doubts(said, language, meant, other), (said, meant)


@pytest.mark.parametrize("language", _CODES)
def test_a_plain_denial_that_is_denied_on_the_way_is_the_opposite(language: str) -> None:
    for said in texts(language, "denies"):
        for other in _CODES:
            for lie in texts(other, "denies a denial") if other != language else ():
                assert "polarity" in doubts(said, language, lie, other), (said, lie)
