"""The screens without a display: Qt draws into memory, and whatever it complains about fails the test."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
os.environ["QT_QUICK_BACKEND"] = "software"

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Nothing here uses widgets."""
    return QGuiApplication
