"""One microphone for both sides, or one for each: then the microphone tells who speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock

from kiosk.core.audio import Audio, Samples
from kiosk.core.dialogue import DeviceEvent
from kiosk.core.protocols import VoiceDetector
from kiosk.core.scene import SIDES, Side
from kiosk.live.ear import Ear, EarOrder, Source
from kiosk.pipeline.conversation import InTake
from kiosk.pipeline.floor import Floor
from kiosk.pipeline.listening import Listener


class Ears:
    """An ear for each microphone: one is for both sides, two are the staff's and the visitor's, none listen to
    nobody. `listener` makes a fresh one; the rest as in Ear."""

    def __init__(
        self,
        microphones: Sequence[Source],
        detector: VoiceDetector,
        listener: Callable[[], Listener],
        in_the_air: Callable[[float, float], Audio],
        tell: Callable[[InTake | DeviceEvent], None],
    ) -> None:
        if len(microphones) == 1:
            self._ears: tuple[Ear, ...] = (Ear(microphones[0], detector, listener(), in_the_air, tell),)
            return
        floor = SharedFloor()
        self._ears = tuple(
            Ear(microphone, detector, listener(), in_the_air, tell, side=side, claim=partial(floor.is_mine, side))
            for side, microphone in zip(SIDES[: len(microphones)], microphones, strict=True)
        )

    def start(self) -> None:
        for ear in self._ears:
            ear.start()

    def order(self, order: EarOrder) -> None:
        """From any thread; each ear knows what is for it."""
        for ear in self._ears:
            ear.order(order)

    def step(self) -> None:
        """What the threads do again and again."""
        for ear in self._ears:
            ear.step()

    def close(self) -> None:
        for ear in self._ears:
            ear.close()


class SharedFloor:
    """A Floor for the threads of both ears."""

    def __init__(self) -> None:
        self._floor = Floor()
        self._lock = Lock()

    def is_mine(self, side: Side, at: float, frame: Samples, probability: float) -> bool:
        with self._lock:
            return self._floor.is_mine(side, at, frame, probability)
