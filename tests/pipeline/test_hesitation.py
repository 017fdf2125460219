"""Doubtful words: where the recogniser's readings differ, and how one of them mends a turn."""

from __future__ import annotations

import pytest

from kiosk.core.dialogue import Edit, Finish, Press, Submit
from kiosk.core.events import Heard, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, LookedAgain, TypedWork
from kiosk.core.turn import Alternative, Hint, Transcript, Translation
from kiosk.pipeline.hesitation import alternatives, instead
from kiosk.pipeline.listening import NobodySpoke
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


def heard(world: World, text: str, confidence: float, *others: str) -> int:
    """A whole turn of the staff that was heard like this; its bubble."""
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript(text, "ja", confidence, others=others)))
    world.do(Translated(job, Translation((text,), Route("ja", "en"))))
    world.finish(job)
    return world.bubble.id


def test_what_was_not_heard_clearly_is_looked_at_again_when_nobody_waits() -> None:
    world = World().switch_on()
    heard(world, "病院はどこですか", 0.7)
    (look,) = world.looks
    assert look.hint == Hint(("ja",), widely=True)
    assert look.audio.duration_s == 1.0
    assert world.phase == "ready"  # it is nobody's business
    world.do(LookedAgain(look.turn, ("美容院はどこですか", "病院はどこですか")))
    assert world.bubble.transcript == "病院はどこですか"
    assert world.bubble.alternatives == (Alternative(0, 2, "美容院"),)
    world.do(LookedAgain(look.turn, ("医院はどこですか",)))
    assert len(world.bubble.alternatives) == 1


def test_what_was_heard_clearly_is_not_and_its_sound_is_let_go() -> None:
    world = World().switch_on()
    heard(world, "病院はどこですか", 0.95)
    assert not world.looks


def test_a_second_look_waits_while_somebody_speaks() -> None:
    world = World().switch_on()
    job = world.press_and_say("staff")
    world.do(Press("visitor"))
    world.do(Heard(job, Transcript("病院", "ja", 0.5)))
    world.finish(job)
    assert not world.looks
    world.noticed(world.take, NobodySpoke())
    assert len(world.looks) == 1


def test_a_look_that_was_dropped_holds_up_no_other() -> None:
    world = World().switch_on()
    heard(world, "病院", 0.5)
    heard(world, "銀行", 0.5)
    assert len(world.looks) == 1
    world.wait(11.0)
    assert len(world.looks) == 2


def test_what_a_second_look_finds_comes_after_what_is_offered_already() -> None:
    world = World().switch_on()
    heard(world, "one two three", 0.5, "one too three")
    world.do(LookedAgain(world.looks[0].turn, ("one two tree", "won two three", "one too three")))
    assert [one.text for one in world.bubble.alternatives] == ["too", "tree", "won"]


def test_corrected_words_and_words_that_were_forgotten_get_no_offers() -> None:
    world = World().switch_on()
    bubble = heard(world, "病院はどこですか", 0.5)
    world.do(Edit(bubble, "銀行はどこですか"))
    world.do(LookedAgain(world.looks[0].turn, ("美容院はどこですか",)))
    assert not world.bubble.alternatives
    world.answer(world.job)
    heard(world, "病院はどこですか", 0.5)
    world.do(Finish())
    world.do(LookedAgain(world.looks[-1].turn, ("美容院はどこですか",)))
    assert not world.scene.turns
