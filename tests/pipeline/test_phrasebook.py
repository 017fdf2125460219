"""The phrases that the kiosk ships: all there, filled rightly, found by what somebody types."""

from __future__ import annotations

from datetime import time

import pytest

from kiosk.core.errors import UsageError
from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.phrasebook import Phrasebook
from kiosk.pipeline.phrasebook_search import search
from kiosk.pipeline.phrasebook_slots import SlotValue, clock, yen

LANGUAGES = {"ja", "ja-easy", "en", "zh", "zt", "ko", "th", "vi", "id", "pb", "pt", "es", "fr", "ne", "ar"}
HALF_PAST_TWO = time(14, 30)


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load_phrasebook()


def said(book: Phrasebook, id: str, language: str, **values: SlotValue) -> str:
    return book.say(id, language, dict(values)).text  # type: ignore[arg-type]


def test_a_counter_and_a_shelter_set_have_every_phrase_in_every_language(book: Phrasebook) -> None:
    assert len(book.select(book="窓口")) + len(book.select(book="避難所")) >= 120
    assert book.languages() >= LANGUAGES
    assert all(set(names) >= LANGUAGES - {"pt"} for names in (*book.categories.values(), *book.places.values()))


def test_no_text_claims_to_be_checked_before_somebody_has_checked_it(book: Phrasebook) -> None:
    assert not any(text.checked for phrase in book.phrases.values() for text in phrase.texts.values())
    assert not book.say("welcome", "ko").checked


def test_every_question_has_answers_that_exist_and_come_back_in_japanese(book: Phrasebook) -> None:
    for phrase in book.phrases.values():
        assert [answer.id for answer in book.answers(phrase.id)] == list(phrase.answers)
    assert said(book, "answer-people", "ja", count=3) == "3人です。"


def test_every_phrase_can_be_said_in_every_language_with_its_slots_filled(book: Phrasebook) -> None:
    for phrase in book.phrases.values():
        for code in LANGUAGES:
            text = said(book, phrase.id, code, time=HALF_PAST_TWO, place="gym", count=2, price=1200, name="Sita")
            assert text.strip() and "{" not in text and "  " not in text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Please wait about 1 minute."), ("es", "Espere 1 minuto, por favor."), ("ar", "يرجى الانتظار حوالي دقيقة واحدة.")],
)
def test_one_is_singular(book: Phrasebook, language: str, text: str) -> None:
    assert said(book, "wait-minutes", language, count=1) == text


@pytest.mark.parametrize(("count", "word"), [(2, "دقيقتين"), (5, "5 دقائق"), (20, "20 دقيقة"), (100, "100 دقيقة")])
def test_arabic_has_its_dual_its_few_and_its_many(book: Phrasebook, count: int, word: str) -> None:
    assert word in said(book, "wait-minutes", "ar", count=count)


@pytest.mark.parametrize(
    ("id", "language", "place", "text"),
    [
        ("it-is-at", "fr", "gym", "Vous le trouverez au gymnase."),
        ("it-is-at", "fr", "toilet", "Vous le trouverez aux toilettes."),
        ("it-is-at", "fr", "entrance", "Vous le trouverez à l'entrée."),
        ("it-is-at", "pb", "parking", "Fica no estacionamento."),
        ("it-is-at", "pt", "entrance", "Fica na entrada."),
        ("go-to-place", "es", "toilet", "Vaya al baño, por favor."),
        ("it-is-at", "en", "gym", "You will find it in the gym."),
        ("it-is-at", "en", "station", "You will find it at the train station."),
        ("go-to-place", "ko", "gym", "체육관으로 가 주세요."),
        ("go-to-place", "ko", "toilet", "화장실로 가 주세요."),
        ("where-is", "ko", "parking", "주차장은 어디입니까?"),
        ("where-is", "ko", "reception", "접수처는 어디입니까?"),
        ("it-is-at", "ne", "hospital", "अस्पतालमा छ।"),
        ("where-is", "id", "toilet", "Toilet di mana?"),
        ("go-to-place", "en", "Umeda  Sky Building", "Please go to Umeda Sky Building."),
    ],
)
def test_a_place_takes_the_form_that_the_sentence_needs(
    book: Phrasebook, id: str, language: str, place: str, text: str
) -> None:
    assert said(book, id, language, place=place) == text


