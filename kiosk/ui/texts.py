"""The texts of the screen as QML asks for them. Each half of the screen has its own, in its own language.

QML finds them again when a half gets other texts: `half.texts.say("talk.hold")` depends on `half.texts`.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Slot, qWarning
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.fonts import family
from kiosk.ui.i18n import load_texts, nearest, reads_right_to_left, screen_language
from kiosk.ui.wrapping import kept

__all__ = ["Texts", "load_texts"]

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

PLACE = "{}"
"""Where a text takes a value."""


@QmlElement
@QmlUncreatable("the bridge gives each side its texts")
class Texts(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`code`: the language of the texts, which is English for whoever speaks a language without a table of its own. `family`:
    the font that writes it."""

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code = screen_language(code)
        self._rtl = reads_right_to_left(code)
        self._texts = load_texts(code)

    def _get_code(self) -> str:
        return self._code

    def _get_rtl(self) -> bool:
        return self._rtl

    def _get_family(self) -> str:
        return family(self._code)

    code = Property(str, _get_code, constant=True)
    rtl = Property(bool, _get_rtl, constant=True)
    family = Property(str, _get_family, constant=True)

    @Slot(str, result=str)
    def family_of(self, code: str) -> str:
        """The font that writes a language: for its name in the picker, and for what was said in it."""
        return family(code)

    @Slot(str, result=str)
    def say(self, key: str) -> str:
        """The text of a key. One that isn't there is a mistake of ours: the key itself, and a warning of Qt."""
        text = self._texts.get(key)
        if text is None:
            qWarning(f"there is no text for {key}")
            return key
        return text

    @Slot(str, result=str)
    def kept(self, words: str) -> str:
        """The words with lines that end between phrases, for what is seen; what is read aloud or mended stays as it was."""
        return kept(words)

    @Slot(str, result=str)
    def keptStyled(self, words: str) -> str:
        """The same for styled text."""
        return kept(words, styled=True)

    @Slot(str, str, result=str)
    def say1(self, key: str, value: str) -> str:
        """The text of a key with a value in it."""
        return self.say(key).replace(PLACE, value)

    @Slot(str, result=str)
    def tell(self, key: str) -> str:
        """The text of a code that engines or devices gave, like `notice.microphone.lost`, or of the kind it belongs to."""
        return nearest(self._texts, key) or self.say(key)
