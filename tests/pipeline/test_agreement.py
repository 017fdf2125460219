"""Partial words: what stays, what may change, what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scene import NO_WORDS, Words
from kiosk.pipeline.agreement import NOTHING_AGREED, TENTATIVE_CHARACTERS, TENTATIVE_WORDS, units


def shown(language: str, *hypotheses: str) -> list[tuple[str, str]]:
    agreement, words = NOTHING_AGREED, []
    for hypothesis in hypotheses:
        agreement = agreement.heard(hypothesis, language)
        words.append((agreement.words.stable, agreement.words.tentative))
    return words


def test_what_two_hypotheses_agree_on_stands_and_two_words_more_are_shown() -> None:
    assert shown(
        "en",
        "Where",
        "Where is.",
        "Where is the near",
        "Where is the nearest hospital?",
        "Where is the nearest hospital? My mother is sick",
        "Where is the nearest hospital? My mother is sick.",
    ) == [
        ("", "Where"),
        ("Where ", "is."),
        ("Where is ", "the near"),
        ("Where is the ", "nearest hospital?"),
        ("Where is the nearest hospital? ", "My mother"),
        ("Where is the nearest hospital? My mother is sick", ""),
    ]


def test_where_words_are_not_set_apart_letters_are_counted() -> None:
    assert shown("ja", "一番", "一番近い病", "一番近い病院はどこ", "一番近い病院は853円ですか。") == [
        ("", "一番"),
        ("一番", "近い病"),
        ("一番近い病", "院はどこ"),
        ("一番近い病院は", "853円です"),
    ]


def test_capitals_and_punctuation_are_no_disagreement() -> None:
    assert shown("en", "hello world.", "Hello, world, it")[-1] == ("Hello, world, ", "it")


def test_the_full_stop_of_an_unfinished_sentence_does_not_stand() -> None:
    words = shown("en", "How much.", "How much.", "How much is it", "How much is it?")
    assert words[1:] == [("How much", ""), ("How much ", "is it"), ("How much is it", "")]


def test_what_stands_is_not_shown_twice_when_a_hypothesis_reads_it_differently() -> None:
    words = shown("en", "Where is the nearest", "Where is the nearest hospital", "Where's the nearest hospital my", "")
    assert words[1] == ("Where is the nearest ", "hospital")
    assert words[2] == ("Where is the nearest hospital ", "my")
    assert words[3] == ("Where is the nearest hospital", "")


def test_a_hypothesis_in_another_language_takes_nothing_back() -> None:
    agreement = NOTHING_AGREED
    for text, language in (("Where is", "en"), ("Where is the", "en"), ("どこですか", "ja")):
        agreement = agreement.heard(text, language)
    assert agreement.words == Words("Where is", "")
    assert agreement.heard("Where is the bus", "en").words == Words("Where is ", "the bus")


def test_until_something_stands_the_language_may_still_change() -> None:
    assert NOTHING_AGREED.heard("Dog", "en").heard("どこですか", "ja").words == Words("", "どこです")
    assert NOTHING_AGREED.words == NO_WORDS


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("ja", "がん 3日 Tokyo駅", ["が", "ん ", "3", "日 ", "Tokyo", "駅"]),
        ("th", "ที่นี่", ["ที่", "นี่"]),
        ("my", "မြန်မာ", ["မြ", "န်", "မာ"]),
        ("km", "ខ្មែរ", ["ខ្មែ", "រ"]),
        ("en", " a  b c ", ["a", "b", "c"]),
    ],
)
def test_a_letter_is_never_torn_from_its_marks(language: str, text: str, parts: list[str]) -> None:
    assert list(units(text, language)) == parts


WORDS = st.lists(st.sampled_from(["where", "is", "the", "bus.", "Bus", "to", "Kinosaki", "A,"]), max_size=12).map(" ".join)
LETTERS = st.text(alphabet="一番近い病院はどこ。か\u3099 8ab", max_size=12)
HYPOTHESES = st.one_of(
    st.tuples(st.just("en"), st.lists(WORDS, max_size=8)), st.tuples(st.just("ja"), st.lists(LETTERS, max_size=8))
)


@given(HYPOTHESES)
def test_what_stands_never_changes_and_the_rest_is_never_long(case: tuple[str, list[str]]) -> None:
    language, hypotheses = case
    before = ""
    for stable, tentative in shown(language, *hypotheses):
        assert stable.startswith(before.rstrip())
        most = TENTATIVE_WORDS if language == "en" else TENTATIVE_CHARACTERS
        assert len(units(tentative, language)) <= most
        assert not stable or not tentative or language == "ja" or stable.endswith(" ")
        before = stable


@given(HYPOTHESES)
def test_the_same_hypothesis_twice_stands(case: tuple[str, list[str]]) -> None:
    language, hypotheses = case
    first = next((hypothesis for hypothesis in hypotheses if hypothesis.strip()), "word")
    stable, tentative = shown(language, first, first)[-1]
    assert tentative == ""
    ends = ".,!?;:…。、！？；：，．।؟،၊။ "
    assert stable.rstrip(ends) == " ".join(first.split()).rstrip(ends)


@given(
    st.lists(
        st.sampled_from(["where", "is", "the", "nearest", "hospital", "my", "mother", "is", "ill", "and", "old"]),
        min_size=1,
        max_size=60,
    )
)
def test_words_that_grow_one_by_one_are_shown_one_behind(words: list[str]) -> None:
    """A recogniser that makes no mistakes: everything but the newest word stands."""
    seen = shown("en", *[" ".join(words[: n + 1]) for n in range(len(words))])
    for n, (stable, tentative) in enumerate(seen):
        assert stable.split() == words[:n]
        assert tentative == words[n]
