"""What is kept of a session, and how much of it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.audio import Audio
from kiosk.core.scene import Bubble
from kiosk.pipeline.dialogue.ledger import MOST_BUBBLES, MOST_SOUND_S, Errand, Ledger


def a_turn(ledger: Ledger, seconds: float = 0.0) -> int:
    """One that is done."""
    bubble = Bubble(ledger.number(), "staff", "working", "ja", "en", transcript="said")
    job = ledger.number()
    ledger.add(bubble)
    ledger.begin(job, Errand(bubble.id, "turn"))
    if seconds:
        ledger.add_sound(bubble.id, Audio.silence(seconds))
    ledger.end(job, whole=True)
    return bubble.id


def kept_s(ledger: Ledger) -> float:
    turns = [ledger.turn(bubble.id) for bubble in ledger.bubbles()]
    return sum(sound.duration_s for turn in turns if turn is not None for sound in turn.sounds)


def test_the_oldest_turns_leave_the_screen() -> None:
    ledger = Ledger()
    ids = [a_turn(ledger) for _ in range(MOST_BUBBLES + 5)]
    assert [bubble.id for bubble in ledger.bubbles()] == ids[5:]


def test_a_turn_that_is_not_done_stays_however_old_it_is() -> None:
    ledger = Ledger()
    bubble = Bubble(ledger.number(), "staff", "working", "ja", "en")
    ledger.add(bubble)
    ids = [a_turn(ledger) for _ in range(MOST_BUBBLES + 5)]
    assert [bubble.id for bubble in ledger.bubbles()] == [bubble.id, *ids[6:]]


def test_the_oldest_sounds_go_first_and_only_as_many_as_must() -> None:
    ledger = Ledger()
    ids = [a_turn(ledger, MOST_SOUND_S / 4) for _ in range(6)]
    turns = [ledger.turn(bubble) for bubble in ids]
    assert [turn is not None and turn.whole for turn in turns] == [False, False, True, True, True, True]
    assert kept_s(ledger) == MOST_SOUND_S


def test_the_newest_sounds_stay_however_long_they_are() -> None:
    ledger = Ledger()
    a_turn(ledger, 10.0)
    a_turn(ledger, 2 * MOST_SOUND_S)
    assert kept_s(ledger) == 2 * MOST_SOUND_S


def test_a_turn_whose_sounds_did_not_all_come_is_not_whole() -> None:
    ledger = Ledger()
    bubble = Bubble(ledger.number(), "staff", "working", "ja", "en", transcript="said")
    ledger.add(bubble)
    ledger.begin(7, Errand(bubble.id, "turn"))
    ledger.add_sound(bubble.id, Audio.silence(1.0))
    ledger.end(7)
    turn = ledger.turn(bubble.id)
    assert turn is not None
    assert turn.bubble == replace(bubble, stage="done")
    assert not turn.whole
