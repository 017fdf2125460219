"""Sound files of any common kind -> 16 kHz mono, block by block; and speech -> a WAV file, whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import stat
import wave
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from io import FileIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np

from kiosk.audio.decoding import Decoder, decoder
from kiosk.audio.resampling import resampled
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples, join
from kiosk.core.errors import AudioError, OutputError

_MOST_WAV_BYTES = 2**32 - 2**16
"""A WAV file counts its bytes in 32 bits."""

_OTHER_PLACE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""http:, file:, concat: ... two letters or more, so that C: is a drive."""


def read_blocks(path: str | Path, block_s: float = 30.0) -> Generator[Audio, None, None]:
    """The sound in a file as 16 kHz mono in blocks of `block_s`, the last one shorter; memory doesn't grow with the file.

    What can be decoded of a damaged or cut file is its sound. Raises AudioError (`audio.missing`, `audio.not_a_file`,
    `audio.forbidden`, `audio.empty`, `audio.unreadable`), nearly always before the first block.
    """
    size = max(1, round(block_s * SPEECH_RATE_HZ))
    shown = _shown(path)
    with _opened(path, shown) as sound:
        held: list[Samples] = []
        missing = size
        for piece in sound.speech():
            rest = piece
            while len(rest) >= missing:
                yield Audio.of(np.concatenate([*held, rest[:missing]]))
                held, rest, missing = [], rest[missing:], size
            held.append(rest)
            missing -= len(rest)
        if missing < size:
            yield Audio.of(np.concatenate(held))


def read(path: str | Path, longest_s: float) -> Audio:
    """All the sound in a file as 16 kHz mono.

    Raises AudioError like `read_blocks`, and AudioError("audio.too_long") as soon as there is more than `longest_s` of it.
    """
    blocks: list[Audio] = []
    length_s = 0.0
    with closing(read_blocks(path)) as source:
        for block in source:
            blocks.append(block)
            length_s += block.duration_s
            if length_s > longest_s:
                limit = f"{longest_s / 60:g} minutes" if longest_s >= 120 else f"{longest_s:g} seconds"
                told = f"{_shown(path)} is longer than {limit}, the limit; cut it into shorter files"
                raise AudioError("audio.too_long", told)
    return join(blocks)


def duration(path: str | Path) -> float | None:
    """How many seconds of sound the file says it holds: an estimate, None where it doesn't say.

    Raises AudioError like `read_blocks`.
    """
    with _opened(path, _shown(path)) as sound:
        return sound.duration()


def write_wav(path: str | Path, parts: Iterable[Audio]) -> None:
    """Write the parts one after another as a 16-bit mono WAV at the first one's rate, taking each only when it is due.

    The file appears whole or not at all: a failure, also one raised by `parts`, leaves an older file as it was. No parts
    make a WAV without sound. Raises OutputError("output.unwritable").
    """
    shown = _shown(path)
    target = _target(path, shown)
    unfinished = target.with_name(f".{secrets.token_hex(8)}.wav.part")
    due = iter(parts)
    first = next(due, Audio.silence(0.0))
    try:
        with unfinished.open("xb") as file:
            _write(file, first.rate_hz, chain([first], due), shown)
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise _unwritable(shown, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _write(file: BinaryIO, rate_hz: int, parts: Iterable[Audio], shown: str) -> None:
    size = 0
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate_hz)
        for part in parts:
            for piece in resampled([part.samples], part.rate_hz, rate_hz):
                size += 2 * len(piece)
                if size > _MOST_WAV_BYTES:
                    raise OutputError("output.unwritable", f"{shown} would be longer than a WAV file can be; shorten it")
                steps = np.rint(Audio.of(piece).samples * 32768.0)
                sound.writeframesraw(np.clip(steps, -32768, 32767).astype("<i2").tobytes())


def _target(path: str | Path, shown: str) -> Path:
    """Where the file will be, links followed, checked to be nothing but a file."""
    try:
        target = Path(path).resolve()
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a zero byte; RuntimeError: a link to itself
        raise _unwritable(shown, error) from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
        raise OutputError("output.unwritable", f"{shown} is {kind}; name a file to write to")
    return target


def _unwritable(shown: str, error: Exception) -> OutputError:
    why = error.strerror if isinstance(error, OSError) else "not a file name"
    advice = "name a file in a folder that exists, is yours and has room"
    return OutputError("output.unwritable", f"{shown} can't be written ({why}); {advice}")


@contextmanager
def _opened(path: str | Path, shown: str) -> Iterator[Decoder]:
    with _regular_file(path, shown) as file:
        try:
            with decoder(file, shown) as sound:
                yield sound
        except OSError as error:  # a memory stick that was pulled out, a disk that fails
            raise _unreadable(shown, error) from error


def _regular_file(path: str | Path, shown: str) -> FileIO:
    """Opened without ever waiting: a pipe or a device is refused before it is touched."""
    try:
        about = os.stat(path)  # noqa: PTH116  (a Path would make the folder "." of an empty name)
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "a device or a pipe"
            raise AudioError("audio.not_a_file", f"{shown} is {kind}; give the name of a sound file")
        if about.st_size == 0:
            raise AudioError("audio.empty", f"{shown} is empty, it has 0 bytes; record it or copy it again")
        # a pipe that has taken the file's place since would make a plain open wait for somebody to write into it
        return FileIO(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)))
    except PermissionError as error:
        raise AudioError("audio.forbidden", f"{shown} may not be read by this user; change its permissions") from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: no file can have such a name
        if _OTHER_PLACE.match(str(path)):
            told = f"{shown} is not a local file, and only local files are read; save it on this machine and give its path"
        else:
            told = f"there is no file {shown}; check its name and folder"
        raise AudioError("audio.missing", told) from error
    except OSError as error:
        raise _unreadable(shown, error) from error


def _unreadable(shown: str, error: OSError) -> AudioError:
    return AudioError("audio.unreadable", f"{shown} can't be read ({error.strerror}); copy it to this machine again")


def _shown(path: str | Path) -> str:
    """A path in a message: one line, printable on every terminal, not endless."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    line = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
    return line if 0 < len(line) <= 300 else f"{line[:140]}...{line[-140:]}" if line else "(no name)"
