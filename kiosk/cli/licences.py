"""`kiosk licences`: under which terms every part and every installed model may be used, and who made it."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from rich.table import Table

from kiosk.app import assemble
from kiosk.catalog import catalog_path, load_catalog
from kiosk.cli.console import console
from kiosk.cli.parsing import Subcommands
from kiosk.licences import notices, own_needs, parts


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "licences",
        parents=[common],
        help="list every part and model with its licence and makers",
        description="List every Python part and every installed model with its licence and who made it.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--notices", action="store_true", help="print THIRD_PARTY_NOTICES.md, with every model of the catalogue"
    )
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    found = parts(own_needs())
    if options.notices:
        print(notices(found, load_catalog(catalog_path()).models), end="")
        return 0
    models = [one.model for one in assemble(options.config, options.models, options.demo).inventory.models]
    if options.json:
        listed = [{"id": model.id, "licence": model.licence, "attribution": model.attribution} for model in models]
        print(json.dumps({"parts": [asdict(part) for part in found], "models": listed}, ensure_ascii=False))
        return 0
    table = Table()
    for heading in ("what", "licence", "by"):
        table.add_column(heading, overflow="fold")
    for model in models:
        table.add_row(model.id, model.licence, model.attribution)
    table.add_section()
    for part in found:
        table.add_row(f"{part.name} {part.version}", part.licence, "; ".join((part.author, *part.carries)))
    console().print(table)
    return 0
