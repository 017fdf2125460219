"""Verified phrases in the dialogue: said at once, offered for what somebody said, and advice on words of one's own."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.language import EASY, Route
from kiosk.core.live import TypedWork
from kiosk.core.phrased import Phrased, SlotValues
from kiosk.core.scene import Bubble, Side, other
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
    _speak(desk, bubble, phrased)
    return True


def use_meant(desk: Desk, number: int) -> None:
    """The phrase that a turn offers takes its place; what was at work for it is dropped."""
    turn = desk.ledger.turn(number)
    if turn is None or turn.bubble.meant is None:
        return
    old, phrased = turn.bubble, turn.bubble.meant
    desk.hush(number)
    desk.abandon(desk.ledger.leave(desk.ledger.jobs_of(number)))
    new = Bubble(number, old.side, "done", old.language, old.target, corrected=True)
    desk.ledger.renew(new)
    _speak(desk, new, phrased)


def advised(desk: Desk, bubble: Bubble) -> Bubble:
    """The bubble with what may be meant by its words, and with what the staff's Japanese lacks."""
    adviser, words = desk.adviser, bubble.transcript
    if adviser is None or not words or not bubble.target:
        return bubble
    meant = adviser.meant(words, bubble.language, bubble.target, bubble.side)
    coached = bubble.side == "staff" and bubble.language == "ja" and bubble.target not in ("ja", EASY)
    if not coached:
        return replace(bubble, meant=meant, advice=(), plainer="")
    counsel = adviser.coach(words)
    return replace(bubble, meant=meant, advice=counsel.why, plainer=counsel.plainer)


def _speak(desk: Desk, bubble: Bubble, phrased: Phrased) -> None:
    """Show it, and say it instead of whatever is being said: by the sound that is there, or by a voice if there is one."""
    adviser, id = desk.adviser, bubble.id
    desk.interrupt()
    bubble = replace(bubble, transcript=phrased.said, translation=phrased.means, phrase=phrased)
    desk.ledger.show(bubble)
    sound = adviser.sound(phrased) if adviser is not None else None
    if sound is not None:
        desk.ledger.add_sound(id, sound)
        desk.ledger.complete(id)
        if desk.health.plays:
            desk.say(id, first=True)
        return
    if desk.is_full or not desk.health.has_voices:
        desk.ledger.show(replace(bubble, text_only=True))
        return
    route = Route(phrased.voice, phrased.voice)
    desk.submit(TypedWork(desk.ledger.number(), phrased.aloud, route, desk.config.speed), Errand(id, "voice"))
