"""`kiosk doctor` names the package with the font that is missing, and says when Qt itself doesn't start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kiosk.app import assemble
from kiosk.cli import doctor


def test_where_every_language_can_be_written_one_line_says_so() -> None:
    (finding,) = doctor._fonts(assemble(None, None, True))
    assert (finding.subject, finding.state) == ("fonts", "good")


def test_a_missing_font_is_named_with_its_languages_and_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        "<fontconfig><dir>/usr/share/fonts/opentype/noto</dir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    mends = {finding.said: finding.mend for finding in doctor._fonts(assemble(None, None, True))}
    assert mends["Noto Sans Thai isn't there: boxes instead of letters in th"] == "apt install fonts-noto-core"


def test_a_qt_that_does_not_start_is_bad_and_ends_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    (finding,) = doctor._fonts(assemble(None, None, True))
    assert (finding.subject, finding.state) == ("screen", "bad")
    assert finding.mend.startswith("apt install")
