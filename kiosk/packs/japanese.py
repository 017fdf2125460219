"""What is wrong with a model, for staff who read Japanese."""

from __future__ import annotations

import re

_COMMAND = re.compile("`[^`]+`")
_SAID = {
    "model.missing": "ファイルが足りないため、使っていません",
    "model.corrupt": "ファイルが壊れているため、使っていません",
    "model.packed": "まだ展開されていないため、使っていません",
    "model.stray": "モデルではないため、使っていません",
}


def in_japanese(name: str, code: str, line: str) -> str:
    """`code`: of a ModelError. `line`: the same in English, whose command in backquotes stands here too."""
    commands = _COMMAND.findall(line)
    mend = f"直すには: {'、または '.join(commands)}" if commands else "モデルを用意した人に知らせてください。"
    return f"{name}: {_SAID.get(code, 'このモデルは使えません')}。{mend}"
