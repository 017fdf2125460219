"""Where speech is, from probabilities alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.spans import FRAME_S, FRAME_SAMPLES, Span, parts, speech_spans, stands_out_db


def frames(*runs: tuple[float, int]) -> np.ndarray:
    return np.concatenate([np.full(count, value, dtype=np.float32) for value, count in runs])


def test_a_short_pause_belongs_to_the_speech_around_it_and_a_long_one_does_not() -> None:
    assert speech_spans(frames((0, 10), (0.9, 20), (0, 5), (0.9, 20), (0, 30))) == [Span(10, 55)]
    assert speech_spans(frames((0.9, 20), (0, 30), (0.9, 20))) == [Span(0, 20), Span(50, 70)]


def test_speech_goes_on_at_a_lower_probability_than_it_begins_with() -> None:
    assert speech_spans(frames((0.4, 20), (0.6, 1), (0.4, 20), (0, 30))) == [Span(20, 41)]
    assert speech_spans(frames((0.4, 50))) == []


def test_parts_are_cut_between_spans_where_possible() -> None:
    probabilities = frames((0.9, 300), (0, 50), (0.9, 300), (0, 50), (0.9, 300))
    assert parts(speech_spans(probabilities), probabilities, 700 * FRAME_S) == [Span(0, 650), Span(700, 1000)]


def test_speech_without_a_pause_is_cut_at_its_least_speech_like_frame() -> None:
    probabilities = frames((0.9, 1500))
    probabilities[800] = 0.5
    assert parts(speech_spans(probabilities), probabilities, 1000 * FRAME_S) == [Span(0, 800), Span(800, 1500)]


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.4, 0.6, 0.95]), st.integers(1, 400)), min_size=1, max_size=12))
def test_no_part_is_too_long_and_no_speech_is_lost(runs: list[tuple[float, int]]) -> None:
    probabilities = frames(*runs)
    spans = speech_spans(probabilities)
    cut = parts(spans, probabilities, 10.0)
    covered = {frame for part in cut for frame in range(part.start, part.end)}
    assert all(part.duration_s <= 10.0 for part in cut)
    assert all(frame in covered for span in spans for frame in range(span.start, span.end))
    assert all(a.end <= b.start for a, b in pairwise(cut))


def test_speech_stands_out_by_what_is_around_it() -> None:
    dice = np.random.default_rng(1)
    noise = dice.normal(scale=0.01, size=60 * FRAME_SAMPLES).astype(np.float32)
    noise[20 * FRAME_SAMPLES : 40 * FRAME_SAMPLES] *= 10
    assert stands_out_db(noise, [Span(20, 40)], 1.0) == pytest.approx(20.0, abs=0.5)
    assert stands_out_db(noise, [Span(2, 12)], 0.2) == pytest.approx(0.0, abs=1.0)
    assert stands_out_db(noise, [Span(0, 60)], 1.0) > 90
    assert stands_out_db(noise, [], 1.0) == 0.0
