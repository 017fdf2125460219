"""`kiosk bench --live`: from the last word to the first sound through virtual devices, and where that time goes."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from itertools import cycle, islice

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kiosk.app import Kiosk
from kiosk.bench.clips import Said
from kiosk.bench.companion import Companion, answer, companion
from kiosk.bench.live import HOLD_S, LONGEST_S, LiveBench, LiveKiosk, Size, live_kiosk
from kiosk.bench.rig import pulse_rig
from kiosk.bench.timeline import STAGES, LiveMode, LiveTotal, LiveTurn, Spread, flat_after, total
from kiosk.cli.console import console
from kiosk.core.errors import KioskError, UsageError
from kiosk.engines import threads

MOST_TURNS = 10_000
_MODES: tuple[LiveMode, LiveMode] = ("hold", "automatic")
_UNCOUNTED = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """`sizes`: after each turn. `cut`: turns whose end was found before the speaker was through."""

    turns: list[LiveTurn]
    totals: list[LiveTotal]
    peak: Size
    sizes: list[Size]
    cut: int


def measure(kiosk: Kiosk, options: argparse.Namespace) -> Measured:
    """Raises AudioError where there are no virtual devices, UsageError where nothing can be said."""
    with pulse_rig() as rig, companion(options.config, kiosk.folder, options.audio, LONGEST_S) as beside:
        clips = beside.clips()
        if not clips:
            raise UsageError(
                "usage.clips", f"no clip of at most {LONGEST_S:g} s can be heard and answered with what is installed"
            )
        spoken = tuple(sorted({said.clip.language for said in clips} | {answer(said.clip) for said in clips}))
        with live_kiosk(kiosk, options.config, spoken) as live:
            return _run(live, LiveBench(live, rig, beside), beside, clips, options.turns)


def _run(live: LiveKiosk, bench: LiveBench, beside: Companion, clips: list[Said], count: int) -> Measured:
    turns: list[LiveTurn] = []
    sizes: list[Size] = []
    cut = 0
    plan = [(number, said, mode) for number, said in enumerate(clips) for mode in _MODES]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("measuring", total=count + _UNCOUNTED)
        for place, (number, said, mode) in enumerate(islice(cycle(plan), count + _UNCOUNTED)):
            turn = bench.take(number, said, mode)
            sizes.append(live.size())
            if place >= _UNCOUNTED:
                cut += turn is None
                turns += [turn] if turn is not None else []
            progress.advance(task)
    endpointing_s = beside.endpointing_s()
    totals = [total("hold", turns, None), total("automatic", turns, endpointing_s)]
    if not turns:
        raise KioskError("bench.live", "no turn was understood to its end: try other recordings")
    return Measured(turns, [one for one in totals if one is not None], live.peak(), sizes, cut)


def report(kiosk: Kiosk, measured: Measured, *, as_json: bool) -> None:
    delays = [delay for turn in measured.turns for delay in turn.word_delays_s]
    shown, words = Spread.of(delays), sum(turn.words for turn in measured.turns)
    flat = {name: flat_after([getattr(size, name) for size in measured.sizes]) for name in ("kiosk", "engine")}
    if as_json:
        print(
            json.dumps(
                {
                    "turns": [asdict(turn) for turn in measured.turns],
                    "totals": [asdict(one) for one in measured.totals],
                    "cut_early": measured.cut,
                    "partial_words": {"shown": len(delays), "of": words, "delay_s": asdict(shown) if shown else None},
                    "peak_memory_mb": asdict(measured.peak),
                    "memory_mb": [asdict(size) for size in measured.sizes],
                    "flat_after_turns": flat,
                }
            )
        )
        return
    screen = console()
    screen.print(_table(kiosk, measured.totals))
    late = f"p50 {shown.p50:.2f} s, p95 {shown.p95:.2f} s after their end" if shown else "none"
    screen.print(
        f"partial words  {len(delays)} of {words} shown while somebody spoke: {late}\n"
        f"peak memory    kiosk {measured.peak.kiosk:.0f} MB, engine {measured.peak.engine:.0f} MB; flat after "
        f"{flat['kiosk']} and {flat['engine']} of {len(measured.sizes)} turns\n"
        f"cut early      {measured.cut} turns whose end was found before the speaker was through\n"
        f"errors         mean {sum(turn.error for turn in measured.turns) / len(measured.turns):.3f}",
        highlight=False,
    )


def _table(kiosk: Kiosk, totals: list[LiveTotal]) -> Table:
    title = f"Seconds to the first sound ({threads(kiosk.settings)} threads; a finger lets go {HOLD_S:g} s after the last word)"
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for one in totals:
        table.add_column(f"{one.mode}, {one.turns} turns", justify="right")
    rows = {
        "from the end of speech, p50": [one.first_sound.p50 for one in totals],
        "from the end of speech, p95": [one.first_sound.p95 for one in totals],
        "from its end as decided, p50": [one.after.p50 for one in totals],
        "from its end as decided, p95": [one.after.p95 for one in totals],
        "  until the end is decided": [one.endpointing.p50 for one in totals],
        **{f"  then {stage}": [one.stages[stage] for one in totals] for stage in STAGES},
        "plain, from the end of speech, p50": [one.plain_first_sound.p50 for one in totals],
        "plain, from the end of speech, p95": [one.plain_first_sound.p95 for one in totals],
        "plain, from its end as decided, p50": [one.plain_after.p50 for one in totals],
        "ours to plain, median": [one.ratio_p50 for one in totals],
    }
    for name, values in rows.items():
        table.add_row(name, *(f"{value:.2f}" for value in values))
    return table