def test_time_and_place_stand_where_the_language_puts_them(book: Phrasebook) -> None:
    values: dict[str, SlotValue] = {"time": time(18, 0), "place": "gym"}
    assert said(book, "meal-at", "ja", **values) == "食事は午後6時に体育館で配ります。"
    assert said(book, "meal-at", "en", **values) == "Meals will be handed out in the gym at 6:00 PM."
    assert said(book, "meal-at", "zt", **values) == "下午6:00在體育館發放餐點。"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("ja", "午後2時30分"), ("en", "2:30 PM"), ("ko", "오후 2시 30분"),
     ("fr", "14:30"), ("id", "14.30"), ("ne", "14:30"), ("ar", "2:30 م")],
)  # fmt: skip
def test_a_time_is_written_as_the_language_writes_it(language: str, shown: str) -> None:
    assert clock(HALF_PAST_TWO, language) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("ja", "12,000円"), ("zt", "12,000日圓"), ("es", "12.000 yenes"), ("fr", "12 000 yens"),
     ("ne", "12,000 येन"), ("de", "12.000 Japanische Yen")],
)  # fmt: skip
def test_a_price_is_written_in_digits_that_stand_on_price_tags_too(language: str, shown: str) -> None:
    assert yen(12_000, language) == shown


def test_one_o_clock_is_singular_where_hours_have_articles(book: Phrasebook) -> None:
    assert said(book, "opens-at", "es", time=time(1, 0)) == "Abre a la 1:00."
    assert said(book, "opens-at", "es", time=time(11, 0)) == "Abre a las 11:00."
    assert said(book, "opens-at", "pb", time=time(1, 30)) == "Abre à 01:30."


def test_a_foreign_name_keeps_to_itself_in_arabic(book: Phrasebook) -> None:
    assert "\u2068Sato\u2069" in said(book, "looking-for", "ar", name="Sato")


def test_plain_japanese_is_spoken_without_its_spaces(book: Phrasebook) -> None:
    easy = book.say("fill-in-form", "ja-easy")
    assert easy.text == "この紙に 書いてください。"
    assert (easy.spoken, easy.voice_language) == ("この紙に書いてください。", "ja")


def test_simplified_and_traditional_chinese_never_stand_in_for_each_other(book: Phrasebook) -> None:
    assert said(book, "call-taxi", "zt") == "請幫我叫一輛計程車。"
    assert said(book, "call-taxi", "zh") == "请帮我叫一辆出租车。"


@pytest.mark.parametrize("values", [{}, {"count": -1}, {"count": "three"}, {"count": True}])
def test_a_slot_without_a_value_that_fits_is_refused(book: Phrasebook, values: dict[str, SlotValue]) -> None:
    with pytest.raises(UsageError):
        said(book, "wait-minutes", "en", **values)


def test_what_is_not_there_is_refused_by_name(book: Phrasebook) -> None:
    with pytest.raises(UsageError, match="no-such"):
        book.say("no-such", "en")
    with pytest.raises(UsageError, match="'de'"):
        book.say("welcome", "de")


@pytest.mark.parametrize(
    ("query", "languages", "id"),
    [("水", ("ja", "en"), "water-at"), ("allerg", ("ja", "en"), "have-allergy"), ("medcine", ("ja", "en"), "need-medicine"),
     ("アレルギー", ("ja", "th"), "allergic-egg"), ("thuốc", ("ja", "vi"), "need-medicine"),
     ("إسعاف", ("ja", "ar"), "call-ambulance"),
     ("toilets", ("ja", "en"), "where-is")],
)  # fmt: skip
def test_a_phrase_is_found_in_either_language(book: Phrasebook, query: str, languages: tuple[str, ...], id: str) -> None:
    assert id in [phrase.id for phrase in search(book, query, languages)]


def test_a_search_in_kana_finds_what_is_written_in_kanji(book: Phrasebook) -> None:
    assert search(book, "みず", ("ja", "en")) == []
    found = [phrase.id for phrase in search(book, "みず", ("ja", "en"), also=("水", "見ず"))]
    assert "water-at" in found
    assert "where-is" in [phrase.id for phrase in search(book, "びょういん", ("ja", "en"), also=("病院",))]


def test_a_search_for_nothing_shows_all_and_one_for_nonsense_shows_none(book: Phrasebook) -> None:
    assert search(book, " ", ("ja",)) == book.select()
    assert search(book, "ブロックチェーン", ("ja", "en")) == []


def test_each_side_sees_what_it_can_say(book: Phrasebook) -> None:
    assert {phrase.says for phrase in book.select(says="visitor")} == {"visitor", "both"}


def test_one_o_clock_is_a_single_hour_where_the_language_says_so(book: Phrasebook) -> None:
    said = {
        (code, hour): book.say("next-departure", code, {"time": time(hour, 30)}).text
        for code in ("es", "pt")
        for hour in (1, 2, 13)
    }
    assert said["es", 1] == "El próximo sale a la 1:30." and said["es", 2] == "El próximo sale a las 2:30."
    assert said["pt", 1].startswith("O próximo sai à ") and said["pt", 13].startswith("O próximo sai às ")
