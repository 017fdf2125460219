"""What a device is called. Numbers point elsewhere after a replug, so nothing here has one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Direction = Literal["input", "output"]

SERVER = "sound server"
"""What stands for a host API with the sources and sinks of PulseAudio or PipeWire. To PortAudio the whole server is one
device of ALSA; the sound process opens that one and lets it lead to the source or sink of this name."""

_CARD = re.compile(r"\(hw:\d+,")
"""ALSA's card number, which PortAudio writes into a name: `USB PnP Sound Device: Audio (hw:1,0)`."""

_SPELT = re.compile(r"(.+) \[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class DeviceName:
    """As PortAudio or the sound server spells it."""

    name: str
    host_api: str

    def __str__(self) -> str:
        return f"{self.name} [{self.host_api}]"

    @staticmethod
    def of(text: str) -> DeviceName | None:
        """What `str` made of one; None when it is something else, like a part of a name."""
        spelt = _SPELT.fullmatch(text.strip())
        return DeviceName(spelt[1], spelt[2]) if spelt else None


@dataclass(frozen=True, slots=True)
class Device:
    """`inputs`, `outputs`: how many channels. `about`: what a person would call it, empty where only the name is known.
    `monitor`: it records what a loudspeaker plays, so it is no microphone."""

    name: DeviceName
    inputs: int
    outputs: int
    rate_hz: int
    about: str = ""
    default_input: bool = False
    default_output: bool = False
    monitor: bool = False

    def channels(self, direction: Direction) -> int:
        return self.inputs if direction == "input" else self.outputs


def matching(wanted: DeviceName, names: Iterable[DeviceName]) -> DeviceName | None:
    """The same device among these names, None when it isn't there.

    ALSA's card number may have changed since: without an exact match the first that differs only in it is taken. Two
    devices of one make can't be told apart by ALSA; a sound server can, its names hold the socket.
    """
    known = list(names)
    if wanted in known:
        return wanted
    plain = _CARD.sub("(hw:,", wanted.name)
    same = (name for name in known if name.host_api == wanted.host_api and _CARD.sub("(hw:,", name.name) == plain)
    return next(same, None)
