"""A list of plain rows as QML reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


@QmlElement
@QmlUncreatable("the models of the operator pages hold them")
class Rows(QAbstractListModel):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Frozen dataclasses of one kind; each field is a role of its name. The first field is what a row is known by: rows that
    stay keep their place in the hand, also when they move."""

    countChanged = Signal()

    def __init__(self, kind: type[DataclassInstance], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(item.name for item in fields(kind))
        self._rows: list[object] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        return {_FIRST_ROLE + number: QByteArray(name.encode()) for number, name in enumerate(self._names)}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _FIRST_ROLE) -> object:
        field = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= field < len(self._names):
            return None
        value = getattr(self._rows[index.row()], self._names[field])
        return list(value) if isinstance(value, tuple) else value  # QML knows a list

    def rows(self) -> tuple[object, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[DataclassInstance]) -> None:
        """Become these rows, touching no more than what changed."""
        before = len(self._rows)
        wanted = {self._key(row) for row in rows}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._key(self._rows[place]) not in wanted:
                self.beginRemoveRows(_NOWHERE, place, place)
                del self._rows[place]
                self.endRemoveRows()
        there = {self._key(row) for row in self._rows}
        for place, row in enumerate(rows):
            self._bring(place, row, there)
        if len(self._rows) != before:
            self.countChanged.emit()

    def _bring(self, place: int, row: DataclassInstance, there: set[object]) -> None:
        key = self._key(row)
        late = range(place, len(self._rows)) if key in there else ()
        old = next((at for at in late if self._key(self._rows[at]) == key), None)
        if old is None:
            self.beginInsertRows(_NOWHERE, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
            return
        if old != place:
            self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, place)
            self._rows.insert(place, self._rows.pop(old))
            self.endMoveRows()
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    def _key(self, row: object) -> object:
        return getattr(row, self._names[0])

    def _get_count(self) -> int:
        return len(self._rows)

    count = Property(int, _get_count, notify=countChanged)
