"""Languages, routes, sound and errors as values."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.errors import KioskError, SettingsError, StageError, UsageError
from kiosk.core.language import LANGUAGES, Route, language
from kiosk.core.turn import Translation, whole


def test_an_unknown_language_is_refused_with_what_was_probably_meant() -> None:
    with pytest.raises(UsageError, match="Did you mean ja"):
        language("japanese")
    with pytest.raises(UsageError, match="Did you mean ja"):
        language("jaa")
    with pytest.raises(UsageError, match="unknown language 'xx!'"):
        language("xx!")


def test_every_language_has_its_names_and_a_spoken_code() -> None:
    assert all(lang.endonym and lang.japanese and lang.english and lang.spoken for lang in LANGUAGES.values())
    assert LANGUAGES["zt"].spoken == LANGUAGES["zh"].spoken == "zh"
    assert {code for code, lang in LANGUAGES.items() if lang.rtl} == {"ar", "ur", "fa", "he"}


def test_sentences_are_joined_as_the_language_writes_them() -> None:
    assert Translation(("はい。", "どうぞ。"), Route("en", "ja")).text == "はい。どうぞ。"
    assert Translation(("Yes.", "Please."), Route("ja", "en")).text == "Yes. Please."
    assert Translation((), Route("ja", "en")).text == ""


def test_parts_become_one_translation_that_says_the_same() -> None:
    route = Route("ja", "fr")
    parts = [
        Translation(("Oui.",), route, "Yes.", ("a", "b"), ("words.unknown",), "はい。"),
        Translation(("Voilà.", "Merci."), route, "Here. Thanks.", ("a", "b"), ("loop.cut",), "どうぞ。ありがとう。"),
    ]
    assert whole(parts, route) == Translation(
        ("Oui.", "Voilà.", "Merci."), route, "Yes. Here. Thanks.", ("a", "b"), ("loop.cut", "words.unknown"),
        "はい。どうぞ。ありがとう。",
    )  # fmt: skip
    assert whole(parts[:1], route) == parts[0]
    assert whole([], route) == Translation((), route)


def test_samples_that_are_no_numbers_become_silence() -> None:
    audio = Audio.of(np.array([np.nan, np.inf, -np.inf, 2.0, -3.0, 0.5], dtype=np.float64))
    assert audio.samples.tolist() == [0.0, 0.0, 0.0, 1.0, -1.0, 0.5]
    assert audio.samples.dtype == np.float32


def test_a_part_of_a_sound_may_reach_over_its_edges() -> None:
    audio = Audio.silence(1.0)
    assert audio.between(-1.0, 0.25).duration_s == 0.25
    assert audio.between(0.9, 9.0).duration_s == pytest.approx(0.1)


def test_only_sounds_of_one_rate_are_joined() -> None:
    assert join([]).duration_s == 0.0
    with pytest.raises(ValueError, match="different rates"):
        join([Audio.silence(1.0), Audio.silence(1.0, 22_050)])


@pytest.mark.parametrize(
    "error",
    [KioskError("a.b", "do this"), SettingsError(["one", "two"]), StageError("translation", "route.missing", "install it")],
)
def test_an_error_survives_a_pipe_between_processes(error: KioskError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (copy.code, str(copy), vars(copy)) == (error.code, str(error), vars(error))
