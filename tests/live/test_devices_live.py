"""Real PortAudio, real ALSA, a real sound server of our own: sound arrives, every loss is noticed, everything comes back.

What must hold within a tenth of a second or within 1.5 s is proved with a clock of our own in tests/audio; here it is
waited for with patience and what it took is printed (`pytest -s`).
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.audio.devices import SERVER, DeviceName, chosen, list_devices, unwatched
from kiosk.audio.framing import Frame
from kiosk.audio.loudspeaker import (
    Loudspeaker,
    LoudspeakerEvent,
    LoudspeakerFound,
    LoudspeakerLost,
    Played,
    Unplayed,
)
from kiosk.audio.microphone import Microphone, MicrophoneEvent, MicrophoneFound, MicrophoneLost
from kiosk.audio.resampling import at_rate
from kiosk.core.audio import Audio
from kiosk.core.errors import AudioError
from tests.live.pulse_rig import LOUDSPEAKER, MICROPHONE, PulseRig, pulse_rig

PATIENCE_S = 20.0
QUIET = 0.003


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseRig]:
    with pulse_rig() as rig:
        rig.use(monkeypatch)
        yield rig


class Ear:
    """Reads a microphone patiently."""

    def __init__(self, device: DeviceName | None = None) -> None:
        self.microphone = Microphone(device)
        self.microphone.start()

    def until(self, wanted: Callable[[MicrophoneEvent], bool], timeout_s: float = PATIENCE_S) -> list[MicrophoneEvent]:
        """Everything up to what was wanted."""
        read: list[MicrophoneEvent] = []
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            item = self.microphone.read(0.5)
            if item is not None:
                read.append(item)
                if wanted(item):
                    return read
        raise AssertionError(f"it never came; there were {[item for item in read if not isinstance(item, Frame)]}")

    def found(self) -> MicrophoneFound:
        found = self.until(lambda item: isinstance(item, MicrophoneFound))[-1]
        assert isinstance(found, MicrophoneFound)
        return found

    def lost(self, *reasons: str) -> list[MicrophoneEvent]:
        """Everything up to a loss for one of these reasons, or for any."""
        return self.until(lambda item: isinstance(item, MicrophoneLost) and (not reasons or item.reason in reasons))

    def hear(self, seconds: float, since: float | None = None) -> list[Frame]:
        """Frames until this many seconds from now, from now on or from an earlier moment."""
        now = time.monotonic()
        read = self.until(lambda item: isinstance(item, Frame) and item.at >= now + seconds)
        return [item for item in read if isinstance(item, Frame) and item.at >= (now if since is None else since)]

    def hear_out(self, rig: PulseRig, said: Audio, microphone: str = MICROPHONE) -> list[Frame]:
        """Someone says this; frames of all of it."""
        began = time.monotonic() - 0.2  # a null sink gives its monitor what is yet to be played
        rig.play_into_microphone(said, microphone).wait()
        return self.hear(0.5, since=began)


class Mouth:
    """Keeps what a loudspeaker tells."""

    def __init__(self, device: DeviceName | None = None) -> None:
        self._told: queue.SimpleQueue[LoudspeakerEvent] = queue.SimpleQueue()
        self.loudspeaker = Loudspeaker(device, self._told.put)
        self.loudspeaker.start()

    def next(self, kind: type[LoudspeakerEvent]) -> LoudspeakerEvent:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            event = self._told.get(timeout=PATIENCE_S)
            if isinstance(event, kind):
                return event
        raise AssertionError(f"no {kind.__name__} came")


@pytest.fixture
def ear(rig: PulseRig) -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.microphone.close()


@pytest.fixture
def mouth(rig: PulseRig) -> Iterator[Mouth]:
    mouth = Mouth()
    yield mouth
    mouth.loudspeaker.close()


def babble(seconds: float, rate_hz: int = 22_050, seed: int = 0) -> Audio:
    """Like speech in what matters here: no moment of it is like another. Below 4 kHz, so that every rate carries it."""
    count = round(seconds * rate_hz)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=count))
    spectrum[np.fft.rfftfreq(count, 1 / rate_hz) > 4_000] = 0.0
    wave = np.fft.irfft(spectrum, count)
    return Audio.of(0.1 * wave / np.std(wave), rate_hz)


def found_in(part: Audio, whole: Audio) -> tuple[float, float]:
    """How alike `part` and the most alike place in `whole` are (1: the same), and where that is, in seconds."""
    a, b = at_rate(part, 16_000).samples.astype(np.float64), whole.samples.astype(np.float64)
    assert len(b) > len(a)
    size = len(a) + len(b)
    match = np.fft.irfft(np.fft.rfft(b, size) * np.conj(np.fft.rfft(a, size)), size)[: len(b) - len(a) + 1]
    energy = np.convolve(b**2, np.ones(len(a)), "valid")
    place = int(np.argmax(match))
    return float(match[place] / np.sqrt(energy[place] * np.sum(a**2) + 1e-12)), place / 16_000


def intact(part: Audio, whole: Audio) -> bool:
    """Whether at least four fifths of `part`'s tenths of a second are in `whole` as they were: a machine under load may
    stumble for a moment, and that is not what is tested here."""
    starts = np.arange(0.0, part.duration_s - 0.1, 0.1)
    alike = [found_in(part.between(start, start + 0.1), whole)[0] for start in starts]
    return sum(likeness > 0.9 for likeness in alike) >= 0.8 * len(alike)


def joined(frames: list[Frame]) -> Audio:
    return Audio(np.concatenate([frame.samples for frame in frames]))


def level(samples: NDArray[np.float32]) -> float:
    return float(np.abs(samples).max(initial=0.0))


def processes() -> set[int]:
    """Our sound processes."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if b"kiosk.audio.streams" in words and parent == os.getpid():
                found.add(int(entry.name))
    return found


def gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"


def note(what: str, seconds: float) -> None:
    """For `pytest -s`: what was measured."""
    sys.stdout.write(f"\n{what}: {seconds:.3f} s")


def took(what: str, began: float) -> None:
    note(what, time.monotonic() - began)


def test_what_is_said_arrives_whole_and_at_its_time(rig: PulseRig, ear: Ear) -> None:
    assert ear.found().device == DeviceName(MICROPHONE, SERVER)
    said = babble(2.0)
    frames = ear.hear_out(rig, said)
    assert intact(said, joined(frames))
    assert [frame.at for frame in frames] == pytest.approx([frames[0].at + 0.032 * n for n in range(len(frames))], abs=0.05)


def test_what_is_played_is_heard_whole_and_told_when_it_was(rig: PulseRig, mouth: Mouth) -> None:
    mouth.next(LoudspeakerFound)
    recording = rig.record_loudspeaker()
    first, second = babble(1.0, seed=1), babble(1.0, 16_000, seed=2)
    began = time.monotonic()
    mouth.loudspeaker.play(first, "first")
    mouth.loudspeaker.play(second, "second")
    assert mouth.next(Played) == Played("first")
    took("one second of sound was told as played after", began)
    assert mouth.next(Played) == Played("second")
    heard = recording.wait_for(recording.sound().duration_s + 0.3)
    assert intact(first, heard)
    assert intact(second, heard)
    places = [found_in(part, heard)[1] for part in (first.between(0.7, 1.0), second.between(0.0, 0.3))]
    assert places[1] - places[0] == pytest.approx(0.3, abs=0.02), "one sound follows the other without a gap"


def test_the_reference_is_what_the_microphone_hears_of_the_loudspeaker(rig: PulseRig, ear: Ear, mouth: Mouth) -> None:
    ear.found()
    mouth.next(LoudspeakerFound)
    rig.loop_back(delay_ms=30)
    ear.hear(0.5)
    began = time.monotonic()
    mouth.loudspeaker.play(babble(1.5), "a")
    assert mouth.next(Played) == Played("a")
    frames = ear.hear(0.3, since=began)
    heard = joined(frames)
    reference = mouth.loudspeaker.played_since(frames[0].at, frames[0].at + heard.duration_s)
    likeness, place = found_in(reference.between(0.6, 0.9), heard)
    note("a loop of 30 ms was measured as", place - 0.6)
    assert likeness > 0.9, "the loop's own resampler takes a little"
    assert -0.1 < place - 0.6 < 0.3


