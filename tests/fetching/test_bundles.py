"""A stick carries models from one kiosk to another, and nothing that was changed on the way is taken from it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Model, ModelFile
from kiosk.core.errors import ModelError, UsageError
from kiosk.core.language import Route
from kiosk.fetching.bundles import Bundle, export_bundle, heed, read_bundle
from kiosk.fetching.keys import make_key, read_public
from kiosk.fetching.outcome import Outcome
from kiosk.fetching.profile import fetch
from kiosk.fetching.sources import Folder, Mirror
from kiosk.fetching.supply import Supply
from kiosk.fetching.transfer import Patience
from kiosk.fetching.web import Web
from kiosk.inventory import survey, take_stock, verify
from kiosk.packs.digests import read_digests, write_digests
from tests.fetching.servers import serving
from tests.toy_packs import argos, described, ear, pack, plain, tree, voice, whisper, write

QUICK = Patience(tries=2, sleep=lambda seconds: None)


class Office:
    """A kiosk's models, some of which the catalogue has no digests of, ready to be carried; and a key."""

    def __init__(self, folder: Path) -> None:
        self.models = folder / "office"
        contents = {"toy-ear": whisper(3), "quickmt-en-ja": plain()}
        mirror = folder / "mirror"
        for name, files in contents.items():
            write(mirror / name, files)
        unrecorded = tuple(ModelFile(name, 0, "", about_bytes=99) for name in plain())
        quick = Model(
            "quickmt-en-ja", "ctranslate2", ("en", "ja"), Route("en", "ja"), 60, "MIT", "Q", 10, unrecorded, "https://e.org/"
        )
        path = pack(mirror / "ja_en-1_0.argosmodel", argos("ja", "en"))
        (packed,) = described({path.name: path.read_bytes()})
        package = Model("ja_en-1_0", "argos", ("ja", "en"), Route("ja", "en"), 30, "MIT", "A", 10, (), "https://e.org/", packed)
        self.catalog = Catalog((ear("toy-ear", whisper(3)), quick, package))
        supply = Supply((Folder(mirror),), origin=False, patience=QUICK)
        assert {one.state for one in fetch(self.catalog.models, self.models, folder, supply=supply)} == {"installed"}
        self.key = folder / "office.key"
        self.public = make_key(self.key)

    def export(self, stick: Path, part_bytes: int = 1 << 30, signed: bool = True) -> tuple[str, ...]:
        models = survey(self.models, self.catalog).models
        return export_bundle(models, stick, self.key if signed else None, part_bytes=part_bytes)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    return tmp_path / "gym"


def read(office: Office, mirror: Mirror, signed: bool = True) -> Bundle:
    return read_bundle(mirror, office.catalog, read_public(office.public) if signed else None)


def bring(office: Office, mirror: Mirror, gym: Path, signed: bool = True) -> tuple[Outcome, ...]:
    bundle = read(office, mirror, signed)
    supply = Supply((mirror,), origin=False, unpacked=True, digests=bundle.digests, patience=QUICK)
    return fetch(bundle.models, gym, gym.parent, supply=supply)


def assert_same(office: Office, gym: Path) -> None:
    assert tree(gym) == tree(office.models)
    inventory = take_stock(gym, office.catalog)
    assert not inventory.problems
    for one in inventory.models:
        assert one.trusted
        verify(one)


@pytest.mark.parametrize("part_bytes", [1 << 30, 7], ids=["whole files", "in parts"])
def test_a_kiosk_gets_from_a_stick_what_the_office_has(office: Office, stick: Path, gym: Path, part_bytes: int) -> None:
    assert set(office.export(stick, part_bytes)) == {"toy-ear", "quickmt-en-ja", "ja_en-1_0"}
    assert all(size <= max(part_bytes, 5000) for size in (path.stat().st_size for path in stick.rglob("*") if path.is_file()))
    assert {one.state for one in bring(office, Folder(stick), gym)} == {"installed"}
    assert_same(office, gym)
    assert {one.state for one in bring(office, Folder(stick), gym)} == {"present"}


def test_the_same_bundle_comes_from_a_web_server(
    office: Office, stick: Path, gym: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    office.export(stick)
    with serving({f"/{name}": content for name, content in tree(stick).items()}) as server:
        bring(office, Web(server.address), gym)
    assert_same(office, gym)


def test_anyone_can_check_a_bundle_with_sha256sum(office: Office, stick: Path) -> None:
    office.export(stick, part_bytes=7)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=stick, check=True, timeout=20)
    listed = {line.split("  ", 1)[1] for line in (stick / "SHA256SUMS").read_text().splitlines()}
    assert listed == set(tree(stick)) - {"SHA256SUMS", "SHA256SUMS.sig"}
    assert "toy-ear\n  MIT\n" in (stick / "LICENCES.txt").read_text()


def test_a_second_export_changes_nothing_and_mends_what_was_spoiled(office: Office, stick: Path) -> None:
    office.export(stick)
    before = tree(stick)
    times = {path: path.stat().st_mtime_ns for path in stick.rglob("model.bin")}
    spoiled = stick / "toy-ear" / "model.bin"
    spoiled.write_bytes(b"x" * spoiled.stat().st_size)
    office.export(stick)
    assert tree(stick) == before
    assert all(path.stat().st_mtime_ns == time for path, time in times.items() if path != spoiled)


def spoil_listing(stick: Path) -> None:
    path = stick / "bundle.toml"
    path.write_text(path.read_text().replace("bytes = 2\n", "bytes = 3\n"))


