"""Models, plans and outcomes in the words of scripts/download_models.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.catalog import Model
from kiosk.core.errors import ModelError
from kiosk.core.language import LANGUAGES
from kiosk.fetching.outcome import Outcome
from kiosk.fetching.plan import Plan

_WHAT_TO_DO = {
    "source.unreachable": "run this again once it can be had, or give --mirror; what has come is kept",
    "model.corrupt": "get it from another source with --mirror, or have the bundle made again; `gc` removes what was refused",
}
"""By the code of a ModelError that says only what is wrong."""


def described(model: Model) -> dict[str, object]:
    """For --json."""
    return {
        "id": model.id,
        "kind": model.kind,
        "languages": list(model.languages),
        "route": str(model.route) if model.route else None,
        "quality": model.quality,
        "bytes": model.bytes,
        "memory_mb": model.memory_mb,
        "licence": model.licence,
        "attribution": model.attribution,
        "source": model.source,
        "pinned": model.pinned,
    }


def covers(model: Model) -> str:
    """Its languages in a few words."""
    if model.route is not None:
        return str(model.route)
    codes = [code for code in model.languages if not LANGUAGES[code].plain_form_of]
    return ", ".join(codes) if len(codes) <= 3 else f"{len(codes)} languages"


def plan_for_json(found: Plan) -> dict[str, object]:
    return {
        "models": [described(model) | {"lacking": model in found.lacking} for model in found.models],
        "gaps": list(found.gaps),
        "download_bytes": found.download_bytes,
        "disk_bytes": found.disk_bytes,
        "free_bytes": found.free_bytes,
        "memory_mb": found.memory_mb,
        "fits": found.fits,
    }


def plan_lines(found: Plan) -> Iterator[str]:
    """What is to be brought, what can't be had, and what it takes."""
    for model in found.lacking:
        size = "" if model.inside else f"{model.download_bytes / 1e6:.0f} MB"
        consent = "; needs --accept-licence" if model.needs_consent else ""
        coming = [model.archive] if model.archive else model.files
        recorded = "" if all(file.sha256 for file in coming) else ", digest recorded at first download"
        recorded += "" if model.pinned else ", revision unknown"
        yield f"  to bring   {model.id:<32}  {covers(model):<12}  {size:>8}  {model.licence}{consent}{recorded}"
    for gap in found.gaps:
        yield f"  not to be had  {gap}"
    memory = f"up to {found.memory_mb} MB of memory for a conversation"
    if not found.lacking:
        yield f"  nothing to bring: {len(found.models)} models are there and whole; {memory}"
        return
    yield (
        f"  {found.download_bytes / 1e6:.0f} MB to bring, {found.disk_bytes / 1e6:.0f} MB of room needed "
        f"({found.free_bytes / 1e6:.0f} MB free), {memory}"
    )


def outcome_for_json(outcome: Outcome) -> dict[str, object]:
    told: dict[str, object] = {"id": outcome.id, "state": outcome.state}
    return told | ({"error": outcome.error.code, "line": str(outcome.error)} if outcome.error else {})


def outcome_line(model: Model, outcome: Outcome) -> str:
    return f"  {outcome.state:<9}  {model.id:<24}  {outcome.error or f'{model.licence}: {model.attribution}'}"


def failure_line(failures: Sequence[ModelError], count: int) -> str:
    """Of `count` models these can't be had: the first one's reason, and what to do."""
    what_to_do = _WHAT_TO_DO.get(failures[0].code, "")
    return f"{len(failures)} of {count} models can't be had: {failures[0]}" + (f"; {what_to_do}" if what_to_do else "")
