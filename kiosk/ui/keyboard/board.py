"""The keyboard as QML sees it: its keys, what can be chosen, and what a touch on them does to the field that has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.core.language import LANGUAGES, full_form
from kiosk.ui.fonts import family
from kiosk.ui.keyboard import chinese, layouts
from kiosk.ui.keyboard.composing import Candidate, Composer, Plain
from kiosk.ui.keyboard.field import Field
from kiosk.ui.keyboard.hangul import Hangul
from kiosk.ui.keyboard.kana import Kana, conversion
from kiosk.ui.keyboard.layouts import Board, Row, Writes
from kiosk.ui.keyboard.tones import Tones
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_CHINESE = {"pinyin": (False, False), "pinyin_traditional": (True, False), "zhuyin": (True, True)}
"""Whether a board writes traditional characters, and whether its keys are Zhuyin."""

_KEYS = {
    "back": Qt.Key.Key_Backspace,
    "enter": Qt.Key.Key_Return,
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
}


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """`row`: from above. `start`, `share`: of the width of the keyboard. `writes`: what it writes."""

    number: int
    row: int
    start: float
    share: float
    kind: str
    writes: str
    label: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A candidate. `label` because that is what stands on a key."""

    place: int
    label: str


@QmlElement
class Keyboard(QObject):
    """`code`: the language that is written. `target`: the field, an item. `keys`: of the board that is shown, in `rows` rows.
    `choices`: what the pending letters may be meant to be. `chooses`: whether this language's boards ever offer any. `letters`:
    the first letter of the board that the digits lead back to."""

    codeChanged = Signal()
    targetChanged = Signal()
    keysChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code = "en"
        self._field = Field()
        self._place = 0
        self._signs = self._shift = False
        self._composer: Composer = Plain()
        self._candidates: tuple[Candidate, ...] = ()
        self._keys = Rows(PlacedKey, self)
        self._choices = Rows(Meant, self)
        self._lay()

    # What QML reads.

    def _get_code(self) -> str:
        return self._code

    def _set_code(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self.codeChanged.emit()
            self._turn_to(0)

    def _get_target(self) -> QObject | None:
        return self._field.item

    def _set_target(self, target: QObject | None) -> None:
        field = Field(target)
        if field.item is not self._field.item:
            self._finish()
            self._field = field
            self.targetChanged.emit()

    def _get_keys(self) -> Rows:
        return self._keys

    def _get_rows(self) -> int:
        return len(self._board().rows)

    def _get_choices(self) -> Rows:
        return self._choices

    def _get_chooses(self) -> bool:
        return any(board.writes in ("kana", "romaji", *_CHINESE) for board in layouts.boards(self._code))

    def _get_letters(self) -> str:
        board = layouts.boards(self._code)[self._place]
        first = [key.label for key in board.rows[0] if key.kind == "text"]
        return first[-1 if board.writes == "kana" else 0]

    def _get_shifted(self) -> bool:
        return self._shift

    def _get_face(self) -> str:
        return family(self._code)

    code = Property(str, _get_code, _set_code, notify=codeChanged)
    target = Property(QObject, _get_target, _set_target, notify=targetChanged)
    keys = Property(Rows, _get_keys, constant=True)
    rows = Property(int, _get_rows, notify=keysChanged)
    choices = Property(Rows, _get_choices, constant=True)
    chooses = Property(bool, _get_chooses, notify=codeChanged)
    letters = Property(str, _get_letters, notify=keysChanged)
    shifted = Property(bool, _get_shifted, notify=keysChanged)
    face = Property(str, _get_face, notify=codeChanged)

    @Slot(QObject, QObject, result=bool)
    def field(self, item: QObject | None, area: QObject) -> bool:
        """Whether this item takes text and lies in this area."""
        if not (isinstance(item, QQuickItem) and isinstance(area, QQuickItem) and area.isAncestorOf(item)):
            return False
        return bool(item.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)) and not item.property("readOnly")

    @Slot(QObject, str, result=str)
    def language(self, item: QObject | None, otherwise: str) -> str:
        """The language that is written in a field that says so."""
        code = item.property("keyboardCode") if item is not None else None
        return code if isinstance(code, str) and code in LANGUAGES else otherwise

    # What a touch means.

    @Slot(str, str)
    def press(self, kind: str, text: str) -> None:
        """A key of this kind; `text` is what it writes."""
        self._look()
        match kind:
            case "text":
                self._write(text)
            case "space":
                self._space()
            case "mark":
                self._change(self._composer.mark)
            case "back" if self._composer.pending:
                self._change(self._composer.erase)
            case "enter" if self._composer.pending and self._candidates:
                self._finish()  # as it stands
            case "shift":
                self._shift = not self._shift
                self._lay()
            case "signs" | "letters":
                self._finish()
                self._signs = kind == "signs"
                self._lay()
            case "next":
                self._turn_to((self._place + 1) % len(layouts.boards(self._code)))
            case _:
                self._finish()
                self._field.send(_KEYS[kind])

    @Slot(int)
    def choose(self, place: int) -> None:
        """This candidate is meant."""
        self._look()
        if place < len(self._candidates):
            before = self._composer.pending
            done = self._composer.choose(self._candidates[place])
            self._field.replace(before, done + self._composer.pending)
            self._offer()

    @Slot()
    def reset(self) -> None:
        """As it was at first: somebody else may be there."""
        self._turn_to(0)

    def _write(self, text: str) -> None:
        before = self._composer.pending
        done = self._composer.type(text)
        self._field.replace(before, done + self._composer.pending)
        if self._shift and not self._board().shifted:  # one capital letter
            self._shift = False
            self._lay()
        self._offer()

    def _space(self) -> None:
        """The likeliest candidate where there is one."""
        if self._candidates:
            self.choose(0)
        else:
            self._write("\u3000" if full_form(self._code) == "ja" and self._board().writes == "kana" else " ")

    def _change(self, step: object) -> None:
        before = self._composer.pending
        if callable(step):
            step()
        self._field.replace(before, self._composer.pending)
        self._offer()

    def _look(self) -> None:
        """What is pending is so only while it stands before the cursor."""
        pending = self._composer.pending
        if pending and not self._field.ends_with(pending):
            self._finish()

    def _turn_to(self, place: int) -> None:
        self._finish()
        self._place, self._signs, self._shift = place, False, False
        self._composer = _composer(self._board().writes)
        self._lay()

    def _lay(self) -> None:
        """Show the board's keys."""
        board = self._board()
        rows = board.rows
        if self._shift and not self._signs:
            rows = board.shifted or tuple(tuple(layouts.capital(key) for key in row) for row in rows)
        self._keys.show(list(_placed(rows)))
        self.keysChanged.emit()

    def _board(self) -> Board:
        return layouts.signs(self._code) if self._signs else layouts.boards(self._code)[self._place]

    def _finish(self) -> None:
        self._composer.finish()
        self._offer()

    def _offer(self) -> None:
        candidates = self._composer.candidates
        if candidates != self._candidates:
            self._candidates = candidates
            self._choices.show([Meant(place, one.text) for place, one in enumerate(candidates)])


def _placed(rows: tuple[Row, ...]) -> Iterator[PlacedKey]:
    number = count()
    for place, row in enumerate(rows):
        units, left = sum(key.width for key in row), 0.0
        for key in row:
            yield PlacedKey(next(number), place, left / units, key.width / units, key.kind, key.text, key.label)
            left += key.width


def _composer(writes: Writes) -> Composer:
    match writes:
        case "kana" | "romaji":
            return Kana(conversion(), romaji=writes == "romaji")
        case "hangul":
            return Hangul()
        case "tones":
            return Tones()
        case "pinyin" | "pinyin_traditional" | "zhuyin":
            traditional, zhuyin = _CHINESE[writes]
            return chinese.Chinese(traditional=traditional, zhuyin=zhuyin)
        case _:
            return Plain()
