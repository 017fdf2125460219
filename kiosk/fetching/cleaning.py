"""Tidying a models folder: what interrupted and refused downloads left behind."""

from __future__ import annotations

from pathlib import Path

from kiosk.fetching.outcome import writing
from kiosk.fetching.transfer import PARTIAL, QUARANTINE
from kiosk.packs.staging import DISK, STAGE_PREFIX, Disk, models_lock


def clean(folder: Path, disk: Disk = DISK) -> int:
    """Remove half-brought files, refused ones and abandoned stages. Returns how many bytes that freed.

    Raises ModelError("models.locked") while another run works, "disk.refused" where nothing can be removed.
    """
    with writing(folder), models_lock(folder, wait_s=0):
        leftovers = [folder / PARTIAL, folder / QUARANTINE, *folder.glob(f"{STAGE_PREFIX}*")]
        freed = sum(path.lstat().st_size for leftover in leftovers for path in leftover.rglob("*") if path.is_file())
        for leftover in leftovers:
            if leftover.exists():
                disk.remove(leftover)
        return freed
