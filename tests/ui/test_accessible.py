"""Who can't see, can't touch or can't aim well can use every screen: Qt's accessibility tree, sizes, the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.core.scene import Scene
from kiosk.phrasebook_files import load_phrasebook
from kiosk.settings import Layout, ScreenSettings
from kiosk.ui import fonts
from kiosk.ui.desktop import DESIGN_MM, Desktop
from kiosk.ui.offer import Offered
from kiosk.ui.stage import Stage
from kiosk.ui.window import Windows
from scripts.screen_samples import LANGUAGES, around, conversation
from tests.ui.accessibility import Control, described, untold

TARGET_MM = 15.0
LAYOUTS: tuple[Layout, ...] = ("face_to_face", "side_by_side")
_OFFER = tuple(Offered(code) for code in ("en", "zh", "zt", "ko", "th", "vi", "id", "pt", "es", "fr", "ne", "ar", "ja"))
_WIDE, _TALL = QSize(1920, 1080), QSize(1080, 1920)

_STAFF_CORNER = "QQuickMouseArea < QQuickItem < Shell"
"""The way to the operator pages is hidden on purpose; Ctrl+Alt+O leads there too."""

Show = Callable[..., QQuickView]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Put a scene on a screen of 15.6 inches. One window a test, in which people come and go."""
    fonts.prepare()
    stage = Stage(ScreenSettings(), lambda command: None)
    stage.offer(_OFFER)
    stage.furnish(load_phrasebook())
    windows = Windows(stage, Desktop(DESIGN_MM))
    sessions = count(1)

    def on(scene: Scene, layout: Layout = "face_to_face", size: QSize = _WIDE, *, begun: bool = False) -> QQuickView:
        stage.use(ScreenSettings(layout=layout))
        if not windows.first.isVisible() or windows.first.size() != size:
            windows.show(size)
            windows.first.requestActivate()
        stage.show(replace(scene, session=next(sessions)))
        if begun:
            stage.begin(False)
        _drawn(windows.first)
        return windows.first

    yield on
    windows.close()
    _settle()
    stage.deleteLater()
    _settle()


def _settle() -> None:
    for _ in range(6):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _drawn(view: QQuickView) -> None:
    _settle()
    view.grabWindow()
    _settle()


def _scenes(visitor: str) -> list[tuple[str, Scene, bool]]:
    """Every state, and whether somebody has touched the waiting screen."""
    scenes = [*around(visitor), *conversation(visitor)]
    picker = replace(dict(scenes)["attract"], session=1)
    return [*((name, scene, False) for name, scene in scenes), ("picker", picker, True)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("visitor", LANGUAGES)
def test_every_control_has_a_name_and_a_role(show: Show, visitor: str, layout: Layout) -> None:
    for name, scene, begun in _scenes(visitor):
        view = show(scene, layout, begun=begun)
        assert [path for path in untold(view) if not path.startswith(_STAFF_CORNER)] == [], name
        controls = [control for control in described(view) if control.acts]
        assert all(control.name.strip() for control in controls), name
        assert any(control.enabled for control in controls) or scene.phase == "out_of_order", name


@pytest.mark.parametrize("size", [_WIDE, _TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_target_is_fifteen_millimetres(show: Show, layout: Layout, size: QSize) -> None:
    least = TARGET_MM * DESIGN_MM
    for name, scene, begun in _scenes("en"):
        view = show(scene, layout, size, begun=begun)
        small = {c.name: (c.rect.width(), c.rect.height()) for c in described(view) if c.acts and not _fits(c, least)}
        assert not small, name


def _fits(control: Control, least: float) -> bool:
    return min(control.rect.width(), control.rect.height()) >= least - 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_keyboard_alone_reaches_every_control(show: Show, layout: Layout) -> None:
    for name, scene, begun in _scenes("en"):
        view = show(scene, layout, begun=begun)
        wanted = {control.name for control in described(view) if control.acts and control.enabled}
        reached = set(_walk(view))
        assert wanted <= reached, (name, wanted - reached)


def _walk(view: QQuickView) -> Iterator[str]:
    """The names of what gets the focus, until it has gone round."""
    names = {_address(control.item): control.name for control in described(view) if control.acts}
    seen: set[int] = set()
    for _ in range(4 * len(names) + 8):
        here = _address(view.activeFocusItem())
        if here in seen:
            return
        if here in names:
            seen.add(here)
            yield names[here]
        QTest.keyClick(view, Qt.Key.Key_Tab)


def _address(item: QObject | None) -> int:
    """Python's own handles on Qt's things come and go."""
    return shiboken6.getCppPointer(item)[0] if item is not None else 0
