"""The kiosk's own voice, what a room makes of it, and people who talk over it. The detector here calls everything speech."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.core.audio import SPEECH_RATE_HZ, Samples
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.spans import FRAME_S
from kiosk.pipeline.echo import REARM_S, EchoGate, Verdict
from kiosk.pipeline.echo_filter import LONGEST_ECHO_S, EchoFilter
from tests.pipeline.sounds_of_voices import noise, room, voice

LEARNED_S = 16.0


def run(gate: EchoGate, heard: Samples, played: Samples, probability: float = 1.0) -> tuple[list[Verdict], Samples]:
    """The verdicts, and what is left of the sound."""
    verdicts: list[Verdict] = []
    left = []
    for start in range(0, len(heard) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        left.append(gate.cancel(heard[start : start + FRAME_SAMPLES], played[start : start + FRAME_SAMPLES]))
        verdicts.append(gate.judge(probability))
    return verdicts, np.concatenate(left)


def in_room(delay_s: float = 0.1, gain: float = 0.3) -> EchoGate:
    """A gate that has learned a room."""
    gate, said = EchoGate(), voice(LEARNED_S, seed=1)
    run(gate, room(said, delay_s, gain) + noise(len(said)), said)
    assert gate.knows_the_room
    return gate


@pytest.mark.parametrize("delay_s", [0.02, 0.15, 0.4])
@pytest.mark.parametrize("gain", [1.0, 0.1, 0.03])
def test_its_own_voice_is_nobody_however_loud_and_late_it_comes_back(delay_s: float, gain: float) -> None:
    said = voice(8.0, seed=2)
    verdicts, _ = run(EchoGate(), room(said, delay_s, gain) + noise(len(said)), said)
    assert set(verdicts) <= {"own", "clear"}


@pytest.mark.parametrize(("delay_s", "gain"), [(0.1, 1.2), (0.1, 0.05), (0.14, 0.3)])
def test_a_change_of_volume_or_of_place_is_nobody(delay_s: float, gain: float) -> None:
    gate, said = in_room(), voice(6.0, seed=3)
    verdicts, _ = run(gate, room(said, delay_s, gain, seed=1) + noise(len(said)), said)
    assert "person" not in verdicts


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_who_talks_over_it_is_noticed_soon_and_can_be_heard_without_it(seed: int) -> None:
    gate, said, person = in_room(), voice(6.0, seed=3), voice(3.0, seed=seed, rms=0.06)
    heard = room(said, 0.1, 0.3) + noise(len(said))
    began = 2 * SPEECH_RATE_HZ
    heard[began : began + len(person)] += person
    verdicts, left = run(gate, heard, said)
    noticed_s = verdicts.index("person") * FRAME_S
    assert 2.0 < noticed_s < 2.0 + 1.0
    rest, alone = left[began : began + len(person)], np.zeros(len(person), np.float32)
    alone[: len(rest)] = person[: len(rest)]
    alike = float(np.corrcoef(rest, alone[: len(rest)])[0, 1])
    assert alike > 0.9


def test_who_talks_over_a_kiosk_that_cannot_be_heard_is_noticed() -> None:
    gate, said, person = EchoGate(), voice(20.0, seed=3), voice(3.0, seed=4)
    heard = noise(len(said))
    run(gate, heard, said, probability=0.0)
    heard[SPEECH_RATE_HZ : SPEECH_RATE_HZ + len(person)] += person
    verdicts, _ = run(gate, heard[: 4 * SPEECH_RATE_HZ], said)
    assert "person" in verdicts


@pytest.mark.parametrize("waited_s", [0.1, 0.2, 0.35, 0.5])
def test_who_answers_at_once_is_not_taken_for_the_room(waited_s: float) -> None:
    """Where the kiosk can't be heard at all, he is the only sound there is, while what was played is still remembered."""
    gate = EchoGate()
    waited = round(waited_s * SPEECH_RATE_HZ)
    for seed in (3, 5):
        said, answer = voice(2.4, seed=seed), voice(2.0, seed=seed + 1, rms=0.06)
        run(gate, np.zeros(len(said) + waited, np.float32), np.pad(said, (0, waited)), probability=0.0)
        run(gate, answer, np.zeros_like(answer))
    said, heard = voice(4.0, seed=7), np.zeros(4 * SPEECH_RATE_HZ, np.float32)
    run(gate, heard[:SPEECH_RATE_HZ], said[:SPEECH_RATE_HZ], probability=0.0)
    heard[SPEECH_RATE_HZ : 3 * SPEECH_RATE_HZ] += voice(2.0, seed=8, rms=0.06)
    verdicts, _ = run(gate, heard[SPEECH_RATE_HZ:], said[SPEECH_RATE_HZ:])
    assert "person" in verdicts


