"""Nobody touches anything: the kiosk listens whenever it has nothing to say."""

from __future__ import annotations

import pytest

from kiosk.core.dialogue import BargeIn, CloseMicrophone, OpenMicrophone, StopPlaying, Tap
from kiosk.core.dialogue import Stop as BeQuiet
from kiosk.core.events import Heard, NothingHeard, Spoken, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, Work
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import NobodySpoke
from kiosk.pipeline.segmenter import SpeechBegan, UtteranceEnded
from tests.pipeline.dialogue.world import LANGUAGES, World, sound


def on(microphones: int = 1) -> World:
    return World(Config(LANGUAGES, staff="ja", visitor="en", microphones=microphones, hands_free=True)).switch_on()


def say(world: World, take: int) -> int:
    """Somebody speaks into an open microphone; the number of the job."""
    world.noticed(take, SpeechBegan())
    world.noticed(take, UtteranceEnded(sound(), guessed=False))
    return world.job


def interpreted(world: World, job: int, language: str) -> None:
    """All that the engine gives for words in this language but the end."""
    work = world.jobs[job]
    assert isinstance(work, Work)
    world.do(Heard(job, Transcript("said", language)))
    world.do(Translated(job, Translation(("meant",), Route(language, work.segment.target_for(language)))))
    world.do(Spoken(job, sound()))


def test_it_listens_at_once_and_again_when_nobody_spoke() -> None:
    world = on()
    first = world.take
    assert (world.phase, len(world.takes)) == ("listening", 1)
    world.noticed(first, NobodySpoke())
    assert world.phase == "listening" and world.take != first
    assert world.notices() == []


@pytest.mark.parametrize(("language", "side", "target"), [("ja", "staff", "en"), ("en", "visitor", "ja")])
def test_the_language_tells_who_spoke_and_in_what_to_answer(language: str, side: str, target: str) -> None:
    world = on()
    job = say(world, world.take)
    work = world.jobs[job]
    assert isinstance(work, Work) and set(work.segment.hint.languages) == {"ja", "en"}
    assert work.segment.target_for(language) == target
    interpreted(world, job, language)
    assert (world.bubble.side, world.bubble.language, world.bubble.target) == (side, language, target)


def test_while_it_speaks_it_does_not_listen_and_afterwards_it_does() -> None:
    world = on()
    job = say(world, world.take)
    assert world.phase == "listening", "while the engine works somebody may go on"
    interpreted(world, job, "ja")
    assert world.phase == "speaking" and not world.takes
    world.finish(job)
    world.play_all()
    assert world.phase == "listening"


def test_who_is_speaking_already_is_heard_out_before_the_kiosk_speaks() -> None:
    world = on()
    job = say(world, world.take)
    world.noticed(world.take, SpeechBegan())
    interpreted(world, job, "ja")
    assert world.phase == "listening" and not world.playing
    world.noticed(world.take, UtteranceEnded(sound(), guessed=False))
    assert world.phase == "speaking" and world.playing


def test_who_talks_over_it_is_listened_to() -> None:
    world = on()
    job = say(world, world.take)
    interpreted(world, job, "ja")
    effects = world.do(BargeIn())
    assert effects[0] == StopPlaying() and isinstance(effects[-1], OpenMicrophone)
    assert world.phase == "listening"


def test_what_is_no_word_is_not_spoken_of() -> None:
    world = on()
    job = say(world, world.take)
    world.do(NothingHeard(job))
    world.do(Done(job))
    assert world.scene.turns == () and world.notices() == []


def test_stop_is_peace_until_somebody_taps() -> None:
    world = on()
    take = world.take
    assert CloseMicrophone(take) in world.do(BeQuiet())
    world.wait(5.0)
    assert not world.takes
    world.do(Tap("visitor"))
    world.noticed(world.take, NobodySpoke())
    assert world.phase == "listening"


def test_it_forgets_who_has_gone_and_listens_on() -> None:
    world = on()
    job = say(world, world.take)
    interpreted(world, job, "ja")
    world.finish(job)
    world.play_all()
    world.wait(200.0)
    assert world.scene.session == 2 and world.scene.turns == ()
    assert world.phase == "listening"


def test_with_two_microphones_both_are_open_and_each_side_has_its_language() -> None:
    world = on(microphones=2)
    takes = {take.side: number for number, take in world.takes.items()}
    assert set(takes) == {"staff", "visitor"}
    work = world.jobs[say(world, takes["visitor"])]
    assert isinstance(work, Work)
    assert (work.segment.hint.languages, work.segment.target, work.segment.otherwise) == (("en",), "ja", "")
