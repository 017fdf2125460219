"""The dialogue, told as what happens at the counter."""

from __future__ import annotations

from kiosk.core.dialogue import (
    Abandon,
    BargeIn,
    ChooseLanguage,
    CloseMicrophone,
    Edit,
    EndTake,
    FindEnd,
    Finish,
    Forget,
    LoudspeakerFound,
    LoudspeakerLost,
    MicrophoneFound,
    MicrophoneLost,
    OpenMicrophone,
    Play,
    Played,
    Press,
    Release,
    Replay,
    SayAnyway,
    Stop,
    StopPlaying,
    Submit,
    TakeBack,
    Tap,
    Touch,
    Type,
    Unusable,
)
from kiosk.core.events import Heard, NothingHeard, Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, EngineLost, EngineReady, Failed, PartialHeard, TypedWork, Work
from kiosk.core.scene import AUTO, NO_WORDS, Notice
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.dialogue.desk import MOST_JOBS, Config
from kiosk.pipeline.listening import LevelChanged, NobodySpoke, TooLong
from kiosk.pipeline.segmenter import MaybeEnd, PartDone, SoFar, SpeechBegan, SpeechResumed, UtteranceEnded
from tests.pipeline.dialogue.world import LANGUAGES, World, auto, sound


def on() -> World:
    return World().switch_on()


# Talking


def test_it_starts_waits_for_people_and_listens_to_who_presses() -> None:
    world = World()
    assert world.phase == "starting"
    world.switch_on()
    assert world.phase == "attract"
    assert world.scene.works == {"talk", "type", "sound"}
    assert world.do(Press("staff")) == [OpenMicrophone(world.take, "staff", "hold")]
    assert world.phase == "listening"
    assert world.scene.staff.listening == "hold"
    assert world.scene.visitor.listening is None


def test_a_whole_turn_from_the_press_to_the_last_sound() -> None:
    world = on()
    world.do(Press("visitor"))
    take = world.take
    world.noticed(take, SpeechBegan())
    assert (world.bubble.side, world.bubble.stage, world.bubble.language) == ("visitor", "saying", "en")
    assert world.do(Release("visitor")) == [EndTake(take)]
    assert world.phase == "thinking"
    (submit,) = world.noticed(take, UtteranceEnded(sound(2.0), guessed=False))
    assert isinstance(submit, Submit) and isinstance(submit.job, Work)
    assert submit.job.segment.hint.languages == ("en",)
    assert submit.job.segment.target == "ja"
    job = submit.job.turn
    assert world.stage == "working"
    world.do(Heard(job, Transcript("Where is it?", "en")))
    assert world.bubble.transcript == "Where is it?"
    world.do(Translated(job, Translation(("どこですか。",), Route("en", "ja"), doubts=("words.unknown",))))
    assert (world.bubble.translation, world.bubble.doubts) == ("どこですか。", ("words.unknown",))
    (play,) = world.do(Spoken(job, sound()))
    assert isinstance(play, Play)
    assert world.phase == "speaking"
    assert world.scene.speaking == world.bubble.id
    world.finish(job)
    assert world.stage == "done"
    assert world.phase == "speaking"
    world.play_all()
    assert world.phase == "ready"
    assert not world.bubble.speaking


def test_the_first_sentence_is_spoken_while_the_next_is_made() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Translated(job, Translation(("b", "c"), Route("ja", "en"))))
    assert [type(effect) for effect in world.do(Spoken(job, sound()))] == [Play]
    world.play_all()
    assert world.phase == "speaking"
    assert [type(effect) for effect in world.do(Spoken(job, sound()))] == [Play]
    world.finish(job)
    world.play_all()
    assert world.phase == "ready"


def test_a_finger_that_goes_away_turns_holding_into_tapping() -> None:
    world = on()
    world.do(Press("staff"))
    assert world.do(Tap("staff")) == [FindEnd(world.take)]
    assert world.scene.staff.listening == "tap"
    assert world.do(Release("staff")) == []
    assert world.do(Tap("staff")) == [EndTake(world.take)]
    assert world.phase == "thinking"


def test_who_holds_the_button_has_the_floor_and_who_tapped_gives_it_up() -> None:
    world = on()
    world.do(Press("staff"))
    assert world.do(Press("visitor")) == []
    assert world.scene.listening == ("staff",)
    world = on()
    world.do(Tap("staff"))
    first = world.take
    assert world.do(Press("visitor")) == [EndTake(first), OpenMicrophone(world.take, "visitor", "hold")]
    world.noticed(first, UtteranceEnded(sound(), guessed=False))
    assert world.scene.listening == ("visitor",)
    assert world.scene.turns[-1].side == "staff"


