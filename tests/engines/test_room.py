"""The room for what the recogniser writes: enough for the densest script, never more than it has places for."""

from __future__ import annotations

import pytest

from kiosk.core.language import LANGUAGES
from kiosk.engines.room import at_first, at_most, max_length


@pytest.mark.parametrize("spoken", sorted({language.spoken for language in LANGUAGES.values()}))
def test_there_is_more_room_for_more_speech_and_never_more_than_whisper_has(spoken: str) -> None:
    rooms = [(at_first(seconds, spoken), at_most(seconds, spoken)) for seconds in (0.3, 1.0, 5.0, 10.0, 28.0)]
    assert rooms == sorted(rooms)
    assert all(4 < first <= most <= 224 for first, most in rooms)


def test_burmese_gets_more_room_than_english() -> None:
    """What is a token in English is twelve in Burmese."""
    assert at_first(5.0, "my") > 2 * at_first(5.0, "en")


def test_the_option_leaves_so_many_tokens_besides_the_prompt() -> None:
    assert max_length(224, 4) == 448
    assert max_length(3, 4) == 7
