"""One side's half of the screen as QML reads it: its language, what it hears, its bubbles, and what a touch on it means."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.dialogue import (
    Command,
    Edit,
    Finish,
    Press,
    Release,
    Replay,
    SayAnyway,
    Stop,
    TakeBack,
    Tap,
    Touch,
    Type,
)
from kiosk.core.language import LANGUAGES
from kiosk.core.scene import Mode, Notice, Scene, Side, other
from kiosk.ui.bubbles import BubbleRow, seen_by
from kiosk.ui.fonts import family
from kiosk.ui.operator.rows import Rows
from kiosk.ui.phrases import Phrases
from kiosk.ui.texts import Texts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Send = Callable[[Command], None]

SHORT_S = 0.35
"""A finger that leaves the talk button sooner meant to touch it, not to hold it."""

_QUIET_DBFS, _LOUD_DBFS = -60.0, -12.0


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in the words of this side."""

    text: str


@QmlElement
@QmlUncreatable("the stage has one for each side")
class Half(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`talk`: hold or tap, how the button works. `state`: the key of what goes on now. `open`: how this side is listened to,
    "" when it isn't. `level`: how loud, from 0 to 1. `asked`: the bubble that must be looked at, one or none."""

    textsChanged = Signal()
    changed = Signal()
    levelChanged = Signal()

    def __init__(
        self,
        side: Side,
        code: str,
        send: Send,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._side: Side = side
        self._home = code
        self._code = code
        self._texts = Texts(code, self)
        self._send = send
        self._mode: Mode = "hold"
        self._bubbles = Rows(BubbleRow, self)
        self._asked = Rows(BubbleRow, self)
        self._notices = Rows(Said, self)
        self.phrase_page = Phrases(side, send, self)
        self._scene: Scene | None = None
        self._level = 0.0
        self._clock = clock
        self.pressed_s = 0.0

    def show(self, scene: Scene) -> None:
        """Become what this scene shows this side."""
        view = scene.view(self._side)
        before, self._scene = self._scene, scene
        self._speak(view.known or self._home)
        seen = seen_by(self._side, scene)
        self._bubbles.show(seen)
        self._asked.show([row for row in seen if row.asks][-1:])
        self._notices.show([Said(line) for line in dict.fromkeys(self._lines(scene.notices))])
        self.phrase_page.show(scene)
        level = (view.level_dbfs - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS)
        level = min(1.0, max(0.0, level)) if view.listening else 0.0
        if level != self._level:
            self._level = level
            self.levelChanged.emit()
        if before is None or before != scene:
            self.changed.emit()

    def holds(self) -> tuple[object, ...]:
        """The bubbles there are."""
        return self._bubbles.rows()

    def use(self, mode: Mode) -> None:
        self._mode = mode
        self.changed.emit()

    def live_in(self, code: str) -> None:
        """The language while nobody has chosen another."""
        self._home = code
        if self._scene is None or not self._scene.view(self._side).known:
            self._speak(code)

    def _speak(self, code: str) -> None:
        if code == self._code:
            return
        self._code = code
        self._texts.deleteLater()
        self._texts = Texts(code, self)
        self.textsChanged.emit()

    def _lines(self, notices: tuple[Notice, ...]) -> list[str]:
        mine = [notice for notice in notices if notice.side in (None, self._side)]
        return [self._texts.tell(f"notice.{one.code}{f'.{one.detail}' if one.detail else ''}") for one in mine]

    # What QML reads.

    def _get_texts(self) -> Texts:
        return self._texts

    def _get_staff(self) -> bool:
        return self._side == "staff"

    def _get_name(self) -> str:
        return LANGUAGES[self._code].endonym

    def _get_code(self) -> str:
        return self._code

    def _get_face(self) -> str:
        return family(self._code)

    def _get_open(self) -> str:
        return (self._scene.view(self._side).listening or "") if self._scene else ""

    def _get_state(self) -> str:
        scene = self._scene
        if scene is None or scene.phase == "starting":
            return "state.starting"
        if scene.view(other(self._side)).listening:
            return "state.other_listening"
        return {"thinking": "state.thinking", "speaking": "state.speaking", "listening": "state.listening"}.get(scene.phase, "")

    def _get_label(self) -> str:
        match self._get_open():
            case "hold":
                return "talk.release"
            case "tap":
                return "talk.done"
            case _:
                return f"talk.{self._mode}"

    def _get_can_talk(self) -> bool:
        return self._scene is not None and "talk" in self._scene.works

    def _get_can_type(self) -> bool:
        return self._scene is not None and "type" in self._scene.works

    def _get_can_stop(self) -> bool:
        return self._scene is not None and self._scene.phase in ("listening", "thinking", "speaking")

    def _get_asked(self) -> Rows:
        return self._asked

    def _get_mode(self) -> str:
        return self._mode

    def _get_bubbles(self) -> Rows:
        return self._bubbles

    def _get_phrases(self) -> Phrases:
        return self.phrase_page

    def _get_notices(self) -> Rows:
        return self._notices

    def _get_level(self) -> float:
        return self._level

    texts = Property(Texts, _get_texts, notify=textsChanged)
    name = Property(str, _get_name, notify=textsChanged)
    code = Property(str, _get_code, notify=textsChanged)
    face = Property(str, _get_face, notify=textsChanged)
    staff = Property(bool, _get_staff, constant=True)
    bubbles = Property(Rows, _get_bubbles, constant=True)
    notices = Property(Rows, _get_notices, constant=True)
    phrases = Property(Phrases, _get_phrases, constant=True)
    open = Property(str, _get_open, notify=changed)
    state = Property(str, _get_state, notify=changed)
    label = Property(str, _get_label, notify=changed)
    talk = Property(str, _get_mode, notify=changed)
    canTalk = Property(bool, _get_can_talk, notify=changed)
    canType = Property(bool, _get_can_type, notify=changed)
    canStop = Property(bool, _get_can_stop, notify=changed)
    asked = Property(Rows, _get_asked, constant=True)
    level = Property(float, _get_level, notify=levelChanged)

    # What a touch means.

    @Slot()
    def press(self) -> None:
        """The finger is on the talk button."""
        self.pressed_s = self._clock()
        self._send(Press(self._side) if self._mode == "hold" else Touch())

    @Slot()
    def release(self) -> None:
        """The finger is off it, wherever it is by now. Who only touched a button that is held means to go on without."""
        if self._mode == "tap" or self._clock() - self.pressed_s < SHORT_S:
            self._send(Tap(self._side))
        else:
            self._send(Release(self._side))

    @Slot()
    def tap(self) -> None:
        """Pressed and let go, or by the keyboard, where nobody can hold."""
        self._send(Tap(self._side))

    @Slot()
    def stop(self) -> None:
        self._send(Stop())

    @Slot()
    def finish(self) -> None:
        self._send(Finish())

    @Slot()
    def touched(self) -> None:
        self._send(Touch())

    @Slot(int)
    def hear(self, bubble: int) -> None:
        self._send(Replay(bubble))

    @Slot(int)
    def hearSlowly(self, bubble: int) -> None:
        self._send(Replay(bubble, slowly=True))

    @Slot(int)
    def takeBack(self, bubble: int) -> None:
        self._send(TakeBack(bubble))

    @Slot(int)
    def sayAnyway(self, bubble: int) -> None:
        self._send(SayAnyway(bubble))

    @Slot(str)
    def write(self, text: str) -> None:
        self._send(Type(self._side, text))

    @Slot(int, str)
    def correct(self, bubble: int, text: str) -> None:
        self._send(Edit(bubble, text))
