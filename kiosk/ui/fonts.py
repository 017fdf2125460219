"""Which font writes which language, and what this machine's fonts can't write.

One family for all Chinese characters would give Chinese texts Japanese shapes, so every language has its own. Qt is imported
by the functions that ask it, so that `kiosk doctor` runs where there is none: it runs `python -m kiosk.ui.fonts CODE...`,
which prints what is missing, a JSON object a line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from kiosk.core.language import LANGUAGES, full_form
from kiosk.ui.i18n import own_texts, screen_language

LATIN = "Noto Sans"

_CJK, _CORE = "fonts-noto-cjk", "fonts-noto-core"
_FAMILIES = {
    **{"ja": "Noto Sans CJK JP", "zh": "Noto Sans CJK SC", "zt": "Noto Sans CJK TC", "ko": "Noto Sans CJK KR"},
    **{"th": "Noto Sans Thai", "lo": "Noto Sans Lao", "km": "Noto Sans Khmer", "my": "Noto Sans Myanmar"},
    **{"ne": "Noto Sans Devanagari", "hi": "Noto Sans Devanagari", "bn": "Noto Sans Bengali", "si": "Noto Sans Sinhala"},
    **{"ta": "Noto Sans Tamil", "te": "Noto Sans Telugu", "ml": "Noto Sans Malayalam", "ka": "Noto Sans Georgian"},
    **{"ar": "Noto Sans Arabic", "ur": "Noto Sans Arabic", "fa": "Noto Sans Arabic", "he": "Noto Sans Hebrew"},
}


def family(code: str) -> str:
    """The font family for texts in a language; Noto Sans writes Latin, Cyrillic and Greek."""
    return _FAMILIES.get(full_form(code), LATIN)


def package(code: str) -> str:
    """The Debian package with that family."""
    return _CJK if "CJK" in family(code) else _CORE


def substitutes(code: str) -> tuple[str, ...]:
    """Where a character is taken from that the language's own family lacks: names and prices are in other scripts."""
    own = family(code)
    return tuple(dict.fromkeys(name for name in (LATIN, *_FAMILIES.values()) if name != own))


def prepare() -> None:
    """Tell Qt the substitutes of every family. Once, before anything is drawn."""
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtGui import QFont

    # A Nepali name in a Thai sentence: Qt tells of each substitute that it tries before the one that has the letters.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for code in (*_FAMILIES, "en"):
        QFont.insertSubstitutions(family(code), list(substitutes(code)))


@dataclass(frozen=True, slots=True)
class Lack:
    """What can't be written in a language: `characters` are those without a glyph, each once; `family` is the font that
    should have them and `is_missing` says that it isn't there at all; `package` has it."""

    code: str
    family: str
    is_missing: bool
    characters: str
    package: str


def lacks(codes: Iterable[str]) -> Iterator[Lack]:
    """For each of these languages whose name or texts this machine can't write in its own font. A QGuiApplication must be
    there."""
    for code in codes:
        own = family(code)
        missing = "".join(sorted(character for character in _written(code) if not _writes(own, ord(character))))
        if missing:
            yield Lack(code, own, not _is_there(own), missing, package(code))


def _written(code: str) -> set[str]:
    """The characters of a language's name and of the texts in it, without spaces and marks that no font draws."""
    screen = screen_language(code)
    texts = own_texts(screen).values() if LANGUAGES[screen].spoken == LANGUAGES[code].spoken else ()
    together = LANGUAGES[code].endonym + "".join(texts)
    return {character for character in together if character.isprintable() and not character.isspace()}


@cache
def _is_there(name: str) -> bool:
    from PySide6.QtGui import QFontDatabase

    return name in QFontDatabase.families()


@cache
def _writes(name: str, character: int) -> bool:
    """Whether this family, or Noto Sans for what is Latin, has a glyph; Qt's own last resorts don't count."""
    from PySide6.QtGui import QFont, QRawFont

    return any(
        _is_there(each) and QRawFont.fromFont(QFont([each])).supportsCharacter(character)
        for each in dict.fromkeys((name, LATIN))
    )


def main(codes: list[str]) -> int:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(["kiosk", "-platform", "offscreen"])
    for lack in lacks(codes):
        sys.stdout.write(json.dumps(asdict(lack)) + "\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
