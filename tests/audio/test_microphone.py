"""Frames while the microphone is there, one word when it goes, frames when it is back; nothing grows, nothing stays."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from kiosk.audio.framing import Frame, Overflow
from kiosk.audio.microphone import RING_FRAMES, Microphone, MicrophoneEvent, MicrophoneFound, MicrophoneLost
from kiosk.audio.streams.messages import Failed, ListDevices, Message, Opened, Order, Sound
from kiosk.audio.streams.names import DeviceName
from tests.audio.streams.fakes import Clock, FakeBell, ScriptedLine, Scripts

NAME = DeviceName("mic", "ALSA")
OPENED = Opened(NAME, 16_000, 1, 0.05)

Script = Sequence[tuple[float, Message | str]]


def block(number: int, rate_hz: int = 16_000, channels: int = 1, lost: int = 0) -> Sound:
    """Number `number` of a microphone's blocks of 32 ms; every sample of it is its number / 1000."""
    frames = np.full(round(0.032 * rate_hz) * channels, number / 1_000, dtype=np.float32)
    return Sound(50.0 + 0.032 * number, lost, frames.tobytes())


def recording(blocks: int, *then: tuple[float, Message | str]) -> list[tuple[float, Message | str]]:
    sounds: list[tuple[float, Message | str]] = [(0.2 + 0.032 * number, block(number)) for number in range(blocks)]
    end = 0.2 + 0.032 * blocks
    return [(0.2, OPENED), *sounds, *((end + after, what) for after, what in then)]


class Desk:
    """A microphone whose thread is ours and whose time stands still unless we step."""

    def __init__(self, *scripts: Script, device: DeviceName | None = None) -> None:
        self.clock = Clock()
        self.starter = Scripts(self.clock, *scripts)
        self.microphone = Microphone(device, self.clock, self.starter, FakeBell(self.clock))

    def run(self, seconds: float) -> None:
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.microphone.step()

    def read(self) -> list[MicrophoneEvent]:
        read: list[MicrophoneEvent] = []
        while (item := self.microphone.read(0.0)) is not None:
            read.append(item)
        return read


def frames(items: Sequence[MicrophoneEvent]) -> list[Frame]:
    return [item for item in items if isinstance(item, Frame)]


def words(items: Sequence[MicrophoneEvent]) -> list[str]:
    """Everything but frames."""
    names = {MicrophoneFound: "found", Overflow: "overflow"}
    return [
        item.reason if isinstance(item, MicrophoneLost) else names[type(item)] for item in items if not isinstance(item, Frame)
    ]


def test_it_says_that_it_was_found_and_then_brings_every_frame_in_order() -> None:
    desk = Desk(recording(50))
    desk.run(2)
    found, *rest = desk.read()
    assert found == MicrophoneFound(NAME)
    assert [round(float(frame.samples[0]) * 1_000) for frame in frames(rest)] == list(range(50))
    assert [frame.at for frame in frames(rest)] == pytest.approx([50.0 + 0.032 * number for number in range(50)])


def test_the_chosen_device_is_asked_for_at_the_speech_rate() -> None:
    desk = Desk(recording(1), device=NAME)
    desk.run(0.3)
    assert desk.starter.orders == [Order("input", NAME, 16_000)]


def test_a_device_of_another_rate_brings_the_same_frames() -> None:
    opened = Opened(NAME, 48_000, 2, 0.05)
    blocks: Script = [(0.2 + 0.032 * number, block(number, 48_000, 2)) for number in range(30)]
    desk = Desk([(0.2, opened), *blocks])
    desk.run(1.5)
    read = frames(desk.read())
    assert len(read) == 29
    assert {len(frame.samples) for frame in read} == {512}


def test_no_microphone_at_the_start_is_told_and_no_crash() -> None:
    desk = Desk([(0.1, Failed("none", "plug one in"))])
    desk.run(30)
    assert desk.read() == [MicrophoneLost("none", "plug one in")]


