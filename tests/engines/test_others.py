"""What else the recogniser may have heard: the second of its hypotheses comes with the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.audio import files
from kiosk.audio.resampling import at_rate
from kiosk.core.audio import SPEECH_RATE_HZ, join
from kiosk.core.turn import Hint, Transcript
from kiosk.engines import dice
from kiosk.engines.chinese import ChineseTranscriber
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranscriber
from kiosk.engines.silero import SileroDetector
from kiosk.engines.whisper import WhisperTranscriber
from kiosk.pipeline.hesitation import alternatives, instead


def test_the_scripted_recogniser_takes_a_text_for_another() -> None:
    heard = join(ScriptedSynthesizer().synthesize("a bus", "en"))
    mishears = ScriptedTranscriber({"a bus": ("a boss",)})
    assert mishears.transcribe(heard, Hint(("en",))).others == ("a boss",)
    assert ScriptedTranscriber().transcribe(heard, Hint(("en",))).others == ()


def test_other_readings_are_in_the_letters_of_their_reader() -> None:
    class Simplified:
        def languages(self) -> frozenset[str]:
            return frozenset({"zh", "zt"})

        def transcribe(self, audio: object, hint: Hint) -> Transcript:
            return Transcript("医院", hint.languages[0], others=("医药",))

    heard = ChineseTranscriber(Simplified()).transcribe(join(ScriptedSynthesizer().synthesize("x", "en")), Hint(("zt",)))
    assert (heard.text, heard.others) == ("醫院", ("醫藥",))


@pytest.fixture(scope="module")
def whisper(models_folder: Path) -> WhisperTranscriber:
    dice.load(7)
    return WhisperTranscriber(models_folder / "whisper-base", SileroDetector(), threads=2)


def test_the_right_word_is_among_the_others_where_the_first_is_wrong(whisper: WhisperTranscriber, recordings: Path) -> None:
    """A reader says 成立する; 整理する is what the small model prefers."""
    clip = at_rate(files.read(recordings / "read_ja.wav", 30.0), SPEECH_RATE_HZ)
    heard = whisper.transcribe(clip, Hint(("ja",)))
    assert "成立" not in heard.text
    offered = [instead(heard.text, one) for one in alternatives(heard.text, heard.others, "ja")]
    assert any("成立" in text for text in offered)


def test_a_draft_has_no_others(whisper: WhisperTranscriber, recordings: Path) -> None:
    clip = at_rate(files.read(recordings / "read_ja.wav", 30.0), SPEECH_RATE_HZ)
    assert whisper.transcribe(clip, Hint(("ja",), quickly=True)).others == ()


@pytest.mark.parametrize(
    ("name", "code", "right"), [("read_de.wav", "de", "Leichenhalle"), ("jfk_441khz.m4a", "en", "ask not")]
)
def test_a_second_look_finds_a_right_word_that_two_hypotheses_lack(
    whisper: WhisperTranscriber, recordings: Path, name: str, code: str, right: str
) -> None:
    clip = at_rate(files.read(recordings / name, 30.0), SPEECH_RATE_HZ)
    heard, again = whisper.transcribe(clip, Hint((code,))), whisper.transcribe(clip, Hint((code,), widely=True))
    assert right not in heard.text
    first, second = (alternatives(heard.text, texts, code) for texts in (heard.others, (again.text, *again.others)))
    assert not any(right in instead(heard.text, one) for one in first)
    assert any(right in instead(heard.text, one) for one in second)
