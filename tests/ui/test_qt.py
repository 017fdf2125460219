"""What the screens need of Qt's Python binding itself."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QRect


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None can't be lost there")
def test_calls_into_qt_lose_no_reference_to_none() -> None:
    # PySide6 6.12.0 did: after some thousand calls the interpreter ended with "none_dealloc". Its wheels were built with
    # headers of Python 3.13 that take None for immortal (python/cpython#134989).
    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(100):
        thing.setObjectName("a")
        QRect().isEmpty()
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < 50
