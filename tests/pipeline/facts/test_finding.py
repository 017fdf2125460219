"""Sentences of ten languages and the facts in them: the tables are in sentences/, a line a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.facts import Fact
from kiosk.core.language import LANGUAGES
from kiosk.pipeline.facts import find_facts

TEN = ("ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id")
_TABLES = Path(__file__).parent / "sentences"


def _table(language: str) -> list[tuple[str, list[str]]]:
    """Sentences with their sure facts as "kind value", `~` behind a time of which the half of the day wasn't said."""
    lines = (_TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.rpartition("|") for line in lines]
    return [(text.strip(), [part.strip() for part in facts.split(";") if part.strip()]) for text, _, facts in rows]


def _told(fact: Fact) -> str:
    return f"{fact.kind} {fact.value}{'~' if fact.half_day_unsaid else ''}"


ROWS = [(language, text, facts) for language in TEN for text, facts in _table(language)]


@pytest.mark.parametrize(("language", "text", "facts"), ROWS)
def test_the_facts_of_a_sentence_are_found(language: str, text: str, facts: list[str]) -> None:
    assert [_told(fact) for fact in find_facts(text, language) if not fact.unsure] == facts


@pytest.mark.parametrize("language", TEN)
def test_each_language_has_sixty_sentences_and_ten_that_only_look_as_if(language: str) -> None:
    table = _table(language)
    assert len(table) >= 60
    assert sum(not facts for _, facts in table) >= 9


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("ja", "大人は１万２千円、午後２時半に三番のりば", ["１万２千円", "午後２時半", "三番のりば"]),
        ("en", "It's ¥12,000 at half past two.", ["¥12,000", "half past two"]),
        ("th", "ราคา ๘๕๓ เยน", ["๘๕๓ เยน"]),
        ("vi", "Giá hai trăm yên", ["hai trăm yên"]),
        ("vi", "Gia\u0301 hai tra\u0306m ye\u0302n nhé", ["hai tra\u0306m ye\u0302n"]),
        ("ko", "만 이천 엔입니다", ["만 이천 엔"]),
        ("zh", "在 3 号 站台, 11 点 20 分", ["11 点 20 分"]),
    ],
)
def test_a_fact_stands_exactly_where_it_says(language: str, text: str, marked: list[str]) -> None:
    found = [text[fact.start : fact.end] for fact in find_facts(text, language)]
    assert [each for each in found if each in marked] == marked


def test_digits_are_found_in_every_language_of_the_kiosk() -> None:
    for code in LANGUAGES:
        values = {fact.value.split()[0] for fact in find_facts("853 x 14:35 y 03-1234-5678", code)}
        assert {"853", "14:35", "0312345678"} <= values, code


def test_both_scripts_of_chinese_and_both_kinds_of_portuguese_are_one() -> None:
    assert find_facts("下午兩點半", "zt") == find_facts("下午兩點半", "zh")
    assert find_facts("às duas e meia", "pb") == find_facts("às duas e meia", "pt")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEN), st.text(max_size=80) | st.text(alphabet="0123456789,.: -/+()円時分月日年半%°", max_size=40))
def test_no_text_breaks_it_and_places_are_inside_the_text(language: str, text: str) -> None:
    end = 0
    for fact in find_facts(text, language):
        assert end <= fact.start < fact.end <= len(text)
        assert fact.value
        end = fact.end


def test_a_very_long_text_takes_no_longer_than_its_length() -> None:
    text = "1 " * 100_000
    began = time.process_time()
    find_facts(text, "en")
    assert time.process_time() - began < 5.0
