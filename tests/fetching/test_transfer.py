"""A file comes whole and right, or it doesn't come: against real servers on this machine that misbehave."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.catalog import ModelFile
from kiosk.core.errors import ModelError
from kiosk.fetching.sources import Folder, LostError, Source, Stream
from kiosk.fetching.transfer import PARTIAL, QUARANTINE, Patience, Transfer
from kiosk.fetching.web import WebFile
from kiosk.packs.staging import Disk
from tests.fetching import servers
from tests.fetching.servers import Server, serving
from tests.toy_packs import tree

CONTENT = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(20_000))  # 640 kB, none like another
PATH = "/model.bin"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
FILE = ModelFile("model.bin", len(CONTENT), SHA256)
UNRECORDED = ModelFile("model.bin", 0, "", about_bytes=len(CONTENT))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Waits:
    """A patience that waits for nothing and remembers how long it would have."""

    def __init__(self, tries: int = 5, clock: Iterator[float] | None = None) -> None:
        self.slept: list[float] = []
        ticking = clock or itertools.repeat(0.0)
        self.patience = Patience(
            tries=tries, drip_s=60, clock=lambda: next(ticking), sleep=self.slept.append, chance=lambda: 1.0
        )


def bring(
    folder: Path, *sources: Source, file: ModelFile = FILE, waits: Waits | None = None, disk: Disk | None = None
) -> tuple[bytes, ModelFile]:
    transfer = Transfer(folder, disk or Disk(), (waits or Waits()).patience)
    path, found = transfer.bring("one/model.bin", file, sources)
    return path.read_bytes(), found


def refused(folder: Path, *sources: Source, file: ModelFile = FILE, waits: Waits | None = None) -> ModelError:
    with pytest.raises(ModelError) as caught:
        bring(folder, *sources, file=file, waits=waits)
    assert "\n" not in str(caught.value)
    return caught.value


def at(server: Server) -> WebFile:
    return WebFile(server.address + PATH, read_s=5)


def test_a_file_comes_whole_in_one_go(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}) as server:
        assert bring(tmp_path, at(server)) == (CONTENT, FILE)
        assert server.asked == [(PATH, "")]
    assert set(tree(tmp_path)) == {f"{PARTIAL}/{SHA256}.part"}


def test_a_cut_connection_is_resumed_where_it_stopped(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000), servers.cut(200_000)) as server:
        assert bring(tmp_path, at(server))[0] == CONTENT
        assert [asked for _, asked in server.asked] == ["", "bytes=100000-", "bytes=300000-"]


def test_a_second_run_goes_on_where_the_first_gave_up(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000), servers.refuse(404)) as server:
        assert refused(tmp_path, at(server)).code == "source.unreachable"
        assert bring(tmp_path, at(server))[0] == CONTENT
        assert server.asked[-1] == (PATH, "bytes=100000-")


@pytest.mark.parametrize("behaviour", [servers.whole_file_always, servers.wrong_range, servers.refuse(416)])
def test_a_server_that_cannot_go_on_sends_the_whole_file_again(tmp_path: Path, behaviour: servers.Behaviour) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000), behaviour) as server:
        assert bring(tmp_path, at(server))[0] == CONTENT


def test_a_file_that_changed_in_between_starts_anew(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000, {"ETag": '"older"'})) as server:
        assert bring(tmp_path, at(server), file=UNRECORDED)[0] == CONTENT
        assert server.asked[1] == (PATH, "bytes=100000-")


def test_halves_that_nobody_can_vouch_for_are_not_joined(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000, {"ETag": 'W/"weak"'})) as server:
        assert bring(tmp_path, at(server), file=UNRECORDED) == (CONTENT, FILE)
        assert [asked for _, asked in server.asked] == ["", ""]


@pytest.mark.parametrize("status", [503, 500, 429, 408])
def test_a_busy_server_is_asked_again_and_its_page_is_not_taken_for_a_model(tmp_path: Path, status: int) -> None:
    waits = Waits()
    with serving({PATH: CONTENT}, servers.refuse(status), servers.refuse(status, "7")) as server:
        assert bring(tmp_path, at(server), waits=waits)[0] == CONTENT
    assert waits.slept == [1.0, 7.0]


@pytest.mark.parametrize("status", [403, 404, 401])
def test_a_server_that_says_no_is_asked_once(tmp_path: Path, status: int) -> None:
    with serving({PATH: CONTENT}, servers.refuse(status)) as server:
        error = refused(tmp_path, at(server))
        assert error.code == "source.unreachable"
        assert f"answered with status {status}" in str(error)
        assert len(server.asked) == 1
    assert tree(tmp_path) == {}


def test_a_login_page_is_told_from_a_model(tmp_path: Path) -> None:
    page = servers.send(b"<html>Welcome</html>", {"Content-Type": "text/html; charset=utf-8"})
    with serving({PATH: CONTENT}, page) as server:
        assert "login page" in str(refused(tmp_path, at(server), file=UNRECORDED))


def test_a_server_that_is_away_is_tried_a_few_times_with_growing_waits(tmp_path: Path) -> None:
    waits = Waits()
    with serving({}) as server:
        gone = at(server)
    assert "can't be reached (Connection refused)" in str(refused(tmp_path, gone, waits=waits))
    assert waits.slept == [1.0, 2.0, 4.0, 8.0]


def test_a_server_that_stayed_away_is_not_waited_for_at_the_next_file(tmp_path: Path) -> None:
    waits = Waits()
    transfer = Transfer(tmp_path, Disk(), waits.patience)
    with serving({}) as server:
        gone = at(server)
    for count in (4, 4):
        with pytest.raises(ModelError, match="can't be reached"):
            transfer.bring("one/model.bin", FILE, [gone])
        assert len(waits.slept) == count


def test_the_next_source_takes_over_where_the_first_stopped(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}, servers.cut(100_000), *[servers.refuse(503)] * 9) as bad, serving({PATH: CONTENT}) as good:
        assert bring(tmp_path, at(bad), at(good))[0] == CONTENT
        assert good.asked == [(PATH, "bytes=100000-")]


def test_a_flipped_byte_is_refused_and_kept_out_of_the_way(tmp_path: Path) -> None:
    bad = bytearray(CONTENT)
    bad[300_000] ^= 1
    with serving({PATH: CONTENT}, servers.send(bytes(bad))) as server:
        error = refused(tmp_path, at(server))
    assert error.code == "model.corrupt"
    assert "is not the file that is known" in str(error)
    assert set(tree(tmp_path)) == {f"{QUARANTINE}/{SHA256}.{hashlib.sha256(bad).hexdigest()}"}


def test_after_wrong_bytes_the_next_mirror_is_asked(tmp_path: Path) -> None:
    with serving({PATH: CONTENT[::-1]}) as bad, serving({PATH: CONTENT}) as good:
        assert bring(tmp_path, at(bad), at(good))[0] == CONTENT


def test_a_part_that_went_bad_on_the_disk_gets_one_more_chance(tmp_path: Path) -> None:
    part = tmp_path / PARTIAL / f"{SHA256}.part"
    part.parent.mkdir()
    part.write_bytes(bytes(100_000))
    with serving({PATH: CONTENT}) as server:
        assert bring(tmp_path, at(server))[0] == CONTENT
        assert [asked for _, asked in server.asked] == ["bytes=100000-", ""]


def test_a_file_of_another_size_is_refused_before_a_byte_is_written(tmp_path: Path) -> None:
    with serving({PATH: CONTENT + b"x"}) as server:
        assert f"has {len(CONTENT) + 1} bytes, not {len(CONTENT)}" in str(refused(tmp_path, at(server)))
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("file", [FILE, UNRECORDED])
def test_a_body_without_end_is_stopped(tmp_path: Path, file: ModelFile) -> None:
    with serving({PATH: CONTENT}, servers.endless) as server:
        assert "it may have" in str(refused(tmp_path, at(server), file=file))
    assert tree(tmp_path) == {}


def test_an_endless_drip_is_given_up(tmp_path: Path) -> None:
    waits = Waits(tries=2, clock=itertools.count(0.0, 61.0))
    with serving({PATH: CONTENT}, servers.cut(10), servers.cut(10)) as server:
        assert "only 10 bytes came in 60 s" in str(refused(tmp_path, at(server), waits=waits))


def test_a_server_that_falls_silent_is_given_up(tmp_path: Path) -> None:
    done = threading.Event()

    def silent(request: servers.Request) -> None:
        request.head(200, {"Content-Length": len(CONTENT)})
        done.wait(10)

    with serving({PATH: CONTENT}, silent) as server:
        error = refused(tmp_path, WebFile(server.address + PATH, read_s=0.05), waits=Waits(tries=1))
        done.set()
    assert "the connection was lost (timed out)" in str(error)


def test_a_redirect_to_another_host_is_followed(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}) as other, serving({}, servers.redirect(other.address + PATH)) as server:
        assert bring(tmp_path, at(server))[0] == CONTENT


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_to_anything_but_the_web_is_not(tmp_path: Path, target: str) -> None:
    with serving({}, servers.redirect(target)) as server:
        assert refused(tmp_path, at(server), waits=Waits(tries=1)).code == "source.unreachable"


def test_a_proxy_is_used_unless_it_is_not_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"http://models.invalid/model.bin": CONTENT}) as proxy, serving({PATH: CONTENT}) as direct:
        monkeypatch.setenv("http_proxy", proxy.address)
        assert bring(tmp_path / "one", WebFile("http://models.invalid/model.bin"))[0] == CONTENT
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert bring(tmp_path / "two", at(direct))[0] == CONTENT


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_name_is_told_without_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with serving({}, servers.refuse(407)) as proxy:
        where = proxy.address.removeprefix("http://")
        monkeypatch.setenv(f"{scheme}_proxy", f"http://me:secret@{where}")
        error = str(refused(tmp_path, WebFile(f"{scheme}://models.invalid/model.bin"), waits=Waits(tries=2)))
    assert f"the proxy {where} wants a name and a password: HTTPS_PROXY=" in error
    assert "secret" not in error


def test_a_proxy_that_is_away_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    error = refused(tmp_path, WebFile("http://models.invalid/model.bin"), waits=Waits(tries=1))
    assert "the proxy 127.0.0.1:9 was asked" in str(error)


@contextmanager
def safe_server(folder: Path, days: int = 0) -> Iterator[tuple[Server, Path]]:
    """An https server and the certificate that vouches for it. `days`: how far off its time is."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC) + timedelta(days)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(1), now + timedelta(1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    with serving({PATH: CONTENT}) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server, certificate


