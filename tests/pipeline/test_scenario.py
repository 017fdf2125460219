"""Scenarios are read strictly, and each expectation can fail."""

from __future__ import annotations

import tomllib

import pytest

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.outcome import Outcome
from kiosk.pipeline.scenario import Expectation, Likeness, failures, read_scenario, similarity

GOOD = """
name = "At the counter"
[[turn]]
who = "visitor"
say = "トイレはどこですか。"
from = ["ja", "ko"]
to = "en"
[turn.expect]
heard = true
language = "ja"
transcript_like = "トイレはどこですか"
transcript_at_least = 0.9
translation_contains = ["toilet|restroom|bathroom"]
spoken = true
"""

OUTCOME = Outcome(
    transcript=Transcript("トイレはどこですか", "ja"),
    translation=Translation(("Where is the restroom?",), Route("ja", "en")),
    speech=(Audio.silence(1.0),),
)


def test_a_scenario_is_read_with_all_that_must_hold() -> None:
    scenario, mistakes = read_scenario(tomllib.loads(GOOD), "x.toml")
    assert mistakes == []
    (turn,) = scenario.turns
    assert turn.sources == ("ja", "ko")
    assert turn.expect.transcript == Likeness("トイレはどこですか", 0.9)
    assert failures(turn.expect, OUTCOME) == []


def test_every_mistake_is_named_with_its_turn() -> None:
    _, mistakes = read_scenario(
        tomllib.loads(
            'nam = "x"\n[[turn]]\nfile = "a.wav"\nsay = "b"\nfrom = ["jp"]\nto = "en"\nexpect = {spokn = true, heard = 1}\n'
        ),
        "x.toml",
    )
    told = "\n".join(mistakes)
    for part in ("name: is missing", "nam: unknown", "exactly one of them", "'jp'", "'spoken'?", "heard: must be true"):
        assert part in told


def test_a_scenario_without_turns_is_a_mistake() -> None:
    assert read_scenario({"name": "empty"}, "x.toml")[1] == ["x.toml: there is no [[turn]]"]


@pytest.mark.parametrize(
    "expect",
    [
        Expectation(heard=False),
        Expectation(spoken=False),
        Expectation(text_only=True),
        Expectation(language="en"),
        Expectation(transcript=Likeness("駅はどこですか", 0.9)),
        Expectation(transcript_contains=("駅",)),
        Expectation(transcript_lacks=("トイレ",)),
        Expectation(translation=Likeness("How much is this?", 0.9)),
        Expectation(translation_contains=("toilet|bathroom",)),
        Expectation(translation_lacks=("Restroom",)),
        Expectation(said_back_contains=("restroom",)),
    ],
)
def test_each_expectation_is_told_when_it_does_not_hold(expect: Expectation) -> None:
    assert len(failures(expect, OUTCOME, said_back="where is the station")) == 1


def test_texts_are_compared_without_case_width_and_punctuation() -> None:
    assert similarity("Ａ１！", "a1") == 1.0
    assert similarity("853円です。", "835円です") < 1.0
