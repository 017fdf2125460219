"""Correct translations raise no alarm, wrong ones do."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.core.facts import Difference
from kiosk.pipeline.facts import differences, find_facts, held
from tests.pipeline.facts.pairs import KINDS, TEN, Said, fact, pairs, speak


def differ(source: str, source_language: str, target: str, target_language: str) -> tuple[Difference, ...]:
    return differences(find_facts(source, source_language), find_facts(target, target_language))


def test_a_thousand_correct_translations_raise_at_most_ten_alarms() -> None:
    alarms = [pair[:4] for pair in pairs(1000, seed=6) if differ(*pair[:4])]
    assert len(alarms) <= 10, alarms


def _another(said: Said, chance: random.Random) -> Said:
    """The same kind of fact with another value."""
    while (other := fact(said.kind, chance)) == said:
        pass
    return other


@pytest.mark.parametrize("language", ["ja", "en", "zh", "ko", "es", "fr", "vi"])
@pytest.mark.parametrize("way", ["changed", "dropped", "invented"])
def test_a_wrong_translation_is_caught_a_hundred_times_of_a_hundred(language: str, way: str) -> None:
    chance = random.Random(len(way))
    missed = []
    for number in range(100):
        source_language = chance.choice([each for each in TEN if each != language])
        said = fact(KINDS[number % len(KINDS)], chance)
        source, right = speak(said, source_language, chance), speak(said, language, chance)
        phone = speak(Said("phone", (chance.randint(100_000_000, 999_999_999),)), language, chance)
        unlike = fact("weekday" if said.kind != "weekday" else "price", chance)
        target = {
            "changed": speak(_another(said, chance), language, chance),
            "dropped": speak(unlike, language, chance),
            "invented": f"{right} {phone}",
        }[way]
        if way == "dropped":
            source = f"{source} {speak(unlike, source_language, chance)}"
        if not differ(source, source_language, target, language):
            missed.append((source, target))
    assert not missed


@pytest.mark.parametrize(
    ("source", "target", "right", "wrong"),
    [
        ("ja", "en", "That's 853 yen.", "That's 835 yen."),
        ("ja", "zh", "一共853日元。", "一共835日元。"),
        ("ja", "ko", "853엔입니다.", "835엔입니다."),
        ("ja", "es", "Son 853 yenes.", "Son 835 yenes."),
        ("en", "ja", "853円です。", "835円です。"),
    ],
)
def test_digits_that_change_places_are_a_changed_fact(source: str, target: str, right: str, wrong: str) -> None:
    said = {"ja": "853円です。", "en": "It's 853 yen."}[source]
    assert not differ(said, source, right, target)
    [difference] = differ(said, source, wrong, target)
    assert difference.kind == "changed"
    assert difference.source is not None and difference.source.value == "853 JPY"
    assert difference.target is not None and difference.target.value == "835 JPY"


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("en", "It leaves at 2:53."),
        ("zh", "2点53分出发。"),
        ("ko", "2시 53분에 출발합니다."),
        ("es", "Sale a las 2:53."),
        ("th", "ออก 2.53 น."),
    ],
)
def test_another_time_is_a_changed_fact(target: str, wrong: str) -> None:
    assert [each.kind for each in differ("14:35に出ます。", "ja", wrong, target)] == ["changed"]


@pytest.mark.parametrize(
    ("source", "source_language", "target", "target_language"),
    [
        ("午後2時半に出ます。", "ja", "It leaves at half past two.", "en"),
        ("午後2時半に出ます。", "ja", "It leaves at 14:30.", "en"),
        ("午後2時半に出ます。", "ja", "Sai às duas e meia.", "pt"),
        ("It leaves at 2:30.", "en", "14時30分に出ます。", "ja"),
        ("1時間かかります。", "ja", "It takes 60 minutes.", "en"),
        ("1時間かかります。", "ja", "It takes an hour.", "en"),
        ("ここから1.5キロです。", "ja", "It's 1500 meters.", "en"),
        ("1万2千円です。", "ja", "São 12.000 ienes.", "pt"),
        ("三番のりばです。", "ja", "It's number 3.", "en"),
        ("2026年12月25日です。", "ja", "It's December 25th.", "en"),
        ("3日待ってください。", "ja", "Please wait three days.", "en"),
        ("3日に来てください。", "ja", "Please come on the 3rd.", "en"),
        ("It takes 2 hours.", "en", "Cela prend 2 heures.", "fr"),
        ("It's 853 yen. Yes, 853 yen.", "en", "853円です。", "ja"),
        ("853円です。", "ja", "It's 853 yen, yes, 853.", "en"),
        ("一つください。", "ja", "A coffee, please.", "en"),
        ("切符を1枚ください。", "ja", "A ticket, please.", "en"),
        ("Call +81 3 1234 5678.", "en", "03-1234-5678に電話してください。", "ja"),
        ("I'm 65 years old.", "en", "Tenho 65 anos.", "pt"),
        ("正午に会いましょう。", "ja", "Let's meet at lunchtime.", "en"),
        ("千代田区の三春町と六本木。", "ja", "Miharu and Roppongi in Chiyoda.", "en"),
        ("From 3 to 5 May.", "en", "5月3日から5日まで。", "ja"),
        ("20% off", "en", "打八折", "zh"),
    ],
)
def test_what_languages_say_differently_is_no_difference(
    source: str, source_language: str, target: str, target_language: str
) -> None:
    assert not differ(source, source_language, target, target_language)


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("3人で3泊です。", "There are three people.", ["missing"]),
        ("午前9時に開きます。", "It opens at 9 p.m.", ["changed"]),
        ("853円です。", "It's 853 dollars.", ["changed"]),
        ("12月25日です。", "It's November 25th.", ["changed"]),
        ("火曜日に来てください。", "Please come on Thursday.", ["changed"]),
        ("薬局はありません。", "Please call 03-1234-5678.", ["invented"]),
        ("03-1234-5678に電話してください。", "Please contact us.", ["missing"]),
        ("800メートルです。", "It's 800 kilometers.", ["changed"]),
        ("15分かかります。", "It takes 50 minutes.", ["changed"]),
        ("25度です。", "It's -25 degrees.", ["changed"]),
    ],
)
def test_a_difference_says_what_became_of_the_fact(source: str, target: str, kinds: list[str]) -> None:
    assert [each.kind for each in differ(source, "ja", target, "en")] == kinds


def test_an_unsure_fact_proves_nothing_and_can_be_a_partner() -> None:
    [sure] = find_facts("3時間", "ja")
    unsure = replace(sure, unsure=True)
    assert not differences([unsure], [])
    assert not differences([], [unsure])
    assert not differences([unsure], [sure])
    assert [each.kind for each in differences([sure], [])] == ["missing"]


@pytest.mark.parametrize(
    ("source", "target", "language", "kinds"),
    [
        ("853円です。", "Цена 853 иены.", "ru", []),
        ("853円です。", "Цена 835 иен.", "ru", ["changed"]),
        ("12,000円です。", "Das kostet 12.000 Yen.", "de", []),
        ("12,000円です。", "Цена 12 000 иен.", "ru", []),
        ("月曜日、12月25日です。", "सोमवार, 25 दिसम्बर", "ne", []),
        ("3人で2泊です。", "तीन जना, दुई रात", "ne", []),
        ("14:35に出ます。", "१४:३५ मा", "ne", []),
        ("14:35に出ます。", "२:५३ मा", "ne", ["changed"]),
        ("03-1234-5678です。", "संपर्क गर्नुहोस्", "ne", ["missing"]),
        ("薬局はありません。", "०३-१२३४-५६७८", "ne", ["invented"]),
    ],
)
def test_a_language_of_which_only_digits_are_known_is_held_to_digits(
    source: str, target: str, language: str, kinds: list[str]
) -> None:
    found = differences(held(find_facts(source, "ja"), language), held(find_facts(target, language), "ja"))
    assert [each.kind for each in found] == kinds


_TWICE = {
    "ja": ("1日2回飲んでください。", "毎日飲んでください。"),
    "en": ("Take it twice a day.", "Take it every day."),
    "zh": ("一天吃两次。", "每天吃。"),
    "ko": ("하루에 두 번 드세요.", "매일 드세요."),
    "pt": ("Tome duas vezes por dia.", "Tome todos os dias."),
    "es": ("Tómelo dos veces al día.", "Tómelo todos los días."),
    "fr": ("Prenez-le deux fois par jour.", "Prenez-le tous les jours."),
    "th": ("ทานวันละสองครั้ง", "ทานทุกวัน"),
    "vi": ("Uống hai lần một ngày.", "Uống mỗi ngày."),
    "id": ("Minum dua kali sehari.", "Minum setiap hari."),
}
_SECOND_LIGHT = {
    "ja": ("二つ目の信号を右です。", "信号を右です。"),
    "en": ("Turn right at the second traffic light.", "Turn right at the traffic light."),
    "zh": ("在第二个红绿灯右转。", "在红绿灯右转。"),
    "ko": ("두 번째 신호등에서 우회전하세요.", "신호등에서 우회전하세요."),
    "pt": ("Vire à direita no segundo semáforo.", "Vire à direita no semáforo."),
    "es": ("Gire a la derecha en el segundo semáforo.", "Gire a la derecha en el semáforo."),
    "fr": ("Tournez à droite au deuxième feu.", "Tournez à droite au feu."),
    "th": ("เลี้ยวขวาที่ไฟแดงที่สอง", "เลี้ยวขวาที่ไฟแดง"),
    "vi": ("Rẽ phải ở đèn giao thông thứ hai.", "Rẽ phải ở đèn giao thông."),
    "id": ("Belok kanan di lampu merah kedua.", "Belok kanan di lampu merah."),
}


@pytest.mark.parametrize("target", TEN)
@pytest.mark.parametrize("source", TEN)
def test_how_often_is_a_fact_in_every_language(source: str, target: str) -> None:
    assert not differ(_TWICE[source][0], source, _TWICE[target][0], target)
    if source != target:
        assert [each.kind for each in differ(_TWICE[source][0], source, _TWICE[target][1], target)] == ["missing"]


@pytest.mark.parametrize("target", TEN)
@pytest.mark.parametrize("source", TEN)
def test_what_is_counted_on_the_way_survives_from_the_counters_own_languages(source: str, target: str) -> None:
    """Other languages say second and third of so much that a lost one proves nothing there."""
    assert not differ(_SECOND_LIGHT[source][0], source, _SECOND_LIGHT[target][0], target)
    if source in ("ja", "zh", "ko") and source != target:
        lost = differ(_SECOND_LIGHT[source][0], source, _SECOND_LIGHT[target][1], target)
        assert [each.kind for each in lost] == ["missing"]


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("853円です。", "一共¥853。", []),
        ("853元です。", "一共¥853。", []),
        ("853ドルです。", "一共¥853。", ["changed"]),
        ("853円です。", "一共¥835。", ["changed"]),
    ],
)
def test_the_sign_of_two_currencies_is_either(source: str, target: str, kinds: list[str]) -> None:
    assert [each.kind for each in differ(source, "ja", target, "zh")] == kinds


def test_two_times_and_two_degrees_are_told_apart() -> None:
    assert not differ("二度押してください。", "ja", "Please press twice.", "en")
    assert not differ("今日は2度です。", "ja", "It's 2 degrees today.", "en")
    assert [each.kind for each in differ("今日は25度です。", "ja", "It's 15 degrees today.", "en")] == ["changed"]


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("3時ですね、3時に来てください。", "Please come at 3:00.", []),
        ("お風呂は4時から6時が女性、6時から8時が男性です。", "The bath is for women from 4 to 6 and for men from 6 to 8.", []),
        (
            "お風呂は4時から6時が女性、6時から8時が男性です。",
            "The bath is for women from 4:00, from 6:00 to 8:00.",
            ["missing"],
        ),
        (
            "大人は900円、学生は500円、子どもは300円、65歳以上は500円です。",
            "Adults 900 yen, students 500 yen, children 300 yen.",
            ["missing", "missing"],
        ),
    ],
)
def test_said_again_is_one_fact_but_in_a_list_each_has_its_place(source: str, target: str, kinds: list[str]) -> None:
    assert [one.kind for one in differ(source, "ja", target, "en")] == kinds
