"""Five hundred names against sentences that name none of them: not one is written where nobody said it."""

from __future__ import annotations

from itertools import product

from kiosk.engines.glossary_japanese import analyse
from kiosk.glossary_files import EXAMPLE, load_glossary
from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.glossary import Glossary, Term
from kiosk.pipeline.glossary_hearing import Names

FIRST = {"山": "やま", "川": "かわ", "田": "た", "大": "おお", "小": "こ", "北": "きた", "南": "みなみ", "東": "ひがし"}
MIDDLE = {"松": "まつ", "竹": "たけ", "梅": "うめ", "石": "いし", "木": "き", "森": "もり", "上": "うえ", "下": "した"}
LAST = {"町": "まち", "村": "むら", "駅": "えき", "橋": "ばし", "寺": "でら", "川": "がわ", "浜": "はま", "島": "しま"}


def test_of_five_hundred_names_none_is_written_into_a_sentence_that_has_no_such_sound() -> None:
    made = [
        Term(f"{a}{b}{c}", f"{FIRST[a]}{MIDDLE[b]}{LAST[c]}", {"en": f"{a}{b}{c}"}) for a, b, c in product(FIRST, MIDDLE, LAST)
    ]
    names = Names(Glossary([*load_glossary(EXAMPLE), *made][:500]))
    texts = [phrase.texts["ja"].plain for phrase in load_phrasebook().phrases.values()]
    assert len(texts) > 120
    assert [text for text in texts if names.heard_as(text, "ja", analyse) != text] == []
    assert names.heard_as("次は北梅町です。", "ja", analyse) == "次は北梅町です。"
    assert names.heard_as("次はきたうめまちです。", "ja", analyse) == "次は北梅町です。"


def test_a_letter_that_has_another_case_elsewhere_ends_no_turn() -> None:
    imari = Glossary([Term("伊万里", "いまり", {"en": "Imari"})])
    assert imari.find("İmari", "en") == []  # Turkish: re takes it for an i, casefold doesn't
    assert [found.term.term for found in imari.find("to IMARI", "en")] == ["伊万里"]
