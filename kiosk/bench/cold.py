"""A cold start, seen from inside a process of its own: imports, model loads, the first turn, and the memory it took.

Run as `python -m kiosk.bench.cold STARTED MODELS`; STARTED is the `time.time()` at which the process was asked for.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(started: float, models: Path) -> None:
    from kiosk.app import assemble
    from kiosk.core.audio import join
    from kiosk.core.language import Route
    from kiosk.core.turn import Hint, Segment
    from kiosk.engines import Need
    from kiosk.pipeline.interpret import interpret
    from kiosk.pipeline.outcome import follow

    kiosk = assemble(models=models)
    imported = time.time()
    routes = tuple(kiosk.inventory.packages())
    engines = kiosk.engines(Need(routes=routes, voices=tuple(kiosk.inventory.voices())))
    loaded = time.time()
    # The first turn's sound comes from the recogniser's own side of the counter, so that no recording is needed; making
    # it is taken off the time.
    from kiosk.bench.clips import synthesized

    clips = {clip.language: clip for clip in synthesized(engines.synthesizer)}
    made = time.time()
    clip = clips.get("ja") or next(iter(clips.values()))
    target = "en" if clip.language != "en" else "ja"
    english = frozenset() if Route(clip.language, target) in routes else frozenset([clip.language])
    outcome = follow(interpret(Segment(1, clip.audio, Hint((clip.language,), english), target), engines), time.time)
    first_s = outcome.first_sound_s or 0.0
    for other in clips.values():
        list(engines.synthesizer.synthesize(other.transcript, other.language))
        engines.transcriber.transcribe(join([other.audio] * 3), Hint((other.language,), frozenset([other.language])))
    print(
        json.dumps(
            {
                "imports_s": imported - started,
                "loads_s": loaded - imported,
                "first_turn_s": first_s,
                "total_s": loaded - started + first_s,
                "own_clip_s": made - loaded,
                "peak_memory_mb": peak_memory_mb(),
            }
        )
    )
    sys.stdout.flush()
    os._exit(0)


def peak_memory_mb(pid: int | str = "self") -> float:
    """The most a process has held, this one if none is named. Not ru_maxrss, which it inherits from whoever started it."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]))
