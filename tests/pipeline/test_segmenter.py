"""Utterances out of a stream of sound, by counting frames."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.engines.scripted import ScriptedDetector
from kiosk.pipeline.segmenter import PartDone, Patience, Segmenter, UtteranceEnded, utterances

FRAME = np.zeros(FRAME_SAMPLES, dtype=np.float32)


def tone(seconds: float) -> Audio:
    return Audio((0.3 * np.sin(np.arange(round(seconds * 16_000)) / 5)).astype(np.float32))


def feed(segmenter: Segmenter, probability: float, frames: int) -> list[Audio]:
    """What was handed over."""
    found = [one for _ in range(frames) for one in segmenter.push(FRAME, probability)]
    return [one.audio for one in found if isinstance(one, PartDone | UtteranceEnded)]


def test_an_utterance_ends_after_the_silence_that_was_asked_for() -> None:
    segmenter = Segmenter(Patience(silence_s=0.64))
    assert feed(segmenter, 0.9, 50) == []
    assert feed(segmenter, 0.0, 19) == []
    (utterance,) = feed(segmenter, 0.0, 1)
    assert utterance.duration_s == pytest.approx(50 * 0.032 + 0.25, abs=0.032)


def test_a_silence_shorter_than_a_guess_may_end_an_utterance_too() -> None:
    segmenter = Segmenter(Patience(silence_s=0.2))
    feed(segmenter, 0.9, 50)
    assert len(feed(segmenter, 0.0, 6)) == 1


def test_half_a_second_from_before_the_speech_is_kept() -> None:
    segmenter = Segmenter()
    feed(segmenter, 0.1, 100)
    feed(segmenter, 0.9, 10)
    last = segmenter.flush()
    assert last is not None
    assert last.audio.duration_s == pytest.approx(0.5 + 10 * 0.032, abs=0.04)


def test_a_pause_within_a_sentence_does_not_end_it() -> None:
    segmenter = Segmenter(Patience(silence_s=0.64))
    for _ in range(5):
        assert feed(segmenter, 0.9, 20) == []
        assert feed(segmenter, 0.0, 15) == []
    assert len(feed(segmenter, 0.0, 20)) == 1


def test_endless_speech_is_cut_and_nothing_of_it_is_lost() -> None:
    segmenter = Segmenter(Patience(longest_part_s=3.2))
    done = feed(segmenter, 0.9, 1000)
    last = segmenter.flush()
    assert all(part.duration_s <= 3.2 for part in done)
    assert last is not None
    assert sum(len(part.samples) for part in [*done, last.audio]) == 1000 * FRAME_SAMPLES


def test_after_silence_nothing_is_left_to_flush() -> None:
    segmenter = Segmenter()
    feed(segmenter, 0.9, 10)
    feed(segmenter, 0.0, 100)
    assert segmenter.flush() is None


def test_a_short_sound_is_one_utterance_as_it_is() -> None:
    sound = join([Audio.silence(2.0), tone(1.0), Audio.silence(2.0)])
    ((at_s, whole),) = utterances([sound.between(0, 2), sound.between(2, 5)], ScriptedDetector())
    assert at_s == 5.0
    assert np.array_equal(whole.samples, sound.samples)


def test_a_long_sound_is_cut_at_its_silences() -> None:
    parts = [tone(3.0), Audio.silence(1.0), tone(4.0), Audio.silence(20.0), tone(5.0)]
    found = list(utterances(parts, ScriptedDetector(), longest_s=20.0))
    assert [audio.duration_s for _, audio in found] == pytest.approx([3.25, 4.75, 5.5], abs=0.05)
    assert [round(at_s) for at_s, _ in found] == [4, 9, 33]


def test_no_sound_has_no_utterances() -> None:
    assert list(utterances([], ScriptedDetector())) == []
    assert list(utterances([Audio.silence(60.0)], ScriptedDetector())) == []
