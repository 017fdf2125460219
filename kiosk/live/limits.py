"""How long, how many and how much: every number the engine process is judged by."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import assert_never

from kiosk.core.live import Job, PartialWork, SecondLook, TypedWork, Work

_READ_ALOUD = 7  # characters a second: Japanese; other scripts take less


def _of_memory(share: float) -> int:
    return round(share * os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, memory in bytes.

    `load_s`: to start and load models. A turn may take `turn_base_s` + `turn_factor` for each second of sound, but
    never less than `turn_least_s`; the first of its kind since the start may load another model and gets `first_use_s`
    on top. `stalled_s`: a turn that uses no processor and waits for no disk is stuck. `stopped_s`: so is a process that
    somebody has stopped. A turn that does use the processor and gives no result for `silent_factor` times as long as any
    lately, but never less than `silent_least_s`, is in a loop. With the 0.25 s between two looks each is noticed in 2 s.

    `waiting`: turns that may wait in line. `wait_s`: how long they wait for an engine that isn't there.

    `longest_pause_s`: between two starts of an engine that keeps failing. `steady_s`: after this its failures are
    forgotten.

    `most_bytes`: an engine that takes more is ended at once. `recycle_bytes`, `recycle_turns`: more than this and it is
    replaced after `idle_s` without work.
    """

    load_s: float = 120.0
    turn_base_s: float = 3.0
    turn_factor: float = 3.0
    turn_least_s: float = 4.0
    first_use_s: float = 20.0
    stalled_s: float = 1.5
    stopped_s: float = 1.0
    silent_least_s: float = 1.7
    silent_factor: float = 4.0
    waiting: int = 16
    wait_s: float = 10.0
    longest_pause_s: float = 60.0
    steady_s: float = 60.0
    most_bytes: int = field(default_factory=lambda: _of_memory(0.75))
    recycle_bytes: int = field(default_factory=lambda: _of_memory(0.5))
    recycle_turns: int = 500
    idle_s: float = 30.0

    def turn_s(self, job: Job) -> float:
        """How long this turn may take once it has begun."""
        return max(self.turn_least_s, self.turn_base_s + self.turn_factor * sound_s(job))

    def pause_s(self, failures: int) -> float:
        """Before the start after so many failures in a row: at once, then 1, 2, 4 ... seconds."""
        return 0.0 if failures <= 1 else float(min(self.longest_pause_s, 2.0 ** min(failures - 2, 30)))


def sound_s(job: Job) -> float:
    """How much sound goes into a job; of typed words, how long they take to say."""
    match job:
        case Work():
            return job.segment.audio.duration_s
        case PartialWork() | SecondLook():
            return job.audio.duration_s
        case TypedWork():
            return len(job.text) / _READ_ALOUD
        case _:
            assert_never(job)
