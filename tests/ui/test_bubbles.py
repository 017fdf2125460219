"""What each side sees of a turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.scene import Bubble, Scene, Side, SideView, Words
from kiosk.ui.bubbles import seen_by

SIDES: tuple[Side, Side] = ("staff", "visitor")


def _scene(bubble: Bubble) -> Scene:
    return Scene(1, "ready", SideView("ja", "ja"), SideView("th", "th"), turns=(bubble,))


def _said(by: Side, pivot: str = "It is 853 yen.") -> Bubble:
    own, other = ("ja", "th") if by == "staff" else ("th", "ja")
    return Bubble(1, by, "done", own, other, transcript="853円です。", translation="853 เยน", pivot=pivot)


@pytest.mark.parametrize("by", SIDES)
def test_the_english_in_the_middle_is_for_the_staff_whoever_spoke(by: Side) -> None:
    scene = _scene(_said(by))
    assert [row.pivot for row in seen_by("staff", scene)] == ["It is 853 yen."]
    assert [row.pivot for row in seen_by("visitor", scene)] == [""]


@pytest.mark.parametrize("way", [("en", "ja"), ("ja", "en")])
def test_where_english_is_an_end_it_is_not_in_the_middle(way: tuple[str, str]) -> None:
    bubble = replace(_said("staff"), language=way[0], target=way[1])
    assert [row.pivot for row in seen_by("staff", _scene(bubble))] == [""]


def test_words_that_may_still_change_are_slanted_for_the_speaker_and_not_shown_to_the_other() -> None:
    draft = Bubble(1, "staff", "saying", "ja", "th", words=Words("A <b> & ", "<i>c"))
    scene = replace(_scene(draft), phase="listening", staff=SideView("ja", "ja", "hold"))
    mine, others = seen_by("staff", scene)[0], seen_by("visitor", scene)[0]
    assert (mine.main, mine.tentative) == ("A <b> & ", "<i>c")
    assert mine.markedMain == "A &lt;b&gt; &amp; <i>&lt;i&gt;c</i>"
    assert (others.tentative, others.markedMain) == ("", "")
