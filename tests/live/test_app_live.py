"""The app as it stands on a counter, once through: fingers on its screen, real engines, a real sound server.

The staff speaks English, the visitor Japanese. What they say is played into the microphone, what the kiosk says is recorded
and transcribed back, and nothing is done but by touching the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.app import assemble
from kiosk.bench.tapes import Recording
from kiosk.core.audio import Audio, join
from kiosk.core.scene import Side, problems
from kiosk.engines import Need
from kiosk.pipeline.scenario import plain
from kiosk.ui.i18n import load_texts
from kiosk.ui.live import real_parts
from tests.live.people import HOSPITAL, STATION, People
from tests.live.pulse_rig import PulseRig, pulse_rig
from tests.ui.running import App

_CONFIG = """languages = ["ja"]

[screen]
language = "en"
"""
_SPEAKERS: dict[Side, str] = {"staff": "en", "visitor": "ja"}


@pytest.fixture(scope="module")
def people(models_folder: Path) -> People:
    return People(assemble(models=models_folder).engines(Need(voices=("ja", "en")), seed=3))


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseRig]:
    with pulse_rig() as rig:
        rig.use(monkeypatch)
        rig.loop_back()
        yield rig


@pytest.fixture
def app(rig: PulseRig, models_folder: Path, tmp_path: Path, qapp: QGuiApplication) -> Iterator[App]:
    config = tmp_path / "kiosk.toml"
    config.write_text(_CONFIG, encoding="utf-8")
    made = App(config, real_parts(), models_folder)
    try:
        yield made
    finally:
        made.close()


def test_two_people_are_served_by_touching_the_screen_and_then_all_of_it_is_gone(
    app: App, rig: PulseRig, people: People
) -> None:
    speech = rig.record_loudspeaker()
    _begin(app)
    _ask_and_hear(app, rig, people, speech)
    _answer_and_be_stopped(app, rig, people)
    speech.forget()
    _hear_again(app, people, speech)
    app.touch(_say("staff", "finish"))
    app.until(lambda: app.page == "attract")
    assert app.phase("attract").turns == ()
    assert _bubbles(app.window.contentItem()) == []
    assert not app.shell.stage.half("staff").holds() and not app.shell.stage.half("visitor").holds()


def _begin(app: App) -> None:
    """Touch the screen that waits, and the language's own name."""
    app.until(lambda: app.page == "attract" and app.scene is not None and "talk" in app.scene.works)
    app.touch(_say("staff", "attract.touch"))
    app.until(lambda: app.page == "picker")
    app.touch("日本語")
    app.until(lambda: app.page == "conversation")


def _ask_and_hear(app: App, rig: PulseRig, people: People, speech: Recording) -> None:
    _hold_and_say(app, rig, "visitor", people.voice(STATION))
    said = app.phase("ready").turns[-1]
    assert "station" in plain(said.translation)
    assert _shown(app, "staff") == [said.translation] and _shown(app, "visitor") == [said.transcript]
    assert "station" in people.hear(speech.sound(), "en")


def _answer_and_be_stopped(app: App, rig: PulseRig, people: People) -> None:
    _hold_and_say(app, rig, "staff", people.voice(HOSPITAL))
    app.phase("speaking")
    app.touch(_say("staff", "stop"))
    said = app.phase("ready").turns[-1]
    assert "病院" in said.translation
    assert _shown(app, "visitor")[-1] == said.translation and _shown(app, "staff")[-1] == said.transcript


def _hear_again(app: App, people: People, speech: Recording) -> None:
    app.touch(_say("staff", "replay"))
    app.phase("speaking")
    assert len(app.phase("ready").turns) == 2
    assert "番近い" in people.hear(speech.sound(), "ja"), "the recogniser itself mishears the rest of Open JTalk's voice"


def _hold_and_say(app: App, rig: PulseRig, side: Side, voice: Audio) -> None:
    """The finger stays on the talk button until all is said."""
    lift = app.press(_say(side, "talk.hold"))
    app.phase("listening")
    saying = rig.play_into_microphone(join([Audio.silence(0.3), voice, Audio.silence(0.5)]))
    app.until(lambda: saying.is_over)
    lift()
    scene = app.phase("thinking", "speaking")
    assert problems(scene) == []


def _shown(app: App, side: Side) -> list[str]:
    """What the bubbles of a half say in large type, oldest first."""
    return [
        str(bubble.property("main"))
        for bubble in _bubbles(app.window.contentItem())
        if bubble.property("byStaff") == (bubble.property("mine") == (side == "staff"))
    ]


def _bubbles(item: QQuickItem) -> list[QQuickItem]:
    if not item.isVisible():
        return []
    mine = [item] if item.metaObject().className().startswith("BubbleView") else []
    return [*mine, *(bubble for child in item.childItems() for bubble in _bubbles(child))]


def _say(side: Side, key: str) -> str:
    return load_texts(_SPEAKERS[side])[key]


def test_a_microphone_that_is_named_and_not_there_is_said_waited_for_and_not_replaced(
    rig: PulseRig, models_folder: Path, tmp_path: Path, qapp: QGuiApplication
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'{_CONFIG}\n[devices]\nmicrophone = "counter"\n', encoding="utf-8")
    app = App(config, real_parts(), models_folder)
    try:
        app.until(lambda: app.page == "order" and app.scene is not None and "type" in app.scene.works)
        assert app.scene is not None
        assert [(notice.code, notice.detail) for notice in app.scene.notices] == [("microphone.lost", "none")]
        rig.add_microphone("usb-counter", default=False)
        app.until(lambda: app.page == "attract" and app.scene is not None and "talk" in app.scene.works)
    finally:
        app.close()
