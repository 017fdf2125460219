"""Stand-ins for what a sound stream hangs on: PortAudio, the sound server, the process on the other end, and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kiosk.audio.streams.line import Bell, BrokenLineError
from kiosk.audio.streams.messages import ListDevices, Message, Order
from kiosk.audio.streams.opening import Callback, Info


class Clock:
    """Seconds that pass only when somebody waits."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


class FakeBell(Bell):
    """Whoever waits for it makes time pass."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.rung = False

    def ring(self) -> None:
        self.rung = True

    def silence(self) -> None:
        self.rung = False

    def wait(self, timeout_s: float) -> None:
        if not self.rung:
            self._clock.wait(timeout_s)
        self.silence()


class PortAudioError(Exception):
    """As sounddevice makes them: text, code."""


@dataclass
class Times:
    inputBufferAdcTime: float = 10.0  # noqa: N815
    outputBufferDacTime: float = 10.0  # noqa: N815
    currentTime: float = 10.0  # noqa: N815


@dataclass
class Flags:
    input_overflow: bool = False
    output_underflow: bool = False


@dataclass
class FakeStream:
    callback: Callback
    samplerate: float
    blocksize: int
    channels: int
    device: int
    latency: float
    active: bool = False
    refused_at_start: Exception | None = None

    def start(self) -> None:
        if self.refused_at_start is not None:
            raise self.refused_at_start
        self.active = True

    def record(self, samples: NDArray[np.float32], times: Times | None = None, flags: Flags | None = None) -> None:
        """A callback with these samples, (n,) or (n, channels)."""
        buffer = memoryview(np.ascontiguousarray(samples, dtype=np.float32).tobytes())
        self.callback(buffer, len(samples), times or Times(), flags or Flags())

    def play(self, frames: int, times: Times | None = None) -> NDArray[np.float32]:
        """What a callback gives out, (frames, channels)."""
        buffer = bytearray(b"\xff" * (4 * frames * self.channels))
        self.callback(memoryview(buffer), frames, times or Times(), Flags())
        return np.frombuffer(buffer, dtype=np.float32).reshape(frames, self.channels)


def info(name: str, inputs: int = 1, outputs: int = 0, rate_hz: float = 44_100.0, host: int = 0) -> Info:
    return {
        "name": name,
        "hostapi": host,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate_hz,
    }


@dataclass
class FakeSoundDevice:
    """`takes`: (rate, channels) that it opens, None for all. `fails`: codes that opening raises, one a try, first first."""

    devices: list[Info] = field(default_factory=list)
    default_input: int = -1
    default_output: int = -1
    takes: set[tuple[int, int]] | None = None
    fails: list[int] = field(default_factory=list)
    start_fails: Exception | None = None
    tried: list[tuple[int, int]] = field(default_factory=list)
    streams: list[FakeStream] = field(default_factory=list)
    PortAudioError: type[Exception] = PortAudioError

    def query_devices(self) -> Sequence[Info]:
        return self.devices

    def query_hostapis(self) -> Sequence[Info]:
        default = {"default_input_device": self.default_input, "default_output_device": self.default_output}
        return [{"name": "ALSA", **default}, {"name": "OSS", "default_input_device": -1, "default_output_device": -1}]

    def RawInputStream(  # noqa: N802
        self,
        *,
        samplerate: float,
        blocksize: int,
        device: int,
        channels: int,
        dtype: str,
        latency: float,
        callback: Callback,
    ) -> FakeStream:
        assert dtype == "float32"
        self.tried.append((round(samplerate), channels))
        if self.fails:
            raise PortAudioError("refused", self.fails.pop(0))
        if self.takes is not None and (samplerate, channels) not in self.takes:
            rates = {rate for rate, _ in self.takes}
            raise PortAudioError("refused", -9998 if samplerate in rates else -9997)
        stream = FakeStream(callback, samplerate, blocksize, channels, device, latency, refused_at_start=self.start_fails)
        self.streams.append(stream)
        return stream

    RawOutputStream = RawInputStream


@dataclass
class FakeServer:
    """Answers as `pactl -f json` does. `ours` is where the stream of process 7 is connected; None for no stream."""

    sources: list[dict[str, object]] = field(default_factory=list)
    sinks: list[dict[str, object]] = field(default_factory=list)
    ours: int | None = None
    modules: dict[str, int] = field(default_factory=dict)  # a filter's module -> the index of what it records
    named: bool = True  # PipeWire's ALSA plugin names the process only with the client
    default_sink: str = "speaker"
    dead: bool = False
    asked: list[str] = field(default_factory=list)

    def __call__(self, *words: str) -> object:
        self.asked.append(words[-1])
        if self.dead:
            return None
        match words:
            case ("list", "sources"):
                return self.sources
            case ("list", "sinks"):
                return self.sinks
            case ("list", ("source-outputs" | "sink-inputs") as kind):
                return self._streams("source" if kind == "source-outputs" else "sink")
            case ("list", "clients"):
                return [
                    {"index": 3, "properties": {"application.process.id": "12"}},
                    {"index": 4, "properties": {"pipewire.sec.pid": "7"}},
                ]
            case ("info",):
                return {"default_source_name": "mic", "default_sink_name": self.default_sink}
            case _:
                raise AssertionError(words)

    def _streams(self, end: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = [
            {end: node, "owner_module": module, "properties": {"media.name": "filter"}} for module, node in self.modules.items()
        ]
        if self.ours is not None:
            owner: dict[str, object] = {"application.process.id": "7"} if self.named else {}
            rows.append({end: self.ours, "owner_module": "n/a", "client": "4", "properties": owner})
        return rows


def node(index: int, name: str, monitor_of: str = "", state: str = "RUNNING", module: int = 0) -> dict[str, object]:
    return {
        "index": index,
        "name": name,
        "description": f"The {name}",
        "monitor_source": monitor_of,
        "state": state,
        "owner_module": module,
        "sample_specification": "s16le 2ch 48000Hz",
    }


class ScriptedLine:
    """`script`: (seconds after the start, what comes then), in order; a text breaks the line. Then it is silent for ever."""

    def __init__(self, clock: Clock, script: Iterable[tuple[float, Message | str]]) -> None:
        self._clock = clock
        self._coming = [(clock.now + after, what) for after, what in script]
        self.sent: list[Message] = []
        self.ended = False
        self.broken = ""

    def receive(self, timeout_s: float) -> Message | None:
        assert not self.ended
        due = self._coming[0][0] if self._coming else float("inf")
        if due > self._clock.now + timeout_s:
            self._clock.wait(timeout_s)
            return None
        self._clock.now = max(self._clock.now, due)
        _, what = self._coming.pop(0)
        if isinstance(what, str):
            raise BrokenLineError(what)
        return what

    def send(self, message: Message) -> None:
        assert not self.ended
        if self.broken:
            raise BrokenLineError(self.broken)
        self.sent.append(message)

    def end(self) -> None:
        self.ended = True

    def coming(self, *script: tuple[float, Message | str]) -> None:
        """More of it, counted from now."""
        self._coming += [(self._clock.now + after, what) for after, what in script]


class Scripts:
    """Starts a scripted line for each attempt; the last script again and again. A text: no process could be started."""

    def __init__(self, clock: Clock, *scripts: Sequence[tuple[float, Message | str]] | str) -> None:
        self._clock = clock
        self._scripts = list(scripts)
        self.lines: list[ScriptedLine] = []
        self.orders: list[Order | ListDevices] = []
        self.started: list[float] = []

    def __call__(self, order: Order | ListDevices) -> ScriptedLine:
        self.orders.append(order)
        self.started.append(self._clock.now)
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        if isinstance(script, str):
            raise BrokenLineError(script)
        self.lines.append(ScriptedLine(self._clock, script))
        return self.lines[-1]
