"""Whether a stream is still connected to the device that it was opened on: a sound server moves it without a word."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from kiosk.audio.streams import pulse
from kiosk.audio.streams.messages import Failed, Order, Reason
from kiosk.audio.streams.names import SERVER, DeviceName
from kiosk.audio.streams.pulse import Ask, Node, Stream

LOOK_EVERY_S = 0.5
"""A look costs one run of pactl, 7 ms of one core. It may take pactl's second when the server hangs, and then the stream
stands still too, which is noticed without it."""

_NOBODY = "auto_null"
"""The sink that PulseAudio and PipeWire put in place of a loudspeaker when there is none."""


class Watch:
    """Looks after the stream of one process. Used by one thread at a time."""

    def __init__(self, order: Order, process: int, ask: Ask = pulse.pactl) -> None:
        self._order = order
        self._process = process
        self._ask = ask
        self._nodes: dict[int, Node] = {}
        self._clients: frozenset[int] = frozenset()
        self._default_sink = ""
        self._first: tuple[str, ...] = ()
        self._suspended = 0
        self.connected: DeviceName | None = None  # the source or sink that we were found at last

    def look(self, settled: bool) -> Failed | None:
        """What is wrong now, None when nothing is or nothing can be learnt. `settled`: sound has come already.

        Until it has, a device that stands still although we are connected to it is told as silent, at the second look.
        """
        running = pulse.streams(self._order.direction, self._ask)
        ours = self._ours(running or ())
        if running is None or ours is None:
            return None
        if not settled or ours.node not in self._nodes:
            self._learn()
        chain = self._chain(ours, running)
        if not chain:
            return None
        self.connected = DeviceName(chain[0].name, SERVER)
        wrong = self._judge(chain)
        self._first = self._first or tuple(node.name for node in chain)
        self._suspended = self._suspended + 1 if chain[0].suspended and not settled else 0
        if wrong is None and self._suspended > 1:
            return Failed("silent", f"{chain[0].name} is suspended")
        return wrong

    def _ours(self, running: Sequence[Stream]) -> Stream | None:
        ours = next((stream for stream in running if stream.process == self._process), None)
        if ours is None and running:
            self._clients = self._clients or pulse.clients(self._process, self._ask)
            ours = next((stream for stream in running if stream.client in self._clients), None)
        return ours

    def _learn(self) -> None:
        self._nodes = {node.index: node for node in pulse.nodes(self._order.direction, self._ask) or ()}
        _, self._default_sink = pulse.defaults(self._ask)

    def _chain(self, ours: Stream, running: Sequence[Stream]) -> list[Node]:
        """The node that we are connected to and, when a module makes it out of another one, that other one and so on.

        An echo canceller keeps its name when its microphone goes and the server connects it to the loudspeaker.
        """
        chain: list[Node] = []
        stream: Stream | None = ours
        while stream is not None and (node := self._nodes.get(stream.node)) is not None and node not in chain:
            chain.append(node)
            stream = next((other for other in running if node.module and other.module == node.module), None)
        return chain

    def _judge(self, chain: Sequence[Node]) -> Failed | None:
        names = tuple(node.name for node in chain)
        chosen = self._order.device.name if self._order.device and self._order.device.host_api == SERVER else ""
        if chosen and names[0] != chosen:
            reason: Reason = "replaced" if self._first else "none"
            return Failed(reason, f"{chosen} is not there and the sound server gave {names[0]} for it; plug it in")
        if self._order.direction == "output":
            return Failed("none", "the sound server has no loudspeaker; plug one in") if names[0] == _NOBODY else None
        echo = next((node for node in chain if self._is_echo(node, node is chain[0], chosen)), None)
        if echo is not None:
            gone = f"the microphone has gone and the sound server gave {echo.name}, the loudspeaker's own sound, for it"
            return Failed("replaced", gone) if self._first else Failed("none", f"{gone}; plug a microphone in")
        if self._first and names != self._first:
            return Failed("replaced", f"the sound server changed {self._first[0]} for {names[0]}")
        return None

    def _is_echo(self, node: Node, ours: bool, chosen: str) -> bool:
        """A monitor that we record is no microphone, unless just it was chosen. One further back may be a virtual
        microphone, unless it is the monitor of the loudspeaker that everybody uses."""
        if not node.monitor_of:
            return False
        return node.name != chosen if ours else node.monitor_of == self._default_sink


class Watcher:
    """Looks every half second in a thread of its own and keeps what it found. It ends with its process."""

    def __init__(self, watch: Watch, pause: Callable[[float], object]) -> None:
        self._watch = watch
        self._pause = pause
        self.settled = False
        self.failed: Failed | None = None

    def start(self) -> None:
        threading.Thread(target=self.run, name="watcher", daemon=True).start()

    def run(self) -> None:
        while self.failed is None:
            self._pause(LOOK_EVERY_S)
            self.failed = self._watch.look(self.settled)
