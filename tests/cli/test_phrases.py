"""`kiosk phrases`: as the person at the counter and whoever writes a file of their own use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli import run


def test_phrases_are_listed_and_what_nobody_has_checked_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["phrases", "--language", "vi", "--search", "アレルギー"]) == 0
    shown = capsys.readouterr()
    assert "have-allergy" in shown.out and "*" in shown.out and "not checked" in shown.err


def test_each_phrase_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["phrases", "--json", "--search", "ambulance"]) == 0
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert record["id"] == "call-ambulance" and record["texts"]["zt"] == {"forms": {"other": "請叫救護車。"}, "checked": ""}


def test_a_file_is_checked_before_it_is_put_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[phrase.bath]\ncategory = "nowhere"\nja = "お風呂"\n', encoding="utf-8")
    assert run(["phrases", "--check", str(own)]) == 1
    assert "2行目" in capsys.readouterr().out
    own.write_text('[phrase.bath]\ncategory = "living"\nja = "お風呂は{time}までです。"\n', encoding="utf-8")
    assert run(["phrases", "--check", str(own)]) == 0
    assert run(["phrases", "--check", str(tmp_path / "none.toml")]) == 2


def test_a_file_beside_kiosk_toml_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "own.toml").write_text(
        '[phrase.bath]\ncategory = "living"\nja = "お風呂です。"\n', encoding="utf-8"
    )
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    assert run(["phrases", "--config", str(tmp_path / "kiosk.toml"), "--json", "--search", "お風呂"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["id"] == "bath"


def test_sound_made_ahead_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models = tmp_path / "models"
    models.mkdir()
    render = ["phrases", "--models", str(models), "--render", str(tmp_path / "sound")]
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    assert run([*render, "--demo"]) in (0, 1)
    assert list((tmp_path / "sound").glob("*.wav"))
    capsys.readouterr()
    run([*render, "--demo"])
    assert capsys.readouterr().err.startswith("0 sounds made")


def test_without_a_folder_sound_is_made_where_the_kiosk_looks_for_it(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("", encoding="utf-8")
    (tmp_path / "models").mkdir()
    asked = ["phrases", "--config", str(tmp_path / "kiosk.toml"), "--models", str(tmp_path / "models"), "--demo", "--render"]
    assert run(asked) in (0, 1)
    assert list((tmp_path / "phrases" / "sounds").glob("*.wav"))
