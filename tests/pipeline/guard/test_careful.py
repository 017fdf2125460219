"""A watched translator: tried again with its facts shielded, marked where that doesn't help, told back at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from kiosk.core.errors import StageError
from kiosk.core.events import Spoken, ToldBack, Translated
from kiosk.core.facts import Fact
from kiosk.core.language import Route
from kiosk.core.turn import Translation, whole
from kiosk.engines.scripted import scripted_engines
from kiosk.pipeline.facts import find_facts
from kiosk.pipeline.guard import carefully, told_back
from kiosk.pipeline.guard.shield import ways
from kiosk.pipeline.guard.writing import written
from kiosk.pipeline.interpret import convey
from kiosk.pipeline.outcome import follow

JA_EN, EN_JA = Route("ja", "en"), Route("en", "ja")
FARE = "料金は853円です。"


class Telling:
    """A translator that answers by rules, sentence by sentence; it keeps what it was asked."""

    def __init__(self, answers: Mapping[Route, Callable[[str], str | None]]) -> None:
        self.answers = answers
        self.asked: list[tuple[Route, str]] = []

    def routes(self) -> frozenset[Route]:
        return frozenset(self.answers)

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        for sentence in re.findall(r"[^。.]+[。.]*", text):
            self.asked.append((route, sentence.strip()))
            told = self.answers[route](sentence.strip())
            if told is None:
                raise StageError("translation", "translation.failed", "it failed")
            yield Translation((told,) if told else (), route, models=("telling",), source=sentence.strip())


def fare(said: str) -> str:
    """Gets signs and small prices right and any other price wrong."""
    if "⟦0⟧" in said:
        return "The fare is ⟦0⟧."
    price = next((fact.value.split()[0] for fact in find_facts(said, "ja")), "none")
    return f"The fare is {price if len(price) == 1 else '835'} yen."


def test_a_spoilt_fact_is_kept_from_the_translator_and_put_back() -> None:
    (part,) = carefully(FARE, JA_EN, Telling({JA_EN: fare}))
    assert (part.text, part.source, part.doubts, part.differences) == ("The fare is 853 yen.", FARE, (), ())


def test_a_translator_that_breaks_signs_gets_an_easy_value_instead() -> None:
    (part,) = carefully(FARE, JA_EN, Telling({JA_EN: lambda said: fare(said.replace("⟦0⟧", "999円"))}))
    assert part.text == "The fare is 853 yen." and part.doubts == ()


def test_what_stays_wrong_is_marked_with_its_place_in_the_whole() -> None:
    text = "こんにちは。" + FARE
    parts = list(carefully(text, JA_EN, Telling({JA_EN: lambda said: "The fare is 835 yen." if "は8" in said else "Hello."})))
    so_far = whole(parts, JA_EN)
    assert so_far.text == "Hello. The fare is 835 yen." and so_far.doubts == ("facts.changed",)
    (difference,) = so_far.differences
    assert difference.source is not None and difference.target is not None
    assert text[difference.source.start : difference.source.end] == "853円"
    assert so_far.text[difference.target.start : difference.target.end] == "835 yen"


def test_a_good_part_is_asked_for_once_and_costs_no_way_back() -> None:
    telling = Telling({JA_EN: lambda said: "The fare is 853 yen.", EN_JA: lambda said: FARE})
    list(carefully(FARE, JA_EN, telling))
    assert telling.asked == [(JA_EN, FARE)]


def test_the_way_back_is_heard_as_a_witness() -> None:
    said, meant = "予約は2名です。", "The booking is for a couple."
    honest = Telling({JA_EN: lambda _: meant, EN_JA: lambda _: "予約は2名様です。"})
    assert whole(carefully(said, JA_EN, honest), JA_EN).doubts == ()
    liar = Telling({JA_EN: lambda _: meant, EN_JA: lambda _: "予約があります。"})
    assert whole(carefully(said, JA_EN, liar), JA_EN).doubts == ("facts.missing",)


def test_a_second_try_that_fails_leaves_the_first() -> None:
    answers = {JA_EN: lambda said: "The fare is 835 yen." if said == FARE else None}
    (part,) = carefully(FARE, JA_EN, Telling(answers))
    assert part.text == "The fare is 835 yen." and part.doubts == ("facts.changed",)


def test_a_translator_that_returns_nothing_at_all_is_told() -> None:
    class Silent(Telling):
        def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
            yield from ()

    (part,) = carefully("どこですか。", JA_EN, Silent({JA_EN: fare}))
    assert part.doubts == ("empty",) and part.text == ""


def test_told_back_shows_the_way_back_and_what_it_says_otherwise() -> None:
    translation = Translation(("The fare is 853 yen.",), JA_EN, source=FARE)
    checked = told_back(translation, Telling({JA_EN: fare, EN_JA: lambda _: "料金は583円です。"}))
    assert checked.back == "料金は583円です。" and checked.doubts == ("back.facts",)
    assert told_back(translation, Telling({JA_EN: fare})) == translation
    assert told_back(translation, Telling({JA_EN: fare, EN_JA: lambda _: None})) == translation


def test_the_first_sound_comes_before_the_way_back() -> None:
    engines = scripted_engines()
    kinds = [type(event) for event in convey(1, FARE.replace("料金は", ""), JA_EN, engines)]
    assert kinds == [Translated, Spoken, ToldBack]


def test_from_a_doubted_part_on_nothing_is_spoken_unless_somebody_says_so() -> None:
    text = "It is 853 yen. Where is it? It is 853 yen."
    outcome = follow(convey(1, text, EN_JA, scripted_engines()), clock=lambda: 0.0)
    assert outcome.held and len(outcome.speech) == 1
    outcome = follow(convey(1, text, EN_JA, scripted_engines()), clock=lambda: 0.0, anyway=True)
    assert not outcome.held and len(outcome.speech) == 3


@pytest.mark.parametrize("code", ["ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id"])
@pytest.mark.parametrize(
    "fact",
    [
        Fact("price", "853 JPY", 0, 4),
        Fact("price", "12000 JPY", 0, 4),
        Fact("time", "14:35", 0, 4),
        Fact("date", "12-25", 0, 4),
        Fact("weekday", "MON", 0, 4),
        Fact("duration", "45 min", 0, 4),
        Fact("distance", "800 m", 0, 4),
        Fact("percent", "15", 0, 4),
        Fact("phone", "0312345678", 0, 4),
    ],
    ids=lambda fact: f"{fact.kind} {fact.value}",
)
def test_what_is_written_is_found_again(fact: Fact, code: str) -> None:
    text = written(fact, code)
    assert text is not None
    assert [(found.kind, found.value) for found in find_facts(text, code)] == [(fact.kind, fact.value)], text


def test_a_number_keeps_its_counter() -> None:
    shielded = next(ways("三番のりばで3人お待ちです。", JA_EN))
    assert shielded.text == "⟦0⟧番のりばで⟦1⟧人お待ちです。"
    assert shielded.back_in("⟦1⟧ people are waiting at platform ⟦0⟧.") == "3 people are waiting at platform 3."


def test_a_sign_that_is_gone_or_there_twice_gives_no_translation() -> None:
    shielded = next(ways(FARE, JA_EN))
    assert shielded.back_in("The fare is ⟦0⟧.") == "The fare is 853 yen."
    assert shielded.back_in("The fare is [0].") == "The fare is 853 yen."
    assert shielded.back_in("The fare.") is None
    assert shielded.back_in("The fare is ⟦0⟧ ⟦0⟧.") is None


def test_a_fact_that_cannot_be_written_is_not_shielded() -> None:
    assert list(ways("5海里です。", Route("ja", "ru"))) == []
    assert list(ways("こんにちは。", JA_EN)) == []
