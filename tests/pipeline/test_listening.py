"""An open microphone, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.audio import Audio
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.scene import Mode
from kiosk.pipeline.listening import LevelChanged, Listener, NobodySpoke, Noticed, TooLong
from kiosk.pipeline.segmenter import MaybeEnd, PartDone, Patience, SoFar, SpeechBegan, SpeechResumed, UtteranceEnded


def feed(listener: Listener, *runs: tuple[float, float]) -> list[Noticed]:
    """Runs of (probability, seconds); levels and words so far are left out."""
    noticed: list[Noticed] = []
    for probability, seconds in runs:
        for _ in range(round(seconds / 0.032)):
            noticed += listener.hear(np.full(FRAME_SAMPLES, 0.1, dtype=np.float32), probability)
    return [one for one in noticed if not isinstance(one, LevelChanged | SoFar)]


def opened(mode: Mode = "tap", patience: Patience | None = None, longest_s: float = 60.0) -> Listener:
    listener = Listener(patience, longest_s=longest_s)
    listener.open(mode)
    return listener


def kinds(noticed: list[Noticed]) -> list[type]:
    return [type(one) for one in noticed]


def test_a_tapped_utterance_ends_by_itself_and_is_the_one_that_was_guessed() -> None:
    listener = opened()
    began, maybe, ended = feed(listener, (0.0, 0.5), (0.9, 2.0), (0.0, 1.0))
    assert began == SpeechBegan()
    assert isinstance(maybe, MaybeEnd)
    assert isinstance(ended, UtteranceEnded)
    assert ended.guessed
    assert ended.audio is maybe.audio
    assert ended.audio.duration_s == pytest.approx(2.5 + 0.25, abs=0.05)
    assert not listener.is_open


def test_the_guess_comes_after_a_quarter_second_and_the_end_after_the_silence_that_was_asked_for() -> None:
    listener = opened(patience=Patience(silence_s=1.28))
    feed(listener, (0.9, 1.0))
    at = [(frame, type(one)) for frame in range(1, 50) for one in feed(listener, (0.0, 0.032))]
    assert at == [(8, MaybeEnd), (40, UtteranceEnded)]


def test_what_was_guessed_is_void_when_speech_goes_on() -> None:
    noticed = feed(opened(), (0.9, 1.0), (0.0, 0.4), (0.9, 1.0), (0.0, 1.0))
    assert kinds(noticed) == [SpeechBegan, MaybeEnd, SpeechResumed, MaybeEnd, UtteranceEnded]


def test_a_click_in_a_pause_is_no_word() -> None:
    noticed = feed(opened(), (0.9, 1.0), (0.0, 0.32), (0.9, 0.032), (0.0, 1.0))
    assert kinds(noticed) == [SpeechBegan, MaybeEnd, UtteranceEnded]


def test_a_click_is_no_utterance() -> None:
    assert feed(opened(), (0.0, 1.0), (0.9, 0.064), (0.0, 6.0)) == []
    assert feed(opened(), (0.0, 1.0), (0.9, 0.064), (0.0, 8.0)) == [NobodySpoke()]


def test_who_begins_at_the_last_moment_is_heard() -> None:
    noticed = feed(opened(), (0.0, 7.96), (0.9, 1.0), (0.0, 1.0))
    assert kinds(noticed) == [SpeechBegan, MaybeEnd, UtteranceEnded]


def test_a_short_word_is_an_utterance() -> None:
    assert kinds(feed(opened(), (0.0, 1.0), (0.9, 0.1), (0.0, 1.0))) == [SpeechBegan, MaybeEnd, UtteranceEnded]


def test_half_a_second_from_before_the_press_is_kept_and_no_more() -> None:
    listener = Listener()
    feed(listener, (0.0, 3.0))
    listener.open("hold")
    feed(listener, (0.9, 1.0))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.duration_s == pytest.approx(1.5, abs=0.05)


def test_of_a_long_silence_after_the_press_half_a_second_is_kept() -> None:
    listener = opened("hold")
    feed(listener, (0.0, 10.0), (0.9, 1.0))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.duration_s == pytest.approx(1.5, abs=0.05)


def test_letting_go_ends_a_held_utterance_at_once_and_silence_does_not() -> None:
    listener = opened("hold")
    assert kinds(feed(listener, (0.9, 1.0), (0.0, 3.0))) == [SpeechBegan, MaybeEnd]
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.guessed
    assert listener.release() == ()


def test_letting_go_in_the_middle_of_a_word_keeps_the_word() -> None:
    listener = opened("hold")
    feed(listener, (0.9, 1.0), (0.0, 0.5), (0.9, 0.5))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert not ended.guessed
    assert ended.audio.duration_s == pytest.approx(2.0, abs=0.05)


def test_a_held_speech_that_goes_on_without_the_finger_ends_by_itself() -> None:
    listener = opened("hold")
    feed(listener, (0.0, 20.0))
    listener.find_end()
    assert kinds(feed(listener, (0.9, 1.0), (0.0, 1.0))) == [SpeechBegan, MaybeEnd, UtteranceEnded]
    listener.open("hold")
    feed(listener, (0.0, 20.0))
    listener.find_end()
    assert feed(listener, (0.0, 9.0)) == [NobodySpoke()]


def test_a_long_pause_of_one_who_holds_is_shortened_to_a_second() -> None:
    listener = opened("hold")
    feed(listener, (0.9, 2.0), (0.0, 20.0), (0.9, 2.0))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.duration_s == pytest.approx(5.0, abs=0.1)


def test_nobody_speaking_is_noticed_after_a_while_or_at_release() -> None:
    assert feed(opened(), (0.1, 9.0)) == [NobodySpoke()]
    held = opened("hold")
    assert feed(held, (0.1, 9.0)) == []
    assert held.release() == (NobodySpoke(),)


def test_words_so_far_come_twice_a_second_while_someone_speaks() -> None:
    listener = opened()
    given_at = [
        frame
        for frame in range(200)
        if any(isinstance(one, SoFar) for one in listener.hear(np.zeros(FRAME_SAMPLES, dtype=np.float32), 0.9))
    ]
    assert len(given_at) == 12
    assert max(np.diff(given_at)) <= 20


def test_in_a_silence_there_are_no_new_words() -> None:
    listener = opened("hold")
    feed(listener, (0.9, 1.0))
    noticed = [one for _ in range(100) for one in listener.hear(np.zeros(FRAME_SAMPLES, dtype=np.float32), 0.0)]
    assert not any(isinstance(one, SoFar) for one in noticed)


def test_the_level_is_told_fifteen_times_a_second_while_someone_is_listened_to() -> None:
    listener, frame = Listener(), np.full(FRAME_SAMPLES, 0.1, dtype=np.float32)
    assert [one for _ in range(100) for one in listener.hear(frame.copy(), 0.0)] == []
    listener.open("hold")
    levels = [one for _ in range(100) for one in listener.hear(frame.copy(), 0.0)]
    assert len(levels) == 50
    assert all(isinstance(one, LevelChanged) and one.dbfs == pytest.approx(-20.0, abs=0.01) for one in levels)
    (_, silent) = [one for _ in range(4) for one in listener.hear(np.zeros(FRAME_SAMPLES, dtype=np.float32), 0.0)]
    assert silent == LevelChanged(-100.0)


def test_long_speech_is_handed_over_in_parts_and_ends_after_a_minute() -> None:
    noticed = feed(opened(), (0.9, 13.0), (0.0, 0.6), (0.9, 100.0))
    assert kinds(noticed)[:4] == [SpeechBegan, MaybeEnd, PartDone, SpeechBegan]
    assert kinds(noticed)[-2:] == [TooLong, UtteranceEnded]
    parts = [one.audio for one in noticed if isinstance(one, PartDone | UtteranceEnded)]
    assert all(part.duration_s <= 28.1 for part in parts)
    assert sum(part.duration_s for part in parts) == pytest.approx(60.0, abs=0.5)


def test_a_part_at_a_pause_is_the_sound_that_was_guessed() -> None:
    noticed = feed(opened("hold"), (0.9, 13.0), (0.0, 5.0))
    maybe, part = noticed[1], noticed[2]
    assert isinstance(maybe, MaybeEnd)
    assert isinstance(part, PartDone)
    assert part.guessed
    assert part.audio is maybe.audio


def test_a_pause_after_the_last_part_ends_the_speech() -> None:
    assert kinds(feed(opened(), (0.9, 13.0), (0.0, 2.0))) == [SpeechBegan, MaybeEnd, PartDone, NobodySpoke]


def test_what_the_kiosk_says_itself_is_not_kept_from_before_a_press() -> None:
    listener = Listener()
    feed(listener, (0.9, 1.0))
    listener.skip()
    listener.open("hold")
    feed(listener, (0.9, 1.0))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.duration_s == pytest.approx(1.0, abs=0.05)


def test_closing_overwrites_what_was_said() -> None:
    listener = Listener()
    frames = [np.full(FRAME_SAMPLES, 0.5, dtype=np.float32) for _ in range(10)]
    for frame in frames[:5]:
        listener.hear(frame, 0.9)
    listener.open("tap")
    for frame in frames[5:]:
        listener.hear(frame, 0.9)
    listener.close()
    assert not np.array(frames).any()
    assert listener.release() == ()


def test_an_utterance_that_is_handed_over_is_not_overwritten() -> None:
    listener = opened()
    *_, ended = feed(listener, (0.9, 1.0), (0.0, 1.0))
    listener.close()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.samples.all()


SOUNDS = st.lists(st.tuples(st.sampled_from([0.0, 0.4, 0.6, 0.9]), st.integers(1, 60)), max_size=30)
MODES: list[Mode] = ["hold", "tap"]


@given(SOUNDS, st.sampled_from(MODES))
def test_whatever_is_heard_no_guess_is_left_open_and_every_sound_is_bounded(runs: list[tuple[float, int]], mode: Mode) -> None:
    listener = opened(mode, Patience(part_s=4.0, longest_part_s=8.0), longest_s=20.0)
    noticed = [
        one
        for probability, frames in runs
        for _ in range(frames)
        for one in listener.hear(np.zeros(FRAME_SAMPLES, dtype=np.float32), probability)
    ]
    noticed += listener.release()
    guess: Audio | None = None
    for one in noticed:
        match one:
            case MaybeEnd(audio):
                assert guess is None
                guess = audio
            case SpeechResumed():
                assert guess is not None
                guess = None
            case PartDone(audio, guessed) | UtteranceEnded(audio, guessed):
                assert guessed == (guess is not None)
                assert not guessed or audio is guess
                assert audio.duration_s <= 8.1
                guess = None
            case _:
                assert not (guess is not None and isinstance(one, NobodySpoke | SoFar | SpeechBegan))
    assert sum(isinstance(one, UtteranceEnded | NobodySpoke) for one in noticed) == 1


@given(SOUNDS, st.sampled_from(MODES))
def test_no_speech_is_lost_and_none_comes_twice(runs: list[tuple[float, int]], mode: Mode) -> None:
    """Each frame has its number as its sound. A cough may be dropped, and speech after the end belongs to nobody."""
    listener = opened(mode, Patience(part_s=4.0, longest_part_s=8.0))
    handed: list[int] = []
    surely: list[int] = []
    number = 0
    for probability, frames in runs:
        for at in range(frames):
            if not listener.is_open:
                break
            number += 1
            if probability == 0.9 and frames > 4 and at > 0:
                surely.append(number)
            for one in listener.hear(np.full(FRAME_SAMPLES, number / 4096, dtype=np.float32), probability):
                if isinstance(one, PartDone | UtteranceEnded):
                    handed += _numbers(one.audio)
    handed += [n for one in listener.release() if isinstance(one, UtteranceEnded) for n in _numbers(one.audio)]
    assert handed == sorted(set(handed))
    assert set(surely) <= set(handed)


def _numbers(audio: Audio) -> list[int]:
    return [round(float(value) * 4096) for value in audio.samples[::FRAME_SAMPLES]]
