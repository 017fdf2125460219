"""Devices are listed as they are now and chosen by what people call them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.audio.devices import SERVER, Device, DeviceName, chosen, list_devices, named, seeking, unwatched
from kiosk.audio.microphone import Microphone, MicrophoneEvent, MicrophoneFound, MicrophoneLost
from kiosk.audio.streams.messages import Cut, Failed, ListDevices, Listed, Opened, Order, Sound
from kiosk.core.errors import AudioError
from tests.audio.streams.fakes import Clock, FakeBell, Scripts

USB = Device(DeviceName("alsa_input.usb-Jabra_410", SERVER), 1, 0, 48_000, about="Jabra Speak 410 Mono")
MONITOR = Device(
    DeviceName("alsa_output.usb-Jabra_410.monitor", SERVER), 2, 0, 48_000, about="Monitor of Jabra Speak 410", monitor=True
)
BUILT_IN = Device(DeviceName("alsa_input.pci-0000", SERVER), 2, 0, 48_000, about="Built-in Audio", default_input=True)
JABRA_OUT = Device(DeviceName("alsa_output.usb-Jabra_410", SERVER), 0, 2, 48_000, about="Jabra Speak 410 Stereo")
HDA = Device(DeviceName("HDA Intel: ALC257 (hw:0,0)", "ALSA"), 2, 2, 44_100)
PULSE = Device(DeviceName("pulse", "ALSA"), 32, 32, 44_100)
ALL = (USB, MONITOR, BUILT_IN, JABRA_OUT, HDA, PULSE)


def starter(*script: tuple[float, object]) -> Scripts:
    return Scripts(Clock(), script)  # type: ignore[arg-type]


def test_what_the_process_lists_is_what_there_is_and_the_process_ends() -> None:
    scripts = starter((0.1, Listed(ALL)))
    assert list_devices(start=scripts) == ALL
    assert scripts.orders == [ListDevices()]
    assert scripts.lines[0].ended


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ([(0.0, Failed("none", "PortAudio is missing; apt install libportaudio2"))], "sound.missing"),
        ([(0.0, "signal 6")], "sound.unknown"),
        ([(0.0, Cut(1)), (0.0, "signal 6")], "sound.unknown"),
    ],
)
def test_a_machine_that_gives_no_list_says_why(script: list[tuple[float, object]], code: str) -> None:
    scripts = starter(*script)
    with pytest.raises(AudioError) as caught:
        list_devices(start=scripts)
    assert caught.value.code == code
    assert scripts.lines[0].ended


def test_a_list_that_does_not_come_is_not_waited_for_for_ever() -> None:
    scripts = starter()
    with pytest.raises(AudioError, match="no answer in 0 s"):
        list_devices(timeout_s=0.0, start=scripts)
    assert scripts.lines[0].ended


def test_a_machine_that_can_start_no_process_says_so() -> None:
    with pytest.raises(AudioError, match="no memory"):
        list_devices(start=Scripts(Clock(), "no memory"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("alsa_input.usb-Jabra_410", USB),
        ("Jabra Speak 410 Mono", USB),
        ("jabra", USB),
        (" JABRA  ".strip(), USB),
        ("built-in", BUILT_IN),
        ("ALC257", HDA),
        ("HDA Intel: ALC257 (hw:0,0) [ALSA]", HDA),
        ("alsa_output.usb-Jabra_410.monitor", MONITOR),
        ("monitor of", MONITOR),
    ],
)
def test_a_microphone_is_chosen_by_what_people_call_it(text: str, wanted: Device) -> None:
    assert chosen(text, "input", ALL) == wanted.name


def test_a_loudspeaker_of_the_same_name_is_chosen_as_a_loudspeaker() -> None:
    assert chosen("jabra", "output", ALL) == JABRA_OUT.name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jabra Speak 510 Mono", "did you mean 'Jabra Speak 410 Mono'"),
        ("xyz", "which microphone is 'xyz'? there is none: 'Jabra Speak 410 Mono', "),
        ("alsa_input", "more than one fits: 'Jabra Speak 410 Mono', 'Built-in Audio'"),
        ("", "there is none"),
    ],
)
def test_what_is_not_there_or_not_clear_is_said_with_what_there_is(text: str, told: str) -> None:
    with pytest.raises(AudioError) as caught:
        chosen(text, "input", ALL)
    assert told in str(caught.value)
    assert caught.value.code == "sound.no_such_device"


def test_a_machine_without_devices_says_so() -> None:
    with pytest.raises(AudioError, match="nothing is plugged in"):
        chosen("jabra", "output", [])


def test_a_server_that_cannot_be_asked_is_noticed() -> None:
    assert unwatched([PULSE, HDA])
    assert not unwatched(ALL)
    assert not unwatched([HDA])


def test_a_setting_names_a_device_that_may_not_be_there_yet_or_a_part_of_one_that_is() -> None:
    looked = []

    def look() -> tuple[Device, ...]:
        looked.append(True)
        return ALL

    assert named("", "input", look) is None
    assert named("Conference [ALSA]", "input", look) == DeviceName("Conference", "ALSA")
    assert not looked
    assert named("jabra", "output", look) == JABRA_OUT.name
    with pytest.raises(AudioError, match="there is none"):
        named("sony", "input", look)


def test_a_device_named_by_a_part_of_its_name_is_waited_for_and_nothing_takes_its_place() -> None:
    clock = Clock()
    opened = [(0.1, Opened(USB.name, 16_000, 1, 0.05)), (0.2, Sound(50.0, 0, bytes(2_048)))]
    scripts = Scripts(clock, [(0.0, Listed((BUILT_IN, MONITOR)))], [(0.0, Listed(ALL))], opened)  # type: ignore[arg-type]
    microphone = Microphone(None, clock, seeking("jabra", "input", scripts), FakeBell(clock))
    told: list[MicrophoneEvent] = []
    while not any(isinstance(one, MicrophoneFound) for one in told):
        microphone.step()
        told += [one for one in (microphone.read(0.0),) if one is not None]
    assert isinstance(told[0], MicrophoneLost)
    assert told[0].reason == "none" and "Built-in Audio" in told[0].detail
    orders = [order for order in scripts.orders if isinstance(order, Order)]
    assert [order.device for order in orders] == [USB.name]


def test_a_whole_name_and_no_name_are_opened_without_looking() -> None:
    scripts = starter()
    order = Order("output", None, 48_000)
    seeking("Conference [ALSA]", "output", scripts)(order)
    assert scripts.orders == [replace(order, device=DeviceName("Conference", "ALSA"))]


def test_a_machine_that_gives_no_list_opens_no_other_device() -> None:
    line = seeking("jabra", "input", Scripts(Clock(), "no memory"))(Order("input", None, 16_000))
    told = line.receive(0.0)
    assert isinstance(told, Failed) and told.reason == "refused" and "no memory" in told.detail


def test_a_look_that_is_given_up_ends_at_once_and_opens_nothing() -> None:
    scripts = Scripts(Clock(), [])  # a process that never answers
    line = seeking("jabra", "input", scripts, given_up=lambda: True)(Order("input", None, 16_000))
    told = line.receive(0.0)
    assert isinstance(told, Failed) and told.reason == "refused"
    assert not [order for order in scripts.orders if isinstance(order, Order)]
