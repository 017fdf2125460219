"""The kiosk's voices: Piper on a toy model and on the real one, Open JTalk, and what picks and evens them."""

from __future__ import annotations

import importlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.errors import ModelError, StageError, UsageError
from kiosk.core.protocols import Synthesizer
from kiosk.engines.level import speech_dbfs
from kiosk.engines.openjtalk import OpenJTalkVoice
from kiosk.engines.piper import LONGEST_PHONEMES, PiperVoice
from kiosk.engines.scripted import ScriptedSynthesizer
from kiosk.engines.voices import Voice, Voices
from tests.engines.synthesizer_contract import SynthesizerContract
from tests.engines.toy_voice import Hum, toy_voice

ROOT = Path(__file__).resolve().parents[2]

# pyopenjtalk-plus 0.4.1.post10 calls SudachiPy by its old name, once in each thread
pytestmark = pytest.mark.filterwarnings(r"ignore:Dictionary.create\(\) is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., PiperVoice]:
    def make(hum: Hum | None = None, phoneme_type: str = "espeak", speakers: int = 1) -> PiperVoice:
        folder = tmp_path_factory.mktemp("voice")
        return PiperVoice("toy", toy_voice(folder, hum=hum, phoneme_type=phoneme_type, speakers=speakers), "en", threads=1)

    return make


@pytest.fixture(scope="module")
def mei() -> OpenJTalkVoice:
    return OpenJTalkVoice()


@pytest.fixture(scope="module")
def joe(models_folder: Path) -> PiperVoice:
    return PiperVoice("en_US-joe-medium", models_folder / "en_US-joe-medium" / "en_US-joe-medium.onnx", "en")


class Recorder:
    """A voice that keeps what it is asked, and hums."""

    id = "recorder"

    def __init__(self, amplitude: float = 0.1, seconds: float = 0.5) -> None:
        self.asked: list[tuple[str, float]] = []
        self._samples = (amplitude * np.sin(np.arange(round(seconds * 16_000)) / 12)).astype(np.float32)

    def speak(self, text: str, speed: float) -> Audio:
        self.asked.append((text, speed))
        return Audio(self._samples, 16_000)


# ---- what every synthesizer promises


class TestToyPiper(SynthesizerContract):
    @pytest.fixture
    def synthesizer(self, toy: Callable[..., PiperVoice]) -> Synthesizer:
        voice = toy()
        return Voices({"en": lambda: voice})


class TestRealPiper(SynthesizerContract):
    @pytest.fixture
    def synthesizer(self, joe: PiperVoice) -> Synthesizer:
        return Voices({"en": lambda: joe})


class TestOpenJTalk(SynthesizerContract):
    language = "ja"
    sentences = ("一番近い病院はどこですか。", "ここから歩いて五分です。")

    @pytest.fixture
    def synthesizer(self, mei: OpenJTalkVoice) -> Synthesizer:
        return Voices({"ja": lambda: mei})


class TestScripted(SynthesizerContract):
    @pytest.fixture
    def synthesizer(self) -> Synthesizer:
        return ScriptedSynthesizer(("ja", "en"))


# ---- Piper


def test_a_voice_speaks_all_phonemes_at_the_speed_asked_for(toy: Callable[..., PiperVoice]) -> None:
    voice = toy(Hum(lead=0, tail=0))
    plain, fast, slow = (len(voice.speak("Hello there.", speed).samples) for speed in (1.0, 1.25, 0.8))
    assert fast == pytest.approx(plain / 1.25, abs=2)
    assert slow == pytest.approx(plain / 0.8, abs=2)


def test_a_very_long_number_takes_several_runs_of_the_model_and_loses_nothing(toy: Callable[..., PiperVoice]) -> None:
    voice = toy(Hum(lead=0, tail=0, samples_each=10))
    once, twenty_times = (len(voice.speak("1234 " * times, 1.0).samples) for times in (1, 20))
    assert twenty_times > 18 * once
    assert twenty_times / 10 > 4 * LONGEST_PHONEMES


@pytest.mark.parametrize("phoneme_type", ["espeak", "text", "japanese", "hebrew"])
def test_every_way_of_finding_phonemes_that_is_installed_works(toy: Callable[..., PiperVoice], phoneme_type: str) -> None:
    text = {"japanese": "こんにちは。", "hebrew": "שלום."}.get(phoneme_type, "Hello.")
    assert toy(phoneme_type=phoneme_type).speak(text, 1.0).duration_s > 0.5


def test_a_voice_with_several_speakers_uses_its_first(toy: Callable[..., PiperVoice]) -> None:
    assert toy(speakers=3).speak("Hello.", 1.0).duration_s > 0.5


def test_a_chinese_voice_without_its_reading_model_is_refused_before_it_would_fetch_one(tmp_path: Path) -> None:
    model = toy_voice(tmp_path, phoneme_type="pinyin")
    with pytest.raises(ModelError) as caught:
        PiperVoice("zh_CN-toy-low", model, "zh")
    assert caught.value.code == "voice.unusable"
    assert "zh_CN-toy-low" in str(caught.value)
    assert "g2pW/g2pw.onnx" in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == [model.name, f"{model.name}.json"]


def test_a_voice_whose_reader_is_not_installed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.engines.piper.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="tltk") as caught:
        PiperVoice("th_TH-toy-low", toy_voice(tmp_path, phoneme_type="thai"), "th")
    assert caught.value.code == "voice.unusable"


