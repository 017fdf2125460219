"""Devices that are not there, to measure the rest: a microphone that hears a recording, a loudspeaker that takes its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from queue import SimpleQueue
from threading import Event, Thread

import numpy as np

from kiosk.audio.framing import Frame
from kiosk.audio.loudspeaker import LoudspeakerEvent, LoudspeakerFound, Played, Unplayed
from kiosk.audio.microphone import MicrophoneEvent, MicrophoneFound
from kiosk.audio.streams.names import DeviceName
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.protocols import FRAME_SAMPLES

_NAME = DeviceName("a recording", "bench")
_FRAME_S = FRAME_SAMPLES / SPEECH_RATE_HZ


class PretendMicrophone:
    """Silence, and a recording each time that it is asked for; 16 kHz, in real time. Read by one thread."""

    def __init__(self, recording: Audio) -> None:
        padding = -len(recording.samples) % FRAME_SAMPLES
        self._recording: Samples = np.concatenate([recording.samples, np.zeros(padding, dtype=np.float32)])
        self._silence: Samples = np.zeros(FRAME_SAMPLES, dtype=np.float32)
        self._left: Samples = np.zeros(0, dtype=np.float32)
        self._asked = Event()
        self._due = 0.0

    def start(self) -> None:
        pass

    def say(self) -> None:
        """From any thread: the recording follows, from its beginning."""
        self._asked.set()

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        """What a microphone gives: first that it is found, then a frame each 32 ms."""
        now = time.monotonic()
        if not self._due:
            self._due = now + _FRAME_S
            return MicrophoneFound(_NAME)
        time.sleep(min(timeout_s, max(0.0, self._due - now)))
        if time.monotonic() < self._due:
            return None
        if self._asked.is_set():
            self._asked.clear()
            self._left = self._recording
        samples = self._left[:FRAME_SAMPLES] if len(self._left) else self._silence
        self._left = self._left[FRAME_SAMPLES:]
        at, self._due = self._due - _FRAME_S, self._due + _FRAME_S
        return Frame(samples, at)

    def close(self) -> None:
        pass


class PretendLoudspeaker:
    """Says that a sound was played when it would have been. `tell` is called in a thread of its own."""

    def __init__(self, tell: Callable[[LoudspeakerEvent], None]) -> None:
        self._tell = tell
        self._waiting: SimpleQueue[tuple[int, float, Hashable] | None] = SimpleQueue()
        self._stops = 0
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="pretend loudspeaker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def play(self, audio: Audio, tag: Hashable) -> None:
        self._waiting.put((self._stops, audio.duration_s, tag))

    def stop(self) -> None:
        """Quiet at once: what waits is never played. From the thread that calls `play`."""
        self._stops += 1
        self._stopped.set()

    def set_volume(self, volume: float) -> None:
        """Nobody hears it."""

    def close(self) -> None:
        self.stop()
        self._waiting.put(None)
        self._thread.join(1.0)

    def played_since(self, since: float, until: float | None = None) -> Audio:
        """Nothing of it is in the air, so that a microphone hears none of it."""
        return Audio.silence(max(0.0, (until or time.monotonic()) - since))

    def _run(self) -> None:
        self._tell(LoudspeakerFound(_NAME))
        while (waiting := self._waiting.get()) is not None:
            stops, duration_s, tag = waiting
            self._stopped.clear()
            stopped = stops != self._stops or self._stopped.wait(duration_s)
            self._tell(Unplayed(tag) if stopped else Played(tag))
