"""`kiosk` without a command: the screen comes up, then everything behind it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, QSize, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk, furnish
from kiosk.core.errors import KioskError
from kiosk.settings import Settings, default_path
from kiosk.ui.bridge import Bridge
from kiosk.ui.live import Live, Parts, real_parts
from kiosk.ui.operator.model import OperatorModel
from kiosk.ui.operator.store import SettingsStore
from kiosk.ui.stage import Stage
from kiosk.ui.window import WINDOWED, Windows, application, desktop_of

NO_DISPLAY = (
    "kiosk: there is no display it can open a window on; start it in a graphical session (its DISPLAY or WAYLAND_DISPLAY)"
)


def main(options: argparse.Namespace) -> int:
    """Show the kiosk until somebody leaves it. Raises KioskError when it runs already or can't begin."""
    with alone():
        fail_in_one_line()
        app = application()
        store = SettingsStore(options.config or default_path())
        parts = _demonstration() if options.demo else real_parts()
        shell = Shell(app, store, parts, models=options.models, size=WINDOWED if options.windowed else None)
        with leaving_on_signals(app):
            shell.show()
            if not options.demo:
                shell.ask_for_pin()
            status = app.exec()
        shell.close()
        return status


def _demonstration() -> Parts:
    from kiosk.ui.demo import demo_parts

    return demo_parts()


class Shell(QObject):
    """What is on the screen and what is behind it, joined. Lives in Qt's thread."""

    def __init__(
        self, app: QGuiApplication, store: SettingsStore, parts: Parts, models: Path | None = None, size: QSize | None = None
    ) -> None:
        super().__init__()
        self._app = app
        self._store = store
        self._models = models
        self._size = size
        self.stage = Stage(store.settings.screen, self._send, self)
        self._bridge = Bridge(self.stage)
        self.live = Live(parts, store.path, self._bridge.tell)
        self.desktop = desktop_of(app.primaryScreen())
        self.desktop.setParent(self)
        self._operator: OperatorModel | None = None
        self._lent = False
        self.stage.use(store.settings.screen, len(app.screens()))
        self.windows = Windows(self.stage, self.desktop)
        self.desktop.operatorAsked.connect(self.open_operator)
        app.screenAdded.connect(self._follow_screens)
        app.screenRemoved.connect(self._follow_screens)

    def show(self) -> None:
        """The first picture, then the engines."""
        self.windows.show(self._size)
        self._follow_screens()
        self._app.processEvents()
        self.live.set_volume(self._store.settings.speech.volume)
        self.live.start(self._kiosk)

    def close(self) -> None:
        """Forget everything and let go of every device."""
        self.live.stop()
        if self._operator is not None:
            self._operator.shut_down()
        self.windows.close()

    def ask_for_pin(self) -> None:
        """At the first start the staff chooses one; whoever closes the page is asked again at the next start."""
        if not self._store.settings.operator.pin_hash:
            self.open_operator()

    def open_operator(self) -> None:
        """The pages behind the PIN."""
        if self._operator is None:
            self._operator = operator = OperatorModel(self._kiosk(), self._store, two_microphones=True, parent=self)
            operator.changed.connect(self._use)
            operator.usesSoundChanged.connect(self._lend_sound)
            operator.closed.connect(self._begin_anew)
            operator.leave.connect(self._app.quit)
        self.desktop.open_operator(self._operator)

    def _send(self, command: object) -> None:
        self.live.command(command)  # type: ignore[arg-type]

    def _kiosk(self) -> Kiosk:
        return furnish(self._store.settings, self._models, config=self._store.path)

    def _use(self, settings: Settings) -> None:
        self.stage.use(settings.screen)
        self.live.set_volume(settings.speech.volume)
        self._follow_screens()

    def _lend_sound(self) -> None:
        """A device is for one at a time: while the pages try it out, nobody is listened to."""
        if self._operator is not None and self._operator.property("usesSound") and not self._lent:
            self._lent = True
            self.live.stop()

    def _begin_anew(self) -> None:
        """The pages are closed: the conversation begins with what was set."""
        if self._operator is None or not (self._lent or self._operator.property("restartNeeded")):
            return
        self._lent = False
        self.live.start(self._kiosk)
        self._operator.restarted()

    def _follow_screens(self) -> None:
        screens = self._app.screens()
        self.stage.use(self._store.settings.screen, len(screens))
        self.windows.follow(screens[1] if len(screens) > 1 else None, self._size)


@contextmanager
def alone(folder: Path | None = None) -> Iterator[None]:
    """Only one kiosk for each user. Raises KioskError where one runs."""
    there = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = folder or (Path(there) if there and Path(there).is_dir() else Path(tempfile.gettempdir()))
    lock = FileLock(folder / f"kiosk-{os.getuid()}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise KioskError("kiosk.running", "it is running already; its screen is the one to use") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def leaving_on_signals(app: QGuiApplication) -> Iterator[None]:
    """SIGTERM and Ctrl-C end the kiosk as the staff does: a byte in a pipe wakes Qt, for Python sleeps meanwhile."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer)
    old = {one: signal.signal(one, _noted) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    notifier.activated.connect(app.quit)
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(before)
        for one, handler in old.items():
            signal.signal(one, handler)
        os.close(reader)
        os.close(writer)


def _noted(number: int, frame: object) -> None:
    """The pipe has it."""


def fail_in_one_line(leave: Callable[[int], None] = os._exit) -> None:
    """Qt ends the process itself, with a core dump, where it finds no display: say what is wrong instead."""

    def handle(kind: QtMsgType, context: object, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sys.stderr.write(
                f"{NO_DISPLAY}\n" if "platform plugin" in message or "display" in message else "kiosk: Qt gave up\n"
            )
            sys.stderr.flush()
            leave(1)
        elif kind == QtMsgType.QtCriticalMsg:
            sys.stderr.write(f"kiosk: {message}\n")

    qInstallMessageHandler(handle)
