"""`kiosk eval`: how good what is installed is, on texts, recordings and noise of one's own."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from kiosk.app import Kiosk, assemble
from kiosk.bench import noises
from kiosk.bench.clips import Clip, recorded, synthesized
from kiosk.bench.false_turns import FalseTurns, listen
from kiosk.bench.scores import GuardScore, HearingScore, TextScore, read_pairs, score_guard, score_hearing, score_text
from kiosk.cli.output import make_folder, write_text
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import UsageError
from kiosk.core.language import Route
from kiosk.core.turn import Hint
from kiosk.engines import Need

_OFFERED = ("ja", "en", "zh", "ko")
_BAR = 20


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "eval",
        parents=[common],
        help="measure how good translations, transcripts and the guard are",
        description="Measure what is installed on aligned texts, recordings and noise, language by language.",
        epilog="example: kiosk eval --text flores --audio recordings --noise 60 --out report",
    )
    parser.add_argument("--text", type=Path, metavar="DIR", help="aligned files NAME.CODE, one of them NAME.ja")
    parser.add_argument("--sentences", type=int, default=200, metavar="N", help="of each pair of languages (default 200)")
    parser.add_argument("--audio", type=Path, metavar="DIR", help="recordings with a manifest.tsv (file, language, transcript)")
    parser.add_argument("--noise", type=int, default=0, metavar="MINUTES", help="of noise in which nobody must be heard")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write results.json and report.md here")
    parser.add_argument("--json", action="store_true", help="print one JSON object, not the report")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    if not (options.text or options.audio or options.noise):
        raise UsageError("usage.eval", "give --text DIR, --audio DIR or --noise MINUTES: something to measure on")
    if options.sentences < 1 or not 0 <= options.noise <= 1440:
        raise UsageError("usage.eval", "--sentences is at least 1, --noise at most 1440 minutes")
    if options.out is not None:
        make_folder(options.out)
    kiosk = assemble(options.config, options.models, options.demo)
    pairs = read_pairs(options.text, options.sentences) if options.text else {}
    clips = recorded(options.audio) if options.audio else []
    text, guard = _texts(kiosk, pairs)
    hearing, false_turns = _sounds(kiosk, clips, options.noise)
    results = {
        "text": [asdict(score) for score in text],
        "guard": [asdict(score) for score in guard],
        "hearing": [asdict(score) for score in hearing],
        "noise": {**asdict(false_turns), "per_hour": false_turns.per_hour} if false_turns else None,
    }
    written = json.dumps(results, ensure_ascii=False, indent=1)
    report = "\n".join(_report(text, guard, hearing, false_turns))
    if options.out is not None:
        write_text(options.out / "results.json", f"{written}\n")
        write_text(options.out / "report.md", f"{report}\n")
    print(written if options.json else report)
    return 0


def _texts(kiosk: Kiosk, pairs: dict[Route, list[tuple[str, str]]]) -> tuple[list[TextScore], list[GuardScore]]:
    if not pairs:
        return [], []
    engines = kiosk.engines(Need(hearing=False))
    able = engines.translator.routes()
    scores = [score_text(engines, route, each) for route, each in pairs.items() if route in able]
    return scores, [score_guard(route, each) for route, each in pairs.items()]


def _sounds(kiosk: Kiosk, clips: Sequence[Clip], minutes: int) -> tuple[list[HearingScore], FalseTurns | None]:
    if not (clips or minutes):
        return [], None
    engines = kiosk.engines(Need())
    hearing = list(score_hearing(engines, clips))
    if not minutes:
        return hearing, None
    voices = [clip.audio for clip in clips or synthesized(engines.synthesizer)]
    offered = tuple(code for code in _OFFERED if code in engines.transcriber.languages())
    return hearing, listen(noises.minutes(minutes, voices), engines, Hint(offered))


def _report(
    text: Sequence[TextScore], guard: Sequence[GuardScore], hearing: Sequence[HearingScore], noise: FalseTurns | None
) -> Iterable[str]:
    yield "# What is installed, measured"
    if text:
        yield "\n## Translations\n"
        yield from _of_texts(text)
    if guard:
        yield "\n## The guard's verdicts, on true translations and on lies about them\n"
        yield from _of_the_guard(guard)
    if hearing:
        yield "\n## Transcripts, and which language was heard\n"
        yield from _of_hearing(hearing)
    if noise:
        yield "\n## Noise\n"
        yield (
            f"{noise.minutes:g} minutes: {noise.heard} stretches sounded like speech, {sum(noise.turns.values())} became turns "
            f"({noise.per_hour:.1f} an hour), {sum(noise.unsure.values())} were asked about."
        )


def _of_texts(scores: Sequence[TextScore]) -> Iterable[str]:
    heads = ("route", "sentences", "chrF", "", "BLEU", "facts", "kept", "held", "wrong and spoken")
    rows = []
    for score in scores:
        figures = (f"{score.chrf:.1f}", _bar(score.chrf / 100), f"{score.bleu:.1f}", score.facts)
        rows.append((score.route, score.sentences, *figures, *_shares(score.kept, score.held, score.wrong_aloud)))
    return _table(heads, rows)


def _of_the_guard(scores: Sequence[GuardScore]) -> Iterable[str]:
    kinds = list(dict.fromkeys(kind for score in scores for kind in score.by_kind))
    rows = []
    for score in scores:
        figures = (score.true, *_shares(score.false_alarms), score.lies, *_shares(score.precision, score.recall))
        rows.append((score.route, *figures, _bar(score.recall), *_shares(*(score.by_kind.get(kind) for kind in kinds))))
    return _table(("route", "true", "false alarms", "lies", "precision", "recall", "", *kinds), rows)


def _of_hearing(scores: Sequence[HearingScore]) -> Iterable[str]:
    rows = []
    for score in scores:
        shares = _shares(score.right, score.unsure, score.wrong, score.strangers_asked)
        rows.append((score.language, score.clips, *_shares(score.error), _bar(score.error), *shares))
    return _table(("language", "clips", "errors", "", "right", "unsure", "wrong", "strangers asked about"), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def _shares(*values: float | None) -> list[str]:
    return ["" if value is None else f"{100 * value:.1f} %" for value in values]


def _bar(share: float) -> str:
    return "█" * round(_BAR * min(max(share, 0.0), 1.0))
