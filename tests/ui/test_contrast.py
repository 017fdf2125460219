"""Every pair of colours that meets on a screen can be told apart, in both themes: WCAG AA."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtQml import QQmlEngine

import kiosk.ui
from tests.ui.contrast import SHAPE, TEXT, ratio

_GROUNDS = ("paper", "sheet", "hostTint", "guestTint", "doubtTint")
_WORDS = [(ink, ground) for ink in ("ink", "inkSoft", "inkUnsure") for ground in _GROUNDS]
_WORDS += [(ink, ground) for ink in ("host", "guest", "live", "doubt") for ground in ("paper", "sheet")]
_WORDS += [("host", "hostTint"), ("guest", "guestTint"), ("doubt", "doubtTint")]
_WORDS += [("sheet", filled) for filled in ("host", "guest", "live", "doubt")]
_SHAPES = [(shape, "paper") for shape in ("host", "guest", "live", "doubt", "ink", "inkSoft")]

Color = Callable[[str], QColor]


@pytest.fixture
def theme(qapp: QGuiApplication) -> Iterator[QObject]:
    engine = QQmlEngine()
    engine.addImportPath(str(Path(kiosk.ui.__file__).parent / "qml"))
    theme = engine.singletonInstance("Kiosk", "Theme")
    assert isinstance(theme, QObject)
    yield theme
    shiboken6.delete(engine)


@pytest.fixture(params=["paper", "high_contrast"])
def color(request: pytest.FixtureRequest, theme: QObject) -> Color:
    """Theme's colours by name."""
    theme.setProperty("highContrast", request.param == "high_contrast")
    return lambda name: QColor(theme.property(name))


@pytest.mark.parametrize(("ink", "ground"), _WORDS)
def test_words_stand_out_from_their_ground(color: Color, ink: str, ground: str) -> None:
    assert ratio(color(ink), color(ground)) >= TEXT


@pytest.mark.parametrize(("shape", "ground"), _SHAPES)
def test_what_is_to_be_touched_stands_out_from_its_ground(color: Color, shape: str, ground: str) -> None:
    assert ratio(color(shape), color(ground)) >= SHAPE


@pytest.mark.parametrize("ink", ["ink", "inkSoft", "inkUnsure"])
def test_the_high_contrast_theme_does_more_than_it_must(theme: QObject, ink: str) -> None:
    theme.setProperty("highContrast", True)
    assert all(ratio(QColor(theme.property(ink)), QColor(theme.property(ground))) >= 7 for ground in _GROUNDS)


@pytest.mark.parametrize("ground", ["hostTint", "guestTint"])
def test_words_that_may_still_change_are_visibly_paler(color: Color, ground: str) -> None:
    assert ratio(color("ink"), color(ground)) >= 1.5 * ratio(color("inkUnsure"), color(ground))


def test_black_on_white_is_twenty_one() -> None:
    assert round(ratio(QColor("black"), QColor("white")), 2) == 21
    assert ratio(QColor("red"), QColor("red")) == 1
