"""What isn't a sound file is refused in one line, and no file makes the kiosk open another one."""

from __future__ import annotations

import io
import os
import socket
import sys
import wave
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kiosk.audio.files import duration, read, read_blocks
from tests.audio.refusals import as_nobody, refusal
from tests.audio.sound_makers import film, made, pcm16, tone, wav

pytestmark = pytest.mark.usefixtures("nothing_is_said")

SOUND = wav(pcm16(tone(1_000, 0.5)))


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("sound.wav", SOUND)
    return archive.getvalue()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)
STRANGE = {
    "a text": "駅はどこですか。\n".encode() * 500,
    "a letter": b"a",
    "a picture": PNG,
    "an archive": zipped(),
    "zeros": bytes(100_000),
    "ones": b"\xff" * 100_000,
    "noise": np.random.default_rng(1).bytes(300_000),
    "a page": b"<!DOCTYPE html><html><body>Not found</body></html>",
    "subtitles": b"1\n00:00:01,000 --> 00:00:02,000\nHello\n\n" * 50,
    "an impossible rate": wav(pcm16(tone(1_000, 0.5)), rate_hz=3),
    "an impossible number of channels": wav(bytes(30_000 * 2 * 8), channels=30_000),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_sound_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    path = made(tmp_path / "sound.wav", STRANGE[kind])
    assert str(path) in refusal("audio.unreadable", read, path, 10.0)


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    assert "no sound" in refusal("audio.empty", read, film(tmp_path / "film.mp4"), 10.0)


def test_an_empty_file_and_an_empty_sound_are_refused(tmp_path: Path) -> None:
    assert "0 bytes" in refusal("audio.empty", read, made(tmp_path / "nothing.wav", b""), 10.0)
    assert "no sound" in refusal("audio.empty", read, made(tmp_path / "header.wav", wav(b"")), 10.0)
    with wave.open(str(tmp_path / "silent.wav"), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
    refusal("audio.empty", read, tmp_path / "silent.wav", 10.0)


@pytest.mark.parametrize(
    "name", ["missing.wav", "folder/in/missing.wav", "", "zero\0byte.wav", "half\ud800.wav", "n" * 100_000]
)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}/{name}" if name else ""
    code = "audio.missing" if len(name) < 1000 else "audio.unreadable"
    refusal(code, read, path, 10.0)
    refusal(code, next, read_blocks(path))
    refusal(code, duration, path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    made(tmp_path / "sound.wav", SOUND)
    refusal("audio.missing", read, tmp_path / "sound.wav" / "sound.wav", 10.0)
    assert "folder" in refusal("audio.not_a_file", read, tmp_path, 10.0)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom", "/dev/tty"])
def test_a_device_is_refused(device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"{device} is missing here")
    assert device in refusal("audio.not_a_file", read, device, 10.0)


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sound.wav")
    assert "pipe" in refusal("audio.not_a_file", read, tmp_path / "sound.wav", 10.0)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.wav").symlink_to("loop.wav")
    refusal("audio.unreadable", read, tmp_path / "loop.wav", 10.0)


def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "sound.wav", SOUND)
    path.chmod(0)
    with as_nobody():
        assert "permissions" in refusal("audio.forbidden", read, path, 10.0)


AUDITED: list[str] = []


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """A listening socket on this machine that nobody may reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def untouched(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def playlists(url: str) -> dict[str, str]:
    port = url.rpartition(":")[2].partition("/")[0]
    dash = f'<Representation id="1" bandwidth="1"><BaseURL>{url}</BaseURL></Representation>'
    dash = f'<Period><AdaptationSet mimeType="audio/mp4">{dash}</AdaptationSet></Period>'
    return {
        "hls": f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{url}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{url}'\nduration 5\n",
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
        "dash": f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">{dash}</MPD>',
        "asx": f'<asx version="3.0"><entry><ref href="{url}"/></entry></asx>',
        "metadata": f";FFMETADATA1\ntitle={url}\n",
    }


@pytest.mark.parametrize("kind", playlists(""))
@pytest.mark.parametrize("name", ["list.m3u8", "list.ffconcat", "list.sdp", "list.mpd", "list.wav"])
def test_a_playlist_opens_nothing(tmp_path: Path, trap: socket.socket, kind: str, name: str) -> None:
    other = made(tmp_path / "other.wav", SOUND)
    for url in (f"http://127.0.0.1:{trap.getsockname()[1]}/a.wav", str(other), "other.wav", f"file:{other}"):
        path = made(tmp_path / name, playlists(url)[kind].encode())
        refusal("audio.unreadable", read, path, 10.0)
    assert untouched(trap)


@pytest.mark.parametrize(
    "address",
    [
        "http://{}/a.wav",
        "https://{}/a.wav",
        "rtmp://{}/a",
        "tcp://{}",
        "hls+http://{}/a.m3u8",
        "concat:{}/sound.wav",
        "file:{}",
        "subfile:{}",
    ],
)
def test_an_address_is_told_from_a_file_and_nothing_is_asked(
    tmp_path: Path, trap: socket.socket, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "sound.wav", SOUND)
    monkeypatch.chdir(tmp_path)
    path = address.format(f"127.0.0.1:{trap.getsockname()[1]}" if "//" in address else tmp_path / "sound.wav")
    AUDITED.clear()
    for given in (path, Path(path)):
        message = refusal("audio.missing", read, given, 10.0)
        assert "not a local file" in message
        assert "only local files are read" in message
    assert untouched(trap)
    assert not AUDITED


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        AUDITED.append(event)


sys.addaudithook(_audit)
