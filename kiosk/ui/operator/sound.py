"""The sound page: which microphone, which loudspeaker, how loud and how fast, and whether they work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QTimer, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.audio.devices import SERVER, Device, DeviceName, Direction, list_devices, named
from kiosk.audio.loudspeaker import Loudspeaker
from kiosk.audio.microphone import Microphone
from kiosk.core.errors import AudioError
from kiosk.settings import Settings
from kiosk.ui.operator.controls import Choice, Option, Stepped
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.meter import Meter, OpenMicrophone
from kiosk.ui.operator.tone import OpenLoudspeaker, Tone

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 4000
"""How often the lists are made anew while the page is open; each look is a process of its own."""


@dataclass(frozen=True, slots=True)
class SoundParts:
    """Where the page gets its devices from."""

    look: Callable[[], tuple[Device, ...]] = list_devices
    microphone: OpenMicrophone = Microphone
    loudspeaker: OpenLoudspeaker = Loudspeaker


def options(devices: tuple[Device, ...], direction: Direction, chosen: str, default: Option, gone: str) -> list[Option]:
    """The default, every device that people would call one, and the chosen one also when it isn't there (`gone` says so).

    Where a sound server is, PortAudio's own list holds the same devices once more, so it is left out.
    """
    usable = [device for device in devices if device.channels(direction) and not device.monitor]
    served = [device for device in usable if device.name.host_api == SERVER]
    rows = [default]
    for device in served or usable:
        note = device.name.name if device.about else device.name.host_api
        rows.append(Option(str(device.name), device.about or device.name.name, note))
    if chosen and chosen not in [row.value for row in rows]:
        known = DeviceName.of(chosen)
        rows.append(Option(chosen, known.name if known else chosen, gone))
    return rows


@QmlElement
@QmlUncreatable("the operator pages hold it")
class SoundModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """Devices are held open between `open` and `close` only."""

    def __init__(self, keeping: Keeping, errands: Errands, parts: SoundParts, two_microphones: bool) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._parts = parts
        self._two = two_microphones
        self._devices: tuple[Device, ...] = ()
        self._is_open = self._looking = False
        self._used = keeping.settings.devices
        self._meter = Meter(keeping, errands, parts.microphone)
        self._visitor_meter = Meter(keeping, errands, parts.microphone)
        self._tone = Tone(keeping, errands, parts.loudspeaker)
        self._microphone = self._choice("input", "microphone", lambda s: s.devices.microphone)
        self._visitor_microphone = self._choice("input", "visitor_microphone", lambda s: s.devices.visitor_microphone)
        self._loudspeaker = self._choice("output", "loudspeaker", lambda s: s.devices.loudspeaker)
        self._volume = Stepped(keeping, "speech.volume", lambda s: s.speech.volume, tenths(0, 10), percent)
        self._speed = Stepped(keeping, "speech.speed", lambda s: s.speech.speed, tenths(5, 20), percent)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        keeping.changed.connect(self._follow)

    def open(self) -> None:
        if not self._is_open:
            self._is_open = True
            self._used = self._keeping.settings.devices
            self._listen()
            self._look()
            self._timer.start()

    def close(self) -> None:
        self._is_open = False
        self._timer.stop()
        self._meter.close()
        self._visitor_meter.close()
        self._tone.close()

    @Slot()
    def playTone(self) -> None:
        try:
            device = self._named(self._keeping.settings.devices.loudspeaker, "output")
        except AudioError:
            self._tone.refuse()
        else:
            self._tone.play(device)

    def _choice(self, direction: Direction, field: str, value: Callable[[Settings], str]) -> Choice:
        def there_are() -> list[Option]:
            say = self._keeping.texts.say
            shared = "operator.sound.shared" if field == "visitor_microphone" else "operator.sound.default"
            default = Option("", say(shared), say(f"{shared}.about"))
            gone = say("operator.sound.gone") if self._devices else ""
            return options(self._devices, direction, value(self._keeping.settings), default, gone)

        return Choice(self._keeping, f"devices.{field}", value, there_are)

    @Slot()
    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._errands.run(self._listed, self._found)

    def _listed(self) -> tuple[Device, ...] | None:
        try:
            return self._parts.look()
        except AudioError:
            return None  # the list stays as it was; the meter and the tone say what is wrong

    def _found(self, devices: tuple[Device, ...] | None) -> None:
        self._looking = False
        if devices is None or devices == self._devices:
            return
        first, self._devices = not self._devices, devices
        for choice in (self._microphone, self._visitor_microphone, self._loudspeaker):
            choice.refresh()
        if first and self._is_open and any(name and DeviceName.of(name) is None for name in self._microphones()):
            self._listen()  # a part of a name can be looked up now

    def _microphones(self) -> tuple[str, str]:
        return self._used.microphone, self._used.visitor_microphone

    @Slot()
    def _follow(self) -> None:
        used, self._used = self._used, self._keeping.settings.devices
        if not self._is_open or used == self._used:
            return
        if used.loudspeaker != self._used.loudspeaker:
            self._tone.close()
        if (used.microphone, used.visitor_microphone) != self._microphones():
            self._listen()

    def _listen(self) -> None:
        self._hear(self._meter, self._used.microphone)
        if self._two and self._used.visitor_microphone:
            self._hear(self._visitor_meter, self._used.visitor_microphone)
        else:
            self._visitor_meter.close()

    def _hear(self, meter: Meter, name: str) -> None:
        try:
            meter.open(self._named(name, "input"))
        except AudioError:
            meter.refuse()

    def _named(self, name: str, direction: Direction) -> DeviceName | None:
        return named(name, direction, lambda: self._devices)

    def _get_microphone(self) -> Choice:
        return self._microphone

    def _get_visitor_microphone(self) -> Choice:
        return self._visitor_microphone

    def _get_loudspeaker(self) -> Choice:
        return self._loudspeaker

    def _get_meter(self) -> Meter:
        return self._meter

    def _get_visitor_meter(self) -> Meter:
        return self._visitor_meter

    def _get_tone(self) -> Tone:
        return self._tone

    def _get_volume(self) -> Stepped:
        return self._volume

    def _get_speed(self) -> Stepped:
        return self._speed

    def _get_two(self) -> bool:
        return self._two

    microphone = Property(Choice, _get_microphone, constant=True)
    visitorMicrophone = Property(Choice, _get_visitor_microphone, constant=True)
    loudspeaker = Property(Choice, _get_loudspeaker, constant=True)
    meter = Property(Meter, _get_meter, constant=True)
    visitorMeter = Property(Meter, _get_visitor_meter, constant=True)
    tone = Property(Tone, _get_tone, constant=True)
    volume = Property(Stepped, _get_volume, constant=True)
    speed = Property(Stepped, _get_speed, constant=True)
    twoMicrophones = Property(bool, _get_two, constant=True)


def tenths(low: int, high: int) -> tuple[float, ...]:
    return tuple(number / 10 for number in range(low, high + 1))


def percent(value: float) -> str:
    return f"{round(100 * value)} %"
