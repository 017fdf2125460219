"""The PIN is chosen, kept and asked for; wrong ones slow down."""

from __future__ import annotations

import pytest

from kiosk.ui.operator.pin import Gate, StoredPin, is_simple, wait_after


class Desk:
    """A gate with a clock that stands still until it is moved, and a place where PINs are kept."""

    def __init__(self, pin: str = "") -> None:
        self.now = 1000.0
        self.kept: list[StoredPin] = []
        self.gate = Gate(StoredPin.of(pin) if pin else StoredPin(), self.kept.append, lambda: self.now)

    def enter(self, digits: str) -> Gate:
        for digit in digits:
            self.gate.type(digit)
        self.gate.enter()
        return self.gate


def test_the_first_who_comes_chooses_a_pin_and_says_it_twice() -> None:
    desk = Desk()
    assert desk.gate.stage == "choose"
    assert desk.enter("4711").stage == "repeat"
    assert not desk.kept
    assert desk.enter("4711").stage == "open"
    assert desk.kept[0].is_for("4711")
    assert not desk.kept[0].is_for("4712")


def test_two_different_ones_are_no_choice() -> None:
    desk = Desk()
    desk.enter("4711")
    gate = desk.enter("4712")
    assert (gate.stage, gate.told, desk.kept) == ("choose", "different", [])
    desk.enter("4712")
    assert desk.enter("4711").told == "different"


@pytest.mark.parametrize(
    ("digits", "told"), [("", "short"), ("471", "short"), ("0000", "simple"), ("1234", "simple"), ("98765", "simple")]
)
def test_a_pin_that_is_too_short_or_known_to_everybody_is_refused(digits: str, told: str) -> None:
    assert Desk().enter(digits).told == told


def test_only_counting_and_repeating_is_simple() -> None:
    assert is_simple("7890")
    assert not is_simple("1357")
    assert not is_simple("1122")


def test_the_right_pin_opens_and_closing_locks_again() -> None:
    desk = Desk("4711")
    assert desk.enter("4711").stage == "open"
    desk.gate.close()
    assert desk.gate.stage == "ask"
    assert desk.enter("0815").stage == "ask"


def test_wrong_ones_slow_down_up_to_five_minutes() -> None:
    desk = Desk("4711")
    waits = []
    for _ in range(11):
        assert desk.enter("0815").told == "wrong"
        waits.append(desk.gate.wait_s)
        desk.now += desk.gate.wait_s
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert wait_after(0) == 0.0


def test_while_it_waits_nothing_is_taken_not_even_the_right_one() -> None:
    desk = Desk("4711")
    desk.enter("0815")
    assert desk.enter("4711").stage == "ask"
    assert desk.gate.count == 0
    desk.now += 1.0
    assert desk.enter("4711").stage == "open"


def test_closing_the_pages_does_not_shorten_the_wait_and_a_right_one_ends_it() -> None:
    desk = Desk("4711")
    for _ in range(3):
        desk.enter("0815")
        desk.now += 300.0
    desk.enter("0815")
    desk.gate.close()
    assert desk.gate.wait_s == 8.0
    desk.now += 8.0
    desk.enter("4711")
    desk.gate.close()
    desk.enter("0815")
    assert desk.gate.wait_s == 1.0


def test_a_new_pin_can_be_chosen_and_left_as_it_is() -> None:
    desk = Desk("4711")
    desk.gate.change()
    assert desk.gate.stage == "ask"
    desk.enter("4711")
    desk.gate.change()
    desk.enter("2580")
    desk.gate.stay()
    assert (desk.gate.stage, desk.kept) == ("open", [])
    desk.gate.change()
    desk.enter("2580")
    desk.enter("2580")
    desk.gate.close()
    assert desk.enter("2580").stage == "open"


def test_without_a_pin_nobody_gets_past_the_choice() -> None:
    desk = Desk()
    desk.gate.stay()
    assert desk.gate.stage == "choose"
    desk.enter("4711")
    desk.gate.close()
    assert desk.gate.stage == "choose"
    assert not desk.kept


def test_digits_are_counted_erased_and_bounded_and_nothing_else_is_typed() -> None:
    gate = Desk("4711").gate
    for key in ("1", "x", "12", "²", "٣", ""):
        gate.type(key)
    assert gate.count == 1
    gate.erase()
    gate.erase()
    assert gate.count == 0
    for _ in range(20):
        gate.type("1")
    assert gate.count == 8
    assert gate.can_enter


def test_the_same_pin_is_kept_differently_each_time_and_never_shown() -> None:
    one, two = StoredPin.of("4711"), StoredPin.of("4711")
    assert one.hash != two.hash
    assert one.hash not in repr(one)
    assert not StoredPin().is_for("")
