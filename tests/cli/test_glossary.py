"""`kiosk glossary`: as the person at the counter exchanges it with a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.glossary_files import EXAMPLE, GlossaryFile, glossary_path, load_glossary, read_glossary


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text("", encoding="utf-8")
    return path


def test_the_kiosks_own_examples_are_whole_and_serve_until_there_is_a_list(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = load_glossary(EXAMPLE)
    assert "鶴橋" in [term.term for term in terms] and all(term.reading and term.forms["en"] for term in terms)
    assert run(["glossary", "--config", str(config)]) == 0
    shown = capsys.readouterr()
    assert "Tsuruhashi" in shown.out and "examples" in shown.err


def test_a_table_from_a_spreadsheet_becomes_the_list_and_goes_back_out(tmp_path: Path, config: Path) -> None:
    table = tmp_path / "excel.txt"
    table.write_bytes("用語\t読み\t英語\n梅田\tうめだ\tUmeda\n".encode("utf-16"))
    assert run(["glossary", "--config", str(config), "--import", str(table)]) == 0
    out = tmp_path / "out.csv"
    assert run(["glossary", "--config", str(config), "--export", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") and [term.term for term in load_glossary(out)] == ["梅田"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".glossary")] == []


def test_a_table_with_mistakes_is_named_line_by_line_and_not_taken(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("用語,読み\n梅田,umeda\n,x\n", encoding="utf-8")
    assert run(["glossary", "--check", str(table)]) == 1
    assert "2行目" in capsys.readouterr().out
    assert run(["glossary", "--config", str(config), "--import", str(table)]) == 3
    assert not glossary_path(config).exists()
    assert run(["glossary", "--check", str(tmp_path / "none.csv")]) == 2


def test_a_changed_list_is_in_force_at_the_next_turn(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    source = GlossaryFile(path)
    assert "鶴橋" in [term.term for term in source().terms]
    path.write_text("用語,読み\n梅田,うめだ\n", encoding="utf-8")
    assert [term.term for term in source().terms] == ["梅田"]
    assert source() is source()
    path.write_text("用語,読み\n梅田,うめだ\n難波,なんば\n", encoding="utf-8")
    assert [term.term for term in source().terms] == ["梅田", "難波"]
    path.unlink()
    assert "鶴橋" in [term.term for term in source().terms]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(5 << 20)
    assert read_glossary(path)[0] == [] and "larger" in read_glossary(path)[1][0]
