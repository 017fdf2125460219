"""The listening thread step by step: what it hears while the kiosk speaks, and what becomes of who talks over it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kiosk.audio.framing import Frame
from kiosk.audio.microphone import MicrophoneEvent
from kiosk.audio.microphone import MicrophoneFound as Found
from kiosk.audio.microphone import MicrophoneLost as Lost
from kiosk.audio.streams.names import DeviceName
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.dialogue import BargeIn, DeviceEvent, EndTake, MicrophoneFound, MicrophoneLost, OpenMicrophone
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.scene import SIDES
from kiosk.core.spans import FRAME_S
from kiosk.live.ear import Claim, Ear
from kiosk.live.ears import Ears
from kiosk.pipeline.conversation import InTake
from kiosk.pipeline.listening import Listener, NobodySpoke
from kiosk.pipeline.segmenter import SpeechBegan, UtteranceEnded
from tests.pipeline.sounds_of_voices import noise, room, voice

BEGIN_S = 1000.0


class Source:
    """A microphone that gives what is put in."""

    def __init__(self) -> None:
        self.events: deque[MicrophoneEvent] = deque()

    def start(self) -> None: ...

    def read(self, timeout_s: float) -> MicrophoneEvent | None:
        return self.events.popleft() if self.events else None

    def close(self) -> None: ...


class Loud:
    """A detector that calls everything speech that isn't nearly silence."""

    def stream(self) -> Loud:
        return self

    def push(self, samples: Samples) -> NDArray[np.float32]:
        frames = samples.reshape(-1, FRAME_SAMPLES)
        return np.where(np.sqrt(np.mean(np.square(frames), axis=1)) > 0.01, 0.9, 0.02).astype(np.float32)


