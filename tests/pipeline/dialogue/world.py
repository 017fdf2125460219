"""A kiosk around a conversation, in one object: it does what it is asked to do and remembers it, so that tests can answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

import numpy as np

from kiosk.core.audio import Audio
from kiosk.core.dialogue import (
    Abandon,
    CloseMicrophone,
    Effect,
    EndTake,
    FindEnd,
    Forget,
    LoudspeakerFound,
    MicrophoneFound,
    OpenMicrophone,
    Play,
    Played,
    Press,
    Release,
    StopPlaying,
    Submit,
    Tap,
    Tick,
)
from kiosk.core.events import Heard, Spoken, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, EngineReady, PartialWork, SecondLook, TypedWork, Work
from kiosk.core.phrased import Phrased, SlotValues
from kiosk.core.scene import AUTO, Bubble, Mode, Scene, Side, problems
from kiosk.core.turn import Hint, Transcript, Translation
from kiosk.pipeline.conversation import Conversation, Happening, InTake
from kiosk.pipeline.dialogue.adviser import Adviser, Counsel, Meant
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import Noticed
from kiosk.pipeline.segmenter import MaybeEnd, SpeechBegan, UtteranceEnded

LANGUAGES = ("ja", "en", "zh", "ko")


def hint_for(sources: tuple[str, ...], target: str) -> Hint | None:
    """Korean is known and leads nowhere."""
    reach = tuple(source for source in sources if source != "ko")
    return Hint(reach) if reach and target != "ko" else None


def sound(seconds: float = 1.0) -> Audio:
    return Audio(np.full(round(16_000 * seconds), 0.1, dtype=np.float32))


@dataclass(slots=True)
class ScriptedAdviser:
    """Every phrase is there and says its own id; every text means the phrase of the same words, and those in `exact` are its
    very words. `recorded`: ids whose sound was made ahead."""

    recorded: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    long: str = "長い"

    def phrase(self, id: str, values: SlotValues, language: str, target: str) -> Phrased | None:
        return Phrased(id, id, id, id, target, values=values) if id else None

    def meant(self, text: str, language: str, target: str, side: Side) -> Meant | None:
        phrase = self.phrase(text, (), language, target)
        return None if phrase is None else Meant(phrase, text in self.exact)

    def coach(self, text: str) -> Counsel:
        return Counsel(("long",), text) if text.startswith((self.long, "<")) else Counsel()

    def sound(self, phrased: Phrased) -> Audio | None:
        return sound(0.5) if phrased.id in self.recorded else None


@dataclass(slots=True)
class OpenTake:
    side: Side
    mode: Mode
    is_open: bool = True


@dataclass(slots=True)
class World:
    """`jobs`: given out and not answered. `abandoned`: given out and not wanted any more. `playing`: numbers of sounds with
    the loudspeaker. `takes`: those of which something is still to come."""

    config: Config = field(default_factory=lambda: Config(LANGUAGES, staff="ja", visitor="en"))
    now_s: float = 0.0
    jobs: dict[int, Work | TypedWork] = field(default_factory=dict)
    abandoned: dict[int, Work | TypedWork] = field(default_factory=dict)
    partials: list[PartialWork] = field(default_factory=list)
    looks: list[SecondLook] = field(default_factory=list)
    playing: list[int] = field(default_factory=list)
    takes: dict[int, OpenTake] = field(default_factory=dict)
    log: list[Effect] = field(default_factory=list)
    adviser: Adviser | None = None
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.conversation = Conversation(self.config, hint_for, self.adviser)

    def switch_on(self) -> World:
        self.do(MicrophoneFound())
        self.do(LoudspeakerFound())
        self.do(EngineReady(1))
        return self

    @property
    def scene(self) -> Scene:
        return self.conversation.scene

    @property
    def phase(self) -> str:
        return self.scene.phase

    @property
    def countdown_s(self) -> int | None:
        return self.scene.countdown_s

    @property
    def stage(self) -> str:
        return self.bubble.stage

    @property
    def bubble(self) -> Bubble:
        return self.scene.turns[-1]

    def notices(self) -> list[str]:
        return [notice.code for notice in self.scene.notices]

    def do(self, happening: Happening) -> list[Effect]:
        effects = list(self.conversation.handle(happening, self.now_s))
        for effect in effects:
            self._obey(effect)
        self.log += effects
        assert problems(self.scene, self.config.microphones) == []
        return effects

    def wait(self, seconds: float, step_s: float = 1.0) -> list[Effect]:
        """Let time pass."""
        effects: list[Effect] = []
        until = self.now_s + seconds
        while self.now_s < until:
            self.now_s = min(until, self.now_s + step_s)
            effects += self.do(Tick())
        return effects

    def _obey(self, effect: Effect) -> None:
        match effect:
            case OpenMicrophone(take, side, mode):
                assert not self.playing, "the kiosk would hear itself"
                assert self.config.microphones > 1 or not any(other.is_open for other in self.takes.values())
                self.takes[take] = OpenTake(side, mode)
            case FindEnd(take):
                self.takes[take].mode = "tap"
            case EndTake(take):
                self.takes[take].is_open = False
            case CloseMicrophone(take):
                del self.takes[take]
            case Submit(PartialWork() | SecondLook() as job):
                self._take_in(job)
            case Submit(Work() | TypedWork() as job):
                assert job.turn not in self.jobs and job.turn not in self.abandoned, "a number is given once"
                self.jobs[job.turn] = job
            case Abandon(turn):
                if turn in self.jobs:
                    self.abandoned[turn] = self.jobs.pop(turn)
            case Play() | StopPlaying():
                self._sound(effect)
            case Forget():
                assert not self.playing and not self.takes and not self.jobs, "something would come back"
            case Submit():
                raise AssertionError("what kind of work is that?")
            case _:
                assert_never(effect)

    def _take_in(self, job: PartialWork | SecondLook) -> None:
        if isinstance(job, PartialWork):
            self.partials.append(job)
        else:
            assert not self.jobs, "it stands in somebody's way"
            self.looks.append(job)

    def _sound(self, effect: Play | StopPlaying) -> None:
        match effect:
            case Play(number):
                assert not any(take.is_open for take in self.takes.values()), "the kiosk would hear itself"
                assert number not in self.playing
                self.playing.append(number)
            case StopPlaying():
                self.playing.clear()

    # What the rest of the kiosk tells.

    def noticed(self, take: int, noticed: Noticed) -> list[Effect]:
        ends = type(noticed).__name__ in ("UtteranceEnded", "NobodySpoke")
        if ends:
            self.takes.pop(take, None)
        return self.do(InTake(take, noticed))

    @property
    def take(self) -> int:
        """The newest."""
        return max(self.takes)

    @property
    def job(self) -> int:
        """The newest."""
        return max(self.jobs)

    def press_and_say(self, side: Side, seconds: float = 1.0) -> int:
        """Hold, speak, let go; the number of the job."""
        self.do(Press(side))
        take = self.take
        self.noticed(take, SpeechBegan())
        self.do(Release(side))
        self.noticed(take, UtteranceEnded(sound(seconds), guessed=False))
        return self.job

    def tap_and_pause(self, side: Side) -> int:
        """Tap, speak, pause: the number of the guess."""
        self.do(Tap(side))
        self.noticed(self.take, SpeechBegan())
        self.noticed(self.take, MaybeEnd(sound()))
        return self.job

    def finish(self, job: int) -> list[Effect]:
        self.jobs.pop(job, None)
        return self.do(Done(job))

    def answer(
        self, job: int, said: str = "said", meant: str = "meant", sentences: int = 1, language: str = ""
    ) -> list[Effect]:
        """Everything that the engine gives for a job."""
        work = self.jobs.get(job) or self.abandoned[job]
        effects: list[Effect] = []
        match work:
            case Work(segment=segment):
                source = language or segment.hint.languages[0]
                route = Route(source, segment.target)
                effects += self.do(Heard(job, Transcript(said, source)))
            case TypedWork(route=route):
                pass
            case _:
                assert_never(work)
        effects += self.do(Translated(job, Translation((meant,), route)))
        for _ in range(sentences):
            effects += self.do(Spoken(job, sound()))
        return effects + self.finish(job)

    def turn(self, side: Side, said: str = "said", meant: str = "meant", sentences: int = 1) -> int:
        """A whole turn, spoken to its end; its bubble."""
        self.answer(self.press_and_say(side), said, meant, sentences)
        self.play_all()
        return self.bubble.id

    def play_all(self) -> None:
        while self.playing:
            self.do(Played(self.playing.pop(0)))


def auto() -> World:
    return World(Config(LANGUAGES, staff="ja", visitor=AUTO)).switch_on()
