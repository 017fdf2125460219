"""Offline and quiet, shown at the level of system calls: the main job in a network namespace that has no interface."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "pineapple"
SENTENCE = "My secret word is pineapple, where is the nearest hospital?"

# The parts' background uploads begin seconds after the first session: the process stays that long.
CHILD = """
import logging, sys, threading
logging.basicConfig(level=logging.DEBUG)
import kiosk.cli
status = kiosk.cli.run(sys.argv[1:])
sys.stdout.flush()
threading.Event().wait(13)
sys.exit(status)
"""

_CREATED = re.compile(r'(?:openat\(AT_FDCWD, |open\(|creat\()"([^"]+)"[^)]*O_CREAT[^)]*\)\s*=\s*\d')


def traced(folder: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run without network, with an empty home and without what makes libraries behave in CI; what it asked of the kernel."""
    if shutil.which("strace") is None:
        pytest.skip("strace is missing: apt install strace")
    if subprocess.run(["unshare", "-rn", "strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine doesn't permit network namespaces or tracing (unshare -rn strace true)")
    home, trace = folder / "home", folder / "trace"
    home.mkdir()
    quiet = {"CI", "GITHUB_ACTIONS", "DO_NOT_TRACK"}
    prefixes = ("ORT_", "HF_", "XDG_", "KIOSK_", "ARGOS_", "TRANSFORMERS_")
    environment = {k: v for k, v in os.environ.items() if k not in quiet and not k.startswith(prefixes)}
    environment |= {"HOME": str(home), "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    (folder / "tmp").mkdir()
    calls = "trace=network,open,openat,creat"
    done = subprocess.run(
        ["unshare", "-rn", "strace", "-f", "-qq", "-s", "300", "-e", calls, "-o", str(trace), *command],
        capture_output=True, text=True, timeout=240, check=False, cwd=folder, env=environment,
    )  # fmt: skip
    return done, trace.read_text(errors="replace")


def internet_calls(trace: str) -> list[str]:
    return [line for line in trace.splitlines() if "AF_INET" in line]


def test_the_trace_sees_an_internet_socket_when_there_is_one(tmp_path: Path) -> None:
    script = "import socket; s = socket.socket(); s.settimeout(1)\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass"
    done, trace = traced(tmp_path, sys.executable, "-c", script)
    assert done.returncode == 0, done.stderr
    assert internet_calls(trace)


def test_the_main_job_opens_no_internet_socket_and_leaves_nothing_behind(tmp_path: Path, models_folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "kiosk", "translate", "--models", str(models_folder), "--text", SENTENCE,
         "--from", "en", "--to", "en", "--out", str(tmp_path / "question.wav")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    done, trace = traced(
        tmp_path, sys.executable, "-c", CHILD, "translate", "question.wav", "--models", str(models_folder),
        "--from", "en", "--to", "ja", "--out", "answer.wav", "--log-level", "DEBUG",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert CANARY in done.stdout.lower()
    assert (tmp_path / "answer.wav").stat().st_size > 10_000
    assert internet_calls(trace) == []
    assert CANARY not in done.stderr.lower()
    created = {path for path in _CREATED.findall(trace) if not path.startswith(("/dev/", "/proc/"))}
    assert [path for path in created if "wav" not in path and not path.endswith(".lock")] == []
    left = {path for path in tmp_path.rglob("*") if path.is_file()} - {tmp_path / "trace"}
    assert left == {tmp_path / "question.wav", tmp_path / "answer.wav"}
    assert all(CANARY.encode() not in path.read_bytes().lower() for path in left)
