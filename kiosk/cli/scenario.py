"""`kiosk run`: play scripted conversations through the whole path and say which expectations hold."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.table import Table

from kiosk.app import assemble
from kiosk.audio import files
from kiosk.audio.resampling import at_rate
from kiosk.audio.sounds import sound
from kiosk.cli.console import console
from kiosk.cli.output import make_folder, write_text
from kiosk.cli.parsing import Subcommands
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, join
from kiosk.core.errors import StageError, UsageError
from kiosk.core.language import Route
from kiosk.core.phrased import Phrased
from kiosk.core.protocols import Engines
from kiosk.core.scene import Side
from kiosk.core.turn import Hint, Segment, Translation
from kiosk.engines import Need
from kiosk.engines.chinese import ChineseTranslator
from kiosk.engines.scripted import DictatedTranslator
from kiosk.phrasebook_advice import adviser
from kiosk.pipeline import offer
from kiosk.pipeline.coach import helps
from kiosk.pipeline.dialogue.adviser import Counsel
from kiosk.pipeline.interpret import convey, interpret
from kiosk.pipeline.outcome import Outcome, follow
from kiosk.pipeline.phrasebook_adviser import PhrasebookAdviser
from kiosk.pipeline.scenario import Advised, Scenario, Turn, failures, read_scenario

_LONGEST_FILE_S = 120.0
_ROOM = Audio.silence(0.4)


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "run",
        parents=[common],
        help="run scripted conversations and check what must hold",
        description="Run each SCENARIO.toml through the whole path. Ends with 0 only if everything in it holds.",
    )
    parser.add_argument("scenarios", nargs="+", type=Path, metavar="SCENARIO.toml")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write results.jsonl and the spoken answers here")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each turn, not a table")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    scenarios = [(path, _read(path)) for path in options.scenarios]
    if options.out is not None:
        make_folder(options.out)
    kiosk = assemble(options.config, options.models, options.demo)
    turns = [turn for _, scenario in scenarios for turn in scenario.turns]
    engines = kiosk.engines(_need(turns), seed=1)
    _, advice = adviser(options.config)
    lines: list[str] = []
    failed = 0
    for path, scenario in scenarios:
        desk = _Desk(_dictated(engines, scenario), advice, kiosk.settings.speech.speed)
        rows = list(_play(path, scenario, desk, options.out))
        failed += sum(bool(broken) for _, _, broken, _ in rows)
        lines += [line for _, _, _, line in rows]
        if options.json:
            print("\n".join(line for _, _, _, line in rows), flush=True)
        else:
            console().print(_table(scenario, [(turn, outcome, broken) for turn, outcome, broken, _ in rows]))
    if options.out is not None:
        write_text(options.out / "results.jsonl", "".join(f"{line}\n" for line in lines))
    print(f"{len(turns) - failed} of {len(turns)} turns hold", file=sys.stderr)
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a turn is played with."""

    engines: Engines
    advice: PhrasebookAdviser
    speed: float


def _read(path: Path) -> Scenario:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("scenario.unreadable", f"{path}: can't be read: {error}") from error
    scenario, mistakes = read_scenario(content, str(path))
    if mistakes:
        raise UsageError("scenario.invalid", "; ".join(mistakes))
    return scenario


def _need(turns: list[Turn]) -> Need:
    listens = any(not (turn.text or turn.phrase) or turn.expect.said_back_contains for turn in turns)
    routes = {Route(turn.language, turn.target) for turn in turns if not turn.phrase}
    voices = {turn.target for turn in turns} | {turn.language for turn in turns if turn.say}
    return Need(listens, tuple(sorted(routes)), tuple(sorted(voices)))


def _dictated(engines: Engines, scenario: Scenario) -> Engines:
    """The engines, with a translator that says what the scenario dictates; what it says in simplified Chinese is written for
    Taiwan as the kiosk writes it."""
    lies = {(lie.route, lie.said): lie.told for lie in scenario.lies}
    return replace(engines, translator=ChineseTranslator(DictatedTranslator(engines.translator, lies))) if lies else engines


def _play(path: Path, scenario: Scenario, desk: _Desk, out: Path | None) -> Iterator[tuple[Turn, Outcome, list[str], str]]:
    for number, turn in enumerate(scenario.turns, start=1):
        outcome = _take(number, turn, path.parent, desk)
        advised, exactly = _advised(turn, outcome, desk.advice)
        if turn.correct and not outcome.failed:
            outcome = _corrected(number, turn, outcome, desk)
        elif exactly is not None and (turn.text or not outcome.failed):
            outcome = replace(_said(number, exactly, turn, desk), transcript=outcome.transcript)
        said_back = _said_back(outcome, turn, desk.engines) if turn.expect.said_back_contains else None
        broken = failures(turn.expect, outcome, said_back, advised)
        wav = None
        if out is not None and outcome.speech:
            wav = out / f"{path.stem}-{number}.wav"
            files.write_wav(wav, outcome.speech)
        record = {
            "scenario": scenario.name, "turn": number, "who": turn.who, "input": turn.input, "holds": not broken,
            "broken": broken, "wav": str(wav) if wav else None, "said_back": said_back, **asdict(advised),
            **outcome.as_json(),
        }  # fmt: skip
        yield turn, outcome, broken, json.dumps(record, ensure_ascii=False)


