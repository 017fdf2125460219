"""Sound files of every kind come in whole, as far as they are whole."""

from __future__ import annotations

import io
import os
import struct
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from kiosk.audio.decoding import decoder
from kiosk.audio.files import duration, read, read_blocks
from kiosk.core.audio import Audio, Samples
from kiosk.core.errors import AudioError
from tests.audio.refusals import refusal
from tests.audio.sound_makers import encode, film, level_db, made, mu_law, pcm16, tone, wav

pytestmark = pytest.mark.usefixtures("nothing_is_said")

LEVEL_DB = level_db(tone(1_000, 1.0))


def middle(audio: Audio) -> Samples:
    return audio.samples[len(audio.samples) // 4 : -len(audio.samples) // 4]


WAVE = tone(1_000, 0.5)
LITTLE = {
    "8-bit": wav(np.rint(WAVE * 127 + 128).astype(np.uint8).tobytes(), bits=8),
    "16-bit": wav(pcm16(WAVE)),
    "24-bit": wav(b"".join(struct.pack("<i", round(x * (2**31 - 1)))[1:] for x in WAVE.tolist()), bits=24),
    "32-bit": wav(np.rint(WAVE * (2**31 - 1)).astype("<i4").tobytes(), bits=32),
    "64-bit": wav(np.rint(WAVE * 2.0**62).astype("<i8").tobytes(), bits=64),
    "float": wav(WAVE.astype("<f4").tobytes(), bits=32, kind=3),
    "double": wav(WAVE.astype("<f8").tobytes(), bits=64, kind=3),
    "mu-law": wav(mu_law(WAVE), bits=8, kind=7),
}


@pytest.mark.parametrize("width", LITTLE)
def test_wav_of_every_width_sounds_the_same(tmp_path: Path, width: str) -> None:
    audio = read(made(tmp_path / "sound.wav", LITTLE[width]), 10.0)
    error = 0.03 if width in ("8-bit", "mu-law") else 1e-4
    assert audio.rate_hz == 16_000
    assert audio.samples * (2.0 if width == "64-bit" else 1.0) == pytest.approx(WAVE, abs=error)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2, 8])
