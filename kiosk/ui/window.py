"""Qt Quick's part of the kiosk: the application, the windows and the folder with the QML."""

from __future__ import annotations

from pathlib import Path

import PySide6.QtQuick  # noqa: F401  (windows have grabWindow only when it is imported)
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickView
from PySide6.QtQuickControls2 import QQuickStyle

from kiosk.core.errors import KioskError
from kiosk.ui import fonts
from kiosk.ui.desktop import Desktop, pixels_for_a_millimetre
from kiosk.ui.keyboard import board  # noqa: F401  (QML finds the keyboard when it is imported)
from kiosk.ui.stage import Stage

QML = Path(__file__).parent / "qml"

WINDOWED = QSize(1280, 720)


def application() -> QGuiApplication:
    """The one there is, or a new one in the look of the kiosk."""
    there = QGuiApplication.instance()
    made = there if isinstance(there, QGuiApplication) else QGuiApplication(["kiosk"])
    made.setApplicationName("kiosk")
    made.setApplicationDisplayName("Kiosk")
    QQuickStyle.setStyle("Basic")
    fonts.prepare()
    return made


class Windows:
    """The staff's window, which is the only one but for two displays. Owns the QML engine; close it before the stage goes."""

    def __init__(self, stage: Stage, desktop: Desktop) -> None:
        self._stage = stage
        self._desktop = desktop
        self.engine = QQmlEngine()
        self.engine.addImportPath(str(QML))
        self.first = self._view("Shell", {"stage": stage, "desktop": desktop})
        self.second: QQuickView | None = None

    def follow(self, screen: QScreen | None, size: QSize | None = None) -> None:
        """A second window where the layout asks for one and there is a display for it. `size`: of a window."""
        if self._stage.property("layout") != "two_displays":
            self._drop_second()
        elif self.second is None:
            self.second = self._view("SecondShell", {"stage": self._stage})
            if screen is not None:
                self.second.setScreen(screen)
                self.second.setGeometry(screen.geometry())
            _put(self.second, size)

    def show(self, size: QSize | None = None) -> None:
        """Over the whole screen, or as a window of this size."""
        _put(self.first, size)

    def close(self) -> None:
        """Both windows, then the engine, while what they show is still there."""
        self._drop_second()
        self.first.close()
        self.first.setSource(QUrl())
        self.first.deleteLater()
        self.engine.deleteLater()

    def _drop_second(self) -> None:
        if self.second is not None:
            self.second.close()
            self.second.setSource(QUrl())
            self.second.deleteLater()
            self.second = None

    def _view(self, name: str, properties: dict[str, object]) -> QQuickView:
        view: QQuickView = QQuickView(self.engine, None)  # type: ignore[call-overload]  # the stub takes no None for a parent
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setTitle("Kiosk")
        view.setInitialProperties(properties)
        view.setSource(QUrl.fromLocalFile(str(QML / "Kiosk" / f"{name}.qml")))
        if view.status() != QQuickView.Status.Ready:
            raise KioskError(
                "screen.broken", f"the screen can't be drawn: {'; '.join(str(one.toString()) for one in view.errors())}"
            )
        return view


def _put(view: QQuickView, size: QSize | None) -> None:
    if size is None:
        view.setFlag(Qt.WindowType.FramelessWindowHint)
        view.showFullScreen()
    else:
        view.resize(size)
        view.show()


def desktop_of(screen: QScreen | None) -> Desktop:
    """How large things are on this screen."""
    if screen is None:
        return Desktop()
    return Desktop(pixels_for_a_millimetre(screen.geometry().width(), screen.physicalSize()))
