"""Devices that aren't there do what real ones do."""

from __future__ import annotations

from queue import SimpleQueue

import numpy as np

from kiosk.audio.framing import Frame
from kiosk.audio.loudspeaker import LoudspeakerEvent, LoudspeakerFound, Played, Unplayed
from kiosk.audio.microphone import MicrophoneFound
from kiosk.bench.pretend import PretendLoudspeaker, PretendMicrophone
from kiosk.core.audio import Audio
from kiosk.core.protocols import FRAME_SAMPLES


def _frame(microphone: PretendMicrophone) -> Frame:
    while not isinstance(event := microphone.read(1.0), Frame):
        assert event is None
    return event


def test_a_pretend_microphone_is_found_is_silent_and_hears_its_recording_when_asked() -> None:
    microphone = PretendMicrophone(Audio(np.full(FRAME_SAMPLES + 10, 0.5, dtype=np.float32), 16_000))
    assert isinstance(microphone.read(1.0), MicrophoneFound)
    first = _frame(microphone)
    assert not first.samples.any()
    microphone.say()
    heard = [_frame(microphone) for _ in range(3)]
    assert [float(frame.samples.sum()) for frame in heard] == [0.5 * FRAME_SAMPLES, 5.0, 0.0]
    assert all(len(frame.samples) == FRAME_SAMPLES for frame in heard)
    assert round(heard[0].at - first.at, 3) == 0.032


def test_a_pretend_loudspeaker_tells_of_every_sound_once() -> None:
    told: SimpleQueue[LoudspeakerEvent] = SimpleQueue()
    loudspeaker = PretendLoudspeaker(told.put)
    loudspeaker.start()
    assert isinstance(told.get(timeout=5), LoudspeakerFound)
    loudspeaker.play(Audio.silence(0.01), 1)
    assert told.get(timeout=5) == Played(1)
    loudspeaker.play(Audio.silence(60.0), 2)
    loudspeaker.stop()
    assert told.get(timeout=5) == Unplayed(2)
    loudspeaker.close()
