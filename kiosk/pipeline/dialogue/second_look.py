"""What else somebody may have said: asked for when the engine has nothing to do, so that nobody waits for it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.dialogue import Submit
from kiosk.core.live import LookedAgain, SecondLook
from kiosk.core.scene import Bubble
from kiosk.core.turn import Hint
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.hesitation import MOST, alternatives

_GIVEN_UP_S = 10.0
"""By then it was answered, or dropped for something that somebody waited for."""


class SecondLooks:
    """One at a time. `at_work`: the job, the bubble it is for, and until when an answer may come."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._at_work: tuple[int, int, float] | None = None

    def ask(self, *, listening: bool) -> None:
        """For the newest turn that wasn't clear. Not while somebody speaks: the words on the screen come first."""
        desk = self._desk
        if self._at_work is not None and self._at_work[2] <= desk.now_s:
            self._at_work = None
        if self._at_work is not None or listening or desk.ledger.jobs or not desk.health.has_engine:
            return
        for bubble, heard in desk.ledger.kept_heard():
            desk.ledger.let_go_of_heard(bubble.id)
            if bubble.transcript and not bubble.corrected:
                job = desk.ledger.number()
                self._at_work = (job, bubble.id, desk.now_s + _GIVEN_UP_S)
                desk.effects.append(Submit(SecondLook(job, heard, Hint((bubble.language,), widely=True))))
                return

    def seen(self, event: LookedAgain) -> None:
        """Offer it beside the words that stand, whoever spoke them: they are never changed by it."""
        if self._at_work is None or self._at_work[0] != event.turn:
            return
        _, id, _ = self._at_work
        self._at_work = None
        turn = self._desk.ledger.turn(id)
        if turn is not None and turn.bubble.transcript and not turn.bubble.corrected:
            self._desk.ledger.show(_offering(turn.bubble, event.texts))

    def forget(self) -> None:
        """An answer that is still to come is nobody's."""
        if self._at_work is not None:
            self._desk.abandon((self._at_work[0],))
            self._at_work = None


def _offering(bubble: Bubble, texts: tuple[str, ...]) -> Bubble:
    more = alternatives(bubble.transcript, texts, bubble.language)
    return replace(bubble, alternatives=tuple(dict.fromkeys((*bubble.alternatives, *more)))[:MOST])
