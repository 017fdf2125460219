"""What the sound server says is read as it comes, odd or not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.audio.streams import pulse
from kiosk.audio.streams.names import SERVER, DeviceName
from kiosk.audio.streams.pulse import Node
from tests.audio.streams.fakes import FakeServer, node


def test_sources_and_sinks_are_read() -> None:
    server = FakeServer(sources=[node(4, "mic", state="SUSPENDED", module=3)])
    assert pulse.nodes("input", server) == (Node(4, "mic", "The mic", "", "3", True, 2, 48_000),)
    assert pulse.nodes("output", server) == ()


def test_devices_say_which_are_monitors_and_which_are_the_defaults() -> None:
    server = FakeServer(
        sources=[node(1, "mic"), node(2, "speaker.monitor", monitor_of="speaker")], sinks=[node(1, "speaker"), node(2, "hdmi")]
    )
    mic, monitor, speaker, hdmi = pulse.devices(server)
    assert (mic.name, mic.inputs, mic.outputs, mic.about) == (DeviceName("mic", SERVER), 2, 0, "The mic")
    assert (mic.default_input, mic.monitor, monitor.default_input, monitor.monitor) == (True, False, False, True)
    assert (speaker.default_output, hdmi.default_output, speaker.outputs) == (True, False, 2)


def test_no_server_is_no_devices_and_no_answer() -> None:
    dead = FakeServer(dead=True)
    assert pulse.devices(dead) == ()
    assert pulse.nodes("input", dead) is None
    assert pulse.streams("input", dead) is None
    assert pulse.defaults(dead) == ("", "")


@pytest.mark.parametrize("odd", ["text", 3, {"a": 1}, [1, "x", None], [{}], [{"index": "no", "name": 5, "properties": 1}]])
def test_odd_answers_are_no_trap(odd: object) -> None:
    def ask(*words: str) -> object:
        return odd

    pulse.nodes("output", ask)
    pulse.streams("input", ask)
    pulse.defaults(ask)
    pulse.clients(7, ask)
    pulse.devices(ask)


def program(folder: Path, text: str) -> None:
    path = folder / "pactl"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_pactl_is_asked_for_json_in_no_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, """printf '["%s","%s"]' "$*" "$LC_ALL" """)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert pulse.pactl("list", "sinks") == ["-f json list sinks", "C"]


@pytest.mark.parametrize("text", ["exit 1", "echo nonsense", "echo '['", "echo 'Connection refused' >&2; exit 1"])
def test_a_pactl_that_fails_gives_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    program(tmp_path, text)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert pulse.pactl("info") is None


def test_a_machine_without_pactl_gives_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pulse.pactl("info") is None


def test_a_server_is_asked_only_where_sound_goes_through_one(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.write_text("7f00-7f01 r-xp 0 08:01 1 /usr/lib/alsa-lib/libasound_module_pcm_pulse.so\n")
    assert pulse.in_use(maps)
    maps.write_text("7f00-7f01 r-xp 0 08:01 1 /usr/lib/libasound.so.2\n")
    assert not pulse.in_use(maps)
    assert not pulse.in_use(tmp_path / "no such file")
