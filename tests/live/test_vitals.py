"""What Linux says of a process, and what is concluded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.live.limits import Limits
from kiosk.live.line import Line
from kiosk.live.vitals import Health, Vitals, read_vitals
from tests.live.desk import GENEROUS_S

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no /proc")


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits for its input, under a name that is hard to read."""
    program = "open('/proc/self/comm', 'w').write('a ) R 1 (b'); print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def until(pid: int, **wanted: bool) -> Vitals:
    """The vitals once they are as wanted."""
    end = time.monotonic() + GENEROUS_S
    while time.monotonic() < end:
        vitals = read_vitals(pid)
        assert vitals is not None
        if all(getattr(vitals, name) == value for name, value in wanted.items()):
            return vitals
    raise AssertionError(f"never {wanted}")


def test_this_process_is_active_and_holds_memory() -> None:
    vitals = read_vitals(os.getpid())
    assert vitals is not None
    assert vitals.active
    assert not vitals.stopped
    assert vitals.cpu_s > 0
    assert 1 << 20 < vitals.rss_bytes < vitals.free_bytes + vitals.rss_bytes < 1 << 50


def test_a_process_that_sleeps_is_not_active_and_one_that_was_stopped_is_stopped(sleeper: subprocess.Popen[bytes]) -> None:
    until(sleeper.pid, active=False, stopped=False)
    sleeper.send_signal(signal.SIGSTOP)
    until(sleeper.pid, active=False, stopped=True)
    sleeper.send_signal(signal.SIGCONT)
    until(sleeper.pid, stopped=False)


def test_a_process_that_is_gone_has_no_vitals(sleeper: subprocess.Popen[bytes]) -> None:
    sleeper.kill()
    sleeper.wait()
    assert read_vitals(sleeper.pid) is None


def test_noise_below_two_ticks_is_no_work() -> None:
    health, limits = Health(stirred=0.0), Limits(stalled_s=3.0)
    for tenth in range(30):
        vitals = Vitals(1, 0.0005 * tenth, stopped=False, active=False, free_bytes=1)
        assert health.judge(vitals, 0.0, limits, tenth / 10) is None
    assert health.judge(vitals, 0.0, limits, 3.0) == "hung"


def test_an_empty_line_gives_nothing() -> None:
    line = Line(1)
    assert line.take() is None
    assert line.since() is None
    assert line.overdue(1e9) == []
