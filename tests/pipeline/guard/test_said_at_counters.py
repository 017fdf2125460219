"""Sentences of counters in ten languages: true ones pass from each to each, spoilt ones are held."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kiosk.core.language import Route
from kiosk.pipeline.guard.verdict import HELD_DOUBTS, forward

TEN = ("ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id")
_FRAMES = {
    **{"ja": "{}に行きたいです。", "en": "I want to go to {}.", "zh": "我想去{}。", "ko": "{}에 가고 싶어요."},
    **{"pt": "Quero ir a {}.", "es": "Quiero ir a {}.", "fr": "Je veux aller à {}.", "th": "ผมอยากไป{}"},
    **{"vi": "Tôi muốn đi {}.", "id": "Saya ingin pergi ke {}."},
}


def table(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


SAID = {row["name"]: row for row in table("said.tsv")}
ROUTES = [(one, other) for one in TEN for other in TEN if one != other and {"ja", "en"} & {one, other}]
_OF_DAYS = ("two days ago", "yesterday", "today", "tomorrow", "in two days")


def holds(said: str, meant: str, source: str, target: str) -> bool:
    return not HELD_DOUBTS.isdisjoint(forward(said, meant, Route(source, target)).doubts)


@pytest.mark.parametrize("name", SAID)
def test_a_true_translation_is_let_through(name: str) -> None:
    row = SAID[name]
    assert not [(row[a], row[b]) for a, b in ROUTES if holds(row[a], row[b], a, b)]


@pytest.mark.parametrize("language", TEN)
def test_a_spoilt_translation_is_held(language: str) -> None:
    for row in table("said_wrong.tsv"):
        for source, target in ROUTES if row["language"] == language else ():
            if target == language:
                assert holds(SAID[row["name"]][source], row["lie"], source, target), (SAID[row["name"]][source], row["lie"])


@pytest.mark.parametrize("name", _OF_DAYS)
def test_another_day_is_held(name: str) -> None:
    for other in _OF_DAYS:
        for a, b in ROUTES if other != name else ():
            assert holds(SAID[name][a], SAID[other][b], a, b), (SAID[name][a], SAID[other][b])


@pytest.mark.parametrize(("source", "target"), ROUTES)
def test_another_week_is_held(source: str, target: str) -> None:
    assert holds(SAID["last week"][source], SAID["next week"][target], source, target)


def test_the_day_that_differs_is_marked() -> None:
    (difference,) = forward("明日は休みです。", "We are closed today.", Route("ja", "en")).differences
    assert difference.source is not None and difference.target is not None
    assert (difference.source.start, difference.source.end) == (0, 2)
    assert "We are closed today."[difference.target.start : difference.target.end] == "today"


@pytest.mark.parametrize("names", table("names.tsv"), ids=lambda row: row["ja"])
def test_a_name_with_a_numeral_in_it_is_no_number(names: dict[str, str]) -> None:
    said = {code: frame.format(names.get(code, names["latin"])) for code, frame in _FRAMES.items()}
    said = {code: text for code, text in said.items() if names.get(code, names["latin"])}
    for code in said:
        if code != "ja":
            assert not holds(said["ja"], said[code], "ja", code), (said["ja"], said[code])
            assert not holds(said[code], said["ja"], code, "ja"), (said[code], said["ja"])


@pytest.mark.parametrize("row", table("sayings.tsv"), ids=lambda row: row["ja"])
def test_what_people_say_at_counters_is_read_alike_in_japanese_and_english(row: dict[str, str]) -> None:
    assert not holds(row["ja"], row["en"], "ja", "en")
    assert not holds(row["en"], row["ja"], "en", "ja")


def test_a_bus_is_no_room_though_the_number_is_kept() -> None:
    assert forward("205番のバスです。", "It's room 205.", Route("ja", "en")).doubts == ("facts.changed",)
    assert forward("205号室です。", "It's bus 205.", Route("ja", "en")).doubts == ("facts.changed",)
    assert forward("205番です。", "It's room 205.", Route("ja", "en")).agrees
