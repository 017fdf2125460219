"""A file's way from a source into models/.partial/: resumed, hashed while it comes, and believed only by its digest."""

from __future__ import annotations

import errno
import hashlib
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.catalog import ModelFile
from kiosk.core.errors import ModelError
from kiosk.fetching.sources import LostError, PartError, RefusalError, Source, Stream
from kiosk.packs.staging import DISK, Disk, blocks_of

PARTIAL = ".partial"
QUARANTINE = ".quarantine"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a source is put up with. A run that brings `drip_bytes` in each `drip_s` may go on for ever; one that
    doesn't is given up, and after `tries` in a row the source is. The clock never goes back; `chance` gives 0 to 1."""

    tries: int = 5
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    drip_s: float = 60.0
    drip_bytes: int = 64 << 10
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Watch(Protocol):
    """Is told how it goes."""

    def began(self, name: str, have: int, total: int) -> None: ...
    def moved(self, size: int) -> None: ...
    def said(self, line: str) -> None: ...


class Silent:
    """Satisfies Watch and says nothing."""

    def began(self, name: str, have: int, total: int) -> None: ...
    def moved(self, size: int) -> None: ...
    def said(self, line: str) -> None: ...


class _WrongBytesError(Exception):
    """The source gave other bytes than the catalogue knows."""


class Transfer:
    """Brings files into `.partial/` of a models folder whose lock is held."""

    def __init__(self, folder: Path, disk: Disk = DISK, patience: Patience | None = None, watch: Watch | None = None) -> None:
        self._folder = folder
        self._disk = disk
        self._patience = patience or Patience()
        self._watch = watch or Silent()
        self._away: set[str] = set()

    def bring(self, label: str, file: ModelFile, sources: Sequence[Source]) -> tuple[Path, ModelFile]:
        """The whole file, on the disk, and what it is. `label`: the model's id and the file's name.

        Each source is tried in turn. Raises ModelError: "source.unreachable" when none gives it, "model.corrupt" when one gave
        other bytes. What has come stays for the next run; wrong bytes go to .quarantine/. Raises OSError from the disk.
        """
        self._disk.make_folder(self._folder / PARTIAL)
        part = _Part(self._folder, label, file, self._disk)
        self._watch.began(label, part.size, file.planned_bytes)
        failures: list[str] = []
        damaged = False
        for source in sources:
            try:
                self._persist(part, file, source)
            except (RefusalError, LostError) as error:
                failures.append(f"{source.name}: {error}")
            except _WrongBytesError as error:
                damaged = True
                failures.append(f"{source.name}: {error}")
            else:
                return part.path, ModelFile(file.name, part.size, part.digest)
        code = "model.corrupt" if damaged else "source.unreachable"
        raise ModelError(code, f"{label}: {'; '.join(failures) or 'there is no source for it'}")

    def _persist(self, part: _Part, file: ModelFile, source: Source) -> None:
        """One source, as often as it makes sense. A file that came in pieces and is wrong gets one more chance in one go."""
        tries, chances = 0, 1
        while True:
            before = part.size
            try:
                self._pull(part, file, source)
            except PartError as error:
                if not before:
                    raise RefusalError(str(error)) from error
                part.restart()
                continue
            except LostError as error:
                tries = 1 if part.size - before >= self._patience.drip_bytes else tries + 1
                if tries >= self._patience.tries or (part.size == before and _place(source) in self._away):
                    self._away.add(_place(source))  # not waited for again, file after file
                    raise
                self._wait(tries, error)
                continue
            flaw = part.flaw(file)
            if not flaw:
                part.finish()
                return
            part.quarantine()
            if not before or not chances:
                raise _WrongBytesError(flaw)
            chances -= 1

    def _pull(self, part: _Part, file: ModelFile, source: Source) -> None:
        if part.size > file.most_bytes:
            part.restart()
        if file.bytes and part.size == file.bytes:
            return
        tag = part.tag(source.name)
        offset = part.size if tag or file.sha256 else 0  # else nobody could say that both halves belong together
        with source.open(offset, tag) as stream:
            _check_extent(stream, file)
            if stream.start < part.size:
                part.restart()
                self._watch.began(file.name, 0, stream.total or file.planned_bytes)
            part.set_tag(source.name, stream.tag)
            self._copy(stream, part, file)
        if part.size < (file.bytes or stream.total or 0):
            raise LostError("the connection was cut")

    def _copy(self, stream: Stream, part: _Part, file: ModelFile) -> None:
        clock = self._patience.clock
        since, moved = clock(), 0
        with part.opened() as write:
            for block in stream.blocks:
                write(block)
                self._watch.moved(len(block))
                moved += len(block)
                if part.size > file.most_bytes:
                    part.restart()
                    raise RefusalError(f"goes on after the {file.most_bytes} bytes it may have")
                if clock() - since >= self._patience.drip_s:
                    if moved < self._patience.drip_bytes:
                        raise LostError(f"only {moved} bytes came in {self._patience.drip_s:.0f} s")
                    since, moved = clock(), 0

    def _wait(self, tries: int, error: LostError) -> None:
        longest = min(self._patience.first_wait_s * 2.0 ** (tries - 1), self._patience.longest_wait_s)
        wait_s = max(error.wait_s, longest * (0.5 + self._patience.chance() / 2))
        self._watch.said(f"{error}; trying again in {wait_s:.0f} s")
        self._patience.sleep(wait_s)


