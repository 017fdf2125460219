"""The composition root: from a settings file and a folder of models to engines that are ready for what is asked."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.catalog import Catalog, catalog_path, load_catalog
from kiosk.core.language import Route, full_form
from kiosk.core.protocols import Engines
from kiosk.engines import Need, build_engines
from kiosk.glossary_files import GlossaryFile, glossary_path
from kiosk.inventory import Inventory, take_stock
from kiosk.phrasebook_files import check_plain_words
from kiosk.pipeline.coach_engines import with_easy_japanese
from kiosk.pipeline.facts import prepare as prepare_facts
from kiosk.pipeline.glossary_engines import GlossarySynthesizer, GlossaryTranscriber, GlossaryTranslator
from kiosk.settings import Settings, load, models_folder


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Everything that is known before a model is loaded. `glossary`: where the staff's own list lies. `config`: the
    settings file, None for the default."""

    settings: Settings
    folder: Path
    catalog: Catalog
    inventory: Inventory
    glossary: Path = field(default_factory=glossary_path)
    config: Path | None = None

    def engines(self, need: Need, seed: int | None = None) -> Engines:
        """Engines with `need` loaded; with a `seed` they do the same every time. Raises ModelError."""
        if seed is not None and not self.settings.engines.scripted:
            from kiosk.engines import dice

            dice.load(seed)
        through = [Route(full_form(route.source), full_form(route.target)) for route in need.routes]
        voices = tuple(dict.fromkeys(map(full_form, need.voices)))
        need = replace(need, routes=tuple(route for route in through if route.source != route.target), voices=voices)
        engines = build_engines(self.inventory, self.settings, need)
        prepare_facts(code for route in need.routes for code in (route.source, route.target))
        if not self.settings.engines.scripted:
            engines = _with_glossary(engines, self.glossary, need)
        words, _ = check_plain_words(self.config)  # its mistakes are told by who shows them; they take nobody's engines away
        return with_easy_japanese(engines, words)


def assemble(config: Path | None = None, models: Path | None = None, scripted: bool = False) -> Kiosk:
    """Read settings and catalogue, look at what is installed. Raises SettingsError or ModelError."""
    return furnish(load(config), models, scripted, config)


def furnish(settings: Settings, models: Path | None = None, scripted: bool = False, config: Path | None = None) -> Kiosk:
    """As `assemble`, with settings that somebody has read; `config`: the file beside which the glossary lies.

    Raises ModelError.
    """
    if models is not None:
        settings = replace(settings, models=replace(settings.models, folder=str(models)))
    if scripted:
        settings = replace(settings, engines=replace(settings.engines, scripted=True))
    folder = models_folder(settings)
    catalog = load_catalog(catalog_path())
    return Kiosk(settings, folder, catalog, take_stock(folder, catalog), glossary_path(config), config)


def _with_glossary(engines: Engines, path: Path, need: Need) -> Engines:
    """The engines, each of which looks at the list as it is at that turn."""
    from kiosk.engines.glossary_japanese import analyse

    if need.hearing:
        analyse("駅")  # its dictionary takes 0.3 s to load: not in somebody's first turn
    glossary = GlossaryFile(path)
    return Engines(
        engines.detector,
        GlossaryTranscriber(engines.transcriber, glossary, analyse),
        GlossaryTranslator(engines.translator, glossary),
        GlossarySynthesizer(engines.synthesizer, glossary),
    )


def set_up_logging(level: str) -> None:
    """Our own log lines at `level` on stderr, other libraries' from WARNING. What people say is in none of them."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("kiosk").setLevel(level)
