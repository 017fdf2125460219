"""Scripted engines that fail on command: the text to translate says how. For the engine process only."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Audio
from kiosk.core.errors import ModelError, StageError
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.turn import Translation
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranslator, scripted_engines

SECRET = "my son takes insulin"
"""What no log line may hold."""

GATE = "gate"
"""A named pipe in the folder given to `engines`; whoever comes to it waits for a byte."""


def engines(folder: str) -> Engines:
    return replace(scripted_engines(), translator=Misbehaving(), synthesizer=Gated(Path(folder, GATE)))


def engines_at_the_nth_try(folder: str, tries: int, how: str) -> Engines:
    """`how`: what goes wrong before that, `model` or a way to misbehave."""
    tried = Path(folder, "tries")
    with tried.open("a") as file:
        file.write("x")
    if len(tried.read_text()) < tries:
        if how == "model":
            raise ModelError("model.broken", "whisper-base: model.bin is not what the catalogue says: fetch it again")
        WAYS[how]()
    return engines(folder)


class Misbehaving(ScriptedTranslator):
    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        WAYS.get(text, lambda: None)()
        yield from super().translate(text, route, english)


class Gated(ScriptedSynthesizer):
    """Says `gate` and then waits at it before it says anything more."""

    def __init__(self, gate: Path) -> None:
        super().__init__()
        self._gate = gate

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        yield from super().synthesize(text, language, speed)
        if text.endswith(GATE):
            with self._gate.open("rb", buffering=0) as gate:
                gate.read(1)
            yield from super().synthesize(text, language, speed)


def _balloon() -> None:
    held: list[NDArray[np.float64]] = []
    while len(held) < 40:  # 1.3 GB: enough to be noticed, not enough to hurt the machine
        held.append(np.ones(1 << 22))
    _sleep()


def _sleep() -> None:
    ctypes.CDLL(None).sleep(1000)


def _sleep_with_the_lock() -> None:
    """Python's other threads stand still, as in a native call that doesn't let go."""
    ctypes.PyDLL(None).sleep(1000)


def _spin() -> None:
    while True:
        pass


def _shout() -> None:
    for descriptor in (1, 2):
        os.write(descriptor, b"\xff native library noise \x00" * 1000)


def _scribble(data: bytes) -> None:
    os.write(int(sys.argv[1]), data)


def _half() -> None:
    _scribble(struct.pack("!I", 1000) + b"half")
    _sleep()


def _stumble() -> None:
    raise StageError("translation", "translation.failed", "the model failed")


def _mistake() -> None:
    raise ZeroDivisionError(SECRET)


WAYS: dict[str, Callable[[], object]] = {
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "abort": os.abort,
    "exit": lambda: os._exit(1),
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "sleep": _sleep,
    "sleep with the lock": _sleep_with_the_lock,
    "∞": _spin,
    "balloon": _balloon,
    "shout": _shout,
    "garbage": lambda: _scribble(struct.pack("!I", 20) + b"\x80\x05garbage and the rest"),
    "no frame": lambda: _scribble(b"\xff" * 100),
    "half": _half,
    "stumble": _stumble,
    "mistake": _mistake,
}
