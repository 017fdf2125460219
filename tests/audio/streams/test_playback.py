"""The loudspeaker's process: it plays what it gets and tells what left, and when."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.audio.streams.messages import Chunk, Cut, Failed, Gain, ListDevices, Message, Progress
from kiosk.audio.streams.playback import Playback, SteadyClock
from kiosk.audio.streams.watch import Watch, Watcher
from tests.audio.streams.fakes import Clock, FakeServer, FakeStream, Times
from tests.audio.streams.test_watch import ORDER

IN_70_MS = Times(outputBufferDacTime=10.07, currentTime=10.0)


class Desk:
    def __init__(self, channels: int = 1) -> None:
        self.clock = Clock()
        self.playback = Playback(self.clock, wait_s=0.0)
        self.stream = FakeStream(self.playback.callback(48_000, channels), 48_000, 480, channels, 0, 0.04, active=True)
        self.watcher = Watcher(Watch(ORDER, 7, FakeServer(dead=True)), self.clock.wait)
        self.sent: list[Message] = []

    def turn(self, blocks: int, times: Times = IN_70_MS) -> list[Progress]:
        """This many callbacks, each followed by the loop; what was told."""
        before = len(self.sent)
        for _ in range(blocks):
            self.stream.play(480, times)
            self.clock.wait(0.01)
            assert self.playback.step(self.stream, self.watcher, self.sent.append)
        return [message for message in self.sent[before:] if isinstance(message, Progress)]


def chunk(count: int, epoch: int = 0, level: float = 0.5) -> Chunk:
    return Chunk(epoch, np.full(count, level, dtype=np.float32).tobytes())


def test_silence_is_told_five_times_a_second() -> None:
    told = Desk().turn(100)
    assert len(told) == 5
    assert {progress.heard for progress in told} == {b""}
    assert {progress.count for progress in told} == {9_600}


def test_sound_is_told_every_20_ms_with_what_went_out_and_when() -> None:
    desk = Desk()
    desk.playback.obey(chunk(4_800))
    told = desk.turn(10)
    assert [progress.count for progress in told] == [960] * 5
    assert [progress.taken for progress in told] == [960, 1_920, 2_880, 3_840, 4_800]
    assert [progress.at for progress in told] == pytest.approx([100.07, 100.09, 100.11, 100.13, 100.15])
    heard = np.frombuffer(b"".join(progress.heard for progress in told), dtype=np.float32)
    assert np.all(heard[240:] == 0.5)


def test_the_last_sample_of_a_sound_is_told_at_once() -> None:
    desk = Desk()
    desk.playback.obey(chunk(500))
    assert desk.turn(2)[-1].taken == 500


def test_a_device_that_does_not_know_its_delay_has_one_block() -> None:
    desk = Desk()
    desk.playback.obey(chunk(4_800))
    assert desk.turn(2, Times(outputBufferDacTime=0.0))[0].at == pytest.approx(100.01)


def test_a_cut_begins_the_next_epoch() -> None:
    desk = Desk()
    desk.playback.obey(chunk(48_000))
    desk.turn(4)
    desk.playback.obey(Cut(1))
    desk.playback.obey(chunk(960, epoch=1))
    told = desk.turn(4)
    assert (told[-1].epoch, told[-1].taken) == (1, 960)


def test_every_channel_plays_the_same() -> None:
    desk = Desk(channels=2)
    desk.playback.obey(chunk(960))
    out = desk.stream.play(480)
    assert np.array_equal(out[:, 0], out[:, 1])
    assert out[-1, 0] == 0.5


def test_the_volume_is_obeyed() -> None:
    desk = Desk()
    desk.playback.obey(Gain(0.5))
    desk.playback.obey(chunk(4_800))
    desk.stream.play(480)
    assert desk.stream.play(480)[-1, 0] == pytest.approx(0.25)


def test_what_it_does_not_understand_it_leaves_alone() -> None:
    desk = Desk()
    desk.playback.obey(ListDevices())
    assert not desk.stream.play(480).any()


def test_silence_is_really_written_into_the_buffer() -> None:
    assert not Desk().stream.play(480).any()


def test_a_kiosk_that_takes_no_reports_does_not_make_it_grow() -> None:
    desk = Desk()
    desk.playback.obey(chunk(480 * 1_500))
    for _ in range(1_500):
        desk.stream.play(480)
    while len(desk.sent) < 500:
        assert desk.playback.step(desk.stream, desk.watcher, desk.sent.append)
    assert desk.turn(40)[-1].taken == 480 * 1_500, "what was played is known all the same"


def test_a_stream_that_ended_is_told() -> None:
    desk = Desk()
    desk.stream.active = False
    assert not desk.playback.step(desk.stream, desk.watcher, desk.sent.append)
    assert isinstance(desk.sent[-1], Failed)
    assert desk.sent[-1].reason == "vanished"


def test_what_the_watcher_found_ends_it() -> None:
    desk = Desk()
    desk.watcher.failed = Failed("none", "nobody would hear it")
    desk.stream.play(480)
    assert not desk.playback.step(desk.stream, desk.watcher, desk.sent.append)
    assert desk.sent[-1] == desk.watcher.failed


def test_callbacks_that_tremble_give_moments_that_fit_each_other_and_a_stumble_is_followed() -> None:
    clock, random = SteadyClock(48_000), np.random.default_rng(1)
    moments = [clock.at(100.0 + number * 0.01 + random.normal(0.0, 0.002), 480) for number in range(600)]
    assert np.diff(moments[300:]) == pytest.approx(0.01, abs=0.0002)
    assert moments[-1] == pytest.approx(100.0 + 5.99, abs=0.001)
    later = [clock.at(106.03 + number * 0.01 + random.normal(0.0, 0.002), 480) for number in range(100)]
    assert later[-1] == pytest.approx(106.03 + 0.99, abs=0.002)
