"""Two people talk through a virtual microphone and loudspeaker, the real engines and the whole live kiosk between them."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from kiosk.app import Kiosk, assemble
from kiosk.audio.loudspeaker import Loudspeaker
from kiosk.audio.microphone import Microphone
from kiosk.audio.resampling import at_rate
from kiosk.audio.sounds import sound
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, join
from kiosk.core.dialogue import Finish, Stop, Tap
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.scene import Scene, problems
from kiosk.core.turn import Hint
from kiosk.engines import Need
from kiosk.live.ear import Ear
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
from kiosk.live.session import Session
from kiosk.pipeline.conversation import Conversation
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import Listener
from kiosk.pipeline.offer import hints
from kiosk.pipeline.scenario import plain
from tests.live.pulse_rig import PulseRig, pulse_rig

DEADLINE_S = 60.0


class Counter:
    """A live kiosk on a rig, and the people in front of it."""

    def __init__(self, kiosk: Kiosk, rig: PulseRig, known: Engines, recipe: Recipe) -> None:
        self.rig = rig
        self.known = known
        self.scenes: queue.SimpleQueue[Scene] = queue.SimpleQueue()
        conversation = Conversation(Config(("ja", "en"), staff="en", visitor="ja"), hints(known))
        self.session = Session(conversation, self.scenes.put)
        self.voice = Loudspeaker(None, self.session.tell_of_loudspeaker)
        ear = Ear(Microphone(None), known.detector, Listener(), self.voice.played_since, self.session.inbox.put)
        self.host = EngineHost(recipe, self.session.inbox.put)
        self._thread = Thread(target=self.session.run, args=(self.host, self.voice, ear), daemon=True)
        self._thread.start()

    def wait_for(self, what: Callable[[Scene], bool]) -> Scene:
        """The first scene for which it holds; every scene on the way is a valid one."""
        while True:
            scene = self.scenes.get(timeout=DEADLINE_S)
            assert problems(scene) == []
            if what(scene):
                return scene

    def say(self, side: str, audio: Audio) -> Scene:
        """Tap, speak; the scene when all is said and spoken."""
        self.session.command(Tap("visitor" if side == "visitor" else "staff"))
        self.wait_for(lambda scene: scene.phase == "listening")
        self.rig.play_into_microphone(join([Audio.silence(0.3), audio, Audio.silence(1.5)]))
        return self.wait_for(lambda scene: scene.phase == "ready")

    def close(self) -> None:
        self.session.end()
        self._thread.join(10.0)
        assert not self._thread.is_alive()


@pytest.fixture(scope="module")
def kiosk(models_folder: Path) -> Kiosk:
    return assemble(models=models_folder)


@pytest.fixture(scope="module")
def real(kiosk: Kiosk) -> Engines:
    """Engines of the test's own: they speak into the microphone and hear what came out of the loudspeaker."""
    return kiosk.engines(Need(voices=("ja", "en")), seed=3)


@pytest.fixture
def counter(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, models_folder: Path) -> Iterator[Counter]:
    with pulse_rig() as rig:
        rig.use(monkeypatch)
        known = kiosk.engines(Need(hearing=False))
        need = Need(routes=(Route("ja", "en"), Route("en", "ja")), voices=("ja", "en"))
        counter = Counter(kiosk, rig, known, Recipe.of(need, models=models_folder))
        try:
            counter.wait_for(lambda scene: scene.phase == "attract" and "talk" in scene.works)
            yield counter
        finally:
            counter.close()


def speech(engines: Engines, text: str, language: str) -> Audio:
    return at_rate(join(engines.synthesizer.synthesize(text, language)), SPEECH_RATE_HZ)


def test_a_question_and_its_answer_go_both_ways_and_what_is_spoken_can_be_heard(counter: Counter, real: Engines) -> None:
    recording = counter.rig.record_loudspeaker()
    scene = counter.say("visitor", speech(real, "すみません、駅はどこですか。", "ja"))
    assert "station" in scene.turns[-1].translation.lower()
    scene = counter.say("staff", speech(real, "Where is the nearest hospital?", "en"))
    assert "病院" in scene.turns[-1].translation
    assert len(scene.turns) == 2
    heard = real.transcriber.transcribe(recording.sound(), Hint(("en",)))
    recording.stop()
    assert "station" in plain(heard.text)


def test_noise_and_the_kiosks_own_voice_are_nobody_speaking(counter: Counter, real: Engines) -> None:
    counter.rig.loop_back()
    scene = counter.say("visitor", speech(real, "すみません、駅はどこですか。", "ja"))
    assert len(scene.turns) == 1
    counter.session.command(Tap("visitor"))
    counter.wait_for(lambda scene: scene.phase == "listening")
    counter.rig.play_into_microphone(sound("fan", 10.0, -30.0))
    scene = counter.wait_for(lambda scene: scene.phase != "listening")
    assert len(scene.turns) == 1


def test_finishing_forgets_everything_and_the_next_visitor_is_served(counter: Counter, real: Engines) -> None:
    counter.say("visitor", speech(real, "すみません、駅はどこですか。", "ja"))
    counter.session.command(Finish())
    scene = counter.wait_for(lambda scene: scene.phase == "attract")
    assert scene.turns == ()
    scene = counter.say("visitor", speech(real, "トイレはどこですか。", "ja"))
    assert len(scene.turns) == 1


def test_a_killed_engine_costs_one_turn(counter: Counter, real: Engines) -> None:
    counter.say("visitor", speech(real, "すみません、駅はどこですか。", "ja"))
    for pid in counter.host.pids():
        os.kill(pid, signal.SIGKILL)
    counter.wait_for(lambda scene: "talk" not in scene.works or any(n.code.startswith("engine") for n in scene.notices))
    counter.wait_for(lambda scene: "talk" in scene.works and not any(n.code.startswith("engine") for n in scene.notices))
    scene = counter.say("visitor", speech(real, "すみません、駅はどこですか。", "ja"))
    assert "station" in scene.turns[-1].translation.lower()


def test_stop_is_heard_at_once(counter: Counter, real: Engines) -> None:
    counter.session.command(Tap("visitor"))
    counter.wait_for(lambda scene: scene.phase == "listening")
    counter.rig.play_into_microphone(join([speech(real, "すみません、駅はどこですか。", "ja"), Audio.silence(1.5)]))
    counter.wait_for(lambda scene: scene.phase == "speaking")
    counter.session.command(Stop())
    scene = counter.wait_for(lambda scene: scene.phase != "speaking")
    assert scene.turns[-1].translation
