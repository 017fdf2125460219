"""The engine process for real: whatever happens to it costs one turn, and the next one works."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core.audio import Audio, join
from kiosk.core.events import Heard, NothingHeard, Spoken, ToldBack, Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, EngineReady, Failed, LookedAgain, PartialHeard, PartialWork, SecondLook, TypedWork, Work
from kiosk.core.turn import Hint, Segment
from kiosk.engines import Need
from kiosk.engines.scripted import ScriptedSynthesizer
from kiosk.live.limits import Limits
from kiosk.live.recipe import Recipe
from tests.live.desk import GENEROUS_S, Desk
from tests.live.engines_that_misbehave import GATE, SECRET

MISBEHAVING = "engines_that_misbehave"
BESIDE = Path(__file__).parent
QUESTION = "Where is the nearest hospital?"
ANSWER = "一番近い病院はどこですか。"
HINT = Hint(("en", "ja"))

QUICK = Limits(
    turn_least_s=1.0,
    turn_base_s=0.0,
    turn_factor=7.0,  # a second for each letter: "∞" has one, the question has thirty
    first_use_s=0.0,
    stalled_s=1.0,
    stopped_s=0.3,
    waiting=2,
    wait_s=GENEROUS_S,
    most_bytes=400 << 20,
)

FAULTS = {
    "crash": "crashed",
    "abort": "crashed",
    "exit": "crashed",
    "mistake": "crashed",
    "garbage": "crashed",
    "no frame": "crashed",
    "half": "hung",
    "stop": "hung",
    "sleep": "hung",
    "sleep with the lock": "hung",
    "∞": "hung",
    "balloon": "memory",
}


@pytest.fixture(scope="module", autouse=True)
def importable() -> Iterator[None]:
    """The engine process can import what the kiosk can import: here, what lies beside this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BESIDE))
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("engines")
    os.mkfifo(made / GATE)
    return made


@pytest.fixture(scope="module")
def recipe(folder: Path) -> Recipe:
    return Recipe(f"{MISBEHAVING}:engines", (str(folder),))


@pytest.fixture(scope="module")
def desk(recipe: Recipe, importable: None) -> Iterator[Desk]:
    """One for all tests that leave it with an engine that has answered."""
    with Desk(recipe, QUICK) as made:
        made.ready()
        yield made


@pytest.fixture
def gate(folder: Path) -> Iterator[int]:
    """A byte written to it lets one through."""
    descriptor = os.open(folder / GATE, os.O_RDWR)
    yield descriptor
    os.close(descriptor)


def said(silence_s: float = 0.0) -> Audio:
    """The question, in the scripted voice, after a silence."""
    return join([Audio.silence(silence_s), *ScriptedSynthesizer().synthesize(QUESTION, "en")])


def question_works(desk: Desk) -> None:
    turn = desk.type(QUESTION)
    assert desk.end() == Done(turn)
    assert [type(event) for event in desk.of(turn)] == [Translated, Spoken, ToldBack, Done]
    assert [event.translation.text for event in desk.of(turn) if isinstance(event, Translated)] == [ANSWER]


def fill_the_line(desk: Desk, room: int) -> list[int]:
    """The turns that wait then. That one more is refused proves that the host has heard of everything before."""
    waiting = [desk.type(QUESTION) for _ in range(room)]
    refused = desk.type("one too many")
    assert desk.end() == Failed(refused, "engine.busy")
    return waiting


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_one_turn_and_the_next_one_works(desk: Desk, fault: str) -> None:
    question_works(desk)
    turn = desk.type(fault)
    assert desk.end() == Failed(turn, "engine.lost")
    lost = desk.lost()
    assert lost.reason == FAULTS[fault]
    assert desk.ready().generation == lost.generation + 1
    question_works(desk)


def test_a_stage_that_fails_costs_no_engine(desk: Desk) -> None:
    question_works(desk)
    pid = desk.pid
    turn = desk.type("stumble")
    assert desk.end() == Failed(turn, "translation.failed")
    question_works(desk)
    assert desk.pid == pid


def test_noise_on_the_outputs_disturbs_nothing(desk: Desk) -> None:
    turn = desk.type("shout")
    assert desk.end() == Done(turn)


def test_a_turn_submitted_while_the_engine_restarts_waits_for_it(desk: Desk) -> None:
    question_works(desk)
    desk.signal(signal.SIGKILL)
    assert desk.lost().reason == "crashed"
    question_works(desk)


def test_a_process_stopped_while_idle_is_replaced(desk: Desk) -> None:
    question_works(desk)
    desk.signal(signal.SIGSTOP)
    assert desk.lost().reason == "hung"
    question_works(desk)


def test_an_interrupt_is_not_for_the_engine(desk: Desk) -> None:
    question_works(desk)
    pid = desk.pid
    desk.signal(signal.SIGINT)
    question_works(desk)
    assert desk.pid == pid


