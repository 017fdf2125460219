"""Frames and messages: whole however they are cut, nothing but messages let in."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from multiprocessing import Pipe

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.audio import Audio
from kiosk.core.events import Event, Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.facts import Difference, Fact
from kiosk.core.language import Route
from kiosk.core.live import LookedAgain, PartialHeard, TypedWork
from kiosk.core.turn import Transcript, Translation
from kiosk.live.channel import MOST_BYTES, Channel, ChannelError, read_frame, write_frame
from kiosk.live.messages import Answer, Fault, Finished, GarbageError, Loaded, Order, Refused, Up, read, write

Ends = tuple[Channel, int]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """The kiosk's end and the descriptor of the engine's."""
    ours, theirs = Pipe()
    yield Channel(ours.fileno()), theirs.fileno()
    for end in (ours, theirs):
        if not end.closed:
            end.close()


def test_frames_go_both_ways_whole(ends: Ends) -> None:
    channel, engine = ends
    channel.send(b"down")
    channel.send(b"")
    assert [read_frame(engine), read_frame(engine)] == [b"down", b""]
    write_frame(engine, b"one")
    write_frame(engine, b"two")
    assert channel.receive() == [b"one", b"two"]
    assert channel.receive() == []


def test_a_frame_that_comes_byte_by_byte_is_one_frame(ends: Ends) -> None:
    channel, engine = ends
    came = []
    for byte in struct.pack("!I", 5) + b"hello" + struct.pack("!I", 1) + b"!":
        os.write(engine, bytes([byte]))
        came += channel.receive()
    assert came == [b"hello", b"!"]


def test_what_the_other_end_does_not_read_waits_without_holding_anybody_up(ends: Ends) -> None:
    channel, engine = ends
    large = bytes(range(256)) * 20_000
    channel.send(large)
    channel.send(b"after")
    os.set_blocking(engine, False)
    data, rounds = bytearray(), 0
    while channel.blocked:
        data += os.read(engine, 1 << 20)
        channel.flush()
        rounds += 1
    data += os.read(engine, 1 << 20)
    assert rounds > 1
    assert data == struct.pack("!I", len(large)) + large + struct.pack("!I", 5) + b"after"


def test_a_length_beyond_any_message_is_refused_before_it_takes_memory(ends: Ends) -> None:
    channel, engine = ends
    os.write(engine, struct.pack("!I", MOST_BYTES + 1))
    with pytest.raises(ChannelError, match="longer than any message"):
        channel.receive()


def test_the_end_of_the_pipe_comes_after_the_last_frame() -> None:
    ours, theirs = Pipe()
    channel = Channel(ours.fileno())
    write_frame(theirs.fileno(), b"last words")
    theirs.close()
    assert channel.receive() == [b"last words"]
    with pytest.raises(ChannelError, match="closed"):
        channel.receive()
    with pytest.raises(ChannelError, match="can't write"):
        channel.send(b"anybody?")
    ours.close()


def test_the_engine_learns_that_the_kiosk_has_gone() -> None:
    ours, theirs = Pipe()
    os.write(ours.fileno(), struct.pack("!I", 10) + b"half")
    ours.close()
    with pytest.raises(ChannelError, match="closed"):
        read_frame(theirs.fileno())
    with pytest.raises(ChannelError, match="can't write"):
        write_frame(theirs.fileno(), b"anybody?")
    theirs.close()


CHANGED = Difference("changed", Fact("price", "853 JPY", 0, 4), Fact("price", "835 JPY", 0, 7))
EVENTS: list[Event | PartialHeard | LookedAgain] = [
    NothingHeard(1),
    NotSure(1),
    ToldBack(1, Translation(("835 yen",), Route("ja", "en"), differences=(CHANGED,), source="853円", back="835円")),
    Heard(1, Transcript("hello", "en", float(np.float64(0.9)), (("en", 0.9), ("ja", 0.1)), "hello")),
    Heard(1, Transcript("hello", "en", np.float64(0.9))),
    Translated(1, Translation(("こんにちは",), Route("en", "ja"), "hi", ("a", "b"), ("loop.cut",))),
    TextOnly(1, "ne"),
    PartialHeard(1, "hel", "en"),
    LookedAgain(1, ("hello", "yellow")),
]
MESSAGES: list[Up] = [
    Loaded(),
    Refused("model.missing", "fetch it"),
    Finished(3),
    Finished(3, "route.missing"),
    Fault("there.py:1"),
    *(Answer(3, event) for event in EVENTS),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_arrives_as_it_was(message: Up) -> None:
    assert read(write(message)) == message


@pytest.mark.parametrize("samples", [np.linspace(-1, 1, 50_000), np.zeros(0), np.linspace(-1, 1, 100)[::3]])
def test_sound_arrives_as_it_was(samples: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    message = read(write(Answer(1, Spoken(1, Audio(samples.astype(np.float32), 22_050)))))
    assert isinstance(message, Answer)
    assert isinstance(message.event, Spoken)
    assert message.event.audio.rate_hz == 22_050
    assert message.event.audio.samples.dtype == np.float32
    np.testing.assert_array_equal(message.event.audio.samples, samples.astype(np.float32))


class Hostile:
    """What a model that has taken the engine process over might send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("exit 1",))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x05garbage",
        write(Hostile()),
        write(Answer(1, Hostile())),  # type: ignore[arg-type]
        write(Answer(1, Loaded())),  # type: ignore[arg-type]
        write("a text"),
        write(Order(1, TypedWork(1, "a word", Route("en", "ja")))),
        write(eval),
    ],
)
def test_nothing_but_a_message_is_let_in(data: bytes) -> None:
    with pytest.raises(GarbageError):
        read(data)


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from(MESSAGES))
def test_damaged_messages_are_garbage(noise: bytes, at: int, message: Up) -> None:
    data = write(message)
    damaged = data[: at % len(data)] + noise + data[at % len(data) + len(noise) :]
    if damaged != data:
        with pytest.raises(GarbageError):
            read(damaged)
