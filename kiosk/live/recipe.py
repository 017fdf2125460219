"""How the engine process makes its engines: a plain value that goes down the pipe before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.core.protocols import Engines

if TYPE_CHECKING:
    from kiosk.engines import Need


@dataclass(frozen=True, slots=True)
class Recipe:
    """`factory` names a function as `package.module:name`; called with `arguments` (all picklable) it gives engines.

    A name and not the function, so that only the engine process ever imports what it needs.
    """

    factory: str
    arguments: tuple[object, ...] = ()

    @staticmethod
    def of(need: Need, config: Path | None = None, models: Path | None = None, scripted: bool = False) -> Recipe:
        """The kiosk's own engines: what `kiosk.app.assemble` takes, and what to load before the first turn."""
        return Recipe(f"{__name__}:{engines_from.__name__}", (need, config, models, scripted))

    def engines(self) -> Engines:
        """Make them. Raises whatever the factory raises: ModelError."""
        module, _, name = self.factory.partition(":")
        made = getattr(import_module(module), name)(*self.arguments)
        if not isinstance(made, Engines):
            raise TypeError(f"{self.factory} made no Engines")
        return made


def engines_from(need: Need, config: Path | None, models: Path | None, scripted: bool) -> Engines:
    """Raises ModelError. Mistakes in the file are told by whoever starts the kiosk; a slip that somebody makes later must
    not keep the engines from coming back."""
    from kiosk.app import furnish
    from kiosk.settings import Settings, read

    return furnish(read(config).settings if config else Settings(), models, scripted, config).engines(need)
