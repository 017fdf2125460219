"""A disk whose power is cut before one of its steps, and stays off."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import BinaryIO

from kiosk.packs.staging import Disk


class PowerCut(BaseException):
    """Not an Exception: no handler of ours may mistake it for a failure that it can tidy up after."""


class FailingDisk(Disk):
    """Does `steps` steps; the next one is done by half, if it can be, and no other follows."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.done = 0
        self.writes = 0

    def make_folder(self, path: Path) -> None:
        self._step()
        super().make_folder(path)

    def create(self, path: Path) -> BinaryIO:
        self._step()
        return super().create(path)

    def write(self, file: BinaryIO, block: bytes) -> None:
        self.writes += 1
        if self._left == 0:
            file.write(block[: len(block) // 2])
            file.flush()
        self._step()
        super().write(file, block)

    def sync(self, file: BinaryIO) -> None:
        self._step()
        super().sync(file)

    def sync_folder(self, path: Path) -> None:
        self._step()
        super().sync_folder(path)

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)

    def _step(self) -> None:
        if self._left == 0:
            self.cut()
        self._left -= 1
        self.done += 1

    def cut(self) -> None:
        raise PowerCut


class KillingDisk(FailingDisk):
    """Ends the process itself, as a power cut or an impatient person does."""

    def cut(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
