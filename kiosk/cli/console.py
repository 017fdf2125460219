"""Where tables are printed: as wide as the terminal, and wide enough to read when it is none."""

from __future__ import annotations

from rich.console import Console

_WIDTH_ELSEWHERE = 150


def console() -> Console:
    screen = Console()
    return screen if screen.is_terminal else Console(width=_WIDTH_ELSEWHERE)
