"""Moments become stages, delays and totals: the arithmetic of `kiosk bench --live`."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.bench.live import Log
from kiosk.bench.tapes import Track
from kiosk.bench.timeline import STAGES, LiveTurn, Moments, Spread, flat_after, stages, total, word_delays
from kiosk.core.audio import Audio
from kiosk.core.events import Heard
from kiosk.core.live import Work
from kiosk.core.scene import Bubble, Words
from kiosk.core.turn import Hint, Segment, Transcript


def test_what_was_done_before_the_end_was_decided_costs_nothing_after_it() -> None:
    moments = Moments(speech_end=10.0, decided=10.7, heard=10.5, translated=10.6, spoken=10.8, sound=10.9)
    assert stages(moments) == pytest.approx({"recognition": 0.0, "translation": 0.0, "synthesis": 0.1, "playback": 0.1})


def test_the_stages_together_are_the_time_from_the_decision_to_the_sound() -> None:
    moments = Moments(speech_end=10.0, decided=10.2, heard=10.8, translated=10.85, spoken=11.0, sound=11.1)
    assert sum(stages(moments).values()) == pytest.approx(moments.sound - moments.decided)
    assert tuple(stages(moments)) == STAGES


def turn(mode: str, first_sound_s: float, after_s: float, plain_s: float) -> LiveTurn:
    even = dict.fromkeys(STAGES, after_s / len(STAGES))
    return LiveTurn(
        "a", "ja", "en", "hold" if mode == "hold" else "automatic", 2.0, 0.0, first_sound_s, after_s, even, plain_s, 3, ()
    )


def test_a_total_is_of_its_own_mode_and_the_plain_chain_waits_as_long_as_its_defaults_say() -> None:
    turns = [turn("hold", 1.0, 0.8, 2.0), turn("hold", 1.2, 1.0, 2.0), turn("automatic", 1.0, 0.3, 2.0)]
    held, found = total("hold", turns, None), total("automatic", turns, 2.0)
    assert held is not None and found is not None
    assert (held.turns, held.after) == (2, Spread(0.9, 1.0))
    assert held.endpointing.p50 == pytest.approx(0.2)
    assert held.plain_first_sound.p50 == pytest.approx(2.2)
    assert found.plain_first_sound.p50 == pytest.approx(4.0) and found.ratio_p50 == pytest.approx(0.25)
    assert total("automatic", turns[:2], 2.0) is None


def test_a_word_stands_on_the_screen_when_as_much_text_does_and_is_like_it() -> None:
    words = [("Where", 1.0), (" is", 1.2), (" the", 1.3), (" station?", 1.9)]
    shown = [(1.1, "Ah"), (1.5, "where is"), (2.0, "Where's the"), (2.4, "Where is the nations")]
    assert word_delays(words, shown) == pytest.approx([0.5, 0.3, 1.1, 0.5])
    assert word_delays(words, [(1.5, "completely other words altogether")]) == []
    assert word_delays([("、", 0.5)], shown) == []


def test_memory_is_flat_when_its_peak_hardly_grows_any_more() -> None:
    assert flat_after([100.0, 150.0, 199.0, 200.0, 190.0]) == 3
    assert flat_after([100.0, 101.0, 100.5]) == 1
    assert flat_after([]) == 0


def test_a_track_knows_when_its_sound_was() -> None:
    samples = np.zeros(16_000, dtype=np.float32)
    samples[1600:3200] = 0.5
    track = Track(Audio(samples), began=100.0)
    assert track.loud_between(100.0, 101.0, 0.1) == pytest.approx((100.1, 100.2), abs=1e-3)
    assert track.loud_between(100.15, 101.0, 0.1) == pytest.approx((100.15, 100.2), abs=1e-3)
    assert track.loud_between(100.3, 101.0, 0.1) is None
    assert track.loud_between(90.0, 95.0, 0.1) is None


def test_a_log_tells_the_job_that_was_not_dropped_and_shows_no_words_of_before() -> None:
    log = Log()
    old = Bubble(1, "visitor", "done", "ja", "en", transcript="前の言葉")
    log.show(old)
    log.clear()
    log.show(old)
    log.show(Bubble(5, "visitor", "saying", "ja", "en", words=Words("駅", "は")))
    for job in (7, 8):
        log.note(Work(job, Segment(job, Audio.silence(1.0), Hint(("ja",)), "en")))
        log.note(Heard(job, Transcript("駅は", "ja")))
    assert log.last_work() == 8
    assert log.first(Heard, 8) is not None and log.first(Heard, 9) is None
    assert [text for _, text in log.words] == ["駅は"]
