"""What every Transcriber must do, whoever it is; a test module subclasses this and gives the fixtures.

`transcriber`, `say`: a function that makes 16 kHz sound of a text in a language the transcriber hears.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kiosk.audio.sounds import sound
from kiosk.core.audio import Audio, join
from kiosk.core.protocols import Transcriber
from kiosk.core.turn import Hint
from kiosk.pipeline.scenario import similarity

Say = Callable[[str, str], Audio]

ROOM = Audio.silence(0.4)


class TranscriberContract:
    def test_speech_becomes_words_in_the_language_that_was_spoken(self, transcriber: Transcriber, say: Say) -> None:
        for text, language in (("Where is the nearest hospital?", "en"), ("この電車は京都に行きますか。", "ja")):
            heard = transcriber.transcribe(join([ROOM, say(text, language), ROOM]), Hint(("ja", "en")))
            assert heard.language == language
            assert similarity(text, heard.text) > 0.9
            assert 0.0 < heard.confidence <= 1.0
            assert heard.candidates[0][0] == language
            assert sum(share for _, share in heard.candidates) == pytest.approx(1.0)

    def test_the_language_is_one_of_those_on_offer(self, transcriber: Transcriber, say: Say) -> None:
        speech = join([ROOM, say("Where is the nearest hospital?", "en"), ROOM])
        assert transcriber.transcribe(speech, Hint(("ja",))).language == "ja"

    @pytest.mark.parametrize("kind", ["silence", "white", "fan", "hum", "clicks"])
    @pytest.mark.parametrize("level_dbfs", [-45.0, -20.0])
    def test_where_nobody_speaks_nothing_is_heard(self, transcriber: Transcriber, kind: str, level_dbfs: float) -> None:
        assert transcriber.transcribe(sound(kind, 6.0, level_dbfs), Hint(("ja", "en"))).text == ""

    @pytest.mark.parametrize("samples", [0, 1, 511, 512, 1600])
    def test_hardly_any_sound_is_nobody_speaking(self, transcriber: Transcriber, samples: int) -> None:
        assert transcriber.transcribe(Audio(np.zeros(samples, dtype=np.float32)), Hint(("ja",))).text == ""

    def test_every_offered_language_is_one_it_knows(self, transcriber: Transcriber) -> None:
        assert {"ja", "en", "zh", "zt", "ko"} <= transcriber.languages()
