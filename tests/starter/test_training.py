"""The stream of pairs that the starter packs are trained on: it must never teach a wrong number or break a placeholder."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "models" / "starter" / "training"
SLOT = re.compile(r"\{(?:a )?(?:color )?([a-z]+\d?)\}")
MARK = re.compile(r"⟦\d⟧")


@pytest.fixture(scope="module")
def training() -> Iterator[dict[str, ModuleType]]:
    """The modules that need no PyTorch, imported as the programs of that folder import them."""
    pytest.importorskip("google.protobuf", reason="the tokenizer's file format needs protobuf")
    sys.path.insert(0, str(FOLDER))
    names = ("tokenizer", "values", "templates", "augment")
    try:
        yield {name: __import__(name) for name in names}
    finally:
        sys.path.remove(str(FOLDER))
        for name in names:
            sys.modules.pop(name, None)


def lines() -> list[list[str]]:
    text = (FOLDER / "data" / "templates.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def test_every_template_has_the_same_slots_in_both_languages() -> None:
    wrong = [
        english
        for english, japanese in lines()
        if set(SLOT.findall(english)) - {"color"} != set(SLOT.findall(japanese)) - {"color"}
    ]
    assert wrong == []


def test_a_placeholder_stands_once_on_either_side(training: dict[str, ModuleType]) -> None:
    rng, templates = random.Random(5), training["templates"].Templates.shipped()
    pairs = [templates.fill(rng) for _ in range(3000)]
    masked = [(en, ja) for en, ja in pairs if "⟦" in en]
    assert len(masked) > 100
    for english, japanese in masked:
        marks = Counter(MARK.findall(english))
        assert marks == Counter(MARK.findall(japanese)), (english, japanese)
        assert set(marks.values()) == {1}, english


def test_no_slot_is_left_unfilled(training: dict[str, ModuleType]) -> None:
    rng, templates = random.Random(6), training["templates"].Templates.shipped()
    assert not any(set("{}[]|") & set(en + ja) for en, ja in (templates.fill(rng) for _ in range(3000)))


def test_another_number_is_put_in_on_both_sides(training: dict[str, ModuleType]) -> None:
    renumbered = training["augment"].renumbered
    english, japanese = renumbered(("The bus leaves at 14.", "バスは14時に出ます。"), "en", random.Random(1))
    number = re.search(r"\d+", japanese)
    assert number
    assert number[0] in english or training["values"].words(int(number[0])) in english.lower()
    assert number[0] != "14"


def test_kanji_numbers_become_digits_only_where_the_english_says_the_same(training: dict[str, ModuleType]) -> None:
    digits = training["augment"].digits_for_kanji
    assert digits("二十三時間かかる", "It takes 23 hours.") == "23時間かかる"
    assert digits("三人よれば文殊の知恵", "Two heads are better than one.") == "三人よれば文殊の知恵"


def test_sentences_that_a_counter_must_never_say_are_left_out(training: dict[str, ModuleType], tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("彼は裸だ。\tHe is naked.\n駅はどこですか?\tWhere is the station?\n", encoding="utf-8")
    assert list(training["augment"].read_pairs(file, "en")) == [("Where is the station?", "駅はどこですか？")]
