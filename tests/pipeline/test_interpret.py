"""The flow: each result as soon as it is there, each failure where it belongs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

import numpy as np
import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.errors import StageError
from kiosk.core.events import Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.language import Route
from kiosk.core.protocols import SENTENCE_PAUSE_S, Engines
from kiosk.core.turn import Hint, Segment, Transcript, Translation
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranscriber, ScriptedTranslator, scripted_engines
from kiosk.pipeline import offer
from kiosk.pipeline.interpret import convey, interpret
from kiosk.pipeline.outcome import follow

ASKED = "一番近い病院はどこですか。"
ANSWER = "Where is the nearest hospital?"


@pytest.fixture
def engines() -> Engines:
    return scripted_engines()


def spoken(text: str, language: str) -> Audio:
    return join([Audio.silence(0.2), *ScriptedSynthesizer(("ja", "en", "ko")).synthesize(text, language), Audio.silence(0.2)])


def segment(audio: Audio, target: str = "en") -> Segment:
    return Segment(7, audio, Hint(("ja", "en", "ko")), target)


def test_a_japanese_question_comes_out_as_english_speech(engines: Engines) -> None:
    heard, translated, speech, told_back = interpret(segment(spoken(ASKED, "ja")), engines)
    assert isinstance(heard, Heard) and heard.transcript == Transcript(ASKED, "ja", candidates=(("ja", 1.0),))
    assert isinstance(translated, Translated) and translated.translation.text == ANSWER
    assert isinstance(speech, Spoken)
    assert engines.transcriber.transcribe(speech.audio, Hint(("en",))).text == ANSWER
    assert isinstance(told_back, ToldBack) and told_back.translation.back == ASKED
    assert {event.turn for event in (heard, translated, speech, told_back)} == {7}


def test_silence_is_a_result_and_ends_the_turn(engines: Engines) -> None:
    assert list(interpret(segment(Audio.silence(3.0)), engines)) == [NothingHeard(7)]


def test_a_language_that_is_not_offered_is_asked_about_and_not_translated(engines: Engines) -> None:
    class Unsure(ScriptedTranscriber):
        def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
            return Transcript("", "ja", unsure=True)

    turn = interpret(segment(spoken(ASKED, "ja")), replace(engines, transcriber=Unsure()))
    assert list(turn) == [NotSure(7)]


def test_each_result_is_given_before_the_next_stage_begins(engines: Engines) -> None:
    begun: list[str] = []

    class Watched(ScriptedTranslator):
        def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
            begun.append("translate")
            yield from super().translate(text, route, english)

    turn = interpret(segment(spoken(ASKED, "ja")), replace(engines, translator=Watched()))
    assert isinstance(next(turn), Heard)
    assert begun == []
    assert isinstance(next(turn), Translated)


def test_closing_the_turn_abandons_the_rest(engines: Engines) -> None:
    made: list[str] = []

    class Watched(ScriptedSynthesizer):
        def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
            made.append(text)
            yield from super().synthesize(text, language, speed)

    turn = interpret(segment(spoken(ASKED, "ja")), replace(engines, synthesizer=Watched()))
    next(turn), next(turn)
    assert isinstance(turn, Generator)
    turn.close()
    assert made == []


def test_without_a_voice_the_translation_still_arrives(engines: Engines) -> None:
    mute = replace(engines, synthesizer=ScriptedSynthesizer(("ja",)))
    _, translated, last, _ = interpret(segment(spoken(ASKED, "ja")), mute)
    assert isinstance(translated, Translated)
    assert last == TextOnly(7, "en")


def test_typed_words_take_the_second_half_of_the_way(engines: Engines) -> None:
    translated, speech, _ = convey(1, ASKED, Route("ja", "en"), engines)
    assert isinstance(translated, Translated) and translated.translation.text == ANSWER
    assert isinstance(speech, Spoken)


SEVERAL = "Good morning. It is 853 yen. Where is the nearest hospital?"
MEANT = ["[ja] Good morning.", "853円です。", "一番近い病院はどこですか。"]
EN_JA = Route("en", "ja")


def test_each_sentence_is_spoken_before_the_next_one_is_translated(engines: Engines) -> None:
    steps: list[str] = []

    class Watched(ScriptedTranslator):
        def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
            for part in super().translate(text, route, english):
                steps.append(part.text)
                yield part

    for event in convey(1, SEVERAL, EN_JA, replace(engines, translator=Watched())):
        steps.append(type(event).__name__)
    assert steps[:9] == [step for part in MEANT for step in (part, "Translated", "Spoken")]
    assert steps[-1] == "ToldBack"


def test_each_translated_holds_all_that_came_before_it(engines: Engines) -> None:
    said = [event.translation for event in convey(1, SEVERAL, EN_JA, engines) if isinstance(event, Translated)]
    assert [translation.text for translation in said] == ["".join(MEANT[:count]) for count in (1, 2, 3)]
    assert (said[-1].source, said[-1].models) == (SEVERAL, ("scripted",))


def test_between_two_sentences_there_is_a_pause_as_a_voice_makes_it_and_none_after_the_last(engines: Engines) -> None:
    for speed in (1.0, 0.5):
        sounds = [event.audio for event in convey(1, SEVERAL, EN_JA, engines, speed=speed) if isinstance(event, Spoken)]
        lead = [int(np.flatnonzero(np.abs(sound.samples) > 0.02)[0]) / sound.rate_hz for sound in sounds]
        assert lead == pytest.approx([0.0, SENTENCE_PAUSE_S / speed, SENTENCE_PAUSE_S / speed], abs=0.01)
        assert np.abs(sounds[-1].samples[-160:]).max() > 0.02


def test_where_the_voice_fails_the_rest_still_comes_as_text_and_the_failure_is_told(engines: Engines) -> None:
    class Hoarse(ScriptedSynthesizer):
        def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
            if text == MEANT[1]:
                raise StageError("synthesis", "voice.failed", "the voice failed on a sentence")
            yield from super().synthesize(text, language, speed)

    outcome = follow(convey(1, SEVERAL, EN_JA, replace(engines, synthesizer=Hoarse())), clock=lambda: 0.0, anyway=True)
    assert outcome.translation is not None and outcome.translation.text == "".join(MEANT)
    assert len(outcome.speech) == 1
    assert outcome.failed is not None and outcome.failed.code == "voice.failed"


def test_without_a_voice_all_of_the_text_comes_before_that_is_told(engines: Engines) -> None:
    mute = replace(engines, synthesizer=ScriptedSynthesizer(("en",)))
    kinds = [type(event) for event in convey(1, SEVERAL, EN_JA, mute)]
    assert kinds == [Translated, Translated, Translated, TextOnly, ToldBack]


def test_a_failed_stage_keeps_what_was_there_before_it(engines: Engines) -> None:
    outcome = follow(interpret(segment(spoken("안녕하세요", "ko")), engines), clock=lambda: 0.0)
    assert outcome.transcript is not None and outcome.transcript.language == "ko"
    assert outcome.translation is None
    assert isinstance(outcome.failed, StageError) and outcome.failed.code == "route.missing"


def test_an_outcome_says_when_each_stage_was_done(engines: Engines) -> None:
    ticks = iter(range(100))
    outcome = follow(interpret(segment(spoken(ASKED, "ja")), engines), clock=lambda: float(next(ticks)))
    assert (outcome.heard_s, outcome.translated_s, outcome.first_sound_s, outcome.speech_s) == (1.0, 2.0, 3.0, 3.0)
    plain = outcome.as_json()
    assert plain["transcript"] == ASKED and plain["translation"] == ANSWER and plain["spoken"] is True


def test_only_languages_that_reach_the_target_are_listened_for(engines: Engines) -> None:
    english_only = replace(engines, translator=ScriptedTranslator(("en", "ja")))
    assert offer.hint(english_only, ("ja", "ko", "en"), "en") == Hint(("ja", "ko", "en"), frozenset({"ko"}))
    assert offer.hint(english_only, ("ko",), "ja") == Hint(("ko",), frozenset({"ko"}))
    with pytest.raises(StageError, match="fetch --for ja,ko"):
        offer.hint(english_only, ("ja",), "ko")
