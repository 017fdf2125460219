"""The glossary page: the staff's own names, searched, added, changed and taken out; in force at the next turn."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.errors import OutputError
from kiosk.glossary_files import EXAMPLE, check_glossary, save_glossary
from kiosk.pipeline.glossary import Term, kana
from kiosk.pipeline.glossary_table import wrong_reading, wrong_term
from kiosk.pipeline.phrasebook_reading import Mistake
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.glossary_exchange import ExchangeModel
from kiosk.ui.operator.glossary_form import TermForm
from kiosk.ui.operator.glossary_places import Place, free_name
from kiosk.ui.operator.glossary_trial import OpenEngines, Trial
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.mistakes import Mistake as MistakeRow
from kiosk.ui.operator.mistakes import told
from kiosk.ui.operator.rows import Rows
from kiosk.ui.operator.sound import SoundParts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class TermRow:
    """`forms`: as it comes out in other languages, in one line."""

    term: str
    reading: str
    forms: str
    note: str


@QmlElement
@QmlUncreatable("the operator pages hold it")
class GlossaryModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`stage`: list, form or exchange. The file is read anew before each change: somebody may have brought another one."""

    changed = Signal()
    stageChanged = Signal()
    usesSoundChanged = Signal()

    def __init__(
        self,
        keeping: Keeping,
        errands: Errands,
        path: Path,
        sound: SoundParts,
        engines: OpenEngines,
        places: Callable[[], list[Place]],
    ) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._path = path
        self._exchange = exchange = ExchangeModel(keeping, errands, places)
        self._trial = Trial(keeping, errands, sound, engines)
        self._trial.isOpenChanged.connect(self.usesSoundChanged)
        self._terms: list[Term] = []
        self._wrong: list[Mistake] = []
        self._search = ""
        self._stage = "list"
        self._trouble = ""
        self._told = ""
        self._rows = Rows(TermRow, self)
        self._form = TermForm(keeping)
        self._form.changed.connect(self._typed)
        self._mistakes = Rows(MistakeRow, self)
        keeping.textsChanged.connect(self._show)
        exchange.brought.connect(self._bring)
        exchange.taken.connect(self._take_out)

    @property
    def uses_sound(self) -> bool:
        """A name is being tried out."""
        return self._trial.is_open

    @Slot()
    def open(self) -> None:
        """Look at the file as it is now."""
        self._told = ""
        self.back()

    @Slot(str)
    def find(self, words: str) -> None:
        """Only what has these words in it, in kana or letters, in any width and case."""
        self._search = words
        self._show()

    @Slot()
    def back(self) -> None:
        """To the list; what was typed and not saved is dropped."""
        self._read()
        self._go("list")

    @Slot()
    def add(self) -> None:
        """A new name; what was searched for and not found is most likely it."""
        self._edit(None, Term("" if self._rows.rowCount() else self._search.strip()))

    @Slot(str)
    def edit(self, term: str) -> None:
        for one in self._terms:
            if one.term == term:
                self._edit(one, one)

    @Slot()
    def save(self) -> None:
        term, opened = self._form.term(), self._form.opened
        self._read()
        others = [one for one in self._terms if opened is None or one.term != opened.term]
        wrong = wrong_reading(term.term, term.reading) or wrong_term(term, {one.term for one in others})
        if wrong:
            self._trouble = wrong.told(japanese=self._keeping.in_japanese)
            self.changed.emit()
            return
        places = [one.term for one in self._terms]
        at = places.index(opened.term) if opened is not None and opened.term in places else len(places)
        if self._write([*others[:at], term, *others[at:]], "operator.glossary.saved", term.term):
            self._go("list")

    @Slot()
    def delete(self) -> None:
        """The name whose form is open."""
        if self._form.opened is not None:
            self._read()
            gone = self._form.opened.term
            if self._write([one for one in self._terms if one.term != gone], "operator.glossary.deleted", gone):
                self._go("list")

    @Slot()
    def openExchange(self) -> None:
        self._told = ""
        self._exchange.open()
        self._go("exchange")

    @Slot()
    def tryIt(self) -> None:
        """Speak the name and translate a sentence with it, by the engines that a conversation would use."""
        if self._form.opened is not None:
            self._trial.hear(self._form.opened.term)

    @Slot()
    def close(self) -> None:
        """The page is left."""
        self._trial.close()
        self._exchange.close()
        self._search = ""
        self._go("list")

    def _edit(self, opened: Term | None, shown: Term) -> None:
        self._trial.quiet()
        self._form.begin(opened, shown)
        self._told = ""
        self._go("form")

    @Slot()
    def _typed(self) -> None:
        """What was wrong may be right now."""
        self._trouble = ""
        self.changed.emit()

    def _read(self) -> None:
        self._terms, self._wrong = check_glossary(self._path if self._path.is_file() else EXAMPLE)

    def _write(self, terms: Sequence[Term], done: str, value: str) -> bool:
        """Save and show; a file with mistakes is kept aside first, for what was wrong in it is gone afterwards."""
        try:
            if self._wrong and self._path.is_file():
                free_name(self._path.parent, f"{self._path.name}.broken", "").write_bytes(self._path.read_bytes())
            save_glossary(self._path, terms)
        except (OutputError, OSError) as error:
            reason = error.strerror or "" if isinstance(error, OSError) else str(error)
            self._trouble = self._keeping.texts.say1("operator.not_saved", reason)
            self.changed.emit()
            return False
        self._told = self._keeping.texts.say1(done, value)
        self._read()
        return True

    @Slot(object, bool)
    def _bring(self, terms: list[Term], instead: bool) -> None:
        """A table's names come into the list, or take its place."""
        self._read()
        names = {one.term: one for one in terms}
        kept = [] if instead else [names.pop(one.term, one) for one in self._terms]
        if self._write([*kept, *names.values()], "operator.glossary.brought", str(len(terms))):
            self._go("list")

    @Slot(str)
    def _take_out(self, folder: str) -> None:
        self._read()
        self._exchange.write(self._terms, Path(folder))

    def _go(self, stage: str) -> None:
        self._trouble = ""
        if stage != "form":
            self._form.end()
        self._show()
        if stage != self._stage:
            self._stage = stage
            self.stageChanged.emit()

    @Slot()
    def _show(self) -> None:
        wanted = _folded(self._search)
        self._rows.show([_row(term) for term in self._terms if not wanted or wanted in _searched(term)])
        self._mistakes.show(told(self._wrong, self._keeping))
        self.changed.emit()

    def _get_rows(self) -> Rows:
        return self._rows

    def _get_form(self) -> TermForm:
        return self._form

    def _get_mistakes(self) -> Rows:
        return self._mistakes

    def _get_exchange(self) -> ExchangeModel:
        return self._exchange

    def _get_trial(self) -> Trial:
        return self._trial

    def _get_stage(self) -> str:
        return self._stage

    def _get_search(self) -> str:
        return self._search

    def _get_trouble(self) -> str:
        return self._trouble

    def _get_told(self) -> str:
        """What was just done, or how many names there are, and whose."""
        texts = self._keeping.texts
        if self._told:
            return self._told
        if self._search.strip():
            return texts.say1("operator.glossary.found", f"{self._rows.rowCount()} / {len(self._terms)}")
        own = "operator.glossary.count" if self._path.is_file() else "operator.glossary.examples"
        return texts.say1(own, str(len(self._terms)))

    rows = Property(Rows, _get_rows, constant=True)
    form = Property(TermForm, _get_form, constant=True)
    mistakes = Property(Rows, _get_mistakes, constant=True)
    exchange = Property(ExchangeModel, _get_exchange, constant=True)
    trial = Property(Trial, _get_trial, constant=True)
    stage = Property(str, _get_stage, notify=stageChanged)
    search = Property(str, _get_search, notify=changed)
    trouble = Property(str, _get_trouble, notify=changed)
    told = Property(str, _get_told, notify=changed)


def _row(term: Term) -> TermRow:
    return TermRow(term.term, term.reading, "  ".join(term.forms.values()), term.note)


def _folded(words: str) -> str:
    """In any case and width, hiragana as katakana, without spaces."""
    return "".join(kana(letter) or letter for letter in unicodedata.normalize("NFKC", words).casefold() if not letter.isspace())


def _searched(term: Term) -> str:
    return "\n".join(map(_folded, (term.term, term.reading, *term.forms.values(), term.note)))
