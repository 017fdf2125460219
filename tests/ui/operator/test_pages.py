"""The operator pages themselves, drawn and touched: every page, in both languages and themes, on three screens."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.settings import load
from kiosk.ui import fonts
from kiosk.ui.operator.model import Page
from tests.ui.accessibility import Control, described, untold
from tests.ui.operator.counter import PIN, Counter, settle

QML = Path(__file__).resolve().parents[3] / "kiosk" / "ui" / "qml"
BROKEN = '[screen]\ntheme = "dark"\nlayot = 1\n[speech]\nsped = 1.0\nspeed = 9\n'
SMALL, WIDE, TALL = (1024, 600, 0.72), (1920, 1080, 1.0), (1080, 1920, 1.0)
"""Width, height, and pixels for a pixel of the design."""
MM = 5.56
"""Pixels for a millimetre on a screen of 15.6 inches with 1920 x 1080."""

Show = Callable[..., QQuickView]
Screen = tuple[int, int, float]


@pytest.fixture
def show(qtbot: QtBot, qtlog: object) -> Iterator[Show]:
    """Put the pages on a screen. Whatever Qt complains about fails the test."""
    fonts.prepare()
    shown: list[tuple[QQuickView, Counter]] = []

    def on(counter: Counter, screen: Screen = WIDE, *, high_contrast: bool = False, scale: float = 1.0) -> QQuickView:
        view = QQuickView()
        engine = view.engine()
        engine.addImportPath(str(QML))
        theme = engine.singletonInstance("Kiosk", "Theme")
        assert isinstance(theme, QObject)
        theme.setProperty("highContrast", high_contrast)
        theme.setProperty("unit", screen[2])
        theme.setProperty("typeScale", scale)
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties({"operator": counter.model})
        view.setSource(QUrl.fromLocalFile(str(QML / "Kiosk" / "operator" / "Operator.qml")))
        assert not view.errors()
        view.resize(screen[0], screen[1])
        view.show()
        view.requestActivate()
        shown.append((view, counter))
        drawn(view)
        return view

    yield on
    for view, counter in shown:
        counter.model.shut_down()
        engine = view.engine()
        view.setSource(QUrl())
        view.close()
        shiboken6.delete(view)
        assert not shiboken6.isValid(engine)
    settle()
    records = [str(record.message) for record in qtlog.records]  # type: ignore[attr-defined]
    assert not records


def drawn(view: QQuickView) -> None:
    """Twice: what the first drawing finds out about its words moves other things."""
    for _ in range(2):
        settle()
        assert not view.grabWindow().isNull()
    settle()


def control(view: QQuickView, name: str) -> Control:
    found = [one for one in described(view) if one.name == name and one.acts]
    assert len(found) == 1, f"{name}: {[one.name for one in described(view) if one.acts]}"
    return found[0]


def touch(view: QQuickView, name: str) -> None:
    where = control(view, name).rect.center() - view.position()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    drawn(view)


def is_checked(one: Control) -> bool:
    interface = QAccessible.queryAccessibleInterface(one.item) if one.item is not None else None
    return interface is not None and bool(interface.state().checked)


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    if root.isVisible():
        yield root
        for child in root.childItems():
            yield from items(child)


def clipped(view: QQuickView) -> list[str]:
    """Words that don't fit in their place, or stand beside the screen."""
    bad = []
    for item in items(view.contentItem()):
        if not item.inherits("QQuickText") or not item.property("text"):
            continue
        left = item.mapToScene(QPoint(0, 0)).x()
        wide, high = item.property("contentWidth"), item.property("contentHeight")
        too_wide = wide > item.width() + 1 or left < -1 or left + wide > view.width() + 1
        if too_wide or high > item.height() + 1 or item.property("truncated"):
            bad.append(
                f"{item.property('text')!r}: {wide:.0f} x {high:.0f} in {item.width():.0f} x {item.height():.0f} at {left:.0f}"
            )
    return bad


