"""The staff's own words at the dialogue's hand: the phrasebook, what it finds meant in a sentence, and the coach."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.core.audio import Audio
from kiosk.core.errors import UsageError
from kiosk.core.language import full_form
from kiosk.core.phrased import Phrased, SlotValues
from kiosk.core.scene import Side
from kiosk.pipeline.coach import coach
from kiosk.pipeline.dialogue.adviser import Counsel, Meant
from kiosk.pipeline.facts import find_facts
from kiosk.pipeline.phrasebook import Phrasebook, text_code
from kiosk.pipeline.phrasebook_matching import Matcher
from kiosk.pipeline.phrasebook_slots import SLOT_NAMES, Slot, SlotValue

SoundFor = Callable[[str, str], Audio | None]
"""The sound of a text in a language, where it was made ahead."""


class PhrasebookAdviser:
    """Satisfies Adviser. `words`: those of offices, for the coach. Used by one thread."""

    def __init__(self, book: Phrasebook, words: Mapping[str, str], sound_for: SoundFor = lambda text, language: None) -> None:
        self._book, self._words, self._sound_for = book, words, sound_for
        self._matchers: dict[str, Matcher] = {}

    def phrase(self, id: str, values: SlotValues, language: str, target: str) -> Phrased | None:
        return phrased(self._book, id, values, language, target)

    def meant(self, text: str, language: str, target: str, side: Side) -> Meant | None:
        spoken = full_form(language)
        if spoken not in self._matchers:
            self._matchers[spoken] = Matcher(self._book, spoken, find_facts)
        found = self._matchers[spoken].suggest(text, side)
        if found is None:
            return None
        phrase = phrased(self._book, found.phrase.id, tuple(found.values.items()), language, target)
        return None if phrase is None else Meant(phrase, found.exactly)

    def coach(self, text: str) -> Counsel:
        coaching = coach(text, self._words)
        return Counsel(tuple(dict.fromkeys(advice.kind for advice in coaching.advice)), coaching.plainer)

    def sound(self, phrased: Phrased) -> Audio | None:
        return self._sound_for(phrased.aloud, phrased.voice)


def phrased(book: Phrasebook, id: str, values: SlotValues, language: str, target: str) -> Phrased | None:
    """A phrase in two languages; None where it isn't there in both, or a value is missing or wrong."""
    filled: dict[Slot, SlotValue] = {SLOT_NAMES[name]: value for name, value in values if name in SLOT_NAMES}
    try:
        said, means = book.say(id, language, filled), book.say(id, target, filled)
    except UsageError:
        return None
    answers = tuple(one.id for one in book.answers(id) if text_code(one.texts, language) and text_code(one.texts, target))
    checked = bool(said.checked and means.checked)
    return Phrased(id, said.text, means.text, means.spoken, means.voice_language, checked, answers, values)
