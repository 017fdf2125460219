"""A setting as a finger changes it: one of a few choices, or a number in steps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.settings import Settings
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Option:
    """`note`: a second, smaller line. `face`: the font of the title where it is in another language, else ""."""

    value: str
    title: str
    note: str = ""
    face: str = ""
    chosen: bool = False


@QmlElement
@QmlUncreatable("the models of the operator pages hold them")
class Choice(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """A setting with a few values. `options` are what there is now, in the staff's words, none of them chosen yet."""

    def __init__(
        self, keeping: Keeping, name: str, value: Callable[[Settings], str], options: Callable[[], Sequence[Option]]
    ) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._name = name
        self._value = value
        self._options = options
        self._rows = Rows(Option, self)
        keeping.changed.connect(self.refresh)
        keeping.textsChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        chosen = self._value(self._keeping.settings)
        self._rows.show([replace(one, chosen=one.value == chosen) for one in self._options()])

    def _get_rows(self) -> Rows:
        return self._rows

    rows = Property(Rows, _get_rows, constant=True)

    @Slot(str)
    def choose(self, value: str) -> None:
        if value != self._value(self._keeping.settings):
            self._keeping.change({self._name: value})


@QmlElement
@QmlUncreatable("the models of the operator pages hold them")
class Stepped(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """A setting that is a number. `steps`: what can be chosen, rising; a value between two of them was set by hand."""

    changed = Signal()

    def __init__(
        self,
        keeping: Keeping,
        name: str,
        value: Callable[[Settings], float],
        steps: Sequence[float],
        shown: Callable[[float], str],
    ) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._name = name
        self._value = value
        self._steps = tuple(steps)
        self._shown = shown
        keeping.changed.connect(self.changed)
        keeping.textsChanged.connect(self.changed)

    def _get_shown(self) -> str:
        return self._shown(self._value(self._keeping.settings))

    def _get_can_less(self) -> bool:
        return self._value(self._keeping.settings) > self._steps[0]

    def _get_can_more(self) -> bool:
        return self._value(self._keeping.settings) < self._steps[-1]

    shown = Property(str, _get_shown, notify=changed)
    canLess = Property(bool, _get_can_less, notify=changed)
    canMore = Property(bool, _get_can_more, notify=changed)

    @Slot()
    def less(self) -> None:
        place = bisect_left(self._steps, self._value(self._keeping.settings))
        if place > 0:
            self._keeping.change({self._name: self._steps[place - 1]})

    @Slot()
    def more(self) -> None:
        place = bisect_right(self._steps, self._value(self._keeping.settings))
        if place < len(self._steps):
            self._keeping.change({self._name: self._steps[place]})
