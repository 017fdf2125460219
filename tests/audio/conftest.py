"""What all tests of sound share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def nothing_is_said(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """FFmpeg is talkative; in the kiosk it has nobody to talk to."""
    yield
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
