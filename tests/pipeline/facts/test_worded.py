"""Numbers, months and days in the words of languages that have no module of their own."""

from __future__ import annotations

import pytest

from kiosk.core.language import LANGUAGES, Route
from kiosk.pipeline.facts import find_facts, prepare, reads_words
from kiosk.pipeline.guard.verdict import forward


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("de", "Dreiundzwanzig Personen, am 25. Dezember, Mittwoch", ["number 23", "date 12-25", "weekday WED"]),
        ("de", "Zwei Millionen und 1,5 Millionen", ["number 2000000", "number 1500000"]),
        ("ru", "двадцать пять человек, 3 мая, в трёх местах", ["number 25", "date 05-03"]),
        ("ru", "пятью иенами", ["number 5"]),
        ("it", "ventitré persone, il 5 maggio", ["number 23", "date 05-05"]),
        ("ar", "خمس ليال، يوم الأربعاء 25 ديسمبر", ["number 5", "weekday WED", "date 12-25"]),
        ("ne", "तीन जना, २५ डिसेम्बर, बुधबार", ["number 3", "date 12-25", "weekday WED"]),
        ("tl", "tatlong tao, Miyerkules, Disyembre 25", ["number 3", "weekday WED", "date 12-25"]),
        ("hi", "तीन लोग, दोनों", ["number 3"]),
        ("my", "လူသုံးယောက်", ["number 3"]),
        ("bn", "১২ জন", ["number 12"]),
    ],
)
def test_words_that_cldr_knows_are_found(language: str, text: str, facts: list[str]) -> None:
    assert [f"{fact.kind} {fact.value}" for fact in find_facts(text, language) if not fact.unsure] == facts


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_of_the_kiosk_can_be_asked(language: str) -> None:
    assert [fact.value for fact in find_facts("853", language)] == ["853"]
    assert reads_words(language) in (True, False)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("de", "Drei Personen, vier Nächte.", "Drei Personen, bitte."),
        ("ru", "Три человека, четыре ночи.", "Три человека."),
        ("ar", "ثلاثة أشخاص وأربع ليال", "ثلاثة أشخاص"),
        ("ne", "तीन जना, चार रात", "तीन जना"),
        ("tl", "tatlong tao, apat na gabi", "tatlong tao"),
        ("my", "လူသုံးယောက် လေးည", "လူသုံးယောက်"),
    ],
)
def test_a_small_number_that_is_dropped_is_missed_there_too(language: str, right: str, wrong: str) -> None:
    route = Route("ja", language)
    assert not any(doubt.startswith("facts") for doubt in forward("3人で4泊です。", right, route).doubts)
    assert "facts.missing" in forward("3人で4泊です。", wrong, route).doubts


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("2人です。", "ar", "نحن شخصان"),
        ("1時間半かかります。", "de", "Es dauert anderthalb Stunden."),
        ("14時30分に出ます。", "de", "Er fährt um halb drei."),
        ("水曜日に来てください。", "ru", "Приходите в среду."),
        ("切符を一枚ください。", "it", "Un biglietto, per favore."),
    ],
)
def test_what_grammar_hides_is_not_missed(said: str, language: str, meant: str) -> None:
    assert not any(doubt.startswith("facts") for doubt in forward(said, meant, Route("ja", language)).doubts)


def test_the_rules_of_a_language_can_be_made_before_the_first_turn() -> None:
    prepare(["ru", "ja", "bn", "ru"])
    assert not forward("3人です。", "Три человека.", Route("ja", "ru")).doubts
