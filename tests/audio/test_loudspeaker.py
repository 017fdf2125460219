"""Sounds one after another, silence at once, every sound answered, and nobody ever waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest

from kiosk.audio.loudspeaker import (
    HELD_S,
    Loudspeaker,
    LoudspeakerEvent,
    LoudspeakerFound,
    LoudspeakerLost,
    Played,
    Unplayed,
)
from kiosk.audio.loudspeaker import test_tone as make_test_tone
from kiosk.audio.streams.line import BrokenLineError
from kiosk.audio.streams.messages import Chunk, Cut, Failed, Gain, ListDevices, Message, Opened, Order, Progress
from kiosk.audio.streams.names import DeviceName
from kiosk.audio.streams.player import Player
from kiosk.core.audio import Audio
from tests.audio.sound_makers import tone
from tests.audio.streams.fakes import Clock, FakeBell

NAME = DeviceName("speaker", "ALSA")
LATENCY_S = 0.06


class FakeProcess:
    """A loudspeaker's process with the real player in it; every 20 ms of the clock it plays 20 ms."""

    def __init__(self, clock: Clock, bell: FakeBell, rate_hz: int = 48_000) -> None:
        self._clock = clock
        self._bell = bell
        self._rate_hz = rate_hz
        self._player = Player(rate_hz)
        self._due = clock.now + 0.2
        self._opened = False
        self.sent: list[Message] = []
        self.says: Message | None = None
        self.dies = self.hangs = self.ended = False

    def receive(self, timeout_s: float) -> Message | None:
        assert not self.ended
        if self.dies:
            raise BrokenLineError("signal 11")
        if self.says is not None:
            return self.says
        if self._bell.rung:
            self._bell.silence()
            return None
        if self.hangs or self._due > self._clock.now + timeout_s:
            self._clock.wait(timeout_s)
            return None
        self._clock.now = max(self._clock.now, self._due)
        if not self._opened:
            self._opened = True
            return Opened(NAME, self._rate_hz, 1, 0.04)
        self._due += 0.02
        samples = self._player.fill(self._rate_hz // 50)
        heard = b"" if samples is None else samples.tobytes()
        return Progress(self._clock.now + LATENCY_S, self._rate_hz // 50, heard, self._player.epoch, self._player.taken)

    def send(self, message: Message) -> None:
        if self.dies:
            raise BrokenLineError("gone")
        self.sent.append(message)
        match message:
            case Chunk(epoch, samples):
                self._player.add(epoch, np.frombuffer(samples, dtype=np.float32))
            case Cut(epoch):
                self._player.cut(epoch)
            case Gain(value):
                self._player.gain = value
            case _:
                raise AssertionError(message)

    def end(self) -> None:
        self.ended = True


class Desk:
    def __init__(self, rate_hz: int = 48_000, device: DeviceName | None = None, there: bool = True) -> None:
        self.clock = Clock()
        self.bell = FakeBell(self.clock)
        self.there = there
        self.rate_hz = rate_hz
        self.processes: list[FakeProcess] = []
        self.orders: list[Order | ListDevices] = []
        self.told: list[tuple[float, LoudspeakerEvent]] = []
        self.loudspeaker = Loudspeaker(device, self.tell, self.clock, self.start, self.bell)

    def tell(self, event: LoudspeakerEvent) -> None:
        self.told.append((self.clock.now, event))

    def start(self, order: Order | ListDevices) -> FakeProcess:
        self.orders.append(order)
        process = FakeProcess(self.clock, self.bell, self.rate_hz)
        if not self.there:
            process.says = Failed("none", "plug one in")
        self.processes.append(process)
        return process

    def run(self, seconds: float) -> None:
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.loudspeaker.step()

    def events(self) -> list[LoudspeakerEvent]:
        return [event for _, event in self.told]

    def answers(self) -> list[Played | Unplayed]:
        return [event for _, event in self.told if isinstance(event, Played | Unplayed)]

    def when(self, wanted: LoudspeakerEvent) -> float:
        return next(at for at, event in self.told if event == wanted)

    def heard(self, since: float, until: float) -> Audio:
        return self.loudspeaker.played_since(since, until)


def sound(seconds: float, rate_hz: int = 22_050) -> Audio:
    return Audio.of(tone(440, seconds, rate_hz), rate_hz)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.run(0.5)
    assert desk.events() == [LoudspeakerFound(NAME)]
    desk.told.clear()
    return desk


def test_a_sound_is_played_when_its_end_was_in_the_air(desk: Desk) -> None:
    began = desk.clock.now
    desk.loudspeaker.play(sound(1.0), "a")
    desk.run(2)
    assert desk.events() == [Played("a")]
    assert desk.when(Played("a")) - began == pytest.approx(1.0 + LATENCY_S, abs=0.05)


def test_sounds_are_played_in_their_order(desk: Desk) -> None:
    for tag in range(5):
        desk.loudspeaker.play(sound(0.2), tag)
    desk.run(2)
    assert desk.events() == [Played(tag) for tag in range(5)]


def test_a_sound_begins_at_once_although_the_next_ones_are_long(desk: Desk) -> None:
    desk.loudspeaker.play(sound(0.1), "a")
    desk.loudspeaker.play(sound(60), "b")
    desk.run(0.3)
    assert desk.events() == [Played("a")]
    assert sum(len(message.samples) for message in desk.processes[0].sent if isinstance(message, Chunk)) < 48_000 * 4 * 1.5


def test_stop_is_silence_in_the_air_within_a_tenth_of_a_second(desk: Desk) -> None:
    desk.loudspeaker.play(sound(5), "a")
    desk.run(1)
    stopped = desk.clock.now
    desk.loudspeaker.stop()
    desk.run(1)
    assert desk.events() == [Unplayed("a")]
    assert np.abs(desk.heard(stopped - 0.2, stopped).samples).max() > 0.4
    assert not desk.heard(stopped + 0.1, stopped + 1).samples.any()


def test_stop_takes_everything_that_waits_and_nothing_that_comes_after(desk: Desk) -> None:
    for tag in "abc":
        desk.loudspeaker.play(sound(0.5), tag)
    desk.run(0.7)
    desk.loudspeaker.stop()
    desk.loudspeaker.play(sound(0.2), "d")
    desk.run(1)
    assert desk.events() == [Played("a"), Unplayed("b"), Unplayed("c"), Played("d")]


def test_stop_before_anything_was_taken_is_a_stop_all_the_same(desk: Desk) -> None:
    began = desk.clock.now
    desk.loudspeaker.play(sound(0.5), "a")
    desk.loudspeaker.stop()
    desk.run(1)
    assert desk.events() == [Unplayed("a")]
    assert not desk.heard(began, desk.clock.now).samples.any()


def test_stop_when_it_is_quiet_does_nothing(desk: Desk) -> None:
    desk.loudspeaker.stop()
    desk.run(0.5)
    assert desk.events() == []


def test_what_was_played_is_known_with_its_time(desk: Desk) -> None:
    began = desk.clock.now
    desk.loudspeaker.play(sound(1.0), "a")
    desk.run(1.5)
    heard = desk.heard(began, began + 1.5).samples
    start = int(np.flatnonzero(np.abs(heard) > 0.01)[0])
    assert start / 16_000 == pytest.approx(LATENCY_S, abs=0.03)
    first = int(np.argmax(np.correlate(heard[start : start + 2_000], tone(440, 0.05), "valid")))
    middle = heard[start + first + 2_000 : start + first + 12_000]
    assert float(np.sqrt(np.mean(middle**2))) == pytest.approx(0.5 / 2**0.5, abs=0.01)
    assert len(desk.loudspeaker.played_since(desk.clock.now - 0.5).samples) == 8_000


def test_the_volume_holds_also_for_a_device_that_comes_back(desk: Desk) -> None:
    desk.loudspeaker.set_volume(0.5)
    desk.loudspeaker.play(sound(0.5), "a")
    desk.run(1)
    assert np.abs(desk.heard(desk.clock.now - 1, desk.clock.now).samples).max() == pytest.approx(0.25, abs=0.02)
    desk.processes[0].dies = True
    desk.run(2)
    assert Gain(0.5) in desk.processes[1].sent


@pytest.mark.parametrize(("asked", "given"), [(-1.0, 0.0), (0.3, 0.3), (7.0, 1.0)])
def test_a_volume_is_between_nothing_and_all(desk: Desk, asked: float, given: float) -> None:
    desk.loudspeaker.set_volume(asked)
    desk.run(0.1)
    assert desk.processes[0].sent[-1] == Gain(given)


def vanish(process: FakeProcess) -> None:
    process.says = Failed("vanished", "")


def die(process: FakeProcess) -> None:
    process.dies = True


def hang(process: FakeProcess) -> None:
    process.hangs = True


@pytest.mark.parametrize(("goes", "reason"), [(vanish, "vanished"), (die, "vanished"), (hang, "silent")])
@pytest.mark.parametrize("playing", [True, False])
def test_a_loudspeaker_that_goes_is_told_within_a_second_and_a_half_and_found_again(
    desk: Desk, goes: Callable[[FakeProcess], None], reason: str, playing: bool
) -> None:
    if playing:
        desk.loudspeaker.play(sound(10), "a")
        desk.loudspeaker.play(sound(1), "b")
    desk.run(0.5)
    went = desk.clock.now
    goes(desk.processes[0])
    desk.run(3)
    lost = next(event for event in desk.events() if isinstance(event, LoudspeakerLost))
    assert lost.reason == reason
    assert desk.when(lost) - went <= 1.5
    assert desk.answers() == ([Unplayed("a"), Unplayed("b")] if playing else [])
    assert desk.events()[-1] == LoudspeakerFound(NAME)
    desk.loudspeaker.play(sound(0.2), "c")
    desk.run(0.5)
    assert desk.events()[-1] == Played("c")


def test_a_sound_that_comes_while_it_opens_waits_for_it() -> None:
    desk = Desk()
    desk.loudspeaker.play(sound(0.2), "a")
    desk.run(1)
    assert desk.events() == [LoudspeakerFound(NAME), Played("a")]


def test_a_sound_that_finds_no_loudspeaker_is_given_up_after_a_while() -> None:
    desk = Desk(there=False)
    desk.run(1)
    desk.loudspeaker.play(sound(0.2), "a")
    desk.run(HELD_S - 0.3)
    assert desk.answers() == []
    desk.run(1)
    assert desk.events() == [LoudspeakerLost("none", "plug one in"), Unplayed("a")]


def test_a_sound_that_waits_for_a_loudspeaker_can_be_stopped() -> None:
    desk = Desk(there=False)
    desk.loudspeaker.play(sound(0.2), "a")
    desk.loudspeaker.stop()
    desk.run(0.5)
    assert desk.answers() == [Unplayed("a")]


def test_a_sound_too_many_is_refused_and_told(desk: Desk) -> None:
    hour = Audio.silence(200.0)
    for tag in "ab":
        desk.loudspeaker.play(hour, tag)
    desk.run(0.1)
    assert desk.events() == [Unplayed("b")]


def test_a_device_of_another_rate_plays_the_same_length() -> None:
    desk = Desk(rate_hz=44_100, device=NAME)
    desk.run(0.5)
    began = desk.clock.now
    desk.loudspeaker.play(sound(1.0), "a")
    desk.run(1.5)
    assert desk.orders[0] == Order("output", NAME, 48_000)
    assert desk.when(Played("a")) - began == pytest.approx(1.0 + LATENCY_S, abs=0.05)


def test_every_sound_is_answered_once_whatever_happens() -> None:
    random = np.random.default_rng(3)
    desk = Desk()
    asked: list[int] = []
    for number in range(300):
        match random.choice(["play", "play", "play", "stop", "die", "gone", "back", "wait"]):
            case "play":
                desk.loudspeaker.play(sound(float(random.uniform(0, 0.6))), number)
                asked.append(number)
            case "stop":
                desk.loudspeaker.stop()
            case "die" if desk.processes:
                desk.processes[-1].dies = True
            case "gone":
                desk.there = False
            case "back":
                desk.there = True
            case _:
                desk.run(float(random.uniform(0, 2)))
        desk.run(float(random.uniform(0, 0.3)))
    desk.there = True
    desk.run(60)
    assert sorted(answer.tag for answer in desk.answers() if isinstance(answer.tag, int)) == asked
    assert any(isinstance(answer, Played) for answer in desk.answers())


def test_closing_answers_what_is_left_ends_the_process_and_wipes_what_was_played(desk: Desk) -> None:
    began = desk.clock.now
    desk.loudspeaker.play(sound(2), "a")
    desk.run(0.5)
    desk.loudspeaker.play(sound(2), "b")
    desk.loudspeaker._closing.set()
    desk.loudspeaker._run()
    desk.loudspeaker.close()
    assert desk.answers() == [Unplayed("a"), Unplayed("b")]
    assert desk.processes[0].ended
    assert not desk.heard(began, desk.clock.now).samples.any()


def test_its_own_thread_plays_until_it_is_closed() -> None:
    told: list[LoudspeakerEvent] = []
    heard = threading.Event()
    clock = Clock()
    bell = FakeBell(clock)
    processes: list[FakeProcess] = []

    def tell(event: LoudspeakerEvent) -> None:
        told.append(event)
        if isinstance(event, Played):
            heard.set()

    def start(order: Order | ListDevices) -> FakeProcess:
        processes.append(FakeProcess(clock, bell))
        return processes[-1]

    loudspeaker = Loudspeaker(None, tell, clock, start, bell)
    loudspeaker.play(sound(0.2), "a")
    loudspeaker.start()
    assert heard.wait(20)
    loudspeaker.close()
    assert told == [LoudspeakerFound(NAME), Played("a")]
    assert processes[0].ended


def test_closing_what_never_started_is_fine() -> None:
    Desk().loudspeaker.close()


def test_the_test_tone_is_clear_and_not_loud() -> None:
    audio = make_test_tone()
    assert audio.duration_s == 1.0
    assert 0.2 < np.abs(audio.samples).max() <= 0.25
    assert np.abs(np.diff(audio.samples, prepend=0.0, append=0.0)).max() < 0.03
