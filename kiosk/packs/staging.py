"""A folder that appears whole or not at all, whatever happens to the power in between."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from filelock import FileLock, Timeout

from kiosk.catalog import ModelFile
from kiosk.core.errors import ModelError

STAGE_PREFIX = ".stage-"
LOCK_NAME = ".lock"
OWNER_NAME = ".lock-owner"
_BLOCK_BYTES = 1 << 20
AIR_BYTES = 200 << 20


class Disk:
    """The steps by which a folder comes to be. One object, so that a test can cut the power before each of them."""

    def free_bytes(self, path: Path) -> int:
        return shutil.disk_usage(path).free

    def make_folder(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)

    def create(self, path: Path) -> BinaryIO:
        """A new file, open for writing; there must be none of this name."""
        return path.open("xb")

    def append(self, path: Path) -> BinaryIO:
        """A file to go on with, new or not."""
        return path.open("ab")

    def write(self, file: BinaryIO, block: bytes) -> None:
        file.write(block)

    def sync(self, file: BinaryIO) -> None:
        file.flush()
        os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder last. Windows has no such thing and needs none."""
        if os.name != "posix":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Take away a file, a link or a whole folder; never what a link points to."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


DISK = Disk()


@contextmanager
def models_lock(folder: Path, wait_s: float) -> Iterator[None]:
    """Hold `folder`'s lock: one program at a time changes models. It is the system's lock, so a killed holder leaves none.

    Raises ModelError("models.locked") when another program still holds it after `wait_s`, OSError when `folder` can't be
    written.
    """
    lock, owner = FileLock(folder / LOCK_NAME), folder / OWNER_NAME
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        line = f"{folder}: {_named(owner)} is changing the models; wait for it and run this again"
        raise ModelError("models.locked", line) from None
    try:
        owner.write_text(str(os.getpid()), encoding="ascii")  # for people only: the lock itself never goes stale
        yield
    finally:
        with suppress(OSError):
            owner.unlink(missing_ok=True)
        lock.release()


def _named(owner: Path) -> str:
    try:
        process = int(owner.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return "another program"
    return f"process {process}"


@contextmanager
def stage(folder: Path, disk: Disk = DISK) -> Iterator[Path]:
    """An empty folder of no meaning inside `folder`; what is still in it at the end is removed. Hold the lock."""
    path = folder / f"{STAGE_PREFIX}{secrets.token_hex(4)}"
    disk.make_folder(path)
    try:
        yield path
    finally:
        with suppress(OSError):  # the next holder of the lock clears what is left
            if path.exists():
                disk.remove(path)


def room_for(size: int) -> int:
    """What must be free for `size` bytes: a tenth more, and a little air for everything else on that disk."""
    return round(1.1 * size) + AIR_BYTES


def reserve(folder: Path, size: int, disk: Disk = DISK) -> None:
    """Refuse before the first byte what has no room.

    Raises OSError(ENOSPC), as the write would have.
    """
    if disk.free_bytes(folder) < room_for(size):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def settle(staged: Path, target: Path, disk: Disk = DISK) -> None:
    """Make the staged folder `target`; what stood there before is gone afterwards. Its files are synced already."""
    for path in sorted((path for path in staged.rglob("*") if path.is_dir()), reverse=True):
        disk.sync_folder(path)
    disk.sync_folder(staged)
    if not target.exists() and not target.is_symlink():
        disk.rename(staged, target)
        disk.sync_folder(target.parent)
        return
    aside = target.parent / f"{STAGE_PREFIX}{secrets.token_hex(4)}"
    disk.rename(target, aside)
    try:
        disk.rename(staged, target)
    except OSError:
        disk.rename(aside, target)
        raise
    disk.sync_folder(target.parent)
    with suppress(OSError):
        disk.remove(aside)


def clear_stages(folder: Path, disk: Disk = DISK) -> None:
    """Remove what killed runs left behind. Hold the lock."""
    for path in folder.glob(f"{STAGE_PREFIX}*"):
        disk.remove(path)


def write_file(folder: Path, name: str, blocks: Iterable[bytes], disk: Disk = DISK) -> ModelFile:
    """A new file below `folder` that is on the disk when this returns, and what was written to it."""
    path = folder / name
    disk.make_folder(path.parent)
    digest, size = hashlib.sha256(), 0
    with disk.create(path) as file:
        for block in blocks:
            disk.write(file, block)
            digest.update(block)
            size += len(block)
        disk.sync(file)
    return ModelFile(name, size, digest.hexdigest())


def blocks_of(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK_BYTES):
        yield block
