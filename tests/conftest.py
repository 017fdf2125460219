"""What every test shares: a quiet, offline process, the project's folder, the starter models where they are installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kiosk  # noqa: F401  (first: it switches telemetry off before any engine is imported)

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever connects anywhere but to this machine fails the test."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")):
            raise AssertionError(f"a test tried to reach {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)
    yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """models/ with the starter models in it."""
    folder = Path(os.environ.get("KIOSK_MODELS", ROOT / "models"))
    missing = [name for name in ("whisper-base", "en_US-joe-medium") if not (folder / name).is_dir()]
    if missing:
        pytest.skip(f"{' and '.join(missing)} missing: python scripts/download_models.py fetch --profile starter")
    return folder


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Real recordings with a manifest.tsv; never part of the project."""
    folder = Path(os.environ.get("KIOSK_TEST_AUDIO", ROOT.parent / "shared" / "audio"))
    if not (folder / "manifest.tsv").is_file():
        pytest.skip("no recordings: KIOSK_TEST_AUDIO names a folder with a manifest.tsv")
    return folder


@pytest.fixture
def command() -> Run:
    """Run `kiosk` in a process of its own, as a user does."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        given: dict[str, object] = {"capture_output": True, "text": True, "timeout": 300, **options}
        arguments = (sys.executable, "-m", "kiosk", *arguments)
        return subprocess.run(arguments, check=False, **given)  # type: ignore[call-overload, no-any-return]

    return run
