"""A broken model takes down its own languages only, and is named with the command that mends it, in two languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kiosk.cli import run
from scripts.download_models import main

MENDING = "`python scripts/download_models.py fetch --profile starter`"


@pytest.fixture
def broken(models_folder: Path, tmp_path: Path) -> Path:
    """The starter package with one byte flipped, and nothing else."""
    folder = tmp_path / "models"
    shutil.copytree(models_folder / "starter-en_ja", folder / "starter-en_ja")
    model = folder / "starter-en_ja" / "model" / "model.bin"
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 0xFF
    model.write_bytes(content)
    return folder


def test_languages_leave_it_out_and_say_so(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["languages", "--json", "--models", str(broken)]) == 0
    said = json.loads(capsys.readouterr().out)
    (problem,) = said["problems"]
    assert problem["line"] == f"starter-en_ja: model/model.bin is damaged; run {MENDING}"
    assert problem["japanese"] == f"starter-en_ja: ファイルが壊れているため、使っていません。直すには: {MENDING}"
    rows = {row["code"]: row for row in said["languages"]}
    assert rows["ja"]["translated_from"] == []
    assert rows["ja"]["spoken_by"] == "openjtalk-mei"


def test_the_doctor_names_it(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json", "--models", str(broken)]) == 1
    findings = {finding["subject"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert findings["starter-en_ja"]["state"] == "bad"
    assert MENDING in findings["starter-en_ja"]["mend"]
    assert "ファイルが壊れている" in findings["starter-en_ja"]["mend"]
    assert findings["openjtalk-mei"]["state"] == "good"


def test_the_command_mends_it(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--model", "starter-en_ja", "--only-mirrors", "--models", str(broken)]) == 0
    capsys.readouterr()
    assert run(["languages", "--json", "--models", str(broken)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["problems"] == []
    assert {row["code"]: row for row in said["languages"]}["ja"]["translated_from"] == ["en"]
