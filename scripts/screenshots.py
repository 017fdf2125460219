"""Write a picture of every screen and state: scripts/screenshots DIR [--only WORD].

The real QML is fed with the scenes of screen_samples.py, without a display. A picture's name says its size, theme, the
visitor's language, the layout and the state.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickItem

from kiosk.core.language import EASY
from kiosk.core.scene import Scene
from kiosk.phrasebook_files import load_phrasebook
from kiosk.settings import Layout, ScreenSettings, ThemeName
from kiosk.ui.desktop import Desktop
from kiosk.ui.i18n import SCREEN_LANGUAGES, screen_language
from kiosk.ui.offer import Offered
from kiosk.ui.operator.model import OperatorModel
from kiosk.ui.stage import Stage
from kiosk.ui.texts import Texts
from kiosk.ui.window import Windows, application
from scripts import operator_samples
from scripts.screen_samples import LANGUAGES, Pair, around, conversation, picking, reworded, waiting

TYPED = ("ko", "zh", "zt", "vi", "ne", "fr")
"""Visitors of whom only the keyboard is shown: the other scripts that it writes."""

THEMES: tuple[ThemeName, ...] = ("paper", "high_contrast")

_SEAM = 24
"""Pixels between two displays in one picture."""

_OFFER = tuple(
    Offered(code, heard=True, spoken=code not in ("ne", "ar", "th"))
    for code in ("en", "zh", "zt", "ko", "th", "vi", "id", "pt", "es", "fr", "ne", "ar", "ja")
)


@dataclass(frozen=True, slots=True)
class Screen:
    """`mm`: pixels for a millimetre."""

    name: str
    size: QSize
    mm: float


SCREENS = (
    Screen("small", QSize(1024, 600), 6.65),  # 7 inches
    Screen("wide", QSize(1920, 1080), 5.56),  # 15.6 inches
    Screen("tall", QSize(1080, 1920), 5.56),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """`touched`: the key of what is touched after the scene is there, "" for nothing. `then`: the scene after that. `phrase`:
    the id of one that the staff fills."""

    name: str
    scene: Scene
    touched: str = ""
    layout: Layout = "face_to_face"
    phrase: str = ""
    then: Scene | None = None


def pictures(visitor: str) -> Iterator[Picture]:
    """Every state; some of them in the other layout too."""
    scenes = dict([*around(visitor), *conversation(visitor)])
    for name, scene in scenes.items():
        yield Picture(name, scene)
    yield Picture("picker", scenes["attract"], "attract.touch")
    for name, scene in picking(visitor):
        yield Picture(name, scenes["attract"], "attract.touch", then=scene)
    yield Picture("show", scenes["bubbles-3"], "show")
    yield Picture("type", scenes["bubbles-3"], "type")
    yield Picture("phrases", scenes["bubbles-3"], "phrases")
    yield Picture("phrases", scenes["bubbles-3"], "phrases", layout="side_by_side")
    for id in ("next-departure", "it-costs", "meal-at", "calling-name"):
        yield Picture(f"phrases-{id}", scenes["bubbles-3"], phrase=id)
        yield Picture(f"phrases-{id}", scenes["bubbles-3"], phrase=id, layout="side_by_side")
    for name in (
        "attract",
        "empty",
        "bubbles-3",
        "bubbles-20",
        "long",
        "listening-visitor",
        "doubt",
        "countdown",
        "phrase-asked",
        "phrase-meant",
        "coached",
    ):
        yield Picture(name, scenes[name], layout="side_by_side")
    for name in ("attract", "bubbles-3", "listening-visitor", "doubt", "countdown", "out-microphone"):
        yield Picture(name, scenes[name], layout="two_displays")
    yield Picture("picker", scenes["attract"], "attract.touch", layout="two_displays")


class Studio:
    """One window that becomes every screen in turn, for one visitor."""

    def __init__(self, visitor: str, theme: ThemeName, screen: Screen) -> None:
        self._session = 0
        self._settings = ScreenSettings(theme=theme, language="en" if visitor == "ja" else "ja")
        self._visitor = visitor
        self._stage = Stage(self._settings, lambda command: None)
        self._stage._greets.stop()  # a picture takes longer on some machines than a greeting lasts
        self._stage.offer((*_OFFER, Offered(EASY)) if visitor == EASY else _OFFER)
        self._stage.furnish(load_phrasebook())
        self._desktop = Desktop(screen.mm)
        self._windows = Windows(self._stage, self._desktop)
        self._size = screen.size
        self._windows.show(screen.size)

    def take(self, picture: Picture) -> QImage:
        self._session += 1
        self._stage.use(replace(self._settings, layout=picture.layout), displays=2)
        self._windows.follow(None, self._size)
        self._stage.show(replace(picture.scene, session=self._session))
        self._greet()
        settle()
        if picture.touched:
            self._touch(picture.touched)
            self._greet()
        if picture.then is not None:
            self._stage.show(replace(picture.then, session=self._session))
            settle()
        if picture.phrase:
            self._fill(picture.phrase)
        return self.picture()

    def picture(self) -> QImage:
        """Both displays beside each other, the staff's first, where there are two."""
        views = [view for view in (self._windows.first, self._windows.second) if view is not None]
        for view in views:
            view.grabWindow()  # what is measured while it is drawn is right in the next picture
        settle()
        while any(_loads(item) for view in views for item in below(view.contentItem()) if item.isVisible()):
            settle()
        return beside([view.grabWindow() for view in views])

    def operate(self, model: OperatorModel) -> Iterator[str]:
        """Each state of the pages behind the PIN, over the screen that was."""
        self._desktop.open_operator(model)
        for name in operator_samples.states(model):
            self._desktop.open_operator(model)  # they close themselves in between
            settle()
            yield name
        self._desktop.open_operator(None)
        settle()
        model.shut_down()

    def _greet(self) -> None:
        """The languages greet in turn, until it is the visitor's."""
        for _ in SCREEN_LANGUAGES:
            if self._stage._greeting.property("code") == screen_language(self._visitor):
                break
            self._stage.greet()

    def _touch(self, key: str) -> None:
        """The visitor's button with this text, or else the staff's."""
        words = [Texts(code).say(key) for code in (self._visitor, self._settings.language)]
        there = [item for item in below(self._windows.first.contentItem()) if item.inherits("QQuickAbstractButton")]
        button = next(item for word in words for item in there if item.isVisible() and item.property("text") == word)
        button.metaObject().method(button.metaObject().indexOfMethod("click()")).invoke(button)
        settle()

    def _fill(self, phrase: str) -> None:
        """The visitor's half is left as it is: what the staff fills has its own words."""
        page = self._stage.half("staff").phrase_page
        page.choose(phrase)
        page.digit("853")
        if phrase == "meal-at":
            page.turnTo("place")
            page.place("gym")
        settle()

    def close(self) -> None:
        self._windows.close()
        settle()


