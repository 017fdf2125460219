"""What the guard says is seen and asked about in the conversation, and what nobody can name is asked for."""

from __future__ import annotations

from kiosk.core.dialogue import OpenMicrophone, Play, Press, SayAnyway
from kiosk.core.events import Heard, NotSure, Spoken, ToldBack, Translated
from kiosk.core.facts import Difference, Fact
from kiosk.core.language import Route
from kiosk.core.live import Done
from kiosk.core.scene import Notice
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.dialogue.desk import Config
from tests.pipeline.dialogue.world import LANGUAGES, World, auto, sound

JA_EN = Route("ja", "en")


def changed(start: int) -> Difference:
    return Difference("changed", Fact("price", "853 JPY", start, start + 4), Fact("price", "835 JPY", start, start + 7))


ONE = Translation(("835 yen.",), JA_EN, doubts=("facts.changed",), source="853円。", differences=(changed(0),))
BOTH = ONE.then(Translation(("530 yen.",), JA_EN, doubts=("facts.changed",), source="350円。", differences=(changed(9),)))


def test_a_doubted_translation_is_held_and_shows_the_facts_in_which_it_differs() -> None:
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("853円。", "ja")))
    world.do(Translated(job, ONE))
    world.do(Spoken(job, sound()))
    assert world.bubble.asks and world.playing == []
    assert world.bubble.differences == (changed(0),)
    assert [type(effect) for effect in world.do(SayAnyway(world.bubble.id))] == [Play]


def test_a_lost_name_holds_the_speech_with_both_texts_to_see() -> None:
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("鶴橋へどうぞ。", "ja")))
    world.do(Translated(job, Translation(("To the crane bridge.",), JA_EN, doubts=("term.lost",), source="鶴橋へどうぞ。")))
    world.do(Spoken(job, sound()))
    assert world.bubble.asks and world.playing == []
    assert (world.bubble.transcript, world.bubble.translation) == ("鶴橋へどうぞ。", "To the crane bridge.")
    assert [type(effect) for effect in world.do(SayAnyway(world.bubble.id))] == [Play]


def test_what_was_allowed_is_not_asked_about_twice_but_the_next_fact_is() -> None:
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("853円。350円。", "ja")))
    world.do(Translated(job, ONE))
    world.do(SayAnyway(world.bubble.id))
    world.do(Translated(job, ONE))
    assert not world.bubble.asks
    world.do(Translated(job, BOTH))
    assert world.bubble.asks


def test_the_way_back_is_shown_and_asks_nobody() -> None:
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("853円。", "ja")))
    told = Translation(("853 yen.",), JA_EN, pivot="853 yen", source="853円。")
    world.do(Translated(job, told))
    world.do(Spoken(job, sound()))
    back = Translation(("853 yen.",), JA_EN, "853 yen", doubts=("back.facts",), source="853円。", back="583円。")
    assert world.do(ToldBack(job, back)) == []
    assert (world.bubble.back, world.bubble.pivot, world.bubble.asks) == ("583円。", "853 yen", False)
    assert world.playing


def test_a_language_that_nobody_knows_is_asked_for_and_stays_as_it_was() -> None:
    world = auto()
    before = (world.scene.staff, world.scene.visitor)
    job = world.press_and_say("visitor")
    world.do(NotSure(job))
    world.do(Done(job))
    assert world.scene.notices == (Notice("language.unsure", "visitor"),)
    assert world.scene.turns == () and (world.scene.staff, world.scene.visitor) == before


def test_a_recogniser_that_never_ends_holds_no_microphone() -> None:
    """The clock stands still: whoever is at work, the next press opens the microphone in the same step. What loops is cut by
    the recogniser after so many tokens, what hangs by the supervision of the engine process."""
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    world.press_and_say("staff")
    opened = [effect for effect in world.do(Press("visitor")) if isinstance(effect, OpenMicrophone)]
    assert [effect.side for effect in opened] == ["visitor"]


def test_a_translation_that_looped_is_shown_cut_and_held() -> None:
    world = World(Config(LANGUAGES, "ja", "en")).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("ここで待ってください。", "ja")))
    world.do(Translated(job, Translation(("Please wait.",), JA_EN, doubts=("loop.cut",), source="ここで待ってください。")))
    world.do(Spoken(job, sound()))
    assert world.bubble.asks and world.playing == []
