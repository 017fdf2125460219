"""`kiosk translate` shows what the guard doubts, and speaks it only when told to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli import run

UNKNOWN = ["translate", "--demo", "--text", "今日は休みです。", "--from", "ja", "--to", "en"]


def test_a_doubted_translation_is_shown_and_not_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wav = tmp_path / "out.wav"
    assert run([*UNKNOWN, "--out", str(wav)]) == 0
    told = capsys.readouterr()
    assert "it came back untranslated" in told.out
    assert "--anyway speaks it" in told.err
    assert not wav.exists()


def test_with_anyway_it_is_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wav = tmp_path / "out.wav"
    assert run([*UNKNOWN, "--out", str(wav), "--anyway"]) == 0
    assert wav.exists()
    assert "it came back untranslated" in capsys.readouterr().out


def test_the_way_back_and_the_doubts_are_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", "--demo", "--json", "--text", "853円です。", "--from", "ja", "--to", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["held"], told["back"], told["doubts"], told["differences"]) == (False, "853円です。", [], [])
    assert run([*UNKNOWN, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["held"] and "source.returned" in told["doubts"] and not told["spoken"]
