"""The dialogue: what people do, what is heard, what engines and devices tell -> what a screen shows and what is to be done.

A state machine without threads, devices or a clock of its own. It alone owns what was said in a session; when the session
ends, by Finish or because nobody is there, nothing of it is left and no late answer brings anything back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.dialogue import (
    BargeIn,
    ChooseLanguage,
    Command,
    DeviceEvent,
    Edit,
    Effect,
    Finish,
    Forget,
    LoudspeakerFound,
    LoudspeakerLost,
    MicrophoneFound,
    MicrophoneLost,
    Played,
    Press,
    Release,
    Replay,
    SayAnyway,
    SayPhrase,
    SoundMissed,
    Stop,
    TakeBack,
    Tap,
    Tick,
    Touch,
    Type,
    Unusable,
    UseMeant,
)
from kiosk.core.live import EngineLost, EngineReady, HostEvent, LookedAgain, PartialHeard
from kiosk.core.scene import AUTO, SIDES, Mode, Scene, Side, other
from kiosk.pipeline.dialogue import requests
from kiosk.pipeline.dialogue.adviser import Adviser
from kiosk.pipeline.dialogue.answers import answer
from kiosk.pipeline.dialogue.desk import Config, Desk, HintFor, Tongue
from kiosk.pipeline.dialogue.looks import phase, view
from kiosk.pipeline.dialogue.second_look import SecondLooks
from kiosk.pipeline.dialogue.takes import Takes
from kiosk.pipeline.listening import Noticed


@dataclass(frozen=True, slots=True)
class InTake:
    """What the listening noticed in a take."""

    take: int
    noticed: Noticed


Happening = Command | InTake | HostEvent | DeviceEvent


class Conversation:
    """Used by one thread. Every step takes the time in seconds on a monotonic clock."""

    def __init__(self, config: Config, hint_for: HintFor, adviser: Adviser | None = None) -> None:
        self._config = config
        self._desk = Desk(config, hint_for, adviser)
        self._takes = Takes(self._desk)
        self._second_looks = SecondLooks(self._desk)
        self._session = 1
        self._begun = False
        self._stirred_s = 0.0
        self._last_mode: Mode = "tap" if config.hands_free else "hold"
        self._hushed = False  # by Stop, hands free: until somebody asks to be listened to
        self._scene = self._drawn()

    @property
    def scene(self) -> Scene:
        """What there is to be seen now."""
        return self._scene

    def handle(self, happening: Happening, now_s: float) -> tuple[Effect, ...]:
        """Take in one thing; what is to be done about it, in order."""
        self._desk.now_s = now_s
        self._pass_time()
        if self._take_in(happening):
            self._stirred_s = now_s
        return self._settled()

    def _take_in(self, happening: Happening) -> bool:
        """Whether it means that somebody is there."""
        if isinstance(happening, InTake):
            spoke = self._takes.notice(happening.take, happening.noticed)
            self._begun |= spoke
            return spoke
        if isinstance(happening, Command):
            self._obey(happening)
            return True
        if isinstance(happening, DeviceEvent):
            return self._sense(happening)
        return self._learn(happening)

    # What people ask for.

    def _obey(self, command: Command) -> None:
        match command:
            case Press(side):
                self._listen(side, "hold")
            case Tap(side):
                self._listen(side, "tap")
            case Release(side):
                self._takes.let_go(side)
            case ChooseLanguage(side, language):
                self._choose(side, language)
            case Stop():
                self._hushed = True
                self._takes.close_all()
                requests.carry_out(self._desk, command)
            case TakeBack(bubble):
                self._takes.take_back(bubble)
                requests.carry_out(self._desk, command)
            case Replay() if self._takes.is_open:
                pass
            case SayPhrase(side):
                self._takes.leave_off(side)
                self._begun |= requests.carry_out(self._desk, command)
            case Replay() | SayAnyway() | Edit() | Type() | UseMeant():
                self._begun |= requests.carry_out(self._desk, command)
            case Finish():
                self._wipe()
            case Touch():
                pass
            case _:
                assert_never(command)

    def _listen(self, side: Side, mode: Mode) -> None:
        self._hushed = False
        own, others = self._takes.open_for(side), self._takes.open_for(other(side))
        if own is not None:
            self._touch_again(own.mode, mode, side)
            return
        if others is not None and self._config.microphones == 1:
            if others.mode == "hold":  # who holds the button has the floor
                return
            self._takes.end(others)
        obstacle = self._obstacle(side)
        if obstacle:
            self._desk.notice(obstacle, side)
            return
        self._begun, self._last_mode = True, mode
        self._desk.unnotice(side)
        self._desk.interrupt()
        self._takes.begin(side, mode)

    def _touch_again(self, before: Mode, mode: Mode, side: Side) -> None:
        take = self._takes.open_for(side)
        if take is None or mode == "hold":
            return
        if before == "hold":
            self._last_mode = "tap"
            self._takes.find_end(take)
        else:
            self._takes.end(take)

    def _obstacle(self, side: Side) -> str:
        """Why this side can't be listened to now; "" when it can."""
        way = self._desk.way(side)
        if not self._desk.health.hears(side):
            return "starting" if self._desk.health.starting else "out_of_order"
        if self._desk.is_full:
            return "busy"
        return way if isinstance(way, str) else ""

    def _choose(self, side: Side, language: str) -> None:
        if language == AUTO or language in self._config.languages:
            self._begun = True
            self._desk.tongues[side] = Tongue.of(language)
            self._desk.unnotice(side)
            self._takes.void_guesses()

    # What is told.

    def _learn(self, event: HostEvent) -> bool:
        """From the engine. Whether anybody waits for it."""
        match event:
            case EngineReady() | EngineLost():
                self._desk.health.engine(event)
                return False
            case PartialHeard():
                return self._takes.words(event)
            case LookedAgain():
                self._second_looks.seen(event)
                return False
            case _:
                return self._takes.hold_back(event) or answer(self._desk, event)

    def _sense(self, event: DeviceEvent) -> bool:
        """From the devices and from time. Whether somebody is there."""
        desk = self._desk
        match event:
            case MicrophoneFound(sides):
                desk.health.microphone(sides, None)
            case MicrophoneLost(reason, sides):
                desk.health.microphone(sides, reason)
            case LoudspeakerFound():
                desk.health.loudspeaker(None)
            case LoudspeakerLost(reason):
                desk.health.loudspeaker(reason)
                desk.effects += desk.speaking.clear()
            case Played(number):
                return desk.speaking.played(number)
            case BargeIn(side):
                return self._barge_in(side)
            case SoundMissed():
                desk.notice("microphone.gaps")
            case Unusable(codes):
                desk.health.unusable(codes)
            case Tick():
                pass
            case _:
                assert_never(event)
        return False

    def _barge_in(self, side: Side | None) -> bool:
        """Somebody talks over the kiosk: it is quiet. Where people hold a button a voice opens nothing. Where they tap or talk
        hands free it listens as if that person had tapped: the side whose microphone it is; with one, whom it was talking to,
        for that side answers next, and hands free the language tells."""
        current = self._desk.speaking.current
        turn = self._desk.ledger.turn(current) if current is not None else None
        if turn is None:
            return False
        self._desk.interrupt()
        if self._last_mode == "tap":
            self._listen(side or other(turn.bubble.side), "tap")
        return True

    def _pass_time(self) -> None:
        self._desk.expire()
        self._takes.expire()
        if self._begun and self._left_s() <= 0:
            self._wipe()

    def _left_s(self) -> float:
        """Until everything is forgotten."""
        return self._stirred_s + self._config.idle_s + self._config.countdown_s - self._desk.now_s

    def _wipe(self) -> None:
        self._takes.close_all()
        self._second_looks.forget()
        self._desk.clear()
        if self._begun:
            self._desk.effects.append(Forget())
            self._session += 1
        self._begun = False

    @property
    def _has_to_speak(self) -> bool:
        """At once, or as soon as nobody talks any more."""
        return self._desk.health.plays and not self._desk.speaking.quiet

    def _listen_unbidden(self) -> None:
        """Hands free: whenever the kiosk has nothing to say it listens."""
        speaks = self._desk.speaking.current is not None or self._has_to_speak
        if self._hushed or not self._config.hands_free or speaks:
            return
        for side in SIDES[: self._config.microphones]:  # with one of them the language tells whose words it heard
            if not (self._takes.has(side, self._config.microphones) or self._obstacle(side)):
                self._takes.begin(side, "tap", unbidden=True)

    # What comes of it.

    def _settled(self) -> tuple[Effect, ...]:
        desk = self._desk
        self._takes.check()
        if self._has_to_speak:
            self._takes.make_way()
        may_speak = desk.health.plays and not self._takes.is_open
        desk.effects += desk.speaking.advance(may_speak, desk.unfinished)
        self._listen_unbidden()
        self._second_looks.ask(listening=self._takes.somebody_speaks)
        effects, desk.effects = tuple(desk.effects), []
        self._scene = self._drawn()
        return effects

    def _drawn(self) -> Scene:
        desk, left_s = self._desk, self._left_s()
        return Scene(
            session=self._session,
            phase=phase(desk, self._takes, self._begun),
            staff=view(desk, self._takes, "staff"),
            visitor=view(desk, self._takes, "visitor"),
            turns=tuple(replace(bubble, speaking=bubble.id == desk.speaking.current) for bubble in desk.ledger.bubbles()),
            notices=desk.notices,
            countdown_s=max(0, math.ceil(left_s)) if self._begun and left_s <= self._config.countdown_s else None,
            reasons=desk.health.reasons,
            works=desk.health.works,
        )