def test_stop_is_silence(rig: PulseRig, mouth: Mouth) -> None:
    mouth.next(LoudspeakerFound)
    recording = rig.record_loudspeaker()
    for _ in range(3):
        mouth.loudspeaker.play(babble(5.0), "a")
        deadline = time.monotonic() + PATIENCE_S
        while level(recording.sound().samples[-1_600:]) < 0.1:
            assert time.monotonic() < deadline
            recording.wait_for(recording.sound().duration_s + 0.1)
        stopped = time.monotonic()
        mouth.loudspeaker.stop()
        assert mouth.next(Unplayed) == Unplayed("a")
        recording.wait_for(recording.sound().duration_s + 0.6)
        after = recording.since(stopped).samples
        loud = np.flatnonzero(np.abs(after) > QUIET)
        note("it was silent after", (loud[-1] + 1 if len(loud) else 0) / 16_000)
        assert len(loud) == 0 or loud[-1] < 0.5 * 16_000
        steps = np.abs(np.diff(after[: 1_600 * 4]))
        assert level(steps) < 0.45, "no step is larger than the sound's own"


def test_a_suspended_microphone_is_silent_until_it_goes_on(rig: PulseRig, ear: Ear) -> None:
    ear.found()
    ear.hear(0.3)
    rig.suspend(MICROPHONE)
    began = time.monotonic()
    ear.lost("silent")
    took("silence was noticed after", began)
    rig.suspend(MICROPHONE, still=False)
    began = time.monotonic()
    ear.found()
    took("it was back after", began)
    ear.hear(0.3)


def test_a_microphone_that_became_the_loudspeakers_own_sound_is_refused_until_it_returns(rig: PulseRig, ear: Ear) -> None:
    ear.found()
    ear.hear(0.3)
    rig.play(babble(60.0))
    rig.remove(MICROPHONE)
    began = time.monotonic()
    ear.lost("replaced")
    took("the monitor in its place was noticed after", began)
    ear.lost("none")
    assert ear.microphone.read(1.0) is None, "nothing of what the loudspeaker plays comes in"
    rig.add_microphone()
    began = time.monotonic()
    ear.found()
    took("it was back after", began)
    said = babble(1.0, seed=5)
    assert intact(said, joined(ear.hear_out(rig, said)))


def test_a_chosen_microphone_is_itself_or_nothing(rig: PulseRig) -> None:
    rig.add_microphone("second", default=False)
    ears = {name: Ear(DeviceName(name, SERVER)) for name in (MICROPHONE, "second")}
    try:
        assert {ear.found().device.name for ear in ears.values()} == set(ears)
        said = babble(1.0, seed=7)
        began = time.monotonic()
        assert intact(said, joined(ears["second"].hear_out(rig, said, "second")))
        assert level(joined(ears[MICROPHONE].hear(0.0, since=began)).samples) < QUIET
        rig.remove("second")
        ears["second"].lost("replaced")
        ears["second"].lost("none")
        ears[MICROPHONE].hear(0.3)
        rig.add_microphone("second", default=False)
        assert ears["second"].found().device.name == "second"
    finally:
        for ear in ears.values():
            ear.microphone.close()


def test_when_everything_is_pulled_out_it_is_told_and_comes_back(rig: PulseRig, ear: Ear, mouth: Mouth) -> None:
    ear.found()
    mouth.next(LoudspeakerFound)
    mouth.loudspeaker.play(babble(10.0), "a")
    rig.remove(MICROPHONE)
    rig.remove(LOUDSPEAKER)
    ear.lost()
    assert mouth.next(Unplayed) == Unplayed("a")
    mouth.next(LoudspeakerLost)
    rig.add_loudspeaker()
    rig.add_microphone()
    ear.found()
    mouth.next(LoudspeakerFound)
    mouth.loudspeaker.play(babble(0.5), "b")
    assert mouth.next(Played) == Played("b")