def test_wav_of_every_rate_and_number_of_channels_sounds_the_same(tmp_path: Path, rate_hz: int, channels: int) -> None:
    data = pcm16(*[tone(1_000, 0.5, rate_hz)] * channels)
    audio = read(made(tmp_path / "sound.wav", wav(data, rate_hz=rate_hz, channels=channels)), 10.0)
    assert abs(len(audio.samples) - 8_000) <= 1
    assert audio.samples[200:7800] == pytest.approx(WAVE[200:7800], abs=1e-3)


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("sound.flac", "flac", 44_100),
        ("sound.mp3", "libmp3lame", 44_100),
        ("speech.mp3", "libmp3lame", 22_050),
        ("sound.m4a", "aac", 48_000),
        ("sound.aac", "aac", 44_100),
        ("sound.ogg", "libopus", 48_000),
        ("vorbis.ogg", "vorbis", 44_100),
        ("sound.webm", "libopus", 48_000),
        ("sound.mka", "ac3", 48_000),
        ("sound.aiff", "pcm_s16be", 44_100),
        ("sound.caf", "pcm_s16le", 44_100),
        ("sound.au", "pcm_s16be", 8_000),
        ("sound.w64", "pcm_s24le", 96_000),
        ("adpcm.wav", "adpcm_ima_wav", 22_050),
    ],
)
def test_every_common_kind_of_file_is_heard(tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
    path = encode(tmp_path / name, [tone(1_000, 1.0, rate_hz)] * 2, rate_hz, codec)
    audio = read(path, 10.0)
    assert audio.duration_s == pytest.approx(1.0, abs=0.06)  # encoders pad their last frame
    assert level_db(middle(audio)) == pytest.approx(LEVEL_DB, abs=0.6)
    assert duration(path) == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize(("name", "codec"), [("a.m4a", "aac"), ("a.ogg", "libopus"), ("a.flac", "flac")])
def test_eight_channels_are_heard_whatever_their_order_in_memory(tmp_path: Path, name: str, codec: str) -> None:
    silence = np.zeros(48_000)
    path = encode(tmp_path / name, [silence] * 2 + [tone(1_000, 1.0, 48_000)] + [silence] * 5, 48_000, codec)
    assert level_db(middle(read(path, 10.0))) == pytest.approx(LEVEL_DB, abs=0.6)


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = encode(tmp_path / "sound.mp3", [tone(1_000, 1.0, 44_100)], 44_100, "libmp3lame")
    for name in ("notes.txt", "日本語 🎧.wav", "list.m3u8", "two\nlines.flac", os.fsdecode(b"\xff\xfe.ogg"), "http:"):
        assert read(path.rename(tmp_path / name), 10.0).duration_s == pytest.approx(1.0, abs=0.06)
        path = tmp_path / name


def test_a_path_may_be_a_text_and_may_be_a_link(tmp_path: Path) -> None:
    made(tmp_path / "sound.wav", LITTLE["16-bit"])
    (tmp_path / "link.wav").symlink_to("sound.wav")
    assert read(str(tmp_path / "link.wav"), 10.0).duration_s == 0.5


def test_a_film_is_heard_by_its_sound(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", tone(1_000, 1.0, 48_000))
    assert level_db(middle(read(path, 10.0))) == pytest.approx(LEVEL_DB, abs=0.6)


def test_tags_in_another_script_do_no_harm(tmp_path: Path) -> None:
    title = "駅はどこですか".encode("shift_jis") + b"\0"
    tags = b"INFOINAM" + struct.pack("<I", len(title)) + title
    data = LITTLE["16-bit"] + b"LIST" + struct.pack("<I", len(tags)) + tags
    assert read(made(tmp_path / "sound.wav", data), 10.0).duration_s == 0.5


def test_rate_and_channels_may_change_on_the_way(tmp_path: Path) -> None:
    stereo = encode(tmp_path / "a.mp3", [tone(1_000, 1.0, 44_100)] * 2, 44_100, "libmp3lame")
    single = encode(tmp_path / "b.mp3", [tone(1_000, 1.0, 22_050)], 22_050, "libmp3lame")
    audio = read(made(tmp_path / "joined.mp3", stereo.read_bytes() + single.read_bytes()), 10.0)
    assert audio.duration_s == pytest.approx(2.0, abs=0.2)
    assert level_db(audio.samples[24_000:30_000]) == pytest.approx(LEVEL_DB, abs=0.6)


def test_loud_sound_is_not_folded_over(tmp_path: Path) -> None:
    square = np.sign(tone(400, 0.5, 48_000)) * 1.0
    audio = read(made(tmp_path / "square.wav", wav(pcm16(square), rate_hz=48_000)), 10.0)
    assert np.abs(audio.samples).max() == 1.0
    assert np.mean(np.abs(audio.samples) > 0.8) > 0.9


def test_what_is_not_a_number_becomes_silence(tmp_path: Path) -> None:
    samples = WAVE.copy()
    samples[1000:1100], samples[2000], samples[3000], samples[4000] = np.nan, np.inf, -np.inf, 1e30
    audio = read(made(tmp_path / "sound.wav", wav(samples.astype("<f8").tobytes(), bits=64, kind=3)), 10.0)
    assert not audio.samples[1000:1100].any()
    assert (audio.samples[2000], audio.samples[3000], audio.samples[4000]) == (0.0, 0.0, 1.0)
    assert audio.samples[5000:] == pytest.approx(WAVE[5000:], abs=1e-6)


def test_a_swapped_cable_does_not_silence_a_stereo_file(tmp_path: Path) -> None:
    audio = read(made(tmp_path / "sound.wav", wav(pcm16(WAVE, -WAVE), channels=2)), 10.0)
    assert level_db(audio.samples) == pytest.approx(LEVEL_DB, abs=0.01)


def test_blocks_have_the_asked_length_and_join_to_the_whole(tmp_path: Path) -> None:
    path = made(tmp_path / "sound.wav", wav(pcm16(tone(1_000, 1.1, 44_100)), rate_hz=44_100))
    blocks = list(read_blocks(path, block_s=0.4))
    assert [len(block.samples) for block in blocks] == [6_400, 6_400, 4_800]
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), read(path, 10.0).samples)


