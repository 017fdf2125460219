"""The decisions about the engine process, with a clock that the test moves."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.audio import Audio
from kiosk.core.events import NothingHeard
from kiosk.core.language import Route
from kiosk.core.live import (
    Done,
    EngineLost,
    EngineReady,
    Failed,
    HostEvent,
    Job,
    LookedAgain,
    PartialHeard,
    PartialWork,
    SecondLook,
    Spare,
    TypedWork,
    Work,
)
from kiosk.core.turn import Hint, Segment
from kiosk.live.actions import Action, Look, Send, Start, Stop, Tell
from kiosk.live.limits import Limits
from kiosk.live.messages import Abandon, Answer, Fault, Finished, Loaded, Order, Refused
from kiosk.live.recipe import Recipe
from kiosk.live.supervision import Supervision
from kiosk.live.vitals import Vitals

HINT = Hint(("ja", "en"))
MIB = 1 << 20
LIMITS = Limits(most_bytes=1000 * MIB, recycle_bytes=500 * MIB, recycle_turns=3, first_use_s=0.0)


def work(turn: int, sound_s: float = 1.0) -> Work:
    return Work(turn, Segment(turn, Audio.silence(sound_s), HINT, "en"))


def partial(turn: int) -> PartialWork:
    return PartialWork(turn, Audio.silence(1.0), HINT)


def typed(turn: int, text: str = "abcdefg") -> TypedWork:
    return TypedWork(turn, text, Route("ja", "en"))


class Kiosk:
    """Supervision, its clock, and processes that do what the test says."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.supervision = Supervision(limits)
        self.now = 100.0
        self.told: list[HostEvent] = []
        self.started: list[int] = []
        self.stopped: list[tuple[int, str]] = []
        self.orders: list[Order] = []
        self.abandoned: list[int] = []
        self.vitals = Vitals(100 * MIB, 0.0, stopped=False, active=True, free_bytes=8000 * MIB)
        self.burns = 0.0  # processors
        self.do(self.supervision.start(self.now))

    def do(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Tell(event):
                    self.told.append(event)
                case Start(generation):
                    self.started.append(generation)
                case Stop(generation, reason):
                    self.stopped.append((generation, reason))
                case Look(generation):
                    used_s = self.vitals.cpu_s + self.burns * (self.now - 100.0)
                    self.do(self.supervision.look(generation, replace(self.vitals, cpu_s=used_s), self.now))
                case Send(_, Order() as order):
                    self.orders.append(order)
                case Send(_, Abandon(serial)):
                    self.abandoned.append(serial)
                case Send(_, Recipe()):
                    raise AssertionError("the host sends it")

    def wait(self, seconds: float) -> None:
        """Let time pass and do what comes due, each thing when it does."""
        until = self.now + seconds
        while (at := self.supervision.wake_at()) <= until:
            self.now = max(self.now, at)
            self.do(self.supervision.tick(self.now))
        self.now = until
        self.do(self.supervision.tick(self.now))

    def submit(self, *jobs: Job) -> None:
        for job in jobs:
            self.do(self.supervision.submit(job, self.now))

    def hear(self, message: Loaded | Refused | Fault | Answer | Finished, generation: int | None = None) -> None:
        self.do(self.supervision.hear(self.started[-1] if generation is None else generation, message, self.now))

    def load(self) -> None:
        self.hear(Loaded())

    def finish(self, code: str | None = None) -> None:
        self.hear(Finished(self.orders[-1].serial, code))

    def crash(self) -> None:
        self.do(self.supervision.ended(self.started[-1], self.now))

    def turns(self) -> list[int]:
        """Of the orders, in order."""
        return [order.job.turn for order in self.orders]


def a_turn(kiosk: Kiosk, turn: int, hearing_s: float, sound_s: float = 3.0) -> None:
    """One that takes so long until its first result, and ends with it."""
    kiosk.submit(work(turn, sound_s))
    kiosk.wait(hearing_s)
    kiosk.hear(Answer(kiosk.orders[-1].serial, NothingHeard(turn)))
    kiosk.finish()


@pytest.fixture
def kiosk() -> Kiosk:
    made = Kiosk()
    made.load()
    made.told.clear()
    return made


def test_work_is_given_out_one_at_a_time_in_order(kiosk: Kiosk) -> None:
    kiosk.submit(work(1), work(2), typed(3))
    assert kiosk.turns() == [1]
    kiosk.finish()
    assert kiosk.turns() == [1, 2]
    kiosk.finish()
    kiosk.finish()
    assert kiosk.told == [Done(1), Done(2), Done(3)]


def test_work_waits_until_the_engine_has_loaded() -> None:
    kiosk = Kiosk()
    kiosk.submit(work(1))
    kiosk.wait(5.0)
    assert kiosk.orders == []
    kiosk.load()
    assert kiosk.told == [EngineReady(1)]
    assert kiosk.turns() == [1]


def test_a_stage_that_fails_ends_the_turn_with_its_code(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    kiosk.finish("route.missing")
    assert kiosk.told == [Failed(1, "route.missing")]
    assert kiosk.stopped == []


@pytest.mark.parametrize(("sound_s", "allowed_s"), [(0.1, 4.0), (1.0, 6.0), (20.0, 63.0)])
def test_a_turn_that_takes_too_long_for_its_sound_costs_the_process(kiosk: Kiosk, sound_s: float, allowed_s: float) -> None:
    kiosk.submit(work(1, sound_s), work(2))
    kiosk.wait(allowed_s - 0.01)
    assert kiosk.told == []
    kiosk.wait(0.02)
    assert kiosk.told == [Failed(1, "engine.lost"), EngineLost(1, "hung")]
    assert kiosk.stopped == [(1, "hung")]
    assert kiosk.started == [1, 2]
    kiosk.load()
    assert kiosk.turns() == [1, 2]


def test_words_that_were_typed_may_take_as_long_as_saying_them() -> None:
    assert LIMITS.turn_s(typed(1, "あ" * 70)) == LIMITS.turn_s(work(1, 10.0))


def test_the_first_turn_of_a_kind_may_load_another_model() -> None:
    kiosk = Kiosk(Limits(first_use_s=20.0))
    kiosk.load()
    for generation in (1, 2):
        kiosk.submit(work(1))
        kiosk.wait(20.0)
        kiosk.finish()
        assert len(kiosk.stopped) == generation - 1
        kiosk.submit(work(1))
        kiosk.wait(6.1)
        assert kiosk.stopped[-1] == (generation, "hung")
        kiosk.load()


def test_an_engine_that_fails_starts_at_once_then_ever_later_and_never_gives_up() -> None:
    kiosk = Kiosk()
    pauses = []
    for _ in range(12):
        before, count = kiosk.now, len(kiosk.started)
        kiosk.crash()
        while len(kiosk.started) == count:
            kiosk.now = max(kiosk.now, kiosk.supervision.wake_at())
            kiosk.do(kiosk.supervision.tick(kiosk.now))
        pauses.append(kiosk.now - before)
    assert pauses == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    assert kiosk.told == [EngineLost(number, "crashed") for number in range(1, 13)]


@pytest.mark.parametrize("proof", ["a turn", "time"])
def test_an_engine_that_has_proved_itself_starts_at_once_again(kiosk: Kiosk, proof: str) -> None:
    for _ in range(4):
        kiosk.crash()
        kiosk.wait(10.0)
    kiosk.load()
    if proof == "a turn":
        kiosk.submit(work(1))
        kiosk.finish()
    else:
        kiosk.wait(60.0)
    count = len(kiosk.started)
    kiosk.crash()
    assert len(kiosk.started) == count + 1


def test_models_that_cannot_be_loaded_are_tried_again(kiosk: Kiosk) -> None:
    kiosk.crash()
    kiosk.hear(Refused("model.broken", "fetch it again"))
    kiosk.wait(1.0)
    kiosk.load()
    assert kiosk.told == [EngineLost(1, "crashed"), EngineLost(2, "broken"), EngineReady(3)]


def test_a_mistake_in_the_program_is_a_crash(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    kiosk.hear(Fault("KeyError at there.py:1"))
    assert kiosk.told == [Failed(1, "engine.lost"), EngineLost(1, "crashed")]


def test_a_load_that_takes_too_long_is_ended() -> None:
    kiosk = Kiosk()
    kiosk.wait(LIMITS.load_s)
    assert kiosk.told == [EngineLost(1, "hung")]


def test_a_turn_waits_for_an_engine_but_not_for_ever(kiosk: Kiosk) -> None:
    kiosk.crash()
    kiosk.submit(work(1), partial(1))
    kiosk.wait(LIMITS.wait_s / 2)
    kiosk.submit(work(2))
    kiosk.wait(LIMITS.wait_s / 2)
    assert kiosk.told == [EngineLost(1, "crashed"), Failed(1, "engine.lost")]
    kiosk.load()
    assert kiosk.turns() == [2]


def test_partial_words_that_wait_too_long_are_forgotten(kiosk: Kiosk) -> None:
    kiosk.crash()
    kiosk.submit(partial(1))
    kiosk.wait(LIMITS.wait_s)
    kiosk.load()
    assert kiosk.orders == []
    assert kiosk.told == [EngineLost(1, "crashed"), EngineReady(2)]


def test_time_in_line_behind_a_busy_engine_is_not_counted(kiosk: Kiosk) -> None:
    kiosk.submit(work(1, 28.0), work(2))
    kiosk.wait(LIMITS.wait_s * 2)
    kiosk.crash()
    kiosk.wait(LIMITS.wait_s - 0.1)
    kiosk.load()
    assert kiosk.turns() == [1, 2]


def test_a_crash_loop_does_not_lengthen_the_wait(kiosk: Kiosk) -> None:
    kiosk.crash()
    kiosk.submit(work(1))
    for _ in range(4):
        kiosk.crash()
        kiosk.wait(LIMITS.wait_s / 4)
    assert Failed(1, "engine.lost") in kiosk.told


def test_an_answer_of_an_ended_process_is_not_heard(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    serial = kiosk.orders[-1].serial
    kiosk.crash()
    kiosk.load()
    kiosk.submit(work(1))
    kiosk.told.clear()
    kiosk.hear(Answer(serial, NothingHeard(1)), generation=1)
    kiosk.hear(Finished(serial), generation=1)
    kiosk.hear(Answer(serial, NothingHeard(1)))
    kiosk.hear(Finished(serial))
    kiosk.do(kiosk.supervision.ended(1, kiosk.now))
    kiosk.do(kiosk.supervision.look(1, kiosk.vitals, kiosk.now))
    assert kiosk.told == []
    kiosk.hear(Answer(kiosk.orders[-1].serial, NothingHeard(1)))
    kiosk.finish()
    assert kiosk.told == [NothingHeard(1), Done(1)]


def test_an_abandoned_turn_says_nothing_more_and_the_same_number_can_come_again(kiosk: Kiosk) -> None:
    kiosk.submit(work(1), work(2), work(1))
    first = kiosk.orders[-1].serial
    kiosk.do(kiosk.supervision.abandon(1, kiosk.now))
    kiosk.do(kiosk.supervision.abandon(1, kiosk.now))
    assert kiosk.abandoned == [first]
    kiosk.submit(work(1))
    kiosk.hear(Answer(first, NothingHeard(1)))
    kiosk.hear(Finished(first))
    assert kiosk.told == []
    kiosk.finish()
    kiosk.finish()
    assert kiosk.turns() == [1, 2, 1]
    assert kiosk.told == [Done(2), Done(1)]


def test_a_process_lost_with_an_abandoned_turn_fails_nobody(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    kiosk.do(kiosk.supervision.abandon(1, kiosk.now))
    kiosk.wait(LIMITS.turn_s(work(1)))
    assert kiosk.told == [EngineLost(1, "hung")]


def test_partial_words_have_no_end_and_no_failure(kiosk: Kiosk) -> None:
    kiosk.submit(partial(1))
    kiosk.hear(Answer(kiosk.orders[-1].serial, PartialHeard(1, "the", "en")))
    kiosk.finish()
    kiosk.submit(partial(1))
    kiosk.finish("transcription.failed")
    kiosk.submit(partial(1))
    kiosk.crash()
    assert kiosk.told == [PartialHeard(1, "the", "en"), EngineLost(1, "crashed")]


def test_a_second_look_never_waits_beside_a_turn_and_has_no_end(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    kiosk.submit(SecondLook(2, Audio.silence(1.0), HINT))
    kiosk.submit(work(3))
    kiosk.finish()
    kiosk.finish()
    assert kiosk.told == [Done(1), Done(3)]
    kiosk.submit(SecondLook(4, Audio.silence(1.0), HINT))
    kiosk.hear(Answer(kiosk.orders[-1].serial, LookedAgain(4, ("the",))))
    kiosk.finish()
    assert kiosk.told[2:] == [LookedAgain(4, ("the",))]


def test_only_the_newest_partial_waits_and_none_beside_a_turn(kiosk: Kiosk) -> None:
    kiosk.submit(work(1), partial(2), partial(3))
    kiosk.finish()
    assert kiosk.turns() == [1, 3]
    kiosk.submit(partial(4), work(5), partial(6))
    kiosk.finish()
    kiosk.finish()
    assert kiosk.turns() == [1, 3, 5]


def test_a_full_line_refuses_aloud(kiosk: Kiosk) -> None:
    kiosk.submit(*(work(turn) for turn in range(LIMITS.waiting + 2)))
    assert kiosk.told == [Failed(LIMITS.waiting + 1, "engine.busy")]


def look(kiosk: Kiosk, **changes: float | bool) -> None:
    values = {name: getattr(kiosk.vitals, name) for name in Vitals.__slots__} | changes
    kiosk.vitals = Vitals(**values)


def test_a_process_that_takes_too_much_memory_is_ended_within_a_moment(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    look(kiosk, rss_bytes=1001 * MIB)
    kiosk.wait(0.25)
    assert kiosk.told == [Failed(1, "engine.lost"), EngineLost(1, "memory")]


@pytest.mark.parametrize("busy", [True, False])
def test_a_process_that_was_stopped_is_replaced(kiosk: Kiosk, busy: bool) -> None:
    if busy:
        kiosk.submit(work(1))
    look(kiosk, stopped=True)
    kiosk.wait(1.3 if busy else 2.1)
    assert kiosk.stopped == [(1, "hung")]


def test_a_process_that_was_stopped_for_a_moment_goes_on(kiosk: Kiosk) -> None:
    kiosk.submit(work(1))
    for stopped in (True, False, True):
        look(kiosk, stopped=stopped)
        kiosk.wait(0.9)
    assert kiosk.stopped == []


def test_a_turn_that_uses_no_processor_and_waits_for_no_disk_is_stuck(kiosk: Kiosk) -> None:
    kiosk.wait(100.0)
    look(kiosk, active=False)
    kiosk.submit(work(1))
    kiosk.wait(LIMITS.stalled_s - 0.1)
    assert kiosk.stopped == []
    kiosk.wait(0.3)
    assert kiosk.told == [Failed(1, "engine.lost"), EngineLost(1, "hung")]


def test_a_turn_that_uses_the_processor_now_and_then_is_not_stuck(kiosk: Kiosk) -> None:
    look(kiosk, active=False)
    kiosk.submit(work(1, 28.0))
    for second in range(20):
        look(kiosk, cpu_s=second / 10)
        kiosk.wait(1.0)
    assert kiosk.stopped == []


def test_idleness_is_no_fault(kiosk: Kiosk) -> None:
    look(kiosk, active=False)
    kiosk.wait(3600.0)
    assert kiosk.stopped == []
    assert kiosk.told == []


def grown(kiosk: Kiosk) -> None:
    """A turn after which it holds much more than when it had loaded."""
    kiosk.wait(1.0)
    kiosk.submit(work(1))
    kiosk.finish()
    look(kiosk, rss_bytes=600 * MIB)
    kiosk.told.clear()


def test_an_engine_that_has_grown_is_replaced_when_nobody_needs_it(kiosk: Kiosk) -> None:
    grown(kiosk)
    kiosk.wait(29.0)
    assert kiosk.started == [1]
    kiosk.wait(2.0)
    assert (kiosk.started, kiosk.stopped) == ([1, 2], [])
    kiosk.load()
    assert kiosk.stopped == [(1, "recycled")]
    assert kiosk.told == [EngineLost(1, "recycled"), EngineReady(2)]


def test_a_turn_that_begins_while_the_new_engine_loads_is_finished_by_the_old_one(kiosk: Kiosk) -> None:
    grown(kiosk)
    kiosk.wait(31.0)
    kiosk.submit(work(2), work(3))
    kiosk.load()
    assert kiosk.stopped == []
    kiosk.hear(Finished(kiosk.orders[-1].serial), generation=1)
    assert kiosk.told == [Done(2), EngineLost(1, "recycled"), EngineReady(2)]
    assert kiosk.turns() == [1, 2, 3]


@pytest.mark.parametrize("loaded", [True, False])
def test_an_old_engine_that_crashes_is_followed_by_the_new_one(kiosk: Kiosk, loaded: bool) -> None:
    grown(kiosk)
    kiosk.wait(31.0)
    kiosk.submit(work(2))
    if loaded:
        kiosk.load()
    kiosk.do(kiosk.supervision.ended(1, kiosk.now))
    if not loaded:
        kiosk.load()
    assert kiosk.told == [Failed(2, "engine.lost"), EngineLost(1, "crashed"), EngineReady(2)]
    assert kiosk.started == [1, 2]


def test_a_new_engine_that_fails_leaves_the_old_one_at_work(kiosk: Kiosk) -> None:
    grown(kiosk)
    kiosk.wait(31.0)
    kiosk.hear(Refused("model.broken", "fetch it again"))
    assert kiosk.told == []
    kiosk.submit(work(2))
    kiosk.hear(Finished(kiosk.orders[-1].serial), generation=1)
    assert kiosk.told == [Done(2)]
    kiosk.wait(59.0)
    assert kiosk.started == [1, 2]
    kiosk.wait(2.0)
    assert kiosk.started == [1, 2, 3]


def test_without_room_for_two_the_old_engine_goes_first(kiosk: Kiosk) -> None:
    look(kiosk, free_bytes=120 * MIB)
    grown(kiosk)
    kiosk.wait(31.0)
    assert kiosk.stopped == [(1, "recycled")]
    assert kiosk.told == [EngineLost(1, "recycled")]
    assert kiosk.started == [1, 2]


def test_an_engine_is_replaced_after_many_turns(kiosk: Kiosk) -> None:
    kiosk.submit(work(1), work(2), work(3))
    for _ in range(3):
        kiosk.finish()
    kiosk.wait(31.0)
    assert kiosk.started == [1, 2]


def test_what_is_large_from_the_start_is_not_replaced_for_that(kiosk: Kiosk) -> None:
    look(kiosk, rss_bytes=700 * MIB)
    kiosk.wait(3600.0)
    assert kiosk.started == [1]


class Story(Kiosk):
    """Anything at any time. `owed`: how many ends each turn has still to come to."""

    def __init__(self) -> None:
        super().__init__()
        self.owed = dict.fromkeys(range(10), 0)

    def live(self, what: str, value: Job | int | float | None) -> None:
        before = len(self.told)
        match what, value:
            case "submit", Work() | PartialWork() | TypedWork() | SecondLook():
                self.owed[value.turn] += not isinstance(value, Spare)
                self.submit(value)
            case "abandon", int():
                self.do(self.supervision.abandon(value, self.now))
                self.owed[value] = 0
            case "wait", float():
                self.wait(value)
            case "finish", _ if self.orders:
                self.finish()
            case "refuse", _:
                self.hear(Refused("model.broken", ""))
            case "load", _:
                self.load()
            case "crash", _:
                self.crash()
            case (("stop" | "go on"), _):
                look(self, stopped=what == "stop")
            case "grow", _:
                look(self, rss_bytes=self.vitals.rss_bytes % (1200 * MIB) + 200 * MIB)
        for event in self.told[before:]:
            if isinstance(event, Done | Failed):
                self.owed[event.turn] -= 1
        assert min(self.owed.values()) >= 0
        assert self.supervision.wake_at() < math.inf


jobs = st.integers(1, 4).flatmap(lambda turn: st.sampled_from([work(turn), partial(turn), typed(turn)]))
happenings = st.one_of(
    st.tuples(st.just("submit"), jobs),
    st.tuples(st.just("abandon"), st.integers(1, 4)),
    st.tuples(st.just("wait"), st.sampled_from([0.1, 1.0, 5.0, 35.0, 70.0])),
    st.tuples(st.sampled_from(["load", "finish", "crash", "refuse", "stop", "go on", "grow"]), st.none()),
)


@settings(deadline=None)
@given(st.lists(happenings, max_size=40))
def test_whatever_happens_each_turn_ends_once_and_an_engine_comes_back(
    story: list[tuple[str, Job | int | float | None]],
) -> None:
    kiosk = Story()
    for what, value in story:
        kiosk.live(what, value)
    look(kiosk, stopped=False, rss_bytes=100 * MIB)
    kiosk.live("wait", 150.0)
    assert not any(kiosk.owed.values())
    while kiosk.started[-1] in dict(kiosk.stopped):
        kiosk.live("wait", 1.0)
    kiosk.live("load", None)
    kiosk.live("submit", work(9))
    kiosk.live("finish", None)
    assert kiosk.told[-1] == Done(9)


def lost_after_s(kiosk: Kiosk, turn: int) -> float:
    """How long until somebody is told that a turn is lost."""
    began = kiosk.now
    while Failed(turn, "engine.lost") not in kiosk.told:
        assert kiosk.now < began + 100.0
        kiosk.wait(0.05)
    return kiosk.now - began


def test_an_engine_in_a_loop_is_noticed_within_two_seconds() -> None:
    kiosk = Kiosk(Limits())
    kiosk.burns = 1.0
    kiosk.load()
    for turn in (1, 2):
        a_turn(kiosk, turn, hearing_s=0.4)
    kiosk.submit(work(3, 3.0))
    assert lost_after_s(kiosk, 3) <= 2.0
    assert kiosk.stopped == [(1, "hung")]


def test_an_engine_in_a_loop_between_two_sentences_is_noticed_within_two_seconds() -> None:
    kiosk = Kiosk(Limits())
    kiosk.burns = 1.0
    kiosk.load()
    for turn in (1, 2):
        kiosk.submit(typed(turn))
        kiosk.wait(0.2)
        kiosk.hear(Answer(kiosk.orders[-1].serial, NothingHeard(turn)))
        if turn == 1:
            kiosk.finish()
    assert lost_after_s(kiosk, 2) <= 2.0


def test_an_engine_that_stands_still_is_noticed_within_two_seconds() -> None:
    kiosk = Kiosk(Limits())
    kiosk.load()
    kiosk.vitals = replace(kiosk.vitals, active=False)
    kiosk.submit(work(1, 20.0))
    assert lost_after_s(kiosk, 1) <= 2.0


def test_a_slow_machine_gets_the_time_it_needs() -> None:
    kiosk = Kiosk(Limits())
    kiosk.burns = 2.0
    kiosk.load()
    for turn in (1, 2):
        a_turn(kiosk, turn, hearing_s=3.0)
    kiosk.submit(work(3, 3.0))
    assert 8.0 < lost_after_s(kiosk, 3) <= 12.25


def test_who_has_to_wait_for_a_processor_is_in_no_loop() -> None:
    kiosk = Kiosk(Limits())
    kiosk.burns = 0.2
    kiosk.load()
    for turn in (1, 2):
        a_turn(kiosk, turn, hearing_s=0.4)
    kiosk.submit(work(3, 3.0))
    assert lost_after_s(kiosk, 3) > 5.0


def test_what_is_done_for_the_first_time_may_take_longer() -> None:
    kiosk = Kiosk(Limits(first_use_s=20.0))
    kiosk.burns = 2.0
    kiosk.load()
    for turn in (1, 2):
        a_turn(kiosk, turn, hearing_s=0.4)
    kiosk.submit(Work(3, Segment(3, Audio.silence(3.0), HINT, "ja")))
    assert lost_after_s(kiosk, 3) > 20.0
