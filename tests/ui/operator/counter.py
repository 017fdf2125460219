"""A counter for the operator pages: devices that are none, models that are only known, a clock that is moved by hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.app import furnish
from kiosk.audio.devices import SERVER, Device, DeviceName
from kiosk.audio.framing import Frame
from kiosk.audio.loudspeaker import LoudspeakerEvent
from kiosk.audio.microphone import MicrophoneEvent
from kiosk.catalog import Catalog
from kiosk.core.audio import Audio
from kiosk.core.live import HostEvent, Job
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.engines.scripted import scripted_engines
from kiosk.inventory import Installed, Inventory, Problem
from kiosk.settings import Settings
from kiosk.ui.operator.glossary_places import Place
from kiosk.ui.operator.model import OperatorModel
from kiosk.ui.operator.sound import SoundParts
from kiosk.ui.operator.store import SettingsStore

PIN = "4711"
JABRA = Device(DeviceName("alsa_input.usb-Jabra_410", SERVER), 1, 0, 48_000, about="Jabra Speak 410 Mono")
BUILT_IN = Device(DeviceName("alsa_input.pci-0000", SERVER), 2, 0, 48_000, about="Built-in Audio", default_input=True)
MONITOR = Device(DeviceName("alsa_output.usb-Jabra_410.monitor", SERVER), 2, 0, 48_000, about="Monitor", monitor=True)
SPEAKER = Device(DeviceName("alsa_output.usb-Jabra_410", SERVER), 0, 2, 48_000, about="Jabra Speak 410 Stereo")
CARD = Device(DeviceName("HDA Intel: ALC257 (hw:0,0)", "ALSA"), 2, 2, 44_100)
ALL = (JABRA, BUILT_IN, MONITOR, SPEAKER, CARD)


class FakeMicrophone:
    def __init__(self, device: DeviceName | None) -> None:
        self.device = device
        self.events: deque[MicrophoneEvent] = deque()
        self.started = self.closed = False

    def start(self) -> None:
        self.started = True

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        assert timeout_s == 0.0  # the screen waits for nothing
        return self.events.popleft() if self.events else None

    def close(self) -> None:
        self.closed = True

    def hear(self, amplitude: float) -> None:
        self.events.append(Frame(np.full(FRAME_SAMPLES, amplitude, np.float32), 0.0))


class FakeLoudspeaker:
    def __init__(self, device: DeviceName | None, tell: Callable[[LoudspeakerEvent], None]) -> None:
        self.device = device
        self.tell = tell
        self.played: list[int] = []
        self.volume = 1.0
        self.closed = False

    def start(self) -> None:
        pass

    def play(self, audio: Audio, tag: int) -> None:
        self.played.append(tag)

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def close(self) -> None:
        self.closed = True


class FakeEngines:
    """Those that a name is tried out with; `deliver` tells what a test wants them to tell."""

    def __init__(self, deliver: Callable[[HostEvent], None]) -> None:
        self.deliver = deliver
        self.jobs: list[Job] = []
        self.abandoned: list[int] = []
        self.started = self.closed = False

    def start(self) -> None:
        self.started = True

    def submit(self, job: Job) -> None:
        self.jobs.append(job)

    def abandon(self, turn: int) -> None:
        self.abandoned.append(turn)

    def close(self) -> None:
        self.closed = True


class Counter:
    """`offer`: what the scripted engines speak. Errands run at once; `settle` brings back what they gave."""

    def __init__(
        self,
        folder: Path,
        *,
        text: str = "",
        offer: tuple[str, ...] = ("ja", "en", "ko", "th"),
        inventory: Inventory | None = None,
        two_microphones: bool = False,
        known: bool = True,
    ) -> None:
        self.now = 1000.0
        self.file = folder / "kiosk.toml"
        if text:
            self.file.write_text(text, encoding="utf-8")
        self.devices: tuple[Device, ...] = ALL
        self.stick, self.home = folder / "STICK", folder / "home"
        if folder.is_dir():
            self.stick.mkdir(exist_ok=True)
            self.home.mkdir(exist_ok=True)
        self.engines: list[FakeEngines] = []
        self.microphones: list[FakeMicrophone] = []
        self.loudspeakers: list[FakeLoudspeaker] = []
        self.store = SettingsStore(self.file)
        furnished = furnish(self.store.settings, folder / "models", scripted=True)
        self.kiosk = replace(furnished, inventory=inventory or stock(furnished.catalog, folder))
        self.model = OperatorModel(
            self.kiosk,
            self.store,
            engines=scripted_engines(offer) if known else None,
            sound=SoundParts(lambda: self.devices, self._microphone, self._loudspeaker),
            trial=self._engines,
            places=lambda: [Place(self.stick, True), Place(self.home, False)],
            two_microphones=two_microphones,
            clock=lambda: self.now,
            begin=lambda work: work(),
        )
        self.told: list[Settings] = []
        self.model.changed.connect(self.told.append)

    def enter(self, pin: str = PIN) -> None:
        for digit in pin:
            self.model._lock.type(digit)
        self.model._lock.enter()

    def come_in(self, page: str = "") -> None:
        """Open the pages, choose a PIN and go to a page."""
        self.model.open()
        self.enter()
        self.enter()
        if page:
            self.model.go(page)
        settle()

    def _microphone(self, device: DeviceName | None) -> FakeMicrophone:
        self.microphones.append(FakeMicrophone(device))
        return self.microphones[-1]

    def _engines(self, deliver: Callable[[HostEvent], None]) -> FakeEngines:
        self.engines.append(FakeEngines(deliver))
        return self.engines[-1]

    def _loudspeaker(self, device: DeviceName | None, tell: Callable[[LoudspeakerEvent], None]) -> FakeLoudspeaker:
        self.loudspeakers.append(FakeLoudspeaker(device, tell))
        return self.loudspeakers[-1]


def stock(catalog: Catalog, folder: Path) -> Inventory:
    """One that is there, one that nobody knows, two that are broken, one that is no model."""
    there = [model for name in ("en_US-joe-medium", "starter-en_ja") if (model := catalog.find(name))]
    whisper = catalog.find("whisper-base")
    assert whisper is not None
    problems = (
        Problem("notes.txt", "notes.txt: is no model; it is not used", "model.stray"),
        Problem(whisper.id, f"{whisper.id}: model.bin is damaged; {whisper.mend}", "model.corrupt", "whisper"),
    )
    return Inventory(tuple(Installed(model, folder / model.id, model.kind == "piper") for model in there), problems)


def settle() -> None:
    """What errands brought is delivered, what was deleted is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
