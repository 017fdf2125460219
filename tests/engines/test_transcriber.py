"""The recogniser: one contract for the scripted and the real one, and what only the real one can do wrong."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from kiosk.audio import files
from kiosk.audio.resampling import at_rate
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, join
from kiosk.core.errors import ModelError
from kiosk.core.loops import has_loop
from kiosk.core.protocols import Transcriber
from kiosk.core.turn import Hint
from kiosk.engines import dice, room
from kiosk.engines.hypothesis import Hypothesis
from kiosk.engines.openjtalk import OpenJTalkVoice
from kiosk.engines.piper import PiperVoice
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranscriber
from kiosk.engines.silero import SileroDetector
from kiosk.engines.voices import Voices
from kiosk.engines.whisper import WhisperTranscriber, _Search
from kiosk.pipeline.scenario import similarity
from tests.engines.transcriber_contract import ROOM, Say, TranscriberContract

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


class TestScripted(TranscriberContract):
    @pytest.fixture
    def transcriber(self) -> Transcriber:
        return ScriptedTranscriber()

    @pytest.fixture
    def say(self) -> Say:
        return lambda text, language: join(ScriptedSynthesizer().synthesize(text, language))


@pytest.fixture(autouse=True)
def same_dice() -> None:
    """Voices and the recogniser's fallback draw from these; a test must hear the same sound every time."""
    dice.load(7)


@pytest.fixture(scope="module")
def whisper(models_folder: Path) -> WhisperTranscriber:
    return WhisperTranscriber(models_folder / "whisper-base", SileroDetector(), threads=2)


@pytest.fixture(scope="module")
def voice(models_folder: Path) -> Say:
    weights = models_folder / "en_US-joe-medium" / "en_US-joe-medium.onnx"
    voices = Voices({"ja": OpenJTalkVoice, "en": lambda: PiperVoice("en_US-joe-medium", weights, "en")})
    return lambda text, language: at_rate(join(voices.synthesize(text, language)), SPEECH_RATE_HZ)


