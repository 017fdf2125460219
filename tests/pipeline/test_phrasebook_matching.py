"""Did you mean: what was said finds its phrase, and what only sounds like one finds nothing."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.facts import find_facts
from kiosk.pipeline.phrasebook_matching import Matcher

_FILE = Path(__file__).with_name("near_misses.tsv")
_LINES = _FILE.read_text(encoding="utf-8").splitlines()
_ROWS = [tuple(row) for row in csv.reader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE)]


@lru_cache
def matcher(language: str) -> Matcher:
    return Matcher(load_phrasebook(), language, find_facts)


@pytest.mark.parametrize(("language", "sentence", "id", "values"), [row for row in _ROWS if row[2] != "-"])
def test_a_sentence_that_means_a_phrase_finds_it_with_its_values(language: str, sentence: str, id: str, values: str) -> None:
    found = matcher(language).suggest(sentence)
    assert found is not None and found.phrase.id == id
    shown = {slot: f"{value:%H:%M}" if slot == "time" else str(value) for slot, value in found.values.items()}
    assert shown == dict(pair.split("=") for pair in values.split())


@pytest.mark.parametrize(("language", "sentence"), [row[:2] for row in _ROWS if row[2] == "-"])
def test_a_near_miss_finds_nothing(language: str, sentence: str) -> None:
    assert matcher(language).suggest(sentence) is None


def test_every_shipped_japanese_phrase_finds_itself() -> None:
    book, found = load_phrasebook(), 0
    for phrase in (phrase for phrase in book.phrases.values() if not phrase.slots):
        match = matcher("ja").suggest(phrase.texts["ja"].plain)
        assert match is not None and match.phrase.texts["ja"].plain == phrase.texts["ja"].plain
        found += 1
    assert found > 100


@pytest.mark.parametrize(
    ("language", "said", "exactly"),
    [
        ("ja", "トイレはどこですか？", True),
        ("ja", "すみません、トイレはどこですか。", False),
        ("ja", "１５分ほどお待ちください", True),
        ("ja", "15分ほどお待ち下さい。", False),
        ("ja", "この用紙に書いてください？", False),
        ("zh", "请填写这张表格？", False),
        ("zh", "请填写这张表格", True),
        ("en", "excuse me where is the toilet?", True),
        ("en", "Where is the toilet?", False),
    ],
)
def test_the_very_words_of_a_phrase_are_told_from_words_that_mean_it(language: str, said: str, exactly: bool) -> None:
    found = matcher(language).suggest(said)
    assert found is None or found.exactly == exactly
    assert found is not None or not exactly


def test_every_shipped_phrase_without_slots_is_exactly_itself() -> None:
    book = load_phrasebook()
    for phrase in (phrase for phrase in book.phrases.values() if not phrase.slots):
        match = matcher("ja").suggest(phrase.texts["ja"].plain)
        assert match is not None and match.exactly


def test_a_side_is_offered_only_what_it_says() -> None:
    assert matcher("ja").suggest("救急車を呼んでください", says="staff") is None
    assert matcher("ja").suggest("救急車を呼んでください", says="visitor") is not None


@pytest.mark.parametrize("text", ["", " 。", "あ" * 500, "\ue000\ue001"])
def test_what_is_no_sentence_finds_nothing(text: str) -> None:
    assert matcher("ja").suggest(text) is None
