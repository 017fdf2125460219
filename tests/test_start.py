"""The process that is the kiosk: quiet and offline from its first import, its exit status its own."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import Run


def test_what_would_make_the_parts_phone_home_is_taken_out_of_the_environment() -> None:
    script = (
        "import os, kiosk; print(os.environ['HF_HUB_OFFLINE'], [k for k in os.environ if k.startswith(('ARGOS_', 'OPENAI_'))])"
    )
    hostile = {"ARGOS_MODEL_PROVIDER": "OPENAI", "OPENAI_API_KEY": "x", "HF_HUB_OFFLINE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, **hostile}
    )
    assert done.stdout.split(maxsplit=1) == ["1", "[]\n"]


def test_the_command_ends_with_its_status_and_says_one_line(command: Run) -> None:
    done = command("translate", "--text", "a", "--from", "xx", "--to", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kiosk: unknown language 'xx'") and done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_traceback(command: Run) -> None:
    read, write = os.pipe()
    os.close(read)
    done = command("translate", "--help", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert "Traceback" not in done.stderr


def test_version_is_told(command: Run) -> None:
    assert command("--version").stdout.startswith("kiosk 0.")