@dataclass
class Room:
    """A kiosk in a room: `said` is all it will ever say, the microphone hears it 0.1 s later at a third."""

    said: Samples
    claim: Claim | None = None
    staff_only: bool = False
    told: list[InTake | DeviceEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = Source()
        self.ear = Ear(
            self.source, Loud(), Listener(), self.in_the_air, self.told.append,
            side="staff" if self.staff_only else None, claim=self.claim,
        )  # fmt: skip
        self.heard = room(self.said, 0.1, 0.3) + noise(len(self.said))
        self.at = 0

    def in_the_air(self, since: float, until: float) -> Audio:
        start, end = (round((moment - BEGIN_S) * SPEECH_RATE_HZ) for moment in (since, until))
        out = np.zeros(end - start, np.float32)
        known = self.said[max(0, start) : max(0, end)]
        out[: len(known)] = known
        return Audio(out)

    def speak(self, person: Samples, at_s: float) -> None:
        start = round(at_s * SPEECH_RATE_HZ)
        self.heard[start : start + len(person)] += person

    def until(self, at_s: float) -> None:
        """Let time pass."""
        while self.at * FRAME_S < at_s:
            start = self.at * FRAME_SAMPLES
            self.source.events.append(Frame(self.heard[start : start + FRAME_SAMPLES].copy(), BEGIN_S + self.at * FRAME_S))
            self.ear.step()
            self.at += 1

    def of(self, kind: type) -> list[object]:
        found = [event.noticed if isinstance(event, InTake) else event for event in self.told]
        return [one for one in found if isinstance(one, kind)]


def talk(kiosk_s: float = 24.0, silence_s: float = 6.0) -> Samples:
    return np.concatenate([voice(kiosk_s, seed=1), np.zeros(round(silence_s * SPEECH_RATE_HZ), np.float32)])


def test_its_own_voice_is_never_heard_in_an_open_microphone() -> None:
    kiosk = Room(talk())
    kiosk.ear.order(OpenMicrophone(1, "visitor", "tap"))
    kiosk.until(29.0)
    assert kiosk.of(SpeechBegan) == [] and kiosk.of(BargeIn) == []
    assert kiosk.of(NobodySpoke) == [NobodySpoke()]


def test_who_talks_over_it_interrupts_once_and_all_of_what_he_says_is_his_turn() -> None:
    kiosk, person = Room(talk()), voice(2.5, seed=5, rms=0.06)
    kiosk.speak(person, 20.0)
    kiosk.until(20.0)
    assert kiosk.told == []
    while not kiosk.told:
        kiosk.until((kiosk.at + 1) * FRAME_S)
    noticed_s = kiosk.at * FRAME_S
    assert kiosk.told == [BargeIn(None)] and noticed_s < 21.0
    kiosk.said[round(noticed_s * SPEECH_RATE_HZ) :] = 0.0  # the dialogue has silenced it
    late = round((noticed_s + 0.1) * SPEECH_RATE_HZ)
    quiet = room(kiosk.said, 0.1, 0.3) + noise(len(kiosk.said))
    kiosk.heard[late:] = quiet[late:]
    kiosk.heard[late : round(22.5 * SPEECH_RATE_HZ)] += person[late - round(20.0 * SPEECH_RATE_HZ) :]
    kiosk.ear.order(OpenMicrophone(1, "visitor", "tap"))
    kiosk.until(25.0)
    assert len(kiosk.of(BargeIn)) == 1
    (ended,) = kiosk.of(UtteranceEnded)
    assert isinstance(ended, UtteranceEnded)
    match = np.correlate(ended.audio.samples, person, "valid") if len(ended.audio.samples) >= len(person) else np.zeros(1)
    assert match.max() > 0.7 * float(np.sum(np.square(person))), "from its first syllable on, hardly anything else"


def test_who_talks_over_it_and_is_not_listened_to_is_forgotten() -> None:
    kiosk = Room(talk())
    kiosk.speak(voice(2.0, seed=5, rms=0.06), 20.0)
    kiosk.until(25.5)
    assert kiosk.of(BargeIn) == [BargeIn(None)]
    kiosk.ear.order(OpenMicrophone(1, "visitor", "hold"))
    kiosk.ear.order(EndTake(1))
    kiosk.until(26.0)
    assert kiosk.of(NobodySpoke) == [NobodySpoke()] and kiosk.of(UtteranceEnded) == []


def test_a_microphone_of_one_side_tells_whose_it_is_and_obeys_only_what_is_for_it() -> None:
    kiosk = Room(talk(1.0), staff_only=True)
    device = DeviceName("desk", "ALSA")
    kiosk.source.events += [Found(device), Lost("vanished", "")]
    kiosk.ear.step()
    kiosk.ear.step()
    assert kiosk.told == [MicrophoneFound(("staff",)), MicrophoneLost("vanished", ("staff",))]
    kiosk.told.clear()
    kiosk.speak(voice(1.0, seed=5), 3.0)
    kiosk.ear.order(OpenMicrophone(1, "visitor", "tap"))
    kiosk.until(6.0)
    assert kiosk.told == []


def test_speech_that_belongs_to_the_other_microphone_is_no_speech_here() -> None:
    kiosk = Room(talk(1.0), claim=lambda at, frame, probability: False)
    kiosk.ear.order(OpenMicrophone(1, "visitor", "tap"))
    kiosk.speak(voice(1.0, seed=5), 3.0)
    kiosk.until(6.0)
    assert kiosk.of(SpeechBegan) == []


def test_of_two_microphones_the_nearer_one_takes_what_is_said() -> None:
    """The visitor speaks; the staff's microphone hears him at a third."""
    told: list[InTake | DeviceEvent] = []
    sources = Source(), Source()
    ears = Ears(sources, Loud(), Listener, lambda since, until: Audio.silence(until - since), told.append)
    person = np.concatenate(
        [np.zeros(SPEECH_RATE_HZ, np.float32), voice(2.0, seed=5), np.zeros(2 * SPEECH_RATE_HZ, np.float32)]
    )
    for take, side in enumerate(SIDES):
        ears.order(OpenMicrophone(take, side, "tap"))
    for start in range(0, len(person) - FRAME_SAMPLES, FRAME_SAMPLES):
        for source, gain in zip(sources, (0.33, 1.0), strict=True):
            heard = np.float32(gain) * person[start : start + FRAME_SAMPLES] + noise(FRAME_SAMPLES, seed=start)
            source.events.append(Frame(heard, BEGIN_S + start / SPEECH_RATE_HZ))
        ears.step()
    ended = [event.take for event in told if isinstance(event, InTake) and isinstance(event.noticed, UtteranceEnded)]
    assert ended == [SIDES.index("visitor")]
