"""Where the staff's glossary lies, and how the engines see it as it is now."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from kiosk.core.errors import OutputError, SettingsError
from kiosk.pipeline.glossary import EMPTY, Glossary, Term
from kiosk.pipeline.glossary_table import read_table, write_table
from kiosk.pipeline.phrasebook_reading import Mistake
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
    terms, mistakes = check_glossary(path)
    return terms, [f"{path}: {mistake}" for mistake in mistakes]


def check_glossary(path: Path) -> tuple[list[Term], list[Mistake]]:
    """As `read_glossary`; line 0 is the whole file."""
    try:
        if path.stat().st_size > _LARGEST:
            size = f"larger than {_LARGEST >> 20} MB, that is no list of names", f"{_LARGEST >> 20} MBより大きいファイルです"
            return [], [Mistake(0, *size)]
        content = path.read_bytes()
    except OSError as error:
        return [], [Mistake(0, f"can't be read ({error.strerror})", f"読めません（{error.strerror}）")]
    return read_table(content)


def load_glossary(path: Path) -> list[Term]:
    """Raises SettingsError with every mistake in the file."""
    terms, mistakes = read_glossary(path)
    if mistakes:
        raise SettingsError(mistakes)
    return terms


def save_glossary(path: Path, terms: Iterable[Term]) -> None:
    """All of it or nothing of it, a power cut included: whoever reads meanwhile sees the old list. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")  # one name, so that a power cut leaves one file at most
        try:
            with part.open("wb") as file:
                file.write(write_table(terms))
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise OutputError("output.unwritable", f"{path} can't be written ({error.strerror}); choose another place") from error


class GlossaryFile:
    """The list in a file as it is now: looked at on every call, read again only when it has changed.

    Without a file it is the shipped example. A file with mistakes gives what is right in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[str, int, int, int] | None = None
        self._glossary = EMPTY

    def __call__(self) -> Glossary:
        path = self._path if self._path.is_file() else EXAMPLE
        try:
            stat = path.stat()
        except OSError:
            return self._glossary
        seen = (str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            terms, mistakes = read_glossary(path)
            if mistakes:
                _log.warning("%s has %d mistakes; `kiosk glossary --check` names them", path, len(mistakes))
            self._glossary, self._seen = Glossary(terms), seen
        return self._glossary