def _truncate(model: Path) -> None:
    model.write_bytes(model.read_bytes()[:300])


def _scramble(model: Path) -> None:
    model.write_bytes(b"no model at all")


def _remove(model: Path) -> None:
    model.unlink()


def _remove_config(model: Path) -> None:
    model.with_name(f"{model.name}.json").unlink()


def _empty_config(model: Path) -> None:
    model.with_name(f"{model.name}.json").write_text("{}")


def _list_for_config(model: Path) -> None:
    model.with_name(f"{model.name}.json").write_text("[1, 2]")


def _unknown_phonemes(model: Path) -> None:
    config = model.with_name(f"{model.name}.json")
    config.write_text(json.dumps(json.loads(config.read_text()) | {"phoneme_type": "klingon"}))


def _unknown_language(model: Path) -> None:
    config = model.with_name(f"{model.name}.json")
    config.write_text(json.dumps(json.loads(config.read_text()) | {"espeak": {"voice": "xx"}}))


def _another_kind_of_model(model: Path) -> None:
    model.write_bytes(model.read_bytes().replace(b"scales", b"scalar"))


@pytest.mark.parametrize(
    "harm",
    [
        _truncate,
        _scramble,
        _remove,
        _remove_config,
        _empty_config,
        _list_for_config,
        _unknown_phonemes,
        _unknown_language,
        _another_kind_of_model,
    ],
)
def test_a_voice_that_cannot_be_loaded_says_which_and_what_mends_it(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    model = toy_voice(tmp_path)
    harm(model)
    with pytest.raises(ModelError) as caught:
        PiperVoice("en_US-toy-low", model, "en")
    assert caught.value.code == "voice.broken"
    assert "en_US-toy-low" in str(caught.value)
    assert "python scripts/download_models.py fetch --for en" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_that_fails_on_a_sentence_costs_that_turn_and_keeps_the_words_to_itself(
    toy: Callable[..., PiperVoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = toy()

    def fail(self: object, phonemes: list[str]) -> list[int]:
        raise KeyError("".join(phonemes))

    monkeypatch.setattr("piper.PiperVoice.phonemes_to_ids", fail)
    with pytest.raises(StageError) as caught:
        voice.speak("secret", 1.0)
    assert (caught.value.stage, caught.value.code) == ("synthesis", "voice.failed")
    assert "kɹət" not in str(caught.value)


def test_piper_s_own_log_lines_stay_inside_even_at_debug(
    toy: Callable[..., PiperVoice], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every logger that a module of Piper made is asked to log; the list of those that log words is complete."""
    toy(phoneme_type="japanese")
    caplog.set_level(logging.DEBUG)
    root = Path(importlib.import_module("piper").__file__ or "").parent
    modules = [path.stem for path in root.glob("*.py") if "_LOGGER" in path.read_text(encoding="utf-8")]
    outside = {"__main__", "http_server", "download_voices", "patch_voice_with_alignment"}  # commands: never imported here
    assert "voice" in modules
    for module in set(modules) - outside:
        logger = logging.getLogger(f"piper.{module}")
        monkeypatch.setattr(logger, "level", logging.DEBUG)
        logger.debug("text=%s", "canary")
        logger.error("Failed to phonemize sentence: %s", "canary")
    assert "canary" not in caplog.text


# ---- Open JTalk


def test_open_jtalk_reads_amounts_and_times(mei: OpenJTalkVoice) -> None:
    voices = Voices({"ja": lambda: mei})
    written, spoken = (join(voices.synthesize(text, "ja")) for text in ("14:35、¥853、２番", "14時35分、853円、2番"))
    assert np.array_equal(written.samples, spoken.samples)


def test_open_jtalk_says_the_same_the_same_way_after_another_speed(mei: OpenJTalkVoice) -> None:
    before = mei.speak("こんにちは", 1.0)
    assert mei.speak("こんにちは", 1.5).duration_s < before.duration_s
    assert np.array_equal(mei.speak("こんにちは", 1.0).samples, before.samples)


def test_open_jtalk_may_be_used_by_several_threads(mei: OpenJTalkVoice) -> None:
    texts = {"こんにちは": 1.0, "何時ですか": 0.8, "右に曲がってください": 1.25}
    alone = {text: mei.speak(text, speed).samples for text, speed in texts.items()}
    wrong: list[str] = []

    def repeat(text: str, speed: float) -> None:
        for _ in range(3):
            if not np.array_equal(mei.speak(text, speed).samples, alone[text]):
                wrong.append(text)

    threads = [threading.Thread(target=repeat, args=each) for each in texts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_loud_vowels_are_not_clipped(mei: OpenJTalkVoice) -> None:
    samples = mei.speak("はい。", 1.0).samples
    assert np.max(np.abs(samples)) <= 1.0
    assert np.sum(np.abs(samples) > 0.999) <= 1


def test_a_drawn_out_vowel_does_not_make_the_filter_run_away(mei: OpenJTalkVoice) -> None:
    for text in ("ねえええええええええ", "a" * 40):
        assert speech_dbfs(mei.speak(text, 1.0)) > -25


def test_a_filter_that_runs_away_all_the_same_is_never_played(mei: OpenJTalkVoice) -> None:
    with pytest.raises(StageError) as caught:
        mei.speak("エーイー" * 3 + "エーエーエーエーエー" * 3, 1.0)
    assert caught.value.code == "voice.failed"


# ---- both, in a process of their own


def test_voices_write_no_file_and_reach_for_no_network(tmp_path: Path) -> None:
    """Nothing in the home, nothing in the current folder, no address looked up; the process is quiet on both outputs."""
    model = toy_voice(tmp_path / "voice")
    home = tmp_path / "home"
    home.mkdir()
    program = f"""
import sys
reached = []
sys.addaudithook(lambda event, arguments: reached.append(event) if event in ("socket.connect", "socket.getaddrinfo") else None)
import kiosk
from pathlib import Path
from kiosk.engines.openjtalk import OpenJTalkVoice
from kiosk.engines.piper import PiperVoice
from kiosk.engines.voices import Voices
voices = Voices({{"en": lambda: PiperVoice("toy", Path({str(model)!r}), "en"), "ja": OpenJTalkVoice}})
voices.prepare(["en", "ja"])
for text, language in (("Hello there.", "en"), ("何時ですか。ＷｉＦｉはありますか。", "ja")):
    assert list(voices.synthesize(text, language))
assert not reached, reached
"""
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=home,
        env=environment | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(home.iterdir()) == []


# ---- picking a voice


def test_a_language_heard_like_another_is_spoken_by_its_voice() -> None:
    def make() -> Voice:
        return Recorder()

    assert Voices({"zh": make}).languages() == {"zh", "zt"}
    assert Voices({"zt": make}).languages() == {"zh", "zt"}
    assert Voices({"pb": make}).languages() == {"pt", "pb"}
    assert Voices({"no": make}).languages() == {"no", "nb"}
    assert Voices({}).languages() == frozenset()


def test_a_language_s_own_voice_comes_before_one_that_is_only_heard_alike() -> None:
    portuguese, brazilian = Recorder(), Recorder()
    voices = Voices({"pt": lambda: portuguese, "pb": lambda: brazilian})
    list(voices.synthesize("Bom dia", "pb"))
    list(voices.synthesize("Boa tarde", "pt"))
    assert [text for text, _ in brazilian.asked] == ["Bom dia"]
    assert [text for text, _ in portuguese.asked] == ["Boa tarde"]


def test_a_missing_voice_is_an_error_that_names_the_command() -> None:
    with pytest.raises(StageError) as caught:
        next(Voices({}).synthesize("Xin chào", "vi"))
    assert (caught.value.stage, caught.value.code) == ("synthesis", "voice.missing")
    assert "python scripts/download_models.py fetch --for vi" in str(caught.value)


def test_a_voice_is_loaded_once_and_only_when_it_is_needed() -> None:
    loads: list[str] = []

    def make() -> Voice:
        loads.append("load")
        return Recorder()

    voices = Voices({"zh": make, "zt": make, "en": make})
    assert loads == []
    threads = [threading.Thread(target=voices.prepare, args=(["zh", "zt", "xx"],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    list(voices.synthesize("你好", "zt"))
    assert loads == ["load"]


def test_a_voice_that_cannot_be_loaded_costs_the_turn_and_is_tried_again() -> None:
    answers: list[Voice | ModelError] = [
        ModelError("voice.broken", "mend it"),
        ModelError("voice.broken", "mend it"),
        Recorder(),
    ]

    def make() -> Voice:
        answer = answers.pop(0)
        if isinstance(answer, ModelError):
            raise answer
        return answer

    voices = Voices({"en": make})
    with pytest.raises(ModelError):
        voices.prepare(["en"])
    with pytest.raises(StageError) as caught:
        next(voices.synthesize("Hello", "en"))
    assert (caught.value.code, str(caught.value)) == ("voice.broken", "mend it")
    assert list(voices.synthesize("Hello", "en"))


# ---- what comes out


def test_pieces_come_one_by_one_each_asked_for_only_when_wanted() -> None:
    voice = Recorder()
    spoken = Voices({"en": lambda: voice}).synthesize("One two. Three four. Five six.", "en", speed=1.25)
    assert voice.asked == []
    next(spoken)
    assert voice.asked == [("One two.", 1.25)]
    assert len(list(spoken)) == 2
    assert voice.asked == [("One two.", 1.25), ("Three four.", 1.25), ("Five six.", 1.25)]


def test_a_pause_belongs_after_a_sentence_and_is_shorter_for_who_speaks_faster() -> None:
    voices = Voices({"en": lambda: Recorder(seconds=0.5)})
    first, last = voices.synthesize("One two. Three four.", "en")
    assert first.duration_s - last.duration_s == pytest.approx(0.35, abs=0.001)
    first, last = voices.synthesize("One two. Three four.", "en", speed=2.0)
    assert first.duration_s - last.duration_s == pytest.approx(0.175, abs=0.001)


@pytest.mark.parametrize("level_dbfs", [-30.0, -20.0, -15.0])
def test_loud_and_soft_voices_come_out_at_the_level_that_is_set(level_dbfs: float) -> None:
    loud, soft = Recorder(amplitude=0.6), Recorder(amplitude=0.05)
    voices = Voices({"en": lambda: loud, "fr": lambda: soft}, level_dbfs)
    for language in ("en", "fr"):
        assert speech_dbfs(join(voices.synthesize("Bonjour", language))) == pytest.approx(level_dbfs, abs=0.2)


@pytest.mark.parametrize("amplitude", [1000.0, float("nan"), float("inf")], ids=["full-scale noise", "nan", "inf"])
def test_a_damaged_voice_is_never_played(toy: Callable[..., PiperVoice], amplitude: float) -> None:
    voice = toy(Hum(amplitude=amplitude, lead=0, tail=0))
    with pytest.raises(StageError) as caught:
        next(Voices({"en": lambda: voice}).synthesize("A secret told", "en"))
    assert (caught.value.stage, caught.value.code) == ("synthesis", "voice.broken")
    assert "toy" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_voice_that_does_not_stop_is_never_played(toy: Callable[..., PiperVoice]) -> None:
    voice = toy(Hum(samples_each=100_000))
    with pytest.raises(StageError, match="doesn't come to an end"):
        next(Voices({"en": lambda: voice}).synthesize("Hello there", "en"))


@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_a_voice_that_stays_silent_is_an_error_that_the_visitor_learns_of(seconds: float) -> None:
    voice = Recorder(amplitude=0.0, seconds=seconds)
    with pytest.raises(StageError) as caught:
        list(Voices({"en": lambda: voice}).synthesize("A secret told", "en"))
    assert caught.value.code == "voice.silent"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("speed", [0.0, -1.0, 0.1, 10.0, float("nan"), float("inf")])
def test_a_speed_that_no_voice_has_is_refused(speed: float) -> None:
    with pytest.raises(UsageError) as caught:
        next(Voices({"en": Recorder}).synthesize("Hello", "en", speed))
    assert caught.value.code == "speed.invalid"
