"""`kiosk bench`: how fast, how right and how large, beside the plain chain of the same libraries at their defaults."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kiosk.app import Kiosk, assemble
from kiosk.bench.clips import Clip, recorded, synthesized
from kiosk.bench.compare import Row, Total, compare
from kiosk.cli import bench_live, bench_screen
from kiosk.cli.console import console
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import StageError, UsageError
from kiosk.core.protocols import Engines
from kiosk.engines import Need, threads
from kiosk.engines.plain import PlainChain
from kiosk.engines.plain import voices as plain_voices

_COLD_RUNS = 3
_ROUNDS = 3


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "bench",
        parents=[common],
        help="measure speed, errors and memory against the plain chain",
        description="Run our path and the plain chain in turns on the same clips and models.",
    )
    parser.add_argument("--audio", type=Path, metavar="DIR", help="recordings with a manifest.tsv (file, language, transcript)")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N", help="counted rounds a clip (default 3)")
    parser.add_argument("--beam", type=int, metavar="N", help="hypotheses kept by our recogniser, for a comparison")
    parser.add_argument("--live", action="store_true", help="through virtual devices: from the last word to the first sound")
    parser.add_argument("--screen", action="store_true", help="from the start to the first frame, and the gaps between frames")
    parser.add_argument("--turns", type=int, default=24, metavar="N", help="counted turns with --live (default 24)")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    kiosk = assemble(options.config, options.models)
    if options.demo or kiosk.settings.engines.scripted:
        raise UsageError("usage.demo", "the scripted engines have nothing to measure")
    if not 1 <= options.rounds <= 100:
        raise UsageError("usage.rounds", "--rounds must be from 1 to 100")
    if not 1 <= options.turns <= bench_live.MOST_TURNS:
        raise UsageError("usage.turns", f"--turns must be from 1 to {bench_live.MOST_TURNS}")
    if options.live and (options.beam or options.rounds != _ROUNDS):
        raise UsageError("usage.live", "--live takes --turns; the beam it measures is the one in kiosk.toml")
    if options.screen:
        bench_screen.report(bench_screen.measure(kiosk.folder), as_json=options.json)
        return 0
    if options.live:
        bench_live.report(kiosk, bench_live.measure(kiosk, options), as_json=options.json)
        return 0
    if options.beam:
        kiosk = replace(kiosk, settings=replace(kiosk.settings, engines=replace(kiosk.settings.engines, beam=options.beam)))
    cold = _cold_starts(kiosk)
    voices = kiosk.inventory.voices()
    engines = kiosk.engines(Need(routes=tuple(kiosk.inventory.packages()), voices=tuple(voices)), seed=1)
    clips = _clips(options.audio, engines)
    count = threads(kiosk.settings)
    whisper = kiosk.inventory.best_transcriber(kiosk.settings.models.transcriber)
    plain = PlainChain(whisper.folder, engines.translator, plain_voices(kiosk.inventory), count)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("measuring", total=len(clips))
        rows, total = compare(
            clips, engines, plain, kiosk.settings.engines.beam, options.rounds, lambda: progress.advance(task)
        )
    if options.json:
        print(json.dumps({"clips": [asdict(row) | {"ratio": row.ratio} for row in rows], "total": asdict(total), "cold": cold}))
    else:
        _show(kiosk, rows, total, cold, count)
    return 0


def _clips(folder: Path | None, engines: Engines) -> list[Clip]:
    heard = engines.transcriber.languages()
    spoken = engines.synthesizer.languages()
    clips = synthesized(engines.synthesizer) if folder is None else recorded(folder)
    usable = [clip for clip in clips if clip.language in heard and ("ja" if clip.language == "en" else "en") in spoken]
    if not usable:
        raise UsageError("usage.clips", "no clip can be heard and answered with what is installed")
    return usable


def _cold_starts(kiosk: Kiosk) -> dict[str, float]:
    """Medians of three fresh processes."""
    runs = []
    for _ in range(_COLD_RUNS):
        command = [sys.executable, "-m", "kiosk.bench.cold", str(time.time()), str(kiosk.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise StageError("transcription", "bench.cold", "the cold start did not come to its end: `kiosk doctor` says why")
        runs.append(json.loads(done.stdout))
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _show(kiosk: Kiosk, rows: list[Row], total: Total, cold: dict[str, float], count: int) -> None:
    screen = console()
    table = Table(
        title=f"Seconds from the end of speech ({count} threads, beam {kiosk.settings.engines.beam})", title_justify="left"
    )
    for heading in (
        "clip",
        "to",
        "length",
        "error",
        "untrimmed",
        "plain",
        "heard",
        "translated",
        "first sound",
        "plain first sound",
        "ratio",
    ):
        table.add_column(heading, justify="left" if heading in ("clip", "to") else "right")
    for row in rows:
        times = (row.heard_s, row.translated_s, row.first_sound_s, row.plain_first_sound_s, row.ratio)
        errors = (row.error, row.untrimmed_error, row.plain_error)
        table.add_row(
            row.name,
            f"{row.language}->{row.target}",
            f"{row.duration_s:.1f}",
            *(f"{error:.3f}" for error in errors),
            *(f"{value:.2f}" for value in times),
        )
    screen.print(table)
    screen.print(
        f"first sound   ours p50 {total.first_sound_p50:.2f} s, p95 {total.first_sound_p95:.2f} s; "
        f"plain p50 {total.plain_first_sound_p50:.2f} s, p95 {total.plain_first_sound_p95:.2f} s; "
        f"median ratio {total.ratio_p50:.2f}\n"
        f"mean error    ours {total.error:.3f}, untrimmed {total.untrimmed_error:.3f}, plain {total.plain_error:.3f}; "
        f"clips that loop: {total.loops}\n"
        f"real time     ours {total.real_time_factor:.2f}, plain {total.plain_real_time_factor:.2f} of the speech's length\n"
        f"cold start    {cold['total_s']:.2f} s: imports {cold['imports_s']:.2f}, loads {cold['loads_s']:.2f}, "
        f"first turn {cold['first_turn_s']:.2f}\n"
        f"peak memory   {cold['peak_memory_mb']:.0f} MB, all installed models loaded",
        highlight=False,
    )
