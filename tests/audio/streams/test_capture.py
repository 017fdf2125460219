"""The microphone's process: it copies, counts what it can't keep, and ends with a word."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.audio.streams.capture import Capture
from kiosk.audio.streams.messages import Failed, Message, Sound
from kiosk.audio.streams.watch import Watch, Watcher
from tests.audio.streams.fakes import Clock, FakeServer, FakeStream, Flags, Times
from tests.audio.streams.test_watch import ORDER


class Desk:
    """A running stream and the loop behind it."""

    def __init__(self, held: int = 312) -> None:
        self.clock = Clock()
        self.capture = Capture(self.clock, wait_s=0.0, held=held)
        self.stream = FakeStream(self.capture.callback(16_000, 1), 16_000, 512, 1, 0, 0.05, active=True)
        self.watcher = Watcher(Watch(ORDER, 7, FakeServer(dead=True)), self.clock.wait)
        self.sent: list[Message] = []

    def step(self) -> bool:
        return self.capture.step(self.stream, self.watcher, self.sent.append)


def test_what_a_callback_brings_is_sent_as_it_is() -> None:
    desk = Desk()
    samples = np.linspace(-1, 1, 512, dtype=np.float32)
    desk.stream.record(samples)
    assert desk.step()
    (sound,) = desk.sent
    assert isinstance(sound, Sound)
    assert np.array_equal(np.frombuffer(sound.frames, dtype=np.float32), samples)
    assert desk.watcher.settled


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (Times(inputBufferAdcTime=9.96, currentTime=10.0), 99.96),  # 40 ms ago, says the device
        (Times(inputBufferAdcTime=0.0, currentTime=10.0), 99.968),  # it doesn't know: a block ago
        (Times(inputBufferAdcTime=11.0, currentTime=10.0), 99.968),  # nor does one that records the future
    ],
)
def test_a_block_has_the_time_at_which_it_was_in_the_air(times: Times, expected: float) -> None:
    desk = Desk()
    desk.stream.record(np.zeros(512, np.float32), times)
    desk.step()
    assert isinstance(desk.sent[0], Sound)
    assert desk.sent[0].at == pytest.approx(expected)


def test_what_does_not_fit_is_counted_and_told_with_the_next_block() -> None:
    desk = Desk(held=2)
    for _ in range(5):
        desk.stream.record(np.zeros(512, np.float32))
    desk.step()
    desk.stream.record(np.zeros(512, np.float32))
    desk.step()
    desk.step()
    assert [sound.lost for sound in desk.sent if isinstance(sound, Sound)] == [0, 0, 3 * 512]


def test_an_overflow_of_the_device_is_told() -> None:
    desk = Desk()
    desk.stream.record(np.zeros(512, np.float32), flags=Flags(input_overflow=True))
    desk.stream.record(np.zeros(512, np.float32))
    assert desk.step()
    assert desk.step()
    assert [sound.lost for sound in desk.sent if isinstance(sound, Sound)] == [-1, 0]


def test_no_sound_is_no_reason_to_end() -> None:
    desk = Desk()
    assert desk.step()
    assert not desk.sent
    assert not desk.watcher.settled


def test_a_stream_that_ended_is_told_after_its_last_sound() -> None:
    desk = Desk()
    desk.stream.record(np.zeros(512, np.float32))
    desk.stream.active = False
    assert desk.step()
    assert not desk.step()
    assert isinstance(desk.sent[-1], Failed)
    assert desk.sent[-1].reason == "vanished"


def test_what_the_watcher_found_ends_it_although_sound_still_comes() -> None:
    desk = Desk()
    desk.watcher.failed = Failed("replaced", "it is the loudspeaker's")
    desk.stream.record(np.zeros(512, np.float32))
    assert not desk.step()
    assert desk.sent[-1] == desk.watcher.failed
