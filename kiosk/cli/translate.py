"""`kiosk translate`: a sound file or a text in, the transcript, the translation and a WAV of it out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from kiosk.app import Kiosk, assemble
from kiosk.audio import files
from kiosk.cli.output import check_writable
from kiosk.cli.parsing import Subcommands
from kiosk.core.audio import Audio
from kiosk.core.errors import KioskError, UsageError
from kiosk.core.facts import Fact
from kiosk.core.language import LANGUAGES, Route, language, usual_languages
from kiosk.core.turn import Segment
from kiosk.engines import Need
from kiosk.pipeline import offer
from kiosk.pipeline.interpret import convey, interpret
from kiosk.pipeline.outcome import Outcome, follow
from kiosk.pipeline.segmenter import utterances

_SAY_PROGRESS_FROM_S = 60.0
_LONGEST_TEXT = 20_000


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "translate",
        parents=[common],
        help="translate a sound file or a text",
        description="Translate what is spoken in FILE (WAV, FLAC, MP3, M4A, OGG and others), or --text, and write it spoken.",
        epilog="example: kiosk translate question.wav --from ja --to en --out answer.wav",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a sound file")
    parser.add_argument("--text", help="a text instead of a file")
    parser.add_argument("--from", dest="source", default="auto", metavar="CODE", help="language spoken, or auto (default)")
    parser.add_argument("--to", dest="target", required=True, metavar="CODE", help="language to answer in")
    parser.add_argument("--out", type=Path, metavar="WAV", help="write the spoken translation here")
    parser.add_argument("--anyway", action="store_true", help="speak what the guard doubts, too; else it is only shown")
    parser.add_argument("--times", action="store_true", help="say how long each stage took")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each utterance")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.text is None):
        raise UsageError("usage.input", "give either a sound FILE or --text")
    target = language(options.target).code
    source = None if options.source == "auto" else language(options.source).code
    if options.text is not None and source is None:
        raise UsageError("usage.language", "--text needs --from: a written text doesn't say which language it is in")
    if options.out is not None:
        check_writable(options.out)
    kiosk = assemble(options.config, options.models, options.demo)
    if options.text is not None:
        outcomes = _typed(kiosk, options.text, Route(source or "", target), options.anyway)
    else:
        outcomes = _spoken(kiosk, options.file, source, target, options.anyway)
    report = _Report(options.json, options.times)
    if options.out is None:
        for outcome in outcomes:
            report.turn(outcome)
    else:
        _write(options.out, outcomes, report)
    return report.close(options.out)


def _typed(kiosk: Kiosk, text: str, route: Route, anyway: bool) -> Iterator[Outcome]:
    if len(text) > _LONGEST_TEXT:
        raise UsageError("usage.text", f"the text has {len(text)} letters, the limit is {_LONGEST_TEXT}; give it in parts")
    engines = kiosk.engines(Need(hearing=False, routes=(route,), voices=(route.target,)))
    events = convey(1, text, route, engines, speed=kiosk.settings.speech.speed)
    yield follow(events, time.perf_counter, anyway=anyway)


def _spoken(kiosk: Kiosk, file: str, source: str | None, target: str, anyway: bool) -> Iterator[Outcome]:
    with closing(files.read_blocks(file)) as blocks:
        first = next(blocks, None)  # a file that can't be used is told before anything loads
        engines = kiosk.engines(Need(routes=(Route(source or "en", target),), voices=(target,)))
        sources = [source] if source else kiosk.settings.languages or usual_languages()
        hint = offer.hint(engines, sources, target)
        listening = kiosk.settings.listening
        whole_s = files.duration(file)
        with _progress(whole_s) as progress:
            task = progress.add_task("", total=whole_s)
            found = utterances(_again(first, blocks), engines.detector, listening.silence_s, listening.longest_s)
            for turn, (at_s, audio) in enumerate(found, start=1):
                segment = Segment(turn, audio, hint, target)
                events = interpret(segment, engines, kiosk.settings.speech.speed)
                yield follow(events, time.perf_counter, anyway=anyway)
                progress.update(task, completed=at_s)


def _again(first: Audio | None, rest: Iterator[Audio]) -> Iterator[Audio]:
    if first is not None:
        yield first
        yield from rest


def _progress(whole_s: float | None) -> Progress:
    shown = (whole_s or 0.0) >= _SAY_PROGRESS_FROM_S
    return Progress(console=Console(stderr=True), disable=not shown, transient=True)


def _write(path: Path, outcomes: Iterator[Outcome], report: _Report) -> None:
    """Speech goes to the file as it comes. Without any, an existing file stays as it was."""

    def parts() -> Iterator[Audio]:
        for outcome in outcomes:
            report.turn(outcome)
            yield from outcome.speech

    due = parts()
    first = next(due, None)
    if first is not None:
        files.write_wav(path, _again(first, due))
        report.wrote = True


class _Report:
    """Prints each turn as it comes and knows at the end how it went."""

    def __init__(self, as_json: bool, times: bool) -> None:
        self._json = as_json
        self._times = times
        self._turns = 0
        self._results = 0
        self._failed: KioskError | None = None
        self.wrote = False

    def turn(self, outcome: Outcome) -> None:
        self._turns += 1
        self._failed = self._failed or outcome.failed
        self._results += outcome.heard or outcome.language_unsure or outcome.translation is not None
        if self._json:
            print(json.dumps({"turn": self._turns, **outcome.as_json()}, ensure_ascii=False), flush=True)
            return
        for line in _lines(outcome):
            print(line, flush=True)
        if self._times and (outcome.heard or outcome.translation):
            print(f"      {_times(outcome)}", flush=True)
        if outcome.text_only and outcome.translation:
            name = LANGUAGES[outcome.translation.route.target].english
            print(f"kiosk: no voice for {name} is installed: the translation is text only", file=sys.stderr)
        if outcome.held and not outcome.text_only:
            print("kiosk: the guard doubts this translation, so it is not spoken; --anyway speaks it", file=sys.stderr)
        if outcome.language_unsure:
            print("kiosk: nobody knows which language was spoken; --from says it", file=sys.stderr)
        if outcome.failed:
            print(f"kiosk: {outcome.failed}", file=sys.stderr)

    def close(self, out: Path | None) -> int:
        if not self._results and self._failed is None:
            print("kiosk: nobody spoke, there is nothing to translate", file=sys.stderr)
        if self.wrote and not self._json:
            print(f" wav  {out}")
        elif out is not None and not self.wrote:
            print(f"kiosk: nothing was spoken, {out} was not written", file=sys.stderr)
        return self._failed.exit_status if self._failed else 0


_DOUBTS = {
    "loop.cut": "the translation repeated itself and was cut",
    "length.cut": "the translation grew too long and was cut",
    "words.unknown": "some words are not known to the translator",
    "facts.missing": "a number, price, time or the like is missing",
    "facts.changed": "a number, price, time or the like is another one",
    "facts.invented": "a number, price, time or the like was never said",
    "polarity": "one says that it is so, the other that it isn't",
    "length.short": "too short to be all that was said",
    "length.long": "too long for what was said",
    "loop": "the translation repeats itself",
    "source.returned": "it came back untranslated",
    "empty": "nothing came back",
    "back.facts": "translated back, a number, price, time or the like is another one",
    "back.polarity": "translated back, it says the opposite",
}


def _lines(outcome: Outcome) -> Iterator[str]:
    heard, meant = outcome.transcript, outcome.translation
    if heard:
        yield f"{heard.language:>4}  {heard.text}"
    if meant:
        yield f"{meant.route.target:>4}  {meant.text}"
        if meant.pivot and meant.route.target != "en":
            yield f"      by way of English: {meant.pivot}"
        if meant.back:
            yield f"      translated back: {meant.back}"
        for difference in meant.differences:
            yield f"      {difference.kind}: {_fact(difference.source)} -> {_fact(difference.target)}"
        if meant.doubts:
            yield f"      not sure: {'; '.join(_DOUBTS.get(doubt, doubt) for doubt in meant.doubts)}"


def _fact(fact: Fact | None) -> str:
    return f"{fact.kind} {fact.value}" if fact else "nothing"


def _times(outcome: Outcome) -> str:
    """Seconds from the end of the input until each stage had its result."""
    stages = (
        ("heard", outcome.heard_s),
        ("translated", outcome.translated_s),
        ("first sound", outcome.first_sound_s),
        ("all spoken", outcome.speech_s),
    )
    return ", ".join(f"{name} {value:.2f} s" for name, value in stages if value is not None)
