"""Opening a stream: by name, at a rate that the device takes, with a plain reason when it can't be."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from kiosk.audio.streams.messages import Opened, Order, Reason
from kiosk.audio.streams.names import SERVER, DeviceName, Direction
from kiosk.audio.streams.opening import Callback, Info, NotOpenedError, Stream, load, open_stream, places
from tests.audio.streams.fakes import FakeSoundDevice, FakeStream, PortAudioError, info

USB = DeviceName("USB Mic: Audio (hw:1,0)", "ALSA")


def machine(*devices: Info, default: int = 0) -> FakeSoundDevice:
    return FakeSoundDevice(list(devices), default_input=default, default_output=default)


def opened(backend: FakeSoundDevice, device: DeviceName | None = None, direction: Direction = "input") -> Opened:
    return opened_stream(backend, device, direction)[1]


def opened_stream(backend: FakeSoundDevice, device: DeviceName | None, direction: Direction) -> tuple[Stream, Opened]:
    order = Order(direction, device, 16_000 if direction == "input" else 48_000)
    return open_stream(order, backend, lambda rate_hz, channels: lambda buffer, frames, times, flags: None)


def reason(backend: FakeSoundDevice, device: DeviceName | None = None, direction: Direction = "input") -> Reason:
    with pytest.raises(NotOpenedError) as caught:
        opened(backend, device, direction)
    assert caught.value.failed.detail
    return caught.value.failed.reason


def test_a_microphone_opens_at_the_speech_rate_with_one_channel() -> None:
    backend = machine(info("default"))
    stream, about = opened_stream(backend, None, "input")
    assert about == Opened(DeviceName("default", "ALSA"), 16_000, 1, 0.05)
    assert isinstance(stream, FakeStream)
    assert (stream.active, stream.blocksize) == (True, 512)


def test_a_loudspeaker_opens_at_48_khz_in_short_blocks() -> None:
    backend = machine(info("default", inputs=0, outputs=2))
    assert opened(backend, direction="output").rate_hz == 48_000
    assert backend.streams[0].blocksize == 480


@pytest.mark.parametrize("takes", [(44_100, 1), (48_000, 1), (48_000, 2), (32_000, 2), (96_000, 8)])
def test_a_device_that_refuses_is_opened_as_it_likes(takes: tuple[int, int]) -> None:
    backend = machine(info("USB", inputs=8, rate_hz=44_100.0))
    backend.takes = {takes}
    about = opened(backend)
    assert (about.rate_hz, about.channels) == takes
    assert len(backend.tried) == len(set(backend.tried)), "nothing is tried twice"


def test_no_more_channels_are_tried_than_there_are() -> None:
    backend = machine(info("USB", inputs=1))
    backend.takes = {(8_000, 1)}
    assert reason(backend) == "refused"
    assert {channels for _, channels in backend.tried} == {1}


def test_the_callback_knows_the_rate_and_the_channels_it_gets() -> None:
    backend = machine(info("USB", inputs=2))
    backend.takes = {(48_000, 2)}
    told: list[tuple[int, int]] = []

    def make(rate_hz: int, channels: int) -> Callback:
        told.append((rate_hz, channels))
        return lambda buffer, frames, times, flags: None

    open_stream(Order("input", None, 16_000), backend, make)
    assert told[-1] == (48_000, 2)


@pytest.mark.parametrize(
    ("code", "expected"),
    [(-9985, "refused"), (-9996, "none"), (-9999, "refused"), (-9986, "refused")],
)
def test_portaudios_errors_have_a_reason(code: int, expected: Reason) -> None:
    backend = machine(info("USB"))
    backend.fails = [code]
    assert reason(backend) == expected


def test_a_stream_that_does_not_start_is_refused() -> None:
    backend = machine(info("USB"))
    backend.start_fails = PortAudioError("can't start", -9999)
    assert reason(backend) == "refused"


@pytest.mark.parametrize("devices", [[], [info("speakers", inputs=0, outputs=2)]])
def test_a_machine_without_a_microphone_has_none(devices: Sequence[Info]) -> None:
    assert reason(machine(*devices, default=-1)) == "none"


def test_a_device_is_found_by_its_name_under_whatever_number() -> None:
    backend = machine(info("HDA: ALC (hw:0,0)"), info("USB Mic: Audio (hw:2,0)"))
    opened(backend, USB)
    assert backend.streams[0].device == 1


def test_a_device_that_is_not_there_is_not_replaced_by_another() -> None:
    assert reason(machine(info("HDA: ALC (hw:0,0)")), USB) == "none"


def test_a_loudspeaker_of_the_same_name_is_no_microphone() -> None:
    assert reason(machine(info(USB.name, inputs=0, outputs=2)), USB) == "none"


def test_a_source_of_the_sound_server_is_reached_through_alsas_door_to_it() -> None:
    backend = machine(info("HDA: ALC (hw:0,0)"), info("default"), info("pulse"))
    source = DeviceName("alsa_input.usb-mic", SERVER)
    assert opened(backend, source).device == source
    assert backend.streams[0].device == 2


def test_without_a_door_to_the_sound_server_its_sources_are_out_of_reach() -> None:
    assert reason(machine(info("HDA: ALC (hw:0,0)")), DeviceName("alsa_input.usb-mic", SERVER)) == "none"


def test_the_default_of_the_first_host_api_is_the_default() -> None:
    backend = machine(info("a"), info("b"), info("oss", host=1), default=1)
    known = [place.device for place in places(backend)]
    assert [device.default_input for device in known] == [False, True, False]
    assert known[2].name == DeviceName("oss", "OSS")


def test_a_machine_without_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(NotOpenedError, match="apt install libportaudio2") as caught:
        load()
    assert caught.value.failed.reason == "none"
