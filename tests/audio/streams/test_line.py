"""The kiosk's end of a sound process never waits for long, whatever the other end does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.audio.streams.line import PROGRAM, Bell, BrokenLineError, ProcessLine, starting
from kiosk.audio.streams.messages import Chunk, Cut, Failed, ListDevices, Listed, Message, Opened, Order
from kiosk.audio.streams.names import SERVER, DeviceName

ORDER = Order("input", None, 16_000)
PATIENCE_S = 20.0

TALKING = """
import os, sys, time
from kiosk.audio.streams.messages import *
from kiosk.audio.streams.names import *
inbox = Unpacker()
def heard():
    while True:
        yield from inbox.feed(os.read(0, 65536))
def say(message):
    os.write(1, packed(message))
"""


@pytest.fixture
def bell() -> Bell:
    return Bell()


class Ends:
    """Starts processes that run a text of Python, and ends them with the test."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._lines: list[ProcessLine] = []

    def __call__(self, text: str, order: Order | ListDevices = ORDER) -> ProcessLine:
        line = ProcessLine(order, self._bell, (sys.executable, "-c", TALKING + text))
        self._lines.append(line)
        return line

    def close(self) -> None:
        for line in self._lines:
            line.end()


@pytest.fixture
def process(bell: Bell) -> Iterator[Ends]:
    ends = Ends(bell)
    yield ends
    ends.close()


def received(line: ProcessLine) -> Message:
    message = line.receive(PATIENCE_S)
    assert message is not None
    return message


def test_the_order_goes_down_and_answers_come_up(process: Ends) -> None:
    answer = "order = next(heard()); say(Opened(DeviceName(order.direction, 'x'), order.rate_hz, 1, 0.0)); say(Cut(1))"
    line = process(f"{answer}; time.sleep(60)")
    assert received(line) == Opened(DeviceName("input", "x"), 16_000, 1, 0.0)
    assert received(line) == Cut(1)
    assert line.receive(0.0) is None


def test_a_message_that_comes_in_two_pieces_is_one(process: Ends) -> None:
    line = process("one = packed(Cut(7)); os.write(1, one[:5]); next(heard()); os.write(1, one[5:]); time.sleep(60)")
    answers = (line.receive(PATIENCE_S) for _ in range(10))
    assert next(answer for answer in answers if answer is not None) == Cut(7)


def test_a_process_that_ends_breaks_the_line_and_says_how(process: Ends) -> None:
    with pytest.raises(BrokenLineError, match="status 3"):
        process("sys.exit(3)").receive(PATIENCE_S)
    with pytest.raises(BrokenLineError, match=f"signal {signal.SIGKILL:d}"):
        process("os.kill(os.getpid(), 9)").receive(PATIENCE_S)


def test_the_last_word_is_heard_before_the_end(process: Ends) -> None:
    line = process("say(Failed('none', 'nothing there'))")
    assert received(line) == Failed("none", "nothing there")
    with pytest.raises(BrokenLineError):
        line.receive(PATIENCE_S)


def test_what_a_library_prints_breaks_the_line_and_nothing_else(process: Ends) -> None:
    with pytest.raises(BrokenLineError, match="nonsense"):
        process("print('ALSA lib pcm.c:8570 underrun occurred', flush=True); time.sleep(60)").receive(PATIENCE_S)


def test_a_process_that_takes_nothing_does_not_hold_us(process: Ends) -> None:
    line = process("time.sleep(60)")
    with pytest.raises(BrokenLineError, match="takes nothing"):
        for _ in range(10):
            line.send(Chunk(0, bytes(500_000)))


def test_a_process_that_is_gone_takes_nothing(process: Ends) -> None:
    line = process("sys.exit(0)")
    with pytest.raises(BrokenLineError):
        line.receive(PATIENCE_S)
    with pytest.raises(BrokenLineError, match="gone"):
        for _ in range(10):
            line.send(Chunk(0, bytes(500_000)))


def test_a_process_that_hangs_is_ended_all_the_same(process: Ends) -> None:
    line = process("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); say(Cut(os.getpid())); time.sleep(600)")
    hanging = received(line)
    assert isinstance(hanging, Cut)
    line.end()
    line.end()
    with pytest.raises(ProcessLookupError):
        os.kill(hanging.epoch, 0)


def test_a_ring_wakes_whoever_waits(process: Ends, bell: Bell) -> None:
    line = process("time.sleep(60)")
    waiting = threading.Thread(target=line.receive, args=(PATIENCE_S * 10,))
    waiting.start()
    bell.ring()
    waiting.join(PATIENCE_S)
    assert not waiting.is_alive()


def test_a_ring_before_the_wait_counts_once(bell: Bell) -> None:
    for _ in range(100_000):
        bell.ring()  # it never waits, however often
    bell.wait(PATIENCE_S)
    bell.wait(0.0)


def test_a_program_that_is_not_there_is_a_broken_line(bell: Bell) -> None:
    with pytest.raises(BrokenLineError, match="no sound process"):
        ProcessLine(ORDER, bell, ("/no/such/program",))


@pytest.mark.parametrize(("direction", "variable"), [("input", "PULSE_SOURCE"), ("output", "PULSE_SINK")])
def test_a_source_of_the_sound_server_is_named_in_the_environment(process: Ends, direction: str, variable: str) -> None:
    order = Order(direction, DeviceName("alsa_input.usb", SERVER), 16_000)  # type: ignore[arg-type]
    line = process(f"say(Failed('none', os.environ['{variable}'] + ' ' + os.environ['PIPEWIRE_NODE'])); time.sleep(60)", order)
    assert received(line) == Failed("none", "alsa_input.usb alsa_input.usb")


@pytest.fixture
def no_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a card and without a sound server: one name in ALSA's list, and nothing behind it."""
    (tmp_path / "asound.conf").write_text("pcm.gone { type hw card 31 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")


@pytest.mark.usefixtures("no_sound")
@pytest.mark.parametrize("direction", ["input", "output"])
def test_the_real_process_says_that_a_machine_has_no_sound(bell: Bell, direction: str) -> None:
    line = starting(bell)(Order(direction, None, 16_000))  # type: ignore[arg-type]
    answer = line.receive(PATIENCE_S)
    assert isinstance(answer, Failed)
    assert answer.reason == "none"
    with pytest.raises(BrokenLineError, match="status 0"):
        line.receive(PATIENCE_S)
    line.end()


@pytest.mark.usefixtures("no_sound")
def test_the_real_process_lists_no_devices_where_there_are_none(bell: Bell) -> None:
    line = starting(bell)(ListDevices())
    answer = line.receive(PATIENCE_S)
    assert answer == Listed(()) or (isinstance(answer, Failed) and "apt install libportaudio2" in answer.detail)
    line.end()


def test_a_portaudio_that_aborts_costs_a_process_and_not_the_kiosk(bell: Bell, tmp_path: Path, no_sound: None) -> None:
    """PortAudio 19.6 has an assertion that fails where ALSA's configuration is empty."""
    (tmp_path / "asound.conf").write_text("")
    line = starting(bell)(Order("input", None, 16_000))
    try:
        assert isinstance(line.receive(PATIENCE_S), Failed)
    except BrokenLineError as error:
        assert "signal 6" in str(error)
    line.end()


@pytest.mark.usefixtures("no_sound")
def test_the_real_process_ends_when_nobody_talks_to_it() -> None:
    silent = subprocess.run(PROGRAM, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S, check=False)
    assert (silent.returncode, silent.stdout) == (0, b"")
