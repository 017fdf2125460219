"""What the screen says: one flat table of texts a language, `<code>.toml` in this folder. No Qt here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from kiosk.core.language import LANGUAGES, full_form

SCREEN_LANGUAGES = ("ja", "en", "zh", "zt", "ko", "th", "vi", "id", "pt", "es", "fr", "ne", "ar")
"""Codes of the tables there are; `pt` is worded for Brazil, `zt` for Taiwan."""

STAFF_ONLY = "operator."
"""Keys that begin so are for the staff: they stand in Japanese and English only."""

_FALLBACKS = ("en", "ja")
_ALIKE = {"pb": "pt"}


def screen_language(code: str) -> str:
    """The language in which the screen speaks to people who speak `code`: their own where there is a table, or English."""
    own = _ALIKE.get(code, full_form(code))
    return own if own in SCREEN_LANGUAGES else _FALLBACKS[0]


def reads_right_to_left(code: str) -> bool:
    """Whether the screen is mirrored for people who speak `code`."""
    return LANGUAGES[screen_language(code)].rtl


@cache
def own_texts(code: str) -> Mapping[str, str]:
    """The table of one of SCREEN_LANGUAGES as it is, without what other languages would fill in."""
    table = tomllib.loads((resources.files(__name__) / f"{code}.toml").read_text(encoding="utf-8"))
    return MappingProxyType({str(key): str(text) for key, text in table.items()})


@cache
def load_texts(code: str) -> Mapping[str, str]:
    """Every text there is for people who speak `code`; one that is missing is there in English, or else in Japanese."""
    texts: dict[str, str] = {}
    for language in (*reversed(_FALLBACKS), screen_language(code)):
        texts |= own_texts(language)
    return MappingProxyType(texts)


def nearest(texts: Mapping[str, str], key: str) -> str:
    """The text of a key, or of what it is a kind of: `notice.model.broken`, `notice.model`, `notice`; "" when none is there."""
    while key:
        if key in texts:
            return texts[key]
        key = key.rpartition(".")[0]
    return ""
