"""What the phrases page, the card with answers and the offers show, row by row. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.core.scene import Bubble, Scene, Side
from kiosk.pipeline.phrasebook import Phrase, Phrasebook, text_code
from kiosk.pipeline.phrasebook_search import search
from kiosk.ui.fonts import family
from kiosk.ui.keyboard.kana import written_as
from kiosk.ui.phrases_filling import Filling, bare, shown


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A set, a category or a place. `other`: its name for the other side, "" where that doesn't matter."""

    code: str
    name: str
    chosen: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """`said` is read by this side, `means` by the other one. `opens`: it has slots to be filled."""

    code: str
    said: str
    means: str
    isChecked: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class SlotRow:
    """`slot`: its kind. `filled`: it has a value."""

    slot: str
    value: str
    active: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class CardRow:
    """A phrase that the other side said, for this one to read large. `answerable`: answers lie below it."""

    number: int
    main: str
    minor: str
    mainFace: str
    minorFace: str
    isChecked: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Under this side's newest bubble. `meant`: a phrase instead of it; else other words. `why`: a text's key."""

    number: int
    meant: bool
    why: str
    words: str
    means: str
    face: str
    meansFace: str
    isChecked: bool


def side_phrases(book: Phrasebook, side: Side, own: str, other: str) -> list[Phrase]:
    """What a side can say to the other one, in the order of the files."""
    return [one for one in book.select(says=side) if text_code(one.texts, own) and text_code(one.texts, other)]


def set_rows(book: Phrasebook, phrases: Iterable[Phrase], language: str, chosen: str) -> list[ChoiceRow]:
    """The sets that have a name; what the others hold belongs to each of them."""
    names = dict.fromkeys(one.book for one in phrases if book.books.get(one.book))
    return [ChoiceRow(name, _named(book.books[name], language, name), name == chosen) for name in names]


def in_set(book: Phrasebook, phrases: Iterable[Phrase], chosen: str) -> list[Phrase]:
    return [one for one in phrases if one.book == chosen or not book.books.get(one.book)]


def category_rows(book: Phrasebook, phrases: Iterable[Phrase], language: str, chosen: str) -> list[ChoiceRow]:
    """What all sets share, answers, comes last."""
    ordered = sorted(phrases, key=lambda one: not book.books.get(one.book))
    codes = dict.fromkeys(one.category for one in ordered)
    return [ChoiceRow(code, _named(book.categories.get(code, {}), language, code), code == chosen) for code in codes]


def found(book: Phrasebook, phrases: Iterable[Phrase], words: str, languages: tuple[str, str], side: Side) -> list[Phrase]:
    there = {one.id for one in phrases}
    return [one for one in search(book, words, languages, side, written_as(words)) if one.id in there]


def phrase_row(phrase: Phrase, own: str, other: str) -> PhraseRow:
    checked = all(phrase.texts[text_code(phrase.texts, code)].checked for code in (own, other))
    return PhraseRow(phrase.id, bare(phrase, own), bare(phrase, other), checked, bool(phrase.slots))


def slot_rows(book: Phrasebook, filling: Filling, language: str) -> list[SlotRow]:
    values = filling.values
    return [
        SlotRow(slot, shown(book, slot, values.get(slot), language), slot == filling.active, slot in values)
        for slot in filling.phrase.slots
    ]


def place_rows(book: Phrasebook, own: str, other: str, chosen: object) -> list[ChoiceRow]:
    """Every listed place that both sides have a name for."""
    both = [code for code, names in book.places.items() if text_code(names, own) and text_code(names, other)]
    return [ChoiceRow(code, book.place(code, own).name, code == chosen, book.place(code, other).name) for code in both]


def card_of(side: Side, scene: Scene, dismissed: int) -> list[CardRow]:
    """The phrase that was said last, if this side is to answer it or can only read it: one or none."""
    bubble = scene.turns[-1] if scene.turns else None
    if bubble is None or bubble.phrase is None or bubble.side == side or bubble.id == dismissed:
        return []
    if not (bubble.phrase.answers or bubble.text_only):
        return []
    main, minor = family(bubble.target), family(bubble.language)
    phrase = bubble.phrase
    return [CardRow(bubble.id, bubble.translation, bubble.transcript, main, minor, phrase.checked, bool(phrase.answers))]


def answers_of(scene: Scene) -> tuple[str, ...]:
    """Ids of what answers the phrase that was said last."""
    phrase = scene.turns[-1].phrase if scene.turns else None
    return phrase.answers if phrase is not None else ()


def offers_of(side: Side, scene: Scene) -> list[OfferRow]:
    """What may be used instead of the words of this side's newest bubble: one or none."""
    bubble = scene.turns[-1] if scene.turns else None
    if bubble is None or bubble.side != side or bubble.stage == "saying" or bubble.asks:
        return []
    said, means = family(bubble.language), family(bubble.target)
    if bubble.meant is not None:
        meant = bubble.meant
        return [OfferRow(bubble.id, True, "meant.title", meant.said, meant.means, said, means, meant.checked)]
    return [_coached(bubble, said, means)] if bubble.advice and "type" in scene.works else []


def _coached(bubble: Bubble, said: str, means: str) -> OfferRow:
    return OfferRow(bubble.id, False, f"coach.{bubble.advice[0]}", bubble.plainer, "", said, means, False)


def _named(names: Mapping[str, str], language: str, otherwise: str) -> str:
    code = text_code(names, language) or ("en" if "en" in names else "ja")
    return names.get(code, otherwise)
