#!/usr/bin/env python3
"""Bring the kiosk's models into models/, check them, and carry them on a stick.

    python scripts/download_models.py fetch --profile starter    put together what a first run needs
    python scripts/download_models.py plan --for ja,en,ko        what these languages need, its size and licences
    python scripts/download_models.py fetch --for ja,en,ko       bring it
    python scripts/download_models.py verify                     hash what changed since it was last hashed; --deep all
    python scripts/download_models.py add FILE...                an .argosmodel, a Piper .onnx, or a model's folder
    python scripts/download_models.py export-bundle /media/stick --key office.key
    python scripts/download_models.py import-bundle /media/stick --key office.key.pub

Profiles: starter, counter, shelter, quality. --mirror URL or DIR looks there first; every file is believed by its digest
only, so any mirror will do. HTTPS_PROXY, HTTP_PROXY, NO_PROXY and SSL_CERT_FILE are heeded; KIOSK_MIRROR names a mirror too.

Exit status: 0 done; 1 a mistake in this program; 2 the command makes no sense; 3 a source can't be reached or isn't
installed; 4 a file is missing or is not what it should be, or a signature is wrong; 5 the disk is full or can't be written;
6 another run is changing the models; 7 a licence was not accepted; 130 interrupted. A run that is killed leaves a model
either whole or not there; run it again and it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import os
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
    from kiosk.fetching.arguments import make_parser
    from kiosk.fetching.bundles import export_bundle, heed, read_bundle
    from kiosk.fetching.cleaning import clean
    from kiosk.fetching.keys import make_key, read_public
    from kiosk.fetching.outcome import Outcome, writing
    from kiosk.fetching.plan import (
        Choice,
        Plan,
        choose_languages,
        choose_models,
        choose_profile,
        plan,
        refuse_without_consent,
    )
    from kiosk.fetching.profile import fetch
    from kiosk.fetching.screen import Bars, put, say_line
    from kiosk.fetching.supply import Supply, read_mirror
    from kiosk.fetching.telling import (
        covers,
        described,
        failure_line,
        outcome_for_json,
        outcome_line,
        plan_for_json,
        plan_lines,
    )
    from kiosk.inventory import TRUSTED_KEY, Installed, Inventory, survey, verify, verify_at_start
    from kiosk.packs.digests import read_digests
    from kiosk.settings import Settings, models_folder
except ModuleNotFoundError as missing:
    sys.exit(f"download_models: {missing.name} is not installed; use the Python of the kiosk's environment, .venv/bin/python")

EXIT_USAGE = 2
EXIT_INTEGRITY = 4
EXIT_INTERRUPTED = 130
EXIT = {
    "source.missing": 3,
    "source.unreachable": 3,
    "disk.full": 5,
    "disk.refused": 5,
    "models.locked": 6,
    "licence.refused": 7,
}
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
    options = make_parser(__doc__ or "").parse_args(argv, argparse.Namespace(models="", json=False))
    report: Report = {}
    try:
        status = _run(options, catalog or catalog_path(), report)
    except KeyboardInterrupt:
        status, report["error"] = EXIT_INTERRUPTED, {"code": "interrupted", "line": "interrupted; run it again"}
    except KioskError as error:
        status, report["error"] = _status(error), {"code": error.code, "line": str(error)}
    if options.json:
        put(json.dumps({**report, "exit_status": status}, ensure_ascii=False, indent=2))
    elif "error" in report:
        print(f"download_models: {cast(dict[str, str], report['error'])['line']}", file=sys.stderr)
    return status


def _run(options: argparse.Namespace, catalog: Path, report: Report) -> int:
    folder = Path(options.models).expanduser() if options.models else models_folder(Settings())
    report["models_folder"] = str(folder.absolute())
    say: Callable[[str], None] = (lambda line: None) if options.json else say_line
    request = Request(options, folder.absolute(), load_catalog(catalog), catalog.parent, say)
    return COMMANDS[options.command](request, report)


def _status(error: KioskError) -> int:
    if isinstance(error, UsageError | SettingsError):
        return EXIT_USAGE
    return EXIT.get(error.code, EXIT_INTEGRITY)


def _list(request: Request, report: Report) -> int:
    inventory = survey(request.folder, request.catalog)
    states = [(one.model, "installed" if one.trusted else "untrusted") for one in inventory.models]
    here = {model.id for model, _ in states}
    states += [(model, "available") for model in request.catalog.models if model.id not in here]
    report["models"] = [described(model) | {"state": state} for model, state in states]
    request.say(f"Models in {request.folder}:")
    for model, state in states:
        size = f"{model.bytes / 1e6:.0f} MB" if model.bytes else ""
        request.say(f"  {state:<9}  {model.id:<24}  {model.kind:<11}  {covers(model):<14}  {size:>7}  {model.licence}")
    if any(state == "untrusted" for _, state in states):
        request.say("  untrusted: in use, but nobody has recorded its digests; `add` its folder to record them")
    _tell_problems(request, inventory, report)
    return 0


def _plan(request: Request, report: Report) -> int:
    _tell_plan(request, plan(_choice(request), request.folder), report)
    return 0


def _fetch(request: Request, report: Report) -> int:
    options = request.options
    choice = _choice(request)
    mirrors = tuple(map(read_mirror, options.mirror or filter(None, [os.environ.get("KIOSK_MIRROR", "")])))
    lacking = plan(choice, request.folder)
    _tell_plan(request, lacking, report)
    refuse_without_consent(lacking.lacking, options.accept_licence)
    if options.profile == "starter" and not mirrors:
        return _tell_outcomes(request, choice.models, fetch(choice.models, request.folder, request.catalog_folder), report)
    with Bars(lines=not options.json) as bars:
        supply = Supply(mirrors, origin=not options.only_mirrors, watch=bars)
        outcomes = fetch(choice.models, request.folder, request.catalog_folder, supply=supply)
    return _tell_outcomes(request, choice.models, outcomes, report)


def _choice(request: Request) -> Choice:
    options, catalog = request.options, request.catalog
    if options.profile:
        return choose_profile(catalog, options.profile)
    if options.model:
        return choose_models(catalog, options.model.split(","))
    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    if not codes:
        raise UsageError("language.none", "--for needs the codes of languages, like ja,en,ko")
    return choose_languages(catalog, codes, survey(request.folder, catalog), options.accept_licence)


def _export(request: Request, report: Report) -> int:
    inventory = survey(request.folder, request.catalog)
    for problem in inventory.problems:
        if problem.code in DAMAGE and request.catalog.find(problem.name):
            raise ModelError(problem.code, problem.line)  # or a stick would lack it and nobody would know
    key = Path(request.options.key) if request.options.key else None
    target = Path(request.options.folder).absolute()
    known = [one for one in inventory.models if request.catalog.find(one.model.id)]
    with writing(target), Bars(lines=not request.options.json) as bars:
        ids = export_bundle(known, target, key, watch=bars)
    report["models"] = [{"id": name, "state": "exported"} for name in ids]
    report["left_out"] = left_out = [one.model.id for one in inventory.models if one not in known]
    for name in ids:
        request.say(f"  exported   {name}")
    for name in left_out:
        request.say(f"  left out   {name}: not in the catalogue, so no kiosk would take it from a stick; `add` it there")
    if key is None:
        request.say("  not signed: only what the catalogue has every digest of will be taken from it; --key FILE signs")
    return 0


def _import(request: Request, report: Report) -> int:
    options = request.options
    trusted = request.folder / TRUSTED_KEY
    given = Path(options.key) if options.key else trusted if trusted.is_file() else None
    mirror = read_mirror(options.folder)
    bundle = heed(read_bundle(mirror, request.catalog, read_public(given) if given else None), read_digests(request.folder))
    report["not_taken"] = list(bundle.gaps)
    for line in bundle.gaps:
        request.say(f"  not taken  {line}")
    lacking = plan(Choice(bundle.models), request.folder)
    _tell_plan(request, lacking, report)
    refuse_without_consent(lacking.lacking, options.accept_licence)
    with Bars(lines=not options.json) as bars:
        supply = Supply((mirror,), origin=False, unpacked=True, digests=bundle.digests, watch=bars)
        outcomes = fetch(bundle.models, request.folder, request.catalog_folder, supply=supply)
    status = _tell_outcomes(request, bundle.models, outcomes, report)
    if bundle.gaps and not status:
        status = EXIT_INTEGRITY
        report["error"] = {"code": "bundle.gaps", "line": f"not everything in the bundle was taken: {bundle.gaps[0]}"}
    return status


def _make_key(request: Request, report: Report) -> int:
    public = make_key(Path(request.options.file).absolute())
    report["public_key"] = str(public)
    request.say(f"  keep {request.options.file} to yourself; copy {public} to each kiosk, as models/{TRUSTED_KEY}")
    return 0


def _gc(request: Request, report: Report) -> int:
    report["freed_bytes"] = freed = clean(request.folder)
    request.say(f"  {freed / 1e6:.0f} MB of leftovers removed")
    return 0


def _verify(request: Request, report: Report) -> int:
    inventory = survey(request.folder, request.catalog)
    for installed in inventory.models:
        if error := _flaw(installed, verify if request.options.deep else verify_at_start):
            inventory = inventory.without(installed, error)
    depth = "every file has its digest" if request.options.deep else "every file is as when it was hashed; --deep hashes again"
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


def _flaw(installed: Installed, check: Callable[[Installed], None]) -> ModelError | None:
    try:
        check(installed)
    except ModelError as error:
        return error
    return None


def _tell_plan(request: Request, found: Plan, report: Report) -> None:
    report["plan"] = plan_for_json(found)
    for line in plan_lines(found):
        request.say(line)


def _tell_outcomes(request: Request, models: Sequence[Model], outcomes: Sequence[Outcome], report: Report) -> int:
    """What became of each; the exit status is that of the first failure."""
    report["models"] = [outcome_for_json(one) for one in outcomes]
    for model, outcome in zip(models, outcomes, strict=True):
        request.say(outcome_line(model, outcome))
    failures = [outcome.error for outcome in outcomes if outcome.error]
    if failures:
        report["error"] = {"code": failures[0].code, "line": failure_line(failures, len(outcomes))}
    return _status(failures[0]) if failures else 0


def _tell_problems(request: Request, inventory: Inventory, report: Report) -> None:
    report["problems"] = [{"name": one.name, "code": one.code, "line": one.line} for one in inventory.problems]
    for problem in inventory.problems:
        request.say(f"  problem  {problem.line}")


COMMANDS: dict[str, Callable[[Request, Report], int]] = {
    **{"list": _list, "plan": _plan, "fetch": _fetch, "verify": _verify, "add": _add, "gc": _gc},
    **{"export-bundle": _export, "import-bundle": _import, "make-key": _make_key},
}


if __name__ == "__main__":
    sys.exit(main())