def _check_extent(stream: Stream, file: ModelFile) -> None:
    """Before a byte is written: a file of another size is another file."""
    if stream.total is None:
        return
    if file.bytes and stream.total != file.bytes:
        raise RefusalError(f"has {stream.total} bytes, not {file.bytes}")
    if stream.total > file.most_bytes:
        raise RefusalError(f"has {stream.total} bytes, far more than expected")


def _place(source: Source) -> str:
    """The server or the stick that a source is on."""
    return "/".join(source.name.split("/")[:3])


def part_of(folder: Path, label: str, file: ModelFile) -> Path:
    """Where what has come of a file is kept. Its name comes from the digest it must have, so that a changed address never
    mixes bytes."""
    key = file.sha256 or f"unrecorded-{hashlib.sha256(label.encode()).hexdigest()}"
    return folder / PARTIAL / f"{key}.part"


class _Part:
    """What of a file is there, with the digests so far."""

    def __init__(self, folder: Path, label: str, file: ModelFile, disk: Disk) -> None:
        self._wants_md5 = bool(file.md5)
        self._folder = folder
        self._disk = disk
        self.path = part_of(folder, label, file)
        self._key = self.path.stem
        self._tag = self.path.with_suffix(".tag")
        self._new()
        if self.path.is_file():
            with self.path.open("rb") as already:
                for block in blocks_of(already):
                    self._take(block)

    def _new(self) -> None:
        self.size = 0
        self._sha256 = hashlib.sha256()
        self._md5 = hashlib.md5(usedforsecurity=False)

    def _take(self, block: bytes) -> None:
        self._sha256.update(block)
        if self._wants_md5:
            self._md5.update(block)
        self.size += len(block)

    @property
    def digest(self) -> str:
        return self._sha256.hexdigest()

    def opened(self) -> _Writer:
        return _Writer(self, self._disk, self._take)

    def finish(self) -> None:
        self._disk.remove(self._tag)
        self._disk.sync_folder(self.path.parent)

    def restart(self) -> None:
        self._disk.remove(self.path)
        self._disk.remove(self._tag)
        self._new()

    def quarantine(self) -> None:
        """Out of the way, with what it turned out to be in its name; one of a kind is enough."""
        place = self._folder / QUARANTINE
        self._disk.make_folder(place)
        for older in place.glob(f"{self._key}*"):
            self._disk.remove(older)
        self._disk.rename(self.path, place / f"{self._key}.{self.digest}")
        self.restart()

    def flaw(self, file: ModelFile) -> str:
        if file.bytes and self.size != file.bytes:
            return f"has {self.size} bytes, not {file.bytes}"
        if file.sha256 and self.digest != file.sha256:
            return f"is not the file that is known (SHA-256 {self.digest}, not {file.sha256})"
        if file.md5 and self._md5.hexdigest() != file.md5:
            return f"is not the file that is known (MD5 {self._md5.hexdigest()}, not {file.md5})"
        return ""

    def tag(self, source: str) -> str:
        """What the source called the version that the part is of."""
        try:
            whose, _, tag = self._tag.read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return ""
        return tag if whose == source else ""

    def set_tag(self, source: str, tag: str) -> None:
        self._disk.remove(self._tag)
        if tag:
            with self._disk.create(self._tag) as file:
                self._disk.write(file, f"{source}\n{tag}".encode())


class _Writer:
    """Appends to a part. It is on the disk when this is left, however it is left; a full disk costs the part itself."""

    def __init__(self, part: _Part, disk: Disk, take: Callable[[bytes], None]) -> None:
        self._part = part
        self._disk = disk
        self._take = take
        self._file = disk.append(part.path)

    def __enter__(self) -> Callable[[bytes], None]:
        return self._write

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        with self._file:
            if isinstance(error, OSError):
                return
            try:
                self._disk.sync(self._file)
            except OSError as full:
                self._forget(full)
                raise

    def _write(self, block: bytes) -> None:
        try:
            self._disk.write(self._file, block)
        except OSError as full:
            self._forget(full)
            raise
        self._take(block)

    def _forget(self, error: OSError) -> None:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            self._part.restart()