def test_a_minute_of_sound_gets_through(desk: Desk) -> None:
    turn = desk.turn()
    desk.host.submit(Work(turn, Segment(turn, said(silence_s=57.0), HINT, "ja")))
    assert desk.end() == Done(turn)
    assert [type(event) for event in desk.of(turn)] == [Heard, Translated, Spoken, ToldBack, Done]
    assert [event.transcript.text for event in desk.of(turn) if isinstance(event, Heard)] == [QUESTION]


def test_silence_is_a_result(desk: Desk) -> None:
    turn = desk.turn()
    desk.host.submit(Work(turn, Segment(turn, Audio.silence(1.0), HINT, "ja")))
    assert desk.end() == Done(turn)
    assert desk.of(turn) == [NothingHeard(turn), Done(turn)]


def test_a_minute_of_sound_for_a_stopped_process_holds_nothing_up(desk: Desk) -> None:
    question_works(desk)
    desk.signal(signal.SIGSTOP)
    turn = desk.turn()
    desk.host.submit(Work(turn, Segment(turn, said(silence_s=57.0), HINT, "ja")))
    assert desk.end() == Failed(turn, "engine.lost")
    assert desk.lost().reason == "hung"
    question_works(desk)


def test_an_abandoned_turn_says_nothing_more(desk: Desk, gate: int) -> None:
    turn = desk.type(GATE)
    desk.hear(Spoken)
    desk.host.abandon(turn)
    waiting = fill_the_line(desk, QUICK.waiting)
    os.write(gate, b"!")
    assert [desk.end() for _ in waiting] == [Done(number) for number in waiting]
    assert [type(event) for event in desk.of(turn)] == [Translated, Spoken]


def test_an_answer_of_an_ended_process_never_arrives(desk: Desk, gate: int) -> None:
    """It waits at the gate until it is taken for hung; the gate opens for nobody."""
    turn = desk.type(GATE)
    assert desk.end() == Failed(turn, "engine.lost")
    os.write(gate, b"!")
    assert desk.lost().reason == "hung"
    question_works(desk)
    assert [type(event) for event in desk.of(turn)] == [Translated, Spoken, Failed]


def test_partial_words_come_without_an_end_and_give_way_to_the_turn(desk: Desk, gate: int) -> None:
    first = desk.turn()
    desk.host.submit(PartialWork(first, said(), HINT))
    assert desk.hear(PartialHeard) == PartialHeard(first, QUESTION, "en")
    busy = desk.type(GATE)
    desk.hear(Spoken)
    desk.host.submit(PartialWork(first, said(), HINT))
    desk.host.submit(Work(first, Segment(first, said(), HINT, "ja")))
    waiting = fill_the_line(desk, QUICK.waiting - 1)
    os.write(gate, b"!")
    assert [desk.end() for _ in range(3)] == [Done(number) for number in (busy, first, *waiting)]
    assert [type(event) for event in desk.of(first)] == [PartialHeard, Heard, Translated, Spoken, ToldBack, Done]


def test_a_second_look_comes_without_an_end(desk: Desk) -> None:
    first = desk.turn()
    desk.host.submit(SecondLook(first, said(), HINT))
    assert desk.hear(LookedAgain) == LookedAgain(first, (QUESTION,))
    question_works(desk)
    assert [type(event) for event in desk.of(first)] == [LookedAgain]


