"""kiosk.toml as it is written: whole or not at all, with its comments, and with a broken one kept aside."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from kiosk.core.errors import SettingsError
from kiosk.settings import Reading, Settings, read, read_text

Value = str | int | float | tuple[str, ...]
Write = Callable[[Path, str], None]

_HEAD = "# Written by the kiosk's operator pages. What stands here by hand stays as it is, comments too.\n"
_OURS = stat.S_IRUSR | stat.S_IWUSR


def write_whole(path: Path, text: str) -> None:
    """Replace `path` so that a power cut leaves the old text or the new one. Raises OSError and leaves the old one.

    The mode stays as it was; a new file is for its owner only, because the PIN's hash is in it.
    """
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _OURS
    part = path.with_name(f".{path.name}.part")  # one name, so that a power cut leaves one file at most
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _OURS)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class SettingsStore:
    """`settings` are in force: what the file says, then what was changed since, also where that could not be written.
    `mistakes` are those of the file as it was read; empty again once it has been saved over."""

    def __init__(self, path: Path, write: Write = write_whole) -> None:
        """A file that isn't there is no mistake: there are only defaults yet."""
        self.path = path
        self._write = write
        reading = read(path) if os.path.lexists(path) else Reading(Settings())
        self.settings = reading.settings
        self.mistakes = reading.mistakes

    def change(self, changes: Mapping[str, Value]) -> None:
        """Set these, by dotted names like `screen.theme`, and save.

        Raises SettingsError: with all that is wrong with the values, then nothing is changed; or because the file can't be
        written, then they hold until the kiosk ends.
        """
        document, broken = self._document()
        for name, value in changes.items():
            _put(document, name, value)
        text = tomlkit.dumps(document)
        reading = read_text(text)
        if reading.mistakes:
            raise SettingsError(reading.mistakes)
        self.settings = _with(self.settings, changes)
        try:
            if broken:
                self._keep_aside()
            self._write(self.path, text)
        except OSError as error:
            raise SettingsError([f"{self.path}: can't be saved ({error.strerror}); it holds until the kiosk ends"]) from error
        self.mistakes = ()

    def _document(self) -> tuple[tomlkit.TOMLDocument, bool]:
        """The file as it is now, without its mistakes, and whether it had any. Somebody may have edited it by hand since."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return _fresh(self.settings), False
        except (OSError, UnicodeDecodeError):
            return _fresh(self.settings), True
        reading = read_text(text)
        try:
            document = tomlkit.parse(text)
        except TOMLKitError:
            return _fresh(self.settings), True
        if not reading.mistakes:
            return document, False
        _mend(document, reading)
        if read_text(tomlkit.dumps(document)).mistakes:
            document = _fresh(reading.settings)
        return document, True

    def _keep_aside(self) -> None:
        """Copy the file to kiosk.toml.broken-1, or the next number that is free, whole before the new one is written."""
        number = 1
        while os.path.lexists(aside := self.path.with_name(f"{self.path.name}.broken-{number}")):
            number += 1
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS), "wb") as copy:
            copy.write(self.path.read_bytes())
            copy.flush()
            os.fsync(copy.fileno())


def _flat(settings: Settings) -> dict[str, Value]:
    """Each setting by its dotted name."""
    flat: dict[str, Value] = {}
    for name, value in asdict(settings).items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": below for inner, below in value.items()}
        else:
            flat[name] = value
    return flat


def _with(settings: Settings, changes: Mapping[str, Value]) -> Settings:
    return read_text(tomlkit.dumps(_fresh(settings, changes))).settings


def _fresh(settings: Settings, changes: Mapping[str, Value] | None = None) -> tomlkit.TOMLDocument:
    """A new file with what is not as it is without one."""
    document = tomlkit.parse(_HEAD)
    defaults = _flat(Settings())
    for name, value in {**_flat(settings), **(changes or {})}.items():
        if value != defaults[name] or name in (changes or {}):
            _put(document, name, value)
    return document


def _put(document: tomlkit.TOMLDocument, name: str, value: Value) -> None:
    section, _, key = name.rpartition(".")
    if section and section not in document:
        document.add(section, tomlkit.table())
    table = document[section] if section else document
    table[key] = list(value) if isinstance(value, tuple) else value


def _mend(document: tomlkit.TOMLDocument, reading: Reading) -> None:
    """Take out what is mistaken; a list of languages loses only what is wrong in it."""
    for mistake in reading.mistakes:
        name = mistake.partition(":")[0]
        section, _, key = name.rpartition(".")
        if name == "languages" and reading.settings.languages:
            _put(document, name, reading.settings.languages)
        elif name == "operator":
            document.pop(name, None)
        elif not section:
            document.pop(key, None)
        elif isinstance(table := document.get(section), dict):
            table.pop(key, None)
