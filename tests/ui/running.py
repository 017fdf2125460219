"""The whole kiosk with its screen, for tests: what `kiosk` starts, and fingers on it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF, QSize
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.core.scene import Scene
from kiosk.ui.live import Parts
from kiosk.ui.operator.store import SettingsStore
from kiosk.ui.run import Shell
from kiosk.ui.window import application
from tests.ui.counter import buttons, settle

DEADLINE_S = 30.0
_FINGER = 1


class App:
    """`scene`: what is on the screen. Only real touches reach it."""

    def __init__(self, config: Path, parts: Parts, models: Path | None = None) -> None:
        gc.collect()  # what earlier tests left goes here, in Qt's thread, and not in one that begins now
        self.shell = Shell(application(), SettingsStore(config), parts, models=models, size=QSize(1920, 1080))
        self._screen = QTest.createTouchDevice()
        self.shell.show()

    @property
    def scene(self) -> Scene | None:
        return self.shell.stage.scene

    @property
    def window(self) -> QQuickView:
        return self.shell.windows.first

    @property
    def page(self) -> str:
        return str(self.shell.stage.property("page"))

    def until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + DEADLINE_S
        while not holds():
            assert time.monotonic() < end, (self.page, self.scene)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def phase(self, *phases: str) -> Scene:
        """The scene, once it is in one of these."""
        self.until(lambda: self.scene is not None and self.scene.phase in phases)
        assert self.scene is not None
        return self.scene

    def touch(self, name: str) -> None:
        """The last button with this name, which is the staff's."""
        self.press(name)()

    def press(self, name: str) -> Callable[[], None]:
        """Put a finger on it; what is returned lifts it, wherever the button is by then."""
        where = self._rests(name)
        QTest.touchEvent(self.window, self._screen).press(_FINGER, where, self.window).commit()

        def lift() -> None:
            QTest.touchEvent(self.window, self._screen).release(_FINGER, where, self.window).commit()

        return lift

    def _rests(self, name: str) -> QPoint:
        """Where the button is, once it stays there: nobody aims at what still moves."""
        before: QPoint | None = None
        while True:
            self.until(lambda: buttons([self.window], name))
            where = _middle(buttons([self.window], name)[-1][1])
            if where == before:
                return where
            before = where
            settle()

    def close(self) -> None:
        self.shell.close()
        settle()
        self.shell.deleteLater()


def _middle(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
