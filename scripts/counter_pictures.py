"""Take the pictures of README.md and packaging/counter.*.md anew: python -m scripts.counter_pictures [FOLDER].

They are those of scripts/screenshots, smaller and in few colours, so that a checkout stays light.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest

from kiosk.settings import Layout
from kiosk.ui.texts import Texts
from kiosk.ui.window import application
from scripts import operator_samples
from scripts.screenshots import SCREENS, Studio, below, pictures, settle

FOLDER = Path(__file__).resolve().parents[1] / "packaging" / "pictures"

_WIDE = next(screen for screen in SCREENS if screen.name == "wide")
_WIDTH = 1200
_VISITORS = {"ja": "en", "en": "ja"}
"""The staff's language, and their visitor's."""

_STATES = {
    "picker": "picker",
    "conversation": "bubbles-3",
    "meant": "phrase-meant",
    "coach": "coached",
    "doubt": "doubt",
    "order": "out-microphone",
}
_TOUCHED = {"phrases": "phrases"}
"""What the staff opens: the text of the button."""

_PAGES = {"glossary": "glossary", "form": "glossary-form"}
_README: dict[str, tuple[str, Layout]] = {
    "picker": ("picker", "face_to_face"),
    "conversation": ("bubbles-3", "face_to_face"),
    "side-by-side": ("bubbles-3", "side_by_side"),
    "doubt": ("doubt", "face_to_face"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Take the pictures of the documents anew.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    application()
    for staff, visitor in _VISITORS.items():
        for name, image in _screens(staff, visitor):
            _save(image, folder / f"counter-{staff}-{name}.png")
        for name, image in _pages(staff, visitor):
            _save(image, folder / (f"{name}.png" if name == "operator" else f"counter-{staff}-{name}.png"))
    for name, image in _readme():
        _save(image, folder / f"{name}.png")
    sys.stdout.flush()
    os._exit(0)  # Qt has nothing to keep


def _screens(staff: str, visitor: str) -> Iterator[tuple[str, QImage]]:
    studio = Studio(visitor, "paper", _WIDE)
    known = {one.name: one for one in pictures(visitor) if one.layout == "face_to_face"}
    for name, state in _STATES.items():
        if name != "coach" or staff == "ja":  # the coach is for Japanese
            yield name, studio.take(known[state])
    for name, key in _TOUCHED.items():
        studio.take(known["bubbles-3"])
        _touch(studio, Texts(staff).say(key))
        yield name, studio.picture()
    studio.take(known["phrase-meant"])  # its last words are the staff's
    _mend(studio)
    yield "correct", studio.picture()
    studio.close()


def _mend(studio: Studio) -> None:
    """Touch the words that the staff said last: they are on the keyboard's sheet then."""
    window = studio._windows.first
    shown = [item for item in below(window.contentItem()) if item.isVisible() and item.property("canCorrect")]
    words = max((item.mapToScene(QPointF(item.width() / 3, item.height() / 3)).toPoint() for item in shown), key=QPoint.y)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, words)
    settle()


def _touch(studio: Studio, text: str) -> None:
    """The staff's button with this text."""
    there = [item for item in below(studio._windows.first.contentItem()) if item.inherits("QQuickAbstractButton")]
    button = next(item for item in there if item.isVisible() and item.property("text") == text)
    button.metaObject().method(button.metaObject().indexOfMethod("click()")).invoke(button)
    settle()


def _pages(staff: str, visitor: str) -> Iterator[tuple[str, QImage]]:
    with TemporaryDirectory() as home:
        studio = Studio(visitor, "paper", _WIDE)
        for state in studio.operate(operator_samples.operator(Path(home), staff)):
            for name, page in _PAGES.items():
                if state == page:
                    yield name, studio.picture()
            if state == "sound" and staff == "ja":
                yield "operator", studio.picture()
        studio.close()


def _readme() -> Iterator[tuple[str, QImage]]:
    studio = Studio("en", "paper", _WIDE)
    known = {(one.name, one.layout): one for one in pictures("en")}
    for name, (state, layout) in _README.items():
        yield name, studio.take(known[state, layout])
    studio.close()


def _palette(image: QImage) -> list[int]:
    """The 256 colours that the picture has most of: flat sheets and the edges of letters."""
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32) | 0xFF000000
    colours, counts = np.unique(pixels, return_counts=True)
    return [int(colour) for colour in colours[np.argsort(-counts)[:256]]]


def _save(image: QImage, path: Path) -> None:
    if "picker" in path.stem:
        image = image.transformed(QTransform().rotate(180))  # as the visitor sees it
    small = image.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
    few = small.convertToFormat(QImage.Format.Format_Indexed8, _palette(small))
    if not few.save(str(path)):
        raise SystemExit(f"{path} can't be written")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
