"""The kiosk's screen in a process of its own, timed from within: its first frame, and its frames while the engines work.

Run as `python -m kiosk.bench.window STARTED MODELS SECONDS`; STARTED is the `time.time()` at which the process was asked for,
SECONDS how long the engines work, 0 to end at the first frame. Prints a JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kiosk.bench.cold import peak_memory_mb
from kiosk.bench.frames import Frames
from kiosk.core.errors import KioskError

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.bench.pretend import PretendMicrophone
    from kiosk.core.scene import Scene
    from kiosk.ui.bridge import Bridge

_CALM_S = 3.0
_LONGEST_S = 240.0
_FRAME_MS = 16
_TURNS_A_VISITOR = 6


class Watch:
    """Asks for a frame sixty times a second and notes when each was shown."""

    def __init__(self, window: QQuickWindow) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.moments: list[float] = []
        self._window = window
        self._next = QTimer(window, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(window.update)
        window.frameSwapped.connect(self._shown)

    def begin(self) -> None:
        self._next.start()

    def between(self, start: float, end: float) -> list[float]:
        return [moment for moment in self.moments if start <= moment <= end]

    def _shown(self) -> None:
        self.moments.append(time.monotonic())


class Visitor:
    """Somebody who speaks English and asks the same again and again, as soon as there is an answer. `turns`: answers so far."""

    def __init__(self, microphone: PretendMicrophone, models: Path, bridge: Bridge) -> None:
        from kiosk.bench.pretend import PretendLoudspeaker
        from kiosk.ui.live import Live, real_parts

        self.scene: Scene | None = None
        self.turns = 0
        self._microphone = microphone
        self._models = models
        self._doing: Literal["free", "asking", "waiting"] = "free"
        parts = replace(
            real_parts(),
            microphones=lambda settings: [microphone],
            loudspeaker=lambda settings, tell: PretendLoudspeaker(tell),
            watch=self._watch,
        )
        self.live = Live(parts, None, bridge.tell)

    def come(self) -> None:
        """The kiosk behind the screen begins."""
        from kiosk.app import assemble

        self.live.start(lambda: assemble(models=self._models))

    def _watch(self, scene: Scene) -> None:
        self.scene = scene

    @property
    def is_served(self) -> bool:
        return self.scene is not None and self.scene.phase in ("attract", "ready") and "talk" in self.scene.works

    def ask(self) -> None:
        """Say the next thing as soon as the last answer is there; call it again and again."""
        from kiosk.core.dialogue import ChooseLanguage, Finish, Tap

        if self.scene is None:
            return
        waits = self.is_served
        if self._doing == "free" and waits:
            if self.scene.visitor.known != "en":
                self.live.command(ChooseLanguage("visitor", "en"))
            self.live.command(Tap("visitor"))
            self._microphone.say()
            self._doing = "asking"
        elif self._doing == "asking" and not waits:
            self._doing = "waiting"
        elif self._doing == "waiting" and waits:
            self._doing = "free"
            self.turns += self.scene.phase == "ready"
            if self.turns % _TURNS_A_VISITOR == _TURNS_A_VISITOR - 1:
                self.live.command(Finish())


def at_work(spin: Callable[[], None], watch: Watch, visitor: Visitor, seconds: float) -> dict[str, object]:
    """Frames while the engines load, while nothing happens, and while they work."""
    visitor.come()
    watch.begin()
    began = time.monotonic()
    spin_until(spin, lambda: visitor.is_served)
    served = time.monotonic()
    spin_until(spin, lambda: time.monotonic() > served + _CALM_S)
    calm = time.monotonic()

    def is_over() -> bool:
        visitor.ask()
        return time.monotonic() > calm + seconds

    spin_until(spin, is_over)
    return {
        "ready_s": served - began,
        "loading": asdict(Frames.of(watch.between(began, served))),
        "calm": asdict(Frames.of(watch.between(served, calm))),
        "busy": asdict(Frames.of(watch.between(calm, time.monotonic()))),
        "turns": visitor.turns,
        "memory_mb": peak_memory_mb(),
        "engine_memory_mb": sum(peak_memory_mb(pid) for pid in visitor.live.engine_pids()),
    }


def spin_until(spin: Callable[[], None], what: Callable[[], bool]) -> None:
    """Let Qt run until it holds. Raises KioskError when it never does."""
    until = time.monotonic() + _LONGEST_S
    while not what():
        spin()
        if time.monotonic() > until:
            raise KioskError("bench.screen", "the kiosk did not become ready: `kiosk doctor` may say why")


def main(started: float, models: Path, seconds: float) -> None:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from PySide6.QtCore import QEventLoop, QSize

    from kiosk.settings import ScreenSettings
    from kiosk.ui.bridge import Bridge
    from kiosk.ui.stage import Stage
    from kiosk.ui.window import Windows, application, desktop_of

    app = application()
    imported = time.time()
    stage = Stage(ScreenSettings(), lambda command: None)
    windows = Windows(stage, desktop_of(app.primaryScreen()))
    watch = Watch(windows.first)
    windows.show(QSize(1920, 1080))
    spin = partial(app.processEvents, QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    spin_until(spin, lambda: bool(watch.moments))
    figures: dict[str, object] = {"imports_s": imported - started, "first_frame_s": time.time() - started}
    if seconds:
        from kiosk.audio.files import read
        from kiosk.bench.pretend import PretendMicrophone
        from kiosk.engines.selftest import CLIP

        visitor = Visitor(PretendMicrophone(read(CLIP, 10.0)), models, Bridge(stage))
        figures |= at_work(spin, watch, visitor, seconds)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