def test_a_long_silence_in_a_small_file_is_read_only_as_far_as_asked(tmp_path: Path) -> None:
    path = encode(tmp_path / "silence.flac", [np.zeros(60 * 48_000)] * 2, 48_000, "flac")
    assert path.stat().st_size < 100_000
    assert duration(path) == pytest.approx(60.0)
    assert "2 minutes" in refusal("audio.too_long", read, made(tmp_path / "x", path.read_bytes() * 3), 120.0)
    assert "20 seconds" in refusal("audio.too_long", read, path, 20.0)
    with closing(read_blocks(path)) as blocks:
        assert next(blocks).duration_s == 30.0


def test_a_file_of_just_the_longest_length_is_read(tmp_path: Path) -> None:
    assert read(made(tmp_path / "sound.wav", LITTLE["16-bit"]), 0.5).duration_s == 0.5


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 10**6])
@pytest.mark.parametrize("riff_size", [0, 0xFFFFFFFF])
def test_a_recorder_that_never_wrote_its_sizes_is_heard(tmp_path: Path, size: int, riff_size: int) -> None:
    data = wav(pcm16(WAVE), data_size=size, riff_size=riff_size)
    path = made(tmp_path / "sound.wav", data)
    assert read(path, 10.0).duration_s == 0.5
    assert duration(path) in (None, 0.5)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.ogg", "libopus"), ("a.aac", "aac")],
)
def test_what_is_left_of_a_cut_file_is_heard(tmp_path: Path, name: str, codec: str) -> None:
    data = encode(tmp_path / name, [tone(1_000, 3.0, 48_000)], 48_000, codec).read_bytes()
    audio = read(made(tmp_path / name, data[: len(data) // 2]), 10.0)
    assert audio.duration_s == pytest.approx(1.5, abs=0.6)
    assert level_db(middle(audio)) == pytest.approx(LEVEL_DB, abs=0.6)


@pytest.mark.parametrize(
    ("name", "codec"), [("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.ogg", "libopus"), ("a.aac", "aac")]
)
def test_a_scratch_costs_only_itself(tmp_path: Path, name: str, codec: str) -> None:
    noise = np.random.default_rng(1)
    sound = noise.normal(0, 0.1, 48_000 * 4).clip(-1, 1)
    data = bytearray(encode(tmp_path / name, [sound], 48_000, codec).read_bytes())
    start = len(data) * 6 // 10  # in the middle of one of Ogg's pages, which hold a second
    data[start : start + len(data) // 20] = noise.bytes(len(data) // 20)
    audio = read(made(tmp_path / name, bytes(data)), 10.0)
    assert 2.9 < audio.duration_s < 4.4
    assert level_db(audio.samples[-8_000:-1_600]) > -40


@pytest.mark.parametrize("name", ["a.m4a", "a.wav", "a.flac", "a.mp3", "a.ogg"])
def test_a_file_cut_in_its_first_bytes_is_refused(tmp_path: Path, name: str) -> None:
    codec = {"a.m4a": "aac", "a.wav": "pcm_s16le", "a.flac": "flac", "a.mp3": "libmp3lame", "a.ogg": "libopus"}[name]
    data = encode(tmp_path / name, [tone(1_000, 1.0, 48_000)], 48_000, codec).read_bytes()
    for length in (1, 4, 12, 30):
        assert name in refusal("audio.unreadable", read, made(tmp_path / name, data[:length]), 10.0)


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_never_crashes(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    for name, codec in (
        ("a.m4a", "aac"),
        ("a.wav", "pcm_s16le"),
        ("a.flac", "flac"),
        ("a.mp3", "libmp3lame"),
        ("a.ogg", "libopus"),
    ):
        data = bytearray(encode(tmp_path / name, [tone(1_000, 0.5, 48_000)] * 2, 48_000, codec).read_bytes())
        for place in chance.integers(0, len(data), 20):
            data[place] = chance.integers(0, 256)
        try:
            assert np.isfinite(read(made(tmp_path / name, bytes(data)), 600.0).samples).all()
        except AudioError as error:
            assert error.code in ("audio.unreadable", "audio.empty", "audio.too_long")


def test_a_file_that_can_not_be_read_on_is_not_taken_for_its_end(tmp_path: Path) -> None:
    class PulledOut(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    path = made(tmp_path / "sound.wav", wav(pcm16(tone(1_000, 10.0))))
    with PulledOut(path) as file, decoder(file, "sound.wav") as sound, pytest.raises(OSError, match="Input/output"):
        list(sound.speech())
