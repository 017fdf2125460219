"""What speaks against a translation: lies are caught in five languages, true words are let through in ten."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kiosk.core.language import Route
from kiosk.pipeline.guard.verdict import HELD_DOUBTS, Verdict, acquitted, backward, forward
from tests.pipeline.guard.counter_talk import DENIED, OPENINGS, SENTENCES, Values, filled

FIVE = ("en", "zh", "ko", "es", "fr")
TIMES = 100


def holds(verdict: Verdict) -> bool:
    return not HELD_DOUBTS.isdisjoint(verdict.doubts)


def lied_price(price: int) -> int:
    """Two digits swapped: 853 becomes 835."""
    digits = str(price)
    swaps = (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 2, -1, -1))
    return next((int(swapped) for swapped in swaps if swapped != digits and swapped[0] != "0"), price + 1)


def pairs(kind: str, code: str) -> list[tuple[str, str]]:
    """A Japanese sentence and a lie about it in the other language, a hundred times."""
    dice = Random(f"{kind} {code}")
    made: list[tuple[str, str]] = []
    while len(made) < TIMES:
        values, opening = Values.drawn(dice), dice.randrange(5)
        sentence = dice.choice(SENTENCES)
        said, meant = filled(sentence, values, "ja", opening), filled(sentence, values, code, opening)
        match kind:
            case "price":
                other = replace(values, price=lied_price(values.price))
                sentence = SENTENCES[dice.choice((0, 2))]
                made.append((filled(sentence, values, "ja", opening), filled(sentence, other, code, opening)))
            case "time":
                other = replace(values, hour=14 if values.hour != 14 else 15, minute=(values.minute + 18) % 60)
                made.append((filled(SENTENCES[1], values, "ja", opening), filled(SENTENCES[1], other, code, opening)))
            case "denial":
                denied = dice.choice(DENIED)
                made.append((OPENINGS["ja"][opening] + denied["ja"], OPENINGS[code][opening] + denied[f"{code} lie"]))
            case "loop":
                made.append((said, _looped(meant, code)))
            case "phone":
                made.append((said, f"{meant} {_CALL[code]} {Values.drawn(dice).phone}"))
            case "returned":
                made.append((said, said))
            case "empty":
                made.append((said, dice.choice(("", " ", "...", "。"))))
    return made


_CALL = {"en": "Call", "zh": "请打", "ko": "전화", "es": "Llame al", "fr": "Appelez le"}


def _looped(meant: str, code: str) -> str:
    """The last two words, or four letters, once more."""
    if code == "zh":
        return meant.rstrip("。") + meant.rstrip("。")[-4:] + "。"
    words = meant.rstrip(".").split()
    return " ".join([*words, *words[-2:]])


@pytest.mark.parametrize("kind", ["price", "time", "denial", "loop", "phone", "returned", "empty"])
@pytest.mark.parametrize("code", FIVE)
def test_every_lie_is_caught(kind: str, code: str) -> None:
    missed = [pair for pair in pairs(kind, code) if not holds(forward(*pair, Route("ja", code)))]
    assert missed == []


def test_ten_in_a_thousand_true_translations_are_doubted_at_most() -> None:
    dice = Random(1)
    routes = [Route("ja", code) for code in OPENINGS if code != "ja"] + [Route(code, "ja") for code in OPENINGS if code != "ja"]
    doubted = []
    for number in range(1000):
        route, values, opening = routes[number % len(routes)], Values.drawn(dice), dice.randrange(5)
        sentence = dice.choice(SENTENCES)
        said, meant = filled(sentence, values, route.source, opening), filled(sentence, values, route.target, opening)
        verdict = forward(said, meant, route)
        if holds(verdict):
            doubted.append((str(route), said, meant, verdict.doubts))
    assert len(doubted) <= 10, doubted


@pytest.mark.parametrize("code", FIVE)
def test_true_denials_are_believed(code: str) -> None:
    for denied in DENIED:
        assert forward(denied["ja"], denied[code], Route("ja", code)).agrees, denied["ja"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("千代田線に乗ってください。", "Please take the Chiyoda Line."),
        ("三春町から来ました。", "I came from Miharu."),
        ("伊万里の焼き物です。", "This is Imari ware."),
        ("四国に行きたいです。", "I want to go to Shikoku."),
        ("八王子まで行きます。", "I'm going to Hachioji."),
        ("六本木はどこですか。", "Where is Roppongi?"),
        ("九州と五島列島の地図です。", "It is a map of Kyushu and the Goto Islands."),
        ("三重県の七里御浜です。", "It is Shichiri Mihama in Mie Prefecture."),
    ],
)
def test_names_are_not_numbers(said: str, meant: str) -> None:
    assert forward(said, meant, Route("ja", "en")).agrees
    assert forward(meant, said, Route("en", "ja")).agrees


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ここに入ってもいいですか。", "May I come in?"),
        ("すみません、駅はどこですか。", "Excuse me, where is the station?"),
        ("一緒に行きませんか。", "Would you like to go together?"),
        ("雨が降るかもしれません。", "It may rain."),
        ("急がなければなりません。", "I have to hurry."),
        ("はい。", "Yes."),
        ("火気厳禁です。", "Fire is strictly prohibited."),
        ("少ないですね。", "There are few."),
    ],
)
def test_what_only_looks_like_a_denial_is_none(said: str, meant: str) -> None:
    assert forward(said, meant, Route("ja", "en")).agrees


@pytest.mark.parametrize("times", [2, 3, 5])
def test_what_is_said_more_than_once_may_be_translated_as_often(times: int) -> None:
    said, meant = "Would you be so kind as to tell me where the nearest hospital is?", "一番近い病院はどこですか？"
    assert forward(" ".join([said] * times), meant * times, Route("en", "ja")).doubts == ()
    assert forward(meant * times, " ".join([said] * times), Route("ja", "en")).doubts == ()
    assert forward(said, meant * times, Route("en", "ja")).doubts == ("loop",)


def test_a_differing_fact_is_named_with_its_place() -> None:
    (difference,) = forward("料金は853円です。", "The fee is 835 yen.", Route("ja", "en")).differences
    assert difference.kind == "changed" and difference.source is not None and difference.target is not None
    assert "料金は853円です。"[difference.source.start : difference.source.end] == "853円"
    assert "The fee is 835 yen."[difference.target.start : difference.target.end] == "835 yen"


def test_the_way_back_acquits_what_seemed_to_be_missing() -> None:
    said = "予約は2名です。"
    verdict = forward(said, "The booking is for a couple.", Route("ja", "en"))
    assert verdict.doubts == ("facts.missing",)
    assert acquitted(verdict, said, "予約は2名様です。", "ja").agrees
    assert acquitted(verdict, said, "予約があります。", "ja") == verdict


def test_the_way_back_never_acquits_what_was_changed() -> None:
    verdict = forward("料金は853円です。", "The fee is 835 yen.", Route("ja", "en"))
    assert acquitted(verdict, "料金は853円です。", "料金は853円です。", "ja") == verdict


def test_the_way_back_acquits_a_denial_in_other_words() -> None:
    said = "ここは立ち入れません。"
    verdict = forward(said, "This place is staff territory.", Route("ja", "en"))
    assert verdict.doubts == ("polarity",)
    assert acquitted(verdict, said, "ここには入れません。", "ja").agrees
    assert acquitted(verdict, said, "ここには入れます。", "ja") == verdict


def test_the_way_back_alone_holds_nothing() -> None:
    assert not holds(backward("853円です。", "835円です。", "ja"))
    assert backward("853円です。", "835円です。", "ja").doubts == ("back.facts",)
    assert backward("入れません。", "入れます。", "ja").doubts == ("back.polarity",)


def test_the_same_language_may_return_the_source() -> None:
    assert forward("Please wait.", "Please wait.", Route("en", "en")).agrees


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("pt", "en", "Leva 13 minutos a pé."),
        ("id", "en", "Pak, tarifnya 406 yen."),
        ("id", "fr", "Tolong tunggu sebentar."),
        ("zh", "ja", "4月16日有预约。"),
        ("zh", "ja", "请等一下"),
        ("zh", "ja", "那么，车站在前方200米。"),
    ],
)
def test_a_sentence_that_comes_back_as_it_was_is_the_source(source: str, target: str, text: str) -> None:
    assert "source.returned" in forward(text, text, Route(source, target)).doubts


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [("en", "fr", "Shinjuku, Shibuya, Ueno"), ("zh", "ja", "京都大学附属病院"), ("en", "id", "Hotel Okura Tokyo Bay")],
)
def test_names_in_a_row_may_come_back_as_they_were(source: str, target: str, text: str) -> None:
    assert forward(text, text, Route(source, target)).agrees


def test_a_name_may_return_as_it_is() -> None:
    assert forward("Hotel Okura?", "Hotel Okura?", Route("en", "fr")).agrees
    assert forward("OK", "OK", Route("en", "es")).agrees
