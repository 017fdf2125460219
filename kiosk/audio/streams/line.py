"""The kiosk's end of a sound process: start it, talk to it without ever waiting long, end it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

import kiosk
from kiosk.audio.streams.messages import GarbledError, ListDevices, Message, Order, Unpacker, packed
from kiosk.audio.streams.names import SERVER

PROGRAM = (sys.executable, "-P", "-m", "kiosk.audio.streams")

_PIECE_BYTES = 262_144
_SEND_S = 0.5
_END_S = 0.5


class BrokenLineError(Exception):
    """The process has ended, hangs or talks nonsense. It holds why."""


class Bell:
    """Wakes the thread that waits on a line. Any thread may ring it; that never waits. Its pipe goes when nobody holds it
    any more: to close it sooner would let a late ring write into whatever has the same number then."""

    def __init__(self) -> None:
        self._ear, self._rope = os.pipe()
        os.set_blocking(self._ear, False)
        os.set_blocking(self._rope, False)

    def fileno(self) -> int:
        return self._ear

    def ring(self) -> None:
        with suppress(BlockingIOError):  # it has been rung 65,000 times and not been heard: that is enough
            os.write(self._rope, b"!")

    def silence(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._ear, 4096):
                pass

    def wait(self, timeout_s: float) -> None:
        """Until it rings, at most this long."""
        if _readable([self._ear], timeout_s):
            self.silence()

    def __del__(self) -> None:
        os.close(self._ear)
        os.close(self._rope)


class Line(Protocol):
    """What the keeper needs of a sound process."""

    def receive(self, timeout_s: float) -> Message | None:
        """The next message; None when none came in this time or the bell rang. Raises BrokenLineError."""
        ...

    def send(self, message: Message) -> None:
        """Raises BrokenLineError."""
        ...

    def end(self) -> None:
        """The process is no more, whatever it was doing. Takes half a second at most."""
        ...


Start = Callable[[Order | ListDevices], Line]


def starting(bell: Bell) -> Start:
    """What starts real processes for the thread that this bell wakes."""
    return lambda order: ProcessLine(order, bell)


class ProcessLine:
    """Satisfies Line with a real process. Used by one thread. Making one raises BrokenLineError."""

    def __init__(self, order: Order | ListDevices, bell: Bell, program: Sequence[str] = PROGRAM) -> None:
        self._bell = bell
        self._ready: deque[Message] = deque()
        self._unpacker = Unpacker()
        self._process = _started(order, program)
        self._down, self._up = (_number(pipe) for pipe in (self._process.stdin, self._process.stdout))
        os.set_blocking(self._down, False)
        try:
            self.send(order)
        except BrokenLineError:
            self.end()
            raise

    def receive(self, timeout_s: float) -> Message | None:
        if not self._ready:
            waiting = _readable([self._up, self._bell.fileno()], timeout_s)
            if self._bell.fileno() in waiting:
                self._bell.silence()
            if self._up in waiting:
                self._read()
        return self._ready.popleft() if self._ready else None

    def send(self, message: Message) -> None:
        rest = memoryview(packed(message))
        deadline = time.monotonic() + _SEND_S
        while rest:
            try:
                rest = rest[os.write(self._down, rest) :]
            except BlockingIOError:
                left_s = deadline - time.monotonic()
                if left_s <= 0.0:
                    raise BrokenLineError("the sound process takes nothing any more") from None
                _writable(self._down, left_s)
            except OSError as error:
                raise BrokenLineError(f"the sound process is gone ({error.strerror})") from error

    def end(self) -> None:
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # a driver holds it; the system takes it when the driver lets go
            self._process.wait(_END_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        piece = os.read(self._up, _PIECE_BYTES)
        if not piece:
            raise BrokenLineError(f"the sound process ended by itself ({self._status()})")
        try:
            self._ready.extend(self._unpacker.feed(piece))
        except GarbledError as error:
            raise BrokenLineError(f"the sound process sent nonsense ({error})") from error

    def _status(self) -> str:
        try:
            status = self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            return "still there"
        return f"signal {-status}" if status < 0 else f"status {status}"


def _started(order: Order | ListDevices, program: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("KIOSK_SOUND_NOISE") else subprocess.DEVNULL,  # ALSA's libraries print a lot
            env=_environment(order),
        )
    except OSError as error:  # no memory, too many processes
        raise BrokenLineError(f"no sound process could be started ({error.strerror})") from error


def _number(pipe: IO[bytes] | None) -> int:
    return -1 if pipe is None else pipe.fileno()


def _environment(order: Order | ListDevices) -> dict[str, str]:
    """This program's own, with the way to the kiosk's code and to the chosen source or sink of a sound server."""
    home = str(Path(kiosk.__file__).resolve().parent.parent)
    path = os.pathsep.join(part for part in (home, os.environ.get("PYTHONPATH", "")) if part)
    environment = os.environ | {"PYTHONPATH": path}
    if isinstance(order, Order) and order.device is not None and order.device.host_api == SERVER:
        variable = "PULSE_SOURCE" if order.direction == "input" else "PULSE_SINK"
        environment |= {variable: order.device.name, "PIPEWIRE_NODE": order.device.name}
    return environment


def _readable(ends: list[int], timeout_s: float) -> set[int]:
    poll = select.poll()
    for end in ends:
        poll.register(end, select.POLLIN | select.POLLHUP)
    return {end for end, _ in poll.poll(max(0.0, timeout_s) * 1000)}


def _writable(end: int, timeout_s: float) -> None:
    poll = select.poll()
    poll.register(end, select.POLLOUT)
    poll.poll(max(0.0, timeout_s) * 1000)
