"""Phrases are said at once and by themselves; what was meant and what is plainer is offered, never forced."""

from __future__ import annotations

from kiosk.core.dialogue import (
    Edit,
    LoudspeakerFound,
    MicrophoneFound,
    Play,
    Replay,
    SayPhrase,
    StopPlaying,
    Tap,
    Type,
    Unusable,
    UseMeant,
)
from kiosk.core.events import Heard, Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.live import EngineLost, EngineReady, Failed, TypedWork
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.segmenter import SpeechBegan
from tests.pipeline.dialogue.world import LANGUAGES, ScriptedAdviser, World, sound


def _world(*recorded: str) -> World:
    return World(adviser=ScriptedAdviser(frozenset(recorded)))


def _job(world: World) -> TypedWork:
    job = world.jobs[max(world.jobs)]
    assert isinstance(job, TypedWork)
    return job


def test_a_phrase_is_there_at_once_and_only_its_voice_is_made() -> None:
    world = _world().switch_on()
    world.do(SayPhrase("staff", "welcome"))
    assert (world.bubble.transcript, world.bubble.translation, world.stage) == ("welcome", "welcome", "done")
    assert world.bubble.phrase is not None
    assert _job(world).route == Route("en", "en")
    job = max(world.jobs)
    world.do(Translated(job, Translation(("other words",), Route("en", "en"))))
    world.do(Spoken(job, sound()))
    assert world.bubble.translation == "welcome"
    assert world.phase == "speaking"


def test_a_phrase_is_said_by_the_sound_that_was_made_ahead() -> None:
    world = _world("welcome").switch_on()
    effects = world.do(SayPhrase("staff", "welcome"))
    assert [type(effect) for effect in effects] == [Play]
    world.play_all()
    assert [type(effect) for effect in world.do(Replay(world.bubble.id))] == [Play]
    assert not world.jobs


def test_a_phrase_works_while_the_models_are_still_loading() -> None:
    world = _world()
    world.do(LoudspeakerFound())
    world.do(SayPhrase("visitor", "where-is"))
    assert world.bubble.translation == "where-is"
    job = max(world.jobs)
    world.do(EngineReady(1))
    world.do(Spoken(job, sound()))
    assert world.phase == "speaking"


def test_a_phrase_works_without_any_engine_as_text() -> None:
    world = _world()
    for happening in (LoudspeakerFound(), Unusable(("model.missing",)), EngineLost(1, "broken")):
        world.do(happening)
    assert "phrases" in world.scene.works
    world.do(SayPhrase("staff", "welcome"))
    assert (world.bubble.translation, world.bubble.text_only) == ("welcome", True)
    assert not world.jobs


def test_a_phrase_that_no_voice_speaks_is_there_to_be_read() -> None:
    for answer in (TextOnly, Failed):
        world = _world().switch_on()
        world.do(SayPhrase("staff", "welcome"))
        job = max(world.jobs)
        del world.jobs[job]
        world.do(answer(job, "en"))
        assert (world.bubble.text_only, world.bubble.failed, world.stage) == (True, "", "done")


def test_a_phrase_is_said_instead_of_what_is_being_said() -> None:
    world = _world("first", "second").switch_on()
    world.do(SayPhrase("staff", "first"))
    effects = world.do(SayPhrase("visitor", "second"))
    assert [type(effect) for effect in effects] == [StopPlaying, Play]


def test_who_is_listened_to_and_takes_a_phrase_is_listened_to_no_more() -> None:
    world = _world("welcome").switch_on()
    world.do(Tap("staff"))
    world.do(SayPhrase("staff", "welcome"))
    assert world.phase == "speaking"


def test_a_phrase_cuts_nobody_off_who_is_talking() -> None:
    world = _world("welcome").switch_on()
    world.do(Tap("visitor"))
    world.noticed(max(world.takes), SpeechBegan())
    world.do(SayPhrase("staff", "welcome"))
    assert world.phase == "listening"


def test_nothing_is_said_in_a_language_that_nobody_chose() -> None:
    world = World(Config(LANGUAGES, "ja"), adviser=ScriptedAdviser()).switch_on()
    world.do(SayPhrase("staff", "welcome"))
    assert not world.scene.turns
    assert world.notices() == ["language.choose"]


def test_what_was_meant_takes_the_place_of_what_was_written() -> None:
    world = _world("hello").switch_on()
    world.do(Type("staff", "hello"))
    typed = max(world.jobs)
    offered = world.bubble.meant
    assert offered is not None
    world.do(UseMeant(world.bubble.id))
    assert typed in world.abandoned
    assert (world.bubble.phrase, world.bubble.meant) == (offered, None)
    assert world.phase == "speaking"


def test_an_offer_that_nobody_takes_changes_nothing() -> None:
    plain, advised = World().switch_on(), _world().switch_on()
    for world in (plain, advised):
        world.do(Type("staff", "長い文"))
        world.finish(max(world.jobs))
    assert [type(effect) for effect in plain.log] == [type(effect) for effect in advised.log]
    assert plain.bubble.translation == advised.bubble.translation
    assert advised.bubble.advice == ("long",)


def test_the_plainer_words_are_only_translated_and_spoken() -> None:
    world = _world().switch_on()
    world.do(Type("staff", "長い文"))
    assert world.bubble.plainer == "長い文"
    world.finish(max(world.jobs))
    world.do(Edit(world.bubble.id, "短い文"))
    assert (_job(world).text, world.bubble.advice) == ("短い文", ())


def test_only_the_staffs_japanese_is_coached() -> None:
    world = _world().switch_on()
    world.do(Type("visitor", "長い文"))
    assert world.bubble.advice == ()


def test_without_phrases_nothing_is_offered() -> None:
    world = World().switch_on()
    world.do(MicrophoneFound())
    world.do(SayPhrase("staff", "welcome"))
    assert not world.scene.turns
    assert "phrases" not in world.scene.works


def test_the_very_words_of_a_phrase_are_that_phrase_and_nobody_is_asked() -> None:
    world = World(adviser=ScriptedAdviser(frozenset({"hello"}), frozenset({"hello"}))).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("hello", "ja", 0.5)))
    assert job in world.abandoned
    assert world.bubble.phrase is not None
    assert (world.bubble.translation, world.bubble.meant, world.bubble.corrected) == ("hello", None, False)
    assert world.phase == "speaking"
    world.play_all()
    assert not world.looks  # there is nothing in doubt


def test_typed_words_of_a_phrase_are_that_phrase_too_and_stay_typed() -> None:
    world = World(adviser=ScriptedAdviser(exact=frozenset({"hello"}))).switch_on()
    world.do(Type("staff", "hello"))
    assert (_job(world).route, world.bubble.typed) == (Route("en", "en"), True)  # only its voice is made


def test_a_phrase_that_was_recognised_waits_for_what_is_being_said() -> None:
    world = World(Config(LANGUAGES, "ja", "en", microphones=2), adviser=ScriptedAdviser(frozenset({"hi"}), frozenset({"hi"})))
    world.switch_on()
    world.do(SayPhrase("staff", "hi"))
    effects = world.do(Type("visitor", "hi"))
    assert not [effect for effect in effects if isinstance(effect, StopPlaying)]
    world.play_all()
