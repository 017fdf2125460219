"""Sounds leave in a row, not too far ahead, and each is known to have been heard exactly when it was."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.audio.feeding import AHEAD_S, LONGEST_S, Feed
from kiosk.audio.streams.messages import Cut, Progress
from kiosk.core.audio import Audio
from tests.audio.sound_makers import tone


def sound(seconds: float, rate_hz: int = 48_000, level: float = 0.5) -> Audio:
    return Audio(np.full(round(seconds * rate_hz), level, dtype=np.float32), rate_hz)


def sent(feed: Feed) -> Audio:
    return Audio(np.frombuffer(b"".join(chunk.samples for chunk in feed.chunks()), dtype=np.float32), 48_000)


def progress(taken: int, at: float, epoch: int = 0, count: int = 960) -> Progress:
    return Progress(at, count, b"", epoch, taken)


def test_a_short_sound_goes_at_once_and_whole() -> None:
    feed = Feed(48_000)
    assert feed.add(sound(0.5), "a")
    assert len(sent(feed).samples) == 24_000
    assert len(sent(feed).samples) == 0


def test_a_long_sound_goes_only_so_far_ahead() -> None:
    feed = Feed(48_000)
    feed.add(sound(30), "a")
    assert sent(feed).duration_s == pytest.approx(AHEAD_S, abs=0.11)
    feed.took(progress(24_000, at=10.0))
    assert sent(feed).duration_s == pytest.approx(0.5, abs=0.11)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 44_100])
def test_a_sound_of_another_rate_is_brought_to_the_devices(rate_hz: int) -> None:
    feed = Feed(48_000)
    feed.add(Audio.of(tone(440, 0.5, rate_hz), rate_hz), "a")
    assert sent(feed).samples[1_000:-1_000] == pytest.approx(tone(440, 0.5, 48_000)[1_000:-1_000], abs=0.002)


def test_sounds_follow_each_other_without_a_gap_and_meet_softly() -> None:
    feed = Feed(48_000)
    feed.add(sound(0.2, level=0.9), "a")
    feed.add(sound(0.2, level=-0.9), "b")
    samples = sent(feed).samples
    assert len(samples) == 2 * 9_600
    assert np.abs(np.diff(samples, prepend=0.0, append=0.0)).max() < 0.01


def test_the_callers_sound_is_left_as_it_was() -> None:
    audio = sound(0.2)
    Feed(48_000).add(audio, "a")
    assert set(audio.samples) == {0.5}


def test_a_sound_is_heard_when_its_last_sample_was_in_the_air() -> None:
    feed = Feed(48_000)
    feed.add(sound(0.1), "a")
    feed.add(sound(0.1), "b")
    sent(feed)
    feed.took(progress(4_320, at=10.0))
    assert feed.next_end is None
    feed.took(progress(5_280, at=10.02))
    assert feed.next_end == pytest.approx(10.02 + 480 / 48_000)
    assert list(feed.played(10.029)) == []
    assert list(feed.played(10.031)) == ["a"]
    feed.took(progress(9_600, at=10.11))
    assert list(feed.played(11.0)) == ["b"]
    assert list(feed.played(11.0)) == []


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_sound_of_almost_nothing_is_heard_too(count: int) -> None:
    feed = Feed(48_000)
    feed.add(sound(0.1), "a")
    feed.add(Audio(np.ones(count, np.float32), 48_000), "b")
    sent(feed)
    feed.took(progress(4_800 + count, at=10.0))
    assert list(feed.played(11.0)) == ["a", "b"]


def test_a_cut_names_what_was_not_heard_whole() -> None:
    feed = Feed(48_000)
    for tag in "abcd":
        feed.add(sound(0.6), tag)
    sent(feed)
    feed.took(progress(28_800, at=10.0))
    cut, unplayed = feed.cut()
    assert (cut, unplayed) == (Cut(1), ["b", "c", "d"])
    assert list(feed.played(20.0)) == ["a"], "it has left already"
    assert sent(feed).samples.size == 0


def test_after_a_cut_everything_begins_anew_and_old_reports_count_no_more() -> None:
    feed = Feed(48_000)
    feed.add(sound(5), "old")
    sent(feed)
    feed.cut()
    feed.add(sound(0.1), "new")
    assert {chunk.epoch for chunk in feed.chunks()} == {1}
    feed.took(progress(30_000, at=10.0, epoch=0))
    assert feed.next_end is None
    feed.took(progress(4_800, at=10.0, epoch=1))
    assert list(feed.played(11.0)) == ["new"]


def test_when_the_device_goes_everything_that_was_not_heard_is_named() -> None:
    feed = Feed(48_000)
    for tag in "abc":
        feed.add(sound(0.6), tag)
    sent(feed)
    feed.took(progress(28_800, at=10.0))
    assert feed.lost() == ["a", "b", "c"]


def test_there_is_an_end_to_what_waits() -> None:
    feed = Feed(48_000)
    half = Audio.silence(LONGEST_S / 2 + 1)
    assert feed.add(half, "a")
    assert not feed.add(half, "b")
    assert feed.add(sound(0.1), "c")
