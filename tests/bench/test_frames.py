"""The gaps between frames."""

from __future__ import annotations

from kiosk.bench.frames import Frames


def test_a_screen_that_halts_once_shows_it_in_its_longest_gap() -> None:
    moments = [number / 60 for number in range(300)]
    halted = [*moments, moments[-1] + 0.2]
    frames = Frames.of(halted)
    assert frames.count == 300
    assert round(frames.p50_ms, 1) == 16.7
    assert round(frames.longest_ms) == 200
    assert frames.p99_ms < 17


def test_a_frame_in_fifty_that_is_late_shows_in_p99() -> None:
    late = [number * 1.0 + place / 60 for number in range(5) for place in range(50)]
    assert Frames.of(late).p99_ms > 100


def test_nothing_drawn_is_no_gap() -> None:
    assert Frames.of([]) == Frames.of([1.0]) == Frames(0, 0.0, 0.0, 0.0)