class TestWhisper(TranscriberContract):
    @pytest.fixture
    def transcriber(self, whisper: WhisperTranscriber) -> Transcriber:
        return whisper

    @pytest.fixture
    def say(self, voice: Say) -> Say:
        return voice

    def test_english_comes_with_the_transcript_when_it_is_asked_for(self, whisper: WhisperTranscriber, voice: Say) -> None:
        speech = join([ROOM, voice("この電車は京都に行きますか。", "ja"), ROOM])
        heard = whisper.transcribe(speech, Hint(("ja",), frozenset({"ja"})))
        assert heard.english is not None
        assert "train" in heard.english.lower() and "kyoto" in heard.english.lower()
        assert whisper.transcribe(speech, Hint(("ja",))).english is None

    def test_a_draft_is_one_try_of_what_was_said_so_far(
        self, whisper: WhisperTranscriber, voice: Say, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        beams: list[int] = []
        decode = whisper._rows

        def counted(encoded: object, speech: Audio, asked: object, search: _Search) -> list[Hypothesis]:
            beams.append(search.beam)
            return decode(encoded, speech, asked, search)  # type: ignore[arg-type]

        monkeypatch.setattr(whisper, "_rows", counted)
        said = voice("Where is the nearest hospital, please?", "en")
        for cut_s in (0.6, 1.0, said.duration_s):
            text = whisper.transcribe(said.between(0.0, cut_s), Hint(("en",), quickly=True)).text
        assert beams == [1, 1, 1]
        assert "hospital" in text

    def test_numbers_in_speech_are_heard(self, whisper: WhisperTranscriber, voice: Say) -> None:
        speech = join([ROOM, voice("The ticket costs 853 yen and the bus leaves from platform 3.", "en"), ROOM])
        assert "853" in whisper.transcribe(speech, Hint(("en",))).text

    def test_what_is_longer_than_the_window_is_heard_to_the_end(self, whisper: WhisperTranscriber, voice: Say) -> None:
        sentences = [f"This is announcement number {n}. Please go to the gym on the second floor." for n in range(1, 9)]
        speech = join(part for sentence in sentences for part in (voice(sentence, "en"), Audio.silence(0.6)))
        assert speech.duration_s > 35
        text = whisper.transcribe(speech, Hint(("en",))).text.lower()
        assert text.count("please go to the gym on the second floor") == 8
        assert all(f"number {n}" in text or f"number {word}" in text for n, word in enumerate(WORDS, start=1))

    def test_babble_of_many_voices_is_nobody_speaking(self, whisper: WhisperTranscriber, voice: Say) -> None:
        texts = ("Where is the nearest hospital?", "I lost my wallet at the station.", "Please go straight and turn left.")
        voices = [voice(text, "en").samples for text in texts] + [voice("財布をなくしました。", "ja").samples]
        mixed = sum(np.resize(np.roll(samples, 4000 * n)[::-1], 96_000) for n, samples in enumerate(voices))
        assert whisper.transcribe(Audio.of(np.asarray(mixed) / 8), Hint(("ja", "en"))).text == ""

    def test_what_makes_it_loop_is_cut_before_it_costs_much(
        self, whisper: WhisperTranscriber, voice: Say, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A token takes 8 to 12 ms on two cores: 230 of them are 2 s or a little more."""
        written: list[int] = []
        looped: list[bool] = []
        decode = whisper._batch

        def counted(encoded: object, asked: object, search: _Search, tokens: int) -> list[Hypothesis]:
            rows = decode(encoded, asked, search, tokens)  # type: ignore[arg-type]
            written.append(max(row.tokens for row in rows))
            looped.extend(row.loops for row in rows)
            return rows

        monkeypatch.setattr(whisper, "_batch", counted)
        said = voice("The doors are closing, please stand back.", "en")
        for bit_s, whole_s, most in ((0.4, 8.0, 230), (0.7, 8.0, 230), (0.4, 25.0, 430), (0.7, 25.0, 430)):
            written.clear()
            speech = join([said.between(0.5, 0.5 + bit_s)] * round(whole_s / bit_s))
            heard = whisper.transcribe(speech, Hint(("ja", "en", "ko"), frozenset({"ja", "ko"})))
            assert not has_loop(heard.text, "")
            assert sum(written) <= most, (bit_s, whole_s, written)
        assert looped.count(True) >= 3

    def test_who_speaks_fast_gets_all_words_on_the_second_try(
        self, whisper: WhisperTranscriber, voice: Say, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(room, "at_first", lambda speech_s, spoken: 4)
        speech = join([ROOM, voice("The ticket costs 853 yen and the bus leaves from platform 3.", "en"), ROOM])
        assert "platform" in whisper.transcribe(speech, Hint(("en",))).text.lower()

    def test_quiet_speech_is_heard(self, whisper: WhisperTranscriber, voice: Say) -> None:
        speech = join([ROOM, voice("Where is the nearest hospital?", "en"), ROOM])
        heard = whisper.transcribe(Audio(speech.samples * np.float32(0.03)), Hint(("en",)))
        assert similarity("Where is the nearest hospital?", heard.text) > 0.9

    def test_a_name_or_half_a_folder_is_refused_before_a_hub_could_be_asked(self, models_folder: Path, tmp_path: Path) -> None:
        shutil.copytree(models_folder / "whisper-base", tmp_path / "w", ignore=shutil.ignore_patterns("tokenizer.json"))
        for folder in (Path("base"), Path("models/base"), tmp_path / "nothing", tmp_path / "w"):
            with pytest.raises(ModelError, match="not a complete Whisper model folder"):
                WhisperTranscriber(folder, SileroDetector())

    def test_a_model_that_is_cut_short_is_told_as_broken(self, models_folder: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(models_folder / "whisper-base", tmp_path / "w")
        with (folder / "model.bin").open("r+b") as file:
            file.truncate(1000)
        with pytest.raises(ModelError, match="can't be loaded"):
            WhisperTranscriber(folder, SileroDetector())


def test_real_recordings_are_heard_in_their_language_without_a_loop(whisper: WhisperTranscriber, recordings: Path) -> None:
    rows = csv.DictReader((recordings / "manifest.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    clips = [row for row in rows if row["transcript"] and row["file"].startswith("read_")]
    offered = tuple(row["language"] for row in clips)
    likeness = {}
    for row in clips:
        heard = whisper.transcribe(files.read(recordings / row["file"], 60.0), Hint(offered))
        assert heard.language == row["language"]
        likeness[row["file"]] = similarity(row["transcript"], heard.text)
    assert min(likeness.values()) > 0.6, likeness
    assert np.mean(list(likeness.values())) > 0.85, likeness


def test_a_word_of_another_language_that_was_hardly_heard_is_never_forced_into_an_offered_one(
    whisper: WhisperTranscriber, voice: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[bool] = []

    def nobody_at_first(*_: object) -> bool:
        judged.append(not judged)
        return judged[-1]

    monkeypatch.setattr("kiosk.engines.whisper.to_decode", lambda *_: ())
    monkeypatch.setattr("kiosk.engines.whisper.nobody_spoke", nobody_at_first)
    heard = whisper.transcribe(voice("Where is the station?", "en"), Hint(("ja", "ko")))
    assert (heard.text, heard.unsure) == ("", False)
