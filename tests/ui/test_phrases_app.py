"""The whole app with phrases: said and heard with scripted engines, offered for what was said, and without any translator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk
from kiosk.core.audio import Audio
from kiosk.core.protocols import Engines
from kiosk.core.turn import Hint, Transcript
from kiosk.engines import Need
from kiosk.engines.scripted import ScriptedDetector, ScriptedSynthesizer, ScriptedTranslator
from kiosk.live.recipe import Recipe
from kiosk.phrasebook_files import load_phrasebook
from kiosk.ui.demo import demo_parts
from kiosk.ui.i18n import load_texts
from kiosk.ui.live import Parts
from tests.ui.running import App

BOOK = load_phrasebook()


class Deaf:
    """Satisfies Transcriber where no recogniser is installed."""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        return Transcript("", hint.languages[0])


def voices_alone() -> Engines:
    """English has a voice; nothing else is installed."""
    return Engines(ScriptedDetector(), Deaf(), ScriptedTranslator(()), ScriptedSynthesizer(("en",)))


def _no_models() -> Parts:
    def engines(kiosk: Kiosk) -> Engines:
        return voices_alone()

    def recipe(kiosk: Kiosk, need: Need, config: Path | None) -> Recipe:
        return Recipe("kiosk.engines.scripted:scripted_engines", (("en",),))

    return replace(demo_parts(), engines=engines, recipe=recipe)


@pytest.fixture
def app(tmp_path: Path, qapp: QGuiApplication) -> Iterator[App]:
    yield from _running(tmp_path, demo_parts())


@pytest.fixture
def mute(tmp_path: Path, qapp: QGuiApplication) -> Iterator[App]:
    yield from _running(tmp_path, _no_models())


def _running(folder: Path, parts: Parts) -> Iterator[App]:
    made = App(folder / "kiosk.toml", parts)
    try:
        yield made
    finally:
        made.close()


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]


def _phrase(id: str, code: str) -> str:
    return BOOK.phrases[id].texts[code].plain


def _meet(app: App, language: str) -> None:
    app.phase("attract")
    app.touch(_say("ja", "attract.touch"))
    app.until(lambda: app.page == "picker")
    app.touch(language)
    app.until(lambda: app.page == "conversation")


def test_a_phrase_is_said_and_its_answer_comes_back(app: App) -> None:
    _meet(app, "English")
    app.touch(_say("ja", "phrases"))
    app.touch(_phrase("understand-japanese", "ja"))
    app.phase("speaking")
    app.touch(_phrase("answer-yes", "en"))
    app.until(lambda: app.scene is not None and len(app.scene.turns) == 2 and app.scene.phase == "ready")
    assert app.scene is not None
    asked, answered = app.scene.turns
    assert (asked.transcript, asked.translation) == (_phrase("understand-japanese", "ja"), _phrase("understand-japanese", "en"))
    assert (answered.side, answered.translation) == ("visitor", _phrase("answer-yes", "ja"))
    assert not (asked.text_only or answered.text_only)


def test_the_demonstration_shows_what_is_meant_and_what_is_plainer(app: App) -> None:
    _meet(app, "English")
    for count in range(1, 5):
        app.touch(_say("ja", "talk.hold"))
        app.until(lambda count=count: app.scene is not None and len(app.scene.turns) == count and app.scene.phase == "ready")  # type: ignore[misc]
        if count == 3:
            assert app.scene is not None and app.scene.turns[-1].meant is not None
            app.touch(_say("ja", "meant.use"))
            app.until(lambda: app.scene is not None and app.scene.turns[-1].phrase is not None and app.scene.phase == "ready")
    assert app.scene is not None and app.scene.turns[-1].advice
    app.touch(_say("ja", "coach.use"))
    app.until(lambda: app.scene is not None and app.scene.turns[-1].corrected and app.scene.phase == "ready")
    assert app.scene.turns[-1].translation == _phrase("fill-in-form", "en")


def test_phrases_are_said_where_nothing_can_be_heard_or_translated(mute: App) -> None:
    mute.phase("out_of_order")
    mute.until(lambda: mute.page == "order")
    mute.touch(_say("ja", "order.works.phrases"))
    mute.until(lambda: mute.page == "picker")
    mute.touch(f"English, {_say('en', 'phrases')}")
    mute.until(lambda: mute.page == "conversation")
    mute.touch(_say("ja", "phrases"))
    mute.touch(_phrase("welcome", "ja"))
    mute.phase("speaking")
    mute.touch(_say("en", "phrases"))
    mute.touch(_phrase("sorry", "en"))
    mute.until(lambda: mute.scene is not None and len(mute.scene.turns) == 2 and mute.scene.turns[-1].text_only)
    assert mute.shell.stage.half("staff").phrase_page._card.rows()
