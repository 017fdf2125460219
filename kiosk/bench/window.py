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
from dataclasses import asdict
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

from kiosk.bench.cold import peak_memory_mb
from kiosk.bench.frames import Frames
from kiosk.core.errors import KioskError

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.bench.pretend import PretendMicrophone
    from kiosk.core.scene import Scene
    from kiosk.live.host import EngineHost
    from kiosk.live.session import Session
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
    """Somebody who asks the same again and again, as soon as there is an answer. `turns`: answers so far."""

    def __init__(self, microphone: PretendMicrophone, models: Path, bridge: Bridge) -> None:
        self.scene: Scene | None = None
        self.turns = 0
        self.host: EngineHost | None = None
        self._microphone = microphone
        self._models = models
        self._bridge = bridge
        self._session: Session | None = None
        self._doing: Literal["free", "asking", "waiting"] = "free"

    def show(self, scene: Scene) -> None:
        self.scene = scene
        self._bridge.tell(scene)

    def live(self) -> None:
        """The kiosk behind the screen; returns when it ends."""
        from kiosk.app import assemble
        from kiosk.bench.pretend import PretendLoudspeaker
        from kiosk.core.language import Route
        from kiosk.engines import Need
        from kiosk.live.ear import Ear
        from kiosk.live.host import EngineHost
        from kiosk.live.recipe import Recipe
        from kiosk.live.session import Session
        from kiosk.pipeline.conversation import Conversation
        from kiosk.pipeline.dialogue.desk import Config
        from kiosk.pipeline.listening import Listener
        from kiosk.pipeline.offer import hints
        from kiosk.pipeline.segmenter import Patience

        kiosk = assemble(models=self._models)
        known = kiosk.engines(Need(hearing=False))
        session = Session(Conversation(Config(("ja", "en"), staff="ja", visitor="en"), hints(known)), self.show)
        voice = PretendLoudspeaker(session.tell_of_loudspeaker)
        ear = Ear(self._microphone, known.detector, Listener(Patience()), voice.played_since, session.inbox.put)
        need = Need(routes=(Route("ja", "en"), Route("en", "ja")), voices=("ja", "en"))
        self.host = EngineHost(Recipe.of(need, models=kiosk.folder), session.inbox.put)
        self._session = session
        session.run(self.host, voice, ear)

    @property
    def is_served(self) -> bool:
        return self.scene is not None and self.scene.phase in ("attract", "ready") and "talk" in self.scene.works

    def ask(self) -> None:
        """Say the next thing as soon as the last answer is there; call it again and again."""
        from kiosk.core.dialogue import Finish, Tap

        if self._session is None or self.scene is None:
            return
        waits = self.is_served
        if self._doing == "free" and waits:
            self._session.command(Tap("visitor"))
            self._microphone.say()
            self._doing = "asking"
        elif self._doing == "asking" and not waits:
            self._doing = "waiting"
        elif self._doing == "waiting" and waits:
            self._doing = "free"
            self.turns += self.scene.phase == "ready"
            if self.turns % _TURNS_A_VISITOR == _TURNS_A_VISITOR - 1:
                self._session.command(Finish())


def at_work(spin: Callable[[], None], watch: Watch, visitor: Visitor, seconds: float) -> dict[str, object]:
    """Frames while the engines load, while nothing happens, and while they work."""
    Thread(target=visitor.live, name="session", daemon=True).start()
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
    pids = visitor.host.pids() if visitor.host is not None else ()
    return {
        "ready_s": served - began,
        "loading": asdict(Frames.of(watch.between(began, served))),
        "calm": asdict(Frames.of(watch.between(served, calm))),
        "busy": asdict(Frames.of(watch.between(calm, time.monotonic()))),
        "turns": visitor.turns,
        "memory_mb": peak_memory_mb(),
        "engine_memory_mb": sum(peak_memory_mb(pid) for pid in pids),
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
