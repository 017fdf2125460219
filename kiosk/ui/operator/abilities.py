"""What the kiosk can do in a language beside the staff's, what it lacks, and whether the catalogue has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kiosk.catalog import Catalog, Model
from kiosk.core.language import LANGUAGES, Route, full_form
from kiosk.core.protocols import Engines
from kiosk.pipeline.offer import by_speech, by_text

Lack = Literal["way", "way_in", "way_out", "ear", "voice"]
"""way: nothing leads from it or to it. way_in: visitors aren't understood. way_out: they get no answer. ear: they have to
type. voice: they have to read."""


@dataclass(frozen=True, slots=True)
class Ability:
    """`useful`: there is a way to be understood and a way to be answered, in words or in writing. `mends`: the catalogue has
    some of what it lacks."""

    code: str
    lacks: tuple[Lack, ...]
    useful: bool
    mends: bool


def ability(code: str, staff: str, engines: Engines, catalog: Catalog) -> Ability:
    """What can be done for somebody who speaks `code`, when the staff speaks `staff`."""
    way_in, way_out = Route(code, staff), Route(staff, code)
    understood = by_speech(engines, way_in) or by_text(engines, way_in)
    answered = by_speech(engines, way_out) or by_text(engines, way_out)
    checks: dict[Lack, bool] = {
        "way": not understood and not answered,
        "way_in": answered and not understood,
        "way_out": understood and not answered,
        "ear": code not in engines.transcriber.languages(),
        "voice": code not in engines.synthesizer.languages(),
    }
    lacks = tuple(lack for lack, there in checks.items() if there)
    return Ability(code, lacks, understood and answered, any(_is_known(lack, code, staff, catalog.models) for lack in lacks))


def abilities(staff: str, engines: Engines, catalog: Catalog) -> tuple[Ability, ...]:
    """For every language but the staff's, in the order of the picker."""
    return tuple(ability(code, staff, engines, catalog) for code in LANGUAGES if code != staff)


def by_default(codes: Iterable[str]) -> Iterator[str]:
    """What is on offer of these where the staff lists nothing: no plainer forms, and of forms that are written alike
    (Portuguese of Portugal and of Brazil) the first. Scripts are two."""
    alike = {"pb": "pt"}
    seen: set[str] = set()
    for code in codes:
        name = alike.get(code, code)
        if name in LANGUAGES and name not in seen and full_form(name) == name:
            seen.add(name)
            yield code


def _is_known(lack: Lack, code: str, staff: str, models: Iterable[Model]) -> bool:
    code = full_form(code)
    free = [model for model in models if not model.needs_consent]
    match lack:
        case "voice":
            return any(model.kind in ("piper", "openjtalk") and code in model.languages for model in free)
        case "ear":
            return any(model.kind == "whisper" and code in model.languages for model in free)
        case "way":
            return _leads(code, staff, free) or _leads(staff, code, free)
        case "way_in":
            return _leads(code, staff, free)
        case "way_out":
            return _leads(staff, code, free)


def _leads(source: str, target: str, models: Iterable[Model]) -> bool:
    """By one package, or by two through English."""
    routes = {model.route for model in models}
    hops = [Route(source, "en"), Route("en", target)]
    return Route(source, target) in routes or all(hop.source == hop.target or hop in routes for hop in hops)
