"""PortAudio: find a device by its name, open it at a rate and with a number of channels that it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from kiosk.audio.streams.messages import Failed, Opened, Order, Reason
from kiosk.audio.streams.names import SERVER, Device, DeviceName, Direction, matching

Info = Mapping[str, object]

BLOCK_S = {"input": 0.032, "output": 0.01}
"""A callback's share. In: a detector's frame. Out: the shorter, the sooner a stop is heard."""

LATENCY_S = {"input": 0.05, "output": 0.04}
"""What is asked of the device. Out: 0.04 s, a block and the fade are together well under the 0.1 s in which it must be
quiet; through PulseAudio, with three programs busy on two cores, there was no underflow at 0.03 s."""

_OTHER_RATES_HZ = (48_000, 44_100, 32_000, 96_000)
_MOST_CHANNELS = 8
SERVER_DOORS = ("pulse", "pipewire", "default")  # what ALSA calls a sound server, the surest first

_INVALID_CHANNELS, _INVALID_RATE, _INVALID_DEVICE, _UNAVAILABLE = -9998, -9997, -9996, -9985  # PaErrorCode


class Stream(Protocol):
    """A raw stream of sounddevice: its callback gets buffers, not arrays."""

    @property
    def active(self) -> bool: ...

    @property
    def latency(self) -> float: ...

    def start(self) -> None: ...


class Times(Protocol):
    """Of a callback, on PortAudio's own clock: only their differences mean something here."""

    inputBufferAdcTime: float  # noqa: N815  (PortAudio's names)
    outputBufferDacTime: float  # noqa: N815
    currentTime: float  # noqa: N815


class Flags(Protocol):
    input_overflow: bool
    output_underflow: bool


Callback = Callable[[memoryview, int, Times, Flags], None]
"""`(buffer, frames, times, flags)`, in PortAudio's thread: it copies and counts; it never locks, logs or waits."""


MakeCallback = Callable[[int, int], Callback]
"""`(rate_hz, channels)` of the stream that will call it."""


class StreamMaker(Protocol):
    def __call__(  # noqa: PLR0913  (sounddevice's own)
        self,
        *,
        samplerate: float,
        blocksize: int,
        device: int,
        channels: int,
        dtype: str,
        latency: float,
        callback: Callback,
    ) -> Stream: ...


class Backend(Protocol):
    """The part of sounddevice that is used."""

    @property
    def PortAudioError(self) -> type[Exception]: ...  # noqa: N802

    @property
    def RawInputStream(self) -> StreamMaker: ...  # noqa: N802

    @property
    def RawOutputStream(self) -> StreamMaker: ...  # noqa: N802

    def query_devices(self) -> Sequence[Info]: ...

    def query_hostapis(self) -> Sequence[Info]: ...


class NotOpenedError(Exception):
    """Why there is no stream."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.failed = Failed(reason, detail)


@dataclass(frozen=True, slots=True)
class Place:
    """A device as PortAudio numbers it now, in this process, and nowhere else."""

    number: int
    device: Device


def load() -> Backend:
    """sounddevice, which starts PortAudio when it is imported. Raises NotOpenedError when there is no PortAudio."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise NotOpenedError("none", f"PortAudio is missing ({error}); apt install libportaudio2") from error
    return cast(Backend, sounddevice)


def places(backend: Backend) -> Iterator[Place]:
    """All that PortAudio found when this process started it."""
    hosts = backend.query_hostapis()
    inputs = {host["default_input_device"] for host in hosts}
    outputs = {host["default_output_device"] for host in hosts}
    for number, info in enumerate(backend.query_devices()):
        host = hosts[_whole(info["hostapi"])]
        yield Place(
            number,
            Device(
                DeviceName(str(info["name"]), str(host["name"])),
                inputs=_whole(info["max_input_channels"]),
                outputs=_whole(info["max_output_channels"]),
                rate_hz=_whole(info["default_samplerate"]),
                default_input=number in inputs,
                default_output=number in outputs,
            ),
        )


def find(wanted: DeviceName | None, direction: Direction, known: Sequence[Place]) -> Place:
    """The device of this name, or the default one. Raises NotOpenedError("none")."""
    usable = [place for place in known if place.device.channels(direction) > 0]
    kind = "microphone" if direction == "input" else "loudspeaker"
    if wanted is None:
        default = next((place for place in usable if _is_default(place.device, direction)), None)
        if default is None:
            raise NotOpenedError("none", f"this machine has no {kind}; plug one in")
        return default
    if wanted.host_api == SERVER:
        doors = [place for name in SERVER_DOORS for place in usable if place.device.name.name == name]
        if not doors:
            raise NotOpenedError("none", f"ALSA has no way to the sound server for {wanted}; apt install libasound2-plugins")
        return doors[0]
    same = matching(wanted, (place.device.name for place in usable))
    found = next((place for place in usable if place.device.name == same), None)
    if found is None:
        raise NotOpenedError("none", f"there is no {kind} {wanted}; plug it in or choose another")
    return found


def open_stream(order: Order, backend: Backend, make_callback: MakeCallback) -> tuple[Stream, Opened]:
    """The stream, started. Raises NotOpenedError.

    It may hang; whoever waits for this process ends it.
    """
    place = find(order.device, order.direction, list(places(backend)))
    maker = backend.RawInputStream if order.direction == "input" else backend.RawOutputStream
    refused: Exception | None = None
    for rate_hz, channels in _ways(order, place.device):
        try:
            stream = maker(
                samplerate=rate_hz,
                blocksize=round(BLOCK_S[order.direction] * rate_hz),
                device=place.number,
                channels=channels,
                dtype="float32",
                latency=LATENCY_S[order.direction],
                callback=make_callback(rate_hz, channels),
            )
            stream.start()
        except backend.PortAudioError as error:
            refused = error
            if _code(error) not in (_INVALID_CHANNELS, _INVALID_RATE):
                raise _not_opened(place.device, error) from error
        else:
            name = order.device if order.device and order.device.host_api == SERVER else place.device.name
            return stream, Opened(name, rate_hz, channels, stream.latency)
    raise NotOpenedError("refused", f"{place.device.name} takes none of the usual rates; choose another") from refused


def _ways(order: Order, device: Device) -> Iterator[tuple[int, int]]:
    """Rates and channels to try: the wanted rate with one channel, then the device's own and the usual ones."""
    most = min(_MOST_CHANNELS, device.channels(order.direction))
    for rate_hz in dict.fromkeys((order.rate_hz, device.rate_hz, *_OTHER_RATES_HZ)):
        for channels in dict.fromkeys((1, min(2, most), most)):
            yield rate_hz, channels


def _not_opened(device: Device, error: Exception) -> NotOpenedError:
    match _code(error):
        case code if code == _UNAVAILABLE:
            return NotOpenedError("refused", f"{device.name} is used by another program; close that one")
        case code if code == _INVALID_DEVICE:
            return NotOpenedError("none", f"{device.name} has gone; plug it in again")
        case code:
            return NotOpenedError("refused", f"{device.name} can't be opened ({error}, {code})")


def _code(error: Exception) -> int:
    """sounddevice raises PortAudioError(text, code, ...)."""
    return next((argument for argument in error.args if isinstance(argument, int)), 0)


def _is_default(device: Device, direction: Direction) -> bool:
    return device.default_input if direction == "input" else device.default_output


def _whole(value: object) -> int:
    return round(value) if isinstance(value, int | float) else 0
