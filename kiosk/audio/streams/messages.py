"""What the kiosk and a sound process say to each other, and how it is written to a pipe and read from it."""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kiosk.audio.streams.names import Device, DeviceName, Direction
from kiosk.core.unpickling import UNREADABLE

Reason = Literal["silent", "vanished", "refused", "replaced", "none"]
"""Why there is no sound. silent: the stream stands still; vanished: it ended; refused: it could not be opened, or not in
time; replaced: the sound server gave another device, perhaps the loudspeaker's own monitor, for the one that went; none:
there is no such device."""


@dataclass(frozen=True, slots=True)
class Order:
    """Down, first: open this. `device` None is the system's default; `rate_hz` is the rate to try first."""

    direction: Direction
    device: DeviceName | None
    rate_hz: int


@dataclass(frozen=True, slots=True)
class ListDevices:
    """Down, instead of an Order: say what there is and end."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Down: play this after what you have. `samples`: float32, mono, at the stream's rate. `epoch`: see Cut."""

    epoch: int
    samples: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """Down: fade out at once and drop all chunks of older epochs."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Gain:
    """Down: the volume, 0..1, from now on."""

    value: float


@dataclass(frozen=True, slots=True)
class Listed:
    """Up, once: the devices."""

    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Up, once: the stream runs. `latency_s`: between a callback and the air. `device`: what it really is."""

    device: DeviceName
    rate_hz: int
    channels: int
    latency_s: float


@dataclass(frozen=True, slots=True)
class Sound:
    """Up: what was recorded. `at`: when its first sample was in the air, on the monotonic clock. `lost`: frames that
    were dropped just before it, 0 for none, -1 for a number nobody knows. `frames`: float32, channels interleaved."""

    at: float
    lost: int
    frames: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """Up: what the loudspeaker took. `at`: when its first sample is in the air. `count`: how many samples these are,
    silence included. `heard`: the samples as they went out, float32 mono, empty for silence. `taken`: how many samples of
    this epoch's chunks have gone out since the epoch began."""

    at: float
    count: int
    heard: bytes
    epoch: int
    taken: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Up, last: the stream is of no use any more. `detail`: a line for the staff."""

    reason: Reason
    detail: str


Down = Order | ListDevices | Chunk | Cut | Gain
Up = Listed | Opened | Sound | Progress | Failed
Message = Down | Up

MOST_BYTES = 4 * 2**20
"""No message is nearly as long as this: one that says so is no message."""

_KNOWN = {
    kind.__name__: kind
    for kind in (Order, ListDevices, Chunk, Cut, Gain, Listed, Opened, Sound, Progress, Failed, Device, DeviceName)
}
_LENGTH = struct.Struct("<I")


class GarbledError(Exception):
    """What came through the pipe is none of our messages."""


def packed(message: Message) -> bytes:
    """A message with its length in front."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Unpacker:
    """Puts messages together from whatever pieces a pipe gives."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> Iterator[Message]:
        """The messages that this piece completes. Raises GarbledError."""
        self._held += piece
        while len(self._held) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._held)
            if length > MOST_BYTES:
                raise GarbledError(f"a message of {length} bytes")
            end = _LENGTH.size + length
            if len(self._held) < end:
                return
            body = bytes(self._held[_LENGTH.size : end])
            del self._held[:end]
            yield _read(body)


def _read(body: bytes) -> Message:
    try:
        message = _Reader(io.BytesIO(body)).load()
    except UNREADABLE as error:
        raise GarbledError(f"unreadable: {type(error).__name__}") from error
    if not isinstance(message, Message):
        raise GarbledError(f"not a message: {type(message).__name__}")
    return message


class _Reader(pickle.Unpickler):
    """Makes our own values and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        if name not in _KNOWN or _KNOWN[name].__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of any message")
        return _KNOWN[name]