def _take(number: int, turn: Turn, folder: Path, desk: _Desk) -> Outcome:
    """One turn, exactly as the kiosk takes it."""
    engines, speed = desk.engines, desk.speed
    if turn.phrase:
        return _say_phrase(number, turn, desk)
    if turn.text:
        events = convey(number, turn.text, Route(turn.language, turn.target), engines, speed=speed)
        return follow(events, time.perf_counter, anyway=turn.anyway)
    try:
        hint = offer.hint(engines, turn.sources, turn.target)
        audio = _input(turn, folder, engines)
    except StageError as error:
        return Outcome(failed=error)
    events = interpret(Segment(number, audio, hint, turn.target), engines, speed)
    return follow(events, time.perf_counter, anyway=turn.anyway)


def _say_phrase(number: int, turn: Turn, desk: _Desk) -> Outcome:
    """A verified phrase: no recogniser, no translator; only a voice, if there is one."""
    phrased = desk.advice.phrase(turn.phrase, turn.values, turn.language, turn.target)
    if phrased is None:
        message = f"there is no phrase {turn.phrase!r} in {turn.language} and {turn.target}, or a value is missing"
        return Outcome(failed=StageError("translation", "phrase.unknown", message))
    return _said(number, phrased, turn, desk)


def _said(number: int, phrased: Phrased, turn: Turn, desk: _Desk) -> Outcome:
    route = Route(phrased.voice, phrased.voice)
    outcome = follow(convey(number, phrased.aloud, route, desk.engines, speed=desk.speed), time.perf_counter)
    outcome.translation = Translation((phrased.means,), Route(turn.language, turn.target))
    return outcome


def _advised(turn: Turn, outcome: Outcome, advice: PhrasebookAdviser) -> tuple[Advised, Phrased | None]:
    """What is said of the words of a turn, as the dialogue asks for it, and the phrase whose very words they are."""
    heard = outcome.transcript
    words, language = (heard.text, heard.language) if heard else (turn.text, turn.language)
    if not words:
        return Advised(), None
    side: Side = "staff" if turn.who == "staff" else "visitor"
    meant = advice.meant(words, language, turn.target, side)
    counsel = advice.coach(words) if side == "staff" and helps(Route(language, turn.target)) else Counsel()
    told = Advised(meant.phrase.id if meant else "", counsel.why, counsel.plainer)
    return told, meant.phrase if meant and meant.exactly else None


def _corrected(number: int, turn: Turn, heard: Outcome, desk: _Desk) -> Outcome:
    """The turn once more with other words: what was heard stays, translation and speech are made anew."""
    language = heard.transcript.language if heard.transcript else turn.language
    events = convey(number, turn.correct, Route(language, turn.target), desk.engines, speed=desk.speed)
    outcome = follow(events, time.perf_counter, anyway=turn.anyway)
    outcome.transcript = heard.transcript
    return outcome


def _input(turn: Turn, folder: Path, engines: Engines) -> Audio:
    if turn.file:
        return files.read(folder / Path(os.path.expandvars(turn.file)).expanduser(), _LONGEST_FILE_S)
    if turn.sound:
        return sound(turn.sound, turn.seconds)
    spoken = at_rate(join(engines.synthesizer.synthesize(turn.say, turn.language)), SPEECH_RATE_HZ)
    return join([_ROOM, spoken, _ROOM])


def _said_back(outcome: Outcome, turn: Turn, engines: Engines) -> str:
    if not outcome.speech:
        return ""
    heard = at_rate(join(outcome.speech), SPEECH_RATE_HZ)
    return engines.transcriber.transcribe(join([_ROOM, heard, _ROOM]), Hint((turn.target,))).text


def _heard(turn: Turn, outcome: Outcome) -> str:
    heard = outcome.transcript
    if heard:
        return f"{heard.language}: {heard.text}"
    return "(typed)" if turn.text else "(which language?)" if outcome.language_unsure else "(nobody spoke)"


def _sounded(outcome: Outcome) -> str:
    if outcome.first_sound_s is not None:
        return f"{outcome.first_sound_s:.2f} s"
    return "text only" if outcome.text_only else "held" if outcome.held else ""


def _table(scenario: Scenario, rows: list[tuple[Turn, Outcome, list[str]]]) -> Table:
    table = Table(title=scenario.name, title_justify="left", show_lines=True)
    for heading in ("", "who", "input", "heard", "translation", "first sound", ""):
        table.add_column(heading, overflow="fold")
    for number, (turn, outcome, broken) in enumerate(rows, start=1):
        meant = outcome.translation
        table.add_row(
            str(number),
            turn.who,
            turn.input,
            _heard(turn, outcome),
            f"{meant.route.target}: {meant.text}" if meant else "",
            _sounded(outcome),
            "\n".join(broken) if broken else "holds",
        )
    return table
