"""What bad input gets from the real engines: a clear line or a correct "nobody spoke", never an invented sentence."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kiosk import app
from kiosk.audio import files
from kiosk.audio.sounds import sound
from kiosk.cli import run
from kiosk.core.audio import Audio
from kiosk.core.protocols import Engines
from kiosk.engines import Need, build_engines
from kiosk.inventory import Inventory
from kiosk.settings import Settings

Told = Callable[[Path], tuple[int, list[dict[str, object]], str]]


@pytest.fixture(scope="module")
def loaded() -> dict[Need, Engines]:
    """Engines by what was needed: a dozen sounds ask for the same ones, and loading takes longer than listening."""
    return {}


@pytest.fixture
def translate(
    models_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, loaded: dict[Need, Engines]
) -> Told:
    def once(inventory: Inventory, settings: Settings, need: Need) -> Engines:
        if need not in loaded:
            loaded[need] = build_engines(inventory, settings, need)
        return loaded[need]

    monkeypatch.setattr(app, "build_engines", once)

    def told(path: Path) -> tuple[int, list[dict[str, object]], str]:
        status = run(["translate", str(path), "--from", "ja", "--to", "en", "--models", str(models_folder), "--json"])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, [json.loads(line) for line in said.out.splitlines()], said.err

    return told


def float_wav(path: Path, samples: np.ndarray) -> None:
    data = samples.astype("<f4").tobytes()
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 3, 1, 16_000, 64_000, 4, 32, b"data", len(data)
    )
    path.write_bytes(header + data)


@pytest.mark.parametrize(
    "samples",
    [
        np.full(32_000, np.nan),
        np.full(32_000, np.inf),
        np.zeros(48_000),
        np.full(32_000, 0.8),
        np.tile([1.0, -1.0], 16_000),
        np.random.default_rng(3).normal(0, 3, 48_000),
        np.where(np.arange(48_000) % 2, np.nan, np.random.default_rng(4).normal(0, 0.1, 48_000)),
    ],
    ids=["NaN", "infinite", "silence", "DC", "Nyquist", "clipped noise", "noise with NaN"],
)
def test_samples_that_are_no_speech_are_nobody_speaking(translate: Told, tmp_path: Path, samples: np.ndarray) -> None:
    float_wav(tmp_path / "x.wav", samples)
    status, turns, told = translate(tmp_path / "x.wav")
    assert status == 0
    assert [turn["heard"] for turn in turns] == [False]
    assert "nobody spoke" in told


@pytest.mark.parametrize("kind", ["silence", "white", "fan", "hum", "clicks"])
def test_a_long_file_without_speech_is_nobody_speaking(translate: Told, tmp_path: Path, kind: str) -> None:
    files.write_wav(tmp_path / "x.wav", [sound(kind, 60.0, -25.0)])
    status, turns, told = translate(tmp_path / "x.wav")
    assert (status, turns) == (0, [])
    assert "nobody spoke" in told


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.wav", b""), ("text.wav", b"These are words, not sounds.\n" * 50), ("random.mp3", bytes(range(256)) * 40)],
)
def test_what_is_no_sound_file_is_told_before_anything_loads(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(["translate", str(tmp_path / name), "--from", "ja", "--to", "en", "--models", str(tmp_path)]) == 5
    assert name in capsys.readouterr().err


def test_an_hour_of_silence_is_nobody_speaking_in_bounded_memory(models_folder: Path, tmp_path: Path) -> None:
    """The engines take 525 MB; an hour that was kept would take 230 MB more."""
    minute = Audio.silence(60.0)
    files.write_wav(tmp_path / "x.wav", (minute for _ in range(60)))
    script = (
        "import sys, kiosk.cli\n"
        "from kiosk.bench.cold import peak_memory_mb\n"
        "status = kiosk.cli.run(sys.argv[1:])\n"
        "print(status, round(peak_memory_mb()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "translate", str(tmp_path / "x.wav"), "--from", "ja", "--to", "en",
         "--models", str(models_folder)],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    status, peak_mb = done.stdout.split()
    assert status == "0"
    assert "nobody spoke" in done.stderr
    assert int(peak_mb) < 700


@pytest.mark.parametrize("odd", ["\x00\x07\x1b[31m", "🙂🙂🙂", "．．．", "[[a]]", "\ud800", " \n\t "], ids=repr)
def test_odd_texts_make_no_sound_or_a_harmless_one(
    odd: str, models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.wav"
    arguments = ["translate", "--text", odd, "--from", "en", "--to", "ja", "--models", str(models_folder), "--out", str(out)]
    assert run(arguments) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_ten_thousand_characters_are_translated_and_spoken_to_the_end(
    models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = "Would you be so kind as to tell me where the nearest hospital is? "  # what it becomes is short: 2 s to speak
    text = (sentence * 152)[:10_000]
    arguments = ["translate", "--text", text, "--from", "en", "--to", "ja", "--models", str(models_folder), "--json"]
    assert run(arguments) == 0
    (turn,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert turn["translation"].count("病院") >= len(text) // len(sentence)
    assert turn["speech_duration_s"] > 1.5 * (len(text) // len(sentence))


def test_a_flipped_byte_in_any_model_is_named_with_what_mends_it(
    models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, file in (
        ("whisper-base", "model.bin"),
        ("en_US-joe-medium", "en_US-joe-medium.onnx"),
        ("starter-en_ja", "model/model.bin"),
    ):
        copy = tmp_path / name
        shutil.copytree(models_folder.absolute(), copy, ignore=shutil.ignore_patterns(".*"), copy_function=os.symlink)
        flipped = copy / name / file
        whole = flipped.resolve()
        flipped.unlink()
        shutil.copyfile(whole, flipped)
        with flipped.open("r+b") as opened:
            opened.seek(flipped.stat().st_size // 2)
            byte = opened.read(1)
            opened.seek(-1, 1)
            opened.write(bytes([byte[0] ^ 1]))
        target = "ja" if name == "starter-en_ja" else "en"
        files.write_wav(tmp_path / "x.wav", [sound("fan", 1.0)])
        assert run(["translate", str(tmp_path / "x.wav"), "--from", "en", "--to", target, "--models", str(copy)]) == 4
        told = capsys.readouterr().err
        assert name in told and "damaged" in told and "download_models.py fetch --profile starter" in told
        shutil.rmtree(copy)


def test_a_missing_model_is_named_with_what_installs_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files.write_wav(tmp_path / "x.wav", [sound("fan", 1.0)])
    (tmp_path / "models").mkdir()
    arguments = ["translate", str(tmp_path / "x.wav"), "--from", "en", "--to", "en", "--models", str(tmp_path / "models")]
    assert run(arguments) == 4
    assert "download_models.py fetch --profile starter" in capsys.readouterr().err


def test_a_route_nothing_leads_on_is_named_with_what_installs_it(
    models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files.write_wav(tmp_path / "x.wav", [sound("fan", 1.0)])
    assert run(["translate", str(tmp_path / "x.wav"), "--from", "ja", "--to", "ko", "--models", str(models_folder)]) == 7
    assert "fetch --for" in capsys.readouterr().err
