"""What leaves the loudspeaker never clicks: it begins softly, ends softly, is cut softly, runs dry softly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.audio.streams.player import Player
from kiosk.core.audio import Samples

RATE_HZ = 48_000
STEEPEST = 1.0 / 240 + 1e-4  # full scale in the 5 ms that a beginning takes


def full(count: int, level: float = 1.0) -> Samples:
    return np.full(count, level, dtype=np.float32)


def filled(player: Player, count: int) -> Samples:
    samples = player.fill(count)
    return np.zeros(count, dtype=np.float32) if samples is None else samples


def steps(samples: Samples) -> float:
    return float(np.abs(np.diff(samples, prepend=0.0)).max(initial=0.0))


def test_it_is_silent_until_there_is_something_to_play() -> None:
    assert Player(RATE_HZ).fill(480) is None


def test_a_sound_comes_out_whole_after_its_first_moment() -> None:
    player = Player(RATE_HZ)
    sound = np.sin(np.arange(4_800) / 10).astype(np.float32)
    player.add(0, sound)
    out = np.concatenate([filled(player, 480) for _ in range(10)])
    assert np.allclose(out[240:], sound[240:])
    assert player.taken == 4_800


def test_pieces_are_played_without_a_gap() -> None:
    player = Player(RATE_HZ)
    for _ in range(10):
        player.add(0, full(333))
    out = np.concatenate([filled(player, 480) for _ in range(6)])
    assert np.all(out[240:] == 1.0)


def test_a_cut_is_silence_after_ten_milliseconds_and_does_not_click() -> None:
    player = Player(RATE_HZ)
    player.add(0, full(48_000))
    before = np.concatenate([filled(player, 480) for _ in range(3)])
    player.cut(1)
    after = np.concatenate([filled(player, 480) for _ in range(3)])
    assert np.all(after[480:] == 0.0)
    assert steps(np.concatenate([before, after])) < STEEPEST
    assert player.fill(480) is None


def test_what_comes_after_a_cut_is_played_and_what_came_before_is_not() -> None:
    player = Player(RATE_HZ)
    player.add(0, full(48_000, 0.5))
    filled(player, 960)
    player.cut(1)
    player.add(1, full(960, -0.5))
    out = np.concatenate([filled(player, 480) for _ in range(6)])
    assert out.max() <= 0.5
    assert np.all(out[480:] <= 0.0)
    assert out.min() == -0.5
    assert (player.epoch, player.taken) == (1, 960)


def test_a_sound_that_stops_coming_ends_softly_and_goes_on_softly() -> None:
    player = Player(RATE_HZ)
    player.add(0, full(700))
    first = np.concatenate([filled(player, 480) for _ in range(4)])
    player.add(0, full(700))
    out = np.concatenate([first, *(filled(player, 480) for _ in range(4))])
    assert steps(out) < STEEPEST
    assert first[-1] == 0.0
    assert player.taken == 1_400, "a moment that is held because nothing came is no part of the sound"


def test_the_volume_moves_without_a_click() -> None:
    player = Player(RATE_HZ)
    player.add(0, full(48_000))
    out = [filled(player, 480), filled(player, 480)]
    player.gain = 0.25
    out += [filled(player, 480), filled(player, 480)]
    assert np.all(out[-1] == pytest.approx(0.25))
    assert steps(np.concatenate(out)) < STEEPEST


def test_a_cut_in_silence_costs_nothing() -> None:
    player = Player(RATE_HZ)
    player.cut(3)
    player.add(3, full(480))
    assert filled(player, 480)[-1] == 1.0
    assert player.epoch == 3


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.integers(0, 3_000), st.sampled_from([1.0, -1.0, 0.3])),
            st.tuples(st.just("cut"), st.just(0), st.just(0.0)),
            st.tuples(st.just("fill"), st.integers(1, 1_000), st.just(0.0)),
        ),
        max_size=40,
    )
)
def test_whatever_happens_it_never_clicks_and_always_ends(actions: list[tuple[str, int, float]]) -> None:
    """Constant sounds of one sign between cuts: the only steps left are those of the envelope."""
    player = Player(RATE_HZ)
    epoch, given, out = 0, 0, [np.zeros(0, dtype=np.float32)]
    level = 1.0
    for action, count, value in actions:
        if action == "add":
            level = value if given == 0 else level
            player.add(epoch, full(count, level))
            given += count
        elif action == "cut":
            epoch, given = epoch + 1, 0
            player.cut(epoch)
            out.append(filled(player, 480))  # as long as a fade: the next sound may have another sign
        else:
            out.append(filled(player, count))
    out.append(filled(player, sum(count for action, count, _ in actions if action == "add") + 1_000))
    whole = np.concatenate(out)
    assert np.all(np.isfinite(whole))
    assert steps(whole) < STEEPEST
    assert (player.epoch, player.taken) == (epoch, given)
    assert player.fill(480) is None
