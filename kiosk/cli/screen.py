"""`kiosk` without a command: the screens that visitors and staff talk through."""

from __future__ import annotations

import argparse


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options, on the program itself; a command has its own."""
    group = parser.add_argument_group("without a command the kiosk opens over the whole screen")
    group.add_argument("--windowed", action="store_true", help="in a window instead")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    from kiosk.ui.run import main as open_screen

    return open_screen(options)
