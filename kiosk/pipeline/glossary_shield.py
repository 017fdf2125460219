"""Listed names carried through a translator that would spoil them: each goes in as a name that every model knows.

Measured with the starter packages, ten sentences a direction: 鶴橋 itself comes out right in none, ABC in 9 and 1, [1] in
none; Kyoto, Boston, Paris, London and New York in all twenty, and the grammar around them holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.core.language import Route
from kiosk.pipeline.glossary import Found, Glossary

_STAND_INS: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        **{"ja": ("京都",), "en": ("Kyoto",), "zh": ("京都",), "zt": ("京都",), "ko": ("교토",), "th": ("เกียวโต",)},
        **{"es": ("Kioto", "Kyoto"), "pb": ("Kyoto", "Quioto"), "pt": ("Kyoto", "Quioto"), "ne": ("क्योटो",), "ar": ("كيوتو",)},
    },
    {
        **{"ja": ("ボストン",), "en": ("Boston",), "zh": ("波士顿",), "zt": ("波士頓",), "ko": ("보스턴",), "th": ("บอสตัน",)},
        **{"ne": ("बोस्टन",), "ar": ("بوسطن",)},
    },
    {
        **{"ja": ("パリ",), "en": ("Paris",), "zh": ("巴黎",), "zt": ("巴黎",), "ko": ("파리",), "th": ("ปารีส",)},
        **{"es": ("París", "Paris"), "ne": ("पेरिस",), "ar": ("باريس",)},
    },
    {
        **{"ja": ("ロンドン",), "en": ("London",), "zh": ("伦敦",), "zt": ("倫敦",), "ko": ("런던",), "th": ("ลอนดอน",)},
        **{"es": ("Londres",), "fr": ("Londres",), "pb": ("Londres",), "pt": ("Londres",), "vi": ("London", "Luân Đôn")},
        **{"ne": ("लन्डन",), "ar": ("لندن",)},
    },
    {
        **{"ja": ("ニューヨーク",), "en": ("New York",), "zh": ("纽约",), "zt": ("紐約",), "ko": ("뉴욕",), "th": ("นิวยอร์ก",)},
        **{"es": ("Nueva York", "New York"), "pb": ("Nova York", "Nova Iorque"), "pt": ("Nova Iorque", "Nova York")},
        **{"ne": ("न्युयोर्क",), "ar": ("نيويورك",)},
    },
)
"""A place in each language, as it is put in first and then as it may also come out; a language that isn't there writes it as
English does."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """`said`: the name as it stood in the source; `meant`: as it must come out; `english`: as it stands in a pivot; `stand_in`:
    an index of _STAND_INS, or -1 where the name went in as it must come out."""

    said: str
    meant: str
    english: str
    stand_in: int

    def there(self, text: str, language: str) -> list[tuple[int, int]]:
        names = (self.meant,) if self.stand_in < 0 else _names(self.stand_in, language)
        return [match.span() for match in re.finditer("|".join(map(re.escape, names)), text)]


@dataclass(frozen=True, slots=True)
class Disguised:
    """`text`: what to translate instead."""

    text: str
    route: Route
    kept: tuple[_Kept, ...]

    def source(self, part: str) -> str:
        """A part of `text` as it was said."""
        for kept in self.kept:
            for start, end in kept.there(part, self.route.source)[:1]:
                part = part[:start] + kept.said + part[end:]
        return part

    def pivot(self, english: str | None) -> str | None:
        """The English in the middle with the names in it, as far as they are there."""
        for kept in self.kept:
            for start, end in (kept.there(english, "en") if english and kept.english else [])[:1]:
                english = f"{(english or '')[:start]}{kept.english}{(english or '')[end:]}"
        return english

    def back_in(self, part: str, translation: str) -> str | None:
        """The translation of a part of `text` with the names in it; None where one isn't there exactly once."""
        places: list[tuple[int, int, str]] = []
        for kept in self.kept:
            found = kept.there(translation, self.route.target)
            if len(found) != len(kept.there(part, self.route.source)):
                return None
            places += [(start, end, kept.meant) for start, end in found]
        for start, end, meant in sorted(places, reverse=True):
            translation = translation[:start] + meant + translation[end:]
        return translation


def disguises(text: str, route: Route, glossary: Glossary) -> Iterator[Disguised]:
    """Ways to carry the text's listed names through, the surest first; none where there is no name in it."""
    found = [each for each in glossary.find(text, route.source) if each.term.form(route.target)]
    free = [number for number in range(len(_STAND_INS)) if not _mentions(text, number, route.source)]
    if not found:
        return
    if len(found) <= len(free):
        yield _disguised(text, route, found, free[: len(found)])
        if len(found) < len(free):
            yield _disguised(text, route, found, free[-len(found) :])
    yield _disguised(text, route, found, [-1] * len(found))


def _disguised(text: str, route: Route, found: Sequence[Found], numbers: Sequence[int]) -> Disguised:
    kept: list[_Kept] = []
    for each, number in reversed(list(zip(found, numbers, strict=True))):
        meant = each.term.form(route.target)
        kept.append(_Kept(text[each.start : each.end], meant, each.term.form("en"), number))
        text = text[: each.start] + (meant if number < 0 else _names(number, route.source)[0]) + text[each.end :]
    return Disguised(text, route, tuple(reversed(kept)))


def _names(number: int, language: str) -> tuple[str, ...]:
    return _STAND_INS[number].get(language, _STAND_INS[number]["en"])


def _mentions(text: str, number: int, language: str) -> bool:
    return any(name in text for name in (*_names(number, language), *_STAND_INS[number]["en"]))
