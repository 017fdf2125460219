"""A loudspeaker: plays sounds one after another, is quiet at once when told, and knows what has really been heard."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from kiosk.audio.devices import seeking
from kiosk.audio.feeding import Feed
from kiosk.audio.reference import Reference
from kiosk.audio.resampling import Resampler
from kiosk.audio.streams.keeper import WAIT_S, Down, Keeper, Kept, Up
from kiosk.audio.streams.line import Bell, Start, starting
from kiosk.audio.streams.messages import Gain, Message, Order, Progress, Reason
from kiosk.audio.streams.names import DeviceName
from kiosk.core.audio import SPEECH_RATE_HZ, Audio

RATE_HZ = 48_000
"""Tried first: what most devices run at, and three times the rate of the reference."""

HELD_S = 3.0
"""A sound that finds no loudspeaker waits this long for one; then it would only startle somebody."""


@dataclass(frozen=True, slots=True)
class Played:
    """The sound with this tag has been heard to its end."""

    tag: Hashable


@dataclass(frozen=True, slots=True)
class Unplayed:
    """The sound with this tag was not heard, or not to its end, and never will be."""

    tag: Hashable


@dataclass(frozen=True, slots=True)
class LoudspeakerFound:
    device: DeviceName


@dataclass(frozen=True, slots=True)
class LoudspeakerLost:
    """`reason` is stable, for the screen; `detail` is a line for the staff."""

    reason: Reason
    detail: str


LoudspeakerEvent = Played | Unplayed | LoudspeakerFound | LoudspeakerLost


@dataclass(frozen=True, slots=True)
class _Play:
    audio: Audio
    tag: Hashable
    until: float


@dataclass(frozen=True, slots=True)
class _Stop:
    pass


class Loudspeaker:
    """`device` None is the system's default. `tell` is called in the loudspeaker's own thread and must not wait.

    The other methods never wait either. Every sound is told once, as Played or as Unplayed. The stream stays open in
    between: the next sound comes at once, and a loss is noticed within 1.5 s although nothing plays.
    """

    def __init__(
        self,
        device: DeviceName | None,
        tell: Callable[[LoudspeakerEvent], None],
        clock: Callable[[], float] = time.monotonic,
        start: Start | None = None,
        bell: Bell | None = None,
        closing: threading.Event | None = None,
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._bell = bell or Bell()
        self._keeper = Keeper(Order("output", device, RATE_HZ), start or starting(self._bell), self._bell.wait, clock)
        self._asked: deque[_Play | _Stop | Gain] = deque()  # an append from any thread is one step
        self._held: deque[_Play] = deque()
        self._feed: Feed | None = None
        self._rate_hz = RATE_HZ
        self._gain = Gain(1.0)
        self._reference = Reference()
        self._closing = closing or threading.Event()
        self._thread = threading.Thread(target=self._run, name="loudspeaker", daemon=True)

    def start(self) -> None:
        """Begin to open it, in the background; `tell` says whether that succeeds."""
        self._thread.start()

    def play(self, audio: Audio, tag: Hashable) -> None:
        """After what is playing already. At any rate; its edges are softened by 5 ms."""
        self._asked.append(_Play(audio, tag, self._clock() + HELD_S))
        self._bell.ring()

    def stop(self) -> None:
        """Quiet within 0.1 s, whatever waits; sounds that are given afterwards play."""
        self._asked.append(_Stop())
        self._bell.ring()

    def set_volume(self, volume: float) -> None:
        """0..1, at once, also for what is playing."""
        self._asked.append(Gain(min(1.0, max(0.0, volume))))
        self._bell.ring()

    def played_since(self, since: float, until: float | None = None) -> Audio:
        """What was in the air from `since` to `until` (now), on the monotonic clock: 16 kHz, exactly that long, silence
        where nothing played. It knows the last 3 s."""
        return self._reference.between(since, self._clock() if until is None else until)

    def close(self) -> None:
        """Quiet, let go of the device, overwrite what was played. Takes half a second at most."""
        self._closing.set()
        self._bell.ring()
        if self._thread.is_alive():
            self._thread.join()
        self._reference.wipe()

    def step(self) -> None:
        """What its own thread does again and again."""
        end = self._feed.next_end if self._feed else None
        wait_s = WAIT_S if end is None else min(WAIT_S, max(0.0, end - self._clock()))
        self._handle(self._keeper.step(wait_s))
        while self._asked:
            self._obey(self._asked.popleft())
        self._give_up_on_held()
        if self._feed is not None:
            for chunk in self._feed.chunks():
                self._send(chunk)
        self._report()

    def _run(self) -> None:
        Resampler(RATE_HZ, SPEECH_RATE_HZ)  # its library is loaded now and not before the first word
        while not self._closing.is_set():
            self.step()
        self._keeper.end()
        self._forget_all()

    def _handle(self, kept: tuple[Kept, ...]) -> None:
        for item in kept:
            match item:
                case Up(opened):
                    self._rate_hz = opened.rate_hz
                    self._feed = Feed(opened.rate_hz)
                    self._tell(LoudspeakerFound(opened.device))
                    self._send(self._gain)
                    while self._held and self._feed is not None:
                        self._add(self._held.popleft())
                case Down(reason, detail):
                    self._drop_feed()
                    self._tell(LoudspeakerLost(reason, detail))
                case Progress():
                    self._note(item)
                case _:
                    pass

    def _obey(self, asked: _Play | _Stop | Gain) -> None:
        match asked:
            case _Play():
                self._add(asked)
            case _Stop():
                self._cut()
            case Gain():
                self._gain = asked
                self._send(asked)

    def _add(self, sound: _Play) -> None:
        if self._feed is None:
            self._held.append(sound)
        elif not self._feed.add(sound.audio, sound.tag):
            self._tell(Unplayed(sound.tag))

    def _cut(self) -> None:
        unplayed = [sound.tag for sound in self._held]
        self._held.clear()
        if self._feed is not None:
            cut, unplayed = self._feed.cut()
            self._send(cut)
        self._tell_unplayed(unplayed)

    def _note(self, progress: Progress) -> None:
        if self._feed is not None:
            self._feed.took(progress)
        if progress.heard:
            self._reference.heard(progress.at, np.frombuffer(progress.heard, dtype=np.float32), self._rate_hz)
        else:
            self._reference.quiet()

    def _send(self, message: Message) -> None:
        self._handle(self._keeper.send(message))

    def _drop_feed(self) -> None:
        feed, self._feed = self._feed, None
        self._reference.quiet()
        if feed is not None:
            self._tell_unplayed(feed.lost())

    def _give_up_on_held(self) -> None:
        now = self._clock()
        while self._held and self._held[0].until <= now:
            self._tell(Unplayed(self._held.popleft().tag))

    def _report(self) -> None:
        if self._feed is not None:
            for tag in self._feed.played(self._clock()):
                self._tell(Played(tag))

    def _tell_unplayed(self, tags: Iterable[Hashable]) -> None:
        for tag in tags:
            self._tell(Unplayed(tag))

    def _forget_all(self) -> None:
        self._drop_feed()
        self._cut()
        self._tell_unplayed(asked.tag for asked in self._asked if isinstance(asked, _Play))
        self._asked.clear()


def test_tone() -> Audio:
    """Two soft notes, half a second each: enough to hear whether it plays, where, and how loud."""
    times = np.arange(RATE_HZ // 2) / RATE_HZ
    swell = np.sin(np.pi * times / times[-1]) ** 0.5
    notes = [0.25 * swell * np.sin(2 * np.pi * frequency_hz * times) for frequency_hz in (523.25, 659.26)]
    return Audio.of(np.concatenate(notes), RATE_HZ)


def loudspeaker_named(text: str, tell: Callable[[LoudspeakerEvent], None]) -> Loudspeaker:
    """The one that kiosk.toml names, wholly or in part, "" for the system's default; while it isn't there it is waited for."""
    bell, closing = Bell(), threading.Event()
    return Loudspeaker(None, tell, start=seeking(text, "output", starting(bell), closing.is_set), bell=bell, closing=closing)
