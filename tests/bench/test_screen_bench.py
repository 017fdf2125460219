"""`kiosk bench --screen`: the screen in a process of its own, and what is said of its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.bench.window import Watch
from kiosk.cli import bench_screen
from kiosk.core.errors import KioskError

_FRAMES = {"count": 500, "p50_ms": 16.0, "p99_ms": 31.0, "longest_ms": 80.0}
_FIGURES = {
    "imports_s": 0.7,
    "first_frame_s": 0.8,
    "ready_s": 4.0,
    **dict.fromkeys(("loading", "calm", "busy"), _FRAMES),
    "turns": 9,
    "memory_mb": 240.0,
    "engine_memory_mb": 560.0,
}


def test_a_screen_comes_up_in_a_process_of_its_own_and_tells_when(tmp_path: Path) -> None:
    figures = bench_screen._run(tmp_path, 0)
    assert 0 < figures["imports_s"] < figures["first_frame_s"] < 60


def test_a_screen_that_does_not_come_up_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(KioskError, match="did not come up"):
        bench_screen._run(tmp_path, 0)


def test_the_figures_are_told_in_lines_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    bench_screen.report(_FIGURES, as_json=False)
    said = capsys.readouterr().out
    assert "first frame    0.80 s after the start (aim under 2 s)" in said
    assert "while engines work: gaps p50 16 ms, p99 31 ms, longest 80 ms of 500" in said
    bench_screen.report(_FIGURES, as_json=True)
    assert json.loads(capsys.readouterr().out) == _FIGURES


def test_frames_are_counted_between_two_moments() -> None:
    watch = Watch.__new__(Watch)
    watch.moments = [1.0, 2.0, 3.0, 4.0]
    assert watch.between(2.0, 3.5) == [2.0, 3.0]
