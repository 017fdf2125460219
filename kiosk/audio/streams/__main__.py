"""The program of a sound process: messages come in on its standard input and go out on its standard output."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from kiosk.audio.streams import pulse
from kiosk.audio.streams.capture import Capture
from kiosk.audio.streams.messages import ListDevices, Listed, Message, Opened, Order, Unpacker, packed
from kiosk.audio.streams.names import SERVER, Device
from kiosk.audio.streams.opening import SERVER_DOORS, MakeCallback, NotOpenedError, Stream, load, open_stream, places
from kiosk.audio.streams.watch import Watch, Watcher

_PIECE_BYTES = 65_536
_MORE_LOOKS = 4
_NEXT_LOOK_S = 0.1

Send = Callable[[Message], None]


def main() -> None:
    """Do what the first message says. PortAudio may hang while it closes, so the process ends without that."""
    _prepare()
    send = _sender()
    inbox = _inbox()
    order = next(inbox, None)
    try:
        if isinstance(order, ListDevices):
            send(Listed(_devices()))
        elif isinstance(order, Order) and order.direction == "input":
            _record(order, inbox, send)
        elif isinstance(order, Order):
            _play(order, inbox, send)
    except NotOpenedError as error:
        send(error.failed)
    os._exit(0)


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everyone in the terminal; the kiosk decides when we end
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not write to disk what was said
    sys.setswitchinterval(0.0005)  # a callback that wants its turn gets it before its 10 ms are over
    with suppress(OSError):  # as a sound server does; without the right to it (LimitNICE=-11 in a unit) it goes on as it is
        os.setpriority(os.PRIO_PROCESS, 0, -11)


def _record(order: Order, inbox: Iterator[Message], send: Send) -> None:
    _obey(inbox, lambda _: None)
    capture = Capture()
    stream, opened = _opened(order, capture.callback)
    watcher = _watched(order, opened, send)
    if watcher is not None:
        while capture.step(stream, watcher, send):
            pass


def _play(order: Order, inbox: Iterator[Message], send: Send) -> None:
    from kiosk.audio.streams.playback import Playback  # and numpy, which the microphone's process does without

    playback = Playback()
    _obey(inbox, playback.obey)
    stream, opened = _opened(order, playback.callback)
    watcher = _watched(order, opened, send)
    if watcher is not None:
        while playback.step(stream, watcher, send):
            pass


def _opened(order: Order, make_callback: MakeCallback) -> tuple[Stream, Opened]:
    """As `open_stream`, with a better reason where a sound server doesn't have what was chosen: PortAudio can't say so."""
    try:
        return open_stream(order, load(), make_callback)
    except NotOpenedError as error:
        known = pulse.nodes(order.direction) if order.device and order.device.host_api == SERVER else None
        if known is None or order.device is None or order.device.name in {node.name for node in known}:
            raise
        raise NotOpenedError("none", f"the sound server does not have {order.device.name}; plug it in") from error


def _watched(order: Order, opened: Opened, send: Send) -> Watcher | None:
    """Tell that the stream runs, have someone look after it; None, and the reason told, when it is the wrong one already."""
    watch = Watch(order, os.getpid())
    watcher = Watcher(watch, time.sleep)
    if pulse.in_use():
        failed = watch.look(settled=False)
        for _ in range(_MORE_LOOKS):  # PipeWire takes a moment to connect a stream
            if failed is None and watch.connected is None:
                time.sleep(_NEXT_LOOK_S)
                failed = watch.look(settled=False)
        if failed is not None:
            send(failed)
            return None
        watcher.start()
    send(replace(opened, device=watch.connected or opened.device))
    return watcher


def _devices() -> tuple[Device, ...]:
    known = [place.device for place in places(load())]
    server = pulse.devices() if any(device.name.name in SERVER_DOORS for device in known) else ()
    return (*server, *known)


def _obey(inbox: Iterator[Message], obey: Callable[[Message], None]) -> None:
    """Follow what the kiosk says in a thread of its own, and end the process when the kiosk is no more.

    It begins before anything is opened: a process that hangs in PortAudio must not outlive its kiosk either.
    """

    def follow() -> None:
        try:
            for message in inbox:
                obey(message)
        finally:
            os._exit(0)

    threading.Thread(target=follow, name="inbox", daemon=True).start()


def _inbox() -> Iterator[Message]:
    unpacker = Unpacker()
    while piece := os.read(0, _PIECE_BYTES):
        yield from unpacker.feed(piece)


def _sender() -> Send:
    """Writes to what was the standard output. From now on whatever a library prints goes nowhere."""
    pipe = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)

    def send(message: Message) -> None:
        rest = memoryview(packed(message))
        while rest:
            rest = rest[os.write(pipe, rest) :]

    return send


if __name__ == "__main__":
    main()