def test_what_the_detector_calls_no_speech_is_nobody() -> None:
    gate, said, clatter = in_room(), voice(6.0, seed=3), voice(6.0, seed=7)
    verdicts, _ = run(gate, room(said, 0.1, 0.3) + clatter, said, probability=0.1)
    assert "person" not in verdicts


def test_before_it_knows_the_room_it_believes_nobody() -> None:
    said = voice(3.0, seed=3)
    verdicts, _ = run(EchoGate(), room(said, 0.1, 0.3) + voice(3.0, seed=4, rms=0.2), said)
    assert "person" not in verdicts


def test_after_it_fell_silent_it_waits_until_the_last_of_it_has_come() -> None:
    gate = in_room(delay_s=0.2)
    quiet = noise(2 * SPEECH_RATE_HZ)
    verdicts, _ = run(gate, quiet, np.zeros_like(quiet))
    waited_s = verdicts.index("clear") * FRAME_S
    assert REARM_S + 0.15 < waited_s < REARM_S + LONGEST_ECHO_S
    assert set(verdicts[verdicts.index("clear") :]) == {"clear"}


def until_clear(heard: Samples, played: Samples) -> float:
    """When a gate that knows no room first listens again, in seconds. Speech is here what is loud."""
    gate = EchoGate()
    for start in range(0, len(heard) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        frame = heard[start : start + FRAME_SAMPLES]
        gate.cancel(frame, played[start : start + FRAME_SAMPLES])
        if gate.judge(0.9 if float(np.std(frame)) > 0.01 else 0.05) == "clear" and start:
            return start / SPEECH_RATE_HZ
    return len(heard) / SPEECH_RATE_HZ


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_who_answers_soon_is_heard_even_in_a_room_that_it_does_not_know(seed: int) -> None:
    said = np.concatenate([voice(2.0, seed), np.zeros(SPEECH_RATE_HZ, np.float32)])
    heard = room(said, 0.02, 0.1) + noise(len(said))
    assert 2.0 < until_clear(heard, said) < 2.0 + REARM_S


def test_a_lull_before_its_last_word_is_not_its_end() -> None:
    """Half a second late, the lull comes when it has just fallen silent, and the word after that."""
    lull, word = np.zeros(SPEECH_RATE_HZ // 5, np.float32), voice(0.25, seed=5)
    said = np.concatenate([voice(2.0, seed=2), lull, word, np.zeros(SPEECH_RATE_HZ, np.float32)])
    late = room(said, LONGEST_ECHO_S - 0.05, 0.3) + noise(len(said))
    assert until_clear(late, said) > 2.0 + 0.2 + 0.25 + LONGEST_ECHO_S - 0.05


def test_while_nothing_was_played_the_sound_passes_as_it_is() -> None:
    gate, person = EchoGate(), voice(1.0, seed=4)
    verdicts, left = run(gate, person, np.zeros_like(person))
    assert verdicts[-1] == "clear"
    assert np.array_equal(left, person[: len(left)])


def test_the_filter_takes_its_voice_away_and_finds_how_late_it_comes() -> None:
    filter_, said = EchoFilter(), voice(8.0, seed=1)
    heard = room(said, 0.25, 0.3)
    left = [
        heard[at : at + FRAME_SAMPLES] - filter_.foresee(heard[at : at + FRAME_SAMPLES], said[at : at + FRAME_SAMPLES])
        for at in range(0, len(said) - FRAME_SAMPLES, FRAME_SAMPLES)
    ]
    late = len(left) // 2
    power = np.mean(np.square(np.concatenate(left[late:]))) / np.mean(np.square(heard[late * FRAME_SAMPLES :]))
    assert power < 0.01
    assert 0.25 <= filter_.delay_s + FRAME_S <= 0.5, "with what the room adds"


@pytest.mark.parametrize("late", [-80, 48, 320])
def test_a_clock_that_slips_is_noticed_and_nothing_has_to_be_learned_anew(late: int) -> None:
    gate, said = in_room(), voice(6.0, seed=3)
    heard = room(np.roll(said, late), 0.1, 0.3) + noise(len(said))
    found = 0
    for at in range(512, len(said) - 2 * FRAME_SAMPLES, FRAME_SAMPLES):
        gate.cancel(heard[at : at + FRAME_SAMPLES], said[at - found : at - found + FRAME_SAMPLES])
        found += gate.slip()
        assert gate.judge(1.0) != "person"
    assert found == pytest.approx(late, abs=3)
    assert gate.knows_the_room
