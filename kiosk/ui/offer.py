"""What the screen is told there is: languages to choose from and phrases. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog import Catalog
from kiosk.core.language import LANGUAGES
from kiosk.core.protocols import Engines
from kiosk.core.scene import Scene
from kiosk.pipeline.phrasebook import Phrasebook, text_code
from kiosk.settings import Settings
from kiosk.ui.operator.abilities import abilities, by_default


@dataclass(frozen=True, slots=True)
class Offered:
    """`heard`: it can be spoken to the kiosk. `spoken`: the kiosk has a voice for it. `translated`: else there are phrases in
    it and nothing more."""

    code: str
    heard: bool = True
    spoken: bool = True
    translated: bool = True


News = Scene | tuple[Offered, ...] | Phrasebook
"""What the conversation tells the screen."""


def offered(settings: Settings, engines: Engines, catalog: Catalog) -> tuple[Offered, ...]:
    """Which a visitor can choose from: those that the staff put on offer, or every one that is of use. In the order of the
    picker. What the staff put on offer and nothing installed leads to or from is left out."""
    known = {one.code: one for one in abilities(settings.screen.language, engines, catalog) if one.useful}
    codes = [code for code in settings.languages if code in known] if settings.languages else by_default(known)
    return tuple(Offered(code, "ear" not in known[code].lacks, "voice" not in known[code].lacks) for code in codes)


def by_phrases(settings: Settings, engines: Engines, book: Phrasebook) -> tuple[Offered, ...]:
    """The languages in which phrases can be said to somebody, though nothing may be understood or translated."""
    staff, voices = settings.screen.language, engines.synthesizer.languages()
    texts = [phrase.texts for phrase in book.phrases.values() if text_code(phrase.texts, staff)]
    written = [code for code in LANGUAGES if code != staff and any(text_code(one, code) for one in texts)]
    codes = [code for code in settings.languages if code in written] if settings.languages else by_default(written)
    return tuple(Offered(code, heard=False, spoken=code in voices, translated=False) for code in codes)


def with_phrases(offer: tuple[Offered, ...], phrases: tuple[Offered, ...], settings: Settings) -> tuple[Offered, ...]:
    """What is of use, and the languages for phrases alone that the staff put on offer, in its order. Where nothing is of use,
    all those for phrases."""
    if not offer:
        return phrases
    known = {one.code: one for one in (*phrases, *offer)}
    return tuple(known[code] for code in settings.languages if code in known) if settings.languages else offer
