"""The conversation behind the screen: everything slow is made in its own thread, so that the screen is there first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Protocol

from kiosk.app import Kiosk
from kiosk.audio.loudspeaker import LoudspeakerEvent, loudspeaker_named
from kiosk.audio.microphone import microphone_named
from kiosk.core.audio import Audio
from kiosk.core.dialogue import Command, MicrophoneFound, Unusable
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.scene import Scene
from kiosk.engines import Need
from kiosk.live.ear import Source
from kiosk.live.ears import Ears
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
from kiosk.live.session import Session, Voice
from kiosk.phrasebook_advice import adviser
from kiosk.pipeline.conversation import Conversation
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import Listener
from kiosk.pipeline.offer import hints
from kiosk.pipeline.phrasebook_adviser import PhrasebookAdviser
from kiosk.pipeline.segmenter import Patience
from kiosk.settings import Settings
from kiosk.ui.offer import News, Offered, by_phrases, offered, with_phrases

LOOK_AGAIN_S = 15.0
"""How often it is looked whether models are there by now, while there are none."""

_CLOSE_S = 6.0


class Speaker(Voice, Protocol):
    """Loudspeaker, as the kiosk needs it."""

    def set_volume(self, volume: float) -> None: ...
    def played_since(self, since: float, until: float | None = None) -> Audio: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What the conversation is made of: the real things here, others for `--demo` and in tests."""

    engines: Callable[[Kiosk], Engines]
    recipe: Callable[[Kiosk, Need, Path | None], Recipe]
    microphones: Callable[[Settings], Sequence[Source]]
    loudspeaker: Callable[[Settings, Callable[[LoudspeakerEvent], None]], Speaker]
    watch: Callable[[Scene], None] = lambda scene: None


def real_parts() -> Parts:
    return Parts(_engines, _recipe, _microphones, _loudspeaker)


