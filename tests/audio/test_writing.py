"""A WAV file that is written is whole or absent."""

from __future__ import annotations

import os
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.audio import files
from kiosk.audio.files import read, write_wav
from kiosk.core.audio import Audio
from tests.audio.refusals import as_nobody, refusal
from tests.audio.sound_makers import made, tone, wav

pytestmark = pytest.mark.usefixtures("nothing_is_said")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def spoken(duration_s: float = 0.5, rate_hz: int = 22_050) -> Audio:
    return Audio.of(tone(440, duration_s, rate_hz), rate_hz)


def test_what_is_written_is_read_back_to_the_last_step(tmp_path: Path) -> None:
    original = read(made(tmp_path / "in.wav", wav(np.arange(-32768, 32768, dtype="<i2").tobytes())), 10.0)
    write_wav(tmp_path / "out.wav", [original])
    assert (tmp_path / "out.wav").read_bytes() == (tmp_path / "in.wav").read_bytes()


def test_the_loudest_step_does_not_turn_over(tmp_path: Path) -> None:
    write_wav(tmp_path / "out.wav", [Audio.of(np.array([1.0, -1.0, 3.0, np.nan]))])
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert np.frombuffer(file.readframes(4), dtype="<i2").tolist() == [32767, -32768, 32767, 0]


def test_parts_of_one_rate_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    write_wav(tmp_path / "out.wav", (spoken(0.1) for _ in range(3)))
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert file.getparams()[:4] == (1, 2, 22_050, 3 * 2_205)


def test_parts_of_another_rate_take_the_first_ones(tmp_path: Path) -> None:
    write_wav(tmp_path / "out.wav", [spoken(0.5, 22_050), spoken(0.5, 48_000), spoken(0.5, 16_000)])
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert file.getframerate() == 22_050
        samples = np.frombuffer(file.readframes(100_000), dtype="<i2") / 32768
    assert abs(len(samples) - 3 * 11_025) <= 2
    assert samples[11_200:21_900] == pytest.approx(tone(440, 1.0, 22_050)[175:10_875], abs=1e-3)


def test_no_parts_make_a_wav_without_sound(tmp_path: Path) -> None:
    write_wav(tmp_path / "out.wav", [])
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert file.getnframes() == 0


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = made(tmp_path / "out.wav", b"old")

    def parts() -> Iterator[Audio]:
        for _ in range(3):
            assert target.read_bytes() == b"old"
            yield spoken()

    write_wav(target, parts())
    assert read(target, 10.0).duration_s == pytest.approx(1.5, abs=0.01)
    assert names(tmp_path) == ["out.wav"]


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    def parts() -> Iterator[Audio]:
        yield spoken()
        raise RuntimeError("the voice broke")

    target = made(tmp_path / "out.wav", b"old")
    with pytest.raises(RuntimeError, match="the voice broke"):
        write_wav(target, parts())
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.wav"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    target = made(tmp_path / "out.wav", b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))  # a write beyond it fails like one on a full disk
    try:
        message = refusal("output.unwritable", write_wav, target, [spoken(5.0), spoken(5.0)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(target) in message
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.wav"]


def test_a_sound_too_long_for_a_wav_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_WAV_BYTES", 1_000)
    assert "longer" in refusal("output.unwritable", write_wav, tmp_path / "out.wav", [spoken()])
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["", ".", "missing/out.wav", "old.wav/out.wav", "zero\0byte.wav", "half\ud800.wav", "n" * 1_000, "loop.wav"]
)
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, name: str) -> None:
    made(tmp_path / "old.wav", b"old")
    (tmp_path / "loop.wav").symlink_to("loop.wav")
    refusal("output.unwritable", write_wav, f"{tmp_path}/{name}", [spoken()])
    assert names(tmp_path) == ["loop.wav", "old.wav"]


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refusal("output.unwritable", write_wav, tmp_path / "pipe", [spoken()])
    assert "device" in refusal("output.unwritable", write_wav, "/dev/null", [spoken()])
    assert Path("/dev/null").is_char_device()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with as_nobody():
        refusal("output.unwritable", write_wav, tmp_path / "out.wav", [spoken()])


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to("real.wav")
    write_wav(tmp_path / "link.wav", [spoken()])
    assert (tmp_path / "link.wav").is_symlink()
    assert read(tmp_path / "real.wav", 10.0).duration_s == 0.5
