"""`kiosk run`: scenarios through the whole path, their results as JSON lines, sounds and an exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.audio import files
from kiosk.cli import run

SCENARIOS = sorted((Path(__file__).parent.parent / "scenarios").glob("*.toml"))

HOLDS = """
name = "scripted"
[[turn]]
say = "一番近い病院はどこですか。"
from = ["ja", "en"]
to = "en"
[turn.expect]
language = "ja"
translation_like = "Where is the nearest hospital?"
said_back_contains = ["hospital"]
spoken = true
[[turn]]
sound = "fan"
seconds = 2
from = ["ja"]
to = "en"
expect = { heard = false, spoken = false }
[[turn]]
text = "853円です。"
from = ["ja"]
to = "en"
expect = { translation_contains = ["853"], spoken = true }
"""


def scenario(folder: Path, text: str) -> str:
    path = folder / "one.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_turn_is_a_json_line_and_every_answer_a_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["run", scenario(tmp_path, HOLDS), "--demo", "--json", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    turns = [json.loads(line) for line in printed.splitlines()]
    assert printed == (out / "results.jsonl").read_text(encoding="utf-8")
    assert [turn["holds"] for turn in turns] == [True, True, True]
    assert [bool(turn["wav"]) for turn in turns] == [True, False, True]
    assert files.read(turns[0]["wav"], 60.0).duration_s > 0.5
    assert turns[0]["said_back"] == "Where is the nearest hospital?"


def test_one_expectation_that_does_not_hold_fails_the_run_and_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", scenario(tmp_path, HOLDS.replace('853"]', '835"]')), "--demo"]) == 1
    told = capsys.readouterr()
    assert "lacks '835'" in told.out
    assert "2 of 3 turns hold" in told.err


def test_a_route_that_is_missing_is_a_turn_that_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'name = "x"\n[[turn]]\ntext = "안녕하세요"\nfrom = ["ko"]\nto = "en"\n'
    assert run(["run", scenario(tmp_path, text), "--demo"]) == 1
    assert "no route ko->en" in capsys.readouterr().out


def test_mistakes_in_a_scenario_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", scenario(tmp_path, 'nam = 1\n[[turn]]\nfrom = ["ja"]\nto = "en"\n'), "--demo"]) == 2
    told = capsys.readouterr().err
    assert "name: is missing" in told and "exactly one of them" in told
    assert run(["run", str(tmp_path / "none.toml"), "--demo"]) == 2
    assert run(["run", scenario(tmp_path, "[[turn"), "--demo"]) == 2


def test_a_sound_file_that_is_missing_is_an_error_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'name = "x"\n[[turn]]\nfile = "none.wav"\nfrom = ["ja"]\nto = "en"\n'
    assert run(["run", scenario(tmp_path, text), "--demo"]) == 5
    assert "none.wav" in capsys.readouterr().err


@pytest.mark.parametrize("path", [path for path in SCENARIOS if path.stem != "recordings"], ids=lambda path: path.stem)
def test_the_shipped_scenario_holds_on_the_starter_models(
    path: Path, models_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["run", str(path), "--models", str(models_folder), "--json"])
    broken = [json.loads(line)["broken"] for line in capsys.readouterr().out.splitlines()]
    assert status == 0, broken


def test_the_scenario_of_real_recordings_holds(
    models_folder: Path, recordings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_TEST_AUDIO", str(recordings))
    (path,) = [path for path in SCENARIOS if path.stem == "recordings"]
    status = run(["run", str(path), "--models", str(models_folder), "--json"])
    broken = [json.loads(line)["broken"] for line in capsys.readouterr().out.splitlines()]
    assert status == 0, broken
