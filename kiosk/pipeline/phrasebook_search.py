"""The phrases that a few typed letters mean, in any of the languages on the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from kiosk.pipeline.phrasebook import Phrase, Phrasebook, Says, text_code
from kiosk.pipeline.phrasebook_slots import FIELD
from kiosk.pipeline.phrasebook_wording import plain

_FOUND = 70.0  # of 100
_PLACE_FOUND, _CATEGORY_FOUND = 90.0, 80.0
_WITHOUT_ACCENTS = 97.0
_ACCENTED = re.compile("([a-z])[\u0300-\u036f]+")
_SHORT, _ALIKE = 4, 85.0
"""`toilets` is a toilet; of shorter words each letter counts."""


def search(
    book: Phrasebook, query: str, languages: Iterable[str], says: Says | None = None, also: Sequence[str] = ()
) -> list[Phrase]:
    """The phrases that a few typed letters or words may mean, best first; the names of their categories count too. Accents
    may be left out. `also`: other ways to write the query, 水 for みず."""
    wanted = plain(query)
    if not wanted:
        return book.select(says=says)
    codes = list(languages)
    scored = [
        (max(_search_score(book, phrase, wanted, codes), _written_score(book, phrase, also, codes)), phrase)
        for phrase in book.select(says=says)
    ]
    found = [(score, phrase) for score, phrase in scored if score >= _FOUND]
    return [phrase for _, phrase in sorted(found, key=lambda item: -item[0])]


def _search_score(book: Phrasebook, phrase: Phrase, wanted: str, codes: Sequence[str]) -> float:
    names = book.categories.get(phrase.category, {})
    texts = [phrase.texts[code].plain for each in codes if (code := text_code(phrase.texts, each))]
    score = 0.0
    for text in texts:
        letters = plain(FIELD.sub(" ", text))
        words = wanted.split()
        if all(word in letters for word in words):
            score = max(score, 100.0)
        elif all(word in _bare(letters) for word in words):
            score = max(score, _WITHOUT_ACCENTS)
        elif 2 < len(wanted) <= len(letters):  # no is in bano, but nobody looks for it
            score = max(score, 0.95 * fuzz.partial_token_set_ratio(wanted, letters), 0.95 * fuzz.partial_ratio(wanted, letters))
    if any(wanted in plain(names.get(code, "")) for code in codes):
        score = max(score, _CATEGORY_FOUND)
    if "place" in phrase.slots and score < _PLACE_FOUND and _names_place(book, wanted, codes):
        score = _PLACE_FOUND
    return score


def _written_score(book: Phrasebook, phrase: Phrase, also: Sequence[str], codes: Sequence[str]) -> float:
    """Of a query that is written in another way: the likeliest ones first, and only where it stands in the text."""
    texts = [plain(phrase.texts[code].plain) for each in codes if (code := text_code(phrase.texts, each))]
    if "place" in phrase.slots:
        texts += _place_names(book, codes)
    places = (place for place, words in enumerate(map(plain, also)) if words and any(words in text for text in texts))
    return max((_WITHOUT_ACCENTS - place for place in places), default=0.0)


def _bare(text: str) -> str:
    """Latin letters without their accents: nước is found by nuoc. Marks of other scripts stay."""
    split = unicodedata.normalize("NFD", text).replace("đ", "d")
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", split))


def _names_place(book: Phrasebook, wanted: str, codes: Sequence[str]) -> bool:
    near = len(wanted) > _SHORT
    return any(
        wanted in name or wanted in _bare(name) or (near and fuzz.partial_ratio(wanted, name) >= _ALIKE)
        for name in _place_names(book, codes)
    )


def _place_names(book: Phrasebook, codes: Sequence[str]) -> list[str]:
    return [plain(names[code].name) for names in book.places.values() for each in codes if (code := text_code(names, each))]
