"""The Japanese voice of last resort: Open JTalk with the small voice that comes inside it, robotic, clear and quick."""

from __future__ import annotations

import re

import numpy as np
import pyopenjtalk

from kiosk.core.audio import Audio
from kiosk.core.errors import ModelError, StageError

_FULL_SCALE = 32_768.0
_RUNAWAY = 5.0
"""Its filter is unstable on some long vowels: what should be 1 grows without end, to 1e69 on a row of えええ. On 890 plain
sentences the loudest peak was 2.5."""
_DRAWN_OUT = re.compile(r"(\D)\1{3,}")
_FAILURES = (RuntimeError, ValueError, LookupError, TypeError, OSError, MemoryError)


class OpenJTalkVoice:
    """Satisfies Voice. Dictionary and voice lie in the package: no model folder, no network, nothing written anywhere.

    May be used by several threads; the engine itself speaks one text at a time.
    """

    def __init__(self, id: str = "openjtalk-mei") -> None:
        """Loads the dictionary and speaks once (about 0.7 s). Raises ModelError("voice.broken") when they can't be read."""
        self.id = id
        try:
            pyopenjtalk.tts("前に何か")  # characters of several readings, for which it loads a dictionary and a model more
        except _FAILURES as error:
            line = (
                f"Open JTalk can't be used ({type(error).__name__}: {error}); install the Python package pyopenjtalk-plus again"
            )
            raise ModelError("voice.broken", line) from error

    def speak(self, text: str, speed: float) -> Audio:
        """The sound of a text that `speech_text` made fit; no sound for a text without words."""
        try:
            samples, rate_hz = pyopenjtalk.tts(_DRAWN_OUT.sub(r"\1\1\1", text), speed=speed)
        except _FAILURES as error:
            line = f"voice {self.id} failed on a sentence ({type(error).__name__}); say it in other words"
            raise StageError("synthesis", "voice.failed", line) from error
        peak = float(np.max(np.abs(samples), initial=0.0)) / _FULL_SCALE
        if not peak <= _RUNAWAY:
            raise StageError("synthesis", "voice.failed", f"voice {self.id} lost itself in a sentence; say it in other words")
        scaled = samples / (_FULL_SCALE * max(1.0, peak))  # loud vowels go beyond full scale: scaled down, never clipped
        return Audio(scaled.astype(np.float32), rate_hz)
