"""Which microphones and loudspeakers there are, and which one is meant: by name and host API, never by number."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kiosk.audio.streams.line import Bell, BrokenLineError, Line, Start, starting
from kiosk.audio.streams.messages import Failed, ListDevices, Listed, Message, Order
from kiosk.audio.streams.names import SERVER, Device, DeviceName, Direction
from kiosk.core.errors import AudioError

__all__ = ["SERVER", "Device", "DeviceName", "Direction", "chosen", "list_devices", "named", "seeking", "unwatched"]

LOOK_S = 2.0
"""How long a device that is to be opened is looked for."""


def list_devices(
    timeout_s: float = 10.0, start: Start | None = None, given_up: Callable[[], bool] = lambda: False
) -> tuple[Device, ...]:
    """What is there now; the sources and sinks of a sound server first, then what PortAudio finds.

    A process of its own looks, because PortAudio never looks twice. A device of ALSA that is in use, by us too, is busy
    and may be missing. `given_up` is asked whenever the bell rings. Raises AudioError: `sound.missing` without PortAudio,
    `sound.unknown` when it gives no answer.
    """
    try:
        line = (start or starting(Bell()))(ListDevices())
    except BrokenLineError as error:
        raise _no_answer(str(error)) from error
    try:
        return _listed(line, timeout_s, given_up)
    except BrokenLineError as error:
        raise _no_answer(str(error)) from error
    finally:
        line.end()


def chosen(text: str, direction: Direction, devices: Iterable[Device]) -> DeviceName:
    """The device that a person means: its name, its description or a part of one of them, in any case.

    Raises AudioError("sound.no_such_device") that names what is there when nothing or more than one thing fits.
    """
    usable = [device for device in devices if device.channels(direction)]
    wanted = text.casefold().strip()
    exact = [device for device in usable if wanted in [called.casefold() for called in _called(device)]]
    partly = [device for device in usable if wanted and any(wanted in called.casefold() for called in _called(device))]
    real = [device for device in partly if not device.monitor]
    fitting = exact or real or ([] if "monitor" not in wanted else partly)  # a loudspeaker's own sound is none by chance
    if len(fitting) == 1 or exact:
        return fitting[0].name
    kind = "microphone" if direction == "input" else "loudspeaker"
    names = [device.about or device.name.name for device in fitting or usable]
    close = get_close_matches(text, names, n=1)
    if close and not fitting:
        told = f"there is no {kind} {text!r}; did you mean {close[0]!r}?"
    else:
        several = "more than one fits" if fitting else "there is none"
        told = f"which {kind} is {text!r}? {several}: {', '.join(map(repr, names)) or 'nothing is plugged in'}"
    raise AudioError("sound.no_such_device", told)


def named(text: str, direction: Direction, look: Callable[[], tuple[Device, ...]] = list_devices) -> DeviceName | None:
    """The device that kiosk.toml names, None for the system's default. A whole name is taken although the device may not be
    there yet; only for a part of one is it looked for what there is.

    Raises AudioError as `chosen` and `list_devices` do.
    """
    return (DeviceName.of(text) or chosen(text, direction, look())) if text.strip() else None


def seeking(text: str, direction: Direction, start: Start, given_up: Callable[[], bool] = lambda: False) -> Start:
    """What opens the device that kiosk.toml names, however it names it, and looks for it anew at each attempt.

    While it isn't there, or more than one fits, the stream is lost as one that was unplugged. The default doesn't stand in:
    it may hear another counter, or play into an empty room. `given_up` ends a look when the bell rings.
    """

    def begin(order: Order | ListDevices) -> Line:
        if isinstance(order, ListDevices):
            return start(order)
        try:
            device = named(text, direction, lambda: list_devices(LOOK_S, start, given_up))
        except AudioError as error:
            return _NoLine(Failed("none" if error.code == "sound.no_such_device" else "refused", str(error)))
        return start(replace(order, device=device))

    return begin


@dataclass(frozen=True, slots=True)
class _NoLine:
    """Satisfies Line: there is nothing to open, and it says why."""

    why: Failed

    def receive(self, timeout_s: float) -> Message | None:
        return self.why

    def send(self, message: Message) -> None:
        """Nobody is there to take it."""

    def end(self) -> None:
        """There is no process."""


def unwatched(devices: Iterable[Device]) -> bool:
    """Whether sound goes through a server that can't be asked what it does with it: then a microphone that goes may become
    the loudspeaker's own sound unnoticed. `apt install pulseaudio-utils` mends it."""
    known = list(devices)
    return any(device.name.name in ("pulse", "pipewire") for device in known) and all(
        device.name.host_api != SERVER for device in known
    )


def _called(device: Device) -> list[str]:
    return [called for called in (device.name.name, device.about, str(device.name)) if called]


def _listed(line: Line, timeout_s: float, given_up: Callable[[], bool]) -> tuple[Device, ...]:
    deadline = time.monotonic() + timeout_s
    while (left_s := deadline - time.monotonic()) > 0.0 and not given_up():
        match line.receive(left_s):
            case Listed(devices):
                return devices
            case Failed(_, detail):
                raise AudioError("sound.missing", detail)
            case _:
                pass
    raise _no_answer(f"no answer in {timeout_s:g} s")


def _no_answer(why: str) -> AudioError:
    told = f"the sound devices of this machine can't be listed ({why}); restart its sound server or plug the devices in again"
    return AudioError("sound.unknown", told)
