"""The PIN's gate as QML sees it: how many digits, what was wrong, how long to wait."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.pin import MOST_DIGITS, Gate, StoredPin

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the operator pages hold it")
class Lock(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`stage` as in pin.py. Digits go in and never come out."""

    changed = Signal()
    stageChanged = Signal()

    def __init__(self, keeping: Keeping, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        stored = keeping.settings.operator
        self._gate = Gate(StoredPin(stored.pin_hash, stored.pin_salt), self._keep, clock)
        self._stage = self._gate.stage
        self._tick = QTimer(self, interval=200)
        self._tick.timeout.connect(self._after)
        keeping.textsChanged.connect(self.changed)

    def _keep(self, pin: StoredPin) -> None:
        self._keeping.change({"operator.pin_hash": pin.hash, "operator.pin_salt": pin.salt})

    @Slot()
    def _after(self) -> None:
        """Tell the screen, and count down for as long as there is a wait."""
        if self._gate.wait_s and not self._tick.isActive():
            self._tick.start()
        elif not self._gate.wait_s:
            self._tick.stop()
        if self._gate.stage != self._stage:
            self._stage = self._gate.stage
            self.stageChanged.emit()
        self.changed.emit()

    def _get_stage(self) -> str:
        return self._gate.stage

    def _get_count(self) -> int:
        return self._gate.count

    def _get_told(self) -> str:
        """What to say below the digits, "" when all is well."""
        wait_s = math.ceil(self._gate.wait_s)
        if wait_s:
            return self._keeping.texts.say1("operator.pin.wait", str(wait_s))
        told = "" if self._gate.told == "wrong" else self._gate.told
        return self._keeping.texts.say(f"operator.pin.{told}") if told else ""

    def _get_waits(self) -> bool:
        return self._gate.wait_s > 0

    def _get_can_enter(self) -> bool:
        return self._gate.can_enter

    def _get_is_set(self) -> bool:
        return self._gate.is_set

    def _get_most(self) -> int:
        return MOST_DIGITS

    stage = Property(str, _get_stage, notify=stageChanged)
    count = Property(int, _get_count, notify=changed)
    told = Property(str, _get_told, notify=changed)
    waits = Property(bool, _get_waits, notify=changed)
    canEnter = Property(bool, _get_can_enter, notify=changed)
    isSet = Property(bool, _get_is_set, notify=changed)
    most = Property(int, _get_most, constant=True)

    @Slot(str)
    def type(self, digit: str) -> None:
        self._gate.type(digit)
        self._after()

    @Slot()
    def erase(self) -> None:
        self._gate.erase()
        self._after()

    @Slot()
    def enter(self) -> None:
        self._gate.enter()
        self._after()

    @Slot()
    def change(self) -> None:
        self._gate.change()
        self._after()

    @Slot()
    def stay(self) -> None:
        self._gate.stay()
        self._after()

    @property
    def is_open(self) -> bool:
        return self._gate.stage == "open"

    def close(self) -> None:
        self._gate.close()
        self._after()
