"""How the tests look at a refusal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

import pytest

from kiosk.core.errors import KioskError

P = ParamSpec("P")


def refusal(code: str, action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> str:
    """The message of the error that the action ends with: one printable line."""
    with pytest.raises(KioskError) as caught:
        action(*args, **kwargs)
    message = str(caught.value)
    assert caught.value.code == code, message
    assert message.isprintable()
    assert message.encode("utf-8")
    assert len(message) < 500
    return message


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may do everything, so the tests of what may not be done run as somebody else."""
    before = os.geteuid()
    os.seteuid(65534 if before == 0 else before)
    try:
        yield
    finally:
        os.seteuid(before)
