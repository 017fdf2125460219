"""An open microphone, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.audio import Audio
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.pipeline.listening import (
    LevelChanged,
    Listener,
    MaybeEnd,
    Mode,
    NobodySpoke,
    Noticed,
    PartDone,
    Patience,
    SoFar,
    SpeechBegan,
    SpeechResumed,
    UtteranceEnded,
)


def feed(listener: Listener, *runs: tuple[float, float]) -> list[Noticed]:
    """Runs of (probability, seconds); levels and words so far are left out."""
    noticed: list[Noticed] = []
    for probability, seconds in runs:
        for _ in range(round(seconds / 0.032)):
            noticed += listener.hear(np.full(FRAME_SAMPLES, 0.1, dtype=np.float32), probability)
    return [one for one in noticed if not isinstance(one, LevelChanged | SoFar)]


def opened(mode: Mode = Mode.TAP, patience: Patience | None = None) -> Listener:
    listener = Listener(patience)
    listener.open(mode)
    return listener


def test_a_tapped_utterance_ends_by_itself_and_is_the_one_that_was_guessed() -> None:
    listener = opened()
    began, maybe, ended = feed(listener, (0.0, 0.5), (0.9, 2.0), (0.0, 1.0))
    assert began == SpeechBegan()
    assert isinstance(maybe, MaybeEnd) and isinstance(ended, UtteranceEnded)
    assert ended.guessed and ended.audio is maybe.audio
    assert ended.audio.duration_s == pytest.approx(2.5 + 0.25, abs=0.05)
    assert not listener.is_open


def test_what_was_guessed_is_void_when_speech_goes_on() -> None:
    kinds = [type(one) for one in feed(opened(), (0.9, 1.0), (0.0, 0.4), (0.9, 1.0), (0.0, 1.0))]
    assert kinds == [SpeechBegan, MaybeEnd, SpeechResumed, MaybeEnd, UtteranceEnded]


def test_half_a_second_from_before_the_press_is_kept_and_no_more() -> None:
    listener = Listener()
    feed(listener, (0.0, 3.0))
    listener.open(Mode.HOLD)
    feed(listener, (0.9, 1.0))
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded)
    assert ended.audio.duration_s == pytest.approx(1.5, abs=0.05)


def test_letting_go_ends_a_held_utterance_at_once_and_silence_does_not() -> None:
    listener = opened(Mode.HOLD)
    assert [type(one) for one in feed(listener, (0.9, 1.0), (0.0, 3.0))] == [SpeechBegan, MaybeEnd]
    (ended,) = listener.release()
    assert isinstance(ended, UtteranceEnded) and ended.guessed
    assert listener.release() == ()


def test_nobody_speaking_is_noticed_after_a_while_or_at_release() -> None:
    assert feed(opened(), (0.1, 9.0)) == [NobodySpoke()]
    held = opened(Mode.HOLD)
    assert feed(held, (0.1, 9.0)) == []
    assert held.release() == (NobodySpoke(),)


def test_words_so_far_come_about_every_second_while_someone_speaks() -> None:
    listener = opened()
    given_at = [
        frame
        for frame in range(200)
        if any(isinstance(one, SoFar) for one in listener.hear(np.zeros(FRAME_SAMPLES, dtype=np.float32), 0.9))
    ]
    assert len(given_at) == 8
    assert max(np.diff(given_at)) <= 26


def test_long_speech_is_handed_over_in_parts_and_ends_after_a_minute() -> None:
    noticed = feed(opened(), (0.9, 13.0), (0.0, 0.6), (0.9, 100.0))
    kinds = [type(one) for one in noticed]
    assert kinds[:4] == [SpeechBegan, MaybeEnd, SpeechResumed, PartDone]
    assert kinds[-1] is UtteranceEnded
    parts = [one.audio for one in noticed if isinstance(one, PartDone | UtteranceEnded)]
    assert all(part.duration_s <= 28.1 for part in parts)
    assert sum(part.duration_s for part in parts) == pytest.approx(60.0, abs=0.5)


def test_a_pause_after_the_last_part_ends_the_speech() -> None:
    kinds = [type(one) for one in feed(opened(), (0.9, 13.0), (0.0, 2.0))]
    assert kinds == [SpeechBegan, MaybeEnd, SpeechResumed, PartDone, NobodySpoke]


def test_closing_overwrites_what_was_said() -> None:
    listener = opened()
    frame = np.full(FRAME_SAMPLES, 0.5, dtype=np.float32)
    listener.hear(frame, 0.9)
    listener.close()
    assert not frame.any()
    assert listener.release() == ()


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.4, 0.6, 0.9]), st.integers(1, 60)), max_size=30), st.sampled_from(Mode))
def test_whatever_is_heard_no_guess_is_left_open_and_every_sound_is_bounded(runs: list[tuple[float, int]], mode: Mode) -> None:
    listener = opened(mode, Patience(longest_s=20.0, part_s=4.0, longest_part_s=8.0))
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
            case UtteranceEnded(audio, guessed):
                assert guessed == (guess is not None)
                assert audio.duration_s <= 20.5
            case _:
                pass
    assert sum(isinstance(one, UtteranceEnded | NobodySpoke) for one in noticed) <= 1
