"""What became of a model that was to be fetched or added, and what the disk's refusals mean."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.catalog import Model, ModelFile
from kiosk.core.errors import ModelError

State = Literal["present", "installed", "recorded", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`state`: it was there and whole, it was put there, its digests were recorded where it lay, or it can't be had and
    `error` says why."""

    id: str
    state: State
    error: ModelError | None = None


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Make `folder` if need be. Raises ModelError("disk.full" or "disk.refused") for what the disk says inside."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            line = f"{folder}: not enough space on this disk; free some and run this again"
            raise ModelError("disk.full", line) from error
        raise ModelError("disk.refused", f"{folder}: can't be written ({error.strerror})") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raises ModelError("source.missing") when `path`, which the models come from, can't be read."""
    try:
        yield
    except OSError as error:
        raise ModelError("source.missing", f"{path}: can't be read ({error.strerror})") from error


def compare(model: Model, written: tuple[ModelFile, ...], source: str) -> None:
    """Whether what was written is what the catalogue says. Raises ModelError("model.corrupt") that names the source."""
    found = {file.name: file.sha256 for file in written}
    for file in model.files:
        if file.sha256 and found.get(file.name) != file.sha256:
            line = f"{model.id}: {file.name} from {source} is not the file that the catalogue knows; nothing was changed"
            raise ModelError("model.corrupt", line)
