"""The field that is written into: what stands before its cursor, and what is put there as if by a keyboard on the counter."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtQuick import QQuickItem


class Field:
    """`item`: the one that has the focus, None for none. One that QML has destroyed takes nothing."""

    def __init__(self, target: QObject | None = None) -> None:
        self.item = target if isinstance(target, QQuickItem) else None

    @property
    def there(self) -> QQuickItem | None:
        return self.item if self.item is not None and shiboken6.isValid(self.item) else None

    def ends_with(self, pending: str) -> bool:
        """Whether this stands before the cursor; somebody may have touched another place or used a keyboard of their own."""
        field = self.there
        if field is None:
            return False
        text = str(field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) or "")
        cursor = int(field.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition) or 0)
        anchor = int(field.inputMethodQuery(Qt.InputMethodQuery.ImAnchorPosition) or 0)
        return anchor == cursor and text[:cursor].endswith(pending)

    def replace(self, before: str, after: str) -> None:
        """Put this in the place of what stood before the cursor."""
        field = self.there
        if field is None or before == after:
            return
        same = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
        kept = min(len(before), len(after)) if same is None else same
        gone, new = len(before) - kept, after[kept:]
        if not new:
            self.send(Qt.Key.Key_Backspace, times=gone)
            return
        if gone:
            event = QInputMethodEvent()
            event.setCommitString("", -gone, gone)
            QCoreApplication.sendEvent(field, event)
        self.send(Qt.Key.Key_unknown, new)  # as a key: what comes from an input method is no `textEdited` for a field

    def send(self, key: Qt.Key, text: str = "", times: int = 1) -> None:
        """A key, pressed and let go."""
        field = self.there
        if field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * times:
            QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
