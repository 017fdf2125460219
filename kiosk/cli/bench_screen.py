"""`kiosk bench --screen`: from the start to the attract screen, how evenly the screen is drawn meanwhile, and its memory."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.cli.console import console
from kiosk.core.errors import KioskError

AIM_START_S = 2.0
AIM_GAP_MS = 50.0

_STARTS = 3
_BUSY_S = 30
_LONGEST_S = 400

Figures = Mapping[str, Any]


def measure(models: Path) -> dict[str, Any]:
    """The median of three starts, and one run in which the engines work. Raises KioskError when the screen doesn't come."""
    starts = [_run(models, 0) for _ in range(_STARTS)]
    busy = _run(models, _BUSY_S)
    return busy | {name: statistics.median(one[name] for one in starts) for name in ("imports_s", "first_frame_s")}


def report(figures: Figures, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures))
        return
    lines = [
        f"first frame    {figures['first_frame_s']:.2f} s after the start (aim under {AIM_START_S:g} s), "
        f"imports {figures['imports_s']:.2f} s of it; engines ready {figures['ready_s']:.1f} s later",
        *(_gaps(name, figures[name]) for name in ("loading", "calm", "busy")),
        f"turns          {figures['turns']} while it was busy; aim: p99 under {AIM_GAP_MS:g} ms",
        f"peak memory    screen {figures['memory_mb']:.0f} MB, engine {figures['engine_memory_mb']:.0f} MB",
    ]
    console().print("\n".join(lines), highlight=False)


def _gaps(name: str, frames: Figures) -> str:
    said = {"loading": "while engines load", "calm": "while nothing happens", "busy": "while engines work"}[name]
    return (
        f"{'frames' if name == 'loading' else '':14} {said}: gaps p50 {frames['p50_ms']:.0f} ms, "
        f"p99 {frames['p99_ms']:.0f} ms, longest {frames['longest_ms']:.0f} ms of {frames['count']}"
    )


def _run(models: Path, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "kiosk.bench.window", str(time.time()), str(models), str(seconds)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired as error:
        raise KioskError("bench.screen", "the screen stands still: `kiosk doctor` may say why") from error
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise KioskError("bench.screen", f"the screen did not come up: {said}")
    figures = json.loads(done.stdout)
    return dict(figures)
