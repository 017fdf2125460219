"""Each time a side is listened to is a take: what is heard in it becomes bubbles and work for the engine.

Recognition begins at the first pause, as a guess: what the engine answers is held back until the end is certain, and dropped
with the job when speech goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

from kiosk.core.audio import Audio
from kiosk.core.dialogue import Abandon, CloseMicrophone, EndTake, FindEnd, OpenMicrophone, Submit
from kiosk.core.live import PartialHeard, PartialWork, Work
from kiosk.core.scene import Bubble, Mode, Side
from kiosk.core.turn import Segment
from kiosk.pipeline.agreement import NOTHING_AGREED, Agreement
from kiosk.pipeline.dialogue.answers import Answer, answer
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.dialogue.ledger import Errand
from kiosk.pipeline.listening import LevelChanged, NobodySpoke, Noticed, TooLong
from kiosk.pipeline.segmenter import MaybeEnd, PartDone, SoFar, SpeechBegan, SpeechResumed, UtteranceEnded

LONGEST_S = 75.0
"""Longer than anybody is listened to: a take that is open then has been forgotten by its microphone."""

END_S = 2.0
"""After the end was asked for, what was said comes at once or not at all."""

QUIET_DBFS = -100.0


@dataclass(slots=True)
class Guess:
    """A job begun before the end was certain, and what it has given so far."""

    job: int
    held: list[Answer] = field(default_factory=list)


@dataclass(slots=True)
class Take:
    """`draft`: the bubble of what is being said. `partial`: the number of the jobs for its partial words. `parts`: how many
    were handed over. `is_open`: the microphone is; else only the last words are still to come. `until_s`: by then it must
    have ended. `unbidden`: nobody asked to be listened to, see Config.hands_free."""

    number: int
    side: Side
    mode: Mode
    until_s: float
    unbidden: bool = False
    is_open: bool = True
    level_dbfs: float = QUIET_DBFS
    draft: int | None = None
    partial: int = 0
    agreement: Agreement = NOTHING_AGREED
    guess: Guess | None = None
    parts: int = 0

    @property
    def was_in_vain(self) -> bool:
        """Nobody asked for it, and nobody spoke."""
        return self.unbidden and self.draft is None


class Takes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._takes: dict[int, Take] = {}

    def open_for(self, side: Side) -> Take | None:
        return next((take for take in self._takes.values() if take.is_open and take.side == side), None)

    @property
    def is_open(self) -> bool:
        return any(take.is_open for take in self._takes.values())

    def has(self, side: Side, microphones: int) -> bool:
        """Whether the microphone that this side would be heard through is open or was a moment ago."""
        return any(take.side == side or microphones == 1 for take in self._takes.values())

    @property
    def somebody_speaks(self) -> bool:
        """Or is about to: an open microphone that nobody asked for and nobody speaks into doesn't count."""
        return any(not take.was_in_vain for take in self._takes.values())

    @property
    def is_ending(self) -> bool:
        """The last words of somebody are still to come."""
        return any(not take.is_open for take in self._takes.values())

    def begin(self, side: Side, mode: Mode, *, unbidden: bool = False) -> None:
        number = self._desk.ledger.number()
        self._takes[number] = Take(number, side, mode, self._desk.now_s + LONGEST_S, unbidden)
        self._desk.effects.append(OpenMicrophone(number, side, mode))

    def find_end(self, take: Take) -> None:
        take.mode = "tap"
        self._desk.effects.append(FindEnd(take.number))

    def end(self, take: Take) -> None:
        """That was all: the microphone hands over what was said."""
        take.is_open, take.until_s = False, self._desk.now_s + END_S
        self._desk.effects.append(EndTake(take.number))

    def let_go(self, side: Side) -> None:
        """The finger is off the button."""
        take = self.open_for(side)
        if take is not None and take.mode == "hold":
            self.end(take)

    def leave_off(self, side: Side) -> None:
        """Whoever is listened to and hasn't said anything yet says it in another way."""
        take = self.open_for(side)
        if take is not None and take.draft is None:
            self.close(take)

    def take_back(self, bubble: int) -> None:
        """If that is being said right now, nobody is listened to any more."""
        for take in [take for take in self._takes.values() if take.draft == bubble]:
            self.close(take)

    def close(self, take: Take) -> None:
        """As if nobody had said anything since the last part."""
        del self._takes[take.number]
        self._desk.effects.append(CloseMicrophone(take.number))
        self._forget(take)

    def close_all(self) -> None:
        for take in list(self._takes.values()):
            self.close(take)

    def check(self) -> None:
        """Nobody is listened to in vain: without an engine it stops, and where only the microphone has gone, what it heard
        is still there."""
        for take in [take for take in self._takes.values() if take.is_open]:
            if not self._desk.health.has_engine:
                self.close(take)
            elif not self._desk.health.hears(take.side):
                self.end(take)

    def make_way(self) -> None:
        """Whoever didn't ask to be listened to and says nothing isn't, for the kiosk has something to say."""
        for take in [take for take in self._takes.values() if take.is_open and take.was_in_vain]:
            self.close(take)

    def void_guesses(self) -> None:
        """What was begun is wrong, the languages are others now; the end of the speech begins it anew."""
        for take in self._takes.values():
            self._drop_guess(take)

    def expire(self) -> None:
        """Nobody answers for these takes any more."""
        for take in [take for take in self._takes.values() if take.until_s <= self._desk.now_s]:
            self.close(take)
            if not take.was_in_vain:
                self._desk.notice("say_again", take.side)

    def notice(self, number: int, noticed: Noticed) -> bool:
        """Take in what the listening noticed. Whether it means that somebody is there."""
        take = self._takes.get(number)
        if take is None:
            return False
        match noticed:
            case LevelChanged(dbfs):
                take.level_dbfs = dbfs
                return False
            case SpeechBegan():
                self._draft(take)
            case SoFar(audio):
                self._ask_for_words(take, audio)
            case MaybeEnd(audio):
                self._guess(take, audio)
            case SpeechResumed():
                self._drop_guess(take)
            case PartDone(audio, guessed):
                self._finish(take, audio, guessed)
            case UtteranceEnded(audio, guessed):
                del self._takes[take.number]
                self._finish(take, audio, guessed)
            case NobodySpoke():
                del self._takes[take.number]
                self._forget(take)
                if not (take.parts or take.unbidden):
                    self._desk.notice("nothing_heard", take.side)
                return False
            case TooLong():
                self._desk.notice("too_long", take.side)
            case _:
                assert_never(noticed)
        return True

    def hold_back(self, event: Answer) -> bool:
        """Whether the event belongs to a guess, which keeps it."""
        for take in self._takes.values():
            if take.guess is not None and take.guess.job == event.turn:
                take.guess.held.append(event)
                return True
        return False

    def words(self, event: PartialHeard) -> bool:
        """Show partial words. Whether they are of a take that still goes on."""
        take = next((take for take in self._takes.values() if take.partial == event.turn), None)
        turn = self._desk.ledger.turn(take.draft) if take is not None and take.draft is not None else None
        if take is None or turn is None:
            return False
        take.agreement = take.agreement.heard(event.text, event.language)
        self._desk.ledger.show(replace(turn.bubble, words=take.agreement.words, language=take.agreement.language))
        return True

    def _draft(self, take: Take) -> Bubble:
        """The bubble of what is being said now."""
        turn = self._desk.ledger.turn(take.draft) if take.draft is not None else None
        if turn is not None:
            return turn.bubble
        tongue, way = self._desk.tongues[take.side], self._desk.way(take.side)
        target = "" if isinstance(way, str) else way.target
        known = "" if self._desk.config.by_language else tongue.known
        bubble = Bubble(self._desk.ledger.number(), take.side, "saying", known, target)
        take.draft, take.partial, take.agreement = bubble.id, self._desk.ledger.number(), NOTHING_AGREED
        self._desk.ledger.add(bubble)
        return bubble

    def _ask_for_words(self, take: Take, audio: Audio) -> None:
        self._draft(take)
        way = self._desk.way(take.side)
        if not isinstance(way, str):
            self._desk.effects.append(Submit(PartialWork(take.partial, audio, way.hint)))

    def _guess(self, take: Take, audio: Audio) -> None:
        self._drop_guess(take)
        self._draft(take)
        work = self._work(take, audio)
        if work is not None:
            take.guess = Guess(work.turn)
            self._desk.effects.append(Submit(work))

    def _work(self, take: Take, audio: Audio) -> Work | None:
        way = self._desk.way(take.side)
        if isinstance(way, str):
            return None
        job = self._desk.ledger.number()
        return Work(job, Segment(job, audio, way.hint, way.target, way.otherwise), self._desk.config.speed)

    def _drop_guess(self, take: Take) -> None:
        if take.guess is not None:
            self._desk.effects.append(Abandon(take.guess.job))
            take.guess = None

    def _finish(self, take: Take, audio: Audio, guessed: bool) -> None:
        """This much is certain: it becomes a turn. A guess that was made of the same sound tells all it knows."""
        way = self._desk.way(take.side)
        bubble = replace(self._draft(take), stage="working")
        if not isinstance(way, str):
            bubble = replace(bubble, target=way.target)
        self._desk.ledger.show(bubble)
        self._desk.ledger.keep_heard(bubble.id, audio)
        if not guessed:
            self._drop_guess(take)
        guess, take.guess, take.draft, take.partial = take.guess, None, None, 0
        take.parts += 1
        if guess is not None:
            self._desk.ledger.begin(guess.job, Errand(bubble.id, "turn"))
            for event in guess.held:
                answer(self._desk, event)
            return
        work = self._work(take, audio)
        if work is not None:
            self._desk.submit(work, Errand(bubble.id, "turn"))
        elif isinstance(way, str):
            self._desk.fail(bubble, way)

    def _forget(self, take: Take) -> None:
        self._drop_guess(take)
        if take.partial:
            self._desk.effects.append(Abandon(take.partial))
        if take.draft is not None:
            self._desk.drop(take.draft)