def test_the_process_stands_back_and_leaves_no_core_dump(desk: Desk) -> None:
    question_works(desk)
    process = Path("/proc", str(desk.pid))
    assert int((process / "oom_score_adj").read_text()) > int(Path("/proc/self/oom_score_adj").read_text())
    assert os.getpriority(os.PRIO_PROCESS, desk.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    limits = (process / "limits").read_text().splitlines()
    (core,) = (line.split()[4:6] for line in limits if line.startswith("Max core file size"))
    assert set(core) <= {"0", "1"}
    assert {(process / "fd" / number).readlink() for number in "012"} == {Path(os.devnull)}


def test_what_is_said_is_in_no_log_line(recipe: Recipe, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Desk(recipe, QUICK) as desk:
        desk.type("mistake")
        desk.lost()
        desk.type(SECRET)
        desk.end()
    assert "ZeroDivisionError at worker.py" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("how", "reason"), [("model", "broken"), ("crash", "crashed"), ("mistake", "crashed")])
def test_it_tries_until_the_engines_can_be_made(tmp_path: Path, how: str, reason: str) -> None:
    recipe = Recipe(f"{MISBEHAVING}:engines_at_the_nth_try", (str(tmp_path), 4, how))
    with Desk(recipe, Limits(longest_pause_s=0.01, wait_s=GENEROUS_S)) as desk:
        question_works(desk)
        assert [event.reason for event in desk.losses()] == [reason] * 3


def test_a_turn_does_not_wait_for_ever_for_an_engine(tmp_path: Path) -> None:
    recipe = Recipe(f"{MISBEHAVING}:engines_at_the_nth_try", (str(tmp_path), 1000, "model"))
    with Desk(recipe, Limits(wait_s=0.1)) as desk:
        turn = desk.type(QUESTION)
        assert desk.end() == Failed(turn, "engine.lost")


def test_an_engine_that_hangs_while_loading_is_ended(tmp_path: Path) -> None:
    recipe = Recipe(f"{MISBEHAVING}:engines_at_the_nth_try", (str(tmp_path), 2, "sleep"))
    with Desk(recipe, Limits(load_s=0.5, wait_s=GENEROUS_S)) as desk:
        assert desk.lost().reason == "hung"


def test_after_its_turns_an_idle_engine_is_replaced_by_one_that_is_ready(recipe: Recipe) -> None:
    with Desk(recipe, Limits(recycle_turns=1, idle_s=0.0)) as desk:
        first = desk.ready().generation
        question_works(desk)
        lost = desk.lost()
        assert (lost.generation, lost.reason) == (first, "recycled")
        assert desk.hear() == EngineReady(first + 1)
        question_works(desk)


def test_a_program_that_is_not_there_is_tried_again(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/nowhere/python")
        with Desk(recipe, Limits(longest_pause_s=0.01)) as desk:
            assert [desk.lost().reason for _ in range(3)] == ["crashed"] * 3
            patch.undo()
            question_works(desk)


def test_leaving_while_busy_leaves_no_process(recipe: Recipe) -> None:
    """Twenty times, in fours so that it doesn't take long."""
    for _ in range(5):
        desks = [Desk(recipe) for _ in range(4)]
        for desk in desks:
            desk.host.start()
        for desk in desks:
            desk.type("sleep")
        for desk in desks:
            desk.ready()
        for desk in desks:
            pid = desk.pid
            desk.host.close()
            desk.host.close()
            assert not Path("/proc", str(pid)).exists()


def test_closing_before_starting_is_allowed(recipe: Recipe) -> None:
    desk = Desk(recipe)
    desk.host.close()
    desk.host.submit(Work(1, Segment(1, Audio.silence(1.0), HINT, "ja")))
    assert desk.host.pids() == ()


KIOSK = f"""
import os, sys
sys.addaudithook(lambda event, _: os._exit(9) if event == "os.fork" else None)
from queue import Queue
from kiosk.core.language import Route
from kiosk.core.live import TypedWork
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
events = Queue()
host = EngineHost(Recipe("{MISBEHAVING}:engines", (sys.argv[1],)), events.put)
host.start()
host.submit(TypedWork(1, "{GATE}", Route("en", "ja")))
while type(events.get()).__name__ != "Spoken":
    pass
print(host.pids()[0], flush=True)
sys.stdin.read(1)
{{end}}
"""


def a_kiosk(folder: Path, end: str) -> subprocess.Popen[str]:
    """A kiosk whose engine is busy; it has printed the engine's process id and goes on after a letter on its input."""
    program = textwrap.dedent(KIOSK).format(end=end)
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=BESIDE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("first", [None, signal.SIGSTOP])
def test_a_kiosk_that_is_killed_takes_its_engine_along(folder: Path, first: signal.Signals | None) -> None:
    with a_kiosk(folder, "") as kiosk:
        assert kiosk.stdout is not None
        pid = int(kiosk.stdout.readline())
        end = os.pidfd_open(pid)
        if first is not None:
            os.kill(pid, first)
        kiosk.kill()
        assert gone(end)


@pytest.mark.parametrize("end", ["host.close(); os._exit(0)", "os._exit(0)", "sys.exit(0)"])
def test_a_kiosk_that_leaves_while_busy_leaves_nothing(folder: Path, end: str) -> None:
    with a_kiosk(folder, end) as kiosk:
        assert kiosk.stdout is not None
        engine = os.pidfd_open(int(kiosk.stdout.readline()))
        kiosk.communicate("!", timeout=GENEROUS_S)
        assert kiosk.returncode == 0
        assert gone(engine)


def gone(descriptor: int) -> bool:
    """Whether the process of this descriptor has ended, at once or soon; closes it."""
    ready, _, _ = select.select([descriptor], [], [], GENEROUS_S)
    os.close(descriptor)
    return bool(ready)


def test_real_engines_that_are_killed_cost_one_turn(models_folder: Path) -> None:
    need = Need(hearing=True, voices=("en",))
    with Desk(Recipe.of(need, models=models_folder), Limits(wait_s=GENEROUS_S)) as desk:
        desk.ready()
        turn = speak(desk, "Where is the nearest hospital? My mother is sick.")
        desk.hear(Translated)
        desk.signal(signal.SIGKILL)
        assert desk.end() == Failed(turn, "engine.lost")
        assert desk.lost().reason == "crashed"
        turn = speak(desk, "The bus leaves at nine.")
        assert desk.end() == Done(turn)
        assert [type(event) for event in desk.of(turn)] == [Translated, Spoken, Done]


def speak(desk: Desk, text: str) -> int:
    """Submit a text that is only spoken, in English."""
    turn = desk.turn()
    desk.host.submit(TypedWork(turn, text, Route("en", "en")))
    return turn