def spoil_sums(stick: Path) -> None:
    path = stick / "SHA256SUMS"
    path.write_text(path.read_text().replace("a", "b", 1))


def spoil_signature(stick: Path) -> None:
    (stick / "SHA256SUMS.sig").write_text("bm8=\n")


def no_signature(stick: Path) -> None:
    (stick / "SHA256SUMS.sig").unlink()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (spoil_listing, "bundle.unusable"),
        (spoil_sums, "bundle.signature"),
        (spoil_signature, "bundle.signature"),
        (no_signature, "bundle.signature"),
    ],
)
def test_a_bundle_that_was_changed_gives_nothing(office: Office, stick: Path, spoil: object, code: str) -> None:
    office.export(stick)
    assert callable(spoil)
    spoil(stick)
    with pytest.raises(ModelError) as caught:
        read(office, Folder(stick))
    assert caught.value.code == code


def test_a_bundle_that_somebody_else_signed_gives_nothing(office: Office, stick: Path, tmp_path: Path) -> None:
    office.export(stick)
    stranger = make_key(tmp_path / "stranger.key")
    with pytest.raises(ModelError, match="not signed with the key that is trusted here"):
        read_bundle(Folder(stick), office.catalog, read_public(stranger))


def test_without_a_key_only_what_the_catalogue_knows_is_taken(office: Office, stick: Path, gym: Path) -> None:
    office.export(stick, signed=False)
    bundle = read(office, Folder(stick), signed=False)
    assert [model.id for model in bundle.models] == ["toy-ear"]
    assert len(bundle.gaps) == 2
    assert all("only a signature could vouch for it" in line for line in bundle.gaps)
    assert [one.state for one in bring(office, Folder(stick), gym, signed=False)] == ["installed"]


@pytest.mark.parametrize("model", ["toy-ear", "quickmt-en-ja"])
def test_a_file_that_was_changed_on_the_stick_is_refused(office: Office, stick: Path, gym: Path, model: str) -> None:
    office.export(stick)
    path = stick / model / "model.bin"
    path.write_bytes(path.read_bytes()[::-1])
    failed = {one.id: one.error for one in bring(office, Folder(stick), gym)}[model]
    assert failed is not None
    assert failed.code == "model.corrupt"
    assert not (gym / model).exists()


def test_what_was_recorded_here_comes_before_what_a_stick_says(office: Office, stick: Path, gym: Path) -> None:
    office.export(stick)
    other = described(plain() | {"model.bin": b"what was here first"})
    gym.mkdir()
    write_digests(gym, {"quickmt-en-ja": other})
    failed = {one.id: one.error for one in bring(office, Folder(stick), gym)}["quickmt-en-ja"]
    assert failed is not None
    assert read_digests(gym)["quickmt-en-ja"] == other


def test_a_bundle_that_differs_from_what_was_recorded_here_is_told_model_by_model(office: Office, stick: Path) -> None:
    office.export(stick)
    bundle = read(office, Folder(stick))
    assert heed(bundle, {}) == bundle
    assert heed(bundle, dict(bundle.digests)) == bundle
    other = {"quickmt-en-ja": described(plain() | {"model.bin": b"older words"}), "toy-ear": described(whisper(3))}
    heeded = heed(bundle, other)
    assert {model.id for model in heeded.models} == {"toy-ear", "ja_en-1_0"}
    (gap,) = heeded.gaps
    assert gap.startswith("quickmt-en-ja: differs from what lock.toml recorded here; to take the bundle's, delete")


def test_a_stick_that_was_pulled_out_while_it_was_written_is_no_bundle(office: Office, stick: Path) -> None:
    office.export(stick)
    (stick / "SHA256SUMS").unlink()
    with pytest.raises(ModelError, match="is this a whole bundle"):
        read(office, Folder(stick))


def test_a_stick_that_is_pulled_out_while_it_is_read_is_gone_on_with(office: Office, stick: Path, gym: Path) -> None:
    office.export(stick)
    bundle = read(office, Folder(stick))
    (stick / "quickmt-en-ja").rename(stick / "gone")
    supply = Supply((Folder(stick),), origin=False, unpacked=True, digests=bundle.digests, patience=QUICK)
    states = {one.id: one.state for one in fetch(bundle.models, gym, gym.parent, supply=supply)}
    assert states == {"toy-ear": "installed", "quickmt-en-ja": "failed", "ja_en-1_0": "installed"}
    (stick / "gone").rename(stick / "quickmt-en-ja")
    bring(office, Folder(stick), gym)
    assert_same(office, gym)


def test_a_model_nobody_has_recorded_is_not_carried(office: Office, stick: Path) -> None:
    write(office.models / "ne_NP-a-low", voice("ne_NP-a-low", "ne_NP"))
    with pytest.raises(UsageError, match="`add` them first"):
        office.export(stick)


def test_a_damaged_model_is_not_carried(office: Office, stick: Path) -> None:
    path = office.models / "toy-ear" / "model.bin"
    path.write_bytes(path.read_bytes()[::-1])
    with pytest.raises(ModelError, match="is damaged"):
        office.export(stick)
    assert not stick.exists()


def test_a_key_is_for_its_owner_only_and_never_overwritten(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="can't be written"):
        make_key(tmp_path / "key")


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_file_that_is_no_key_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match="can't be used as a public key"):
        read_public(tmp_path / "key")
