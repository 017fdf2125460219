"""`kiosk glossary`: the staff's own names, listed, checked, brought in from a spreadsheet and written out for one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.table import Table

from kiosk.cli.console import console
from kiosk.cli.output import check_writable
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import UsageError
from kiosk.glossary_files import EXAMPLE, glossary_path, load_glossary, read_glossary, save_glossary
from kiosk.pipeline.glossary import Term


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "glossary",
        parents=[common],
        help="list, check and exchange the names that must come out right",
        description="The names that are heard, translated and spoken as they are listed. The list is glossary.csv beside "
        "kiosk.toml, in force at the next turn; until there is one, the kiosk's own examples serve.",
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--check", type=Path, metavar="FILE", help="name every mistake in a table")
    chosen.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="take this table (CSV or text) as the list")
    chosen.add_argument("--export", type=Path, metavar="FILE", help="write the list as a table that Excel opens")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    own = glossary_path(options.config)
    if options.check is not None:
        return _check(options.check)
    if options.bring is not None:
        terms = load_glossary(_there(options.bring))
        save_glossary(own, terms)
        print(f"{len(terms)} names in {own}, in force at the next turn", file=sys.stderr)
        return 0
    used = own if own.is_file() else EXAMPLE
    terms, mistakes = read_glossary(used)
    if options.export is not None:
        check_writable(options.export)
        save_glossary(options.export, terms)
    else:
        console().print(_table(terms))
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    print(f"{len(terms)} names from {used if used == own else 'the examples of the kiosk'}", file=sys.stderr)
    return 0


def _check(path: Path) -> int:
    terms, mistakes = read_glossary(_there(path))
    for mistake in mistakes:
        print(mistake)
    print(f"{len(mistakes)} mistakes; {len(terms)} names", file=sys.stderr)
    return 1 if mistakes else 0


def _there(path: Path) -> Path:
    if not path.is_file():
        raise UsageError("usage.input", f"{path}: there is no such file")
    return path


def _table(terms: list[Term]) -> Table:
    codes = sorted({code for term in terms for code in term.forms})
    table = Table()
    for heading in ("用語", "読み", *codes, "メモ"):
        table.add_column(heading, overflow="fold")
    for term in terms:
        table.add_row(term.term, term.reading, *(term.forms.get(code, "") for code in codes), term.note)
    return table
