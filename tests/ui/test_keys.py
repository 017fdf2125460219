"""The keyboard alone: the staff's way to the operator pages, and to words that were misheard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.core.dialogue import Edit
from kiosk.settings import Layout
from kiosk.ui.i18n import load_texts
from scripts.screen_samples import Pair, around, conversation
from tests.ui.accessibility import described
from tests.ui.counter import Counter, counter, settle
from tests.ui.running import App

_OPERATOR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_staffs_keys_open_the_operator_pages_behind_the_pin(app: App) -> None:
    app.phase("attract")
    _active(app.window)
    QTest.keyClick(app.window, Qt.Key.Key_O, _OPERATOR)
    app.until(lambda: app.shell.desktop.operator is not None)
    asks = "operator.pin.choose"  # nobody has set one yet
    assert _say("ja", asks) in [control.name for control in described(app.window)]


@pytest.mark.parametrize("layout", ["face_to_face", "side_by_side", "two_displays"])
def test_the_staffs_keys_work_on_every_page_and_from_either_display(layout: Layout) -> None:
    with counter("en", layout) as kiosk:
        asked: list[bool] = []
        kiosk.desktop.operatorAsked.connect(lambda: asked.append(True))
        for name in ("attract", "out-microphone", "empty", "doubt", "countdown"):
            kiosk.show(dict([*around("en"), *conversation("en")])[name])
            for view in kiosk.views():
                _active(view)
                before = len(asked)
                QTest.keyClick(view, Qt.Key.Key_O, _OPERATOR)
                settle()
                assert len(asked) == before + 1, name


@pytest.mark.parametrize("key", [Qt.Key.Key_O, Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Q])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_other_keys_lead_out(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    with counter("en") as kiosk:
        asked: list[bool] = []
        kiosk.desktop.operatorAsked.connect(lambda: asked.append(True))
        kiosk.show(dict(around("en"))["attract"])
        _active(kiosk.windows.first)
        QTest.keyClick(kiosk.windows.first, key, held)
        settle()
        assert not asked and kiosk.windows.first.isVisible()


def test_the_newest_words_are_put_right_by_the_keyboard() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", *pair.talked(2)))
        words = pair.talked(2)[-1].transcript
        _reach(kiosk, f"{_say('ja', 'correct')}: {words}")
        _type_instead(kiosk)
        assert [command for command in kiosk.sent if isinstance(command, Edit)] == [Edit(2, "abc")]


def test_older_words_are_chosen_first_and_then_put_right() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", *pair.talked(5)))
        words = pair.talked(5)[1].transcript
        _reach(kiosk, words)
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
        settle()
        assert _name(kiosk.windows.first) == f"{_say('ja', 'correct')}: {words}"
        _type_instead(kiosk)
        assert [command for command in kiosk.sent if isinstance(command, Edit)] == [Edit(2, "abc")]


def test_what_the_other_one_said_is_not_put_right_by_this_one() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", *pair.talked(1)))
        _reach(kiosk, pair.talked(1)[0].translation)
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
        settle()
        assert _name(kiosk.windows.first) == pair.talked(1)[0].translation


def _active(view: QQuickView) -> None:
    view.requestActivate()
    settle()


def _reach(kiosk: Counter, name: str) -> None:
    """Tab until it has the focus."""
    _active(kiosk.windows.first)
    for _ in range(60):
        if _name(kiosk.windows.first) == name:
            return
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Tab)
        settle()
    pytest.fail(f"no key reached {name}")


def _type_instead(kiosk: Counter) -> None:
    """Open what has the focus and write over its words."""
    QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
    settle()
    QTest.keyClick(kiosk.windows.first, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_Return):
        QTest.keyClick(kiosk.windows.first, key)
        settle()


def _name(view: QQuickView) -> str:
    item = view.activeFocusItem()
    described = QAccessible.queryAccessibleInterface(item) if item is not None else None
    return described.text(QAccessible.Text.Name) if described is not None else ""


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]
