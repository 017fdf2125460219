"""What people do with turns that are there already, and words that they type."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core.dialogue import Edit, Replay, SayAnyway, SayPhrase, Stop, TakeBack, Type, UseMeant
from kiosk.core.language import Route
from kiosk.core.live import TypedWork
from kiosk.core.scene import Bubble, Side, other
from kiosk.pipeline.dialogue import phrases
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.dialogue.ledger import Errand

LONGEST_TEXT = 2000
"""Letters that one may type at once."""


Request = Stop | Replay | SayAnyway | TakeBack | Edit | Type | SayPhrase | UseMeant


def carry_out(desk: Desk, request: Request) -> bool:
    """Whether it brought a new turn."""
    match request:
        case Stop():
            _stop(desk)
        case Replay(bubble, slowly):
            _replay(desk, bubble, slowly)
        case SayAnyway(bubble):
            _say_anyway(desk, bubble)
        case TakeBack(bubble):
            desk.drop(bubble)
        case Edit(bubble, text):
            _edit(desk, bubble, text)
        case Type(side, text):
            return _write(desk, side, text)
        case SayPhrase(side, phrase, values):
            return phrases.say(desk, side, phrase, values)
        case UseMeant(bubble):
            phrases.use_meant(desk, bubble)
        case _:
            assert_never(request)
    return False


def _stop(desk: Desk) -> None:
    """Be quiet and drop what is at work; what is there stays."""
    desk.effects += desk.speaking.clear()
    desk.abandon(desk.ledger.leave(desk.ledger.jobs))
    for bubble in [bubble for bubble in desk.ledger.bubbles() if bubble.stage != "done"]:
        if bubble.transcript:
            desk.ledger.show(replace(bubble, stage="done", failed="" if bubble.translation else "stopped"))
        else:
            desk.drop(bubble.id)


def _replay(desk: Desk, bubble: int, slowly: bool) -> None:
    """Say a translation once more, instead of whatever is being said. What isn't kept any more is made again."""
    turn = desk.ledger.turn(bubble)
    if turn is None or not turn.bubble.translation or not desk.health.plays or turn.bubble.asks or turn.bubble.text_only:
        return
    still_coming = desk.ledger.owed(bubble)
    kept = not slowly and (still_coming or turn.whole)
    if not kept and (still_coming or not _can_work(desk, turn.bubble.side)):
        return
    desk.interrupt()
    desk.hush(bubble)
    desk.ledger.speak_up(bubble)
    if kept:
        desk.say(bubble, first=True)
        return
    speed = desk.config.speed * (desk.config.slow if slowly else 1.0)
    same = Route(turn.bubble.target, turn.bubble.target)
    desk.submit(TypedWork(desk.ledger.number(), turn.bubble.translation, same, speed), Errand(bubble, "again"))


def _say_anyway(desk: Desk, bubble: int) -> None:
    """Somebody has looked at it: it is spoken."""
    turn = desk.ledger.turn(bubble)
    if turn is not None and turn.bubble.asks:
        desk.ledger.show(replace(turn.bubble, asks=False))
        desk.ledger.speak_up(bubble)
        if desk.health.plays:
            desk.say(bubble)


def _edit(desk: Desk, bubble: int, text: str) -> None:
    """Other words for a turn: it is translated and spoken anew."""
    turn, words = desk.ledger.turn(bubble), _cleaned(text)
    if turn is None or turn.bubble.stage == "saying" or not turn.bubble.language or not words:
        return
    if not _can_work(desk, turn.bubble.side):
        return
    desk.hush(bubble)
    desk.abandon(desk.ledger.leave(desk.ledger.jobs_of(bubble)))
    old = turn.bubble
    new = Bubble(bubble, old.side, "working", old.language, old.target, transcript=words, corrected=True, typed=old.typed)
    desk.ledger.renew(new)
    _convey(desk, new)


def _write(desk: Desk, side: Side, text: str) -> bool:
    """Typed words. Whether there is anything to translate."""
    words, language, target = _cleaned(text), desk.tongues[side].known, desk.tongues[other(side)].known
    if not words or not _can_work(desk, side):
        return False
    if not (language and target):
        desk.notice("language.choose", side)
        return False
    bubble = Bubble(desk.ledger.number(), side, "working", language, target, transcript=words, typed=True)
    desk.ledger.add(bubble)
    _convey(desk, bubble)
    return True


def _convey(desk: Desk, bubble: Bubble) -> None:
    if not phrases.take_in(desk, bubble):
        route = Route(bubble.language, bubble.target)
        desk.submit(TypedWork(desk.ledger.number(), bubble.transcript, route, desk.config.speed), Errand(bubble.id, "turn"))


def _can_work(desk: Desk, side: Side) -> bool:
    """Whether the engine can take another job; if not, somebody is told."""
    if desk.is_full:
        desk.notice("busy", side)
    elif not desk.health.has_engine:
        desk.notice("out_of_order", side)
    return desk.health.has_engine and not desk.is_full


def _cleaned(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]
