"""The whole live kiosk on virtual devices, timed from a speaker's last word to the first sound of the answer."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import numpy as np

from kiosk.app import Kiosk
from kiosk.audio.loudspeaker import Loudspeaker
from kiosk.audio.microphone import Microphone
from kiosk.bench.clips import Said, error_rate
from kiosk.bench.companion import Companion, answer
from kiosk.bench.rig import PulseRig
from kiosk.bench.timeline import LiveMode, LiveTurn, Moments, stages, word_delays
from kiosk.core.audio import Audio, join
from kiosk.core.dialogue import ChooseLanguage, Finish, Press, Release, Tap
from kiosk.core.errors import KioskError, StageError
from kiosk.core.events import Heard, Spoken, Translated
from kiosk.core.language import Route
from kiosk.core.live import Failed, HostEvent, Job, Work
from kiosk.core.scene import Bubble, Scene, Side
from kiosk.engines import Need
from kiosk.live.ear import Ear
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
from kiosk.live.session import Session
from kiosk.pipeline import offer
from kiosk.pipeline.conversation import Conversation, Happening, InTake
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import Listener
from kiosk.pipeline.segmenter import Patience, UtteranceEnded

LONGEST_S = 6.0
"""Longer clips are left out."""

HOLD_S = 0.2
"""A finger leaves the button so long after the last word."""

_TURN_S = 60.0
_START_S = 120.0
_BEFORE = Audio.silence(0.3)
_AFTER_S = 2.5
_ONSET, _END, _AUDIBLE = 0.1, 0.03, 0.005
"""Of a clip's peak: where it begins and ends. `_AUDIBLE`: what the loudspeaker plays."""

_POLL_S = 0.02
_TURNS_A_VISITOR = 6


@dataclass(frozen=True, slots=True)
class Size:
    """Megabytes resident in each process."""

    kiosk: float
    engine: float


@dataclass(slots=True)
class Log:
    """What happened, with its moment; appended to by several threads."""

    events: list[tuple[float, object]] = field(default_factory=list)
    words: list[tuple[float, str]] = field(default_factory=list)
    newest: int = 0
    _old: int = 0

    def note(self, event: object) -> None:
        self.events.append((time.monotonic(), event))

    def show(self, bubble: Bubble) -> None:
        """Keep what the screen says of a turn that is younger than the last `clear`."""
        self.newest = bubble.id
        text = bubble.transcript or bubble.words.stable + bubble.words.tentative
        if text and bubble.id > self._old and (not self.words or self.words[-1][1] != text):
            self.words.append((time.monotonic(), text))

    def clear(self) -> None:
        self.events.clear()
        self.words.clear()
        self._old = self.newest

    def first(self, kind: type, turn: int) -> float | None:
        return next((at for at, event in self.events if isinstance(event, kind) and getattr(event, "turn", None) == turn), None)

    def last_work(self) -> int | None:
        """The job that was not dropped: a guess that is, is followed by another."""
        return next((event.turn for _, event in reversed(self.events) if isinstance(event, Work)), None)


