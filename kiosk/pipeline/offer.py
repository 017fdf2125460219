"""What can be asked of the engines: from which languages an answer in another can be reached, and what to listen for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.core.errors import StageError
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.turn import Hint


def by_text(engines: Engines, route: Route) -> bool:
    return route.source == route.target or route in engines.translator.routes()


def by_speech(engines: Engines, route: Route) -> bool:
    """By text, or by the recogniser's own translation of speech into English and on from there."""
    heard = route.source in engines.transcriber.languages()
    return heard and (
        by_text(engines, route) or route.target == "en" or Route("en", route.target) in engines.translator.routes()
    )


def hint(engines: Engines, sources: Iterable[str], target: str) -> Hint:
    """What to listen for, so that each of `sources` that can reach `target` does.

    Raises StageError("translation", "route.missing") when none can.
    """
    wanted = tuple(sources)
    reach = tuple(code for code in wanted if by_speech(engines, Route(code, target)))
    if not reach:
        asked = ",".join(dict.fromkeys([*wanted[:3], target]))
        raise StageError(
            "translation",
            "route.missing",
            f"nothing installed leads from {', '.join(wanted[:3])} to {target}: "
            f"`python scripts/download_models.py fetch --for {asked}` installs it",
        )
    return Hint(reach, frozenset(code for code in reach if not by_text(engines, Route(code, target))))


def hints(engines: Engines) -> Callable[[tuple[str, ...], str], Hint | None]:
    """As `hint`, None where nothing installed leads to the target."""

    def hint_for(sources: tuple[str, ...], target: str) -> Hint | None:
        try:
            return hint(engines, sources, target)
        except StageError:
            return None

    return hint_for
