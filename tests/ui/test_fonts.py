"""Every language of the screen, and every language's name, can be written; what can't be is named with its package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from kiosk.core.language import LANGUAGES
from kiosk.ui import fonts
from kiosk.ui.i18n import SCREEN_LANGUAGES

_CJK_ONLY = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/opentype/noto</dir></fontconfig>"""


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    fonts.prepare()


def test_every_language_can_be_written_in_its_own_font() -> None:
    assert not list(fonts.lacks(LANGUAGES))


def test_a_missing_font_is_named_with_the_package_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FAMILIES, "th", "No Such Font")
    (lack,) = fonts.lacks(["en", "th"])
    assert (lack.code, lack.is_missing, lack.package) == ("th", True, "fonts-noto-core")
    assert "ก" in lack.characters


def test_a_font_of_another_script_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FAMILIES, "ne", "Noto Sans Thai")
    (lack,) = fonts.lacks(["ne"])
    assert not lack.is_missing
    assert "न" in lack.characters


def test_chinese_and_japanese_have_their_own_shapes() -> None:
    assert len({fonts.family(code) for code in ("ja", "zh", "zt", "ko")}) == 4


@pytest.mark.parametrize("code", SCREEN_LANGUAGES)
def test_whatever_script_a_name_is_in_it_is_drawn(code: str) -> None:
    metrics = QFontMetricsF(QFont([fonts.family(code)]))
    assert all(metrics.horizontalAdvance(LANGUAGES[other].endonym) > 0 for other in SCREEN_LANGUAGES)
    assert fonts.family(code) not in fonts.substitutes(code)


def test_a_machine_without_the_font_says_so_from_a_process_of_its_own(tmp_path: Path) -> None:
    if not Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file():
        pytest.skip("the CJK fonts are missing here: apt install fonts-noto-cjk")
    (tmp_path / "fonts.conf").write_text(_CJK_ONLY)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.ui.fonts", "ja", "zh", "ko", "th", "ar"],
        capture_output=True,
        text=True,
        env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        timeout=60,
        check=True,
    )
    lacking = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(lack["code"], lack["package"]) for lack in lacking] == [("th", "fonts-noto-core"), ("ar", "fonts-noto-core")]
