"""The bench's sound server for tests: skips where it can't run, and gives the environment back with the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk.bench import rig
from kiosk.bench.rig import LOUDSPEAKER, MICROPHONE, TYPE_THIS, missing, running

__all__ = ["LOUDSPEAKER", "MICROPHONE", "PulseRig", "pulse_rig"]


class PulseRig(rig.PulseRig):
    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on this process and its children have this sound server and no other."""
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        for name in ("PULSE_SOURCE", "PULSE_SINK", "PIPEWIRE_NODE"):
            monkeypatch.delenv(name, raising=False)


@contextmanager
def pulse_rig(devices: bool = True) -> Iterator[PulseRig]:
    """A running server with one microphone and one loudspeaker, both the defaults, or with none. Skips where it can't run."""
    lacks = missing()
    if lacks:
        pytest.skip(f"{lacks} missing: {TYPE_THIS}")
    with TemporaryDirectory(prefix="pulse-") as folder:  # its own: a socket's path must be short
        mine = PulseRig(Path(folder))
        with running(mine, devices):
            yield mine
