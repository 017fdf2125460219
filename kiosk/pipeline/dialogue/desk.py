"""What the parts of the conversation share: the turns, what is being said, who speaks which language, what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kiosk.core.dialogue import Abandon, Effect, Submit
from kiosk.core.live import Job
from kiosk.core.scene import AUTO, Bubble, Notice, Side, other
from kiosk.core.turn import Hint
from kiosk.pipeline.dialogue.adviser import Adviser
from kiosk.pipeline.dialogue.health import Health
from kiosk.pipeline.dialogue.ledger import Errand, Ledger
from kiosk.pipeline.dialogue.speaking import Sound, Speaking
from kiosk.pipeline.guard import HELD_DOUBTS

MOST_JOBS = 4
"""While the engine owes this many answers nobody is asked to say more. A minute of speech is six parts at most, so no more
than this and those are ever under way, which is less than the engine's own line holds."""

_NOTICE_S = 8.0

HintFor = Callable[[tuple[str, ...], str], Hint | None]
"""What to listen for in any of these languages so that an answer in that one can be given; None when none can."""


@dataclass(frozen=True, slots=True)
class Config:
    """`languages`: codes on offer, the ones that AUTO tells apart. `staff`, `visitor`: the sides' languages when somebody
    comes, codes or AUTO. `microphones`: two let both sides be heard at once. `speed`: of speech, `slow` is what it is
    multiplied by when somebody asks for it slowly. After `idle_s` without touch or speech it counts down `countdown_s` and
    forgets. `held_doubts`: a translation with one of these is shown first and spoken only when somebody says so.
    `hands_free`: somebody is always listened to while nothing is being said; with one microphone the language, one of the
    two sides', tells who spoke.
    """

    languages: tuple[str, ...]
    staff: str
    visitor: str = AUTO
    microphones: int = 1
    speed: float = 1.0
    slow: float = 0.75
    idle_s: float = 90.0
    countdown_s: float = 15.0
    held_doubts: frozenset[str] = HELD_DOUBTS
    hands_free: bool = False

    @property
    def by_language(self) -> bool:
        """Whether the language tells who spoke."""
        return self.hands_free and self.microphones == 1


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a side speaks. `known`: what to answer it in, "" while AUTO has not heard it."""

    language: str
    known: str

    @staticmethod
    def of(language: str) -> Tongue:
        return Tongue(language, "" if language == AUTO else language)


@dataclass(frozen=True, slots=True)
class Way:
    """How a side's words are heard and what they become. `otherwise`: as in Segment."""

    hint: Hint
    target: str
    otherwise: str = ""


class Desk:
    """Used by the conversation alone, which empties `effects` at the end of each step."""

    def __init__(self, config: Config, hint_for: HintFor, adviser: Adviser | None = None) -> None:
        self.config = config
        self.hint_for = hint_for
        self.adviser = adviser
        self.health = Health(phrases=adviser is not None)
        self.ledger = Ledger()
        self.speaking = Speaking()
        self.tongues = self._tongues()
        self.effects: list[Effect] = []
        self.now_s = 0.0
        self._notices: dict[Notice, float] = {}

    def _tongues(self) -> dict[Side, Tongue]:
        return {"staff": Tongue.of(self.config.staff), "visitor": Tongue.of(self.config.visitor)}

    def way(self, side: Side) -> Way | str:
        """For what this side says next, or the code of what stands in its way."""
        tongue, target = self.tongues[side], self.tongues[other(side)].known
        if not target:
            return "language.choose"
        if self.config.by_language:
            return self._either_way(tongue.known, target)
        hint = self.hint_for(self.config.languages if tongue.language == AUTO else (tongue.language,), target)
        return "route.missing" if hint is None else Way(hint, target)

    def _either_way(self, own: str, target: str) -> Way | str:
        """For one of two languages, answered in the other one."""
        if not own:
            return "language.choose"
        there, back = self.hint_for((own,), target), self.hint_for((target,), own)
        hints = [hint for hint in (there, back) if hint is not None]
        if not hints:
            return "route.missing"
        english_for = frozenset[str]().union(*(hint.english_for for hint in hints))
        return Way(Hint(tuple(code for hint in hints for code in hint.languages), english_for), target, own)

    def whose(self, bubble: Bubble, language: str) -> Bubble:
        """The bubble of words that turned out to be in this language, on the side of whoever speaks it."""
        side = bubble.side
        if self.config.by_language and not bubble.typed and language == bubble.target:
            return replace(bubble, side=other(side), target=self.tongues[side].known)
        return bubble

    def heard_in(self, side: Side, language: str) -> None:
        """Somebody spoke in this language: a side that is found out by listening is answered in it from now on. Words in the
        other side's own language say nothing about this side's."""
        if self.tongues[side].language == AUTO and language != self.tongues[other(side)].known:
            self.tongues[side] = Tongue(AUTO, language)

    def notice(self, code: str, side: Side | None = None) -> None:
        """Say so for a while."""
        self._notices[Notice(code, side)] = self.now_s + _NOTICE_S

    def unnotice(self, side: Side) -> None:
        """Somebody goes on: what was said to this side is old."""
        self._notices = {notice: until for notice, until in self._notices.items() if notice.side != side}

    def expire(self) -> None:
        self._notices = {notice: until for notice, until in self._notices.items() if until > self.now_s}

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(dict.fromkeys([*self.health.notices, *self._notices]))

    @property
    def is_full(self) -> bool:
        return len(self.ledger.jobs) >= MOST_JOBS

    def submit(self, job: Job, errand: Errand) -> None:
        self.ledger.begin(job.turn, errand)
        self.effects.append(Submit(job))

    def abandon(self, jobs: Iterable[int]) -> None:
        self.effects += [Abandon(job) for job in jobs]

    def say(self, bubble: int, *, first: bool = False) -> None:
        """All the sounds there are of a turn; `first`: before what waits."""
        turn = self.ledger.turn(bubble)
        if turn is not None:
            self.speaking.add([Sound(bubble, self.ledger.number(), audio) for audio in turn.sounds], first=first)

    def interrupt(self) -> None:
        """Be quiet. The rest of what was being said is kept for replay, not said later."""
        if self.speaking.current is not None:
            self.hush(self.speaking.current)

    def hush(self, bubble: int) -> None:
        self.ledger.hush(bubble)
        self.abandon(self.ledger.leave(self.ledger.jobs_of(bubble, "again")))
        self.effects += self.speaking.drop(bubble)

    def drop(self, bubble: int) -> None:
        """A turn that never was."""
        self.hush(bubble)
        self.abandon(self.ledger.drop(bubble))

    def fail(self, bubble: Bubble, code: str) -> None:
        """It is shown as failed if there is anything of it to show; somebody is told in any case."""
        if bubble.transcript or bubble.words.stable:
            self.ledger.show(replace(bubble, stage="done", failed=code))
        else:
            self.drop(bubble.id)
        lost = code.startswith(("engine.", "transcription."))
        self.notice("say_again" if lost else code, bubble.side)

    def clear(self) -> None:
        """Nothing was ever said here."""
        self.effects += self.speaking.clear()
        self.abandon(self.ledger.clear())
        self.tongues = self._tongues()
        self._notices.clear()

    @property
    def unfinished(self) -> frozenset[int]:
        """Turns of which more may be spoken."""
        turns = [(turn, bubble.id) for bubble in self.ledger.bubbles() if (turn := self.ledger.turn(bubble.id)) is not None]
        return frozenset(id for turn, id in turns if turn.aloud and self.ledger.jobs_of(id))
