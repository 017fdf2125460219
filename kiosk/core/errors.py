"""Everything that can go wrong, as one small tree.

    KioskError
    +-- UsageError        what was asked for makes no sense (unknown language, both a file and a text)
    +-- SettingsError     kiosk.toml has mistakes; carries all of them
    +-- ModelError        a model is missing or broken
    +-- AudioError        a sound file or device can't be used
    +-- OutputError       the result can't be written
    +-- StageError        one turn failed in transcription, translation or synthesis; the kiosk goes on

`code` is stable and translated by the screen; the message is one line in English that says what to do. Neither ever
holds what somebody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Stage = Literal["transcription", "translation", "synthesis"]


class KioskError(Exception):
    """`code` names the kind for the screen and for tests; `exit_status` is what a command ends with."""

    exit_status = 1

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[KioskError], tuple[object, ...]]:
        """Errors cross the engine process's pipe; the default would forget `code`."""
        return (type(self), (self.code, str(self)))


class UsageError(KioskError):
    exit_status = 2


class SettingsError(KioskError):
    """`mistakes` holds a line for each, so that a file is mended in one go."""

    exit_status = 3

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("settings.invalid", "; ".join(mistakes))
        self.mistakes = tuple(mistakes)

    def __reduce__(self) -> tuple[type[KioskError], tuple[object, ...]]:
        return (type(self), (self.mistakes,))


class ModelError(KioskError):
    exit_status = 4


class AudioError(KioskError):
    exit_status = 5


class OutputError(KioskError):
    exit_status = 6


class StageError(KioskError):
    exit_status = 7

    def __init__(self, stage: Stage, code: str, message: str) -> None:
        super().__init__(code, message)
        self.stage: Stage = stage

    def __reduce__(self) -> tuple[type[KioskError], tuple[object, ...]]:
        return (type(self), (self.stage, self.code, str(self)))
