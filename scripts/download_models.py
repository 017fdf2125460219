#!/usr/bin/env python3
"""Bring the kiosk's models into models/, and check them.

    python scripts/download_models.py fetch --profile starter    put together what a first run needs
    python scripts/download_models.py list                       what there is and what is installed
    python scripts/download_models.py verify --deep              hash every file of every installed model
    python scripts/download_models.py add FILE...                an .argosmodel, a Piper .onnx, or a model's folder

Exit status: 0 done; 1 a mistake in this program; 2 the command makes no sense; 3 a source can't be reached or isn't
installed; 4 a file is missing or is not what it should be; 5 the disk is full or can't be written; 6 another run is
changing the models; 7 a licence was not accepted; 130 interrupted. A run that is killed leaves a model either whole or
not there; run it again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # works from a checkout where the kiosk itself isn't installed
    sys.path.insert(0, str(ROOT))

try:
    from kiosk.catalog import Catalog, Model, catalog_path, load_catalog
    from kiosk.core.errors import KioskError, ModelError, SettingsError, UsageError
    from kiosk.fetching.adding import add
    from kiosk.fetching.profile import fetch
    from kiosk.inventory import Installed, Inventory, survey, verify
    from kiosk.settings import Settings, models_folder
except ModuleNotFoundError as missing:
    sys.exit(f"download_models: {missing.name} is not installed; use the Python of the kiosk's environment, .venv/bin/python")

EXIT_USAGE = 2
EXIT_INTEGRITY = 4
EXIT_INTERRUPTED = 130
EXIT = {"source.missing": 3, "disk.full": 5, "disk.refused": 5, "models.locked": 6, "licence.refused": 7}
"""By the code of a ModelError; every other code means that a file is not what it should be."""

DAMAGE = ("model.missing", "model.corrupt", "model.unusable")

Report = dict[str, object]


@dataclass(frozen=True, slots=True)
class Request:
    """What a command works on. `say` prints a line for people, and nothing with --json."""

    options: argparse.Namespace
    folder: Path
    catalog: Catalog
    catalog_folder: Path
    say: Callable[[str], None]


def main(argv: Sequence[str] | None = None, catalog: Path | None = None) -> int:
    """Run one command and return its exit status. `catalog`: another catalogue than the kiosk's own."""
    options = _parser().parse_args(argv, argparse.Namespace(models="", json=False))
    report: Report = {}
    try:
        status = _run(options, catalog or catalog_path(), report)
    except KeyboardInterrupt:
        status, report["error"] = EXIT_INTERRUPTED, {"code": "interrupted", "line": "interrupted; run it again"}
    except KioskError as error:
        status, report["error"] = _status(error), {"code": error.code, "line": str(error)}
    if options.json:
        print(json.dumps({**report, "exit_status": status}, ensure_ascii=False, indent=2))
    elif "error" in report:
        print(f"download_models: {cast(dict[str, str], report['error'])['line']}", file=sys.stderr)
    return status


def _run(options: argparse.Namespace, catalog: Path, report: Report) -> int:
    folder = Path(options.models).expanduser() if options.models else models_folder(Settings())
    report["models_folder"] = str(folder.absolute())
    say: Callable[[str], None] = (lambda line: None) if options.json else print
    request = Request(options, folder.absolute(), load_catalog(catalog), catalog.parent, say)
    command = {"list": _list, "fetch": _fetch, "verify": _verify, "add": _add}[options.command]
    return command(request, report)


def _status(error: KioskError) -> int:
    if isinstance(error, UsageError | SettingsError):
        return EXIT_USAGE
    return EXIT.get(error.code, EXIT_INTEGRITY)


def _list(request: Request, report: Report) -> int:
    inventory = survey(request.folder, request.catalog)
    states = [(one.model, "installed" if one.trusted else "untrusted") for one in inventory.models]
    here = {model.id for model, _ in states}
    states += [(model, "available") for model in request.catalog.models if model.id not in here]
    report["models"] = [_described(model) | {"state": state} for model, state in states]
    request.say(f"Models in {request.folder}:")
    for model, state in states:
        size = f"{model.bytes / 1e6:.0f} MB" if model.files else ""
        request.say(f"  {state:<9}  {model.id:<24}  {model.kind:<11}  {_covers(model):<14}  {size:>7}  {model.licence}")
    if any(state == "untrusted" for _, state in states):
        request.say("  untrusted: in use, but nobody has recorded its digests; `add` its folder to record them")
    _tell_problems(request, inventory, report)
    return 0


