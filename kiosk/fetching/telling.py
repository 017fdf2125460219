"""A model of the catalogue in the words of scripts/download_models.py."""

from __future__ import annotations

from kiosk.catalog import Model
from kiosk.core.language import LANGUAGES


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
