"""Which languages a visitor can choose from: those that the staff put on offer, or every one that is of use. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.catalog import Catalog
from kiosk.core.language import LANGUAGES
from kiosk.core.protocols import Engines
from kiosk.settings import Settings
from kiosk.ui.operator.abilities import abilities


@dataclass(frozen=True, slots=True)
class Offered:
    """`heard`: it can be spoken to the kiosk. `spoken`: the kiosk has a voice for it."""

    code: str
    heard: bool = True
    spoken: bool = True


def offered(settings: Settings, engines: Engines, catalog: Catalog) -> tuple[Offered, ...]:
    """In the order of the picker. What the staff put on offer and nothing installed leads to or from is left out."""
    known = {one.code: one for one in abilities(settings.screen.language, engines, catalog) if one.useful}
    codes = [code for code in settings.languages if code in known] if settings.languages else _each_once(known)
    return tuple(Offered(code, "ear" not in known[code].lacks, "voice" not in known[code].lacks) for code in codes)


def _each_once(codes: Iterable[str]) -> Iterator[str]:
    """Forms of one language that are written alike (Portuguese of Portugal and of Brazil) are one choice; scripts are two."""
    alike = {"pb": "pt"}
    seen: set[str] = set()
    for code in codes:
        name = alike.get(code, code)
        if name in LANGUAGES and name not in seen:
            seen.add(name)
            yield code
