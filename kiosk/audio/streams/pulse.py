"""What a PulseAudio or PipeWire server knows about sources, sinks and our stream, asked with `pactl`.

A server moves a stream to another device when its own goes, without a word to the program. Only the server can say where
a stream is connected now.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.audio.streams.names import SERVER, Device, DeviceName, Direction

Table = Mapping[str, object]
Ask = Callable[..., object]
"""`pactl`, or what stands for it in a test: words in, what its JSON says out, None when there is no answer."""

_ANSWER_S = 1.0
_PLUGINS = ("libasound_module_pcm_pulse", "libasound_module_pcm_pipewire")
_STREAMS = {"input": ("source-outputs", "source"), "output": ("sink-inputs", "sink")}
_NODES = {"input": "sources", "output": "sinks"}


@dataclass(frozen=True, slots=True)
class Node:
    """A source or a sink. `index`: the server's number for it, good for as long as it exists. `monitor_of`: the sink that
    a source records, empty for a real one. `module`: what made it. `suspended`: it stands still."""

    index: int
    name: str
    about: str = ""
    monitor_of: str = ""
    module: str = ""
    suspended: bool = False
    channels: int = 0
    rate_hz: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream that is connected to the node with index `node`. A program with the number `process` made it, or is behind
    its `client`; or else `module` did. What isn't known is 0 or empty."""

    node: int
    process: int = 0
    client: int = 0
    module: str = ""


def pactl(*words: str) -> object:
    """What `pactl -f json WORDS` says; None when there is no pactl, no server or no answer within a second."""
    command = ["pactl", "-f", "json", *words]
    plain = os.environ | {"LC_ALL": "C"}  # or it writes decimal commas into its JSON
    try:
        done = subprocess.run(command, capture_output=True, timeout=_ANSWER_S, check=True, env=plain, stdin=subprocess.DEVNULL)
        return json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def in_use(maps: Path = Path("/proc/self/maps")) -> bool:
    """Whether a stream of this process goes through a sound server.

    Only then may the server be asked: where there is none, asking could start one, and it would take our device away.
    """
    try:
        mapped = maps.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(plugin in mapped for plugin in _PLUGINS)


def nodes(direction: Direction, ask: Ask = pactl) -> tuple[Node, ...] | None:
    """All sources or sinks; None when there is no answer."""
    rows = _rows(ask("list", _NODES[direction]))
    return None if rows is None else tuple(_node(row, direction) for row in rows)


def streams(direction: Direction, ask: Ask = pactl) -> tuple[Stream, ...] | None:
    """Everything that records, or plays, now; None when there is no answer."""
    listed, end = _STREAMS[direction]
    rows = _rows(ask("list", listed))
    return None if rows is None else tuple(_stream(row, end) for row in rows)


def clients(process: int, ask: Ask = pactl) -> frozenset[int]:
    """The numbers under which this process is known. PipeWire's own ALSA plugin doesn't say it with each stream."""
    return frozenset(
        _number(row, "index")
        for row in _rows(ask("list", "clients")) or ()
        if str(process) in (_property(row, "application.process.id"), _property(row, "pipewire.sec.pid"))
    )


def defaults(ask: Ask = pactl) -> tuple[str, str]:
    """The names of the default source and sink, empty when there is no answer."""
    info = ask("info")
    return (_text(info, "default_source_name"), _text(info, "default_sink_name")) if isinstance(info, Mapping) else ("", "")


def devices(ask: Ask = pactl) -> tuple[Device, ...]:
    """What the server offers, as devices; nothing when there is no server."""
    source, sink = defaults(ask)
    heard = [(node, "input", node.name == source) for node in nodes("input", ask) or ()]
    played = [(node, "output", node.name == sink) for node in nodes("output", ask) or ()]
    return tuple(
        Device(
            DeviceName(node.name, SERVER),
            inputs=node.channels if direction == "input" else 0,
            outputs=node.channels if direction == "output" else 0,
            rate_hz=node.rate_hz,
            about=node.about,
            default_input=direction == "input" and default,
            default_output=direction == "output" and default,
            monitor=bool(node.monitor_of) and direction == "input",
        )
        for node, direction, default in [*heard, *played]
    )


def _rows(answer: object) -> list[Table] | None:
    return [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else None


def _node(row: Table, direction: Direction) -> Node:
    channels, rate_hz = _shape(_text(row, "sample_specification"))
    return Node(
        index=_number(row, "index"),
        name=_text(row, "name"),
        about=_text(row, "description"),
        monitor_of=_text(row, "monitor_source") if direction == "input" else "",
        module=_module(row),
        suspended=_text(row, "state") == "SUSPENDED",
        channels=channels,
        rate_hz=rate_hz,
    )


def _stream(row: Table, end: str) -> Stream:
    process, client = _property(row, "application.process.id"), _text(row, "client")
    return Stream(_number(row, end), _whole(process), _whole(client), _module(row))


def _shape(specification: str) -> tuple[int, int]:
    """`s16le 2ch 48000Hz` -> (2, 48000)."""
    words = specification.split()
    channels = next((word[:-2] for word in words if word.endswith("ch")), "")
    rate = next((word[:-2] for word in words if word.endswith("Hz")), "")
    return _whole(channels), _whole(rate)


def _module(row: Table) -> str:
    owner = row.get("owner_module")
    return str(owner) if owner is not None and str(owner).isdecimal() else ""


def _property(row: Table, name: str) -> str:
    return _text(row.get("properties"), name)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _text(row: object, name: str) -> str:
    value = row.get(name) if isinstance(row, Mapping) else None
    return value if isinstance(value, str) else ""


def _number(row: Table, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else -1
