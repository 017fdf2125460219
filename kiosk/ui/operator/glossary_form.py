"""The form of the glossary page: one name, its reading, how it is written in other languages, a note."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.glossary import FORM_LANGUAGES, NOTE, READING, TERM, Term
from kiosk.ui.fonts import family
from kiosk.ui.i18n import SCREEN_LANGUAGES
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A line of the form. `value`: what stood in it when it was opened. `otherwise`: what is used where it stays empty, or an
    example."""

    name: str
    label: str
    value: str
    otherwise: str
    face: str


@QmlElement
@QmlUncreatable("the glossary page holds it")
class TermForm(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`opened`: the listed term that is changed, None for a new one. Nothing is saved here."""

    changed = Signal()

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self.opened: Term | None = None
        self._written: dict[str, str] = {}
        self._codes: list[str] = []
        self._rows = Rows(FieldRow, self)
        keeping.textsChanged.connect(self._show)

    def begin(self, opened: Term | None, shown: Term) -> None:
        self.opened = opened
        self._written = {TERM: shown.term, READING: shown.reading, **shown.forms, NOTE: shown.note}
        offered = self._keeping.settings.languages or SCREEN_LANGUAGES
        codes = dict.fromkeys(("en", *offered, *shown.forms))  # English first: others are made of it
        self._codes = [code for code in codes if code in FORM_LANGUAGES]
        self._rows.show([])
        self._show()

    def end(self) -> None:
        self.opened, self._written, self._codes = None, {}, []

    @Slot(str, str)
    def put(self, name: str, text: str) -> None:
        """What stands in a line now."""
        self._written[name] = " ".join(text.split())
        self._show()

    def term(self) -> Term:
        """As it is written now."""
        forms = {code: text for code, text in self._written.items() if code in FORM_LANGUAGES and text}
        return Term(self._written.get(TERM, ""), self._written.get(READING, ""), forms, self._written.get(NOTE, ""))

    @Slot()
    def _show(self) -> None:
        """What stood in a line at first stays its value: somebody is typing in it."""
        if not self._written:
            return
        known = {row.name: row.value for row in self._rows.rows() if isinstance(row, FieldRow)}
        say, japanese, term = self._keeping.texts.say, self._keeping.in_japanese, self.term()
        rows = [
            FieldRow(name, say(f"operator.glossary.{name}"), "", say(f"operator.glossary.{name}.example"), family("ja"))
            for name in (TERM, READING, NOTE)
        ]
        for code in self._codes:
            one = LANGUAGES[code]
            without = Term(term.term, term.reading, {other: form for other, form in term.forms.items() if other != code})
            label = one.japanese if japanese else one.english
            rows.insert(-1, FieldRow(code, label, "", without.form(code), family(code)))
        values = {row.name: known.get(row.name, self._written.get(row.name, "")) for row in rows}
        self._rows.show([FieldRow(row.name, row.label, values[row.name], row.otherwise, row.face) for row in rows])
        self.changed.emit()

    def _get_rows(self) -> Rows:
        return self._rows

    def _get_new(self) -> bool:
        return self.opened is None

    def _get_name(self) -> str:
        """As it is listed; it is being changed."""
        return self.opened.term if self.opened is not None else ""

    def _get_dirty(self) -> bool:
        return self.term() != self.opened

    rows = Property(Rows, _get_rows, constant=True)
    name = Property(str, _get_name, notify=changed)
    isNew = Property(bool, _get_new, notify=changed)
    dirty = Property(bool, _get_dirty, notify=changed)
