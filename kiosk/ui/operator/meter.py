"""How loud a microphone is right now, while the sound page is open. Nothing of what it hears is kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.audio.devices import DeviceName
from kiosk.audio.framing import Frame, Overflow
from kiosk.audio.microphone import MicrophoneFound, MicrophoneLost
from kiosk.core.audio import Samples
from kiosk.live.ear import Source
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

OpenMicrophone = Callable[[DeviceName | None], Source]

TICK_MS = 50
QUIETEST_DBFS = -60.0
_FALL = 0.08
"""How much of the whole bar a level sinks a tick, so that the eye can follow."""
_MOST_A_TICK = 400


def loudness(samples: Samples) -> float:
    """0..1: from QUIETEST_DBFS to full scale, by RMS."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
    return 0.0 if power <= 0.0 else min(1.0, max(0.0, 1.0 - 10.0 * float(np.log10(power)) / QUIETEST_DBFS))


@QmlElement
@QmlUncreatable("the operator pages hold it")
class Meter(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`level` is 0..1. `told`: what is wrong with the microphone, or whether somebody was loud enough for it since it
    was opened, in the staff's words."""

    levelChanged = Signal()
    toldChanged = Signal()

    def __init__(self, keeping: Keeping, errands: Errands, microphone: OpenMicrophone) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._make = microphone
        self._source: Source | None = None
        self._level = 0.0
        self._heard = False
        self._told = "operator.sound.opening"
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.step)
        keeping.textsChanged.connect(self.toldChanged)

    def open(self, device: DeviceName | None) -> None:
        self.close()
        self._tell("operator.sound.opening")
        self._source = self._make(device)
        self._source.start()
        self._timer.start()
        self.toldChanged.emit()

    def close(self) -> None:
        self._timer.stop()
        self._heard = False
        self._show(0.0)
        if self._source is not None:
            self._errands.run(self._source.close, lambda _: None)  # it may take half a second
            self._source = None
            self.toldChanged.emit()

    def refuse(self) -> None:
        """There is no such device."""
        self.close()
        self._tell("operator.sound.no_such")

    @Slot()
    def step(self) -> None:
        """What its timer does."""
        loudest = 0.0
        for _ in range(_MOST_A_TICK):
            event = self._source.read(0.0) if self._source is not None else None
            match event:
                case None:
                    break
                case Frame(samples=samples):
                    loudest = max(loudest, loudness(samples))
                    samples.fill(0.0)
                case MicrophoneFound():
                    self._tell("")
                case MicrophoneLost(reason=reason):
                    self._tell(f"notice.microphone.lost.{reason}")
                case Overflow():
                    pass
        self._show(max(loudest, self._level - _FALL))

    def _show(self, level: float) -> None:
        level = max(0.0, level)
        heard = self._heard or level > 0.4
        if heard != self._heard:
            self._heard = heard
            self.toldChanged.emit()
        if level != self._level:
            self._level = level
            self.levelChanged.emit()

    def _tell(self, key: str) -> None:
        if key != self._told:
            self._told = key
            self.toldChanged.emit()

    def _get_level(self) -> float:
        return self._level

    def _get_is_open(self) -> bool:
        return self._source is not None

    def _get_told(self) -> str:
        if self._told:
            return self._keeping.texts.tell(self._told)
        return self._keeping.texts.say("operator.sound.heard" if self._heard else "operator.sound.speak")

    level = Property(float, _get_level, notify=levelChanged)
    isOpen = Property(bool, _get_is_open, notify=toldChanged)
    told = Property(str, _get_told, notify=toldChanged)
