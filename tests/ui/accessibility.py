"""What somebody who can't see, or can't touch, finds on a screen: Qt's accessibility tree and everything that takes a touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

_TOUCHABLE = ("QQuickMouseArea", "QQuickAbstractButton", "QQuickMultiPointTouchArea", "QQuickTextInput", "QQuickTextEdit")
_HANDLERS = ("QQuickTapHandler", "QQuickDragHandler")
_NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_ACTING = (
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTab,
    QAccessible.Role.SpinBox,
)


@dataclass(frozen=True, slots=True)
class Control:
    """`rect`: on the screen, in pixels. `acts`: one does something with it, it doesn't only tell."""

    name: str
    role: QAccessible.Role
    rect: QRect
    item: QObject | None
    acts: bool
    focusable: bool
    enabled: bool


def described(window: QQuickWindow) -> list[Control]:
    """Everything that Qt tells assistive programs about, the window itself left out."""
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return [control for child in _children(root) for control in _below(child)]


def _children(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield child


def _below(interface: QAccessibleInterface) -> Iterator[Control]:
    state = interface.state()
    if not (state.invisible or state.offscreen):
        role = interface.role()
        yield Control(
            interface.text(QAccessible.Text.Name),
            role,
            interface.rect(),
            interface.object(),
            role in _ACTING,
            bool(state.focusable),
            not state.disabled,
        )
    for child in _children(interface):
        yield from _below(child)


def untold(window: QQuickWindow) -> list[str]:
    """What takes a touch, is seen, and is neither told of itself nor a part of something that is. The ground around a control
    may take touches that miss it."""
    acting = [control.item for control in described(window) if control.acts and control.name]
    items = [item for item in _seen(window.contentItem()) if _is_touchable(item) and not _is_told(item)]
    return [_path(item) for item in items if not _is_ground(item, acting)]


def _is_ground(item: QQuickItem, acting: list[QObject | None]) -> bool:
    page = item.parentItem()
    if page is None or not item.inherits("QQuickMouseArea") or item.size() != page.size():
        return False
    return any(isinstance(one, QQuickItem) and page.isAncestorOf(one) for one in acting)


def _seen(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _seen(child)


def _is_touchable(item: QQuickItem) -> bool:
    if not (item.isEnabled() and item.width() > 0 and item.height() > 0):
        return False
    handlers = (child for child in item.children() if any(child.inherits(kind) for kind in _HANDLERS))
    return any(item.inherits(kind) for kind in _TOUCHABLE) or any(handler.property("enabled") for handler in handlers)


def _is_told(item: QQuickItem | None) -> bool:
    while item is not None:
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is not None and interface.role() not in _NOTHING and interface.text(QAccessible.Text.Name):
            return True
        item = item.parentItem()
    return False


def _path(item: QQuickItem | None) -> str:
    names: list[str] = []
    while item is not None:
        names.append(item.metaObject().className().partition("_QML")[0])
        item = item.parentItem()
    return " < ".join(names[:5])
