"""The screens without a display: Qt draws into memory, and whatever it complains about fails the test."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
os.environ["QT_QUICK_BACKEND"] = "software"

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.ui.demo import demo_parts
from tests.ui.running import App


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Nothing here uses widgets."""
    return QGuiApplication


@pytest.fixture
def app(tmp_path: Path, qapp: QGuiApplication) -> Iterator[App]:
    """The demonstration, running."""
    made = App(tmp_path / "kiosk.toml", demo_parts())
    try:
        yield made
    finally:
        made.close()
