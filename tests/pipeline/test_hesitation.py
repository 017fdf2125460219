"""Doubtful words: where the recogniser's readings differ, and how one of them mends a turn."""

from __future__ import annotations

import pytest

from kiosk.core.dialogue import Edit, Submit
from kiosk.core.events import Heard, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, TypedWork
from kiosk.core.turn import Alternative, Transcript, Translation
from kiosk.pipeline.hesitation import alternatives, instead
from tests.pipeline.dialogue.world import World

CASES = [
    ("ja", "判断的知識が整理するのである", "判断的知識が成立するのである", "整理", "成立"),
    ("ja", "病院はどこですか", "美容院はどこですか", "病院", "美容院"),
    ("ja", "10時に来てください", "11時に来てください", "10", "11"),
    ("en", "my fellow America asked not what", "my fellow America, ask not what", "asked", "ask"),
    ("es", "granos y poca asistencia", "granos y pocasistencia", "poca asistencia", "pocasistencia"),
    ("en", "I go home", "I go to home", "go", "go to"),
    ("en", "I go to home", "I go home", "go to", "go"),
    ("en", "Home now", "At home now", "Home", "At home"),
]


@pytest.mark.parametrize(("language", "heard", "other", "old", "new"), CASES)
def test_a_doubtful_word_is_found_whole(language: str, heard: str, other: str, old: str, new: str) -> None:
    (one,) = alternatives(heard, (other,), language)
    assert (heard[one.start : one.end], one.text) == (old, new)
    assert instead(heard, one).casefold() == other.replace(",", "").casefold()


def test_signs_and_capitals_alone_are_no_doubt() -> None:
    assert alternatives("What's the weather like?", ("what's the weather like ?", "What's the weather like"), "en") == ()
    assert alternatives("そうですか。", ("そうですか?", ""), "ja") == ()


def test_the_likeliest_come_first_each_once_and_no_more_than_four() -> None:
    heard = "one two three"
    others = ("one too three", "one too three.", "won two three", "one two tree", "one to three", "one tow three")
    assert [one.text for one in alternatives(heard, others, "en")] == ["too", "won", "tree", "to"]


def test_a_turn_carries_what_it_may_have_been_until_it_is_mended() -> None:
    world = World().switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("病院はどこですか", "ja", others=("美容院はどこですか",))))
    world.do(Translated(job, Translation(("Where is the hospital?",), Route("ja", "en"))))
    world.do(Done(job))
    assert world.bubble.alternatives == (Alternative(0, 2, "美容院"),)
    (submit,) = world.do(Edit(world.bubble.id, instead(world.bubble.transcript, world.bubble.alternatives[0])))
    assert isinstance(submit, Submit) and isinstance(submit.job, TypedWork)  # nothing is listened to again
    assert submit.job.text == "美容院はどこですか"
    assert world.bubble.corrected
    assert not world.bubble.alternatives
