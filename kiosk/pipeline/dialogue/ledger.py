"""The turns of one session: their bubbles, their sounds, and which jobs of the engine they wait for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.core.audio import Audio
from kiosk.core.scene import NO_WORDS, Bubble

MOST_BUBBLES = 50
MOST_HEARD = 3
"""Turns of which the speech itself is kept, 2 MB each at most."""
MOST_SOUND_S = 120.0
"""Kept for replay, some 10 MB. What was dropped is made again when somebody wants to hear it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a job is for: a bubble's turn, the voice of a phrase, or saying a translation once more."""

    bubble: int
    kind: Literal["turn", "voice", "again"]


@dataclass(frozen=True, slots=True)
class Turn:
    """`whole`: `sounds` are all there are. `aloud`: they are spoken as they come. `heard`: the speech itself, while it may be
    worth a second look."""

    bubble: Bubble
    sounds: tuple[Audio, ...] = ()
    whole: bool = False
    aloud: bool = True
    heard: Audio | None = None


class Ledger:
    """Ids and job numbers grow for ever, so that nothing of one session is taken for something of another."""

    def __init__(self) -> None:
        self._turns: dict[int, Turn] = {}
        self._errands: dict[int, Errand] = {}
        self._number = 0

    def number(self) -> int:
        """One that was never given before: for a bubble, a job, a sound."""
        self._number += 1
        return self._number

    @property
    def jobs(self) -> tuple[int, ...]:
        """What the engine still owes an answer to."""
        return tuple(self._errands)

    def bubbles(self) -> Iterator[Bubble]:
        yield from (turn.bubble for turn in self._turns.values())

    def turn(self, bubble: int) -> Turn | None:
        return self._turns.get(bubble)

    def errand(self, job: int) -> Errand | None:
        return self._errands.get(job)

    def add(self, bubble: Bubble) -> None:
        self._turns[bubble.id] = Turn(bubble)
        done = [turn.bubble.id for turn in self._turns.values() if turn.bubble.stage == "done"]
        if len(self._turns) > MOST_BUBBLES and done:
            self.drop(done[0])

    def show(self, bubble: Bubble) -> None:
        """The bubble as it is now."""
        self._turns[bubble.id] = replace(self._turns[bubble.id], bubble=bubble)

    def hush(self, bubble: int) -> None:
        """What is still to come of it is kept, not spoken."""
        if bubble in self._turns:
            self._turns[bubble] = replace(self._turns[bubble], aloud=False)

    def speak_up(self, bubble: int) -> None:
        self._turns[bubble] = replace(self._turns[bubble], aloud=True)

    def add_sound(self, bubble: int, audio: Audio) -> None:
        turn = self._turns[bubble]
        self._turns[bubble] = replace(turn, sounds=(*turn.sounds, audio))
        self._trim(bubble)

    def keep_heard(self, bubble: int, audio: Audio) -> None:
        """For a second look at it; what is older makes way."""
        self._turns[bubble] = replace(self._turns[bubble], heard=audio)
        for old in [turn.bubble.id for turn in self._turns.values() if turn.heard is not None][:-MOST_HEARD]:
            self.let_go_of_heard(old)

    def let_go_of_heard(self, bubble: int) -> None:
        if bubble in self._turns:
            self._turns[bubble] = replace(self._turns[bubble], heard=None)

    def kept_heard(self) -> tuple[tuple[Bubble, Audio], ...]:
        """The turns that are done and whose speech is kept, the newest first."""
        turns = reversed(self._turns.values())
        return tuple((turn.bubble, turn.heard) for turn in turns if turn.heard is not None and turn.bubble.stage == "done")

    def begin(self, job: int, errand: Errand) -> None:
        self._errands[job] = errand

    def end(self, job: int, *, whole: bool = False) -> None:
        """It owes nothing any more; a bubble's turn is done with it. `whole`: all that was to come came."""
        errand = self._errands.pop(job, None)
        turn = self._turns.get(errand.bubble) if errand is not None and errand.kind != "again" else None
        if turn is not None:
            bubble = replace(turn.bubble, stage="done", words=NO_WORDS if turn.bubble.transcript else turn.bubble.words)
            self._turns[bubble.id] = replace(turn, bubble=bubble, whole=whole and bool(turn.sounds))

    def jobs_of(self, bubble: int, kind: str = "") -> tuple[int, ...]:
        return tuple(job for job, errand in self._errands.items() if errand.bubble == bubble and kind in ("", errand.kind))

    def owed(self, bubble: int) -> bool:
        """Whether sounds that are kept for replay are still to come."""
        return any(errand.bubble == bubble and errand.kind != "again" for errand in self._errands.values())

    def renew(self, bubble: Bubble) -> None:
        """The same place on the screen, another turn: its sounds are gone."""
        self._turns[bubble.id] = Turn(bubble)

    def drop(self, bubble: int) -> tuple[int, ...]:
        """Take a turn out; the jobs that were for it."""
        self._turns.pop(bubble, None)
        return self.leave(self.jobs_of(bubble))

    def leave(self, jobs: tuple[int, ...]) -> tuple[int, ...]:
        """Wait for these no longer."""
        for job in jobs:
            del self._errands[job]
        return jobs

    def clear(self) -> tuple[int, ...]:
        self._turns.clear()
        return self.leave(self.jobs)

    def complete(self, bubble: int) -> None:
        """All the sounds there are of it came at once."""
        self._turns[bubble] = replace(self._turns[bubble], whole=True)

    def _trim(self, newest: int) -> None:
        """Let go of the oldest sounds, the newest turn's never."""
        kept_s = sum(sound.duration_s for turn in self._turns.values() for sound in turn.sounds)
        for bubble, turn in list(self._turns.items()):
            if kept_s <= MOST_SOUND_S:
                return
            if turn.sounds and bubble != newest and turn.bubble.stage == "done":
                kept_s -= sum(sound.duration_s for sound in turn.sounds)
                self._turns[bubble] = replace(turn, sounds=(), whole=False)
