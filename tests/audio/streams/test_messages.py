"""Messages survive their way through a pipe; nothing else becomes one."""

from __future__ import annotations

import os
import pickle
import struct

import pytest

from kiosk.audio.streams.messages import (
    MOST_BYTES,
    Chunk,
    Cut,
    Failed,
    Gain,
    GarbledError,
    ListDevices,
    Listed,
    Message,
    Opened,
    Order,
    Progress,
    Sound,
    Unpacker,
    packed,
)
from kiosk.audio.streams.names import Device, DeviceName

NAME = DeviceName("USB Mikrofon für Ämter: Audio (hw:1,0)", "ALSA")
EVERY: list[Message] = [
    Order("input", NAME, 16_000),
    Order("output", None, 48_000),
    ListDevices(),
    Chunk(3, b"\0\1\2\3"),
    Cut(4),
    Gain(0.5),
    Listed((Device(NAME, 1, 0, 44_100), Device(NAME, 0, 2, 48_000, default_output=True))),
    Opened(NAME, 16_000, 1, 0.05),
    Sound(12.5, -1, bytes(2048)),
    Progress(1.5, 480, b"", 2, 96_000),
    Failed("silent", "it stands still"),
]


@pytest.mark.parametrize("size", [1, 7, 4096, 10**6])
def test_every_message_arrives_however_the_pipe_cuts_it(size: int) -> None:
    stream = b"".join(map(packed, EVERY))
    unpacker = Unpacker()
    pieces = (stream[start : start + size] for start in range(0, len(stream), size))
    assert [message for piece in pieces for message in unpacker.feed(piece)] == EVERY


def framed(body: bytes) -> bytes:
    return struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    "garbage",
    [
        struct.pack("<I", MOST_BYTES + 1),
        framed(b""),
        framed(b"ALSA lib pcm.c: underrun occurred"),
        framed(pickle.dumps("a text")),
        framed(pickle.dumps(os.getcwd)),
        framed(pickle.dumps(Failed("silent", ""))[:-3]),
        framed(pickle.dumps(DeviceName("a part of a message", "ALSA"))),
        framed(pickle.dumps(Cut(1)).replace(b"kiosk.audio.streams.messages", b"kiosk.audio.streams.elsewher")),
    ],
)
def test_what_is_no_message_is_refused(garbage: bytes) -> None:
    with pytest.raises(GarbledError):
        list(Unpacker().feed(garbage))


def test_random_bytes_are_refused_or_waited_for() -> None:
    for seed in range(200):
        noise = bytes((seed * 31 + place * place * 7) % 256 for place in range(64))
        with pytest.raises(GarbledError):
            list(Unpacker().feed(framed(noise)))
