"""What the kiosk says and in which order: one turn after another, never while somebody is listened to."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.audio import Audio
from kiosk.core.dialogue import Effect, Play, StopPlaying


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of a turn's speech. `number` is that of its Play."""

    bubble: int
    number: int
    audio: Audio


class Speaking:
    """`current` is the turn being spoken, from its first sound until nothing more of it is to come.

    Only the current turn's sounds are with the loudspeaker: it plays them without a gap, and whatever interrupts it takes
    away nothing of another turn.
    """

    def __init__(self) -> None:
        self.current: int | None = None
        self._waiting: deque[Sound] = deque()
        self._playing: list[Sound] = []

    @property
    def quiet(self) -> bool:
        """Nothing sounds and nothing waits to."""
        return not (self._playing or self._waiting)

    def add(self, sounds: Sequence[Sound], *, first: bool = False) -> None:
        """Behind what waits already, or before it."""
        if first:
            self._waiting.extendleft(reversed(sounds))
        else:
            self._waiting.extend(sounds)

    def owes(self, bubble: int) -> bool:
        """Whether sounds of this turn are still to be heard."""
        return any(sound.bubble == bubble for sound in [*self._waiting, *self._playing])

    def played(self, number: int) -> bool:
        """Whether this one was playing; it isn't any more."""
        before = len(self._playing)
        self._playing = [sound for sound in self._playing if sound.number != number]
        return len(self._playing) < before

    def advance(self, may_speak: bool, unfinished: frozenset[int]) -> tuple[Effect, ...]:
        """Give the loudspeaker what it may play now. `unfinished`: turns of which more sounds may come."""
        if self.current is not None and not self.owes(self.current) and self.current not in unfinished:
            self.current = None
        if not may_speak:
            return ()
        if self.current is None and self._waiting:
            self.current = self._waiting[0].bubble
        due = [sound for sound in self._waiting if sound.bubble == self.current]
        self._waiting = deque(sound for sound in self._waiting if sound.bubble != self.current)
        self._playing += due
        return tuple(Play(sound.number, sound.audio) for sound in due)

    def interrupt(self) -> tuple[Effect, ...]:
        """Stop the current turn, what waits of it too; other turns wait on."""
        return self.drop(self.current) if self.current is not None else ()

    def drop(self, bubble: int) -> tuple[Effect, ...]:
        """Nothing of this turn is spoken any more."""
        self._waiting = deque(sound for sound in self._waiting if sound.bubble != bubble)
        if self.current != bubble:
            return ()
        self.current, sounding, self._playing = None, bool(self._playing), []
        return (StopPlaying(),) if sounding else ()

    def clear(self) -> tuple[Effect, ...]:
        """Nothing at all."""
        self._waiting.clear()
        return self.interrupt()
