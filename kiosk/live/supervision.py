"""When the engine process starts, ends and is replaced, and what it does next: decisions only, the clock an argument.

Every process has a generation. What comes from one that has been ended is not heard, and an answer counts only while its
order is the one at work, so nothing late ever arrives.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.core.live import Done, EngineLost, EngineReady, Failed, HostEvent, Job, PartialWork, SecondLook, Spare, TypedWork
from kiosk.live.actions import Action, Look, Send, Start, Stop, Tell
from kiosk.live.limits import Limits, sound_s
from kiosk.live.line import Line
from kiosk.live.messages import Abandon, Answer, Fault, Finished, Loaded, Order, Refused, Up
from kiosk.live.pace import Pace, Stage
from kiosk.live.vitals import Health, Vitals

LOST = "engine.lost"
BUSY = "engine.busy"

_LOOK_BUSY_S = 0.25
_LOOK_IDLE_S = 1.0
_GROWN = 1.25
_ROOM = 1.25  # a second engine may take this much of what the first one took
_BUSY = 0.6  # of that time it must have had a processor: whoever waits for one is in no loop


@dataclass(slots=True)
class _AtWork:
    """`sign`: when it last gave a result, or began; `used_s`: the processor time used by then. `new`: nothing of its kind
    was done before, and models may have to be loaded."""

    order: Order
    begun: float
    deadline: float
    sign: float
    used_s: float
    new: bool
    stage: Stage
    awaited: bool = True


@dataclass(slots=True)
class _Engine:
    """One process. `ready`: since when its models are in. `kinds`: of turns it has already had."""

    generation: int
    started: float
    health: Health
    look_at: float
    ready: float | None = None
    work: _AtWork | None = None
    idle_since: float = 0.0
    turns: int = 0
    kinds: set[object] = field(default_factory=set)


class Supervision:
    """Each method takes the time and returns what is to be done, in order."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._line = Line(limits.waiting)
        self._serving: _Engine | None = None
        self._coming: _Engine | None = None  # loads beside the serving one, to take its place
        self._generation = 0
        self._serial = 0
        self._pace = Pace()
        self._failures = 0
        self._start_at = math.inf
        self._down_since = 0.0
        self._recycle_from = 0.0
        self._actions: list[Action] = []

    def start(self, now: float) -> list[Action]:
        self._start_at = self._down_since = now
        return self._settled(now)

    def submit(self, job: Job, now: float) -> list[Action]:
        if not self._line.add(job, now) and not isinstance(job, Spare):
            self._tell(Failed(job.turn, BUSY))
        return self._settled(now)

    def abandon(self, turn: int, now: float) -> list[Action]:
        """Nothing more is told of this turn, not even its end."""
        self._line.drop(lambda job: job.turn == turn)
        for engine in self._engines():
            work = engine.work
            if work is not None and work.awaited and work.order.job.turn == turn:
                work.awaited = False
                self._actions.append(Send(engine.generation, Abandon(work.order.serial)))
        return self._settled(now)

    def hear(self, generation: int, message: Up, now: float) -> list[Action]:
        engine = self._engine(generation)
        if engine is None:
            return []
        match message:
            case Loaded():
                self._loaded(engine, now)
            case Answer(serial, event):
                if engine.work is not None and engine.work.order.serial == serial:
                    self._progress(engine, engine.work, now)
                    if engine.work.awaited:
                        self._tell(event)
            case Finished(serial, code):
                if engine.work is not None and engine.work.order.serial == serial:
                    self._finished(engine, engine.work, code, now)
            case Refused():
                self._lose(engine, "broken", now)
            case Fault():
                self._lose(engine, "crashed", now)
        return self._settled(now)

    def ended(self, generation: int, now: float) -> list[Action]:
        """The process is gone, or what it says is no message."""
        engine = self._engine(generation)
        if engine is not None:
            self._lose(engine, "crashed", now)
        return self._settled(now)

    def look(self, generation: int, vitals: Vitals, now: float) -> list[Action]:
        engine = self._engine(generation)
        if engine is None:
            return []
        begun = engine.work.begun if engine.work is not None else None
        reason = engine.health.judge(vitals, begun, self._limits, now)
        if engine.ready is not None and not engine.health.loaded_bytes:
            engine.health.loaded_bytes = vitals.rss_bytes
        if reason is None and engine.work is not None and self._is_in_a_loop(engine, engine.work, now):
            reason = "hung"
        if reason is not None:
            self._lose(engine, reason, now)
        return self._settled(now)

    def _progress(self, engine: _Engine, work: _AtWork, now: float) -> None:
        """A result came."""
        if not work.new:
            self._pace.took(work.stage, sound_s(work.order.job), now - work.sign)
        work.sign, work.used_s, work.stage = now, engine.health.used_s, "make"

    def _is_in_a_loop(self, engine: _Engine, work: _AtWork, now: float) -> bool:
        """Whether it has been at work for far longer than this takes, without a result."""
        most_s = self._pace.most_s(work.stage, sound_s(work.order.job), self._limits)
        return not work.new and now - work.sign >= most_s and engine.health.used_s - work.used_s >= _BUSY * most_s

    def tick(self, now: float) -> list[Action]:
        """Whatever has come due."""
        for engine in list(self._engines()):
            if self._overdue(engine) <= now:
                self._lose(engine, "hung", now)
            elif engine.look_at <= now:
                at_work = engine.work is not None or engine.ready is None
                engine.look_at = now + (_LOOK_BUSY_S if at_work else _LOOK_IDLE_S)
                self._actions.append(Look(engine.generation))
        if self._ready() is None and now - self._down_since >= self._limits.wait_s:
            for job in self._line.overdue(now - self._limits.wait_s):
                if not isinstance(job, Spare):
                    self._tell(Failed(job.turn, LOST))
        self._recycle(now)
        return self._settled(now)

    def wake_at(self) -> float:
        """When `tick` has something to do, if nothing happens before."""
        times = [self._start_at]
        times += [min(engine.look_at, self._overdue(engine)) for engine in self._engines()]
        since = self._line.since()
        if since is not None and self._ready() is None:
            times.append(max(since, self._down_since) + self._limits.wait_s)
        return min(times)

    def _engines(self) -> Iterator[_Engine]:
        yield from (engine for engine in (self._serving, self._coming) if engine is not None)

    def _engine(self, generation: int) -> _Engine | None:
        return next((engine for engine in self._engines() if engine.generation == generation), None)

    def _ready(self) -> _Engine | None:
        return self._serving if self._serving is not None and self._serving.ready is not None else None

    def _overdue(self, engine: _Engine) -> float:
        if engine.ready is None:
            return engine.started + self._limits.load_s
        return engine.work.deadline if engine.work is not None else math.inf

    def _tell(self, event: HostEvent) -> None:
        self._actions.append(Tell(event))

    def _settled(self, now: float) -> list[Action]:
        """Start what is to be started, change over when that disturbs nobody, give out work; then hand out the actions."""
        if self._start_at <= now:
            self._start_at = math.inf
            self._serving = self._started(now)
        old, new = self._serving, self._coming
        if old is not None and old.work is None and new is not None and new.ready is not None:
            self._actions.append(Stop(old.generation, "recycled"))
            self._tell(EngineLost(old.generation, "recycled"))
            self._serving, self._coming = new, None
            self._tell(EngineReady(new.generation))
        self._give_out(now)
        actions, self._actions = self._actions, []
        return actions

    def _started(self, now: float) -> _Engine:
        self._generation += 1
        self._actions.append(Start(self._generation))
        return _Engine(self._generation, now, Health(now), now + _LOOK_BUSY_S)

    def _give_out(self, now: float) -> None:
        engine = self._ready()
        if engine is None or engine.work is not None:
            return
        job = self._line.take()
        if job is None:
            return
        self._serial += 1
        order = Order(self._serial, job)
        kind = _kind(job)
        new = kind not in engine.kinds
        deadline = now + self._limits.turn_s(job) + (self._limits.first_use_s if new else 0.0)
        engine.kinds.add(kind)
        stage: Stage = "make" if isinstance(job, TypedWork) else "hear"
        engine.work = _AtWork(order, now, deadline, now, engine.health.used_s, new, stage)
        engine.look_at = min(engine.look_at, now + _LOOK_BUSY_S)
        self._actions.append(Send(engine.generation, order))

    def _loaded(self, engine: _Engine, now: float) -> None:
        engine.ready = engine.idle_since = now
        if engine is self._serving:
            self._tell(EngineReady(engine.generation))

    def _finished(self, engine: _Engine, work: _AtWork, code: str | None, now: float) -> None:
        engine.work, engine.idle_since = None, now
        if isinstance(work.order.job, Spare):
            return
        engine.turns += 1
        if work.awaited:
            self._tell(Done(work.order.job.turn) if code is None else Failed(work.order.job.turn, code))

    def _lose(self, engine: _Engine, reason: str, now: float) -> None:
        """End it; whoever waits for its work is told first."""
        self._actions.append(Stop(engine.generation, reason))
        if engine is self._coming:
            self._coming = None
            self._recycle_from = now + self._limits.longest_pause_s
            return
        work = engine.work
        if work is not None and work.awaited and not isinstance(work.order.job, Spare):
            self._tell(Failed(work.order.job.turn, LOST))
        self._tell(EngineLost(engine.generation, reason))
        if reason != "recycled":
            steady = engine.turns > 0 or (engine.ready is not None and now - engine.ready >= self._limits.steady_s)
            self._failures = 1 if steady else self._failures + 1
        self._serving, self._coming = self._coming, None
        if engine.ready is not None:
            self._down_since = now
        if self._serving is None:
            self._start_at = now if reason == "recycled" else now + self._limits.pause_s(self._failures)
        elif self._serving.ready is not None:
            self._tell(EngineReady(self._serving.generation))

    def _recycle(self, now: float) -> None:
        """Replace an engine that has grown or worked long, when nobody needs it: beside it where there is room."""
        engine = self._ready()
        if engine is None or self._coming is not None or engine.work is not None or len(self._line):
            return
        # What is already that large when its models are in won't get smaller by loading them again.
        large = max(self._limits.recycle_bytes, _GROWN * engine.health.loaded_bytes)
        old = engine.health.rss_bytes > large or engine.turns >= self._limits.recycle_turns
        if not old or now < max(engine.idle_since + self._limits.idle_s, self._recycle_from):
            return
        if engine.health.free_bytes > _ROOM * engine.health.loaded_bytes:
            self._coming = self._started(now)
        else:
            self._lose(engine, "recycled", now)


def _kind(job: Job) -> object:
    """What decides which models a turn needs."""
    match job:
        case TypedWork():
            return job.route
        case PartialWork() | SecondLook():
            return job.hint
        case _:
            return job.segment.hint, job.segment.target