def _fetch(request: Request, report: Report) -> int:
    models = request.catalog.profile(request.options.profile)
    if not models:
        profiles = ", ".join(request.catalog.profiles())
        raise UsageError("profile.unknown", f"there is no profile {request.options.profile!r}; there is: {profiles}")
    outcomes = fetch(models, request.folder, request.catalog_folder)
    report["models"] = [{"id": outcome.id, "state": outcome.state} for outcome in outcomes]
    for model, outcome in zip(models, outcomes, strict=True):
        request.say(f"  {outcome.state:<9}  {model.id:<24}  {model.licence}: {model.attribution}")
    return 0


def _verify(request: Request, report: Report) -> int:
    inventory = survey(request.folder, request.catalog)
    for installed in inventory.models:
        if request.options.deep and (error := _flaw(installed)):
            inventory = inventory.without(installed, error)
    depth = "every file has its digest" if request.options.deep else "every file has its size; --deep hashes them"
    report["models"] = [{"id": one.model.id, "state": "whole", "trusted": one.trusted} for one in inventory.models]
    for one in inventory.models:
        request.say(f"  whole  {one.model.id:<24}  {depth if one.trusted else 'untrusted: nobody has recorded its digests'}")
    _tell_problems(request, inventory, report)
    return EXIT_INTEGRITY if any(problem.code in DAMAGE for problem in inventory.problems) else 0


def _add(request: Request, report: Report) -> int:
    added: list[dict[str, str]] = []
    report["models"] = added
    for path in request.options.file:
        outcome = add(Path(path), request.folder, request.catalog)
        added.append({"id": outcome.id, "state": outcome.state})
        request.say(f"  {outcome.state:<9}  {outcome.id}")
    return 0


def _flaw(installed: Installed) -> ModelError | None:
    try:
        verify(installed)
    except ModelError as error:
        return error
    return None


def _tell_problems(request: Request, inventory: Inventory, report: Report) -> None:
    report["problems"] = [{"name": one.name, "code": one.code, "line": one.line} for one in inventory.problems]
    for problem in inventory.problems:
        request.say(f"  problem  {problem.line}")


def _described(model: Model) -> dict[str, object]:
    return {
        "id": model.id,
        "kind": model.kind,
        "languages": list(model.languages),
        "route": str(model.route) if model.route else None,
        "quality": model.quality,
        "bytes": model.bytes,
        "memory_mb": model.memory_mb,
        "licence": model.licence,
        "attribution": model.attribution,
        "source": model.source,
    }


def _covers(model: Model) -> str:
    if model.route is not None:
        return str(model.route)
    return ", ".join(model.languages) if len(model.languages) <= 3 else f"{len(model.languages)} languages"


def _parser() -> argparse.ArgumentParser:
    opening, _, rest = (__doc__ or "").partition("\n\n")
    common = argparse.ArgumentParser(add_help=False)
    # Suppressed defaults, so that both options may stand before the command as well as after it.
    common.add_argument("--models", metavar="DIR", default=argparse.SUPPRESS, help="the models folder (default: the kiosk's)")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object")
    parser = argparse.ArgumentParser(
        prog="download_models",
        description=opening,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", parents=[common], help="what there is and what is installed")
    fetching = commands.add_parser("fetch", parents=[common], help="bring a set of models; quick when they are there")
    fetching.add_argument("--profile", required=True, help="which set: starter")
    verifying = commands.add_parser("verify", parents=[common], help="check what is installed")
    verifying.add_argument("--deep", action="store_true", help="hash every file")
    adding = commands.add_parser("add", parents=[common], help="bring models you have as files")
    adding.add_argument("file", nargs="+", metavar="FILE", help="an .argosmodel, a Piper .onnx, or a model's folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
