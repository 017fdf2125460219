"""`kiosk translate` as a user meets it: results on stdout, one clear line on stderr, an exit status for each kind."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.audio import files
from kiosk.audio.sounds import sound
from kiosk.cli import run
from kiosk.core.audio import Audio, join
from kiosk.core.turn import Hint
from kiosk.engines.scripted import ScriptedSynthesizer, ScriptedTranscriber

ASKED, ANSWER = "一番近い病院はどこですか。", "Where is the nearest hospital?"


@pytest.fixture
def question(tmp_path: Path) -> Path:
    """A recording of the scripted voice asking for the hospital in Japanese."""
    path = tmp_path / "question.wav"
    files.write_wav(path, [Audio.silence(0.3), *ScriptedSynthesizer().synthesize(ASKED, "ja"), Audio.silence(0.3)])
    return path


def test_a_file_is_heard_translated_and_spoken(question: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "answer.wav"
    assert run(["translate", str(question), "--to", "en", "--demo", "--out", str(out), "--times"]) == 0
    told = capsys.readouterr().out
    assert ASKED in told and ANSWER in told and str(out) in told and "first sound" in told
    assert ScriptedTranscriber().transcribe(files.read(out, 60.0), Hint(("en",))).text == ANSWER


def test_json_has_every_stage_on_one_line(question: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", str(question), "--from", "ja", "--to", "en", "--demo", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    turn = json.loads(line)
    assert turn["transcript"] == ASKED and turn["translation"] == ANSWER and turn["language"] == "ja"
    assert turn["seconds"]["heard"] <= turn["seconds"]["translated"] <= turn["seconds"]["first_sound"]


def test_a_typed_text_is_translated_and_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "answer.wav"
    assert run(["translate", "--text", ASKED, "--from", "ja", "--to", "en", "--demo", "--out", str(out)]) == 0
    assert ANSWER in capsys.readouterr().out
    assert out.is_file()


def test_a_long_recording_comes_out_utterance_by_utterance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.wav"
    said = [Audio.silence(1.0), *ScriptedSynthesizer().synthesize(ASKED, "ja"), Audio.silence(20.0)]
    files.write_wav(path, [*said, *said, *said])
    assert run(["translate", str(path), "--to", "en", "--demo", "--json", "--out", str(tmp_path / "o.wav")]) == 0
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(turn["turn"], turn["translation"]) for turn in turns] == [(1, ANSWER), (2, ANSWER), (3, ANSWER)]
    answer = next(iter(ScriptedSynthesizer().synthesize(ANSWER, "en")))
    assert files.read(tmp_path / "o.wav", 60.0).duration_s == pytest.approx(3 * answer.duration_s, abs=0.01)


def test_nobody_speaking_is_no_error_and_leaves_an_older_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "quiet.wav", tmp_path / "answer.wav"
    files.write_wav(path, [sound("fan", 3.0)])
    out.write_bytes(b"older")
    assert run(["translate", str(path), "--to", "en", "--demo", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "nobody spoke" in told.err and "was not written" in told.err
    assert out.read_bytes() == b"older"


def test_text_in_a_language_without_a_voice_is_text_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kiosk.core.protocols import Engines
    from kiosk.engines import scripted

    mute = Engines(
        scripted.ScriptedDetector(),
        scripted.ScriptedTranscriber(),
        scripted.ScriptedTranslator(("ja", "en")),
        ScriptedSynthesizer(("ja",)),
    )
    monkeypatch.setattr("kiosk.engines.scripted_engines", lambda languages: mute)
    out = tmp_path / "answer.wav"
    assert run(["translate", "--text", ASKED, "--from", "ja", "--to", "en", "--demo", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert ANSWER in told.out and "no voice for English" in told.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["translate", "--to", "en"], 2, "either a sound FILE or --text"),
        (["translate", "x.wav", "--text", "a", "--to", "en"], 2, "either a sound FILE or --text"),
        (["translate", "--text", "a", "--to", "en"], 2, "--text needs --from"),
        (["translate", "--text", "a", "--from", "jp", "--to", "en"], 2, "unknown language 'jp'. Did you mean ja"),
        (["translate", "--text", "a", "--from", "ja", "--to", "xx"], 2, "unknown language 'xx'"),
        (["translate", "--text", "a", "--from", "ko", "--to", "en", "--demo"], 7, "no route ko->en"),
        (["translate", "--text", "a" * 30_000, "--from", "ja", "--to", "en", "--demo"], 2, "the limit is 20000"),
        (["translate", "nothing.wav", "--to", "en", "--demo"], 5, "nothing.wav"),
        (["translate", "http://127.0.0.1:9/a.wav", "--to", "en", "--demo"], 5, "only local files"),
        (["translate", "--text", "a", "--from", "ja", "--to", "en", "--config", "none.toml"], 3, "no such file"),
        (["translate", "--text", "a", "--from", "ja", "--to", "en", "--demo", "--out", "/proc/x/y.wav"], 6, "not a folder"),
        (["translate"], 2, "--to"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_each_mistake_is_one_clear_line_and_its_own_status(
    arguments: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == status
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_help_says_what_each_command_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    for word in ("translate", "run", "languages", "doctor", "bench", "exit status"):
        assert word in told
    for name in ("translate", "run", "languages", "doctor", "bench"):
        assert run([name, "--help"]) == 0


def test_an_error_inside_never_shows_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("the secret sentence")

    monkeypatch.setattr("kiosk.cli.translate.assemble", fall)
    assert run(["translate", "--text", "a", "--from", "ja", "--to", "en"]) == 70
    told = capsys.readouterr().err
    assert "RuntimeError" in told and "secret" not in told and "Traceback" not in told


@pytest.mark.parametrize("out", ["/dev/null", "/dev/full"])
def test_a_device_is_no_place_for_a_result(out: str, question: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", str(question), "--to", "en", "--demo", "--out", out]) == 6
    assert out in capsys.readouterr().err


def test_any_width_rate_and_number_of_channels_is_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoken = join(ScriptedSynthesizer().synthesize(ASKED, "ja")).samples
    for width, rate, channels in ((1, 16_000, 1), (2, 48_000, 8), (2, 192_000, 2)):
        path = tmp_path / f"{width}-{rate}-{channels}.wav"
        steps = np.repeat(np.repeat(spoken, rate // 16_000), channels)
        data = (steps * 127 + 128).astype(np.uint8) if width == 1 else (steps * 32_767).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setparams((channels, width, rate, 0, "NONE", ""))
            file.writeframes(data.tobytes())
        assert run(["translate", str(path), "--to", "en", "--demo"]) == 0
        assert ANSWER in capsys.readouterr().out
