"""Verified phrases in the dialogue: said at once, offered for what somebody said, and advice on words of one's own."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.language import Route
from kiosk.core.live import TypedWork
from kiosk.core.phrased import Phrased, SlotValues
from kiosk.core.scene import Bubble, Side, other
from kiosk.pipeline.coach import helps
from kiosk.pipeline.dialogue.adviser import Counsel
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.dialogue.ledger import Errand


def say(desk: Desk, side: Side, phrase: str, values: SlotValues) -> bool:
    """Whether it brought a new turn."""
    language, target = desk.tongues[side].known, desk.tongues[other(side)].known
    if not (language and target):
        desk.notice("language.choose", side)
        return False
    phrased = desk.adviser.phrase(phrase, values, language, target) if desk.adviser is not None else None
    if phrased is None:
        return False
    bubble = Bubble(desk.ledger.number(), side, "done", language, target)
    desk.ledger.add(bubble)
    desk.interrupt()
    _speak(desk, bubble, phrased, first=True)
    return True


def use_meant(desk: Desk, number: int) -> None:
    """The phrase that a turn offers takes its place."""
    turn = desk.ledger.turn(number)
    if turn is not None and turn.bubble.meant is not None:
        desk.interrupt()
        _take_place(desk, replace(turn.bubble, corrected=True), turn.bubble.meant, first=True)


def take_in(desk: Desk, bubble: Bubble) -> bool:
    """Show somebody's own words, with what may be meant by them and what the staff's Japanese lacks. True where they are the
    very words of a phrase: then that is said, and nothing is to be translated."""
    adviser, words = desk.adviser, bubble.transcript
    if adviser is None or not words or not bubble.target:
        desk.ledger.show(bubble)
        return False
    meant = adviser.meant(words, bubble.language, bubble.target, bubble.side)
    if meant is not None and meant.exactly:
        _take_place(desk, bubble, meant.phrase, first=False)
        return True
    coached = bubble.side == "staff" and helps(Route(bubble.language, bubble.target))
    counsel = adviser.coach(words) if coached else Counsel()
    offered = meant.phrase if meant is not None else None
    desk.ledger.show(replace(bubble, meant=offered, advice=counsel.why, plainer=counsel.plainer))
    return False


def _take_place(desk: Desk, old: Bubble, phrased: Phrased, *, first: bool) -> None:
    """A phrase instead of words; what was at work for them is dropped."""
    desk.hush(old.id)
    desk.abandon(desk.ledger.leave(desk.ledger.jobs_of(old.id)))
    new = Bubble(old.id, old.side, "done", old.language, old.target, corrected=old.corrected, typed=old.typed)
    desk.ledger.renew(new)
    _speak(desk, new, phrased, first=first)


def _speak(desk: Desk, bubble: Bubble, phrased: Phrased, *, first: bool) -> None:
    """Show it, and say it, by the sound that is there or by a voice if there is one; `first`: before what waits."""
    adviser, id = desk.adviser, bubble.id
    bubble = replace(bubble, transcript=phrased.said, translation=phrased.means, phrase=phrased)
    desk.ledger.show(bubble)
    sound = adviser.sound(phrased) if adviser is not None else None
    if sound is not None:
        desk.ledger.add_sound(id, sound)
        desk.ledger.complete(id)
        if desk.health.plays:
            desk.say(id, first=first)
        return
    if desk.is_full or not desk.health.has_voices:
        desk.ledger.show(replace(bubble, text_only=True))
        return
    route = Route(phrased.voice, phrased.voice)
    desk.submit(TypedWork(desk.ledger.number(), phrased.aloud, route, desk.config.speed), Errand(id, "voice"))
