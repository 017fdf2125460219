"""The test tone of the sound page, on the loudspeaker and at the volume that are set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.audio.devices import DeviceName
from kiosk.audio.loudspeaker import LoudspeakerEvent, LoudspeakerFound, LoudspeakerLost, Played, Unplayed, test_tone
from kiosk.core.audio import Audio
from kiosk.ui.operator.errands import Errands
from kiosk.ui.operator.keeping import Keeping

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Plays(Protocol):
    """Loudspeaker, as the tone needs it."""

    def start(self) -> None: ...
    def play(self, audio: Audio, tag: int) -> None: ...
    def set_volume(self, volume: float) -> None: ...
    def close(self) -> None: ...


OpenLoudspeaker = Callable[[DeviceName | None, Callable[[LoudspeakerEvent], None]], Plays]


@QmlElement
@QmlUncreatable("the operator pages hold it")
class Tone(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`told`: what became of it, in the staff's words."""

    changed = Signal()

    def __init__(self, keeping: Keeping, errands: Errands, loudspeaker: OpenLoudspeaker) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._errands = errands
        self._make = loudspeaker
        self._voice: Plays | None = None
        self._opened = 0
        self._tone = 0
        self._playing = False
        self._told = ""
        keeping.textsChanged.connect(self.changed)
        keeping.changed.connect(self._follow_volume)

    def play(self, device: DeviceName | None) -> None:
        """Once more where it is playing already."""
        if self._voice is None:
            self._opened += 1
            self._voice = self._make(device, partial(self._from_its_thread, self._opened))
            self._voice.start()
            self._follow_volume()
        self._tone += 1
        self._show(True, "operator.sound.playing")
        self._voice.play(test_tone(), self._tone)

    def close(self) -> None:
        """Let go of the loudspeaker."""
        if self._voice is not None:
            self._errands.run(self._voice.close, lambda _: None)  # it may take half a second
            self._voice = None
        self._show(False, "")

    def refuse(self) -> None:
        """There is no such device."""
        self.close()
        self._show(False, "operator.sound.no_such")

    @Slot()
    def _follow_volume(self) -> None:
        if self._voice is not None:
            self._voice.set_volume(self._keeping.settings.speech.volume)

    def _from_its_thread(self, opened: int, event: LoudspeakerEvent) -> None:
        self._errands.tell(partial(self._note, opened, event))

    def _note(self, opened: int, event: LoudspeakerEvent) -> None:
        if opened != self._opened or self._voice is None:
            return
        match event:
            case Played(tag=tag) if tag == self._tone:
                self._show(False, "operator.sound.played")
            case Unplayed(tag=tag) if tag == self._tone:
                self._show(False, "operator.sound.unplayed")
            case LoudspeakerLost():
                self._show(self._playing, "operator.sound.no_loudspeaker")
            case LoudspeakerFound() if self._playing:
                self._show(True, "operator.sound.playing")
            case _:
                pass

    def _show(self, playing: bool, told: str) -> None:
        if (playing, told) != (self._playing, self._told):
            self._playing, self._told = playing, told
            self.changed.emit()

    def _get_playing(self) -> bool:
        return self._playing

    def _get_told(self) -> str:
        return self._keeping.texts.say(self._told) if self._told else ""

    playing = Property(bool, _get_playing, notify=changed)
    told = Property(str, _get_told, notify=changed)
