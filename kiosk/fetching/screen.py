"""Progress for people who wait, on stderr: a bar for the file that is coming; without a terminal, a line for a large file."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Column

_NARROW = 72
"""Columns of a terminal under which only the name, the share and the time that is left have room."""


_WORTH_A_LINE_BYTES = 1_000_000


class Bars:
    """Satisfies Watch. A context manager that owns the bar while it is open, and leaves none behind. `lines`: whether files
    are named where there is no terminal."""

    def __init__(self, console: Console | None = None, *, lines: bool = True) -> None:
        self._console = console or Console(stderr=True)
        self._lines = lines and not self._console.is_terminal
        columns = _columns(self._console.width)
        waits = self._console.is_terminal
        self._progress = Progress(*columns, console=self._console, disable=not waits, transient=True, expand=True)
        self._task: TaskID | None = None

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def began(self, name: str, have: int, total: int) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(name, completed=have, total=total)
        if self._lines and total >= _WORTH_A_LINE_BYTES:
            already = f", {have / 1e6:.0f} MB are here" if have else ""
            self.said(f"  coming     {name}  ({total / 1e6:.0f} MB{already})")

    def moved(self, size: int) -> None:
        if self._task is not None:
            self._progress.advance(self._task, size)

    def said(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=not self._console.is_terminal)


def _columns(width: int) -> list[ProgressColumn]:
    """Each on one line, whatever the file is called."""
    name = TextColumn("{task.description}", table_column=Column(ratio=2, no_wrap=True, overflow="ellipsis"), markup=False)
    left = TimeRemainingColumn(compact=True, table_column=_whole())
    if width < _NARROW:
        return [name, TextColumn("{task.percentage:>3.0f} %", table_column=_whole()), left]
    bar = BarColumn(bar_width=None, table_column=Column(ratio=1))
    return [name, bar, DownloadColumn(table_column=_whole()), TransferSpeedColumn(table_column=_whole()), left]


def _whole() -> Column:
    return Column(no_wrap=True, justify="right")


def say_line(line: str) -> None:
    """As it is for a pipe, as wide as the screen for people."""
    put(wrapped(line, shutil.get_terminal_size().columns) if sys.stdout.isatty() else line)


def put(text: str) -> None:
    """A line to stdout, at once. Where the reader has gone away the work goes on unread."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wrapped(line: str, columns: int) -> str:
    """Broken between words and set in."""
    return textwrap.fill(line, max(20, columns - 1), subsequent_indent=" " * 6)
