"""The microphone's process: PortAudio's callback copies, this loop sends what it copied to the kiosk."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from kiosk.audio.streams.messages import Failed, Message, Sound
from kiosk.audio.streams.opening import Callback, Flags, Stream, Times
from kiosk.audio.streams.watch import Watcher

HELD_BLOCKS = 312
"""10 s: as long as the kiosk may stand still before sound is lost. Then the newest blocks are dropped and counted."""

_ODD_DELAY_S = 2.0  # what lies beyond is not a delay but a host API that doesn't know the time


@dataclass(frozen=True, slots=True)
class Block:
    """What a callback brought. `lost` as in Sound."""

    at: float
    lost: int
    frames: bytes


class Capture:
    """One recording stream. The callback runs in PortAudio's thread, everything else in the process's main one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, wait_s: float = 0.1, held: int = HELD_BLOCKS) -> None:
        self._clock = clock
        self._wait_s = wait_s
        self._most = held
        self._blocks: SimpleQueue[Block] = SimpleQueue()  # its put is one step in C: no lock to wait for
        self._dropped = 0

    def callback(self, rate_hz: int, channels: int) -> Callback:
        def copy(buffer: memoryview, frames: int, times: Times, flags: Flags) -> None:
            if self._blocks.qsize() >= self._most:
                self._dropped += frames
                return
            delay_s = times.currentTime - times.inputBufferAdcTime
            if not 0.0 <= delay_s <= _ODD_DELAY_S or times.inputBufferAdcTime <= 0.0:
                delay_s = frames / rate_hz
            lost, self._dropped = self._dropped or -int(flags.input_overflow), 0
            self._blocks.put(Block(self._clock() - delay_s, lost, bytes(buffer)))

        return copy

    def step(self, stream: Stream, watcher: Watcher, send: Callable[[Message], None]) -> bool:
        """Send the next block; whether to go on."""
        try:
            block = self._blocks.get(timeout=self._wait_s)
        except Empty:
            if not stream.active:
                send(Failed("vanished", "the microphone's stream ended: was it pulled out?"))
                return False
        else:
            watcher.settled = True
            send(Sound(block.at, block.lost, block.frames))
        if watcher.failed is not None:
            send(watcher.failed)
            return False
        return True
