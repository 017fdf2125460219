"""Whether a text is in a language, by script and by little words."""

from __future__ import annotations

import pytest

from kiosk.core.tongues import fits

SAID = {
    "ja": "このバスは駅に行きますか",
    "en": "Does this bus go to the station?",
    "zh": "这辆公共汽车去车站吗",
    "ko": "이 버스는 역에 가나요",
    "es": "¿Va este autobús a la estación?",
    "fr": "Est-ce que ce bus va à la gare ?",
    "pt": "Este ônibus vai para a estação?",
    "de": "Fährt dieser Bus zum Bahnhof?",
    "it": "Questo autobus va alla stazione?",
    "th": "รถบัสคันนี้ไปสถานีไหม",
    "vi": "Xe buýt này có đến ga không?",
    "id": "Apakah bus ini pergi ke stasiun?",
    "ru": "Этот автобус идёт до вокзала?",
}


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_fits_its_own_language_best(language: str) -> None:
    own = fits(SAID[language], language)
    assert own >= 0.5
    assert all(fits(text, language) < own for other, text in SAID.items() if other != language)


def test_what_has_no_letters_fits_any_language_and_none() -> None:
    assert fits("853", "ja") == fits("...", "en") == 0.5


def test_a_name_speaks_for_nothing() -> None:
    assert fits("Kyoto", "en") == 0.5
    assert fits("東京", "ja") == 0.5
    assert fits("Kyoto", "ja") == 0.0