class Live:
    """One conversation after another, each with the settings of its time. `tell` is called from its threads.

    `start`, `stop` and `close` are for one thread; `command` is for any.
    """

    def __init__(self, parts: Parts, config: Path | None, tell: Callable[[News], None]) -> None:
        self._parts = parts
        self._config = config
        self._tell = tell
        self._lock = Lock()
        self._session: Session | None = None
        self._host: EngineHost | None = None
        self._speaker: Speaker | None = None
        self._volume = 1.0
        self._nobody = True
        self._ending = Event()
        self._thread: Thread | None = None

    def start(self, kiosk: Callable[[], Kiosk]) -> None:
        """Begin a conversation, in the background. `kiosk` looks at what is installed, and may be asked again."""
        self.stop()
        self._ending = Event()
        self._thread = Thread(target=self._run, args=(kiosk, self._ending), name="session", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; devices and engine are let go of."""
        self._ending.set()
        with self._lock:
            if self._session is not None:
                self._session.end()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)
            self._thread = None

    def command(self, command: Command) -> None:
        with self._lock:
            if self._session is not None:
                self._session.command(command)

    def engine_pids(self) -> tuple[int, ...]:
        """The processes that hold the models, to be measured; none before and after a conversation."""
        with self._lock:
            return self._host.pids() if self._host is not None else ()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        with self._lock:
            if self._speaker is not None:
                self._speaker.set_volume(volume)

    def _run(self, kiosk: Callable[[], Kiosk], ending: Event) -> None:
        while not ending.is_set():
            made, offer, known = self._prepare(kiosk)
            voices = {code: voice.model.id for code, voice in made.inventory.voices().items()}
            book, advises = adviser(self._config, voices, made.settings.speech.speed)
            self._tell(book)
            choice = with_phrases(offer, by_phrases(made.settings, known, book), made.settings)
            self._tell(choice)
            if offer:
                self._converse(made, choice, known, advises, ending)
                return
            if choice:
                self._phrases_only(kiosk, made, choice, known, advises, ending)
            else:
                self._wait_for_models(made, known, ending)

    def _prepare(self, kiosk: Callable[[], Kiosk]) -> tuple[Kiosk, tuple[Offered, ...], Engines]:
        made = kiosk()
        known = self._parts.engines(made)
        return made, offered(made.settings, known, made.catalog), known

    def _phrases_only(
        self,
        kiosk: Callable[[], Kiosk],
        made: Kiosk,
        choice: Sequence[Offered],
        known: Engines,
        advises: PhrasebookAdviser,
        ending: Event,
    ) -> None:
        """Nobody can be understood, but phrases can be said. It is looked from time to time whether there are models by now;
        then the conversation ends when nobody is there, and a whole one begins."""
        over = Event()

        def look_again() -> None:
            while not (over.wait(LOOK_AGAIN_S) or ending.is_set()):
                if self._nobody and self._prepare(kiosk)[1]:
                    with self._lock:
                        if self._session is not None:
                            self._session.end()
                    return

        looks = Thread(target=look_again, name="look for models", daemon=True)
        looks.start()
        try:
            self._converse(made, choice, known, advises, ending, hears=False)
        finally:
            over.set()

    def _wait_for_models(self, kiosk: Kiosk, known: Engines, ending: Event) -> None:
        """Nothing installed leads anywhere: say so, and look again from time to time."""
        conversation = Conversation(Config((), staff=kiosk.settings.screen.language), hints(known))
        conversation.handle(Unusable(("model.missing",)), 0.0)
        self._tell(conversation.scene)
        ending.wait(LOOK_AGAIN_S)

    def _converse(
        self,
        kiosk: Kiosk,
        offer: Sequence[Offered],
        known: Engines,
        advises: PhrasebookAdviser,
        ending: Event,
        *,
        hears: bool = True,
    ) -> None:
        settings = kiosk.settings
        staff, codes = settings.screen.language, tuple(one.code for one in offer)
        microphones = self._parts.microphones(settings) if hears else ()
        config = Config(
            (staff, *codes),
            staff=staff,
            microphones=len(microphones) or 1,
            speed=settings.speech.speed,
            idle_s=settings.screen.idle_s,
        )
        session = Session(Conversation(config, hints(known), advises), self._show)
        if not hears:
            session.inbox.put(MicrophoneFound())  # it isn't what is missing
            session.inbox.put(Unusable(("model.missing",)))
        speaker = self._parts.loudspeaker(settings, session.tell_of_loudspeaker)
        listener = partial(Listener, Patience(silence_s=settings.listening.silence_s))
        ears = Ears(microphones, known.detector, listener, speaker.played_since, session.inbox.put)
        host = EngineHost(self._parts.recipe(kiosk, _need(staff, codes, known), self._config), session.inbox.put)
        with self._lock:
            self._session, self._speaker, self._host = session, speaker, host
            speaker.set_volume(self._volume)
            if ending.is_set():
                session.end()
        try:
            session.run(host, speaker, ears)
        finally:
            with self._lock:
                self._session = self._speaker = self._host = None

    def _show(self, scene: Scene) -> None:
        self._nobody = not (scene.turns or scene.visitor.known)
        self._parts.watch(scene)
        self._tell(scene)


def _need(staff: str, codes: Sequence[str], known: Engines) -> Need:
    """What to load before anybody comes: for the first language on offer. The rest is loaded when somebody wants it."""
    first = codes[0]
    routes = [route for route in (Route(staff, first), Route(first, staff)) if route in known.translator.routes()]
    voices = [code for code in (staff, first) if code in known.synthesizer.languages()]
    return Need(bool(known.transcriber.languages()), tuple(routes), tuple(voices))


def _engines(kiosk: Kiosk) -> Engines:
    return kiosk.engines(Need(hearing=False))  # what there is; the engine process loads it


def _recipe(kiosk: Kiosk, need: Need, config: Path | None) -> Recipe:
    return Recipe.of(need, config, kiosk.folder, kiosk.settings.engines.scripted)


def _microphones(settings: Settings) -> Sequence[Source]:
    names = [settings.devices.microphone]
    if settings.devices.visitor_microphone:
        names.append(settings.devices.visitor_microphone)
    return [microphone_named(name) for name in names]


def _loudspeaker(settings: Settings, tell: Callable[[LoudspeakerEvent], None]) -> Speaker:
    return loudspeaker_named(settings.devices.loudspeaker, tell)
