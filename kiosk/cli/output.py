"""Where results go: known to be writable before anything long begins, and told in one line when not."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.core.errors import OutputError


def check_writable(path: Path) -> None:
    """Raises OutputError when a file can't be written there, before an hour of speech is translated for nothing."""
    folder = path.absolute().parent
    if path.is_dir():
        raise OutputError("output.unwritable", f"{path} is a folder; name a file to write to")
    if not folder.is_dir():
        raise OutputError("output.unwritable", f"{folder} is not a folder; make it first or choose another place")
    if not os.access(folder, os.W_OK):
        raise OutputError("output.unwritable", f"{folder} can't be written to; choose another place")


def make_folder(path: Path) -> None:
    """Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output.unwritable", f"{path} can't be made a folder ({error.strerror}); choose another") from error
    check_writable(path / "x")


def write_text(path: Path, text: str) -> None:
    """Raises OutputError."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError("output.unwritable", f"{path} can't be written ({error.strerror}); choose another place") from error