@pytest.mark.parametrize("reason", ["vanished", "replaced", "refused", "none"])
def test_a_microphone_that_goes_is_told_and_found_again(reason: str) -> None:
    desk = Desk(recording(200, (0.1, Failed(reason, ""))), recording(10))  # type: ignore[arg-type]
    desk.run(7.5)
    read = desk.read()
    assert words(read) == ["found", reason, "found"]
    assert len(frames(read)) == 210


def test_a_microphone_that_stops_calling_back_is_silent_within_a_second_and_a_half() -> None:
    desk = Desk(recording(100), [])
    desk.run(0.2 + 3.2 + 1.5)
    assert words(desk.read()) == ["found", "silent"]


def test_frames_of_before_and_after_a_loss_do_not_mix() -> None:
    half = Sound(50.0, 0, np.ones(300, np.float32).tobytes())
    desk = Desk([(0.2, OPENED), (0.2, half), (0.3, Failed("vanished", ""))], recording(1), [])
    desk.run(2)
    (frame,) = frames(desk.read())
    assert not frame.samples.any()


def test_an_overflow_of_the_process_is_told_in_its_place() -> None:
    desk = Desk([(0.2, OPENED), (0.2, block(0)), (0.3, block(11, lost=10 * 512)), (0.4, block(12))])
    desk.run(1)
    read = desk.read()
    assert [type(item) for item in read] == [MicrophoneFound, Frame, Overflow, Frame, Frame]
    assert read[2] == Overflow(10 * 512)


def test_a_reader_that_stands_still_loses_the_oldest_frames_and_is_told_how_many() -> None:
    desk = Desk(recording(RING_FRAMES + 40), [])
    desk.run(12)
    overflow, found, *rest = desk.read()
    assert overflow == Overflow(40 * 512)
    assert isinstance(found, MicrophoneFound)
    assert round(float(frames(rest)[0].samples[0]) * 1_000) == 40, "the end of what was said is there"
    assert len(frames(rest)) == RING_FRAMES


def test_a_reader_that_never_comes_makes_nothing_grow() -> None:
    loose = recording(1, (0.0, Failed("vanished", "")))
    desk = Desk(loose)
    desk.run(2_000)
    read = desk.read()
    assert 60 < len(words(read)) < 70
    assert words(read)[-1] in ("found", "vanished")


def test_reading_what_is_not_there_gives_nothing() -> None:
    assert Desk([]).microphone.read(0.0) is None


def test_what_nobody_read_is_overwritten_on_close() -> None:
    desk = Desk(recording(10))
    desk.run(1)
    held = [item for item in desk.microphone._ring._items if isinstance(item, Frame)]
    assert any(frame.samples.any() for frame in held)
    desk.microphone.close()
    assert not any(frame.samples.any() for frame in held)
    assert desk.read() == []


def test_what_is_dropped_is_overwritten() -> None:
    desk = Desk(recording(RING_FRAMES + 2), [])
    desk.run(1)
    first = [item for item in desk.microphone._ring._items if isinstance(item, Frame)][1]
    assert first.samples.any()
    desk.run(13)
    assert not first.samples.any()


def test_its_own_thread_records_until_it_is_closed() -> None:
    """With a real thread: the line waits for the bell as a process's does."""
    clock = Clock()
    lines: list[ScriptedLine] = []
    enough = threading.Event()

    class Waiting(ScriptedLine):
        def receive(self, timeout_s: float) -> Message | None:
            if self._coming:
                return super().receive(timeout_s)
            enough.wait(20)
            return None

    def start(order: Order | ListDevices) -> ScriptedLine:
        lines.append(Waiting(clock, recording(3)))
        return lines[-1]

    microphone = Microphone(None, clock, start)
    microphone.start()
    read = [microphone.read(20.0) for _ in range(4)]
    assert [type(item) for item in read] == [MicrophoneFound, Frame, Frame, Frame]
    enough.set()
    microphone.close()
    assert lines[0].ended
    assert microphone.read(20.0) is None


def test_closing_what_never_started_is_fine() -> None:
    Desk([]).microphone.close()
