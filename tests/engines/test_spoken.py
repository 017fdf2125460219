"""Which language was spoken: clear, close, another one, or nobody knows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kiosk.audio import files
from kiosk.core.audio import Audio
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.spans import FRAME_S, speech_spans
from kiosk.core.turn import Hint
from kiosk.engines.silero import SileroDetector
from kiosk.engines.spoken import Reading, choose, to_decode
from kiosk.engines.whisper import WhisperTranscriber


def reading(language: str, text: str, logprob: float = -0.3, share: float = 0.5, spoke: bool = True) -> Reading:
    return Reading(language, text, logprob, spoke, share)


def test_a_clear_language_is_decoded_alone() -> None:
    assert to_decode({"ja": 0.97, "en": 0.01}, ("en", "ja")) == ("ja",)


def test_close_languages_are_both_decoded_likeliest_first() -> None:
    assert to_decode({"nl": 0.3, "en": 0.4, "ja": 0.001}, ("ja", "nl", "en")) == ("en", "nl")


def test_two_written_forms_of_one_language_are_not_decoded_twice() -> None:
    assert to_decode({"zh": 0.5, "ja": 0.4}, ("zt", "zh", "ja")) == ("zt", "ja")


def test_a_language_that_is_not_offered_is_no_offered_language() -> None:
    assert to_decode({"ru": 0.95, "ja": 0.02, "en": 0.01}, ("ja", "en")) == ()


@pytest.mark.parametrize("stranger", ["nn", "la"])
def test_languages_that_stand_for_doubt_speak_against_nothing(stranger: str) -> None:
    assert to_decode({stranger: 0.7, "ja": 0.21, "en": 0.01}, ("ja", "en")) == ("ja",)


def test_where_every_language_is_unlikely_nobody_knows() -> None:
    assert to_decode({"as": 0.34, "sw": 0.15, "ja": 0.11}, ("ja", "ko")) == ()


def test_a_close_relative_speaks_against_nothing() -> None:
    assert to_decode({"ms": 0.7, "id": 0.22}, ("ja", "id")) == ("id",)


def test_the_text_that_is_in_its_own_language_is_preferred() -> None:
    chosen = choose([reading("en", "Dov'è la stazione", -0.5, 0.5), reading("ja", "すみません、駅はどこ", -0.6, 0.5)])
    assert chosen is not None and chosen.language == "ja"


def test_a_syllable_must_be_surer_than_a_sentence() -> None:
    assert choose([reading("en", "No?", -0.65)]) is None
    assert choose([reading("en", "No?", -0.5)]) is not None
    assert choose([reading("es", "La arena blanca", -0.65)]) is not None


def test_what_is_no_speech_is_dropped_first() -> None:
    chosen = choose([reading("en", "Where is it?", spoke=False), reading("ja", "どこですか")])
    assert chosen is not None and chosen.language == "ja"
    assert choose([reading("en", "Yes.", spoke=False)]) is None


def test_readings_that_stay_close_are_nobodys_guess() -> None:
    assert choose([reading("en", "Hi.", -0.6, 0.5), reading("ja", "はい", -0.7, 0.5)]) is None


def test_words_that_were_guessed_are_not_believed() -> None:
    assert choose([reading("ja", "はい", -1.4, 0.9)]) is None


def first_word_s(audio: Audio) -> float:
    whole = len(audio.samples) // FRAME_SAMPLES * FRAME_SAMPLES
    return speech_spans(SileroDetector().stream().push(audio.samples[:whole]))[0].start * FRAME_S


def test_real_recordings_are_heard_in_their_language_or_in_none(models_folder: Path, recordings: Path) -> None:
    with (recordings / "manifest.tsv").open(encoding="utf-8") as manifest:
        spoken = [
            (row["file"], row["language"])
            for row in csv.DictReader(manifest, delimiter="\t")
            if row["file"].startswith("read_") and row["language"] in ("ja", "es", "ko", "de")
        ]
    hearing = WhisperTranscriber(models_folder / "whisper-base", SileroDetector())
    for name, language in spoken:
        audio = files.read(recordings / name, 60.0)
        start_s = first_word_s(audio)
        for part in (audio, audio.between(start_s, start_s + 1.2)):
            for offered in (("ja", language) if language != "ja" else ("ja", "en"), ("ja", "fr"), ("en", "fr")):
                heard = hearing.transcribe(part, Hint(offered))
                assert not heard.text or heard.language == language, (name, offered)
                assert part is not audio or heard.unsure == (language not in offered), (name, offered)
