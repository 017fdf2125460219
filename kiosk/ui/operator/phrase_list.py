"""The phrases page: which files the phrases come from, how much of each a person has checked, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.phrasebook_files import PhraseFile, added_files, read_files
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.mistakes import told
from kiosk.ui.operator.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PhraseFileRow:
    """`mistakes`: a line each."""

    path: str
    title: str
    said: str
    mistakes: tuple[str, ...]


@QmlElement
@QmlUncreatable("the operator pages hold it")
class PhrasesModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Looks at the files as they are now; `folder` is where a town's own ones lie. `reread`: the conversation is to begin anew
    with them."""

    changed = Signal()
    reread = Signal()

    def __init__(self, keeping: Keeping, errands: Errands, config: Path) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._config = config
        self._files: Sequence[PhraseFile] = ()
        self._busy = False
        self._rows = Rows(PhraseFileRow, self)
        keeping.textsChanged.connect(self._show)

    @Slot()
    def look(self) -> None:
        if not self._busy:
            self._busy = True
            self._show()
            self._errands.run(lambda: read_files(added_files(self._config)), self._found)

    @Slot()
    def readAgain(self) -> None:
        """What is there now is to be said from the next conversation on."""
        self.look()
        self.reread.emit()

    def _found(self, files: Sequence[PhraseFile]) -> None:
        self._files = files
        self._busy = False
        self._show()

    @Slot()
    def _show(self) -> None:
        self._rows.show([self._row(file) for file in self._files])
        self.changed.emit()

    def _row(self, file: PhraseFile) -> PhraseFileRow:
        say, say1 = self._keeping.texts.say, self._keeping.texts.say1
        names = next(iter(file.book.books.values()), {})
        nameless = say("operator.phrases.common") if file.own else file.path.name
        title = names.get("ja" if self._keeping.in_japanese else "en", "") or nameless
        texts = [text for phrase in file.book.phrases.values() for text in phrase.texts.values()]
        checked = f"{sum(bool(text.checked) for text in texts)} / {len(texts)}"
        said = [say("operator.phrases.shipped" if file.own else "operator.phrases.added")]
        if file.book.phrases:
            said += [say1("operator.phrases.count", str(len(file.book.phrases))), say1("operator.phrases.checked", checked)]
        mistakes = tuple(one.line for one in told(file.mistakes, self._keeping))
        gap = "" if self._keeping.in_japanese else " "  # a Japanese full stop brings its own
        shown = title if file.own or title == file.path.name else f"{title} ({file.path.name})"
        return PhraseFileRow(str(file.path), shown, gap.join(said), mistakes)

    def _get_rows(self) -> Rows:
        return self._rows

    def _get_folder(self) -> str:
        return str(self._config.absolute().parent / "phrases")

    def _get_told(self) -> str:
        if self._busy:
            return self._keeping.texts.say("operator.models.looking")
        wrong = sum(len(file.mistakes) for file in self._files)
        if wrong:
            return self._keeping.texts.say1("operator.phrases.wrong", str(wrong))
        return self._keeping.texts.say("operator.phrases.fine")

    rows = Property(Rows, _get_rows, constant=True)
    folder = Property(str, _get_folder, constant=True)
    told = Property(str, _get_told, notify=changed)
