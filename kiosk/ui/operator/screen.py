"""The screen page: how it stands on the counter, how it looks, how one talks and when it forgets."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.language import LANGUAGES
from kiosk.settings import Layout, ThemeName
from kiosk.ui.fonts import family
from kiosk.ui.i18n import SCREEN_LANGUAGES
from kiosk.ui.operator.controls import Choice, Option, Stepped
from kiosk.ui.operator.keeping import Keeping
from kiosk.ui.operator.sound import percent, tenths

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_IDLE_S = (15, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600)


@QmlElement
@QmlUncreatable("the operator pages hold it")
class ScreenModel(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    def __init__(self, keeping: Keeping) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._layout = Choice(
            keeping, "screen.layout", lambda s: s.screen.layout, lambda: self._said("layout", get_args(Layout))
        )
        self._theme = Choice(
            keeping, "screen.theme", lambda s: s.screen.theme, lambda: self._said("theme", get_args(ThemeName))
        )
        self._talk = Choice(keeping, "screen.talk", lambda s: s.screen.talk, lambda: self._said("talk", ("hold", "tap")))
        self._language = Choice(keeping, "screen.language", lambda s: s.screen.language, self._languages)
        self._type_scale = Stepped(keeping, "screen.type_scale", lambda s: s.screen.type_scale, tenths(8, 16), percent)
        self._idle = Stepped(keeping, "screen.idle_s", lambda s: s.screen.idle_s, _IDLE_S, self._duration)

    def _said(self, setting: str, values: tuple[str, ...]) -> list[Option]:
        say = self._keeping.texts.say
        keys = [f"operator.screen.{setting}.{value}" for value in values]
        return [Option(value, say(key), say(f"{key}.about")) for value, key in zip(values, keys, strict=True)]

    def _languages(self) -> list[Option]:
        codes = [*SCREEN_LANGUAGES, self._keeping.settings.screen.language]
        known = [LANGUAGES[code] for code in dict.fromkeys(codes)]
        japanese = self._keeping.in_japanese
        return [Option(one.code, one.endonym, one.japanese if japanese else one.english, family(one.code)) for one in known]

    def _duration(self, seconds: float) -> str:
        minutes = seconds / 60
        if seconds >= 120 and minutes == int(minutes):
            return self._keeping.texts.say1("operator.minutes", f"{minutes:g}")
        return self._keeping.texts.say1("operator.seconds", f"{seconds:g}")

    def _get_layout(self) -> Choice:
        return self._layout

    def _get_theme(self) -> Choice:
        return self._theme

    def _get_talk(self) -> Choice:
        return self._talk

    def _get_language(self) -> Choice:
        return self._language

    def _get_type_scale(self) -> Stepped:
        return self._type_scale

    def _get_idle(self) -> Stepped:
        return self._idle

    layout = Property(Choice, _get_layout, constant=True)
    theme = Property(Choice, _get_theme, constant=True)
    talk = Property(Choice, _get_talk, constant=True)
    language = Property(Choice, _get_language, constant=True)
    typeScale = Property(Stepped, _get_type_scale, constant=True)
    idle = Property(Stepped, _get_idle, constant=True)
