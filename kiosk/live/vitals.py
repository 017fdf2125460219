"""How a process is doing, as Linux tells in /proc, and what to conclude.

Asked from outside, because a heartbeat from inside lies: loading a voice holds Python's lock for half a second on a fast
machine, seconds on a slow one, and a second thread is silent all that time although nothing is wrong.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.live.limits import Limits

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_STIRRING_S = 0.02  # processor time, two ticks: less than this is no work


@dataclass(frozen=True, slots=True)
class Vitals:
    """`rss_bytes`: memory it holds. `cpu_s`: processor time it has used. `stopped`: by a signal. `active`: a thread
    runs, or waits for a processor or a disk. `free_bytes`: what the machine still has for others."""

    rss_bytes: int
    cpu_s: float
    stopped: bool
    active: bool
    free_bytes: int


def read_vitals(pid: int) -> Vitals | None:
    """None when the process is gone, or when this system has no /proc."""
    process = Path("/proc", str(pid))
    try:
        state, *fields = _stat(process)
        states = set(_states(process))
        pages = int((process / "statm").read_text().split()[1])
    except (OSError, ValueError):
        return None
    cpu_s = (int(fields[10]) + int(fields[11])) / _TICKS
    return Vitals(pages * _PAGE, cpu_s, state == "T", not states.isdisjoint("RD"), _free())


def _stat(process: Path) -> list[str]:
    """The fields of proc(5) from the third, `state`; the second, the name, may hold anything."""
    return (process / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _states(process: Path) -> Iterator[str]:
    for thread in (process / "task").iterdir():
        try:
            yield _stat(thread)[0]
        except (FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            continue


def _free() -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


@dataclass(slots=True)
class Health:
    """What has been seen of one process. `loaded_bytes`: what it held when its models were in. `used_s`: the processor time
    it had used at the last look."""

    stirred: float
    cpu_s: float = 0.0
    stopped_since: float | None = None
    rss_bytes: int = 0
    loaded_bytes: int = 0
    free_bytes: int = 0
    used_s: float = 0.0

    def judge(self, vitals: Vitals, working_since: float | None, limits: Limits, now: float) -> str | None:
        """The reason to end it, `hung` or `memory`, or None. `working_since`: when it was given what it works on."""
        self.rss_bytes, self.free_bytes, self.used_s = vitals.rss_bytes, vitals.free_bytes, vitals.cpu_s
        if vitals.rss_bytes > limits.most_bytes:
            return "memory"
        if not vitals.stopped:
            self.stopped_since = None
        elif self.stopped_since is None:
            self.stopped_since = now
        elif now - self.stopped_since >= limits.stopped_s:
            return "hung"
        if vitals.active or vitals.cpu_s - self.cpu_s > _STIRRING_S:
            self.stirred, self.cpu_s = now, vitals.cpu_s
        if working_since is not None and now - max(self.stirred, working_since) >= limits.stalled_s:
            return "hung"
        return None
