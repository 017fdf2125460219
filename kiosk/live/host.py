"""The kiosk's side of the engine process: one thread that starts it, watches it, and carries what goes down and comes up."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from threading import Lock, Thread

from kiosk.core.live import HostEvent, Job
from kiosk.live.actions import Action, Look, Send, Start, Stop, Tell
from kiosk.live.channel import ChannelError
from kiosk.live.limits import Limits
from kiosk.live.messages import Down, Fault, GarbageError, Refused
from kiosk.live.process import EngineProcess
from kiosk.live.recipe import Recipe
from kiosk.live.supervision import Supervision
from kiosk.live.vitals import read_vitals

_log = logging.getLogger(__name__)

_REAP_S = 0.02
_CLOSE_S = 1.5

Command = Callable[[float], list[Action]]


class EngineHost:
    """Jobs go in by `submit`, events come out by `deliver`, which is called in the supervisor's thread and must neither
    wait nor raise: `queue.put` of a queue without a limit, or a Qt signal. A job gives its events and then one Done or
    Failed; a spare job gives its answer or nothing; an abandoned turn gives nothing more once the thread has heard of
    it, so drop what is still on its way to you.

    `clock` is monotonic and in seconds. Everything but `close` returns at once; close takes less than two seconds and
    leaves no process.
    """

    def __init__(
        self,
        recipe: Recipe,
        deliver: Callable[[HostEvent], None],
        clock: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
    ) -> None:
        self._recipe = recipe
        self._deliver = deliver
        self._clock = clock
        self._supervision = Supervision(limits or Limits())
        self._commands: SimpleQueue[Command] = SimpleQueue()  # never grows: the thread takes them at once
        self._processes: dict[int, EngineProcess] = {}
        self._ending: list[EngineProcess] = []
        self._selector = DefaultSelector()
        self._bell, self._rope = os.pipe()  # wakes the thread
        os.set_blocking(self._bell, False)
        os.set_blocking(self._rope, False)
        self._selector.register(self._bell, EVENT_READ)
        self._closing = False
        self._closed = False
        self._lock = Lock()  # nobody rings a bell whose descriptor belongs to something else by now
        self._thread = Thread(target=self._supervise, name="engine host", daemon=True)

    def start(self) -> None:
        """Start the engine process; EngineReady says when it has loaded."""
        self._ask(self._supervision.start)
        self._thread.start()

    def submit(self, job: Job) -> None:
        self._ask(partial(self._supervision.submit, job))

    def abandon(self, turn: int) -> None:
        """Drop everything of this turn: what waits, what is at work, and what is still to come of it."""
        self._ask(partial(self._supervision.abandon, turn))

    def close(self) -> None:
        """End the process, whatever it is doing, and the thread. No event comes after this. Can be called twice."""
        self._closing = True
        self._ring()
        if self._thread.is_alive():
            self._thread.join(_CLOSE_S + 0.3)
        with self._lock:
            if not self._closed:
                self._closed = True
                self._selector.close()
                os.close(self._bell)
                os.close(self._rope)

    def pids(self) -> tuple[int, ...]:
        """The engine processes that are alive, the newest last: for measurements and tests."""
        return tuple(process.pid for process in list(self._processes.values()))

    def _ask(self, command: Command) -> None:
        self._commands.put(command)
        self._ring()

    def _ring(self) -> None:
        with self._lock, suppress(BlockingIOError):  # a full pipe rings already
            if not self._closed:
                os.write(self._rope, b"!")

    def _supervise(self) -> None:
        try:
            while not self._closing:
                for key, _ in self._selector.select(self._patience()):
                    if key.data is None:
                        os.read(self._bell, 4096)
                    else:
                        self._serve(key.data)
                self._take_commands()
                # Last: whoever was stopped himself, by Ctrl-Z, first reads what was answered in time.
                self._do(self._supervision.tick(self._clock()))
                self._reap()
        finally:
            self._end_all()

    def _patience(self) -> float:
        wait = max(0.0, self._supervision.wake_at() - self._clock())
        return min(wait, _REAP_S) if self._ending else min(wait, 3600.0)

    def _take_commands(self) -> None:
        try:
            while True:
                self._do(self._commands.get_nowait()(self._clock()))
        except Empty:
            return

    def _do(self, actions: Iterable[Action]) -> None:
        """Carry them out in order; what one of them brings about is done after the rest."""
        left = deque(actions)
        while left and not self._closing:
            match left.popleft():
                case Start(generation):
                    left += self._start(generation)
                case Stop(generation, reason):
                    self._stop(generation, reason)
                case Send(generation, message):
                    left += self._send(generation, message)
                case Look(generation):
                    left += self._look(generation)
                case Tell(event):
                    self._deliver(event)

    def _start(self, generation: int) -> list[Action]:
        try:
            process = EngineProcess(generation)
        except OSError as error:
            _log.error("the engine process can't be started: %s", error.strerror)
            return self._supervision.ended(generation, self._clock())
        self._processes[generation] = process
        self._selector.register(process.descriptor, EVENT_READ, process)
        return self._send(generation, self._recipe)

    def _stop(self, generation: int, reason: str) -> None:
        process = self._processes.pop(generation, None)
        if process is None:  # it never started
            return
        _log.log(logging.INFO if reason == "recycled" else logging.WARNING, "engine process %d: %s", generation, reason)
        self._selector.unregister(process.descriptor)
        process.kill()
        self._ending.append(process)

    def _send(self, generation: int, message: Down) -> list[Action]:
        process = self._processes.get(generation)
        if process is None:
            return []
        try:
            process.send(message)
        except ChannelError:
            return self._supervision.ended(generation, self._clock())
        self._listen(process)
        return []

    def _look(self, generation: int) -> list[Action]:
        process = self._processes.get(generation)
        vitals = read_vitals(process.pid) if process is not None else None
        return [] if vitals is None else self._supervision.look(generation, vitals, self._clock())

    def _serve(self, process: EngineProcess) -> None:
        """Write what was blocked, read what has come."""
        generation = process.generation
        if generation not in self._processes:  # ended a moment ago: its descriptor may already be something else's
            return
        try:
            process.flush()
            messages = process.receive()
        except (ChannelError, GarbageError) as error:
            _log.info("engine process %d: %s", generation, error)
            self._do(self._supervision.ended(generation, self._clock()))
            return
        for message in messages:
            match message:
                case Refused(code, text):
                    _log.error("engine process %d can't load: %s: %s", generation, code, text)
                case Fault(place):
                    _log.error("engine process %d: a mistake in the program: %s", generation, place)
            self._do(self._supervision.hear(generation, message, self._clock()))
        if generation in self._processes:
            self._listen(process)

    def _listen(self, process: EngineProcess) -> None:
        self._selector.modify(process.descriptor, EVENT_READ | (EVENT_WRITE if process.blocked else 0), process)

    def _reap(self) -> None:
        for process in self._ending[:]:
            status = process.ended()
            if status is not None:
                _log.info("engine process %d has gone, exit status %d", process.generation, status)
                self._ending.remove(process)

    def _end_all(self) -> None:
        ending = [*self._ending, *self._processes.values()]
        for process in self._processes.values():
            process.kill()
        self._processes.clear()
        until = time.monotonic() + _CLOSE_S
        for process in ending:
            process.wait(max(0.0, until - time.monotonic()))
