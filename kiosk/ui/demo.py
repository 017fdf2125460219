"""The kiosk without models and devices, for `--demo` and tests: somebody speaks whenever it listens. No Qt here."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import numpy as np

from kiosk.app import Kiosk
from kiosk.audio.devices import DeviceName
from kiosk.audio.framing import Frame
from kiosk.audio.loudspeaker import LoudspeakerEvent, LoudspeakerFound, Played, Unplayed
from kiosk.audio.microphone import MicrophoneEvent, MicrophoneFound
from kiosk.core.audio import SPEECH_RATE_HZ, Audio
from kiosk.core.language import Route, full_form
from kiosk.core.protocols import FRAME_SAMPLES, Engines
from kiosk.core.scene import SIDES, Scene, Side, other
from kiosk.engines import Need
from kiosk.engines.scripted import (
    PHRASES,
    ScriptedDetector,
    ScriptedSynthesizer,
    ScriptedTranscriber,
    ScriptedTranslator,
)
from kiosk.live.ear import Source
from kiosk.live.recipe import Recipe
from kiosk.phrasebook_files import load_phrasebook, plain_words
from kiosk.pipeline.coach_engines import with_easy_japanese
from kiosk.settings import Settings
from kiosk.ui.i18n import SCREEN_LANGUAGES, own_texts
from kiosk.ui.live import Parts, Speaker

_FRAME_S = FRAME_SAMPLES / SPEECH_RATE_HZ
_SPOKEN = ("attract.greeting", "attract.about")
"""Texts of the screen that people say in the demonstration: they are there in every language."""

_MEANT = "fill-in-form"
"""A phrase that they say next, the staff not in its very words, so that it is offered; then politely, for the coach."""

_ALMOST = "すみません、この用紙に書いてください。"
_POLITE, _PLAIN = "こちらの用紙にご記入ください。", "こちらの用紙に書いてください。"

_NAME = DeviceName("demonstration", "none")


def demo_engines(languages: tuple[str, ...] = SCREEN_LANGUAGES) -> Engines:
    """Scripted engines that know the demonstration's sentences. The engine process makes them."""
    codes = tuple(dict.fromkeys(map(full_form, languages)))
    phrases = dict(PHRASES)
    for sentence in _sentences():
        said = {code: sentence[code] for code in codes if code in sentence}
        said_first = {(Route(a, b), said[a]): said[b] for a in said for b in said if a != b}
        phrases = said_first | phrases
        phrases |= {(Route("ja", b), _PLAIN): said[b] for b in said if said.get("ja") == _POLITE}
    known = Engines(ScriptedDetector(), ScriptedTranscriber(), ScriptedTranslator(codes, phrases), ScriptedSynthesizer(codes))
    return with_easy_japanese(known, plain_words())


@cache
def _sentences() -> tuple[Mapping[str, str], ...]:
    """What people say in turn, each in every language."""
    book = load_phrasebook()
    form = {code: book.say(_MEANT, code).text for code in SCREEN_LANGUAGES}
    spoken = [{code: own_texts(code)[key] for code in SCREEN_LANGUAGES} for key in _SPOKEN]
    return (*spoken, {**form, "ja": _ALMOST}, {**form, "ja": _POLITE})


def demo_parts() -> Parts:
    """Nothing of it touches a device."""
    room = Room()
    return Parts(_engines, _recipe, room.microphones, silent_speaker, room.watch)


def _engines(kiosk: Kiosk) -> Engines:
    return demo_engines(_languages(kiosk))


def _recipe(kiosk: Kiosk, need: Need, config: Path | None) -> Recipe:
    return Recipe(f"{__name__}:{demo_engines.__name__}", (_languages(kiosk),))


def _languages(kiosk: Kiosk) -> tuple[str, ...]:
    return (kiosk.settings.screen.language, *(kiosk.settings.languages or SCREEN_LANGUAGES))


