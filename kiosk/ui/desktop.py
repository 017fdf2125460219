"""The screen that the kiosk stands on: how large things are drawn on it, and the operator pages while they are open."""

from __future__ import annotations

import math

from PySide6.QtCore import Property, QObject, QSizeF, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.operator.model import OperatorModel

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

DESIGN_WIDTH, DESIGN_HEIGHT = 1920, 1080
DESIGN_MM = 5.56
"""Pixels for a millimetre on the screen of the design, 15.6 inches wide."""

_LEAST_INCHES, _MOST_INCHES = 4.5, 60.0
_NEAR = 0.66
"""A small screen is read from nearer: so much of the design's size is kept in millimetres."""


def pixels_for_a_millimetre(width: int, size_mm: QSizeF) -> float:
    """Of a screen `width` pixels wide; what a display says of its size is believed only where it can be true."""
    inches = math.hypot(size_mm.width(), size_mm.height()) / 25.4
    if not _LEAST_INCHES <= inches <= _MOST_INCHES or size_mm.width() <= 0:
        return DESIGN_MM * width / DESIGN_WIDTH
    return width / size_mm.width()


@QmlElement
@QmlUncreatable("the shell is given one")
class Desktop(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`mm`: pixels for a millimetre. `operator`: the pages while they are open, else nothing."""

    operatorChanged = Signal()
    operatorAsked = Signal()
    operatorClosed = Signal()

    def __init__(self, mm: float = DESIGN_MM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mm = mm
        self._operator: OperatorModel | None = None

    def open_operator(self, operator: OperatorModel | None) -> None:
        if operator is not self._operator:
            self._operator = operator
            self.operatorChanged.emit()

    @Slot(float, float, result=float)
    def unitFor(self, width: float, height: float) -> float:
        """Pixels of a window of this size for one of the design: as much smaller or larger, but never too small to touch."""
        long, short = max(width, height), min(width, height)
        share = min(long / DESIGN_WIDTH, short / DESIGN_HEIGHT)
        least = min(_NEAR * self._mm / DESIGN_MM, 1.35 * share)
        return max(share, least, 0.2)

    @Slot()
    def askOperator(self) -> None:
        """The corner was held for long."""
        self.operatorAsked.emit()

    @Slot()
    def closeOperator(self) -> None:
        self.open_operator(None)
        self.operatorClosed.emit()

    def _get_mm(self) -> float:
        return self._mm

    def _get_operator(self) -> OperatorModel | None:
        return self._operator

    mm = Property(float, _get_mm, constant=True)
    operator = Property(OperatorModel, _get_operator, notify=operatorChanged)
