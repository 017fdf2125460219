"""The scripted engines do the whole job on real sound."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.audio.resampling import resampled
from kiosk.core.audio import Audio, join
from kiosk.core.language import Route
from kiosk.core.protocols import Translator
from kiosk.core.turn import Hint
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranslator, scripted_engines
from tests.engines.translator_contract import TranslatorContract

ENGINES = scripted_engines(("ja", "en", "ar"))


def say(text: str, language: str) -> Audio:
    return join(ENGINES.synthesizer.synthesize(text, language))


@pytest.mark.parametrize(
    ("text", "language"), [("853円です。", "ja"), ("Good morning!", "en"), ("صباح الخير", "ar"), ("🙂 a", "en")]
)
def test_what_the_voice_says_is_what_the_recogniser_hears(text: str, language: str) -> None:
    room = Audio.silence(0.31)
    heard = ENGINES.transcriber.transcribe(join([room, say(text, language), room]), Hint(("ja", "en", "ar")))
    assert (heard.text, heard.language) == (text, language)


def test_the_melody_survives_gain_and_resampling() -> None:
    there = np.concatenate(list(resampled([say("Platform 3", "en").samples], 16_000, 48_000)))
    back = np.concatenate(list(resampled([there * np.float32(0.5)], 48_000, 16_000)))
    assert ENGINES.transcriber.transcribe(Audio.of(back), Hint(("en",))).text == "Platform 3"


def test_noise_and_half_a_melody_are_nobody_speaking() -> None:
    noise = Audio.of(np.random.default_rng(1).normal(0, 0.1, 16_000))
    half = say("Good morning!", "en").between(0.0, 0.2)
    for audio in (noise, half, Audio.silence(1.0)):
        assert ENGINES.transcriber.transcribe(audio, Hint(("en",))).text == ""


def test_a_language_that_is_not_on_offer_is_not_heard() -> None:
    assert ENGINES.transcriber.transcribe(say("Good morning!", "en"), Hint(("ja",))).text == ""


def test_what_has_no_words_makes_no_sound() -> None:
    assert list(ScriptedSynthesizer(("en",)).synthesize("...", "en")) == []


class TestScriptedTranslator(TranslatorContract):
    @pytest.fixture
    def translator(self) -> Translator:
        return ScriptedTranslator(("ja", "en"))

    @pytest.fixture
    def missing(self) -> Route:
        return Route("ko", "en")