def test_with_two_microphones_both_sides_are_heard_at_once() -> None:
    world = World(Config(LANGUAGES, staff="ja", visitor="en", microphones=2)).switch_on()
    world.do(Tap("staff"))
    world.do(Tap("visitor"))
    assert world.scene.listening == ("staff", "visitor")


def test_the_level_is_that_of_the_side_that_speaks() -> None:
    world = on()
    world.do(Press("staff"))
    world.noticed(world.take, LevelChanged(-31.5))
    assert world.scene.staff.level_dbfs == -31.5
    assert world.scene.visitor.level_dbfs == -100.0


def test_nobody_speaking_leaves_no_bubble_and_a_word_about_it() -> None:
    world = on()
    world.do(Tap("staff"))
    take = world.take
    world.noticed(take, NobodySpoke())
    assert world.scene.turns == ()
    assert world.scene.notices == (Notice("nothing_heard", "staff"),)
    assert world.phase == "ready"
    world.wait(10.0)
    assert world.notices() == []


def test_a_sound_without_words_leaves_no_bubble_either() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(NothingHeard(job))
    assert world.scene.turns == ()
    assert world.notices() == ["nothing_heard"]
    world.finish(job)
    assert world.phase == "ready"


def test_a_notice_goes_when_somebody_goes_on() -> None:
    world = on()
    world.do(Tap("staff"))
    world.noticed(world.take, NobodySpoke())
    world.do(Tap("staff"))
    assert world.scene.notices == ()


def test_long_speech_is_translated_in_parts_and_spoken_when_it_is_over() -> None:
    world = on()
    world.do(Press("staff"))
    take = world.take
    world.noticed(take, SpeechBegan())
    world.noticed(take, PartDone(sound(13.0), guessed=False))
    effects = world.answer(world.job, "part one", "meant one")
    assert not any(isinstance(effect, Play) for effect in effects)
    assert world.bubble.translation == "meant one"
    world.noticed(take, SoFar(sound()))
    assert [bubble.stage for bubble in world.scene.turns] == ["done", "saying"]
    world.do(Release("staff"))
    effects = world.noticed(take, UtteranceEnded(sound(), guessed=False))
    assert {type(effect) for effect in effects} == {Submit}
    assert len(world.playing) == 1
    world.answer(world.job, "part two", "meant two")
    world.play_all()
    assert [bubble.translation for bubble in world.scene.turns] == ["meant one", "meant two"]


def test_silence_after_the_last_part_is_no_complaint() -> None:
    world = on()
    world.do(Tap("staff"))
    take = world.take
    world.noticed(take, PartDone(sound(13.0), guessed=False))
    world.noticed(take, NobodySpoke())
    assert world.scene.notices == ()
    assert len(world.scene.turns) == 1


def test_who_talks_for_too_long_is_told() -> None:
    world = on()
    world.do(Press("staff"))
    take = world.take
    world.noticed(take, TooLong())
    world.noticed(take, UtteranceEnded(sound(), guessed=False))
    assert world.notices() == ["too_long"]
    assert world.do(Release("staff")) == []


# Guesses


def test_recognition_begins_at_the_first_pause_and_nothing_of_it_shows_before_the_end_is_certain() -> None:
    world = on()
    job = world.tap_and_pause("visitor")
    before = world.scene
    world.answer(job, "Where is it?", "どこですか。")
    assert world.scene == before
    assert world.playing == []
    effects = world.noticed(world.take, UtteranceEnded(sound(), guessed=True))
    assert [type(effect) for effect in effects] == [Play]
    assert (world.bubble.transcript, world.bubble.translation) == ("Where is it?", "どこですか。")
    assert world.stage == "done"


def test_what_is_left_of_a_guess_flows_on_when_the_end_is_certain() -> None:
    world = on()
    job = world.tap_and_pause("visitor")
    world.do(Heard(job, Transcript("Where is it?", "en")))
    world.noticed(world.take, UtteranceEnded(sound(), guessed=True))
    assert world.bubble.transcript == "Where is it?"
    world.do(Translated(job, Translation(("どこですか。",), Route("en", "ja"))))
    assert world.bubble.translation == "どこですか。"


