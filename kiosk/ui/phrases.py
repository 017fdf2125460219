"""The phrases of one side as QML reads them: the page, slots that are filled by touch, the card with answers, the offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.dialogue import Command, SayPhrase, Touch, UseMeant
from kiosk.core.scene import Scene, Side, other
from kiosk.pipeline.phrasebook import Phrase, Phrasebook
from kiosk.ui import phrases_rows as rows
from kiosk.ui.fonts import family
from kiosk.ui.operator.rows import Rows
from kiosk.ui.phrases_filling import Filling, reads

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


def _now() -> time:
    return datetime.now().time()


@QmlElement
@QmlUncreatable("each half has its own")
class Phrases(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`there`: there are phrases in both languages. `found`: what is looked at, of a category or of what was searched.
    `slots`: those of the phrase that is being filled, none while nothing is. `card`, `offers`: one row or none."""

    changed = Signal()
    fillingChanged = Signal()
    said = Signal()

    def __init__(
        self, side: Side, send: Callable[[Command], None], parent: QObject | None = None, now: Callable[[], time] = _now
    ) -> None:
        super().__init__(parent)
        self._side: Side = side
        self._send = send
        self._now = now
        self._book = Phrasebook()
        self._mine: list[Phrase] = []
        self._codes = ("", "")
        self._set = self._category = self._words = ""
        self._filling: Filling | None = None
        self._scene: Scene | None = None
        self._dismissed = 0
        self._sets, self._categories = Rows(rows.ChoiceRow, self), Rows(rows.ChoiceRow, self)
        self._found, self._answers = Rows(rows.PhraseRow, self), Rows(rows.PhraseRow, self)
        self._slots, self._places = Rows(rows.SlotRow, self), Rows(rows.ChoiceRow, self)
        self._card, self._offers = Rows(rows.CardRow, self), Rows(rows.OfferRow, self)

    def use(self, book: Phrasebook) -> None:
        """These are the phrases from now on."""
        self._book = book
        self._renew()

    def show(self, scene: Scene) -> None:
        before, self._scene = self._scene, scene
        codes = scene.view(self._side).known, scene.view(other(self._side)).known
        if before is not None and before.session != scene.session:
            self._category = self._words = ""
            self._fill(None)
        if codes != self._codes or (before is not None and before.session != scene.session):
            self._codes = codes
            self._renew()
        self._card.show(rows.card_of(self._side, scene, self._dismissed))
        ids = rows.answers_of(scene) if self._card.rows() else ()
        self._answers.show([self._row(self._book.phrases[id]) for id in ids if id in self._book.phrases])
        self._offers.show(rows.offers_of(self._side, scene))

    def _renew(self) -> None:
        own, means = self._codes
        self._mine = rows.side_phrases(self._book, self._side, own, means) if own and means else []
        self._fill(None)
        self._list()

    def _list(self) -> None:
        book, own = self._book, self._codes[0]
        sets = rows.set_rows(book, self._mine, own, self._set)
        if sets and not any(one.chosen for one in sets):
            self._set = sets[0].code
            sets = rows.set_rows(book, self._mine, own, self._set)
        here = rows.in_set(book, self._mine, self._set)
        categories = rows.category_rows(book, here, own, self._category)
        if categories and not any(one.chosen for one in categories):
            self._category = categories[0].code
        chosen = "" if self._words else self._category
        self._sets.show(sets)
        self._categories.show(rows.category_rows(book, here, own, chosen))
        if self._words:
            seen = rows.found(book, self._mine, self._words, self._codes, self._side)
        else:
            seen = [one for one in here if one.category == self._category]
        self._found.show([self._row(one) for one in seen])
        self.changed.emit()

    def _row(self, phrase: Phrase) -> rows.PhraseRow:
        return rows.phrase_row(phrase, *self._codes)

    def _fill(self, filling: Filling | None) -> None:
        self._filling = filling
        own, means = self._codes
        self._slots.show(rows.slot_rows(self._book, filling, own) if filling is not None else [])
        chosen = filling.values.get("place") if filling is not None else None
        wanted = filling is not None and filling.active == "place"
        self._places.show(rows.place_rows(self._book, own, means, chosen) if wanted else [])
        self.fillingChanged.emit()

    def _touched(self, filling: Filling | None) -> None:
        self._send(Touch())
        self._fill(filling)

    # What a touch means.

    @Slot(str)
    def find(self, words: str) -> None:
        """Words to search for, in either language; none show the category again."""
        self._words = words.strip()
        self._send(Touch())
        self._list()

    @Slot(str)
    def chooseSet(self, code: str) -> None:
        self._set, self._category, self._words = code, "", ""
        self._list()

    @Slot(str)
    def chooseCategory(self, code: str) -> None:
        self._category, self._words = code, ""
        self._list()

    @Slot(str)
    def choose(self, code: str) -> None:
        """A phrase: it is said, or its slots are filled first."""
        phrase = self._book.phrases.get(code)
        if phrase is None:
            return
        if phrase.slots:
            self._touched(Filling.begun(phrase, self._now()))
        else:
            self._send(SayPhrase(self._side, code))
            self.said.emit()

    @Slot(str)
    def turnTo(self, slot: str) -> None:
        if self._filling is not None:
            self._touched(self._filling.turned_to(slot))

    @Slot(str)
    def digit(self, digits: str) -> None:
        if self._filling is not None:
            self._touched(self._filling.digit(digits))

    @Slot()
    def erase(self) -> None:
        if self._filling is not None:
            self._touched(self._filling.erased())

    @Slot(int)
    def step(self, by: int) -> None:
        """A number one up or down; of a clock, minutes."""
        if self._filling is not None:
            clock = self._filling.active == "time"
            self._touched(self._filling.later(by) if clock else self._filling.stepped(by))

    @Slot(str)
    def place(self, code: str) -> None:
        if self._filling is not None:
            self._touched(self._filling.placed(code))

    @Slot(str)
    def name(self, words: str) -> None:
        if self._filling is not None:
            self._touched(self._filling.named(words))

    @Slot()
    def leave(self) -> None:
        """Back to the list."""
        self._touched(None)

    @Slot()
    def say(self) -> None:
        """The filled phrase."""
        filling = self._filling
        if filling is not None and filling.ready:
            self._fill(None)
            self._send(SayPhrase(self._side, filling.phrase.id, filling.chosen))
            self.said.emit()

    @Slot(int)
    def dismiss(self, number: int) -> None:
        """The card has been read."""
        self._dismissed = number
        if self._scene is not None:
            self.show(self._scene)

    @Slot(int)
    def useMeant(self, number: int) -> None:
        self._send(UseMeant(number))

    # What QML reads.

    def _get_there(self) -> bool:
        return bool(self._mine)

    def _get_searching(self) -> bool:
        return bool(self._words)

    def _get_face(self) -> str:
        return family(self._codes[0])

    def _get_means_face(self) -> str:
        return family(self._codes[1])

    def _get_slot(self) -> str:
        return self._filling.active if self._filling is not None else ""

    def _get_ready(self) -> bool:
        return self._filling is not None and self._filling.ready

    def _get_filled(self) -> str:
        return reads(self._book, self._filling, self._codes[0]) if self._filling is not None else ""

    def _get_filled_means(self) -> str:
        return reads(self._book, self._filling, self._codes[1]) if self._filling is not None else ""

    def _get_checked(self) -> bool:
        return self._filling is not None and self._row(self._filling.phrase).isChecked

    def _get_sets(self) -> Rows:
        return self._sets

    def _get_categories(self) -> Rows:
        return self._categories

    def _get_found(self) -> Rows:
        return self._found

    def _get_answers(self) -> Rows:
        return self._answers

    def _get_slots(self) -> Rows:
        return self._slots

    def _get_places(self) -> Rows:
        return self._places

    def _get_card(self) -> Rows:
        return self._card

    def _get_offers(self) -> Rows:
        return self._offers

    there = Property(bool, _get_there, notify=changed)
    searching = Property(bool, _get_searching, notify=changed)
    face = Property(str, _get_face, notify=changed)
    meansFace = Property(str, _get_means_face, notify=changed)
    slot = Property(str, _get_slot, notify=fillingChanged)
    ready = Property(bool, _get_ready, notify=fillingChanged)
    filled = Property(str, _get_filled, notify=fillingChanged)
    filledMeans = Property(str, _get_filled_means, notify=fillingChanged)
    checked = Property(bool, _get_checked, notify=fillingChanged)
    sets = Property(Rows, _get_sets, constant=True)
    categories = Property(Rows, _get_categories, constant=True)
    found = Property(Rows, _get_found, constant=True)
    answers = Property(Rows, _get_answers, constant=True)
    slots = Property(Rows, _get_slots, constant=True)
    places = Property(Rows, _get_places, constant=True)
    card = Property(Rows, _get_card, constant=True)
    offers = Property(Rows, _get_offers, constant=True)
