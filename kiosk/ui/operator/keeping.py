"""What every operator page shares: the settings in force, how they are changed, and the language the staff reads."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from kiosk.core.errors import SettingsError
from kiosk.settings import Settings
from kiosk.ui.operator.store import SettingsStore, Value
from kiosk.ui.texts import Texts


def needs_restart(old: Settings, new: Settings) -> bool:
    """Whether the conversation must begin anew for this; everything else takes effect at once."""
    return (
        (old.languages, old.devices, old.models, old.engines, old.listening)
        != (new.languages, new.devices, new.models, new.engines, new.listening)
        or (old.speech.speed, old.speech.level_dbfs) != (new.speech.speed, new.speech.level_dbfs)
        or (old.screen.idle_s, old.screen.language) != (new.screen.idle_s, new.screen.language)
    )


class Keeping(QObject):
    """`changed` tells the new Settings. `trouble` is what went wrong at the last change, in the staff's words."""

    changed = Signal(object)
    textsChanged = Signal()
    troubleChanged = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.texts = self._texts_for(store.settings.screen.language)
        self.trouble = ""
        self.begun_with = store.settings
        """What the conversation that runs was begun with."""

    @property
    def settings(self) -> Settings:
        return self._store.settings

    @property
    def in_japanese(self) -> bool:
        """Whether the staff reads Japanese; it is English else."""
        return self._store.settings.screen.language == "ja"

    @property
    def mistakes(self) -> tuple[str, ...]:
        return self._store.mistakes

    @property
    def file(self) -> str:
        return str(self._store.path)

    def change(self, changes: Mapping[str, Value]) -> None:
        """Save and tell. What goes wrong is `trouble`; settings that could not be written hold until the kiosk ends."""
        old = self._store.settings
        try:
            self._store.change(changes)
            self._set_trouble("")
        except SettingsError as error:
            self._set_trouble(self.texts.say1("operator.not_saved", str(error)))
        if self._store.settings.screen.language != old.screen.language:
            self.texts = self._texts_for(self._store.settings.screen.language)
            self.textsChanged.emit()
        self.changed.emit(self._store.settings)

    def restarted(self) -> None:
        """The conversation has begun anew."""
        self.begun_with = self._store.settings
        self.changed.emit(self._store.settings)

    def _set_trouble(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.troubleChanged.emit()

    def _texts_for(self, language: str) -> Texts:
        """The pages are there in Japanese and English."""
        return Texts("ja" if language == "ja" else "en", self)
