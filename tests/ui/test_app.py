"""The whole app by touches: the live session with scripted engines behind the real screen; and how it starts and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.core.errors import KioskError
from kiosk.ui.demo import demo_parts
from kiosk.ui.i18n import load_texts
from kiosk.ui.operator.store import SettingsStore
from kiosk.ui.run import Shell, alone
from kiosk.ui.window import application
from tests.ui.running import DEADLINE_S, App

QUIET = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]


def test_two_people_talk_through_the_app_by_touches_and_nothing_of_it_is_left(app: App) -> None:
    app.until(lambda: app.scene is not None and app.scene.phase == "attract")
    app.touch(_say("ja", "attract.touch"))
    app.until(lambda: app.page == "picker")
    app.touch("English")
    app.until(lambda: app.page == "conversation")
    app.touch(_say("ja", "talk.hold"))
    app.until(lambda: app.scene is not None and app.scene.turns and app.scene.phase == "ready")
    assert app.scene is not None
    said = app.scene.turns[-1]
    assert (said.side, said.language, said.target) == ("staff", "ja", "en")
    assert (said.transcript, said.translation) == (_say("ja", "attract.greeting"), _say("en", "attract.greeting"))
    app.touch(_say("en", "talk.hold"))
    app.until(lambda: app.scene is not None and len(app.scene.turns) == 2 and app.scene.phase == "ready")
    answered = app.scene.turns[-1]
    assert (answered.side, answered.translation) == ("visitor", _say("ja", "attract.about"))
    app.touch(_say("ja", "replay"))
    app.until(lambda: app.scene is not None and app.scene.phase == "speaking")
    app.touch(_say("ja", "stop"))
    app.until(lambda: app.scene is not None and app.scene.phase == "ready")
    app.touch(_say("ja", "finish"))
    app.until(lambda: app.page == "attract")
    assert app.scene.turns == ()
    assert app.shell.stage.half("staff").holds() == ()


def test_a_language_is_recognised_by_speaking(app: App) -> None:
    app.until(lambda: app.scene is not None and app.scene.phase == "attract")
    app.touch(_say("ja", "attract.touch"))
    app.until(lambda: app.page == "picker")
    app.until(lambda: app.shell.stage.property("canRecognise"))
    app.touch(_say("ja", "picker.recognise"))
    app.until(lambda: app.page == "conversation")
    assert app.scene is not None and app.scene.visitor.known == "en"


def test_who_chose_plain_japanese_is_answered_in_plain_japanese(tmp_path: Path, qapp: QGuiApplication) -> None:
    (tmp_path / "easy.toml").write_text('languages = ["ja", "ja-easy", "en"]\n', encoding="utf-8")
    app = App(tmp_path / "easy.toml", demo_parts())
    try:
        app.until(lambda: app.scene is not None and app.scene.phase == "attract")
        app.touch(_say("ja", "attract.touch"))
        app.until(lambda: app.page == "picker")
        app.touch("やさしい日本語")
        app.until(lambda: app.page == "conversation")
        for said in range(1, 5):  # the fourth is polite
            app.touch(_say("ja", "talk.hold"))
            app.until(lambda said=said: app.scene is not None and len(app.scene.turns) == said and app.scene.phase == "ready")  # type: ignore[misc]
        assert app.scene is not None
        turn = app.scene.turns[-1]
        assert (turn.language, turn.target) == ("ja", "ja-easy")
        assert (turn.transcript, turn.translation) == ("こちらの用紙にご記入ください。", "こちらの用紙に書いてください。")
        assert not (turn.text_only or turn.asks or turn.advice)  # it is spoken, and there is nothing to coach
    finally:
        app.close()


def test_the_operator_pages_open_by_a_long_press_on_the_corner_only(app: App) -> None:
    app.until(lambda: app.scene is not None and app.scene.phase == "attract")
    window = app.shell.windows.first
    corner = QPoint(window.width() - 10, window.height() - 10)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    app.until(lambda: app.shell.desktop.operator is not None)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    assert app.page == "attract"
    app.touch(_say("ja", "operator.close"))
    app.until(lambda: app.shell.desktop.operator is None)


def test_the_first_start_asks_for_a_pin_and_a_later_one_does_not(app: App, tmp_path: Path) -> None:
    app.shell.ask_for_pin()
    assert bool(app.shell.desktop.operator)
    (tmp_path / "set.toml").write_text(f'[operator]\npin_hash = "{"0" * 64}"\npin_salt = "{"0" * 32}"\n', encoding="utf-8")
    later = Shell(application(), SettingsStore(tmp_path / "set.toml"), demo_parts(), size=QSize(1920, 1080))
    later.ask_for_pin()
    assert not bool(later.desktop.operator)
    later.close()
    later.deleteLater()


def test_a_second_start_says_that_it_is_running(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(KioskError, match="running already") as refused, alone(tmp_path):
        pass
    assert refused.value.code == "kiosk.running"


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "XDG_RUNTIME_DIR": str(folder), "XDG_CONFIG_HOME": str(folder), **more}


def _kiosk(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kiosk", *arguments]


def test_without_a_display_it_says_so_in_one_line(tmp_path: Path) -> None:
    environment = _environment(tmp_path, QT_QPA_PLATFORM="xcb")
    done = subprocess.run(_kiosk("--demo"), check=False, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    environment = _environment(tmp_path, **QUIET)
    with subprocess.Popen(_kiosk("--demo"), stderr=subprocess.PIPE, text=True, env=environment) as running:
        try:
            lock = next(iter(_appears(tmp_path)))
            assert lock.exists()
            second = subprocess.run(_kiosk("--demo"), check=False, capture_output=True, text=True, timeout=60, env=environment)
            assert second.returncode == 1 and second.stderr.startswith("kiosk: it is running already")
            running.send_signal(number)
            assert running.wait(20) == 0
            assert running.stderr is not None and running.stderr.read() == ""
        finally:
            running.kill()


def _appears(folder: Path) -> Iterator[Path]:
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        yield from folder.glob("kiosk-*.lock")
    pytest.fail("it never started")


def test_an_option_of_the_screen_before_a_command_is_refused_and_not_ignored() -> None:
    done = subprocess.run(_kiosk("--demo", "languages"), check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "after the command" in done.stderr
