"""A kiosk's screen on a counter, for tests: real QML, scenes from the samples, and a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.core.dialogue import Command
from kiosk.core.scene import Scene
from kiosk.phrasebook_files import load_phrasebook
from kiosk.settings import Layout, ScreenSettings, ThemeName
from kiosk.ui.desktop import DESIGN_MM, Desktop
from kiosk.ui.i18n import SCREEN_LANGUAGES
from kiosk.ui.offer import Offered
from kiosk.ui.stage import Stage
from kiosk.ui.window import Windows, application
from scripts.screen_samples import Pair

FULL_HD = QSize(1920, 1080)


class Counter:
    """`sent`: what the touches asked for."""

    def __init__(
        self, pair: Pair, layout: Layout, theme: ThemeName, size: QSize, talk: str = "hold", mm: float = DESIGN_MM
    ) -> None:
        application()
        self.sent: list[Command] = []
        mode = "tap" if talk == "tap" else "hold"
        settings = ScreenSettings(layout=layout, theme=theme, talk=mode, language=pair.staff)  # type: ignore[arg-type]
        self.stage = Stage(settings, self.sent.append)
        self.stage.use(settings, displays=2)
        offer = (code for code in SCREEN_LANGUAGES if code != pair.staff)
        self.stage.offer(tuple(Offered(code, spoken=code not in ("ne", "ar")) for code in offer))
        self.stage.furnish(load_phrasebook())
        self.desktop = Desktop(mm)
        self.windows = Windows(self.stage, self.desktop)
        self.windows.show(size)
        self.windows.follow(None, size)
        settle()

    def show(self, scene: Scene) -> None:
        self.stage.show(scene)
        settle()

    @property
    def page(self) -> str:
        return str(self.stage.property("page"))

    def views(self) -> list[QQuickView]:
        return [view for view in (self.windows.first, self.windows.second) if view is not None]

    def controls(self, name: str) -> list[tuple[QQuickView, QQuickItem]]:
        """Everything to touch with this name, as somebody who can't see would find it; the staff's last."""
        return buttons(self.views(), name)

    def touch(self, name: str, place: int = -1) -> None:
        view, item = self.controls(name)[place]
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _middle(item))
        settle()

    def press(self, name: str, place: int = -1) -> Callable[[], None]:
        """Put the finger there; what is returned lifts it."""
        view, item = self.controls(name)[place]
        where = _middle(item)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

        def lift() -> None:
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
            settle()

        return lift

    def close(self) -> None:
        self.windows.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        settle()
        self.stage.deleteLater()


def buttons(views: Iterable[QQuickView], name: str) -> list[tuple[QQuickView, QQuickItem]]:
    """Every button with this name, the lowest on the screen last."""
    found = [(view, item) for view in views for item in _below(view.contentItem()) if _name(item) == name]
    return sorted(found, key=lambda one: one[1].mapToScene(QPointF(0, 0)).y())


@contextmanager
def counter(
    visitor: str = "en",
    layout: Layout = "face_to_face",
    theme: ThemeName = "paper",
    size: QSize = FULL_HD,
    talk: str = "hold",
    mm: float = DESIGN_MM,
) -> Iterator[Counter]:
    made = Counter(Pair.of(visitor), layout, theme, size, talk, mm)
    try:
        yield made
    finally:
        made.close()


def settle() -> None:
    """Let everything that waits in Qt happen."""
    for _ in range(5):
        QCoreApplication.processEvents()


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _below(child)


def _name(item: QQuickItem) -> str:
    if not item.inherits("QQuickAbstractButton"):
        return ""
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _middle(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
