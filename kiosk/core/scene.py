"""Everything that a screen shows, as one immutable value, and what must never be in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.core.facts import Difference
from kiosk.core.phrased import Phrased
from kiosk.core.turn import Alternative

Side = Literal["staff", "visitor"]
Mode = Literal["hold", "tap"]
"""hold: from press to release. tap: the end of the utterance is found."""

AUTO = "auto"
"""A side's language when it is found out by listening."""

SIDES: tuple[Side, Side] = ("staff", "visitor")

Phase = Literal["starting", "attract", "ready", "listening", "thinking", "speaking", "out_of_order"]
"""starting: no engine yet. attract: nobody is here, nothing was said. out_of_order: nobody can talk, see `Scene.reasons`;
what still works is in `Scene.works`."""

Works = Literal["talk", "type", "sound", "phrases"]


def other(side: Side) -> Side:
    return "visitor" if side == "staff" else "staff"


@dataclass(frozen=True, slots=True)
class Words:
    """Partial words: `stable` stays as it is until the final transcript, `tentative` (after it) may still change."""

    stable: str = ""
    tentative: str = ""


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Bubble:
    """One turn on the screen. `id` stays, whatever becomes of it.

    `stage`: saying it, at work on it, or done. `language` is "" until it is known. `transcript` is "" until it is heard; till
    then `words` hold what is known. `failed`: a code, "" when nothing did. `doubts`: see Translation. `asks`: somebody must
    look at it before it is spoken (SayAnyway or TakeBack). `corrected`: the transcript was typed over. `typed`: it was never
    spoken. `text_only`: no voice speaks the language. `speaking`: it is being spoken now. `back`: the translation in the
    speaker's language once more, `pivot`: the English in the middle of a way by two hops, "" when there is none.
    `differences`: the facts in which both texts differ, with their places in them. `phrase`: the verified phrase that this is.
    `meant`: one that the words may mean, for its speaker to choose. `advice`: why they may translate badly (`coach.Kind`),
    `plainer`: the same said plainly, "" where only the speaker could. `alternatives`: what doubtful words of the transcript may
    have been.
    """

    id: int
    side: Side
    stage: Literal["saying", "working", "done"]
    language: str
    target: str
    words: Words = NO_WORDS
    transcript: str = ""
    translation: str = ""
    doubts: tuple[str, ...] = ()
    failed: str = ""
    text_only: bool = False
    asks: bool = False
    corrected: bool = False
    typed: bool = False
    speaking: bool = False
    back: str = ""
    pivot: str = ""
    differences: tuple[Difference, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    phrase: Phrased | None = None
    meant: Phrased | None = None
    advice: tuple[str, ...] = ()
    plainer: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A stable code that the screen has words for, and the side it is meant for; None is everybody. `detail`: a reason."""

    code: str
    side: Side | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SideView:
    """`language`: a code or AUTO. `known`: the language the other side is answered in; "" when that isn't known yet.
    `listening`: how it is being listened to. `level_dbfs`: how loud, while it is."""

    language: str
    known: str
    listening: Mode | None = None
    level_dbfs: float = -100.0


@dataclass(frozen=True, slots=True)
class Scene:
    """`session` counts the people who came. `countdown_s`: seconds until everything is forgotten, once that is near.
    `reasons`: why it is out of order."""

    session: int
    phase: Phase
    staff: SideView
    visitor: SideView
    turns: tuple[Bubble, ...] = ()
    notices: tuple[Notice, ...] = ()
    countdown_s: int | None = None
    reasons: tuple[str, ...] = ()
    works: frozenset[Works] = frozenset()

    def view(self, side: Side) -> SideView:
        return self.staff if side == "staff" else self.visitor

    @property
    def listening(self) -> tuple[Side, ...]:
        return tuple(side for side in SIDES if self.view(side).listening is not None)

    @property
    def speaking(self) -> int | None:
        """The bubble that is being spoken."""
        return next((bubble.id for bubble in self.turns if bubble.speaking), None)


def problems(scene: Scene, microphones: int = 1) -> list[str]:
    """What must never be, in words; empty for every scene there is."""
    listening, speaking = scene.listening, [bubble for bubble in scene.turns if bubble.speaking]
    ids = [bubble.id for bubble in scene.turns]
    idle = not (scene.turns or listening)
    checks = {
        "more sides are listened to than there are microphones": len(listening) > microphones,
        "it speaks while it listens": bool(listening and speaking),
        "it speaks two turns at once": len(speaking) > 1,
        "it listens, but the phase says otherwise": bool(listening) != (scene.phase == "listening"),
        "it speaks, but the phase says otherwise": bool(speaking) != (scene.phase == "speaking"),
        "it waits for people and something was said": scene.phase == "attract" and not idle,
        "it forgets what isn't there": scene.countdown_s is not None and scene.phase == "attract",
        "turns are out of order": ids != sorted(set(ids)),
        "out of order for no reason": (scene.phase == "out_of_order") > bool(scene.reasons),
        "it listens although nobody can talk": bool(listening) and "talk" not in scene.works,
        "it speaks without a loudspeaker": bool(speaking) and "sound" not in scene.works,
        "somebody says something and nobody is listened to": scene.phase in ("ready", "attract")
        and any(bubble.stage == "saying" for bubble in scene.turns),
        "a done turn shows nothing": any(
            bubble.stage == "done" and not (bubble.transcript or bubble.failed) for bubble in scene.turns
        ),
        "a notice is said twice": len(set(scene.notices)) != len(scene.notices),
    }
    return [problem for problem, there in checks.items() if there]