class LiveKiosk:
    """It runs on the machine's default devices, which a rig has made its own; `log` holds what happens in it."""

    def __init__(self, kiosk: Kiosk, config: Path | None, languages: tuple[str, ...]) -> None:
        self.log = Log()
        self._scenes: queue.SimpleQueue[Scene] = queue.SimpleQueue()
        known = kiosk.engines(Need(hearing=False))
        pairs = {tuple(sorted((code, "ja" if code == "en" else "en"))) for code in languages}
        routes = [route for one, two in sorted(pairs) for route in (Route(one, two), Route(two, one))]
        spoken = tuple(sorted({code for pair in pairs for code in pair}))
        conversation = Conversation(
            Config(spoken, staff="en", visitor="ja", speed=kiosk.settings.speech.speed),
            offer.hints(known),
        )
        self.session = Session(conversation, self._show)
        self._voice = Loudspeaker(None, self.session.tell_of_loudspeaker)
        listener = Listener(Patience(silence_s=kiosk.settings.listening.silence_s))
        self._ear = Ear(Microphone(None), known.detector, listener, self._voice.played_since, self._tell)
        recipe = Recipe.of(Need(routes=tuple(routes), voices=spoken), config, kiosk.folder)
        self._host = EngineHost(recipe, self._deliver)
        self._thread = Thread(target=self._run, name="session", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self.wait_for(lambda scene: scene.phase == "attract" and {"talk", "sound"} <= scene.works, _START_S)

    def close(self) -> None:
        self.session.end()
        self._thread.join(10.0)

    def wait_for(self, what: Callable[[Scene], bool], timeout_s: float = _TURN_S) -> Scene:
        """The next scene for which it holds. Raises KioskError when none comes."""
        until = time.monotonic() + timeout_s
        try:
            while not what(scene := self._scenes.get(timeout=max(0.0, until - time.monotonic()))):
                pass
        except queue.Empty:
            raise KioskError(
                "bench.live", f"the live kiosk did nothing for {timeout_s:g} s: `kiosk doctor` may say why"
            ) from None
        return scene

    def size(self) -> Size:
        return Size(_memory_mb(os.getpid(), "VmRSS"), sum(_memory_mb(pid, "VmRSS") for pid in self._host.pids()))

    def peak(self) -> Size:
        """The most that each process has ever held."""
        return Size(_memory_mb(os.getpid(), "VmHWM"), sum(_memory_mb(pid, "VmHWM") for pid in self._host.pids()))

    def _run(self) -> None:
        self.session.run(_Submitting(self._host, self.log), self._voice, self._ear)

    def _show(self, scene: Scene) -> None:
        if scene.turns:
            self.log.show(scene.turns[-1])
        self._scenes.put(scene)

    def _tell(self, happening: Happening) -> None:
        if isinstance(happening, InTake) and isinstance(happening.noticed, UtteranceEnded):
            self.log.note(happening.noticed)
        self.session.inbox.put(happening)

    def _deliver(self, event: HostEvent) -> None:
        self.log.note(event)
        self.session.inbox.put(event)


class _Submitting:
    """The engine as the session has it, and a note of every job."""

    def __init__(self, host: EngineHost, log: Log) -> None:
        self._host = host
        self._log = log
        self.start, self.abandon, self.close = host.start, host.abandon, host.close

    def submit(self, job: Job) -> None:
        self._log.note(job)
        self._host.submit(job)


class LiveBench:
    """Speaks clips into the microphone and listens at the loudspeaker."""

    def __init__(self, live: LiveKiosk, rig: PulseRig, beside: Companion) -> None:
        self._live = live
        self._rig = rig
        self._beside = beside
        self._microphone, self._loudspeaker = rig.record_microphone(), rig.record_loudspeaker()
        self._turns = 0
        self._visitor = "ja"

    def take(self, number: int, said: Said, mode: LiveMode) -> LiveTurn | None:
        """One turn with the clip of this number; None when its end was found before it was over. Raises KioskError."""
        clip, log = said.clip, self._live.log
        side = self._seat(clip.language)
        log.clear()
        self._microphone.forget()
        self._loudspeaker.forget()
        self._live.session.command(Press(side) if mode == "hold" else Tap(side))
        self._live.wait_for(lambda scene: scene.phase == "listening")
        began = time.monotonic()
        player = self._rig.play_into_microphone(join([_BEFORE, clip.audio, Audio.silence(_AFTER_S)]))
        first, last = _edges(clip.audio)
        speech_start = self._onset(began, clip.audio)
        speech_end = speech_start + (last - first)
        decided = None
        if mode == "hold":
            time.sleep(max(0.0, speech_end + HOLD_S - time.monotonic()))
            decided = time.monotonic()
            self._live.session.command(Release(side))
        scene = self._live.wait_for(lambda scene: scene.phase == "ready")
        player.wait()
        moments = self._moments(speech_end, decided)
        plain_s = self._beside.plain_s(number, Route(clip.language, answer(clip)))
        if moments is None or not scene.turns:
            return None
        ends = [(word, speech_start + end - first) for word, end in said.words]
        spoken_by = [(at, text) for at, text in log.words if at < moments.decided]
        return LiveTurn(
            clip=clip.name,
            language=clip.language,
            target=answer(clip),
            mode=mode,
            duration_s=last - first,
            error=error_rate(clip, scene.turns[-1].transcript),
            first_sound_s=moments.sound - speech_end,
            after_s=moments.sound - moments.decided,
            stages=stages(moments),
            plain_s=plain_s,
            words=len(ends),
            word_delays_s=tuple(word_delays(ends, spoken_by)),
        )

    def _seat(self, language: str) -> Side:
        """Who speaks it; every few turns another visitor comes."""
        self._turns += 1
        if self._turns % _TURNS_A_VISITOR == 0:
            self._live.session.command(Finish())
            self._live.wait_for(lambda scene: scene.phase == "attract")
            self._visitor = "ja"
        wanted = "ja" if language == "en" else language
        if wanted != self._visitor:
            self._live.session.command(ChooseLanguage("visitor", wanted))
            self._visitor = wanted
        return "staff" if language == "en" else "visitor"

    def _onset(self, began: float, audio: Audio) -> float:
        """When the clip's first loud sample was at the microphone."""
        level = _ONSET * _peak(audio)
        until = began + 5.0
        while time.monotonic() < until:
            found = self._microphone.track().loud_between(began, until, level)
            if found is not None:
                return found[0]
            time.sleep(_POLL_S)
        raise KioskError("bench.live", "what was played never came to the virtual microphone")

    def _moments(self, speech_end: float, decided: float | None) -> Moments | None:
        log = self._live.log
        failed = next((event for _, event in log.events if isinstance(event, Failed)), None)
        if failed is not None:
            raise StageError("transcription", failed.code, f"a turn failed ({failed.code}): `kiosk doctor` may say why")
        job = log.last_work()
        ended = next((at for at, event in log.events if isinstance(event, UtteranceEnded)), None)
        decided = ended if decided is None else decided
        if job is None or decided is None or decided < speech_end:
            return None
        heard, translated, spoken = (log.first(kind, job) for kind in (Heard, Translated, Spoken))
        sound = self._loudspeaker.track().loud_between(decided, time.monotonic(), _AUDIBLE)
        if heard is None or translated is None or spoken is None or sound is None:
            return None
        return Moments(speech_end, decided, heard, translated, spoken, sound[0])


@contextmanager
def live_kiosk(kiosk: Kiosk, config: Path | None, languages: tuple[str, ...]) -> Iterator[LiveKiosk]:
    live = LiveKiosk(kiosk, config, languages)
    try:
        live.start()
        yield live
    finally:
        live.close()


def _peak(audio: Audio) -> float:
    return float(np.max(np.abs(audio.samples), initial=0.0))


def _edges(audio: Audio) -> tuple[float, float]:
    """The seconds at which a clip's speech begins and ends."""
    level = np.abs(audio.samples)
    peak = _peak(audio)
    begin, end = np.flatnonzero(level > _ONSET * peak)[0], np.flatnonzero(level > _END * peak)[-1]
    return float(begin) / audio.rate_hz, float(end) / audio.rate_hz


def _memory_mb(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
