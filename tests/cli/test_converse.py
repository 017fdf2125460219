"""`kiosk converse` as two people meet it: lines typed in, lines printed, sound in between."""

from __future__ import annotations

import io
import queue
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import TextIO

import pytest

from kiosk.cli import run
from kiosk.cli.converse import Screen, read_keys
from kiosk.core.audio import Audio, join
from kiosk.core.dialogue import Finish, Replay, Stop, Tap
from kiosk.core.scene import Bubble, Notice, Scene, SideView
from kiosk.engines.scripted import ScriptedSynthesizer
from kiosk.live.session import Session
from kiosk.pipeline.conversation import Conversation
from kiosk.pipeline.dialogue.desk import Config
from tests.live.pulse_rig import MICROPHONE, PulseRig, pulse_rig

BUBBLE = Bubble(5, "visitor", "done", "ja", "en", transcript="駅はどこですか。", translation="Where is the station?")
SCENE = Scene(1, "ready", SideView("ja", "ja"), SideView("en", "en"), turns=(BUBBLE,))


def session() -> Session:
    return Session(Conversation(Config(("ja", "en"), "ja", "en"), lambda sources, target: None), lambda scene: None)


def test_each_line_typed_is_one_command_and_the_end_is_the_end() -> None:
    talk, screen = session(), Screen(io.StringIO())
    screen.show(SCENE)
    read_keys(io.StringIO("ja\n EN \n\nr\nf\nwhat\nq\nja\n"), ["ja", "en"], talk, screen)
    said = []
    while (happening := talk.inbox.get(timeout=1)) is not None:
        said.append(happening)
    assert said == [Tap("staff"), Tap("visitor"), Stop(), Replay(5, slowly=True), Finish()]


def test_the_end_of_the_keys_ends_the_conversation() -> None:
    talk = session()
    read_keys(io.StringIO(""), ["ja", "en"], talk, Screen(io.StringIO()))
    assert talk.inbox.get(timeout=1) is None


def test_every_line_is_printed_once_and_failures_are_told() -> None:
    out = io.StringIO()
    screen = Screen(out)
    failed = replace(BUBBLE, id=6, translation="", failed="engine.lost", text_only=True)
    for scene in (SCENE, SCENE, replace(SCENE, turns=(BUBBLE, failed), notices=(Notice("say_again"),))):
        screen.show(scene)
    told = out.getvalue()
    assert told.count("Where is the station?") == 1 and told.count("[ready]") == 1
    assert "[say_again]" in told and "please say it again" in told and "text only" in told
    screen.show(replace(SCENE, phase="attract", turns=()))
    assert screen.last == 0


def test_of_a_translation_that_grows_only_what_is_new_is_printed() -> None:
    out = io.StringIO()
    screen = Screen(out)
    for translation in ("Good morning.", "Good morning. Where is the station?"):
        screen.show(replace(SCENE, turns=(replace(BUBBLE, translation=translation),)))
    assert out.getvalue().splitlines()[3:] == ["  en  Good morning.", "      Where is the station?"]


@pytest.mark.parametrize("between", ["ja", "ja,ja", "ja,en,ko", "ja,xx"])
def test_two_different_languages_are_needed(between: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["converse", "--between", between, "--demo"]) == 2
    assert capsys.readouterr().err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    with pulse_rig() as rig:
        rig.use(monkeypatch)
        terminal = Terminal(rig)
        yield terminal
        terminal.close()


class Terminal:
    """`kiosk converse` with scripted engines on a rig, its keys and its lines."""

    def __init__(self, rig: PulseRig) -> None:
        self.rig = rig
        self._child: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def begin(self, *options: str, between: str = "ja,en") -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "converse", "--between", between, "--demo", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
        )  # fmt: skip
        assert self._child.stdout is not None
        Thread(target=pour, args=(self._child.stdout, self._lines), daemon=True).start()

    def type(self, line: str) -> None:
        assert self._child is not None
        print(line, file=self._child.stdin, flush=True)

    def say(self, text: str, language: str, microphone: str = MICROPHONE) -> None:
        """A second from now: who speaks sooner after the kiosk's first words may not be heard, see EchoGate.rearm_s."""
        melody = ScriptedSynthesizer().synthesize(text, language)
        self.rig.play_into_microphone(join([Audio.silence(1.0), *melody, Audio.silence(1.5)]), microphone)

    def wait_for(self, *parts: str) -> None:
        """Lines with these in them, in this order."""
        for part in parts:
            while part not in self._lines.get(timeout=60.0):
                pass

    def leave(self) -> None:
        self.type("q")
        assert self._child is not None
        assert self._child.wait(10) == 0

    def close(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()


def test_a_spoken_sentence_is_answered_through_the_terminal(terminal: Terminal) -> None:
    terminal.begin()
    terminal.wait_for("[works: sound, talk, type]")
    terminal.type("ja")
    terminal.wait_for("[listening]")
    terminal.say("853円です。", "ja")
    terminal.wait_for("It is 853 yen.", "[ready]")
    terminal.leave()


def test_plain_japanese_is_a_language_to_talk_in(terminal: Terminal) -> None:
    terminal.begin(between="ja,ja-easy")
    terminal.wait_for("[works: sound, talk, type]")
    terminal.type("ja")
    terminal.wait_for("[listening]")
    terminal.say("少々お待ちください。", "ja")
    terminal.wait_for("ja-easy  少し待ってください。", "[ready]")
    terminal.leave()


def test_languages_that_sound_the_same_tell_nobody_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["converse", "--between", "ja,ja-easy", "--hands-free", "--demo"]) == 2
    assert "sound the same" in capsys.readouterr().err


def test_hands_free_each_language_is_answered_in_the_other(terminal: Terminal) -> None:
    terminal.begin("--hands-free")
    terminal.wait_for("[works: sound, talk, type]")
    terminal.say("853円です。", "ja")
    terminal.wait_for("[speaking]", "It is 853 yen.", "[listening]")
    terminal.say("Where is the nearest hospital?", "en")
    terminal.wait_for("[speaking]", "一番近い病院はどこですか。", "[listening]")
    terminal.leave()


def test_a_second_microphone_is_the_visitors(terminal: Terminal) -> None:
    terminal.rig.add_microphone("second", default=False)
    terminal.begin("--hands-free", "--microphone", MICROPHONE, "--visitor-microphone", "second")
    terminal.wait_for("[works: sound, talk, type]")
    terminal.say("853円です。", "ja")
    terminal.wait_for("[speaking]", "It is 853 yen.", "[listening]")
    terminal.say("Where is the nearest hospital?", "en", "second")
    terminal.wait_for("[speaking]", "一番近い病院はどこですか。", "[listening]")
    terminal.leave()


def pour(out: TextIO, lines: queue.SimpleQueue[str]) -> None:
    for line in out:
        lines.put(line)
