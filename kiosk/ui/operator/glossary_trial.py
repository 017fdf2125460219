"""A listed name tried out: spoken, and a sentence with it translated, by engines of the same kind that converse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.app import Kiosk
from kiosk.audio.devices import DeviceName, named
from kiosk.audio.loudspeaker import LoudspeakerEvent, LoudspeakerLost, Played, Unplayed
from kiosk.core.errors import AudioError
from kiosk.core.events import Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.live import EngineLost, Failed, HostEvent, Job, TypedWork
from kiosk.engines import Need
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
from kiosk.pipeline.glossary import FORM_LANGUAGES
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.sound import SoundParts
from kiosk.ui.operator.tone import Plays

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_ALOUD = Route("ja", "ja")


class Works(Protocol):
    """EngineHost, as the trial needs it."""

    def start(self) -> None: ...
    def submit(self, job: Job) -> None: ...
    def abandon(self, turn: int) -> None: ...
    def close(self) -> None: ...


OpenEngines = Callable[[Callable[[HostEvent], None]], Works]


def trial_engines(kiosk: Callable[[], Kiosk], config: Path) -> OpenEngines:
    """An engine process of its own, as a conversation has it, with the list beside `config`."""

    def start(deliver: Callable[[HostEvent], None]) -> EngineHost:
        known = kiosk()
        need = Need(hearing=False, voices=("ja",))
        return EngineHost(Recipe.of(need, config, known.folder, known.settings.engines.scripted), deliver)

    return start


@QmlElement
@QmlUncreatable("the glossary page holds it")
class Trial(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Engines and loudspeaker are held from the first `hear` to `close`. `told`: what became of it, in the staff's words;
    `translated`: the sentence in the first language on offer, or in English."""

    changed = Signal()
    isOpenChanged = Signal()

    def __init__(
        self,
        keeping: Keeping,
        errands: Errands,
        sound: SoundParts,
        engines: OpenEngines,
    ) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._sound = sound
        self._open_engines = engines
        self._works: Works | None = None
        self._voice: Plays | None = None
        self._opened = 0
        self._turn = 0
        self._asked: TypedWork | None = None
        self._told = self._translated = ""
        keeping.textsChanged.connect(self.changed)

    def hear(self, term: str) -> None:
        """Say it, and ask where it is."""
        works = self._works or self._open()
        self.quiet()
        speed = self._keeping.settings.speech.speed
        target = next((code for code in self._keeping.settings.languages if code in FORM_LANGUAGES), "en")
        self._turn += 2
        self._asked = TypedWork(self._turn + 1, f"{term}はどこですか。", Route("ja", target), speed)
        works.submit(TypedWork(self._turn, term, _ALOUD, speed))
        works.submit(self._asked)
        self._show("operator.glossary.trying")

    def quiet(self) -> None:
        """Nobody waits for the last name any more."""
        if self._works is not None:
            self._works.abandon(self._turn)
            self._works.abandon(self._turn + 1)
        self._show("", translated="")

    def close(self) -> None:
        """Let go of engines and loudspeaker."""
        if self._works is not None and self._voice is not None:
            self._errands.run(self._works.close, lambda _: None)  # it may take two seconds
            self._errands.run(self._voice.close, lambda _: None)
            self._works = self._voice = None
            self.isOpenChanged.emit()
        self._show("", translated="")

    def _open(self) -> Works:
        self._opened += 1
        self._works = works = self._open_engines(partial(self._from_its_thread, self._opened))
        self._voice = self._sound.loudspeaker(self._device(), partial(self._from_its_thread, self._opened))
        self.isOpenChanged.emit()  # whoever converses lets go of the devices
        works.start()
        self._voice.start()
        self._voice.set_volume(self._keeping.settings.speech.volume)
        return works

    def _device(self) -> DeviceName | None:
        try:
            return named(self._keeping.settings.devices.loudspeaker, "output", self._sound.look)
        except AudioError:
            return None  # as a conversation does it: the system's

    def _from_its_thread(self, opened: int, event: HostEvent | LoudspeakerEvent) -> None:
        self._errands.tell(partial(self._note, opened, event))

    def _note(self, opened: int, event: HostEvent | LoudspeakerEvent) -> None:
        if opened != self._opened or self._voice is None:
            return
        match event:
            case Spoken(turn=turn, audio=audio) if turn == self._turn:
                self._voice.play(audio, self._turn)
            case Translated(turn=turn, translation=translation) if turn == self._turn + 1:
                self._show(self._told, translated=translation.text)
            case Played(tag=tag) if tag == self._turn:
                self._show("operator.glossary.tried")
            case Unplayed(tag=tag) if tag == self._turn:
                self._show("operator.sound.unplayed")
            case LoudspeakerLost():
                self._show("operator.sound.no_loudspeaker")
            case TextOnly(turn=turn) if turn == self._turn:
                self._show("operator.models.no_voice")
            case Failed(turn=turn) if turn == self._turn + 1 and self._ask_in_english():
                pass
            case Failed(turn=turn) if turn in (self._turn, self._turn + 1):
                self._show("operator.glossary.not_tried")
            case EngineLost():
                self._show("operator.glossary.not_tried")
            case _:
                pass

    def _ask_in_english(self) -> bool:
        """Once more, where nothing leads to the first language on offer."""
        if self._asked is None or self._works is None or self._asked.route.target == "en":
            return False
        self._asked = replace(self._asked, route=Route("ja", "en"))
        self._works.submit(self._asked)
        return True

    def _show(self, told: str, translated: str | None = None) -> None:
        translated = self._translated if translated is None else translated
        if (told, translated) != (self._told, self._translated):
            self._told, self._translated = told, translated
            self.changed.emit()

    @property
    def is_open(self) -> bool:
        return self._works is not None

    def _get_open(self) -> bool:
        return self.is_open

    def _get_told(self) -> str:
        return self._keeping.texts.say(self._told) if self._told else ""

    def _get_translated(self) -> str:
        return self._translated

    isOpen = Property(bool, _get_open, notify=isOpenChanged)
    told = Property(str, _get_told, notify=changed)
    translated = Property(str, _get_translated, notify=changed)
