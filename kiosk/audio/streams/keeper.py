"""Keeps one sound stream going: notices that it is lost, says so once, and never stops trying to open it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.audio.streams.line import BrokenLineError, Line, Start
from kiosk.audio.streams.messages import Failed, Message, Opened, Order, Progress, Reason, Sound

WAIT_S = 0.25
"""The longest wait for a message."""

SILENT_S = 1.0
"""A running stream brings something every 0.03 s (a microphone) or 0.2 s (a quiet loudspeaker); when nothing has come for
this long it stands still. PortAudio says nothing then: the stream stays active and no callback comes."""

FIRST_S = 2.5
"""The same for a stream that was just opened: a Bluetooth microphone takes its time."""

OPEN_S = 6.0
"""A process that has not opened its stream by then hangs. It takes 0.2 s, on a slow SD card 2 s."""

BACK_OFF_S = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0)
"""How long to wait before each attempt; the last one again and again."""

_HEALTHY_S = 5.0  # a stream that ran this long begins the back-off anew when it is lost; a flapping one doesn't


@dataclass(frozen=True, slots=True)
class Up:
    """The stream runs, sound flows."""

    opened: Opened


@dataclass(frozen=True, slots=True)
class Down:
    """The stream is lost, or could not be had; told once for each reason in a row."""

    reason: Reason
    detail: str


Kept = Up | Down | Sound | Progress


class Keeper:
    """One stream and its process. Used by one thread, which calls `step` for ever and `end` at last.

    `pause(seconds)` waits, perhaps shorter; `clock` is monotonic seconds.
    """

    def __init__(self, order: Order, start: Start, pause: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._order = order
        self._start = start
        self._pause = pause
        self._clock = clock
        self._line: Line | None = None
        self._opened: Opened | None = None
        self._flows = False
        self._quiet_s = 0.0
        self._up_since = 0.0
        self._attempt = 0
        self._due = clock()
        self._told: Reason | None = None

    @property
    def up(self) -> bool:
        return self._flows

    def step(self, wait_s: float = WAIT_S) -> tuple[Kept, ...]:
        """What happened next; nothing, when nothing did in `wait_s` or when `pause` or the line was woken."""
        if self._line is None:
            missing_s = self._due - self._clock()
            if missing_s > 0.0:
                self._pause(min(missing_s, wait_s))
                return ()
            return self._open()
        began = self._clock()
        try:
            message = self._line.receive(min(wait_s, WAIT_S))
        except BrokenLineError as error:
            return self._lose("vanished" if self._flows else "refused", str(error))
        if message is not None:
            self._quiet_s = 0.0
            return self._take(message)
        # only time that was spent waiting counts: a machine that slept or stood still has not lost its microphone
        self._quiet_s += min(self._clock() - began, WAIT_S)
        return self._judge_quiet()

    def send(self, message: Message) -> tuple[Kept, ...]:
        """To the process, if there is one that runs."""
        if self._line is None or not self._flows:
            return ()
        try:
            self._line.send(message)
        except BrokenLineError as error:
            return self._lose("vanished", str(error))
        return ()

    def end(self) -> None:
        if self._line is not None:
            self._line.end()
        self._line, self._flows = None, False

    def _open(self) -> tuple[Kept, ...]:
        self._opened, self._quiet_s = None, 0.0
        try:
            self._line = self._start(self._order)
        except BrokenLineError as error:
            return self._lose("refused", str(error))
        return ()

    def _take(self, message: Message) -> tuple[Kept, ...]:
        match message:
            case Opened():
                self._opened = message
                return ()
            case Failed(reason, detail):
                return self._lose(reason, detail)
            case Sound() | Progress() if self._opened is not None:
                first = () if self._flows else (Up(self._opened),)
                if first:
                    self._flows, self._told, self._up_since = True, None, self._clock()
                return (*first, message)
            case _:
                return self._lose("vanished" if self._flows else "refused", "the sound process sent nonsense")

    def _judge_quiet(self) -> tuple[Kept, ...]:
        if self._opened is None:
            return self._lose("refused", "the device does not open") if self._quiet_s >= OPEN_S else ()
        limit_s = SILENT_S if self._flows else FIRST_S
        return self._lose("silent", "the device is open but stands still") if self._quiet_s >= limit_s else ()

    def _lose(self, reason: Reason, detail: str) -> tuple[Kept, ...]:
        if self._flows and self._clock() - self._up_since >= _HEALTHY_S:
            self._attempt = 0
        self.end()
        self._due = self._clock() + BACK_OFF_S[min(self._attempt, len(BACK_OFF_S) - 1)]
        self._attempt += 1
        if reason == self._told:
            return ()
        self._told = reason
        return (Down(reason, detail),)
