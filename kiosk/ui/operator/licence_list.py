"""The licences page: under which terms every installed model and every part may be used, and who made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.inventory import Inventory
from kiosk.licences import Part, own_needs, parts
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class LicenceRow:
    name: str
    licence: str
    by: str


def installed_parts() -> tuple[Part, ...]:
    return parts(own_needs())


@QmlElement
@QmlUncreatable("the operator pages hold it")
class LicencesModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Parts are looked up when the page is opened for the first time: that reads some eighty files."""

    changed = Signal()

    def __init__(
        self, keeping: Keeping, errands: Errands, inventory: Inventory, find: Callable[[], tuple[Part, ...]] = installed_parts
    ) -> None:
        super().__init__(keeping)
        self._errands = errands
        self._find = find
        self._asked = False
        self._models: list[LicenceRow] = []
        self._parts: list[LicenceRow] = []
        self._rows = Rows(LicenceRow, self)
        self.use(inventory)

    def use(self, inventory: Inventory) -> None:
        models = [one.model for one in inventory.models]
        self._models = [LicenceRow(model.id, model.licence, model.attribution) for model in models]
        self._show()

    def open(self) -> None:
        if not self._asked:
            self._asked = True
            self._errands.run(self._find, self._found)

    def _found(self, found: tuple[Part, ...]) -> None:
        self._parts = [
            LicenceRow(f"{one.name} {one.version}", one.licence, "; ".join((one.author, *one.carries))) for one in found
        ]
        self._show()

    def _show(self) -> None:
        self._rows.show([*self._models, *self._parts])
        self.changed.emit()

    def _get_rows(self) -> Rows:
        return self._rows

    def _get_whole(self) -> bool:
        return bool(self._parts)

    rows = Property(Rows, _get_rows, constant=True)
    whole = Property(bool, _get_whole, notify=changed)
