"""The words and readings of a Japanese text by Open JTalk's analysis, for the glossary and the coach."""

from __future__ import annotations

import unicodedata

import pyopenjtalk

from kiosk.core.words import Word, WordKind

_LONGEST = 400  # characters; an utterance has fewer


def analyse(text: str) -> list[Word]:
    """Satisfies Analyser. The dictionary lies in the package and is loaded at the first call (0.3 s)."""
    if not text.strip() or len(text) > _LONGEST:
        return []
    try:
        found = pyopenjtalk.run_frontend(text)
    except (RuntimeError, ValueError, LookupError, TypeError, OSError, MemoryError):
        return []
    return [Word(_as_written(each["string"], text), _reading(each), _kind(each)) for each in found]


def _as_written(surface: str, text: str) -> str:
    """Open JTalk works on full-width letters."""
    return surface if surface in text else unicodedata.normalize("NFKC", surface)


def _reading(word: dict[str, str]) -> str:
    return "" if word["pos"] == "記号" else word["read"].replace("’", "")


def _kind(word: dict[str, str]) -> WordKind:
    match word["pos"], word["pos_group1"]:
        case "名詞", "固有名詞":
            return "name"
        case "名詞", "接尾":
            return "suffix"
        case "名詞", "代名詞" | "非自立" | "数":
            return "other"
        case (("名詞" | "接頭詞"), _):
            return "noun"
        case (("動詞" | "形容詞"), _):
            return "verb"
        case _:
            return "other"
