"""The loudspeaker's process: PortAudio's callback takes what comes next, this loop tells the kiosk what was taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

import numpy as np

from kiosk.audio.streams.messages import Chunk, Cut, Failed, Gain, Message, Progress
from kiosk.audio.streams.opening import Callback, Flags, Stream, Times
from kiosk.audio.streams.player import Player
from kiosk.audio.streams.watch import Watcher
from kiosk.core.audio import Samples

TELL_EVERY_S = 0.02
"""While something is heard. The kiosk knows this closely what has been played."""

_TELL_SILENCE_EVERY_S = 0.2
_HELD_BLOCKS = 1000
"""10 s of reports that the kiosk doesn't take; then the newest are dropped, the count of what was played stays right."""

_ODD_DELAY_S = 2.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What a callback gave to the device; `samples` None for silence."""

    at: float
    count: int
    samples: Samples | None
    epoch: int
    taken: int


class SteadyClock:
    """When each sample is in the air. A callback's own time trembles by some milliseconds, the device doesn't: counted from
    the stream's beginning, all sounds of it come at moments that fit each other, as the echo of them does."""

    _TRUST = 0.002  # of what the device's crystal and ours differ, in each callback
    _STUMBLE_S = 0.006  # so late for so many callbacks in a row: the device stood still for a moment
    _STUMBLES = 8

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._given = 0
        self._seen = 0
        self._late = 0
        self._anchor = 0.0

    def at(self, told: float, frames: int) -> float:
        """The moment of the first of the next `frames`; `told`: what the sound system says of it."""
        late_s = told - (self._anchor + self._given / self._rate_hz)
        self._late = self._late + 1 if abs(late_s) > self._STUMBLE_S else 0
        if self._late >= self._STUMBLES:
            self._seen = self._late = 0
        self._seen += 1
        self._anchor += max(self._TRUST, 1 / self._seen) * late_s
        moment = self._anchor + self._given / self._rate_hz
        self._given += frames
        return moment


class Playback:
    """One playing stream. The callback runs in PortAudio's thread, `obey` in the one that reads the kiosk's messages,
    everything else in the process's main one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, wait_s: float = 0.1) -> None:
        self._clock = clock
        self._wait_s = wait_s
        self._reports: SimpleQueue[Taken] = SimpleQueue()
        self._player = Player(48_000)
        self._unsent: list[Taken] = []
        self._rate_hz = 48_000

    def callback(self, rate_hz: int, channels: int) -> Callback:
        player = self._player = Player(rate_hz)
        self._rate_hz = rate_hz
        clock = SteadyClock(rate_hz)
        quiet = 0  # frames of silence that were not told yet: nobody needs to hear of them a hundred times a second

        def give(buffer: memoryview, frames: int, times: Times, flags: Flags) -> None:
            nonlocal quiet
            now = self._clock()
            samples = player.fill(frames)
            out = np.frombuffer(buffer, dtype=np.float32).reshape(frames, channels)
            out[:] = 0.0 if samples is None else samples[:, np.newaxis]
            quiet = quiet + frames if samples is None else 0
            if 0 < quiet < _TELL_SILENCE_EVERY_S * rate_hz:
                return
            delay_s = times.outputBufferDacTime - times.currentTime
            if not 0.0 <= delay_s <= _ODD_DELAY_S or times.outputBufferDacTime <= 0.0:
                delay_s = frames / rate_hz
            at = clock.at(now + delay_s, frames)
            if self._reports.qsize() < _HELD_BLOCKS:
                since_s = max(0, quiet - frames) / rate_hz
                self._reports.put(Taken(at - since_s, quiet or frames, samples, player.epoch, player.taken))
            quiet = 0

        return give

    def obey(self, message: Message) -> None:
        match message:
            case Chunk(epoch, samples):
                self._player.add(epoch, np.frombuffer(samples, dtype=np.float32))
            case Cut(epoch):
                self._player.cut(epoch)
            case Gain(value):
                self._player.gain = value
            case _:
                pass

    def step(self, stream: Stream, watcher: Watcher, send: Callable[[Message], None]) -> bool:
        """Tell what has been taken since; whether to go on."""
        try:
            report = self._reports.get(timeout=self._wait_s)
        except Empty:
            if not stream.active:
                send(Failed("vanished", "the loudspeaker's stream ended: was it pulled out?"))
                return False
        else:
            watcher.settled = True
            self._unsent.append(report)
            if sum(taken.count for taken in self._unsent) >= TELL_EVERY_S * self._rate_hz:
                send(_progress(self._unsent))
                self._unsent = []
        if watcher.failed is not None:
            send(watcher.failed)
            return False
        return True


def _progress(reports: list[Taken]) -> Progress:
    last = reports[-1]
    heard = b""
    if any(taken.samples is not None for taken in reports):
        parts = (np.zeros(taken.count, np.float32) if taken.samples is None else taken.samples for taken in reports)
        heard = np.concatenate(list(parts)).tobytes()
    return Progress(reports[0].at, sum(taken.count for taken in reports), heard, last.epoch, last.taken)