def test_a_guess_is_dropped_when_speech_goes_on() -> None:
    world = on()
    first = world.tap_and_pause("visitor")
    world.do(Heard(first, Transcript("Where", "en")))
    assert world.noticed(world.take, SpeechResumed()) == [Abandon(first)]
    world.answer(first, "Where", "どこ")
    world.noticed(world.take, MaybeEnd(sound(2.0)))
    second = world.job
    assert second != first
    world.noticed(world.take, UtteranceEnded(sound(2.0), guessed=True))
    world.answer(second, "Where is it?", "どこですか。")
    assert [bubble.transcript for bubble in world.scene.turns] == ["Where is it?"]


def test_letting_go_uses_the_guess_that_was_made_of_this_very_sound() -> None:
    world = on()
    world.do(Press("staff"))
    take = world.take
    world.noticed(take, MaybeEnd(sound()))
    guess = world.job
    world.do(Release("staff"))
    assert world.noticed(take, UtteranceEnded(sound(), guessed=True)) == []
    assert list(world.jobs) == [guess]


def test_letting_go_in_the_middle_of_a_word_drops_the_guess() -> None:
    world = on()
    world.do(Press("staff"))
    take = world.take
    world.noticed(take, MaybeEnd(sound()))
    guess = world.job
    effects = world.noticed(take, UtteranceEnded(sound(), guessed=False))
    assert [type(effect) for effect in effects] == [Abandon, Submit]
    assert guess not in world.jobs


def test_a_language_chosen_while_somebody_speaks_counts_for_what_is_being_said() -> None:
    world = on()
    guess = world.tap_and_pause("visitor")
    assert world.do(ChooseLanguage("visitor", "zh")) == [Abandon(guess)]
    world.noticed(world.take, UtteranceEnded(sound(), guessed=True))
    work = world.jobs[world.job]
    assert isinstance(work, Work)
    assert work.segment.hint.languages == ("zh",)


# Partial words


def test_words_show_while_they_are_said_and_give_way_to_what_was_heard() -> None:
    world = on()
    world.do(Press("visitor"))
    take = world.take
    world.noticed(take, SpeechBegan())
    world.noticed(take, SoFar(sound()))
    number = world.partials[-1].turn
    assert world.partials[-1].hint.languages == ("en",)
    world.do(PartialHeard(number, "Where is the", "en"))
    assert (world.bubble.words.stable, world.bubble.words.tentative) == ("", "Where is")
    world.do(PartialHeard(number, "Where is the near", "en"))
    assert (world.bubble.words.stable, world.bubble.words.tentative) == ("Where is the ", "near")
    world.do(Release("visitor"))
    world.noticed(take, UtteranceEnded(sound(), guessed=False))
    assert world.bubble.words.stable == "Where is the "
    world.do(PartialHeard(number, "Where is the nearest", "en"))
    assert world.bubble.words.stable == "Where is the "
    world.do(Heard(world.job, Transcript("Where is the nearest one?", "en")))
    assert world.bubble.words == NO_WORDS


# Interrupting


def test_pressing_to_talk_while_it_speaks_stops_it_in_the_same_step() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Translated(job, Translation(("b", "c"), Route("ja", "en"))))
    world.do(Spoken(job, sound()))
    effects = world.do(Press("visitor"))
    assert [type(effect) for effect in effects] == [StopPlaying, OpenMicrophone]
    world.do(Spoken(job, sound()))
    world.finish(job)
    world.do(Release("visitor"))
    world.noticed(world.take, NobodySpoke())
    assert world.playing == []
    world.do(Replay(world.scene.turns[0].id))
    assert len(world.playing) == 2


def test_what_was_not_yet_being_spoken_is_spoken_after_the_interruption() -> None:
    world = on()
    first = world.press_and_say("staff")
    world.do(Press("visitor"))
    world.answer(first)
    assert world.playing == []
    world.do(Release("visitor"))
    world.noticed(world.take, NobodySpoke())
    assert len(world.playing) == 1


def test_stop_is_quiet_at_once_and_drops_what_is_at_work() -> None:
    world = on()
    world.turn("staff")
    job = world.press_and_say("visitor")
    world.do(Replay(world.scene.turns[0].id))
    assert world.phase == "speaking"
    assert set(map(type, world.do(Stop()))) == {StopPlaying, Abandon}
    assert world.phase == "ready"
    assert len(world.scene.turns) == 1
    world.answer(job)
    assert len(world.scene.turns) == 1
    assert world.playing == []


