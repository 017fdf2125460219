"""`kiosk doctor`: what this machine has, what is missing, and the command that gets it."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Literal

from rich.table import Table

from kiosk import __version__
from kiosk.app import Kiosk, assemble
from kiosk.audio.devices import list_devices, unwatched
from kiosk.catalog import Kind
from kiosk.cli.console import console
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import AudioError, ModelError
from kiosk.core.language import LANGUAGES
from kiosk.inventory import Problem, verify
from kiosk.ui.i18n import SCREEN_LANGUAGES

State = Literal["good", "note", "bad"]

_PARTS = (
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "argos-translate-lt",
    "piper-tts",
    "pyopenjtalk-plus",
    "av",
    "numpy",
    "pyside6-essentials",
)
_QT = "apt install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
_NEEDED_MB = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend`: what to type or do, empty when all is well."""

    subject: str
    state: State
    said: str
    mend: str = ""


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "doctor",
        parents=[common],
        help="check versions, models, sound, fonts and memory",
        description="Check this machine and say what is missing and how to get it. Ends with 0 when nothing is bad.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    kiosk = assemble(options.config, options.models, options.demo)
    findings = list(_examine(kiosk))
    if options.json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
    else:
        console().print(_table(findings))
    bad = sum(finding.state == "bad" for finding in findings)
    print(f"{bad} to mend" if bad else "nothing to mend", file=sys.stderr)
    return 1 if bad else 0


def _examine(kiosk: Kiosk) -> Iterator[Finding]:
    yield Finding("kiosk", "good", f"{__version__}, Python {platform.python_version()}, {platform.machine()}")
    yield from (_part(name) for name in _PARTS)
    yield from _guards()
    yield from _models(kiosk)
    yield _memory()
    yield _disk(kiosk)
    yield from _sound()
    yield from _fonts(kiosk)


def _part(name: str) -> Finding:
    try:
        return Finding(name, "good", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "bad", "not installed", "sh scripts/demo")


def _guards() -> Iterator[Finding]:
    """Importing the kiosk sets these; a launcher that undid them would let the parts phone home."""
    off = [name for name in ("ORT_DISABLE_TELEMETRY", "HF_HUB_OFFLINE") if os.environ.get(name) != "1"]
    if off:
        yield Finding("offline", "bad", f"{', '.join(off)} was changed after the start", "start it with the kiosk command")
    else:
        yield Finding("offline", "good", "telemetry and model hubs are switched off")


def _models(kiosk: Kiosk) -> Iterator[Finding]:
    stock = kiosk.inventory
    for installed in stock.models:
        model = installed.model
        about = f"{model.kind}, {model.licence}, about {model.memory_mb} MB of memory"
        try:
            verify(installed)
        except ModelError as error:
            problem = Problem(model.id, str(error), error.code, model.kind)
            yield Finding(model.id, "bad", "not as it should be", f"{problem.line}\n{problem.japanese}")
        else:
            if model.inside is not None:
                yield Finding(model.id, "good", f"part of {model.inside.distribution}, whose hash is pinned; {about}")
            elif installed.trusted:
                yield Finding(model.id, "good", f"every SHA-256 is right; {about}")
            else:
                yield Finding(model.id, "note", f"not in the catalogue, used as it is; {about}")
    for problem in stock.problems:
        yield Finding(problem.name, "bad" if problem.kind else "note", "not used", f"{problem.line}\n{problem.japanese}")
    wanted: tuple[tuple[str, tuple[Kind, ...]], ...] = (("recogniser", ("whisper",)), ("voice", ("piper", "openjtalk")))
    for name, kinds in wanted:
        if not stock.of_kind(*kinds):
            yield Finding(
                name, "bad", f"no {name} in {kiosk.folder}", "python scripts/download_models.py fetch --profile starter"
            )


def _memory() -> Finding:
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (ValueError, OSError):
        return Finding("memory", "note", "not known here")
    if free < _NEEDED_MB:
        return Finding("memory", "note", f"{free} MB free", f"the starter models want {_NEEDED_MB} MB: close other programs")
    return Finding("memory", "good", f"{free} MB free, {os.cpu_count()} processor threads")


def _disk(kiosk: Kiosk) -> Finding:
    place = next(path for path in (kiosk.folder, *kiosk.folder.parents) if path.exists())
    free = shutil.disk_usage(place).free // 2**20
    writable = "" if os.access(place, os.W_OK) else ", read-only"
    return Finding("models folder", "good", f"{kiosk.folder}, {free} MB free{writable}")


def _sound() -> Iterator[Finding]:
    if find_library("portaudio") is None:
        yield Finding(
            "sound", "note", "PortAudio is missing: sound files work, a microphone won't", "apt install libportaudio2"
        )
        return
    try:
        devices = list_devices()
    except AudioError as error:
        yield Finding("sound", "note", str(error), "sound files work without it")
        return
    for device in devices:
        if not device.monitor:
            kind = "microphone" if device.inputs else "loudspeaker"
            default = ", the default" if device.default_input or device.default_output else ""
            yield Finding(kind, "good", f"{device.about or device.name}, {device.rate_hz} Hz{default}")
    if not any(device.inputs and not device.monitor for device in devices):
        yield Finding("microphone", "note", "there is none: sound files work", "plug in a microphone")
    if not any(device.outputs for device in devices):
        yield Finding("loudspeaker", "note", "there is none: sound files work", "plug in a loudspeaker")
    if unwatched(devices):
        lost = "a microphone that goes may become the loudspeaker's own sound unnoticed"
        yield Finding("sound", "note", lost, "apt install pulseaudio-utils")


def _fonts(kiosk: Kiosk) -> Iterator[Finding]:
    """Asked of Qt itself, in a process of its own: a library that Qt misses ends that one, not this."""
    routes = kiosk.inventory.packages()
    offered = kiosk.settings.languages or {code for route in routes for code in (route.source, route.target)}
    codes = sorted({*SCREEN_LANGUAGES, *offered} & LANGUAGES.keys())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.ui.fonts", *codes], capture_output=True, text=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        yield Finding("screen", "bad", "Qt doesn't come up in a minute", _QT)
        return
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or [f"it ends with {done.returncode}"]
        yield Finding("screen", "bad", f"Qt can't be started: {said[0]}", _QT)
        return
    lacking = [json.loads(line) for line in done.stdout.splitlines()]
    for package, family in dict.fromkeys((lack["package"], lack["family"]) for lack in lacking):
        here = [lack for lack in lacking if lack["family"] == family]
        there = (
            "isn't there"
            if here[0]["is_missing"]
            else f"lacks {len({*''.join(lack['characters'] for lack in here)})} characters"
        )
        said_of = f"{family} {there}: boxes instead of letters in {', '.join(lack['code'] for lack in here)}"
        yield Finding("font", "note", said_of, f"apt install {package}")
    if not lacking:
        yield Finding("fonts", "good", f"{len(codes)} languages can be written")


def _table(findings: list[Finding]) -> Table:
    table = Table()
    for heading in ("what", "", "found", "to mend it"):
        table.add_column(heading, overflow="fold")
    marks = {"good": "ok", "note": "note", "bad": "BAD"}
    for finding in findings:
        table.add_row(finding.subject, marks[finding.state], finding.said, finding.mend)
    return table
