"""Progress for people who wait: a bar for each file, on stderr; lines only where there is no terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn, TransferSpeedColumn


class Bars:
    """Satisfies Watch. A context manager that owns the bars while it is open."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def began(self, name: str, have: int, total: int) -> None:
        self._task = self._progress.add_task(name, completed=have, total=total)

    def moved(self, size: int) -> None:
        if self._task is not None:
            self._progress.advance(self._task, size)

    def said(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