def test_stop_while_somebody_speaks_drops_what_was_said() -> None:
    world = on()
    guess = world.tap_and_pause("staff")
    take = world.take
    assert world.do(Stop())[:2] == [CloseMicrophone(take), Abandon(guess)]
    assert world.scene.turns == ()
    world.noticed(take, UtteranceEnded(sound(), guessed=True))
    assert world.scene.turns == ()


def test_stop_keeps_what_was_translated_and_marks_what_was_not() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Stop())
    assert (world.bubble.transcript, world.bubble.failed) == ("a", "stopped")


def test_somebody_who_talks_over_it_is_listened_to_where_people_tap() -> None:
    world = on()
    world.answer(world.press_and_say("staff"))
    assert [type(effect) for effect in world.do(BargeIn())] == [StopPlaying]
    world.do(Tap("staff"))
    take = world.take
    world.noticed(take, UtteranceEnded(sound(), guessed=False))
    world.answer(world.job)
    effects = world.do(BargeIn())
    assert effects == [StopPlaying(), OpenMicrophone(world.take, "visitor", "tap")]
    world.noticed(world.take, NobodySpoke())
    assert world.do(BargeIn()) == []


def test_a_second_microphone_knows_who_talks_over_it() -> None:
    world = World(Config(LANGUAGES, staff="ja", visitor="en", microphones=2)).switch_on()
    world.do(Tap("staff"))
    world.noticed(world.take, UtteranceEnded(sound(), guessed=False))
    world.answer(world.job)
    world.do(BargeIn("staff"))
    assert world.scene.listening == ("staff",)


# Bubbles


def test_a_turn_can_be_heard_again_and_slowly() -> None:
    world = on()
    bubble = world.turn("staff", meant="Good morning", sentences=2)
    assert [type(effect) for effect in world.do(Replay(bubble))] == [Play, Play]
    assert world.scene.speaking == bubble
    effects = world.do(Replay(bubble, slowly=True))
    assert [type(effect) for effect in effects] == [StopPlaying, Submit]
    work = world.jobs[world.job]
    assert work == TypedWork(world.job, "Good morning", Route("en", "en"), 0.75)
    world.answer(world.job, meant="Good morning")
    assert len(world.playing) == 1
    assert world.scene.speaking == bubble
    world.play_all()
    world.do(Replay(bubble))
    assert len(world.playing) == 2


def test_sounds_that_were_dropped_are_made_again() -> None:
    world = on()
    bubble = world.turn("staff", sentences=100)
    world.turn("visitor", sentences=100)
    assert [type(effect) for effect in world.do(Replay(bubble))] == [Submit]


def test_replaying_is_nothing_while_somebody_is_listened_to() -> None:
    world = on()
    bubble = world.turn("staff")
    world.do(Press("visitor"))
    assert world.do(Replay(bubble)) == []
    assert world.do(Replay(bubble, slowly=True)) == []
    world.do(Release("visitor"))
    world.noticed(world.take, NobodySpoke())
    assert world.phase == "ready"


def test_replaying_one_turn_stops_another_for_good() -> None:
    world = on()
    first = world.turn("staff")
    job = world.press_and_say("visitor")
    world.do(Heard(job, Transcript("a", "en")))
    world.do(Translated(job, Translation(("b",), Route("en", "ja"))))
    world.do(Spoken(job, sound()))
    assert [type(effect) for effect in world.do(Replay(first))] == [StopPlaying, Play]
    world.do(Spoken(job, sound()))
    world.finish(job)
    world.play_all()
    assert world.phase == "ready"


def test_pressing_to_talk_drops_a_replay_that_is_still_being_made() -> None:
    world = on()
    bubble = world.turn("staff")
    world.do(Replay(bubble, slowly=True))
    job = world.job
    world.do(Spoken(job, sound()))
    assert [type(effect) for effect in world.do(Press("visitor"))] == [Abandon, StopPlaying, OpenMicrophone]


def test_what_is_taken_back_while_it_waits_to_be_spoken_is_never_spoken() -> None:
    world = on()
    job = world.press_and_say("staff")
    bubble = world.bubble.id
    world.do(Tap("visitor"))
    world.answer(job)
    world.do(TakeBack(bubble))
    world.noticed(world.take, NobodySpoke())
    assert world.phase == "ready"


