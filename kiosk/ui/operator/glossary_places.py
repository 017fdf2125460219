"""Where tables are brought from and taken to: the home folder and whatever stick is plugged in. Nobody types a path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")

_STICKS = ("/media/", "/run/media/", "/mnt/")
_TABLES = (".csv", ".tsv", ".txt")
_MOST = 60
"""Tables that are listed, the newest first."""

_LOOKED_AT = 2000
"""Files and folders that are looked at in a place: a stick may hold a whole photo collection."""


@dataclass(frozen=True, slots=True)
class Place:
    """`stick`: it can be taken away."""

    folder: Path
    stick: bool


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that may hold a table. `changed`: seconds since 1970."""

    path: Path
    place: Place
    changed: float


def places(mounts: Path = MOUNTS, home: Path | None = None) -> list[Place]:
    """Every stick that is mounted where systems mount them, and home last."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        lines = []
    points = [_plain(fields[1]) for line in lines if len(fields := line.split()) > 1]
    sticks = sorted({point for point in points if point.startswith(_STICKS)})
    return [*(Place(Path(point), True) for point in sticks), Place(home or Path.home(), False)]


def tables_in(found: list[Place]) -> list[TableFile]:
    """The tables in these places and in the folders just below; the newest first."""
    files = {file.path: file for place in reversed(found) for file in _tables_of(place)}  # a stick may lie below home
    return sorted(files.values(), key=lambda file: (-file.changed, file.path))[:_MOST]


def free_name(folder: Path, name: str = "glossary", ending: str = ".csv") -> Path:
    """A file that isn't there yet: glossary.csv, glossary-2.csv and so on. Nothing is written over."""
    number = 1
    while os.path.lexists(path := folder / (f"{name}{ending}" if number == 1 else f"{name}-{number}{ending}")):
        number += 1
    return path


def _tables_of(place: Place) -> Iterator[TableFile]:
    seen = 0
    folders = [place.folder]
    for folder in folders:  # grows by the folders of the first one
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    seen += 1
                    if seen > _LOOKED_AT:
                        return
                    if entry.name.startswith("."):
                        continue
                    if folder == place.folder and entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    elif entry.name.casefold().endswith(_TABLES) and entry.is_file():
                        yield TableFile(Path(entry.path), place, entry.stat().st_mtime)
        except OSError:
            continue  # it was pulled out, or is for somebody else


def _plain(point: str) -> str:
    """As mount points are written in /proc: a space is \\040."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)
