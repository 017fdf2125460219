"""What is wrong in kiosk.toml, for staff who read Japanese: the lines of settings.py, said again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.pipeline.phrasebook_reading import Mistake as FileMistake
from kiosk.ui.operator.keeping import Keeping

_MOST = 50
"""Mistakes of a file that are shown; the first ones are often the cause of the rest."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row of the notice that shows them."""

    line: str


_KINDS = {"a whole number": "整数", "a number": "数", "a text": "文字列", "true or false": "true か false"}

_SAID = (
    (r"unknown setting", "そのような設定はありません"),
    (r"unknown language (.+)", r"知らない言語です: \1"),
    (r"(.+) is there twice", r"\1 が2回あります"),
    (r"must be between (\S+) and (\S+), not (.+)", r"\1 から \2 までにしてください。今は \3 です"),
    (r"must be (a whole number|a number|a text|true or false), not (.+)", r"{kind}にしてください。今は \2 です"),
    (r"must be a list of texts, like (.+), not (.+)", r"\1 のような一覧にしてください。今は \2 です"),
    (r"must be a table, (\[.+\])", r"\1 という表にしてください"),
    (r"must be (.+), not (.+)", r"\1 のどれかにしてください。今は \2 です"),
    (r"isn't what the kiosk wrote; .+", "書きかえられています。pin_hash と pin_salt を消すと、暗証番号を決めなおせます"),
    (r"pin_hash and pin_salt belong together; .+", "pin_hash と pin_salt は両方必要です。両方消すと、暗証番号を決めなおせます"),
)
_WHOLE = (
    (r"not valid TOML: (.+)", r"TOMLの書き方に誤りがあります: \1"),
    (r"can't be read \((.+)\)", r"読めません: \1"),
    (r"there is no such file", "ファイルがありません"),
)
_MEANT = re.compile(r"(.*), did you mean (.+)\?")


def in_japanese(line: str) -> str:
    """The same mistake; as it is where there are no words for it."""
    for pattern, said in _WHOLE:
        if re.fullmatch(pattern, line, re.DOTALL):
            return re.sub(pattern, said, line, count=1, flags=re.DOTALL)
    name, _, told = line.partition(": ")
    guess = _MEANT.fullmatch(told)
    told, meant = (guess[1], f"（{guess[2]} のまちがいですか）") if guess else (told, "")
    for pattern, said in _SAID:
        if match := re.fullmatch(pattern, told, re.DOTALL):
            kind = _KINDS.get(match[1], "") if match.groups() else ""
            words = match.expand(said).replace("{kind}", kind).replace("' or '", "'、'")
            return f"{name}: {words}。{meant}"
    return line


def told(mistakes: Sequence[FileMistake], keeping: Keeping) -> list[Mistake]:
    """What is wrong in a file of the staff's, with line numbers, in the language of the pages."""
    lines = [one.told(japanese=keeping.in_japanese) for one in mistakes]
    more = [keeping.texts.say1("operator.mistakes.more", str(len(lines) - _MOST))] if len(lines) > _MOST else []
    return [Mistake(line) for line in (*lines[:_MOST], *more)]