def test_what_is_taken_back_was_never_said() -> None:
    world = on()
    first = world.turn("staff", "one")
    job = world.press_and_say("visitor")
    second = world.bubble.id
    assert world.do(TakeBack(second)) == [Abandon(job)]
    world.answer(job)
    assert [bubble.id for bubble in world.scene.turns] == [first]
    world.do(Replay(first))
    assert world.do(TakeBack(first)) == [StopPlaying()]
    assert world.scene.turns == ()
    assert world.phase == "ready"


def test_what_is_taken_back_while_it_is_said_closes_the_microphone() -> None:
    world = on()
    world.do(Tap("staff"))
    take = world.take
    world.noticed(take, SpeechBegan())
    assert CloseMicrophone(take) in world.do(TakeBack(world.bubble.id))
    assert world.phase == "ready"


def test_corrected_words_are_translated_anew_in_their_place() -> None:
    world = on()
    bubble = world.turn("staff", "wrong", "falsch", sentences=2)
    world.turn("visitor")
    (submit,) = world.do(Edit(bubble, " right "))
    assert isinstance(submit, Submit)
    assert submit.job == TypedWork(world.job, "right", Route("ja", "en"))
    changed = world.scene.turns[0]
    assert (changed.id, changed.transcript, changed.translation, changed.corrected) == (bubble, "right", "", True)
    world.answer(world.job, meant="richtig")
    assert world.scene.turns[0].translation == "richtig"
    assert len(world.playing) == 1


def test_words_that_are_still_worked_on_can_be_corrected_too() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("wrong", "ja")))
    effects = world.do(Edit(world.bubble.id, "right"))
    assert effects[0] == Abandon(job)
    world.answer(job, "wrong", "falsch")
    assert (world.bubble.transcript, world.bubble.translation) == ("right", "")


def test_typed_words_become_a_turn() -> None:
    world = on()
    world.do(Type("visitor", "Thank you"))
    assert world.jobs[world.job] == TypedWork(world.job, "Thank you", Route("en", "ja"))
    assert (world.bubble.transcript, world.bubble.typed) == ("Thank you", True)
    world.answer(world.job, meant="ありがとう")
    assert world.bubble.translation == "ありがとう"
    assert world.do(Type("visitor", "  ")) == []


def test_a_doubtful_translation_waits_for_somebody_to_say_so() -> None:
    world = World(Config(LANGUAGES, "ja", "en", held_doubts=frozenset({"number.changed"}))).switch_on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("853", "ja")))
    world.do(Translated(job, Translation(("835",), Route("ja", "en"), doubts=("number.changed",))))
    world.do(Spoken(job, sound()))
    world.finish(job)
    assert world.bubble.asks
    assert world.playing == []
    assert world.do(Replay(world.bubble.id)) == []
    assert [type(effect) for effect in world.do(SayAnyway(world.bubble.id))] == [Play]
    assert not world.bubble.asks


def test_a_language_without_a_voice_is_text_only() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Translated(job, Translation(("b",), Route("ja", "en"))))
    world.do(TextOnly(job, "en"))
    world.finish(job)
    assert world.bubble.text_only
    assert world.do(Replay(world.bubble.id)) == []


# Languages


def test_a_visitor_whose_language_is_not_known_is_listened_to_for_all_of_them() -> None:
    world = auto()
    job = world.press_and_say("visitor")
    work = world.jobs[job]
    assert isinstance(work, Work)
    assert work.segment.hint.languages == ("ja", "en", "zh")
    world.answer(job, language="zh")
    assert (world.scene.visitor.language, world.scene.visitor.known) == (AUTO, "zh")
    assert world.bubble.language == "zh"
    answer = world.jobs[world.press_and_say("staff")]
    assert isinstance(answer, Work)
    assert answer.segment.target == "zh"


def test_to_a_visitor_who_has_not_spoken_the_staff_must_choose_a_language_first() -> None:
    world = auto()
    assert world.do(Press("staff")) == []
    assert world.scene.notices == (Notice("language.choose", "staff"),)
    world.do(ChooseLanguage("visitor", "zh"))
    assert [type(effect) for effect in world.do(Press("staff"))] == [OpenMicrophone]


def test_words_in_the_staffs_language_say_nothing_about_the_visitors() -> None:
    world = auto()
    world.answer(world.press_and_say("visitor"), language="ja")
    assert world.scene.visitor.known == ""


