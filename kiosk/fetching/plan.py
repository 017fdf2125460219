"""What to bring: a profile, single models, or what a set of languages needs; and what that takes, before the first byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.catalog import Catalog, Kind, Model
from kiosk.core.errors import ModelError, UsageError
from kiosk.core.language import LANGUAGES, Route, full_form, language
from kiosk.fetching.profile import disk_bytes, find_lacking
from kiosk.inventory import Inventory
from kiosk.packs.staging import DISK, Disk, room_for

PIVOT = "en"
_EAR = "whisper-small"
"""For languages that are asked for one by one, where no recogniser is installed yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`gaps`: what was asked for and can't be had, a line each."""

    models: tuple[Model, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing `models` takes. `lacking`: those of them that aren't there whole. Sizes in bytes."""

    models: tuple[Model, ...]
    lacking: tuple[Model, ...]
    gaps: tuple[str, ...]
    download_bytes: int
    disk_bytes: int
    free_bytes: int
    memory_mb: int

    @property
    def fits(self) -> bool:
        return not self.lacking or self.disk_bytes <= self.free_bytes


def choose_profile(catalog: Catalog, name: str) -> Choice:
    """Raises UsageError when there is no such profile."""
    models = catalog.profile(name)
    if not models:
        profiles = ", ".join(catalog.profiles())
        raise UsageError("profile.unknown", f"there is no profile {name!r}; there is: {profiles}")
    return Choice(models)


def choose_models(catalog: Catalog, names: Iterable[str]) -> Choice:
    """Raises UsageError for a name that the catalogue doesn't have."""
    models = []
    for name in names:
        model = catalog.find(name)
        if model is None:
            raise UsageError("model.unknown", f"there is no model {name!r}; `download_models.py list` lists them")
        models.append(model)
    return Choice(tuple(models))


def choose_languages(catalog: Catalog, codes: Sequence[str], stock: Inventory, consent: bool) -> Choice:
    """A recogniser, the packages between English and each language, and a voice for each; the best there are.

    A plainer form of a language needs what the language needs. What is installed already for these languages is chosen too,
    so that it is checked and mended. `consent`: whether models
    count whose licence is unknown or forbids earning money. Raises UsageError for an unknown language.
    """
    wanted = list(dict.fromkeys(full_form(language(code).code) for code in codes))
    allowed = [model for model in catalog.models if consent or not model.needs_consent]
    chosen, gaps = [_ear(catalog, stock)], []
    for code in wanted:
        for route in [Route(code, PIVOT), Route(PIVOT, code)] if code != PIVOT else []:
            package = _best(model for model in allowed if model.route == route)
            if package is None:
                gaps.append(f"{code}: nothing in the catalogue translates {route} ({LANGUAGES[code].english})")
            else:
                chosen.append(package)
        voice = _best_voice(allowed, code)
        if voice is not None:
            chosen.append(voice)
        else:
            consented = _best_voice(catalog.models, code)
            hint = f"; {consented.id} ({consented.licence}) comes with --accept-licence" if consented else ""
            gaps.append(f"{code}: no voice that every counter may use, so it is shown as text{hint}")
    chosen += _installed(catalog, stock, wanted)
    return Choice(tuple(dict.fromkeys(model for model in chosen if model is not None)), tuple(gaps))


def _ear(catalog: Catalog, stock: Inventory) -> Model | None:
    installed = [model for one in stock.of_kind("whisper") if (model := catalog.find(one.model.id))]
    return _best(installed) or catalog.find(_EAR) or _best(model for model in catalog.models if model.kind == "whisper")


def _best(models: Iterable[Model]) -> Model | None:
    return max(models, key=lambda model: (model.quality, model.id), default=None)


def _best_voice(models: Iterable[Model], code: str) -> Model | None:
    """A voice made for the language comes before one that only serves it too."""
    voices = [model for model in models if model.kind in ("piper", "openjtalk") and code in model.languages]
    return max(voices, key=lambda model: (model.languages[0] == code, model.quality, model.id), default=None)


def _installed(catalog: Catalog, stock: Inventory, codes: Sequence[str]) -> list[Model]:
    """Models of the catalogue that are here for these languages, whole or not."""
    names = [one.model.id for one in stock.models] + [problem.name for problem in stock.problems]
    models = [model for name in names if (model := catalog.find(name)) is not None]
    return [model for model in models if model.kind != "whisper" and set(model.languages) <= {*codes, PIVOT}]


def refuse_without_consent(models: Iterable[Model], consent: bool) -> None:
    """Raises ModelError("licence.refused") that names what needs it."""
    asking = [f"{model.id} ({model.licence})" for model in models if model.needs_consent]
    if asking and not consent:
        line = "these may not be used everywhere; read their terms and give --accept-licence if they allow your use: "
        raise ModelError("licence.refused", line + ", ".join(asking))


def plan(choice: Choice, folder: Path, disk: Disk = DISK) -> Plan:
    lacking = find_lacking(choice.models, folder)
    place = next(path for path in (folder, *folder.parents) if path.exists())
    return Plan(
        models=choice.models,
        lacking=tuple(lacking),
        gaps=choice.gaps,
        download_bytes=sum(model.download_bytes for model in lacking),
        disk_bytes=room_for(disk_bytes(lacking, folder)) if lacking else 0,
        free_bytes=disk.free_bytes(place),
        memory_mb=_conversation_mb(choice.models),
    )


def _conversation_mb(models: Iterable[Model]) -> int:
    """The most that one conversation loads: a recogniser, two packages each way, and two voices."""
    kinds: list[tuple[tuple[Kind, ...], int]] = [(("whisper",), 1), (("argos", "ctranslate2"), 4), (("piper", "openjtalk"), 2)]
    total = 0
    for kind, count in kinds:
        sizes = sorted((model.memory_mb for model in models if model.kind in kind), reverse=True)
        total += sum(sizes[:count])
    return total
