"""`kiosk languages`: what can be heard, translated and spoken here, and by which model."""

from __future__ import annotations

import argparse
import json
import sys

from rich.table import Table

from kiosk.app import assemble
from kiosk.cli.console import console
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import ModelError
from kiosk.core.language import LANGUAGES, Route, full_form
from kiosk.inventory import Installed, Inventory, without_broken


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "languages",
        parents=[common],
        help="list what can be heard, translated and spoken, and by which model",
        description="List every language that something installed can do something with.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    kiosk = assemble(options.config, options.models, options.demo)
    stock = without_broken(kiosk.inventory)
    rows = [row for code in LANGUAGES if (row := _row(code, stock))]
    if options.json:
        problems = [{"name": problem.name, "line": problem.line, "japanese": problem.japanese} for problem in stock.problems]
        print(json.dumps({"languages": rows, "problems": problems}, ensure_ascii=False))
        return 0
    console().print(_table(rows))
    for problem in stock.problems:
        print(f"not used: {problem.line}\n          {problem.japanese}", file=sys.stderr)
    if any("*" in str(cell) for row in rows for cell in row.values()):
        print("* not in the catalogue: used as it is, nobody has recorded what its files should be", file=sys.stderr)
    return 0


def _row(code: str, stock: Inventory) -> dict[str, object] | None:
    voices, packages = stock.voices(), stock.packages()
    full = full_form(code)  # a plainer form is made from what is installed for the full one
    heard = _hears(stock, code)
    to = _reached(full, set(packages), heard is not None)
    voice = voices.get(full)
    reached = sorted(route.source for route in packages if route.target == full)
    if not (heard or to or reached or voice):
        return None
    used = [packages[route] for route in packages if full in (route.source, route.target)]
    return {
        "code": code,
        "name": LANGUAGES[code].endonym,
        "english": LANGUAGES[code].english,
        "heard_by": _name(heard) if heard else None,
        "translated_to": sorted({*to, *_other_forms(code)}),
        "translated_from": reached,
        "packages": [_name(package) for package in used],
        "spoken_by": _name(voice) if voice else None,
    }


def _reached(code: str, routes: set[Route], heard: bool) -> list[str]:
    """Directly, through English, and by the recogniser's own English where no package leads from the language."""
    direct = {route.target for route in routes if route.source == code}
    if "en" in direct or heard:
        direct |= {"en"} | {route.target for route in routes if route.source == "en"}
    return sorted(direct - {code})


def _other_forms(code: str) -> list[str]:
    """What it is reworded into, by rules that need no model."""
    return [other for other in LANGUAGES if other != code and full_form(other) == full_form(code)]


def _hears(stock: Inventory, code: str) -> Installed | None:
    try:
        best = stock.best_transcriber()
    except ModelError:
        return None
    return best if code in best.model.languages else None


def _name(installed: Installed) -> str:
    return installed.model.id + ("" if installed.trusted else "*")


def _table(rows: list[dict[str, object]]) -> Table:
    table = Table()
    for heading in ("code", "language", "heard by", "translated to", "spoken by"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        to, packages = row["translated_to"], row["packages"]
        by = f" ({', '.join(map(str, packages))})" if isinstance(packages, list) and packages else ""
        table.add_row(
            str(row["code"]),
            f"{row['name']}  {row['english']}",
            str(row["heard_by"] or ""),
            (", ".join(map(str, to)) if isinstance(to, list) else "") + by,
            str(row["spoken_by"] or "text only"),
        )
    return table