def test_a_language_that_leads_nowhere_is_told_at_the_press() -> None:
    world = on()
    world.do(ChooseLanguage("visitor", "ko"))
    assert world.do(Press("visitor")) == []
    assert world.notices() == ["route.missing"]


def test_a_language_that_is_not_on_offer_changes_nothing() -> None:
    world = on()
    world.do(ChooseLanguage("visitor", "xx"))
    assert world.scene.visitor.language == "en"


# What breaks


def test_a_lost_engine_costs_one_turn_and_the_next_works() -> None:
    world = on()
    job = world.press_and_say("staff")
    del world.jobs[job]
    world.do(Failed(job, "engine.lost"))
    world.do(EngineLost(1, "crashed"))
    assert world.notices() == ["engine.restarting", "say_again"]
    assert world.scene.turns == ()
    assert world.phase == "ready"
    world.do(EngineReady(2))
    assert "engine.restarting" not in world.notices()
    world.do(Heard(job, Transcript("late", "ja")))
    assert world.scene.turns == ()
    world.turn("staff", "again")
    assert world.bubble.transcript == "again"


def test_a_guess_that_is_lost_is_lost_when_the_end_is_certain() -> None:
    world = on()
    job = world.tap_and_pause("staff")
    del world.jobs[job]
    world.do(Failed(job, "engine.lost"))
    assert "say_again" not in world.notices()
    world.noticed(world.take, UtteranceEnded(sound(), guessed=True))
    assert "say_again" in world.notices()
    assert world.phase == "ready"


def test_a_turn_that_fails_after_its_words_keeps_them() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Translated(job, Translation(("b",), Route("ja", "en"))))
    del world.jobs[job]
    world.do(Failed(job, "voice.failed"))
    assert (world.bubble.translation, world.bubble.failed, world.bubble.stage) == ("b", "voice.failed", "done")
    assert world.notices() == ["voice.failed"]


def test_an_engine_that_is_replaced_on_purpose_is_no_news() -> None:
    world = on()
    world.do(EngineLost(1, "recycled"))
    assert world.scene.notices == ()
    assert world.scene.works == {"talk", "type", "sound"}


def test_an_engine_that_cannot_load_is_out_of_order_until_it_can() -> None:
    world = World()
    world.do(MicrophoneFound())
    world.do(EngineLost(1, "broken"))
    assert (world.phase, world.scene.reasons, world.scene.works) == ("out_of_order", ("engine.broken",), frozenset())
    assert world.do(Press("staff")) == []
    assert world.do(Type("staff", "a")) == []
    world.do(EngineReady(2))
    assert world.phase == "attract"


def test_missing_models_are_said_and_close_the_microphone() -> None:
    world = on()
    world.do(Tap("staff"))
    take = world.take
    assert world.do(Unusable(("model.missing",))) == [CloseMicrophone(take)]
    assert (world.phase, world.scene.reasons) == ("out_of_order", ("model.missing",))
    world.do(Unusable(()))
    assert world.phase == "ready"


def test_without_a_microphone_one_can_type() -> None:
    world = World()
    world.do(LoudspeakerFound())
    world.do(EngineReady(1))
    assert (world.phase, world.scene.reasons) == ("out_of_order", ("microphone.lost",))
    assert world.scene.works == {"type", "sound"}
    assert world.do(Press("staff")) == []
    world.do(Type("staff", "a"))
    assert world.phase == "thinking"
    world.answer(world.job)
    world.play_all()
    assert world.phase == "out_of_order"
    world.do(MicrophoneFound())
    assert world.phase == "ready"


def test_a_microphone_that_goes_while_somebody_speaks_hands_over_what_it_heard() -> None:
    world = on()
    world.do(Press("staff"))
    take = world.take
    world.noticed(take, SpeechBegan())
    assert world.do(MicrophoneLost("vanished")) == [EndTake(take)]
    assert Notice("microphone.lost", None, "vanished") in world.scene.notices
    world.noticed(take, UtteranceEnded(sound(), guessed=False))
    world.answer(world.job)
    assert world.bubble.translation == "meant"


def test_with_one_of_two_microphones_the_other_side_goes_on() -> None:
    world = World(Config(LANGUAGES, "ja", "en", microphones=2)).switch_on()
    world.do(MicrophoneLost("vanished", ("visitor",)))
    assert world.phase == "attract"
    assert world.scene.notices == (Notice("microphone.lost", "visitor", "vanished"),)
    assert world.do(Press("visitor")) == []
    assert [type(effect) for effect in world.do(Press("staff"))] == [OpenMicrophone]


