"""Some tests of the live kiosk have its screen: it is drawn as in tests/ui."""

from __future__ import annotations

from tests.ui.conftest import qapp_cls

__all__ = ["qapp_cls"]