def beside(images: list[QImage]) -> QImage:
    """One picture of several of the same height."""
    if len(images) == 1:
        return images[0]
    whole = QImage(sum(one.width() for one in images) + _SEAM * (len(images) - 1), images[0].height(), images[0].format())
    whole.fill(Qt.GlobalColor.black)
    painter = QPainter(whole)
    left = 0
    for one in images:
        painter.drawImage(left, 0, one)
        left += one.width() + _SEAM
    painter.end()
    return whole


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from below(child)


def _loads(item: QQuickItem) -> bool:
    """Whether this is an icon that isn't drawn yet."""
    return item.inherits("QQuickImageBase") and item.property("width") > 0.0 and item.property("progress") < 1.0


def settle() -> None:
    """Until Qt has nothing left to do."""
    for _ in range(6):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> int:
    parser = argparse.ArgumentParser(description="Write a picture of every screen and state.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="WORD", help="pictures with this in their name")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    application()
    count = sum(
        _all_of(options.folder, options.only, visitor, theme, screen)
        for screen in SCREENS
        for theme in THEMES
        for visitor in (*LANGUAGES, EASY, *TYPED)
    )
    count += sum(
        _operator_pages(options.folder, options.only, staff, theme, screen)
        for screen in SCREENS
        for theme in THEMES
        for staff in operator_samples.LANGUAGES
    )
    print(f"{count} pictures in {options.folder}")
    sys.stdout.flush()
    os._exit(0)  # Qt has nothing to keep


def keyboards(visitor: str) -> Iterator[Picture]:
    """What somebody types with, whose language has no samples."""
    ready = Pair.of(visitor).scene("ready")
    for layout in get_args(Layout)[:2]:
        yield Picture("type", ready, "type", layout)


def in_plain_japanese(visitor: str) -> Iterator[Picture]:
    """A language that only a list of the staff's offers: how it is chosen, and what is said in it."""
    yield Picture("picker", waiting(Pair.of(visitor)), "attract.touch")
    for layout in get_args(Layout)[:2]:
        yield Picture("reworded", reworded(), layout=layout)


def _all_of(folder: Path, only: str, visitor: str, theme: ThemeName, screen: Screen) -> int:
    """How many pictures were written of this visitor's screens."""
    states = (
        pictures(visitor) if visitor in LANGUAGES else in_plain_japanese(visitor) if visitor == EASY else keyboards(visitor)
    )
    wanted = {f"{screen.name}-{theme}-{visitor}-{one.layout}-{one.name}": one for one in states}
    wanted = {name: one for name, one in wanted.items() if only in name}
    if wanted:
        studio = Studio(visitor, theme, screen)
        for name, picture in wanted.items():
            if not studio.take(picture).save(str(folder / f"{name}.png")):
                raise SystemExit(f"{folder} can't be written")
        studio.close()
    return len(wanted)


def _operator_pages(folder: Path, only: str, staff: str, theme: ThemeName, screen: Screen) -> int:
    """How many pictures were written of the pages behind the PIN."""
    count = 0
    for broken in (False, True):
        start, end = f"{screen.name}-{theme}-{staff}-operator", "-broken" if broken else ""
        if not any(only in f"{start}-{state}{end}" for state in operator_samples.STATES):
            continue
        with TemporaryDirectory() as home:
            studio = Studio("en" if staff == "ja" else "ja", theme, screen)
            for state in studio.operate(operator_samples.operator(Path(home), staff, broken)):
                name = f"{start}-{state}{end}"
                count += only in name and studio.picture().save(str(folder / f"{name}.png"))
            studio.close()
    return count


if __name__ == "__main__":
    sys.exit(main())
