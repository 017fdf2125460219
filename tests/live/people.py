"""People at a counter, for tests with real engines: what they say, and the ears of those who hear the kiosk."""

from __future__ import annotations

import numpy as np

from kiosk.audio.resampling import at_rate
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, join
from kiosk.core.protocols import Engines
from kiosk.core.turn import Hint
from kiosk.pipeline.scenario import plain

STATION = "すみません、駅はどこですか。", "ja"
TOILET = "すみません、トイレはどこですか。", "ja"
HOSPITAL = "Where is the nearest hospital?", "en"
LUGGAGE = "Please show this paper to the doctor at the hospital. You can leave your luggage beside the south exit.", "en"


class People:
    """What they say, and the ears of those who hear the kiosk."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._said: dict[tuple[str, str], Audio] = {}

    def voice(self, words: tuple[str, str]) -> Audio:
        if words not in self._said:
            self._said[words] = at_rate(join(self._engines.synthesizer.synthesize(*words)), SPEECH_RATE_HZ)
        return self._said[words]

    def hear(self, audio: Audio, language: str) -> str:
        return plain(self._engines.transcriber.transcribe(audio, Hint((language,))).text)

    def babble(self, seconds: float, rms: float) -> Audio:
        """Many who talk at once, elsewhere in the hall."""
        mixed = np.zeros(round(seconds * SPEECH_RATE_HZ))
        for number in range(16):
            voice = self.voice((STATION, TOILET, HOSPITAL, LUGGAGE)[number % 4]).samples
            mixed += np.resize(np.roll(voice, 3_331 * number), len(mixed))
        return Audio.of(rms * mixed / np.std(mixed))
