"""The bar of the file that is coming: one line, whatever the width; nothing of it where nobody watches."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.control import strip_control_codes
from rich.text import Text

from kiosk.fetching.screen import Bars, wrapped

NAME = "en_US-joe-medium/en_US-joe-medium.onnx.json"


def drawn(width: int, terminal: bool) -> str:
    file = io.StringIO()
    with Bars(Console(file=file, width=width, force_terminal=terminal)) as bars:
        bars.began("whisper-base/model.bin", 0, 145_000_000)
        bars.moved(100_000_000)
        bars.began(NAME, 12_000_000, 63_000_000)
        bars.moved(1_000)
        bars.said("the server is busy; trying again in 2 s")
    return file.getvalue()


@pytest.mark.parametrize("width", [30, 40, 72, 80, 200])
def test_the_bar_is_one_line_that_fits(width: int) -> None:
    rows = [strip_control_codes(Text.from_ansi(row).plain).rstrip() for row in drawn(width, terminal=True).split("\n")]
    assert max(map(cell_len, rows)) <= width
    bars = [row for row in rows if "en_US" in row]
    assert bars and all("19 %" in row or "12.0/63.0 MB" in row for row in bars), bars
    assert "whisper-base/model.bin" not in rows[-1]


def test_a_pipe_gets_a_line_for_a_large_file_and_no_bar() -> None:
    assert drawn(80, terminal=False) == (
        "  coming     whisper-base/model.bin  (145 MB)\n"
        f"  coming     {NAME}  (63 MB, 12 MB are here)\n"
        "the server is busy; trying again in 2 s\n"
    )


def test_a_program_that_reads_json_gets_no_lines_for_files() -> None:
    file = io.StringIO()
    with Bars(Console(file=file), lines=False) as bars:
        bars.began(NAME, 0, 63_000_000)
        bars.moved(63_000_000)
    assert file.getvalue() == ""


def test_a_line_for_people_is_broken_between_words() -> None:
    told = wrapped("  installed  whisper-base              MIT: Whisper by OpenAI, converted to CTranslate2", 40).split("\n")
    assert len(told) > 1 and all(len(row) < 40 for row in told)
    assert " ".join(" ".join(told).split()) == "installed whisper-base MIT: Whisper by OpenAI, converted to CTranslate2"
