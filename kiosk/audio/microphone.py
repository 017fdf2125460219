"""A microphone that never stops being one: frames while it is there, a word when it goes, frames again when it returns."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.audio.devices import seeking
from kiosk.audio.framing import Frame, Framer, Overflow
from kiosk.audio.streams.keeper import Down, Keeper, Kept, Up
from kiosk.audio.streams.line import Bell, Start, starting
from kiosk.audio.streams.messages import Order, Reason, Sound
from kiosk.audio.streams.names import DeviceName
from kiosk.core.audio import SPEECH_RATE_HZ
from kiosk.core.protocols import FRAME_SAMPLES

RING_FRAMES = 312
"""10 s. A reader that stands still for longer loses the oldest frames, and is told how much before the next one."""

_MOST_WORDS = 64  # losses, returns, overflows that nobody read: then the oldest is forgotten


@dataclass(frozen=True, slots=True)
class MicrophoneFound:
    """It runs; frames follow."""

    device: DeviceName


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """No frames come until MicrophoneFound. `reason` is stable, for the screen; `detail` is a line for the staff."""

    reason: Reason
    detail: str


MicrophoneEvent = Frame | Overflow | MicrophoneFound | MicrophoneLost


class Microphone:
    """`device` None is the system's default. One thread reads; another one, its own, opens, watches and opens again.

    A loss is noticed within 1.5 s. Two microphones are two of these. Nothing is ever written to disk, and what was not
    read is overwritten on close.
    """

    def __init__(
        self,
        device: DeviceName | None = None,
        clock: Callable[[], float] = time.monotonic,
        start: Start | None = None,
        bell: Bell | None = None,
        closing: threading.Event | None = None,
    ) -> None:
        self._bell = bell or Bell()
        order = Order("input", device, SPEECH_RATE_HZ)
        self._keeper = Keeper(order, start or starting(self._bell), self._bell.wait, clock)
        self._framer = Framer(SPEECH_RATE_HZ, 1)
        self._ring = Ring()
        self._closing = closing or threading.Event()
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)

    def start(self) -> None:
        """Begin to open it, in the background; whether that succeeds comes out of `read`."""
        self._thread.start()

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        """What came next; None when nothing did in this time, and at once after `close`."""
        return self._ring.take(timeout_s)

    def close(self) -> None:
        """Let go of the device and overwrite what was recorded. Takes half a second at most."""
        self._closing.set()
        self._bell.ring()
        if self._thread.is_alive():
            self._thread.join()
        self._ring.close()

    def step(self) -> None:
        """What its own thread does again and again."""
        for kept in self._keeper.step():
            self._pass_on(kept)

    def _run(self) -> None:
        while not self._closing.is_set():
            self.step()
        self._keeper.end()

    def _pass_on(self, kept: Kept) -> None:
        match kept:
            case Up(opened):
                self._framer = Framer(opened.rate_hz, opened.channels)
                self._ring.put(MicrophoneFound(opened.device))
            case Down(reason, detail):
                self._ring.put(MicrophoneLost(reason, detail))
            case Sound():
                for heard in self._framer.push(kept):
                    self._ring.put(heard)
            case _:
                pass


def microphone_named(text: str) -> Microphone:
    """The one that kiosk.toml names, wholly or in part, "" for the system's default; while it isn't there it is waited for."""
    bell, closing = Bell(), threading.Event()
    return Microphone(start=seeking(text, "input", starting(bell), closing.is_set), bell=bell, closing=closing)


class Ring:
    """The last 10 s of frames between the thread that records and the one that listens."""

    def __init__(self) -> None:
        self._items: deque[MicrophoneEvent] = deque()
        self._frames = 0
        self._lost = 0
        self._closed = False
        self._changed = threading.Condition()

    def put(self, item: MicrophoneEvent) -> None:
        with self._changed:
            if self._closed:
                return
            self._items.append(item)
            self._frames += isinstance(item, Frame)
            if self._frames > RING_FRAMES:
                self._drop_oldest_frame()
            elif len(self._items) - self._frames > _MOST_WORDS:
                self._items.remove(next(word for word in self._items if not isinstance(word, Frame)))
            self._changed.notify()

    def take(self, timeout_s: float) -> MicrophoneEvent | None:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed, timeout_s)
            if self._lost:
                lost, self._lost = self._lost, 0
                return Overflow(lost)
            if not self._items:
                return None
            item = self._items.popleft()
            self._frames -= isinstance(item, Frame)
            return item

    def close(self) -> None:
        """Overwrite everything and take nothing more."""
        with self._changed:
            for item in self._items:
                if isinstance(item, Frame):
                    item.samples.fill(0.0)
            self._items.clear()
            self._lost, self._frames, self._closed = 0, 0, True
            self._changed.notify_all()

    def _drop_oldest_frame(self) -> None:
        """What is told of the microphone stays, only sound is lost."""
        number, oldest = next((number, item) for number, item in enumerate(self._items) if isinstance(item, Frame))
        oldest.samples.fill(0.0)
        del self._items[number]
        self._frames -= 1
        self._lost += FRAME_SAMPLES
