"""What every Synthesizer promises, whatever is inside: subclass SynthesizerContract and give it one."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.errors import StageError
from kiosk.core.protocols import Synthesizer
from kiosk.engines.level import is_plausible, speech_dbfs

WITHOUT_WORDS = [
    "",
    " ",
    "...",
    "。",
    "—",
    "?!",
    "😀👍🏽",
    "👩‍👩‍👧 ♪",
    "\n\t\u3000",
    "\x00\x07",
    "[[",
    "\ud83d",
    "\u200b\ufeff",
]

ODD_TEXTS = {
    "one letter": "x",
    "digits": "10:30, $3.50",
    "control characters": "\x00\x07Hello\x1b[0m there\x7f",
    "half a surrogate pair": "Hello \ud83d there",
    "direction marks": "\u202bHello\u202c \ufeffthere",
    "phonemes": "Hello [[həlˈoʊ]] ]] [[ there",
    "markup": '<speak>Hello <break time="3s"/>there &amp; here</speak>',
    "emoji": "Hello 👩‍👩‍👧 there 1️⃣",
    "line breaks": "Hello\n\n\r\nthere\u2028you",
    "one long word": "a" * 500,
    "one long number": "9" * 120,
    "no punctuation": "hello there " * 16,
    "another script": "Hello Где ближайшая больница there",
}


class SynthesizerContract:
    """A subclass gives `synthesizer`, a `language` that it speaks, two `sentences` in it, and a `missing` language."""

    language = "en"
    sentences = ("Where is the nearest hospital?", "It is five minutes from here.")
    missing = "sw"

    @pytest.fixture
    def synthesizer(self) -> Synthesizer:
        raise NotImplementedError

    def say(self, synthesizer: Synthesizer, text: str, speed: float = 1.0) -> Audio:
        return join(synthesizer.synthesize(text, self.language, speed))

    def test_it_names_the_languages_it_speaks(self, synthesizer: Synthesizer) -> None:
        assert self.language in synthesizer.languages()
        assert self.missing not in synthesizer.languages()

    def test_its_sound_is_finite_and_within_full_scale_at_one_rate(self, synthesizer: Synthesizer) -> None:
        parts = list(synthesizer.synthesize(" ".join(self.sentences), self.language))
        assert parts
        assert len({part.rate_hz for part in parts}) == 1
        for part in parts:
            assert part.samples.dtype == np.float32
            assert part.samples.ndim == 1
            assert 0.1 < part.duration_s < 15
            assert np.all(np.isfinite(part.samples))
            assert np.max(np.abs(part.samples)) <= 1.0
            assert is_plausible(part)

    def test_two_sentences_last_longer_than_one(self, synthesizer: Synthesizer) -> None:
        one = self.say(synthesizer, self.sentences[0])
        assert self.say(synthesizer, " ".join(self.sentences)).duration_s > one.duration_s

    def test_every_sentence_has_the_same_level(self, synthesizer: Synthesizer) -> None:
        levels = [speech_dbfs(part) for sentence in self.sentences for part in synthesizer.synthesize(sentence, self.language)]
        assert max(levels) - min(levels) < 2.0
        assert min(levels) > -30
        assert max(levels) < -10

    @pytest.mark.parametrize("text", WITHOUT_WORDS, ids=ascii)
    def test_nothing_to_say_is_no_sound_and_no_error(self, synthesizer: Synthesizer, text: str) -> None:
        assert list(synthesizer.synthesize(text, self.language)) == []

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
    def test_any_text_with_words_is_spoken(self, synthesizer: Synthesizer, text: str) -> None:
        parts = list(synthesizer.synthesize(text, self.language))
        assert parts
        assert all(is_plausible(part) and np.all(np.isfinite(part.samples)) for part in parts)

    def test_a_faster_voice_takes_no_longer(self, synthesizer: Synthesizer) -> None:
        assert (
            self.say(synthesizer, self.sentences[0], 1.5).duration_s
            <= self.say(synthesizer, self.sentences[0], 0.75).duration_s
        )

    def test_a_language_it_cannot_speak_is_an_error_that_keeps_the_words_to_itself(self, synthesizer: Synthesizer) -> None:
        with pytest.raises(StageError) as caught:
            list(synthesizer.synthesize("a secret told", self.missing))
        assert (caught.value.stage, caught.value.code) == ("synthesis", "voice.missing")
        assert "secret" not in str(caught.value)

    def test_who_stops_listening_leaves_nothing_behind(self, synthesizer: Synthesizer) -> None:
        first = synthesizer.synthesize(" ".join(self.sentences), self.language)
        next(first)
        second = synthesizer.synthesize(self.sentences[1], self.language)
        assert next(second).duration_s > 0
        first.close()  # type: ignore[attr-defined]
        assert self.say(synthesizer, self.sentences[0]).duration_s > 0

    def test_what_it_says_is_never_logged(self, synthesizer: Synthesizer, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        for logger in list(logging.root.manager.loggerDict):
            caplog.set_level(logging.DEBUG, logger)
        canary = "Zanzibar 8231 ザンジバル Ξενοδοχείο"
        list(synthesizer.synthesize(f"{canary}. {self.sentences[0]}", self.language))
        assert not [word for word in canary.split() if word in caplog.text]
