"""Whatever people, engines and devices do in whatever order, the dialogue stays valid and forgets what it must."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.core.dialogue import (
    BargeIn,
    ChooseLanguage,
    Edit,
    Finish,
    LoudspeakerFound,
    LoudspeakerLost,
    MicrophoneFound,
    MicrophoneLost,
    Played,
    Press,
    Release,
    Replay,
    SayAnyway,
    SayPhrase,
    SoundMissed,
    Stop,
    TakeBack,
    Tap,
    Tick,
    Touch,
    Type,
    Unusable,
    UseMeant,
)
from kiosk.core.events import Heard, NothingHeard, Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, EngineLost, EngineReady, Failed, LookedAgain, PartialHeard
from kiosk.core.scene import AUTO, SIDES, Side, problems
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.conversation import Conversation, Happening, InTake
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import LevelChanged, NobodySpoke, Noticed, TooLong
from kiosk.pipeline.segmenter import MaybeEnd, PartDone, SoFar, SpeechBegan, SpeechResumed, UtteranceEnded
from tests.pipeline.dialogue.world import LANGUAGES, ScriptedAdviser, World, hint_for, sound

SOUND = sound(0.1)
SIDE = st.sampled_from(SIDES)
ANY = st.integers(0, 1 << 16)
NOTICED: list[Noticed] = [
    LevelChanged(-30.0),
    SpeechBegan(),
    SoFar(SOUND),
    MaybeEnd(SOUND),
    SpeechResumed(),
    PartDone(SOUND, guessed=False),
    PartDone(SOUND, guessed=True),
    UtteranceEnded(SOUND, guessed=False),
    UtteranceEnded(SOUND, guessed=True),
    NobodySpoke(),
    TooLong(),
]


class Counter(RuleBasedStateMachine):
    """Every word that anybody says is the name of the session it is said in."""

    world: World

    @initialize(visitor=st.sampled_from(["en", AUTO]), microphones=st.integers(1, 2), on=st.booleans(), free=st.booleans())
    def set_up(self, visitor: str, microphones: int, on: bool, free: bool) -> None:
        held = frozenset({"number.changed"})
        config = Config(LANGUAGES, "ja", visitor, microphones=microphones, held_doubts=held, hands_free=free)
        self.world = World(config, adviser=ScriptedAdviser(frozenset({"<1>", "<3>"})))
        self.said_in: dict[int, str] = {}
        self.ended: list[int] = []
        if on:
            self.world.switch_on()

    def do(self, happening: Happening) -> None:
        self.world.do(happening)
        for number in [*self.world.jobs, *[partial.turn for partial in self.world.partials[-1:]]]:
            self.said_in.setdefault(number, self.session)

    @property
    def session(self) -> str:
        return f"<{self.world.scene.session}>"

    def a_bubble(self, n: int) -> int:
        ids = [bubble.id for bubble in self.world.scene.turns]
        return ids[n % len(ids)] if ids else n

    @rule(side=SIDE)
    def press(self, side: Side) -> None:
        self.do(Press(side))

    @rule(side=SIDE)
    def release(self, side: Side) -> None:
        self.do(Release(side))

    @rule(side=SIDE)
    def tap(self, side: Side) -> None:
        self.do(Tap(side))

    @rule(side=SIDE, language=st.sampled_from([*LANGUAGES, AUTO, "xx"]))
    def choose(self, side: Side, language: str) -> None:
        self.do(ChooseLanguage(side, language))

    @rule(side=SIDE)
    def write(self, side: Side) -> None:
        self.do(Type(side, self.session))

    @rule(side=SIDE, known=st.booleans())
    def say_a_phrase(self, side: Side, known: bool) -> None:
        self.do(SayPhrase(side, self.session if known else ""))

    @rule(n=ANY, what=st.sampled_from(["replay", "slowly", "back", "edit", "say", "meant"]))
    def ask_of_a_bubble(self, n: int, what: str) -> None:
        bubble = self.a_bubble(n)
        commands: dict[str, Happening] = {
            "replay": Replay(bubble),
            "slowly": Replay(bubble, slowly=True),
            "back": TakeBack(bubble),
            "edit": Edit(bubble, self.session),
            "say": SayAnyway(bubble),
            "meant": UseMeant(bubble),
        }
        self.do(commands[what])

    @rule(what=st.sampled_from([Stop(), Finish(), Touch()]))
    def ask(self, what: Stop | Finish | Touch) -> None:
        self.do(what)

    @rule(n=ANY, noticed=st.sampled_from(NOTICED))
    def notice(self, n: int, noticed: Noticed) -> None:
        if self.world.takes:
            take = sorted(self.world.takes)[n % len(self.world.takes)]
            self.world.noticed(take, noticed)
            self.ended.append(take)
            self.do(Tick())

    @rule(n=ANY, noticed=st.sampled_from(NOTICED))
    def notice_too_late(self, n: int, noticed: Noticed) -> None:
        gone = [take for take in self.ended if take not in self.world.takes]
        if gone:
            before = self.world.scene
            assert self.world.do(InTake(gone[n % len(gone)], noticed)) == []
            assert self.world.scene == before

    @rule(n=ANY, kind=st.sampled_from(["heard", "nothing", "translated", "doubted", "spoken", "text", "failed", "done"]))
    def answer(self, n: int, kind: str) -> None:
        if self.world.jobs:
            job = sorted(self.world.jobs)[n % len(self.world.jobs)]
            if kind in ("failed", "done"):
                del self.world.jobs[job]
            self.do(self.an_answer(job, kind))

    @rule(n=ANY, kind=st.sampled_from(["heard", "nothing", "translated", "spoken", "failed", "done"]))
    def answer_too_late(self, n: int, kind: str) -> None:
        if self.world.abandoned:
            before = self.world.scene
            assert self.world.do(self.an_answer(sorted(self.world.abandoned)[n % len(self.world.abandoned)], kind)) == []
            assert self.world.scene == before

    def an_answer(self, job: int, kind: str) -> Happening:
        text = self.said_in.get(job, "<0>")
        answers: dict[str, Happening] = {
            "heard": Heard(job, Transcript(text, "en", confidence=0.5 + job % 2 / 2)),
            "nothing": NothingHeard(job),
            "translated": Translated(job, Translation((text,), Route("en", "ja"))),
            "doubted": Translated(job, Translation((text,), Route("en", "ja"), doubts=("number.changed",))),
            "spoken": Spoken(job, SOUND),
            "text": TextOnly(job, "ja"),
            "failed": Failed(job, "engine.lost"),
            "done": Done(job),
        }
        return answers[kind]

    @rule(n=ANY, late=st.booleans())
    def hear_words(self, n: int, late: bool) -> None:
        if self.world.partials:
            partial = self.world.partials[n % len(self.world.partials) if late else -1]
            self.do(PartialHeard(partial.turn, self.said_in.get(partial.turn, "<0>"), "en"))

    @rule(n=ANY)
    def look_again(self, n: int) -> None:
        """In time, late, or twice: it brings nobody back and stirs nothing."""
        if self.world.looks:
            look = self.world.looks[n % len(self.world.looks)]
            words = [(bubble.id, bubble.transcript) for bubble in self.world.scene.turns]
            self.do(LookedAgain(look.turn, (f"{self.said_in.get(look.turn, '<0>')} x",)))
            assert [(bubble.id, bubble.transcript) for bubble in self.world.scene.turns] == words

    @rule()
    def play(self) -> None:
        if self.world.playing:
            self.do(Played(self.world.playing.pop(0)))

    @rule(side=SIDE, sentences=st.integers(0, 3), n=ANY)
    def say_something(self, side: Side, sentences: int, n: int) -> None:
        """A turn that goes well up to its last sounds, so that the rest begins where things are under way."""
        for found in (MicrophoneFound(), LoudspeakerFound(), Unusable(()), EngineReady(3)):
            self.do(found)
        self.do(Press(side))
        take = max(self.world.takes, default=0)
        if take in self.world.takes and self.world.takes[take].side == side:
            self.world.noticed(take, UtteranceEnded(SOUND, guessed=False))
            self.ended.append(take)
            self.do(Tick())
            job = max(self.world.jobs, default=0)
            for kind in ("heard", "translated", *["spoken"] * sentences):
                self.do(self.an_answer(job, kind))
            if n % 2 and job in self.world.jobs:
                self.said_in.setdefault(job, self.session)
                self.world.finish(job)

    @rule(
        what=st.sampled_from(
            [
                MicrophoneFound(),
                MicrophoneLost("silent"),
                MicrophoneLost("vanished", ("visitor",)),
                LoudspeakerFound(),
                LoudspeakerLost("refused"),
                BargeIn(),
                BargeIn("staff"),
                SoundMissed(),
                Unusable(("model.missing",)),
                Unusable(()),
                EngineReady(2),
                EngineLost(1, "crashed"),
                EngineLost(1, "broken"),
                EngineLost(1, "recycled"),
                Played(-1),
                Done(-1),
            ]
        )
    )
    def happen(self, what: Happening) -> None:
        self.do(what)

    @rule(seconds=st.sampled_from([0.1, 1.0, 3.0, 20.0, 80.0, 120.0]))
    def wait(self, seconds: float) -> None:
        self.world.now_s += seconds
        self.do(Tick())

    @invariant()
    def only_this_session_is_to_be_seen(self) -> None:
        scene = self.world.scene
        shown = [text for bubble in scene.turns for text in (bubble.transcript, bubble.translation, bubble.words.stable)]
        phrases = [one for bubble in scene.turns for one in (bubble.phrase, bubble.meant) if one is not None]
        offered = [bubble.plainer for bubble in scene.turns] + [text for one in phrases for text in (one.said, one.means)]
        assert all(text in ("", self.session) for text in shown + offered)

    @invariant()
    def sounds_and_scene_agree(self) -> None:
        scene = self.world.scene
        assert not (self.world.playing and scene.phase != "speaking")
        assert scene.listening == tuple(
            side for side in SIDES if any(t.is_open and t.side == side for t in self.world.takes.values())
        )

    def teardown(self) -> None:
        """When everything that is under way has come to its end, nothing is left waiting."""
        world = self.world
        for take in list(world.takes):
            world.noticed(take, UtteranceEnded(SOUND, guessed=False))
        for job in list(world.jobs):
            world.finish(job)
        world.play_all()
        waiting = {"listening"} if world.config.hands_free else set[str]()
        assert world.scene.phase in waiting | {"starting", "attract", "ready", "out_of_order"}
        assert all(bubble.stage == "done" for bubble in world.scene.turns)
        world.do(Finish())
        assert not (world.jobs or world.playing or world.scene.turns)
        assert world.config.hands_free or not world.takes


TestAtTheCounter = Counter.TestCase
TestAtTheCounter.settings = settings(
    max_examples=100, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("seed", range(5))
def test_ten_thousand_things_in_a_storm_of_touches_leave_it_valid(seed: int) -> None:
    """Things that no real kiosk would tell, in no order at all: only the scene is looked at."""
    chance = random.Random(seed)
    conversation, now_s = Conversation(Config(LANGUAGES, "ja"), hint_for, ScriptedAdviser(frozenset({"b"}))), 0.0
    machine = Counter()
    machine.said_in = {}
    kinds = ["heard", "nothing", "translated", "doubted", "spoken", "text", "failed", "done"]
    for _ in range(2000):
        now_s += chance.choice([0.0, 0.05, 1.0, 5.0])
        side, number = chance.choice(SIDES), chance.randrange(200)
        happening = chance.choice(
            [
                *(Press(side), Tap(side), Release(side), Tap(side), Stop(), Finish(), Touch(), Type(side, "a")),
                *(Replay(number), Replay(number, slowly=True), TakeBack(number), Edit(number, "b"), SayAnyway(number)),
                *(SayPhrase(side, chance.choice("abc")), UseMeant(number)),
                *(ChooseLanguage(side, chance.choice([*LANGUAGES, AUTO])), InTake(number, chance.choice(NOTICED))),
                *(MicrophoneFound(), LoudspeakerFound(), EngineReady(1), MicrophoneLost("silent"), LoudspeakerLost("silent")),
                *(EngineReady(1), MicrophoneFound(), Played(number), BargeIn(), Tick(), PartialHeard(number, "a b c", "en")),
                machine.an_answer(number, chance.choice(kinds)),
            ]
        )
        conversation.handle(happening, now_s)
        assert problems(conversation.scene) == []