class Room:
    """The people of the demonstration: whoever is listened to says the next sentence."""

    def __init__(self) -> None:
        self._microphone = ScriptedMicrophone()
        self._spoken = 0
        self._listening: tuple[Side, ...] = ()

    def microphones(self, settings: Settings) -> Sequence[Source]:
        self._microphone = ScriptedMicrophone()
        return [self._microphone]

    def watch(self, scene: Scene) -> None:
        for side in SIDES:
            if side in scene.listening and side not in self._listening:
                self._speak(scene.view(side).known, scene.view(other(side)).known)
        self._listening = scene.listening

    def _speak(self, code: str, others: str) -> None:
        language = full_form(code) or next(one for one in SCREEN_LANGUAGES if one != others)
        if language in SCREEN_LANGUAGES:
            self._microphone.say(language, _sentences()[self._spoken % len(_sentences())][language])
            self._spoken += 1


class ScriptedMicrophone:
    """Satisfies Source: silence at the pace of a microphone, and what somebody is told to say."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep) -> None:
        self._clock = clock
        self._wait = wait
        self._next = 0.0
        self._found = False
        self._waiting: deque[Audio] = deque()  # an append from any thread is one step
        self._saying = np.zeros(0, dtype=np.float32)

    def start(self) -> None:
        self._next = self._clock()

    def say(self, language: str, text: str) -> None:
        speech = next(iter(ScriptedSynthesizer((language,)).synthesize(text, language)))
        self._waiting.append(speech)

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        if not self._found:
            self._found = True
            return MicrophoneFound(_NAME)
        self._wait(max(0.0, min(timeout_s, self._next - self._clock())))
        if self._clock() < self._next:
            return None
        if not len(self._saying) and self._waiting:
            quiet = np.zeros(SPEECH_RATE_HZ // 4, dtype=np.float32)
            self._saying = np.concatenate([quiet, self._waiting.popleft().samples, quiet])
        samples = np.zeros(FRAME_SAMPLES, dtype=np.float32)
        part, self._saying = self._saying[:FRAME_SAMPLES], self._saying[FRAME_SAMPLES:]
        samples[: len(part)] = part
        at, self._next = self._next, self._next + _FRAME_S
        return Frame(samples, at)

    def close(self) -> None:
        self._waiting.clear()
        self._saying = self._saying[:0]


def silent_speaker(settings: Settings, tell: Callable[[LoudspeakerEvent], None]) -> Speaker:
    return SilentSpeaker(tell)


class SilentSpeaker:
    """Satisfies Speaker: takes as long as a loudspeaker and is not heard."""

    def __init__(self, tell: Callable[[LoudspeakerEvent], None]) -> None:
        self._tell = tell
        self._sounds: SimpleQueue[tuple[Audio, int] | None] = SimpleQueue()
        self._hush: SimpleQueue[None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="silent speaker", daemon=True)

    def start(self) -> None:
        self._tell(LoudspeakerFound(_NAME))
        self._thread.start()

    def play(self, audio: Audio, tag: int) -> None:
        self._sounds.put((audio, tag))

    def stop(self) -> None:
        while True:
            try:
                waiting = self._sounds.get_nowait()
            except Empty:
                break
            if waiting is not None:
                self._tell(Unplayed(waiting[1]))
        self._hush.put(None)

    def set_volume(self, volume: float) -> None:
        """There is nothing to be heard."""

    def played_since(self, since: float, until: float | None = None) -> Audio:
        return Audio.silence(max(0.0, (time.monotonic() if until is None else until) - since))

    def close(self) -> None:
        self.stop()
        self._sounds.put(None)

    def _run(self) -> None:
        while (sound := self._sounds.get()) is not None:
            while not self._hush.empty():
                self._hush.get()
            try:
                self._hush.get(timeout=sound[0].duration_s)
                self._tell(Unplayed(sound[1]))
            except Empty:
                self._tell(Played(sound[1]))
