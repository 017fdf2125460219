"""Numbers in words, as people say them. The table was made once with num2words and cn2an, which know nothing of ours."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from kiosk.pipeline.facts import find_facts

_YEN = {
    **{"ja": "{}円", "en": "{} yen", "zh": "{}日元", "ko": "{} 엔", "pt": "{} ienes", "es": "{} yenes", "fr": "{} yens"},
    **{"th": "{}เยน", "vi": "{} yên", "id": "{} yen"},
}


def words() -> dict[str, list[tuple[int, str]]]:
    """Per language, numbers from 2 to 2,345,678 and their words."""
    table: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in (Path(__file__).parent / "number_words.tsv").read_text(encoding="utf-8").splitlines():
        language, number, said = line.split("\t")
        table[language].append((int(number), said))
    return table


@pytest.mark.parametrize("language", _YEN)
def test_a_price_in_words_has_its_number(language: str) -> None:
    wrong = [
        (number, said)
        for number, said in words()[language]
        if [(fact.kind, fact.value) for fact in find_facts(_YEN[language].format(said), language)]
        != [("price", f"{number} JPY")]
    ]
    assert not wrong
