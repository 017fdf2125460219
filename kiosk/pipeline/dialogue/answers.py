"""What the engine answers becomes words in a bubble and sounds to be spoken."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.core.audio import Audio
from kiosk.core.events import Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.live import Done, Failed
from kiosk.core.scene import NO_WORDS, Bubble
from kiosk.core.turn import Translation
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.dialogue.ledger import Turn
from kiosk.pipeline.dialogue.phrases import take_in
from kiosk.pipeline.dialogue.speaking import Sound
from kiosk.pipeline.hesitation import CLEARLY_HEARD, alternatives

Answer = NothingHeard | NotSure | Heard | Translated | ToldBack | Spoken | TextOnly | Failed | Done


def answer(desk: Desk, event: Answer) -> bool:
    """Take an answer in. False when nobody waits for it any more: then it changes nothing."""
    errand = desk.ledger.errand(event.turn)
    turn = desk.ledger.turn(errand.bubble) if errand is not None else None
    if errand is None or turn is None:
        return False
    if errand.kind == "turn":
        _of_a_turn(desk, turn, event)
    elif errand.kind == "voice":
        _voiced(desk, turn, event)
    else:
        _said_again(desk, turn, event)
    return True


def _of_a_turn(desk: Desk, turn: Turn, event: Answer) -> None:
    bubble = turn.bubble
    match event:
        case NothingHeard() | NotSure():
            desk.drop(bubble.id)
            _say_why(desk, bubble, event)
        case Heard(transcript=heard):
            bubble = desk.whose(bubble, heard.language)
            doubtful = alternatives(heard.text, heard.others, heard.language)
            bubble = replace(bubble, transcript=heard.text, language=heard.language, words=NO_WORDS, alternatives=doubtful)
            if heard.confidence >= CLEARLY_HEARD:
                desk.ledger.let_go_of_heard(bubble.id)
            desk.heard_in(bubble.side, heard.language)
            take_in(desk, bubble)
        case Translated(translation=translation):
            _doubted(desk, bubble, translation)
        case ToldBack(translation=translation):
            desk.ledger.show(_with(bubble, translation))
        case Spoken(audio=audio):
            _sounded(desk, turn, audio)
        case TextOnly():
            desk.ledger.show(replace(bubble, text_only=True))
        case Failed(code=code):
            desk.ledger.end(event.turn)
            desk.fail(bubble, code)
        case Done():
            desk.ledger.end(event.turn, whole=True)
            if not bubble.transcript:
                desk.drop(bubble.id)
        case _:
            assert_never(event)


def _sounded(desk: Desk, turn: Turn, audio: Audio) -> None:
    desk.ledger.add_sound(turn.bubble.id, audio)
    if turn.aloud and desk.health.plays:
        desk.speaking.add([Sound(turn.bubble.id, desk.ledger.number(), audio)])


def _voiced(desk: Desk, turn: Turn, event: Answer) -> None:
    """A phrase is made into speech. Its words stand; where no voice speaks them they can be read."""
    match event:
        case Spoken(audio=audio):
            _sounded(desk, turn, audio)
        case TextOnly():
            desk.ledger.show(replace(turn.bubble, text_only=True))
        case Failed() | NothingHeard() | NotSure():
            desk.abandon(desk.ledger.leave((event.turn,)) if not isinstance(event, Failed) else ())
            desk.ledger.end(event.turn)
            desk.ledger.show(replace(turn.bubble, text_only=True))
        case Done():
            desk.ledger.end(event.turn, whole=True)
        case Heard() | Translated() | ToldBack():
            pass
        case _:
            assert_never(event)


def _say_why(desk: Desk, bubble: Bubble, event: NothingHeard | NotSure) -> None:
    """No word came of it. Hands free, nobody was asked to speak."""
    if isinstance(event, NotSure):
        desk.notice("language.unsure", bubble.side)
    elif not desk.config.hands_free:
        desk.notice("nothing_heard", bubble.side)


def _doubted(desk: Desk, bubble: Bubble, translation: Translation) -> None:
    """Somebody is asked about what the guard holds, once for each doubt and each fact."""
    held = desk.config.held_doubts.intersection(translation.doubts)
    is_new = not held <= {*bubble.doubts} or len(translation.differences) > len(bubble.differences)
    asks = bool(held) and is_new
    desk.ledger.show(replace(_with(bubble, translation), asks=bubble.asks or asks))
    if asks:
        desk.ledger.hush(bubble.id)


def _with(bubble: Bubble, translation: Translation) -> Bubble:
    return replace(
        bubble,
        translation=translation.text,
        doubts=translation.doubts,
        back=translation.back,
        pivot=translation.pivot or "",
        differences=translation.differences,
    )


def _said_again(desk: Desk, turn: Turn, event: Answer) -> None:
    """A translation that is made into speech once more: only its sounds are new."""
    match event:
        case Spoken(audio=audio):
            if desk.health.plays:
                desk.speaking.add([Sound(turn.bubble.id, desk.ledger.number(), audio)])
        case Failed(code=code):
            desk.ledger.end(event.turn)
            desk.notice(code, turn.bubble.side)
        case NothingHeard() | NotSure():  # no words were asked about: whatever it is, nobody waits for it
            desk.abandon(desk.ledger.leave((event.turn,)))
        case Done():
            desk.ledger.end(event.turn)
        case Heard() | Translated() | ToldBack() | TextOnly():
            pass
        case _:
            assert_never(event)
