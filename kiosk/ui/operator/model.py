"""Everything behind the operator pages, as one object that the screen embeds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, get_args

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import __version__
from kiosk.app import Kiosk
from kiosk.core.errors import KioskError
from kiosk.core.protocols import Engines
from kiosk.engines import Need
from kiosk.glossary_files import glossary_path
from kiosk.inventory import Inventory
from kiosk.settings import Settings
from kiosk.ui.keyboard import board  # noqa: F401  (QML finds the keyboard when it is imported)
from kiosk.ui.operator.errands import Begin, Errands, in_a_thread
from kiosk.ui.operator.glossary import GlossaryModel
from kiosk.ui.operator.glossary_places import Place, places
from kiosk.ui.operator.glossary_trial import OpenEngines, trial_engines
from kiosk.ui.operator.keeping import Keeping, needs_restart
from kiosk.ui.operator.languages import LanguagesModel
from kiosk.ui.operator.licence_list import LicencesModel
from kiosk.ui.operator.lock import Lock
from kiosk.ui.operator.mistakes import Mistake, in_japanese
from kiosk.ui.operator.phrase_list import PhrasesModel
from kiosk.ui.operator.rows import Rows
from kiosk.ui.operator.screen import ScreenModel
from kiosk.ui.operator.sound import SoundModel, SoundParts
from kiosk.ui.operator.stock import StockModel
from kiosk.ui.operator.store import SettingsStore
from kiosk.ui.texts import Texts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Page = Literal["screen", "languages", "sound", "glossary", "phrases", "models", "licences", "about", "leave"]

FIRST: Page = "screen"
"""Not the sound page: it takes the devices from the conversation, which has to begin anew for that."""

DESERTED_S = 180
"""Pages that nobody touches for so long close themselves, so that no visitor finds them open."""


@QmlElement
@QmlUncreatable("the shell makes it")
class OperatorModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Lives as long as the kiosk. The shell connects:

    - `changed(Settings)`: new settings are in force. Theme, layout, type size, talk mode and volume are to follow at once.
    - `restartNeeded`: something else changed since the conversation began (languages, devices, models, speed, idle time). The
      pages say so; when they close, the shell begins the conversation anew from `settings` and `kiosk`, then calls
      `restarted()`.
    - `usesSound`: the pages hold microphone and loudspeaker themselves; a conversation that has them should let go, for
      ALSA lends a device to one only.
    - `closed()`: the pages want to be closed; nobody touched them, or somebody pressed Close.
    - `leave()`: the staff wants to leave the app, and has said so twice.

    `engines`: what is known of them already; without them they are looked up when the languages are first shown.
    `two_microphones`: whether the conversation listens to `devices.visitor_microphone`.
    """

    changed = Signal(object)
    restartNeededChanged = Signal()
    usesSoundChanged = Signal()
    pageChanged = Signal()
    textsChanged = Signal()
    noticeChanged = Signal()
    closed = Signal()
    leave = Signal()

    def __init__(  # noqa: PLR0913  (a composition: what the shell has, and what tests put in the place of devices)
        self,
        kiosk: Kiosk,
        store: SettingsStore,
        *,
        engines: Engines | None = None,
        sound: SoundParts | None = None,
        two_microphones: bool = False,
        trial: OpenEngines | None = None,
        places: Callable[[], list[Place]] = places,
        clock: Callable[[], float] = time.monotonic,
        begin: Begin = in_a_thread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._keeping = keeping = Keeping(store, self)
        self._errands = errands = Errands(begin, self)
        self._lock = Lock(keeping, clock)
        sound = sound or SoundParts()
        self._sound = SoundModel(keeping, errands, sound, two_microphones)
        trial = trial or trial_engines(lambda: self.kiosk, store.path)
        self._glossary = GlossaryModel(keeping, errands, glossary_path(store.path), sound, trial, places)
        self._phrases = PhrasesModel(keeping, errands, store.path)
        self._languages = LanguagesModel(keeping, kiosk.catalog, engines)
        self._screen = ScreenModel(keeping)
        self._stock = StockModel(keeping, errands, kiosk)
        self._licences = LicencesModel(keeping, errands, kiosk.inventory)
        self._mistakes = Rows(Mistake, self)
        self._told = keeping.mistakes
        self._show_mistakes()
        keeping.textsChanged.connect(self._show_mistakes)
        self._page: Page = FIRST
        self._is_open = False
        self._restocked = False
        self._deserted = QTimer(self, interval=DESERTED_S * 1000, singleShot=True)
        self._deserted.timeout.connect(self.close)
        keeping.changed.connect(self._tell)
        keeping.textsChanged.connect(self.textsChanged)
        keeping.textsChanged.connect(self.noticeChanged)
        keeping.troubleChanged.connect(self.noticeChanged)
        self._lock.stageChanged.connect(self._follow)
        self._stock.restocked.connect(self._restock)
        self._glossary.usesSoundChanged.connect(self.usesSoundChanged)
        self._glossary.changed.connect(self.touched)  # who types on a keyboard of their own touches nothing
        self._phrases.reread.connect(self._begin_anew)

    @property
    def kiosk(self) -> Kiosk:
        """With the settings in force and what is installed now; what the command line said of models and demo still holds."""
        given, settings = self._kiosk.settings, self._keeping.settings
        models = replace(settings.models, folder=given.models.folder)
        engines = replace(settings.engines, scripted=given.engines.scripted)
        return replace(self._kiosk, settings=replace(settings, models=models, engines=engines))

    @property
    def settings(self) -> Settings:
        return self._keeping.settings

    @Slot()
    def open(self) -> None:
        """The pages come up, behind the PIN."""
        if not self._is_open:
            self._is_open = True
            self.touched()

    @Slot()
    def close(self) -> None:
        """Lock, let go of the devices and ask to be closed. Harmless when nothing is open."""
        if self._is_open:
            self._is_open = False
            self._deserted.stop()
            self._lock.close()
            self._follow()
            self._set_page(FIRST)
            self._told = self._keeping.mistakes
            self._show_mistakes()
            self.noticeChanged.emit()
            self.closed.emit()

    @Slot()
    def touched(self) -> None:
        """Somebody is here."""
        if self._is_open:
            self._deserted.start()

    @Slot(str)
    def go(self, page: str) -> None:
        for known in get_args(Page):
            if known == page:
                self._set_page(known)

    @Slot()
    def quit(self) -> None:
        if self._lock.is_open:
            self.leave.emit()

    def restarted(self) -> None:
        """The conversation runs with `settings` and `kiosk` as they are now."""
        self._restocked = False
        self._keeping.restarted()

    def shut_down(self) -> None:
        """The kiosk ends: let go of everything."""
        self._sound.close()
        self._glossary.close()
        self._errands.close()

    def _set_page(self, page: Page) -> None:
        if page != self._page:
            self._page = page
            self._follow()
            self.pageChanged.emit()

    @Slot()
    def _follow(self) -> None:
        """Devices are held only while somebody who may sees the sound page."""
        shown = self._page if self._is_open and self._lock.is_open else None
        if shown == "sound":
            self.usesSoundChanged.emit()
            self._sound.open()
        else:
            self._sound.close()
            self.usesSoundChanged.emit()
        (self._glossary.open if shown == "glossary" else self._glossary.close)()
        if shown == "phrases":
            self._phrases.look()
        if shown == "languages" and not self._languages.is_known:
            self._errands.run(self._engines, self._languages.use)
        if shown == "licences":
            self._licences.open()
        if shown == "models":
            self._stock.look()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self._keeping.settings)
        self.restartNeededChanged.emit()
        self.noticeChanged.emit()

    @Slot(object)
    def _restock(self, inventory: Inventory) -> None:
        self._kiosk = replace(self._kiosk, inventory=inventory)
        self._languages.use(None)
        self._licences.use(inventory)
        self._begin_anew()

    @Slot()
    def _begin_anew(self) -> None:
        """What was brought is used when the pages close."""
        self._restocked = True
        self.restartNeededChanged.emit()

    @Slot()
    def _show_mistakes(self) -> None:
        """Those of the file as it was when the kiosk began, or the pages were opened."""
        say = in_japanese if self._keeping.in_japanese else str
        self._mistakes.show([Mistake(say(line)) for line in self._told])

    def _engines(self) -> Engines | None:
        """What the engines could do. Nothing is loaded, but their libraries take a second."""
        try:
            return self.kiosk.engines(Need(hearing=False))
        except KioskError:
            return None  # the models page says what is wrong

    def _get_texts(self) -> Texts:
        return self._keeping.texts

    def _get_lock(self) -> Lock:
        return self._lock

    def _get_sound(self) -> SoundModel:
        return self._sound

    def _get_languages(self) -> LanguagesModel:
        return self._languages

    def _get_screen(self) -> ScreenModel:
        return self._screen

    def _get_glossary(self) -> GlossaryModel:
        return self._glossary

    def _get_phrases(self) -> PhrasesModel:
        return self._phrases

    def _get_stock(self) -> StockModel:
        return self._stock

    def _get_licences(self) -> LicencesModel:
        return self._licences

    def _get_mistakes(self) -> Rows:
        return self._mistakes

    def _get_page(self) -> str:
        return self._page

    def _get_trouble(self) -> str:
        return self._keeping.trouble

    def _get_broken(self) -> bool:
        """Its mistakes are shown until the pages close, also when a change, perhaps the PIN itself, has mended it since."""
        return self._mistakes.rowCount() > 0

    def _get_mended(self) -> bool:
        return not self._keeping.mistakes

    def _get_restart_needed(self) -> bool:
        return self._restocked or needs_restart(self._keeping.begun_with, self._keeping.settings)

    def _get_uses_sound(self) -> bool:
        return self._is_open and self._lock.is_open and (self._page == "sound" or self._glossary.uses_sound)

    def _get_version(self) -> str:
        return __version__

    def _get_file(self) -> str:
        return self._keeping.file

    def _get_folder(self) -> str:
        return str(self._kiosk.folder)

    texts = Property(Texts, _get_texts, notify=textsChanged)
    lock = Property(Lock, _get_lock, constant=True)
    sound = Property(SoundModel, _get_sound, constant=True)
    languages = Property(LanguagesModel, _get_languages, constant=True)
    screen = Property(ScreenModel, _get_screen, constant=True)
    glossary = Property(GlossaryModel, _get_glossary, constant=True)
    phrases = Property(PhrasesModel, _get_phrases, constant=True)
    stock = Property(StockModel, _get_stock, constant=True)
    licences = Property(LicencesModel, _get_licences, constant=True)
    mistakes = Property(Rows, _get_mistakes, constant=True)
    page = Property(str, _get_page, notify=pageChanged)
    trouble = Property(str, _get_trouble, notify=noticeChanged)
    broken = Property(bool, _get_broken, notify=noticeChanged)
    mended = Property(bool, _get_mended, notify=noticeChanged)
    restartNeeded = Property(bool, _get_restart_needed, notify=restartNeededChanged)
    usesSound = Property(bool, _get_uses_sound, notify=usesSoundChanged)
    version = Property(str, _get_version, constant=True)
    settingsFile = Property(str, _get_file, constant=True)
    modelsFolder = Property(str, _get_folder, constant=True)
