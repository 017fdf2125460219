"""Where the staff's glossary lies, and how the engines see it as it is now."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kiosk.core.errors import OutputError, SettingsError
from kiosk.pipeline.glossary import EMPTY, Glossary, Term
from kiosk.pipeline.glossary_table import read_table, write_table
from kiosk.settings import default_path

_log = logging.getLogger(__name__)

EXAMPLE = Path(__file__).resolve().parent / "phrases" / "glossary.csv"
"""What the kiosk ships: names that translators are known to spoil. It serves until there is a list of one's own."""

_LARGEST = 4 << 20  # bytes


def glossary_path(config: Path | None = None) -> Path:
    """The staff's own list: `glossary.csv` beside kiosk.toml. It need not exist."""
    return (config or default_path()).absolute().parent / "glossary.csv"


def read_glossary(path: Path) -> tuple[list[Term], list[str]]:
    """What is right in a file and a line for each thing that is wrong; never raises."""
    try:
        if path.stat().st_size > _LARGEST:
            return [], [f"{path}: larger than {_LARGEST >> 20} MB, that is no list of names"]
        content = path.read_bytes()
    except OSError as error:
        return [], [f"{path}: can't be read ({error.strerror})"]
    terms, mistakes = read_table(content)
    return terms, [f"{path}: {mistake}" for mistake in mistakes]


def load_glossary(path: Path) -> list[Term]:
    """Raises SettingsError with every mistake in the file."""
    terms, mistakes = read_glossary(path)
    if mistakes:
        raise SettingsError(mistakes)
    return terms


def save_glossary(path: Path, terms: Iterable[Term]) -> None:
    """All of it or nothing of it: whoever reads meanwhile sees the old list. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".glossary-", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(write_table(terms))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise OutputError("output.unwritable", f"{path} can't be written ({error.strerror}); choose another place") from error


class GlossaryFile:
    """The list in a file as it is now: looked at on every call, read again only when it has changed.

    Without a file it is the shipped example. A file with mistakes gives what is right in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[str, int, int] | None = None
        self._glossary = EMPTY

    def __call__(self) -> Glossary:
        path = self._path if self._path.is_file() else EXAMPLE
        try:
            stat = path.stat()
        except OSError:
            return self._glossary
        seen = (str(path), stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            terms, mistakes = read_glossary(path)
            if mistakes:
                _log.warning("%s has %d mistakes; `kiosk glossary --check` names them", path, len(mistakes))
            self._glossary, self._seen = Glossary(terms), seen
        return self._glossary