def test_a_sound_server_that_dies_and_comes_back_costs_some_seconds(rig: PulseRig, ear: Ear, mouth: Mouth) -> None:
    ear.found()
    mouth.next(LoudspeakerFound)
    began = time.monotonic()
    rig.kill()
    ear.lost("vanished")
    took("the microphone's loss was noticed after", began)
    mouth.next(LoudspeakerLost)
    took("the loudspeaker's loss was noticed after", began)
    rig.start()
    began = time.monotonic()
    ear.found()
    mouth.next(LoudspeakerFound)
    took("both were back after", began)
    ear.hear(0.3)
    mouth.loudspeaker.play(babble(0.5), "b")
    assert mouth.next(Played) == Played("b")


def test_a_machine_without_sound_is_no_crash_and_gets_it_later(rig: PulseRig) -> None:
    rig.kill()
    ear, mouth = Ear(), Mouth()
    try:
        ear.lost("none")
        mouth.next(LoudspeakerLost)
        mouth.loudspeaker.play(babble(0.5), "a")
        assert mouth.next(Unplayed) == Unplayed("a")
        rig.start()
        ear.found()
        mouth.next(LoudspeakerFound)
    finally:
        ear.microphone.close()
        mouth.loudspeaker.close()


@pytest.mark.parametrize(("blow", "reasons"), [(signal.SIGKILL, ["vanished"]), (signal.SIGSTOP, ["silent"])])
def test_a_sound_process_that_crashes_or_hangs_is_replaced(ear: Ear, blow: signal.Signals, reasons: list[str]) -> None:
    ear.found()
    ear.hear(0.3)
    (process,) = processes()
    os.kill(process, blow)
    began = time.monotonic()
    ear.lost(*reasons)
    took(f"{blow.name} was noticed after", began)
    ear.found()
    assert gone(process)
    assert len(processes()) == 1


def test_closing_leaves_no_process(ear: Ear, mouth: Mouth) -> None:
    ear.found()
    mouth.next(LoudspeakerFound)
    running = processes()
    assert len(running) == 2
    began = time.monotonic()
    ear.microphone.close()
    mouth.loudspeaker.close()
    took("both were closed after", began)
    assert all(map(gone, running))


KIOSK = """
import sys
from kiosk.audio.microphone import Microphone, MicrophoneFound
microphone = Microphone()
microphone.start()
while not isinstance(microphone.read(20), MicrophoneFound):
    pass
import os, pathlib
children = pathlib.Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
children += [c for t in pathlib.Path("/proc/self/task").iterdir() for c in (t / "children").read_text().split()]
print(children[0], flush=True)
sys.stdin.read()
"""


@pytest.mark.usefixtures("rig")
def test_a_kiosk_that_is_killed_takes_its_sound_processes_along() -> None:
    kiosk = subprocess.Popen([sys.executable, "-c", KIOSK], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with kiosk:
        assert kiosk.stdout is not None
        child = int(kiosk.stdout.readline())
        assert not gone(child)
        kiosk.kill()
    deadline = time.monotonic() + PATIENCE_S
    while not gone(child):
        assert time.monotonic() < deadline, "it records on although nobody listens"
        os.sched_yield()


@pytest.mark.usefixtures("rig")
def test_the_devices_are_listed_as_they_are_now(rig: PulseRig) -> None:
    def names() -> set[str]:
        return {device.name.name for device in list_devices()}

    assert {MICROPHONE, LOUDSPEAKER, "default"} <= names()
    rig.add_microphone("second")
    devices = list_devices()
    assert [device.name.name for device in devices if device.default_input] == ["second", "default"]
    assert {device.name.name for device in devices if device.monitor} >= {f"{LOUDSPEAKER}.monitor"}
    assert chosen("second", "input", devices) == DeviceName("second", SERVER)
    assert not unwatched(devices)
    rig.remove("second")
    assert "second" not in names()
    rig.kill()
    with_nobody = list_devices()
    assert all(device.name.host_api != SERVER for device in with_nobody)
    with pytest.raises(AudioError):
        chosen("second", "input", with_nobody)
