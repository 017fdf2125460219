"""What is installed and what is missing, as a technician reads it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kiosk.cli import run


def test_languages_are_listed_with_what_hears_translates_and_speaks_them(
    models_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["languages", "--models", str(models_folder), "--json"]) == 0
    rows = {row["code"]: row for row in json.loads(capsys.readouterr().out)["languages"]}
    assert rows["ja"]["heard_by"] == "whisper-base" and rows["ja"]["spoken_by"] == "openjtalk-mei"
    assert "en" in rows["ja"]["translated_to"] and "ja" in rows["en"]["translated_to"]
    assert rows["ko"]["translated_to"] == ["en", "ja"] and rows["ko"]["spoken_by"] is None
    assert run(["languages", "--models", str(models_folder)]) == 0
    assert "日本語" in capsys.readouterr().out


def test_what_lies_in_models_and_is_not_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "half-a-model").mkdir()
    assert run(["languages", "--models", str(tmp_path)]) == 0
    assert "half-a-model" in capsys.readouterr().err


def test_the_doctor_says_what_is_missing_and_how_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--models", str(tmp_path), "--json"]) == 1
    findings = {finding["subject"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert findings["recogniser"]["state"] == "bad"
    assert "fetch --profile starter" in findings["recogniser"]["mend"]
    assert findings["ctranslate2"]["state"] == "good"


def test_the_doctor_finds_nothing_bad_with_the_starter_models(models_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--models", str(models_folder)]) == 0
    told = capsys.readouterr()
    assert "every SHA-256 is right" in told.out and "nothing to mend" in told.err


def test_the_doctor_notices_when_a_guard_was_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    run(["doctor", "--models", str(tmp_path)])
    assert "ORT_DISABLE_TELEMETRY was changed" in capsys.readouterr().out


def test_the_guards_are_set_by_importing_the_kiosk() -> None:
    assert os.environ["ORT_DISABLE_TELEMETRY"] == os.environ["HF_HUB_OFFLINE"] == "1"
