"""Scenarios of the staff's own words: phrases with values, what was meant, advice and corrections are read and can fail."""

from __future__ import annotations

import tomllib
from datetime import time

from kiosk.core.language import Route
from kiosk.core.turn import Translation
from kiosk.pipeline.outcome import Outcome
from kiosk.pipeline.scenario import Advised, Expectation, Scenario, failures, read_scenario

START = 'name = "x"\n[[turn]]\nfrom = ["ja"]\nto = "en"\n'
OUTCOME = Outcome(translation=Translation(("Please wait.",), Route("ja", "en")))


def read(text: str) -> tuple[Scenario, list[str]]:
    return read_scenario(tomllib.loads(START + text), "x.toml")


def test_a_phrase_is_read_with_what_was_touched_into_it() -> None:
    scenario, mistakes = read('phrase = "wait"\nvalues = { time = 14:30:00, count = 3, place = "gym" }\ncorrect = "別の言葉"\n')
    (turn,) = scenario.turns
    assert mistakes == [] and turn.input == turn.phrase == "wait" and turn.correct == "別の言葉"
    assert turn.values == (("time", time(14, 30)), ("place", "gym"), ("count", 3))


def test_a_value_that_no_slot_takes_is_a_mistake() -> None:
    _, mistakes = read('phrase = "wait"\nvalues = { count = true, tim = 14:30:00 }\n')
    assert len(mistakes) == 2
    assert "count: must be a time, a whole number or a text" in mistakes[0] and "did you mean 'time'" in mistakes[1]


def test_each_expectation_about_the_words_can_fail() -> None:
    advised = Advised("wait-minutes", ("keigo",), "待ってください。")
    holds = Expectation(meant="wait-minutes", offered=True, advice=("keigo",), advised=True, plainer_contains=("待って",))
    assert failures(holds, OUTCOME, advised=advised) == []
    assert len(failures(holds, OUTCOME)) == 5
    nothing = Expectation(offered=False, advised=False)
    assert failures(nothing, OUTCOME) == [] and len(failures(nothing, OUTCOME, advised=advised)) == 2
