"""The one way from other threads to the screen: whatever they tell is a plain value that arrives in Qt's own thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.core.scene import Scene
from kiosk.pipeline.phrasebook import Phrasebook
from kiosk.ui.offer import News
from kiosk.ui.stage import Stage


class Bridge(QObject):
    """`tell` may be called from any thread; it neither waits nor raises."""

    told = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self.told.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def tell(self, news: News) -> None:
        self.told.emit(news)

    @Slot(object)
    def _take(self, news: News) -> None:
        if isinstance(news, Scene):
            self._stage.show(news)
        elif isinstance(news, Phrasebook):
            self._stage.furnish(news)
        else:
            self._stage.offer(news)
