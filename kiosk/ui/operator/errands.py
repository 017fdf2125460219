"""Work that would make the screen stand still, done in a thread and brought back to the screen's own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")

Begin = Callable[[Callable[[], None]], None]


def in_a_thread(work: Callable[[], None]) -> None:
    Thread(target=work, name="operator errand", daemon=True).start()


class Errands(QObject):
    """`begin` starts a thread; a test may run the work at once. Results that come after `close` are dropped."""

    _came = Signal(object)

    def __init__(self, begin: Begin = in_a_thread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = begin
        self._closed = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """`then` is called with what `work` gave, in this thread. `work` raises nothing: an error it expects is a result."""

        def errand() -> None:
            result = work()
            if not self._closed:
                self._came.emit(lambda: then(result))

        self._begin(errand)

    def tell(self, call: Callable[[], None]) -> None:
        """From any thread: call this in the screen's."""
        if not self._closed:
            self._came.emit(call)

    def close(self) -> None:
        self._closed = True

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
