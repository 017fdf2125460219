"""Signs are said as a person says them: floors, dates, flights, units, Latin letters, in the languages of the counter."""

from __future__ import annotations

import pytest

from kiosk.engines.readings import read


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("It leaves at 14:35.", "It leaves at 2:35 PM."),
        ("at 2:35 p.m.", "at 2:35 p.m."),
        ("at 13:00", "at 1 PM"),
        ("¥853", "853 yen"),
        ("800 m, 1.5km, 30 m²", "800 meters, 1.5 kilometers, 30 m²"),
        ("25°C and 77 °F", "25 degrees Celsius and 77 degrees Fahrenheit"),
        ("-5°C", "minus 5 degrees Celsius"),
        ("It's on the 3F, not the B1F or 24F.", "It's on the third floor, not the first basement floor or 24th floor."),
        ("closed on 12/25", "closed on December 25"),
        ("closed on 25/12", "closed on December 25"),
        ("closed on 3/4, 24/7", "closed on 3/4, 24/7"),
        ("Flight NH106 is late", "Flight N H 1 0 6 is late"),
        ("500 ml, 2L, 30g, 60 km/h", "500 milliliters, 2 liters, 30 grams, 60 kilometers per hour"),
        ("I'm 5 m'", "I'm 5 m'"),
    ],
)
def test_english_signs_become_words(given: str, expected: str) -> None:
    assert read(given, "en") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("14:35発", "14時35分発"),
        ("12/25は休み", "12月25日は休み"),
        ("1/2の大きさ", "2分の1の大きさ"),
        ("2026-12-25と2026/4/1", "2026年12月25日と2026年4月1日"),
        ("13/40", "13/40"),
        ("3Fです。B1Fです。", "3階です。地下1階です。"),
        ("0312345678へ", "03-1234-5678へ"),
        ("09012345678へ", "090-1234-5678へ"),
        ("+81 90-1234-5678", "プラス81-90-1234-5678"),
        ("800m、1.5km、5kg", "800メートル、1.5キロメートル、5キログラム"),
        ("60km/h", "時速60キロ"),
        ("24h営業、2L", "24時間営業、2リットル"),
        ("25°C", "25度"),
        ("ABCホテル", "エービーシーホテル"),
        ("JRのNH106便", "ジェーアールのエヌエイチ106便"),
        ("JALとFAXとWi-Fi", "ジャルとファックスとワイファイ"),
        ("ICカードとQRコード", "アイシーカードとキューアールコード"),
        ("Kamakura、Shinjuku、Roppongi、Sapporo", "カマクラ、シンジュク、ロッポンギ、サッポロ"),
        ("Tokyo Station", "トーキョー ステーション"),
        ("Christmasの夜", "Christmasの夜"),
        ("853円", "853円"),
    ],
)
def test_japanese_signs_and_latin_letters_become_what_is_said(given: str, expected: str) -> None:
    assert read(given, "ja") == expected


@pytest.mark.parametrize(
    ("language", "given", "expected"),
    [
        ("es", "¥853 a las 14:35, 1,5 km", "853 yenes a las 14 y 35, 1,5 kilómetros"),
        ("pt", "R$ 20, US$20, às 9:00", "20 reais, 20 dólares, às 9 horas"),
        ("fr", "853 ¥ à 14:35, -5°C", "853 yens à 14 heures 35, moins 5 degrés"),
        ("vi", "¥853, 14:35, 800 m", "853 yên, 14 giờ 35 phút, 800 mét"),
        ("id", "¥853 pukul 14:35", "853 yen pukul 14 lewat 35 menit"),
        ("th", "¥853 14:35", "853 เยน 14 นาฬิกา 35 นาที"),
        ("ko", "¥853, 14:35, 1.5km, 25°C", "853엔, 14시 35분, 1점 5킬로미터, 25도"),
        ("zh", "¥853，14:35，800m，25°C", "853日元，14点35分，800米，25度"),
        ("zt", "14:35", "14点35分"),
        ("pb", "14:35", "14 e 35"),
        ("es", "Llame al 090-1234-5678.", "Llame al 0 9 0, 1 2 3 4, 5 6 7 8."),
        ("de", "14:35", "14:35"),
        ("es", "Está en el 3F. Cuesta 12 000 yenes.", "Está en el piso 3. Cuesta 12000 yenes."),
        ("fr", "500ml, 3 L, 20g", "500 millilitres, 3 litres, 20 grammes"),
        ("zh", "3F和B1F", "3楼和地下1楼"),
        ("ko", "$5.50, 0.75", "5점 5 0달러, 0점 7 5"),
        ("th", "10.30-17.00 น.", "10 นาฬิกา 30 นาที ถึง 17 นาฬิกา"),
        ("id", "Buka pukul 10.00 sampai 17.30.", "Buka pukul 10 tepat sampai 17 lewat 30 menit."),
        ("es", "¥1,200~¥1,500", "1200 yenes a 1500 yenes"),
        ("es", "El 25.12.2026, versión 1.2.3", "El 25.12.2026, versión 1.2.3"),
    ],
)
def test_other_languages_say_money_times_and_units(language: str, given: str, expected: str) -> None:
    assert read(given, language) == expected


@pytest.mark.parametrize("language", ["es", "pt", "fr", "vi", "id", "de", "it", "ru"])
def test_a_voice_that_takes_commas_for_decimal_signs_gets_none_in_a_price(language: str) -> None:
    said = read("¥1,200, 12,000 yen, 1,234,567", language)
    assert "1200" in said and "12000" in said and "1234567" in said
    assert read("1,234.50", language) == "1234,50"
    assert read("1,5", language) == "1,5"


@pytest.mark.parametrize("language", ["es", "pt", "fr", "vi"])
def test_a_point_is_said_as_the_language_says_it(language: str) -> None:
    assert read("2.5", language) == "2,5"
    assert read("12.000", language) == "12.000"


@pytest.mark.parametrize("number", ["090 1234 5678", "(03) 1234-5678", "+81 3 1234 5678"])
def test_telephone_numbers_are_said_digit_by_digit_however_they_are_written(number: str) -> None:
    assert all(len(part) == 1 for part in read(number, "en").replace("+", "").replace(",", "").split())


def test_numbers_in_a_row_are_no_telephone_number() -> None:
    assert read("rooms 205 206 207, 03 12 22", "en") == "rooms 205 206 207, 03 12 22"


def test_a_postal_code_is_said_digit_by_digit() -> None:
    assert read("100-0005", "en") == "1 0 0, 0 0 0 5"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("10:00-17:00です", "10時から17時です"),
        ("¥1,200〜¥1,500", "1,200円から1,500円"),
        ("No.5です", "ナンバー5です"),
        ("3/4", "4分の3"),
    ],
)
def test_ranges_numbers_and_fractions_are_said_in_japanese(given: str, expected: str) -> None:
    assert read(given, "ja") == expected


@pytest.mark.parametrize("language", ["en", "ja", "es", "fr", "th", "ko", "zh"])
def test_what_is_read_keeps_the_digits_of_prices(language: str) -> None:
    assert "853" in read("¥853", language)
