"""What was hashed before: a file whose size, times and inode are the same needs no second look at each start."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from kiosk.packs.digests import digest_of
from kiosk.packs.staging import STAGE_PREFIX

MEMORY = ".verified"


class Seen:
    """The digests of one model's files. Kept beside them, in .verified/, where that can be written, else not at all."""

    def __init__(self, folder: Path, model: str) -> None:
        """`folder`: what the model's files lie in."""
        self._path = folder / MEMORY / f"{model}.json"
        self._known = _read(self._path)
        self._used: dict[str, list[int | str]] = {}

    def digest_of(self, path: Path) -> str:
        """As the function, but from memory where nothing about the file has changed. Raises OSError."""
        status = path.stat()
        look: list[int | str] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        known = self._known.get(str(path))
        digest = str(known[-1]) if isinstance(known, list) and known[:-1] == look else digest_of(path)
        self._used[str(path)] = [*look, digest]
        return digest

    def keep(self) -> None:
        """Remember what was looked at since; a folder that can't be written costs the next start its time and nothing else."""
        if self._used == self._known:
            return
        with suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            draft = self._path.with_name(f"{STAGE_PREFIX}{self._path.name}")
            draft.write_text(json.dumps(self._used), encoding="utf-8")
            draft.replace(self._path)


def _read(path: Path) -> dict[str, object]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
