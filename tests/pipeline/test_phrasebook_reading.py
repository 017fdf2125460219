"""A town's own file: what is right in it is used, and every mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.errors import SettingsError
from kiosk.phrasebook_files import check_phrasebook, load_phrasebook
from kiosk.pipeline.phrasebook_reading import read_phrases

GOOD = """\
name.ja = "三春町"
[category.bath]
ja = "お風呂"
[place.hall]
ja = "運動公園"
en = {name = "the sports park", at = "in the sports park"}
[phrase.bath-until]
category = "bath"
answers = ["answer-yes"]
ja = "お風呂は{time}までです。"
en = "The bath is open until {time}."
checked.en = "Jane Roe, 2026-11-01"
"""


def lines(text: str) -> list[int]:
    return [mistake.line for mistake in read_phrases(text, load_phrasebook())[1]]


def test_a_town_adds_its_own_phrases_categories_and_places(tmp_path: Path) -> None:
    (tmp_path / "miharu.toml").write_text(GOOD, encoding="utf-8-sig")
    book = load_phrasebook([tmp_path])
    assert book.phrases["bath-until"].book == "三春町" and book.categories["bath"]["ja"] == "お風呂"
    assert book.say("it-is-at", "en", {"place": "hall"}).text == "You will find it in the sports park."


def test_a_checked_text_says_who_checked_it() -> None:
    book, mistakes = read_phrases(GOOD, load_phrasebook())
    texts = book.phrases["bath-until"].texts
    assert not mistakes and texts["en"].checked == "Jane Roe, 2026-11-01" and not texts["ja"].checked


def test_what_a_later_file_says_of_an_id_holds(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[place.gym]\nja = "第二体育館"\n', encoding="utf-8")
    assert load_phrasebook([own]).place("gym", "ja").name == "第二体育館"


def test_every_mistake_is_named_with_its_line_all_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(
        """\
[phrase.one]
category = "helth"
ja = "{time}に来てください。"
en = "Please come."
fr = "Venez à {tiem}."
vn = "Xin hãy đến lúc {time}."
es = Venga
ko = "{time}에 와 주세요."
ko = "{time}까지 와 주세요."
says = "guest"
answers = ["answer-yse"]
[phrase.one]
category = "health"
en = "No Japanese"
[frase.two]
[phrase.three]
category = "health"
ja = "{count}分です。"
en = {one = "{count} minute", others = "{count} minutes"}
checked.th = "Somchai, 2026"
""",
        encoding="utf-8",
    )
    book, mistakes = check_phrasebook([broken])
    numbers = sorted({int(mistake.split("line ")[1].split(":")[0]) for mistake in mistakes})
    assert numbers == [2, 4, 5, 6, 7, 9, 10, 11, 12, 15, 19, 20]
    assert any("did you mean / もしかして: health" in mistake for mistake in mistakes)
    assert all(str(broken) in mistake and "行目" in mistake for mistake in mistakes)
    assert "welcome" in book.phrases
    with pytest.raises(SettingsError) as refused:
        load_phrasebook([broken])
    assert len(refused.value.mistakes) == len(mistakes)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00broken")
    assert "UTF-8" in check_phrasebook([tmp_path])[1][0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[phrase.a]\ncategory = "health"\nja = "{place.at}です。"\nen = "{place} {place}"', 4),
        ('[phrase.a]\ncategory = "health"\nja = "a } b"', 3),
        ('[phrase.a]\ncategory = "health"\nja = ""', 3),
        ('[phrase.a]\ncategory = "health"\nja = 5', 3),
        ('title = "x"\n', 1),
        ('[category.a]\nen = "only English"', 1),
        ('[place.a]\nja = {label = "x"}', 2),
        ('[phrase.A b]\nja = "x"', 1),
    ],
)
def test_slips_have_lines(text: str, line: int) -> None:
    assert line in lines(text)


def test_an_arabic_count_needs_its_forms_and_a_number_in_words_may_stand_for_two() -> None:
    start = '[phrase.a]\ncategory = "time"\nja = "{count}分"\n'
    assert lines(start + 'ar = {one = "دقيقة", other = "{count} دقيقة"}') == [4]
    some = 'few = "{count} دقائق", many = "{count} دقيقة", other = "{count} دقيقة"'
    assert not lines(f'{start}ar = {{one = "دقيقة", two = "دقيقتان", {some}}}')
