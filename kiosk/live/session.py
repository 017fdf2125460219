"""The live kiosk without a screen: ears, engine, voice and dialogue joined by one inbox and one thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol, assert_never

from kiosk.audio import loudspeaker
from kiosk.core.audio import Audio
from kiosk.core.dialogue import (
    Abandon,
    CloseMicrophone,
    Command,
    Effect,
    EndTake,
    FindEnd,
    Forget,
    LoudspeakerFound,
    LoudspeakerLost,
    OpenMicrophone,
    Play,
    Played,
    StopPlaying,
    Submit,
    Tick,
)
from kiosk.core.live import Job
from kiosk.core.scene import Scene
from kiosk.live.ear import EarOrder
from kiosk.pipeline.conversation import Conversation, Happening

TICK_S = 0.25


class Engine(Protocol):
    """EngineHost, as the session needs it."""

    def start(self) -> None: ...
    def submit(self, job: Job) -> None: ...
    def abandon(self, turn: int) -> None: ...
    def close(self) -> None: ...


class Voice(Protocol):
    """Loudspeaker, as the session needs it."""

    def start(self) -> None: ...
    def play(self, audio: Audio, tag: int) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class Hearing(Protocol):
    """Ear, as the session needs it."""

    def start(self) -> None: ...
    def order(self, order: EarOrder) -> None: ...
    def close(self) -> None: ...


class Session:
    """Everything that happens goes through `inbox`, which never fills: it is emptied by the one thread that calls `run`,
    and nothing that puts into it is faster than 20 things a second. `show` is given every new scene."""

    def __init__(
        self,
        conversation: Conversation,
        show: Callable[[Scene], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.inbox: SimpleQueue[Happening | None] = SimpleQueue()
        self._conversation = conversation
        self._show = show
        self._clock = clock
        self._seen: Scene | None = None

    def command(self, command: Command) -> None:
        """From any thread."""
        self.inbox.put(command)

    def end(self) -> None:
        """From any thread: `run` returns."""
        self.inbox.put(None)

    def tell_of_loudspeaker(self, event: loudspeaker.LoudspeakerEvent) -> None:
        """What a loudspeaker tells, in the dialogue's words."""
        match event:
            case loudspeaker.Played(tag=tag) | loudspeaker.Unplayed(tag=tag) if isinstance(tag, int):
                self.inbox.put(Played(tag))
            case loudspeaker.LoudspeakerFound():
                self.inbox.put(LoudspeakerFound())
            case loudspeaker.LoudspeakerLost(reason=reason):
                self.inbox.put(LoudspeakerLost(reason))
            case _:
                pass

    def run(self, engine: Engine, voice: Voice, ear: Hearing) -> None:
        """Start all three, live until `end`, close all three."""
        engine.start()
        voice.start()
        ear.start()
        try:
            while (happening := self._next()) is not None:
                for effect in self._conversation.handle(happening, self._clock()):
                    _carry_out(effect, engine, voice, ear)
                scene = self._conversation.scene
                if scene != self._seen:
                    self._seen = scene
                    self._show(scene)
        finally:
            ear.close()
            voice.close()
            engine.close()

    def _next(self) -> Happening | None:
        try:
            return self.inbox.get(timeout=TICK_S)
        except Empty:
            return Tick()


def _carry_out(effect: Effect, engine: Engine, voice: Voice, ear: Hearing) -> None:
    match effect:
        case OpenMicrophone() | FindEnd() | EndTake() | CloseMicrophone():
            ear.order(effect)
        case Submit(job):
            engine.submit(job)
        case Abandon(turn):
            engine.abandon(turn)
        case Play(number, audio):
            voice.play(audio, number)
        case StopPlaying():
            voice.stop()
        case Forget():
            voice.stop()
        case _:
            assert_never(effect)
