"""A device is found again by its name, also when ALSA counts its cards differently."""

from __future__ import annotations

from kiosk.audio.streams.names import SERVER, DeviceName, matching

USB = DeviceName("USB PnP Sound Device: Audio (hw:1,0)", "ALSA")


def test_the_same_name_is_the_same_device() -> None:
    twin = DeviceName("USB PnP Sound Device: Audio (hw:2,0)", "ALSA")
    assert matching(USB, [twin, USB]) == USB


def test_a_card_that_came_back_under_another_number_is_found() -> None:
    back = DeviceName("USB PnP Sound Device: Audio (hw:3,0)", "ALSA")
    assert matching(USB, [DeviceName("HDA Intel: ALC (hw:1,0)", "ALSA"), back]) == back


def test_another_device_on_the_same_card_is_another_one() -> None:
    assert matching(USB, [DeviceName("USB PnP Sound Device: Audio (hw:1,1)", "ALSA")]) is None


def test_another_host_api_is_another_device() -> None:
    assert matching(USB, [DeviceName(USB.name, SERVER)]) is None


def test_what_is_not_there_is_not_found() -> None:
    assert matching(USB, []) is None


def test_a_name_is_read_as_it_is_written() -> None:
    odd = DeviceName("Line [rear] (hw:1,0)", "Windows WASAPI")
    for name in (USB, odd, DeviceName("alsa_input.usb", SERVER)):
        assert DeviceName.of(str(name)) == name
    assert DeviceName.of(f" {USB} ") == USB
    for part in ("USB PnP", "", "[ALSA]", "USB[ALSA]"):
        assert DeviceName.of(part) is None
