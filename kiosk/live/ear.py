"""The listening thread: frames from a microphone through the detector into the listener, what it notices to the dialogue.

The kiosk's own voice is taken out of every frame first, and nobody listens to what is left while that voice may still be in
the air: it opens no turn. Only when the gate is sure that somebody talks over it, the dialogue is told (BargeIn). It is
quiet then, and where people tap or talk hands free it opens the microphone: what was said since half a second before,
without the kiosk's voice, belongs to that turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol, assert_never

import numpy as np

from kiosk.audio.framing import Frame, Overflow
from kiosk.audio.microphone import MicrophoneEvent
from kiosk.audio.microphone import MicrophoneFound as Found
from kiosk.audio.microphone import MicrophoneLost as Lost
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.dialogue import (
    BargeIn,
    CloseMicrophone,
    DeviceEvent,
    EndTake,
    FindEnd,
    MicrophoneFound,
    MicrophoneLost,
    OpenMicrophone,
    SoundMissed,
)
from kiosk.core.protocols import FRAME_SAMPLES, VoiceDetector
from kiosk.core.scene import SIDES, Side
from kiosk.core.spans import FRAME_S
from kiosk.pipeline.conversation import InTake
from kiosk.pipeline.echo import EchoGate
from kiosk.pipeline.echo_filter import LONGEST_ECHO_S
from kiosk.pipeline.listening import Listener, Noticed

KEPT_S = 1.0
"""Of what was said over the kiosk's voice: half a second to be sure of it, and half a second from before that."""

_WAIT_S = 0.03
_SLACK_S = 0.02  # a microphone's clock may be so far off before what was played is looked for anew

EarOrder = OpenMicrophone | FindEnd | EndTake | CloseMicrophone

Claim = Callable[[float, Samples, float], bool]
"""Of two microphones: whether speech in this one's frame (its time, its sound, its probability) is of this one's side."""


class Source(Protocol):
    """A microphone, as the ear needs it."""

    def start(self) -> None: ...
    def read(self, timeout_s: float) -> MicrophoneEvent | None: ...
    def close(self) -> None: ...


class Ear:
    """Owns one microphone and one listener. `tell` is called in its thread and must not wait. `in_the_air` gives what the
    kiosk itself said between two moments of the monotonic clock, at 16 kHz. `side`: whose microphone it is, None where both
    sides share it; `claim` then decides whether that side speaks."""

    def __init__(  # noqa: PLR0913  what it is made of; the last two are for one of two microphones only
        self,
        microphone: Source,
        detector: VoiceDetector,
        listener: Listener,
        in_the_air: Callable[[float, float], Audio],
        tell: Callable[[InTake | DeviceEvent], None],
        *,
        side: Side | None = None,
        claim: Claim | None = None,
    ) -> None:
        self._microphone = microphone
        self._stream = detector.stream()
        self._listener = listener
        self._played = _Played(in_the_air)
        self._tell = tell
        self._side = side
        self._sides: tuple[Side, ...] = SIDES if side is None else (side,)
        self._claim = claim
        self._gate = EchoGate()
        self._kept: deque[tuple[Samples, float]] = deque()
        self._interrupted = False
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
        self._let_go()

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
                self._gate = EchoGate()  # another device, another way through the room
                self._tell(MicrophoneFound(self._sides))
            case Lost(reason=reason):
                self._tell(MicrophoneLost(reason, self._sides))
            case _:
                assert_never(captured)

    def _run(self) -> None:
        while not self._closing:
            self.step()

    def _hear(self, frame: Frame) -> None:
        left = self._gate.cancel(frame.samples, self._played.during(frame.at))
        self._played.shift(self._gate.slip())
        probability = float(self._stream.push(left)[0])
        if self._claim is not None and not self._claim(frame.at, left, probability):
            probability = 0.0
        verdict = self._gate.judge(probability)
        if verdict == "clear":
            self._let_go()
            self._pass_on(self._listener.hear(left, probability))
        else:
            self._hear_through(left, probability, somebody=verdict == "person")

    def _hear_through(self, left: Samples, probability: float, *, somebody: bool) -> None:
        """A frame in which the kiosk's own voice was, or may have been."""
        if not (self._interrupted or self._gate.hears_another):
            probability = 0.0
        if self._listener.is_open:
            if self._interrupted or self._gate.knows_the_room:
                self._pass_on(self._listener.hear(left, probability))
            return
        self._listener.skip()
        self._kept.append((left, probability))
        if len(self._kept) * FRAME_S > KEPT_S:
            self._kept.popleft()[0].fill(0.0)
        if somebody and not self._interrupted:
            self._interrupted = True
            self._tell(BargeIn(self._side))

    def _let_go(self) -> None:
        """The kiosk has been silent for a while: nobody asked for what was said over its voice."""
        self._interrupted = False
        for samples, _ in self._kept:
            samples.fill(0.0)
        self._kept.clear()

    def _obey(self) -> None:
        try:
            while True:
                self._do(self._orders.get_nowait())
        except Empty:
            return

    def _do(self, order: EarOrder) -> None:
        match order:
            case OpenMicrophone(take, side, mode) if side in self._sides:
                self._take = take
                self._listener.open(mode)
                self._catch_up()
            case FindEnd(take) if take == self._take:
                self._listener.find_end()
            case EndTake(take) if take == self._take:
                self._pass_on(self._listener.release())
            case CloseMicrophone(take) if take == self._take:
                self._listener.close()
            case OpenMicrophone() | FindEnd() | EndTake() | CloseMicrophone():
                pass  # of a take that is over, or of the other microphone
            case _:
                assert_never(order)

    def _catch_up(self) -> None:
        """Who interrupted the kiosk was speaking already."""
        kept = list(self._kept) if self._interrupted else []
        if kept:
            self._kept.clear()  # they are the listener's now
        for left, probability in kept:
            self._pass_on(self._listener.hear(left, probability))

    def _pass_on(self, noticed: tuple[Noticed, ...]) -> None:
        for one in noticed:
            self._tell(InTake(self._take, one))


class _Played:
    """What was in the air during each frame, without a gap or a repetition where the microphone's clock trembles: the gate
    learns from every sample."""

    def __init__(self, in_the_air: Callable[[float, float], Audio]) -> None:
        self._in_the_air = in_the_air
        self._next = 0  # the number of a sample at 16 kHz on the monotonic clock
        self._quiet_s = LONGEST_ECHO_S
        self._late = 0  # samples by which the two devices' clocks were found to differ

    def shift(self, late: int) -> None:
        """The kiosk's voice comes so many samples later than it did."""
        self._late += late
        self._next -= late

    def during(self, at: float) -> Samples:
        here = round(at * SPEECH_RATE_HZ) - self._late
        if self._quiet_s >= LONGEST_ECHO_S or abs(here - self._next) > _SLACK_S * SPEECH_RATE_HZ:
            self._next = here
        start, self._next = self._next, self._next + FRAME_SAMPLES
        said = self._in_the_air(start / SPEECH_RATE_HZ, self._next / SPEECH_RATE_HZ).samples
        self._quiet_s = 0.0 if np.any(said) else self._quiet_s + FRAME_S
        return said
