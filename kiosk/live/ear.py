"""The listening thread: frames from a microphone through the detector into the listener, what it notices to the dialogue."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol, assert_never

import numpy as np

from kiosk.audio.framing import Frame, Overflow
from kiosk.audio.microphone import MicrophoneEvent
from kiosk.audio.microphone import MicrophoneFound as Found
from kiosk.audio.microphone import MicrophoneLost as Lost
from kiosk.core.audio import Audio
from kiosk.core.dialogue import (
    CloseMicrophone,
    DeviceEvent,
    EndTake,
    FindEnd,
    MicrophoneFound,
    MicrophoneLost,
    OpenMicrophone,
    SoundMissed,
)
from kiosk.core.protocols import VoiceDetector
from kiosk.core.spans import FRAME_S
from kiosk.pipeline.conversation import InTake
from kiosk.pipeline.listening import Listener, Noticed

REARM_S = 0.3
"""Half duplex: what the room still holds of the kiosk's own voice after it fell silent isn't heard."""

_AUDIBLE = 1e-3
_WAIT_S = 0.03

EarOrder = OpenMicrophone | FindEnd | EndTake | CloseMicrophone


class Source(Protocol):
    """A microphone, as the ear needs it."""

    def start(self) -> None: ...
    def read(self, timeout_s: float) -> MicrophoneEvent | None: ...
    def close(self) -> None: ...


class Ear:
    """Owns one microphone and one listener. `tell` is called in its thread and must not wait. `in_the_air` gives what the
    kiosk itself said between two moments of the monotonic clock, at 16 kHz."""

    def __init__(
        self,
        microphone: Source,
        detector: VoiceDetector,
        listener: Listener,
        in_the_air: Callable[[float, float], Audio],
        tell: Callable[[InTake | DeviceEvent], None],
    ) -> None:
        self._microphone = microphone
        self._stream = detector.stream()
        self._listener = listener
        self._in_the_air = in_the_air
        self._tell = tell
        self._orders: SimpleQueue[EarOrder] = SimpleQueue()  # a few a turn; the thread takes them every 30 ms
        self._take = 0
        self._closing = False
        self._thread = Thread(target=self._run, name="ear", daemon=True)

    def start(self) -> None:
        self._microphone.start()
        self._thread.start()

    def order(self, order: EarOrder) -> None:
        """From any thread; obeyed within 30 ms."""
        self._orders.put(order)

    def close(self) -> None:
        self._closing = True
        if self._thread.is_alive():
            self._thread.join(1.0)
        self._microphone.close()
        self._listener.close()

    def step(self) -> None:
        """What the thread does again and again."""
        captured = self._microphone.read(_WAIT_S)
        self._obey()
        match captured:
            case None:
                pass
            case Frame():
                self._hear(captured)
            case Overflow():
                self._tell(SoundMissed())
            case Found():
                self._tell(MicrophoneFound())
            case Lost(reason=reason):
                self._tell(MicrophoneLost(reason))
            case _:
                assert_never(captured)

    def _run(self) -> None:
        while not self._closing:
            self.step()

    def _hear(self, frame: Frame) -> None:
        probability = float(self._stream.push(frame.samples)[0])
        if self._is_own_voice(frame.at):
            self._listener.skip()
        else:
            self._pass_on(self._listener.hear(frame.samples, probability))

    def _is_own_voice(self, at: float) -> bool:
        said = self._in_the_air(at - REARM_S, at + FRAME_S)
        return bool(np.max(np.abs(said.samples), initial=0.0) > _AUDIBLE)

    def _obey(self) -> None:
        try:
            while True:
                self._do(self._orders.get_nowait())
        except Empty:
            return

    def _do(self, order: EarOrder) -> None:
        match order:
            case OpenMicrophone(take, _, mode):
                self._take = take
                self._listener.open(mode)
            case FindEnd(take) if take == self._take:
                self._listener.find_end()
            case EndTake(take) if take == self._take:
                self._pass_on(self._listener.release())
            case CloseMicrophone(take) if take == self._take:
                self._listener.close()
            case FindEnd() | EndTake() | CloseMicrophone():
                pass  # of a take that is over
            case _:
                assert_never(order)

    def _pass_on(self, noticed: tuple[Noticed, ...]) -> None:
        for one in noticed:
            self._tell(InTake(self._take, one))