def test_a_certificate_is_believed_only_if_somebody_vouches_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with safe_server(tmp_path) as (server, certificate):
        source = WebFile(f"https://localhost:{server.server_address[1]}{PATH}")
        error = refused(tmp_path / "models", source)
        assert "isn't trusted" in str(error)
        assert "Is this machine's date right?" in str(error)
        assert "SSL_CERT_FILE=FILE" in str(error)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing.pem"))
        assert "there is no file" in str(refused(tmp_path / "models", source))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert bring(tmp_path / "models", source)[0] == CONTENT


@pytest.mark.parametrize(("days", "said"), [(-9_000, "certificate has expired"), (9_000, "certificate is not yet valid")])
def test_a_clock_that_is_far_off_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, said: str) -> None:
    with safe_server(tmp_path, days) as (server, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        error = str(refused(tmp_path / "models", WebFile(f"https://localhost:{server.server_address[1]}{PATH}")))
    assert f"({said}). Is this machine's date right? It says {datetime.now().astimezone():%Y-}" in error
    assert "SSL_CERT_FILE" not in error


def test_a_safe_line_never_leads_to_an_open_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({PATH: CONTENT}) as plain, safe_server(tmp_path) as (server, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server.behaviours.append(servers.redirect(plain.address + PATH))
        source = WebFile(f"https://localhost:{server.server_address[1]}{PATH}")
        assert "from https to http://" in str(refused(tmp_path / "models", source, waits=Waits(tries=1)))
        assert plain.asked == []


def test_a_published_md5_is_checked_where_there_is_no_sha256(tmp_path: Path) -> None:
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    with serving({PATH: CONTENT}) as server:
        assert bring(tmp_path, at(server), file=ModelFile("model.bin", len(CONTENT), "", md5=md5)) == (CONTENT, FILE)
        error = refused(tmp_path, at(server), file=ModelFile("other.bin", len(CONTENT), "", md5="0" * 32))
    assert error.code == "model.corrupt"


class FullDisk(Disk):
    """Has room for a while."""

    def __init__(self) -> None:
        self.left = 100_000

    def write(self, file: BinaryIO, block: bytes) -> None:
        self.left -= len(block)
        if self.left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(file, block)


def test_a_disk_that_fills_up_gets_its_room_back(tmp_path: Path) -> None:
    with serving({PATH: CONTENT}) as server, pytest.raises(OSError, match="No space left"):
        bring(tmp_path, at(server), disk=FullDisk())
    assert tree(tmp_path) == {}


# Folders and sticks


def test_a_folder_gives_files_as_the_web_does(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "model.bin").write_bytes(CONTENT)
    assert bring(tmp_path / "models", Folder(tmp_path / "stick").locate("model.bin")) == (CONTENT, FILE)


@pytest.mark.parametrize("have", [0, 50_000, 200_000, 640_000])
def test_parts_on_a_stick_are_one_file_again(tmp_path: Path, have: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for number, start in enumerate(range(0, len(CONTENT), 200_000)):
        (stick / f"model.bin.{number:03}").write_bytes(CONTENT[start : start + 200_000])
    part = tmp_path / "models" / PARTIAL / f"{SHA256}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:have])
    assert bring(tmp_path / "models", Folder(stick).locate("model.bin"))[0] == CONTENT


@pytest.mark.parametrize("link", ["model.bin", "one"])
def test_a_link_on_a_stick_is_not_followed(tmp_path: Path, link: str) -> None:
    (tmp_path / "secret" / "one").mkdir(parents=True)
    (tmp_path / "secret" / "one" / "model.bin").write_bytes(CONTENT)
    stick = tmp_path / "stick"
    stick.mkdir()
    if link == "one":
        (stick / "one").symlink_to(tmp_path / "secret" / "one")
    else:
        (stick / "one").mkdir()
        (stick / "one" / "model.bin").symlink_to(tmp_path / "secret" / "one" / "model.bin")
    assert "is a link" in str(refused(tmp_path / "models", Folder(stick).locate("one/model.bin")))


def test_a_pipe_on_a_stick_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.bin")
    assert "is no plain file" in str(refused(tmp_path / "models", Folder(tmp_path).locate("model.bin")))


class PulledOut:
    """A stick that is pulled out in the middle, as the system shows it: an input/output error. Then it is put in again."""

    name = "stick"

    def __init__(self, times: int) -> None:
        self._times = times
        self.opened_at: list[int] = []

    @contextmanager
    def open(self, offset: int, tag: str) -> Iterator[Stream]:
        self.opened_at.append(offset)
        yield Stream(offset, len(CONTENT), "", self._blocks(offset))

    def _blocks(self, offset: int) -> Iterator[bytes]:
        yield CONTENT[offset : offset + 100_000]
        if self._times:
            self._times -= 1
            raise LostError("can't be read (Input/output error)")
        yield CONTENT[offset + 100_000 :]


def test_a_stick_that_comes_back_is_read_on(tmp_path: Path) -> None:
    stick = PulledOut(2)
    assert bring(tmp_path, stick)[0] == CONTENT
    assert stick.opened_at == [0, 100_000, 200_000]


def test_a_stick_that_is_gone_is_said_and_what_came_stays(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    whole = tmp_path / "stick" / "model.bin"
    whole.write_bytes(CONTENT)
    part = tmp_path / "models" / PARTIAL / f"{SHA256}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:1000])
    mirror = Folder(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "pulled out")
    assert "the folder is gone" in str(refused(tmp_path / "models", mirror.locate("model.bin")))
    assert part.stat().st_size == 1000
