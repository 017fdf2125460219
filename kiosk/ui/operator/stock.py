"""The models page: what is installed, what is missing, what is broken, each with what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.app import Kiosk
from kiosk.catalog import Kind, Model
from kiosk.core.errors import ModelError
from kiosk.core.language import LANGUAGES
from kiosk.inventory import Installed, Inventory, Problem, survey, verify
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.rows import Rows
from kiosk.ui.texts import Texts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

State = Literal["bad", "missing", "note", "good"]

_COMMAND = re.compile("`([^`]+)`")
_STARTER = "python scripts/download_models.py fetch --profile starter"
_NEEDED: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("recogniser", ("whisper",)),
    ("translator", ("argos", "ctranslate2")),
    ("voice", ("piper", "openjtalk")),
)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """`standing`: what its `mark` says in words. `said`: a plain sentence. `command`: what mends it, "" where nothing
    needs to be."""

    name: str
    title: str
    what: str
    standing: State
    mark: str
    said: str
    command: str = ""


def rows(stock: Inventory, texts: Texts, in_japanese: bool, checked: frozenset[str] = frozenset()) -> Iterator[ModelRow]:
    """What is broken first, then what is missing, then what is there. `checked`: every byte of these is right."""
    say = texts.say
    for problem in sorted(stock.problems, key=lambda one: one.kind is None):
        yield _problem(problem, texts, in_japanese)
    for need, kinds in _NEEDED:
        if not stock.of_kind(*kinds) and not any(problem.kind in kinds for problem in stock.problems):
            what = say(f"operator.models.{need}")
            yield ModelRow(
                f"no {need}", what, "", "missing", say("operator.models.missing"), say(f"operator.models.no_{need}"), _STARTER
            )
    for one in stock.models:
        if one.model.id in checked:
            said = say("operator.models.checked")
        else:
            said = say("operator.models.in_use" if one.trusted else "operator.models.unknown")
        state: State = "good" if one.trusted else "note"
        yield ModelRow(
            one.model.id, one.model.id, _what(one.model, texts, in_japanese), state, say(f"operator.models.{state}"), said
        )


def _problem(problem: Problem, texts: Texts, in_japanese: bool) -> ModelRow:
    """The command stands apart, where it can be read and typed."""
    line = (problem.japanese if in_japanese else problem.line).removeprefix(f"{problem.name}: ")
    command = _COMMAND.search(line)
    said = _COMMAND.sub(texts.say("operator.models.below"), line)
    state: State = "bad" if problem.kind else "note"
    what = texts.say(f"operator.models.{_role(problem.kind)}") if problem.kind else ""
    return ModelRow(
        problem.name, problem.name, what, state, texts.say(f"operator.models.{state}"), said, command[1] if command else ""
    )


def _role(kind: Kind) -> str:
    return next(role for role, kinds in _NEEDED if kind in kinds)


def _what(model: Model, texts: Texts, in_japanese: bool) -> str:
    def name(code: str) -> str:
        language = LANGUAGES[code]
        return language.japanese if in_japanese else language.english

    role = texts.say(f"operator.models.{_role(model.kind)}")
    if model.route is not None:
        return f"{role}: {name(model.route.source)} → {name(model.route.target)}"
    few = len(model.languages) <= 3
    return f"{role}: {', '.join(map(name, model.languages))}" if few else role


@QmlElement
@QmlUncreatable("the operator pages hold it")
class StockModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`look` sees what was installed since, `check` reads every byte. `restocked` tells the new inventory where other
    models can be used; a stray file takes no conversation away."""

    changed = Signal()
    restocked = Signal(object)

    def __init__(self, keeping: Keeping, errands: Errands, kiosk: Kiosk) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._kiosk = kiosk
        self._stock = kiosk.inventory
        self._waiting: list[Installed] = []
        self._checked: frozenset[str] = frozenset()
        self._broken: frozenset[str] = frozenset()
        self._all = 0
        self._looking = False
        self._rows = Rows(ModelRow, self)
        keeping.textsChanged.connect(self._show)
        self._show()

    @Slot()
    def look(self) -> None:
        if not self._get_busy():
            self._looking = True
            self._show()
            self._errands.run(self._surveyed, self._found)

    @Slot()
    def check(self) -> None:
        if not self._get_busy():
            self._checked = frozenset()
            self._waiting = list(self._stock.models)
            self._all = len(self._waiting)
            self._next()

    def _surveyed(self) -> Inventory:
        """What is there now. What was broken is read again: its size alone says nothing."""
        stock = survey(self._kiosk.folder, self._kiosk.catalog)
        for one in stock.models:
            if one.model.id in self._broken and (error := _verified(one)):
                stock = stock.without(one, error)
        return stock

    def _found(self, stock: Inventory) -> None:
        self._looking = False
        self._become(stock)
        self._show()

    def _next(self) -> None:
        self._show()
        if self._waiting:
            one = self._waiting[0]
            self._errands.run(lambda: _verified(one), self._note)

    def _note(self, error: ModelError | None) -> None:
        one = self._waiting.pop(0)
        if error is None:
            self._checked |= {one.model.id}
        else:
            self._broken |= {one.model.id}
            self._become(self._stock.without(one, error))
        self._next()

    def _become(self, stock: Inventory) -> None:
        old, self._stock = self._stock, stock
        if stock.models != old.models:
            self._checked &= {one.model.id for one in stock.models}
            self.restocked.emit(stock)

    @Slot()
    def _show(self) -> None:
        self._rows.show(list(rows(self._stock, self._keeping.texts, self._keeping.in_japanese, self._checked)))
        self.changed.emit()

    def _get_rows(self) -> Rows:
        return self._rows

    def _get_busy(self) -> bool:
        return self._looking or bool(self._waiting)

    def _get_told(self) -> str:
        """What it is doing, or how it stands."""
        say = self._keeping.texts.say
        if self._looking:
            return say("operator.models.looking")
        if self._waiting:
            done = f"{self._all - len(self._waiting) + 1} / {self._all}"
            return self._keeping.texts.say1("operator.models.checking", done)
        bad = sum(row.standing in ("bad", "missing") for row in self._rows.rows() if isinstance(row, ModelRow))
        return self._keeping.texts.say1("operator.models.to_mend", str(bad)) if bad else say("operator.models.fine")

    def _get_folder(self) -> str:
        return str(Path(self._kiosk.folder))

    rows = Property(Rows, _get_rows, constant=True)
    busy = Property(bool, _get_busy, notify=changed)
    told = Property(str, _get_told, notify=changed)
    folder = Property(str, _get_folder, constant=True)


def _verified(one: Installed) -> ModelError | None:
    try:
        verify(one)
    except ModelError as error:
        return error
    return None
