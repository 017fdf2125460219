"""Tables in and out of the glossary: a stick or the home folder is chosen, mistakes are named before anything is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.errors import OutputError
from kiosk.glossary_files import check_glossary, save_glossary
from kiosk.pipeline.glossary import Term
from kiosk.pipeline.phrasebook_reading import Mistake
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.glossary_places import Place, TableFile, free_name, tables_in
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.mistakes import Mistake as MistakeRow
from kiosk.ui.operator.mistakes import told
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PlaceRow:
    path: str
    title: str
    note: str


@QmlElement
@QmlUncreatable("the glossary page holds it")
class ExchangeModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`brought` tells the names of a table and whether they take the list's place; `taken` the folder the list is to go to.

    A stick may be slow or gone, so it is only touched in an errand.
    """

    changed = Signal()
    brought = Signal(object, bool)
    taken = Signal(str)

    def __init__(self, keeping: Keeping, errands: Errands, look: Callable[[], list[Place]]) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._look = look
        self._places: list[Place] = []
        self._files: list[TableFile] = []
        self._chosen: Path | None = None
        self._terms: list[Term] = []
        self._wrong: list[Mistake] = []
        self._told = ""
        self._busy = False
        self._place_rows = Rows(PlaceRow, self)
        self._file_rows = Rows(PlaceRow, self)
        self._mistakes = Rows(MistakeRow, self)
        keeping.textsChanged.connect(self._show)

    @property
    def tables(self) -> tuple[TableFile, ...]:
        """Those that are listed."""
        return tuple(self._files)

    @Slot()
    def open(self) -> None:
        """Look at what is plugged in now."""
        self._told = ""
        self.forget()
        self._begin()
        self._errands.run(self._looked, self._found)

    @Slot()
    def forget(self) -> None:
        """The chosen table, and what was in it."""
        self._chosen, self._terms, self._wrong = None, [], []
        self._show()

    @Slot(str)
    def choose(self, path: str) -> None:
        """Read a listed table. Nothing of it is taken yet."""
        listed = next((file.path for file in self._files if str(file.path) == path), None)
        if listed is not None and not self._busy:
            self._chosen = listed
            self._begin()
            self._errands.run(lambda: check_glossary(listed), self._checked)

    @Slot(bool)
    def bring(self, instead: bool) -> None:
        if self._terms and self._chosen is not None and not self._busy:
            self.brought.emit(self._terms, instead)
            self.forget()

    @Slot(str)
    def take(self, folder: str) -> None:
        """The list is to be written into this listed folder."""
        if folder in [str(place.folder) for place in self._places] and not self._busy:
            self.taken.emit(folder)

    def write(self, terms: Sequence[Term], folder: Path) -> None:
        kept = list(terms)
        self._begin()
        self._errands.run(lambda: _written(kept, folder), self._note)

    @Slot()
    def close(self) -> None:
        self._told = ""
        self.forget()

    def _begin(self) -> None:
        self._busy = True
        self._told = ""
        self._show()

    def _looked(self) -> tuple[list[Place], list[TableFile]]:
        found = self._look()
        return found, tables_in(found)

    def _found(self, found: tuple[list[Place], list[TableFile]]) -> None:
        self._places, self._files = found
        self._busy = False
        self._show()

    def _checked(self, read: tuple[list[Term], list[Mistake]]) -> None:
        self._terms, self._wrong = read
        self._busy = False
        self._show()

    def _note(self, written: Path | OutputError) -> None:
        self._busy = False
        if isinstance(written, OutputError):
            self._told = self._keeping.texts.say1("operator.not_saved", str(written))
        else:
            self._told = self._keeping.texts.say1("operator.glossary.written", str(written))
        self._show()

    @Slot()
    def _show(self) -> None:
        say = self._keeping.texts.say
        kinds = {True: say("operator.glossary.stick"), False: say("operator.glossary.home")}
        self._place_rows.show([PlaceRow(str(one.folder), _named(one, kinds), str(one.folder)) for one in self._places])
        self._file_rows.show(
            [
                PlaceRow(
                    str(file.path),
                    file.path.name,
                    f"{_named(file.place, kinds)}, {time.strftime('%Y-%m-%d %H:%M', time.localtime(file.changed))}",
                )
                for file in self._files
            ]
        )
        self._mistakes.show(told(self._wrong, self._keeping))
        self.changed.emit()

    def _get_places(self) -> Rows:
        return self._place_rows

    def _get_files(self) -> Rows:
        return self._file_rows

    def _get_mistakes(self) -> Rows:
        return self._mistakes

    def _get_chosen(self) -> str:
        return self._chosen.name if self._chosen is not None else ""

    def _get_count(self) -> int:
        return len(self._terms)

    def _get_busy(self) -> bool:
        return self._busy

    def _get_told(self) -> str:
        return self._told

    def _get_read(self) -> str:
        """What is in the chosen table."""
        return self._keeping.texts.say1("operator.glossary.inside", str(len(self._terms))) if self._chosen else ""

    places = Property(Rows, _get_places, constant=True)
    files = Property(Rows, _get_files, constant=True)
    mistakes = Property(Rows, _get_mistakes, constant=True)
    chosen = Property(str, _get_chosen, notify=changed)
    count = Property(int, _get_count, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    told = Property(str, _get_told, notify=changed)
    read = Property(str, _get_read, notify=changed)


def _named(place: Place, kinds: dict[bool, str]) -> str:
    return f"{kinds[True]}: {place.folder.name}" if place.stick else kinds[False]


def _written(terms: Sequence[Term], folder: Path) -> Path | OutputError:
    path = free_name(folder)
    try:
        save_glossary(path, terms)
    except OutputError as error:
        return error
    return path
