"""models/lock.toml: the digests that the catalogue doesn't have, of models that were added or fetched here."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.catalog import NAME, Model, ModelFile, read_file
from kiosk.core.errors import ModelError
from kiosk.core.tables import Table
from kiosk.packs.staging import DISK, STAGE_PREFIX, Disk, write_file

FILE_NAME = "lock.toml"
_HEADER = "# Digests that the catalogue doesn't have. Written by scripts/download_models.py; a model that differs is refused.\n"
_SCHEMA = 1
_MEND = "delete it and run `python scripts/download_models.py add` for each added model"

Digests = Mapping[str, tuple[ModelFile, ...]]
"""The files of each added model, by the model's id."""


def read_digests(folder: Path) -> Digests:
    """What is recorded in `folder`. Raises ModelError("model.unusable") when lock.toml can't be read."""
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError("model.unusable", f"{FILE_NAME}: can't be read ({error}); {_MEND}") from error
    mistakes: list[str] = []
    top = Table(content, FILE_NAME, mistakes)
    digests = read_entries(top)
    if mistakes:
        raise ModelError("model.unusable", f"{'; '.join(mistakes)}; {_MEND}")
    return digests


def read_entries(top: Table) -> Digests:
    """The models of a lock.toml or of a bundle; what is wrong is noted in the table."""
    top.whole("schema", _SCHEMA, _SCHEMA)
    digests: dict[str, tuple[ModelFile, ...]] = {}
    for table in top.tables("model"):
        files = tuple(read_file(file) for file in table.tables("file"))
        if not files or not all(file.sha256 and file.bytes for file in files):
            table.wrong("file", "every file needs its size and its digest here")
        digests[table.matching("id", NAME)] = files
        table.finish()
    top.finish()
    return digests


def write_digests(folder: Path, digests: Digests, disk: Disk = DISK, name: str = FILE_NAME) -> None:
    """Replace lock.toml, or a bundle's listing, as a whole. Hold the lock of `folder`."""
    lines = [_HEADER, f"schema = {_SCHEMA}\n"]
    for model, files in sorted(digests.items()):
        lines.append(f"\n[[model]]\nid = {_quoted(model)}\n")
        for file in files:
            lines.append(f'[[model.file]]\nname = {_quoted(file.name)}\nbytes = {file.bytes}\nsha256 = "{file.sha256}"\n')
    draft = f"{STAGE_PREFIX}{name}"
    disk.remove(folder / draft)
    write_file(folder, draft, ["".join(lines).encode()], disk)
    disk.rename(folder / draft, folder / name)
    disk.sync_folder(folder)


def pinned(model: Model, digests: Digests) -> Model:
    """A model of the catalogue with what was recorded here for those of its files whose digest the catalogue doesn't have."""
    known = digests.get(model.id)
    if model.recorded or known is None:
        return model
    here = {file.name: file for file in known}
    sure = {
        file.name: file if file.bytes else replace(file, bytes=here.get(file.name, file).bytes)
        for file in model.files
        if file.sha256
    }
    return replace(model, files=tuple((here | sure).values()))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, 145 MB in 0.1 to 0.2 s on a processor with SHA instructions."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quoted(text: str) -> str:
    """A TOML string: printable names need no more than JSON's quoting."""
    return json.dumps(text, ensure_ascii=False)
