"""A stream that is lost is noticed in time, told once, and opened again until it is back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kiosk.audio.streams.keeper import BACK_OFF_S, FIRST_S, OPEN_S, Down, Keeper, Kept, Up
from kiosk.audio.streams.messages import Cut, Failed, Message, Opened, Order, Sound
from kiosk.audio.streams.names import DeviceName
from tests.audio.streams.fakes import Clock, Scripts

ORDER = Order("input", None, 16_000)
OPENED = Opened(DeviceName("mic", "ALSA"), 16_000, 1, 0.05)
SOUND = Sound(0.0, 0, b"")

Script = list[tuple[float, Message | str]]


def running(seconds: float, *then: tuple[float, Message | str]) -> Script:
    """A process that opens in 0.2 s and brings sound for this long; `then` counts from its last sound."""
    last = 0.2 + seconds
    sounds: Script = [(0.2 + 0.032 * number, SOUND) for number in range(1 + int(seconds / 0.032))]
    return [(0.2, OPENED), *sounds, (last, SOUND), *((last + after, what) for after, what in then)]


class Desk:
    def __init__(self, *scripts: Sequence[tuple[float, Message | str]] | str) -> None:
        self.clock = Clock()
        self.starter = Scripts(self.clock, *scripts)
        self.keeper = Keeper(ORDER, self.starter, self.clock.wait, self.clock)
        self.began = self.clock.now
        self.told: list[tuple[float, Kept]] = []

    def run(self, seconds: float) -> list[tuple[float, Kept]]:
        """What was told in this time, sound left out: (seconds since the beginning, what)."""
        before, end = len(self.told), self.clock.now + seconds
        while self.clock.now < end:
            news = [kept for kept in self.keeper.step() if not isinstance(kept, Sound)]
            self.told += [(round(self.clock.now - self.began, 6), kept) for kept in news]
        return self.told[before:]

    @property
    def words(self) -> list[str]:
        return [kept.reason if isinstance(kept, Down) else "up" for _, kept in self.told if isinstance(kept, Up | Down)]


def test_a_microphone_that_runs_is_up_once() -> None:
    desk = Desk(running(20))
    assert desk.run(19) == [(0.2, Up(OPENED))]
    assert desk.keeper.up


def test_a_stream_that_opened_is_not_up_before_sound_flows() -> None:
    desk = Desk([(0.2, OPENED)])
    desk.run(1)
    assert (desk.words, desk.keeper.up) == ([], False)


@pytest.mark.parametrize("lasting", [1.0, 7.3, 30.0])
def test_a_microphone_that_stops_calling_back_is_lost_within_a_second_and_a_half(lasting: float) -> None:
    desk = Desk(running(lasting))
    desk.run(lasting + 0.3)
    (at, lost), *_ = desk.run(3)
    assert isinstance(lost, Down)
    assert lost.reason == "silent"
    assert at - (0.2 + lasting) <= 1.5
    assert desk.starter.lines[0].ended, "it may be turning a whole core"


@pytest.mark.parametrize("reason", ["vanished", "replaced", "silent", "none", "refused"])
def test_what_the_process_says_is_told_as_it_says_it(reason: str) -> None:
    desk = Desk(running(10, (0.1, Failed(reason, "why"))), [])  # type: ignore[arg-type]
    desk.run(10.4)
    assert desk.told[-1][1] == Down(reason, "why")  # type: ignore[arg-type]
    assert desk.told[-1][0] == pytest.approx(10.3)


def test_a_process_that_dies_while_it_records_has_vanished() -> None:
    desk = Desk(running(10, (0.0, "signal 11")), [])
    desk.run(10.5)
    assert desk.told[-1][1] == Down("vanished", "signal 11")


def test_a_process_that_dies_before_it_records_is_refused() -> None:
    desk = Desk([(0.1, "status 1")])
    desk.run(0.2)
    assert desk.told[-1][1] == Down("refused", "status 1")


def test_a_process_that_cannot_be_started_is_refused() -> None:
    desk = Desk("no memory", running(10))
    desk.run(1)
    assert desk.words == ["refused", "up"]


def test_an_open_that_hangs_is_refused_and_tried_with_a_fresh_process() -> None:
    desk = Desk([], running(10))
    desk.run(OPEN_S + 1)
    assert desk.words == ["refused", "up"]
    assert desk.told[0][0] == pytest.approx(OPEN_S)
    assert desk.starter.lines[0].ended


def test_a_device_that_opens_and_never_brings_sound_is_silent() -> None:
    desk = Desk([(0.2, OPENED)], running(10))
    desk.run(FIRST_S + 1)
    assert desk.words == ["silent", "up"]


def test_it_is_opened_again_at_once_and_then_ever_more_slowly_and_for_ever() -> None:
    desk = Desk([(0.1, Failed("none", "nothing is plugged in"))])
    desk.run(600)
    gaps = [later - sooner - 0.1 for sooner, later in zip(desk.starter.started, desk.starter.started[1:], strict=False)]
    assert gaps[: len(BACK_OFF_S)] == pytest.approx(BACK_OFF_S)
    assert set(map(round, gaps[len(BACK_OFF_S) :])) == {BACK_OFF_S[-1]}
    assert len(gaps) > 150
    assert desk.words == ["none"], "it is told once"


def test_a_microphone_that_returns_is_found() -> None:
    desk = Desk(
        running(30, (0.0, Failed("vanished", ""))), [(0.1, Failed("none", ""))], [(0.1, Failed("none", ""))], running(30)
    )
    desk.run(45)
    assert desk.words == ["up", "vanished", "none", "up"]


def test_a_new_reason_is_told_an_old_one_is_not_repeated() -> None:
    scripts = [[(0.1, Failed(reason, ""))] for reason in ("none", "none", "refused", "refused", "none")]
    desk = Desk(*scripts)
    desk.run(30)
    assert desk.words == ["none", "refused", "none"]


def test_a_microphone_with_a_loose_plug_is_not_opened_without_end() -> None:
    desk = Desk(running(0.5, (0.0, Failed("vanished", ""))))
    desk.run(120)
    assert len(desk.starter.started) < 120 / BACK_OFF_S[-1] + len(BACK_OFF_S)
    assert set(desk.words) == {"up", "vanished"}


def test_a_machine_that_stood_still_has_not_lost_its_microphone() -> None:
    desk = Desk(running(100))
    desk.run(5)
    desk.clock.wait(60)  # the laptop slept; the process's pipe is full of sound
    desk.run(1)
    assert desk.words == ["up"]


def test_a_wake_up_is_no_silence() -> None:
    """Whoever plays wakes the thread that waits; a wait that was cut short counts only as long as it was."""
    desk = Desk(running(100))
    desk.run(1)
    for _ in range(1_000):
        desk.keeper.step(wait_s=0.0)
    desk.run(0.5)
    assert desk.words == ["up"]


def test_messages_go_down_while_it_runs_and_nowhere_otherwise() -> None:
    desk = Desk(running(10, (0.0, Failed("vanished", ""))), [])
    assert desk.keeper.send(Cut(1)) == ()
    desk.run(1)
    assert desk.keeper.send(Cut(2)) == ()
    assert desk.starter.lines[0].sent == [Cut(2)]
    desk.run(11)
    assert desk.keeper.send(Cut(3)) == ()


def test_a_process_that_takes_nothing_any_more_has_vanished() -> None:
    desk = Desk(running(10), [])
    desk.run(1)
    desk.starter.lines[0].broken = "takes nothing"
    assert desk.keeper.send(Cut(1)) == (Down("vanished", "takes nothing"),)
    assert not desk.keeper.up


@pytest.mark.parametrize("nonsense", [[(0.1, SOUND)], [(0.1, Cut(1))], running(1, (0.0, Cut(1)))])
def test_a_process_that_talks_nonsense_is_replaced(nonsense: Script) -> None:
    desk = Desk(nonsense, running(30))
    desk.run(5)
    assert desk.words[-1] == "up"
    assert len(desk.starter.lines) == 2


def test_ending_it_ends_the_process() -> None:
    desk = Desk(running(10))
    desk.run(1)
    desk.keeper.end()
    desk.keeper.end()
    assert desk.starter.lines[0].ended
    assert not desk.keeper.up
