"""Slots are filled by touches alone, and whatever is touched the phrase stays one that can be said."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.phrasebook_slots import SLOTS, Slot
from kiosk.ui.phrases_filling import GAP, MOST, Filling, bare, reads, shown

BOOK = load_phrasebook()
WITH_SLOTS = [one for one in BOOK.phrases.values() if one.slots]


def _begun(id: str, now: time = time(9, 41)) -> Filling:
    return Filling.begun(BOOK.phrases[id], now)


@pytest.mark.parametrize(("now", "first"), [(time(9, 41), time(9, 45)), (time(9, 40), time(9, 40)), (time(23, 58), time(0, 0))])
def test_a_clock_begins_at_the_next_full_five_minutes(now: time, first: time) -> None:
    assert _begun("opens-at", now).values == {"time": first}


def test_a_clock_goes_round() -> None:
    assert _begun("opens-at", time(0, 0)).later(-1).values == {"time": time(23, 59)}


def test_digits_are_typed_behind_each_other_and_taken_away_from_behind() -> None:
    price = _begun("it-costs").digit("8").digit("5").digit("00")
    assert price.values == {"price": 8500}
    assert price.erased().erased().values == {"price": 85}
    assert price.erased().erased().erased().erased().values == {}


def test_more_digits_than_a_counter_needs_are_left_out() -> None:
    count = _begun("wait-minutes")
    for _ in range(9):
        count = count.digit("9")
    assert count.values == {"count": MOST["count"]}


def test_a_phrase_is_ready_when_every_slot_has_a_value() -> None:
    meal = _begun("meal-at")
    assert not meal.ready
    assert GAP in reads(BOOK, meal, "ja")
    filled = meal.turned_to("place").placed("gym")
    assert filled.ready
    assert reads(BOOK, filled, "en") == "Meals will be handed out in the gym at 9:45 AM."


def test_a_name_of_spaces_is_none() -> None:
    name = _begun("looking-for").named("  Kim   Minji ")
    assert dict(name.chosen) == {"name": "Kim Minji"}
    assert not name.named("   ").ready


def test_what_isnt_filled_yet_shows_a_gap_in_every_language() -> None:
    for phrase in WITH_SLOTS:
        for code in BOOK.languages():
            assert bare(phrase, code).count(GAP) == len(phrase.slots)
            assert not {"{", "}"} & set(bare(phrase, code))


_TOUCHES = st.one_of(
    st.tuples(st.just("digit"), st.sampled_from([*"0123456789", "00"])),
    st.tuples(st.just("erased"), st.none()),
    st.tuples(st.just("stepped"), st.sampled_from([-1, 1])),
    st.tuples(st.just("later"), st.sampled_from([-60, -10, -1, 1, 10, 60])),
    st.tuples(st.just("placed"), st.sampled_from(["gym", "toilet", ""])),
    st.tuples(st.just("named"), st.text(max_size=70)),
    st.tuples(st.just("turned_to"), st.sampled_from(SLOTS)),
)


@given(st.sampled_from(WITH_SLOTS), st.lists(_TOUCHES, max_size=20))
def test_no_touches_break_a_phrase(phrase: object, touches: list[tuple[str, object]]) -> None:
    filling = Filling.begun(phrase, time(12, 0))  # type: ignore[arg-type]
    for name, value in touches:
        method = getattr(filling, name)
        filling = method() if value is None else method(value)
    for code in ("ja", "ar", "ko"):
        assert reads(BOOK, filling, code)
        slots: tuple[Slot, ...] = filling.phrase.slots
        assert all(shown(BOOK, slot, filling.values.get(slot), code) for slot in slots)
