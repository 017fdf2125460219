"""The sound page with a real sound server: what is plugged in is listed, the tone is played, and the level shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.app import furnish
from kiosk.settings import Settings
from kiosk.ui.operator.controls import Option
from kiosk.ui.operator.model import OperatorModel
from kiosk.ui.operator.rows import Rows
from kiosk.ui.operator.store import SettingsStore
from tests.live.pulse_rig import LOUDSPEAKER, MICROPHONE, pulse_rig
from tests.ui.operator.counter import PIN

PATIENCE_MS = 15_000


def test_the_tone_is_heard_and_what_is_plugged_in_is_listed(
    tmp_path: Path, qapp: QGuiApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = furnish(Settings(), tmp_path / "models", scripted=True)
    with pulse_rig() as rig:
        rig.use(monkeypatch)
        rig.loop_back()
        model = OperatorModel(kiosk, SettingsStore(tmp_path / "kiosk.toml"))
        sound, levels = model._sound, [0.0]

        def titles() -> list[str]:
            rows: object = sound._microphone._rows
            assert isinstance(rows, Rows)
            return [row.value for row in rows.rows() if isinstance(row, Option)]

        def told(thing: object) -> str:
            return str(getattr(thing, "told"))  # noqa: B009  (its stub knows no value)

        sound._meter.levelChanged.connect(lambda: levels.append(sound._meter._level))
        model.go("sound")
        model.open()
        for digit in (*PIN, "", *PIN):
            model._lock.type(digit) if digit else model._lock.enter()
        model._lock.enter()
        try:
            qtbot.waitUntil(lambda: told(sound._meter).startswith("話して"), timeout=PATIENCE_MS)
            qtbot.waitUntil(lambda: any(MICROPHONE in value for value in titles()), timeout=PATIENCE_MS)
            assert max(levels) < 0.2
            sound._loudspeaker.choose(f"{LOUDSPEAKER} [sound server]")
            sound.playTone()
            qtbot.waitUntil(lambda: told(sound._tone).startswith("鳴らしました"), timeout=PATIENCE_MS)
            assert max(levels) > 0.5
            assert told(sound._meter) == "聞こえています。"
            rig.add_microphone("second", default=False)
            qtbot.waitUntil(lambda: any("second" in value for value in titles()), timeout=PATIENCE_MS)
            sound._microphone.choose("second [sound server]")
            qtbot.waitUntil(lambda: told(sound._meter).startswith("話して"), timeout=PATIENCE_MS)
            rig.remove("second")
            qtbot.waitUntil(lambda: sound._meter._told.startswith("notice.microphone.lost."), timeout=PATIENCE_MS)
            assert told(sound._meter).endswith("。")
        finally:
            model.close()
            model.shut_down()
