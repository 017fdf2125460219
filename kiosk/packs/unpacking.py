"""An .argosmodel file -> a folder. Such a file comes from anywhere, so only what a package needs is taken out of it."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kiosk.catalog import ModelFile, is_safe
from kiosk.core.errors import ModelError
from kiosk.packs.staging import DISK, Disk, blocks_of, reserve, write_file

_WANTED = frozenset({"metadata.json", "sentencepiece.model", "bpe.model", "README.md"})
_LARGEST_BYTES = 2 << 30
_MOST_ENTRIES = 2000
_HIGHEST_RATIO = 100
_ENCRYPTED = 1


def extract(archive: Path, folder: Path, disk: Disk = DISK) -> tuple[ModelFile, ...]:
    """Write metadata.json, the tokenizer, README.md and model/* into `folder`, each file synced. Returns what was written.

    The rest is left in the archive: stanza/ holds pickles, and the kiosk cuts sentences itself. Raises
    ModelError("model.unusable") for what no honest package is (links, `..`, a name twice, a bomb), OSError from the disk.
    """
    try:
        with _opened(archive) as package:
            chosen = _chosen(package.infolist(), archive)
            reserve(folder, sum(info.file_size for info, _ in chosen), disk)
            return tuple(write_file(folder, name, _content(package, info, archive), disk) for info, name in chosen)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise _refused(archive, f"is no whole zip file ({error})") from error


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except OSError as error:
        raise _refused(archive, f"can't be read ({error.strerror})") from error


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo, archive: Path) -> Iterator[bytes]:
    """Keeps what goes wrong with reading apart from what goes wrong with writing. A broken zip can be an OSError too."""
    try:
        with package.open(info) as content:
            yield from blocks_of(content)
    except OSError as error:
        raise _refused(archive, f"can't be read ({error.strerror})") from error


def _chosen(infos: list[zipfile.ZipInfo], archive: Path) -> list[tuple[zipfile.ZipInfo, str]]:
    """The entries to take and their names below the package's one top folder."""
    if len(infos) > _MOST_ENTRIES:
        raise _refused(archive, f"holds {len(infos)} entries")
    for info in infos:
        if flaw := _flaw(info):
            raise _refused(archive, f"{flaw} ({info.filename[:80]!r})")
    files = [info for info in infos if not info.is_dir()]
    names = [info.filename.casefold() for info in files]
    if len(set(names)) < len(names):
        raise _refused(archive, "holds a name twice")
    if len({info.filename.partition("/")[0] for info in infos}) != 1 or not all("/" in info.filename for info in files):
        raise _refused(archive, "must hold one top folder and nothing beside it")
    chosen = [(info, name) for info in files if _is_wanted(name := info.filename.partition("/")[2])]
    size = sum(info.file_size for info, _ in chosen)
    if size > _LARGEST_BYTES or size > _HIGHEST_RATIO * archive.stat().st_size:
        raise _refused(archive, f"would unpack to {size} bytes")
    return chosen


def _flaw(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "holds a link or a device"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.orig_filename != info.filename or info.filename.startswith("/") or "\\" in info.filename:
        return "holds a path that leads out"
    if ".." in info.filename.split("/") or ":" in info.filename:
        return "holds a path that leads out"
    return ""


def _is_wanted(name: str) -> bool:
    head, _, rest = name.partition("/")
    return name in _WANTED or (head == "model" and "/" not in rest and is_safe(rest))


def _refused(archive: Path, line: str) -> ModelError:
    return ModelError("model.unusable", f"{archive.name}: {line}; it is not used. Get it again from where it came from")
