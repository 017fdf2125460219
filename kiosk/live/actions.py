"""What the supervision wants done, for whoever holds the processes to do."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.live import HostEvent
from kiosk.live.messages import Down


@dataclass(frozen=True, slots=True)
class Start:
    """Start a process with this generation."""

    generation: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Kill it; `reason` as in EngineLost."""

    generation: int
    reason: str


@dataclass(frozen=True, slots=True)
class Send:
    generation: int
    message: Down


@dataclass(frozen=True, slots=True)
class Look:
    """Read its vitals and bring them to `look`."""

    generation: int


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the kiosk."""

    event: HostEvent


Action = Start | Stop | Send | Look | Tell
