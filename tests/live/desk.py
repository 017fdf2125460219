"""A kiosk process with nothing but an engine: for tests of the two together."""

from __future__ import annotations

import os
import time
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType

from kiosk.core.language import Route
from kiosk.core.live import Done, EngineLost, EngineReady, Failed, HostEvent, TypedWork
from kiosk.live.host import EngineHost
from kiosk.live.limits import Limits
from kiosk.live.recipe import Recipe

GENEROUS_S = 30.0
"""For what takes milliseconds when nobody else uses the machine."""


class Desk:
    """An engine host and everything it has told, in order."""

    def __init__(self, recipe: Recipe, limits: Limits | None = None) -> None:
        self._queue: Queue[HostEvent] = Queue()
        self.told: list[HostEvent] = []
        self.host = EngineHost(recipe, self._queue.put, limits=limits)
        self._turn = 0

    def __enter__(self) -> Desk:
        self.host.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pids = self.host.pids()
        self.host.close()
        assert not [pid for pid in pids if Path("/proc", str(pid)).exists()]

    def hear(self, *kinds: type) -> HostEvent:
        """The next event of these kinds, of any kind when none is given."""
        until = time.monotonic() + GENEROUS_S
        while True:
            try:
                event = self._queue.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise AssertionError(f"waited for {kinds}, heard {[type(event).__name__ for event in self.told]}") from None
            self.told.append(event)
            if not kinds or isinstance(event, kinds):
                return event

    def ready(self) -> EngineReady:
        event = self.hear(EngineReady)
        assert isinstance(event, EngineReady)
        return event

    def lost(self) -> EngineLost:
        event = self.hear(EngineLost)
        assert isinstance(event, EngineLost)
        return event

    def losses(self) -> list[EngineLost]:
        """All that have been told."""
        return [event for event in self.told if isinstance(event, EngineLost)]

    def end(self) -> Done | Failed:
        event = self.hear(Done, Failed)
        assert isinstance(event, Done | Failed)
        return event

    def turn(self) -> int:
        """The number of a new turn."""
        self._turn += 1
        return self._turn

    def type(self, text: str) -> int:
        """Submit a text; the number of its turn."""
        turn = self.turn()
        self.host.submit(TypedWork(turn, text, Route("en", "ja")))
        return turn

    def of(self, turn: int) -> list[HostEvent]:
        """What was told of a turn."""
        return [event for event in self.told if not isinstance(event, EngineReady | EngineLost) and event.turn == turn]

    @property
    def pid(self) -> int:
        return self.host.pids()[-1]

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)