def test_without_a_loudspeaker_there_is_text() -> None:
    world = on()
    job = world.press_and_say("staff")
    world.do(Heard(job, Transcript("a", "ja")))
    world.do(Translated(job, Translation(("b",), Route("ja", "en"))))
    world.do(Spoken(job, sound()))
    world.do(LoudspeakerLost("vanished"))
    assert world.phase == "thinking"
    assert world.do(Spoken(job, sound())) == []
    world.finish(job)
    assert world.bubble.translation == "b"
    assert world.notices() == ["loudspeaker.lost"]
    world.do(LoudspeakerFound())
    assert world.playing == []
    world.do(Replay(world.bubble.id))
    assert len(world.playing) == 2


def test_a_listening_that_never_answers_is_given_up() -> None:
    world = on()
    world.do(Press("staff"))
    world.do(Release("staff"))
    assert world.phase == "thinking"
    world.wait(3.0)
    assert world.phase == "ready"
    assert world.notices() == ["say_again"]
    world.do(Tap("staff"))
    world.wait(80.0)
    assert world.scene.listening == ()


def test_time_passes_also_while_there_is_no_quiet_moment() -> None:
    world = on()
    world.do(Tap("staff"))
    take = world.take
    for _ in range(800):
        world.now_s += 0.1
        world.noticed(take, LevelChanged(-40.0))
    assert world.scene.listening == ()


def test_nobody_is_asked_to_speak_while_much_is_waiting() -> None:
    world = on()
    for _ in range(MOST_JOBS):
        world.press_and_say("staff")
    assert world.do(Press("staff")) == []
    assert world.do(Type("staff", "a")) == []
    assert world.notices() == ["busy"]
    world.answer(min(world.jobs))
    assert [type(effect) for effect in world.do(Press("staff"))][-1] is OpenMicrophone


# Forgetting


def test_finishing_forgets_everything_and_no_late_answer_brings_it_back() -> None:
    world = auto()
    world.answer(world.press_and_say("visitor"), language="zh")
    job = world.press_and_say("visitor")
    guess = world.tap_and_pause("staff")
    take = world.take
    effects = world.do(Finish())
    assert {Abandon(job), Abandon(guess), CloseMicrophone(take)} <= set(effects)
    assert effects[-1] == Forget()
    empty = world.scene
    assert (empty.phase, empty.turns, empty.session) == ("attract", (), 2)
    assert (empty.visitor.language, empty.visitor.known) == (AUTO, "")
    for late in (Heard(job, Transcript("late", "zh")), Done(job), Heard(guess, Transcript("late", "ja")), Played(1)):
        world.do(late)
    world.noticed(take, UtteranceEnded(sound(), guessed=True))
    assert world.scene == empty


def test_finishing_while_it_speaks_is_quiet_at_once() -> None:
    world = on()
    world.answer(world.press_and_say("staff"))
    assert world.do(Finish()) == [StopPlaying(), Forget()]
    assert world.phase == "attract"


def test_when_nobody_is_there_it_counts_down_and_forgets() -> None:
    world = on()
    world.turn("staff")
    counts: list[int | None] = []
    for _ in range(104):
        world.wait(1.0)
        counts.append(world.countdown_s)
    assert counts == [None] * 89 + list(range(15, 0, -1))
    assert world.wait(1.0) == [Forget()]
    assert (world.phase, world.countdown_s) == ("attract", None)
    assert world.wait(500.0) == []


def test_a_touch_stops_the_countdown() -> None:
    world = on()
    world.turn("staff")
    world.wait(100.0)
    world.do(Touch())
    assert world.countdown_s is None
    world.wait(100.0)
    assert len(world.scene.turns) == 1


def test_whoever_speaks_is_there() -> None:
    world = on()
    world.turn("staff")
    world.wait(60.0)
    world.do(Tap("staff"))
    world.wait(70.0)
    world.noticed(world.take, SoFar(sound()))
    world.noticed(world.take, NobodySpoke())
    world.wait(80.0)
    assert world.scene.turns
    assert world.countdown_s is None


def test_a_chosen_language_is_forgotten_too() -> None:
    world = on()
    world.do(ChooseLanguage("visitor", "zh"))
    assert world.phase == "ready"
    world.wait(105.0)
    assert world.phase == "attract"
    assert world.scene.visitor.language == "en"
