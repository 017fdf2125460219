"""What counts as a loop, and what is left when it is cut."""

from __future__ import annotations

import pytest

from kiosk.core.loops import cut_loops, has_loop


@pytest.mark.parametrize(
    ("text", "source", "left"),
    [
        ("na na na na na na", "hi", "na"),
        ("ナ" * 40, "hi", "ナ"),
        ("the bus goes to the bus goes to the bus goes to the bu", "Where does it go?", "the bus goes to"),
        ("Well, I see. I see. I see. I see. I see. Then go.", "hm", "Well, I see. Then go."),
        ("ありがとうございます" * 3, "Thanks.", "ありがとうございます"),
        ("!" * 40, "Stop!", "!"),
        ("a b c d. " * 4 + "x y z w. " * 4, "hm", "a b c d. x y z w."),
    ],
)
def test_a_loop_is_said_once(text: str, source: str, left: str) -> None:
    assert has_loop(text, source)
    assert cut_loops(text, source) == left


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("はいはいはい", "Yes!"),
        ("いいえ、いいえ、いいえ、いいえ、いいえ、いいえ", "No, no, no, no!"),
        ("very very very very good", "とてもとても"),
        ("ha ha ha ha ha ha", "ハハハハ"),
        ("助けてください！助けてください！助けてください！", "Help me, please! Help me, please! Help me, please!"),
        ("10000000000", "10000000000"),
        ("1,000,000", "百万"),
        ("Where is the station? Where is the station?", "駅はどこ？"),
        ("wait...", "待って…"),
        ("", ""),
    ],
)
def test_what_people_repeat_themselves_is_no_loop(text: str, source: str) -> None:
    assert not has_loop(text, source)
    assert cut_loops(text, source) == text