@pytest.mark.parametrize("screen", [SMALL, WIDE, TALL], ids=["small", "wide", "tall"])
@pytest.mark.parametrize("high_contrast", [False, True], ids=["paper", "contrast"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_whole_and_told_to_who_cannot_see_it(
    tmp_path: Path, show: Show, screen: Screen, high_contrast: bool, language: str
) -> None:
    counter = Counter(tmp_path, text=BROKEN, two_microphones=True)
    view = show(counter, screen, high_contrast=high_contrast)
    assert not clipped(view)
    assert not untold(view)
    counter.come_in()
    counter.model._screen._language.choose(language)
    (tmp_path / "kiosk.toml").unlink()
    for page in get_args(Page):
        counter.model.go(page)
        drawn(view)
        assert not clipped(view), page
        assert not untold(view), page
        assert all(one.name for one in described(view) if one.acts), page


@pytest.mark.parametrize("scale", [0.8, 1.6])
@pytest.mark.parametrize("screen", [SMALL, WIDE, TALL], ids=["small", "wide", "tall"])
def test_every_size_of_type_fits(tmp_path: Path, show: Show, screen: Screen, scale: float) -> None:
    counter = Counter(tmp_path)
    view = show(counter, screen, scale=scale)
    assert not clipped(view)
    counter.come_in()
    counter.model._screen._language.choose("en")
    for page in get_args(Page):
        counter.model.go(page)
        drawn(view)
        assert not clipped(view), page


@pytest.mark.parametrize("screen", [WIDE, TALL], ids=["wide", "tall"])
def test_every_target_is_fifteen_millimetres(tmp_path: Path, show: Show, screen: Screen) -> None:
    counter = Counter(tmp_path)
    view = show(counter, screen)

    def too_small() -> list[str]:
        sizes = {one.name: (one.rect.width(), one.rect.height()) for one in described(view) if one.acts}
        return [f"{name}: {size}" for name, size in sizes.items() if min(size) < 15 * MM]

    assert not too_small()
    counter.come_in()
    for page in get_args(Page):
        counter.model.go(page)
        drawn(view)
        assert not too_small(), page


def test_a_finger_chooses_a_pin_and_comes_in_with_it(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter)
    for _ in range(2):
        for digit in PIN:
            touch(view, digit)
        touch(view, "決定")
    touch(view, "言語")
    touch(view, "韓国語: はずす")
    assert load(counter.file).languages == ("ja", "en", "th")
    touch(view, "タイ語: 上へ")
    assert load(counter.file).languages == ("ja", "th", "en")
    touch(view, "設定を閉じる")
    counter.model.open()
    drawn(view)
    for digit in "0815":
        touch(view, digit)
    touch(view, "決定")
    assert not control(view, "1").enabled
    assert "番号がちがいます。1 秒待ってください。" in [one.name for one in described(view)]


def test_the_digits_are_not_told(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter)
    for digit in PIN:
        touch(view, digit)
    told = [one.name for one in described(view) if not one.acts]
    assert "入力した桁数: 4" in told
    assert not any(PIN in name for name in told)


def test_a_keyboard_is_enough(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    closed: list[bool] = []
    counter.model.closed.connect(lambda: closed.append(True))
    view = show(counter)
    QTest.qWaitForWindowActive(view)
    for _ in range(2):
        for key in (*PIN, Qt.Key.Key_Return):
            QTest.keyClick(view, key)
        drawn(view)
    assert counter.model._lock.is_open
    reached: list[str] = []
    for _ in range(60):
        focus = view.activeFocusItem()
        interface = QAccessible.queryAccessibleInterface(focus) if focus is not None else None
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if name in reached:
            break
        reached.append(name)
        if name == "向かい合わせ":
            break
        QTest.keyClick(view, Qt.Key.Key_Tab)
        drawn(view)
    assert [name for name in reached if name][:3] == ["画面", "言語", "音"]
    assert "向かい合わせ" in reached
    while (focus := view.activeFocusItem()) is not None and focus.property("title") != "はっきり":
        QTest.keyClick(view, Qt.Key.Key_Tab)
        drawn(view)
        assert focus.mapToScene(QPoint(0, 0)).y() < view.height()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert load(counter.file).screen.theme == "high_contrast"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert closed == [True]


def test_leaving_asks_once_more(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    left: list[bool] = []
    counter.model.leave.connect(lambda: left.append(True))
    view = show(counter)
    counter.come_in()
    counter.model.go("leave")
    drawn(view)
    touch(view, "アプリを終了する")
    touch(view, "終了しない")
    assert not left
    touch(view, "アプリを終了する")
    touch(view, "終了する")
    assert left == [True]


def test_what_is_chosen_is_told_without_colour(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in()
    counter.model.go("screen")
    drawn(view)
    chosen = [one.name for one in described(view) if one.role == QAccessible.Role.RadioButton and is_checked(one)]
    assert chosen[:3] == ["向かい合わせ", "押している間", "生成り"]


def test_whatever_a_finger_does_the_pages_stay_whole(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in()
    chance = random.Random(4)
    for turn in range(600):
        at = QPoint(chance.randrange(view.width()), chance.randrange(view.height()))
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        settle()
        if not counter.model._lock.is_open:
            counter.model.open()
            counter.enter()
        if turn % 50 == 0:
            drawn(view)
    assert load(counter.file) == counter.store.settings
