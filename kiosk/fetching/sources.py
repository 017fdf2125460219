"""Where the bytes of a file come from: one interface for the web, a folder and a stick."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

BLOCK_BYTES = 1 << 20


class RefusalError(Exception):
    """This source won't give the file, however often it is asked."""


class LostError(Exception):
    """The source went away; it may be back. `wait_s`: how long it asked to be left alone."""

    def __init__(self, line: str, wait_s: float = 0.0) -> None:
        super().__init__(line)
        self.wait_s = wait_s


class PartError(Exception):
    """The source can't go on where we stopped; it has to be asked for the whole file."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes from `start` on. `total`: of the whole file, where the source says it. `tag`: names this version of it, or empty.

    `blocks` raises LostError when the source goes away in the middle.
    """

    start: int
    total: int | None
    tag: str
    blocks: Iterator[bytes]


class Source(Protocol):
    """One file somewhere. `name` is what people are told."""

    @property
    def name(self) -> str: ...

    def open(self, offset: int, tag: str) -> AbstractContextManager[Stream]:
        """The bytes from `offset` on, or from 0 where that can't be had; with a `tag` only of that version.

        Raises RefusalError, LostError or PartError.
        """
        ...


class Mirror(Protocol):
    """A place that holds files under the paths of a models folder: `MODEL/FILE`, packed ones beside them."""

    def locate(self, path: str) -> Source: ...


class Folder:
    """A mirror in a folder of this machine or on a stick."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def locate(self, path: str) -> FolderFile:
        return FolderFile(self._root, path)


class FolderFile:
    """A file below a folder. Where there is none but NAME.000, NAME.001 ... these are it, one after another.

    No link is followed: a stick may come from anywhere.
    """

    def __init__(self, root: Path, path: str) -> None:
        self._root = root
        self._path = path

    @property
    def name(self) -> str:
        return str(self._root / self._path)

    @contextmanager
    def open(self, offset: int, tag: str) -> Iterator[Stream]:
        del tag  # a folder has no versions; the digest decides
        try:
            parts = [(path, _size(path)) for path in self._parts()]
        except OSError as error:
            raise self._lost(error) from error
        total = sum(size for _, size in parts)
        start = offset if offset <= total else 0
        yield Stream(start, total, "", self._blocks(parts, start))

    def _parts(self) -> list[Path]:
        path = self._root
        for name in self._path.split("/"):
            path = path / name
            if path.is_symlink():
                raise RefusalError("is a link")
        if path.exists():
            return [path]
        parts = [path.with_name(f"{path.name}.{number:03}") for number in range(1000)]
        parts = parts[: next(count for count, part in enumerate(parts) if count == 999 or not part.exists())]
        if parts:
            return parts
        if not self._root.is_dir():
            raise LostError("the folder is gone")
        raise RefusalError("is not there")

    def _blocks(self, parts: list[tuple[Path, int]], start: int) -> Iterator[bytes]:
        try:
            for path, size in parts:
                if start < size:
                    with _opened(path) as file:
                        file.seek(start)
                        while block := file.read(BLOCK_BYTES):
                            yield block
                start = max(0, start - size)
        except OSError as error:
            raise self._lost(error) from error

    def _lost(self, error: OSError) -> LostError:
        return LostError(f"can't be read ({error.strerror or error})")


def _size(path: Path) -> int:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusalError("is no plain file")
    return status.st_size


def _opened(path: Path) -> AbstractContextManager[_Readable]:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    return os.fdopen(handle, "rb", buffering=0)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes | None: ...
    def seek(self, offset: int, /) -> int: ...
