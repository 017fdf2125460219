"""The engine process, `python -m kiosk.live.worker`: the only place where models are loaded and run."""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import signal
import sys
import time
import traceback
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NoReturn, assert_never

from kiosk.core.errors import KioskError
from kiosk.core.events import Event
from kiosk.core.live import Job, LookedAgain, PartialHeard, PartialWork, SecondLook, TypedWork, Work
from kiosk.core.protocols import Engines
from kiosk.live.channel import ChannelError, read_frame, write_frame
from kiosk.live.messages import Abandon, Answer, Fault, Finished, Loaded, Order, Refused, Up, write
from kiosk.live.recipe import Recipe
from kiosk.pipeline.interpret import convey, interpret

_PR_SET_PDEATHSIG = 1  # prctl(2)
_NICE = 5
_FIRST_TO_GO = "500"  # oom_score_adj: when memory runs out, this process and not the kiosk

_ENDED = 1
_QUICK_S = 0.35


def main() -> NoReturn:
    """`sys.argv`: the descriptor of the pipe, the process id of the kiosk.

    Never returns and never unwinds: both model runtimes abort when an interpreter takes them down at work.
    """
    descriptor, kiosk = int(sys.argv[1]), int(sys.argv[2])
    settle(descriptor, kiosk)
    try:
        recipe = pickle.loads(read_frame(descriptor))  # noqa: S301  from the kiosk itself
        Worker(descriptor).work(recipe)
    except ChannelError:  # the kiosk has gone
        os._exit(_ENDED)
    except Exception as error:  # noqa: BLE001  the last door: the kiosk logs the place and starts another process
        _last_word(descriptor, Fault(place(error)))


def settle(descriptor: int, kiosk: int) -> None:
    """Be a child that goes when the kiosk goes, makes way for it, and leaves nothing of what was said behind."""
    os.set_inheritable(descriptor, False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the kiosk
    # The thread that started this process is the one that counts, see prctl(2): the supervisor's, which lives as long.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != kiosk:  # it was already gone
        os._exit(_ENDED)
    os.nice(_NICE)
    # Desktop kernels share the processor out by session first, see sched(7), and this process has one to itself. A
    # container may forbid both; then the shares are equal, and the kernel goes by size, which is this process too.
    for name, value in (("autogroup", str(_NICE)), ("oom_score_adj", _FIRST_TO_GO)):
        with suppress(OSError):
            Path("/proc/self", name).write_text(value)
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    # A core dump would hold what was said. 1 and not 0: the kernel feeds crash reporters even at 0.
    limit = 0 if hard == 0 else 1
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))


class Drafts:
    """Partial words are a luxury. Where one takes longer than `_QUICK_S`, the next are passed over for three times the
    excess, so that on a slow or busy machine a turn seldom finds the engine at work on them."""

    def __init__(self) -> None:
        self._rests_until = 0.0

    def due(self, now: float) -> bool:
        return now >= self._rests_until

    def took(self, began: float, now: float) -> None:
        self._rests_until = now + 3 * max(0.0, now - began - _QUICK_S)


class Worker:
    """One order at a time in the main thread; another thread reads what comes down."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._orders: SimpleQueue[Order] = SimpleQueue()  # one at most: the kiosk sends the next after Finished
        self._abandoned = 0
        self._drafts = Drafts()

    def work(self, recipe: Recipe) -> NoReturn:
        Thread(target=self._read, name="orders", daemon=True).start()
        try:
            engines = recipe.engines()
        except KioskError as error:
            _last_word(self._descriptor, Refused(error.code, str(error)))
        self._send(Loaded())
        while True:
            self._carry_out(self._orders.get(), engines)

    def _read(self) -> None:
        try:
            while True:
                match pickle.loads(read_frame(self._descriptor)):  # noqa: S301  from the kiosk itself
                    case Order() as order:
                        self._orders.put(order)
                    case Abandon(serial):
                        self._abandoned = serial
        except ChannelError:
            os._exit(_ENDED)

    def _carry_out(self, order: Order, engines: Engines) -> None:
        code, began = None, time.monotonic()
        is_draft = isinstance(order.job, PartialWork)
        if is_draft and not self._drafts.due(began):
            self._send(Finished(order.serial))
            return
        try:
            with closing(steps(order.job, engines)) as results:
                for event in results:
                    if self._abandoned == order.serial:
                        break
                    self._send(Answer(order.serial, event))
        except KioskError as error:
            code = error.code
        if is_draft:
            self._drafts.took(began, time.monotonic())
        self._send(Finished(order.serial, code))

    def _send(self, message: Up) -> None:
        write_frame(self._descriptor, write(message))


def steps(job: Job, engines: Engines) -> Generator[Event | PartialHeard | LookedAgain, None, None]:
    """The results of a job, each as soon as it is there. Raises StageError."""
    match job:
        case Work():
            yield from interpret(job.segment, engines, job.speed)
        case TypedWork():
            yield from convey(job.turn, job.text, job.route, engines, speed=job.speed)
        case PartialWork():
            draft = replace(job.hint, english_for=frozenset(), quickly=True)
            heard = engines.transcriber.transcribe(job.audio, draft)
            yield PartialHeard(job.turn, heard.text, heard.language)
        case SecondLook():
            heard = engines.transcriber.transcribe(job.audio, replace(job.hint, english_for=frozenset(), widely=True))
            yield LookedAgain(job.turn, tuple(text for text in (heard.text, *heard.others) if text))
        case _:
            assert_never(job)


def place(error: BaseException) -> str:
    """Where it happened and what kind it is, without its message: that may hold what somebody said."""
    frames = [at for at in traceback.extract_tb(error.__traceback__) if not at.filename.startswith("<frozen")]
    return f"{type(error).__name__} at " + " > ".join(f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in frames)


def _last_word(descriptor: int, message: Up) -> NoReturn:
    try:
        write_frame(descriptor, write(message))
    finally:
        os._exit(_ENDED)


if __name__ == "__main__":
    main()
