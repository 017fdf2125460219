"""The languages page: what is on offer and in which order, what else could be, and what each one lacks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.catalog import Catalog
from kiosk.core.language import LANGUAGES
from kiosk.core.protocols import Engines
from kiosk.ui.fonts import family
from kiosk.ui.operator.abilities import Ability, abilities, by_default
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """`lacks`: what is missing, in the staff's words, "" when nothing is. `command`: what brings it, where something does.
    `canAdd`: it would be of use to a visitor. `face`: the font that writes its own name."""

    code: str
    endonym: str
    name: str
    lacks: str
    command: str
    canAdd: bool
    face: str
    canRise: bool = False
    canSink: bool = False


@QmlElement
@QmlUncreatable("the operator pages hold it")
class LanguagesModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """The staff's own language is always there and not among these. Without engines nothing is known: both lists are empty."""

    changed = Signal()

    def __init__(self, keeping: Keeping, catalog: Catalog, engines: Engines | None) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._engines = engines
        self._catalog = catalog
        self._known: dict[str, Ability] = {}
        self._known_for = ""
        self._offered = Rows(LanguageRow, self)
        self._others = Rows(LanguageRow, self)
        keeping.changed.connect(self.refresh)
        keeping.textsChanged.connect(self.refresh)
        self.refresh()

    def use(self, engines: Engines | None) -> None:
        """Other models are installed now; None until it is known which."""
        self._engines = engines
        self._known_for = ""
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        staff = self._keeping.settings.screen.language
        if self._known_for != staff:
            self._known_for = staff
            known = abilities(staff, self._engines, self._catalog) if self._engines else ()
            self._known = {one.code: one for one in known}
        offer = self._offer()
        self._offered.show([self._row(code, place > 0, place < len(offer) - 1) for place, code in enumerate(offer)])
        rest = [one for one in self._known.values() if one.code not in offer]
        rest.sort(key=lambda one: (not one.useful, not one.mends))
        self._others.show([self._row(one.code) for one in rest])
        self.changed.emit()

    @Slot(str)
    def add(self, code: str) -> None:
        offer = self._offer()
        if code in self._known and code not in offer and self._known[code].useful:
            self._write([*offer, code])

    @Slot(str)
    def remove(self, code: str) -> None:
        offer = self._offer()
        if code in offer and len(offer) > 1:
            self._write([one for one in offer if one != code])

    @Slot(str, int)
    def move(self, code: str, by: int) -> None:
        """Up (-1) or down (1) in the order of the picker."""
        offer = self._offer()
        if code in offer and 0 <= (place := offer.index(code) + by) < len(offer):
            offer.remove(code)
            offer.insert(place, code)
            self._write(offer)

    def _offer(self) -> list[str]:
        """Without a choice it is what visitors are offered."""
        chosen = self._keeping.settings.languages
        codes = chosen or tuple(by_default(one.code for one in self._known.values() if one.useful))
        return [code for code in codes if code in self._known]

    def _write(self, codes: list[str]) -> None:
        self._keeping.change({"languages": (self._keeping.settings.screen.language, *codes)})

    def _row(self, code: str, can_rise: bool = False, can_sink: bool = False) -> LanguageRow:
        language, known = LANGUAGES[code], self._known[code]
        say = self._keeping.texts.say
        lacks = "\n".join(say(f"operator.languages.no_{lack}") for lack in known.lacks)
        if lacks and not known.mends:
            lacks += "\n" + say("operator.languages.nowhere")
        command = f"python scripts/download_models.py fetch --for {self._known_for},{code}" if known.mends else ""
        name = language.japanese if self._keeping.in_japanese else language.english
        return LanguageRow(code, language.endonym, name, lacks, command, known.useful, family(code), can_rise, can_sink)

    @property
    def is_known(self) -> bool:
        return self._engines is not None

    def _get_looking(self) -> bool:
        return self._engines is None

    def _get_offered(self) -> Rows:
        return self._offered

    def _get_others(self) -> Rows:
        return self._others

    def _get_staff(self) -> str:
        return LANGUAGES[self._keeping.settings.screen.language].endonym

    def _get_can_remove(self) -> bool:
        return self._offered.rowCount() > 1

    offered = Property(Rows, _get_offered, constant=True)
    others = Property(Rows, _get_others, constant=True)
    staff = Property(str, _get_staff, notify=changed)
    looking = Property(bool, _get_looking, notify=changed)
    canRemove = Property(bool, _get_can_remove, notify=changed)
