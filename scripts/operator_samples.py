"""The operator pages for scripts/screenshots: devices that are none, models that are only known, every page in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np

from kiosk.app import Kiosk, furnish
from kiosk.audio.devices import SERVER, Device, DeviceName
from kiosk.audio.framing import Frame
from kiosk.audio.microphone import MicrophoneEvent, MicrophoneFound
from kiosk.catalog import Catalog, catalog_path, load_catalog
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.engines.scripted import scripted_engines
from kiosk.settings import Settings
from kiosk.ui.operator.glossary_places import Place
from kiosk.ui.operator.model import OperatorModel, Page
from kiosk.ui.operator.sound import SoundParts
from kiosk.ui.operator.store import SettingsStore

LANGUAGES = ("ja", "en")
"""The pages are there in these."""

STATES = (
    "pin-choose", "pin-simple", *get_args(Page), "glossary-form", "glossary-tables", "glossary-mistakes", "restart",
    "pin-wrong",
)  # fmt: skip

_PIN = "4711"
_JABRA = Device(DeviceName("alsa_input.usb-Jabra_410", SERVER), 1, 0, 48_000, about="Jabra Speak 410 Mono")
_DEVICES = (
    _JABRA,
    Device(DeviceName("alsa_input.pci-0000", SERVER), 2, 0, 48_000, about="Built-in Audio Analog Stereo"),
    Device(DeviceName("alsa_output.usb-Jabra_410", SERVER), 0, 2, 48_000, about="Jabra Speak 410 Stereo"),
)
_BROKEN = '[screen]\nlanguage = "{}"\nlayot = 1\n[speech]\nsped = 1.0\nspeed = 9\n'


class _Microphone:
    """Somebody talks into it, always as loud."""

    def __init__(self, device: DeviceName | None) -> None:
        self._events: list[MicrophoneEvent] = [
            MicrophoneFound(device or _JABRA.name),
            Frame(np.full(FRAME_SAMPLES, 0.05, np.float32), 0.0),
        ]

    def start(self) -> None:
        """It runs."""

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        return self._events.pop(0) if self._events else None

    def close(self) -> None:
        """It is quiet."""


def operator(folder: Path, language: str, broken: bool = False) -> OperatorModel:
    """The pages of a staff that reads `language`; kiosk.toml is in `folder`, with mistakes where it is to be broken."""
    file = folder / "kiosk.toml"
    file.write_text(_BROKEN.format(language) if broken else f'[screen]\nlanguage = "{language}"\n', encoding="utf-8")
    store = SettingsStore(file)
    kiosk = _known(folder, store.settings)
    sound = SoundParts(look=lambda: _DEVICES, microphone=_Microphone)
    engines = scripted_engines(("ja", "en", "zh", "ko", "th"))
    return OperatorModel(kiosk, store, engines=engines, sound=sound, places=lambda: _places(folder), begin=lambda work: work())


def _places(folder: Path) -> list[Place]:
    """A stick with a table on it, and home."""
    stick = folder / "COUNTER"
    stick.mkdir(exist_ok=True)
    (stick / "names.csv").write_text("用語,読み,en\n鶴橋,tsuru,Tsuruhashi\n梅田,うめだ,Umeda\n橋,はし,\n", encoding="cp932")
    return [Place(stick, True), Place(folder / "home", False)]


def states(model: OperatorModel) -> Iterator[str]:
    """Bring the pages into each of STATES in turn."""
    model.open()
    yield "pin-choose"
    _enter(model, "1234")
    yield "pin-simple"
    _enter(model, _PIN)
    _enter(model, _PIN)
    for page in get_args(Page):
        model.go(page)
        model._sound._meter.step()
        yield page
        if page == "glossary":
            yield from _glossary(model)
    model.go("sound")
    model._sound._meter.step()
    model._sound._speed.less()
    yield "restart"
    model.close()
    model.open()
    _enter(model, "0815")
    yield "pin-wrong"


def _glossary(model: OperatorModel) -> Iterator[str]:
    """The pages below the list of names."""
    glossary = model._glossary
    glossary.edit("鶴橋")
    yield "glossary-form"
    glossary.openExchange()
    yield "glossary-tables"
    glossary._exchange.choose(str(glossary._exchange.tables[0].path))
    yield "glossary-mistakes"
    glossary.back()


def _enter(model: OperatorModel, digits: str) -> None:
    for digit in digits:
        model._lock.type(digit)
    model._lock.enter()


def _known(folder: Path, settings: Settings) -> Kiosk:
    models = folder / "models"
    _stock(load_catalog(catalog_path()), models)
    return furnish(settings, models, scripted=True)


def _stock(catalog: Catalog, models: Path) -> None:
    """Files of the right size with nothing in them, so that whoever looks again sees the same; one of them is too short."""
    for name in ("en_US-joe-medium", "starter-en_ja", "starter-ja_en", "whisper-base"):
        model = catalog.find(name)
        for file in model.files if model else ():
            path = models / name / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as empty:
                empty.truncate(file.bytes // 2 if (name, file.name) == ("whisper-base", "model.bin") else file.bytes)
