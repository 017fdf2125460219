"""Models come from mirrors whole or not at all, whatever happens in between; what nobody has recorded is recorded once."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Model, ModelFile, load_catalog
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.fetching.outcome import Outcome
from kiosk.fetching.plan import Choice, plan
from kiosk.fetching.profile import disk_bytes, fetch
from kiosk.fetching.sources import Folder
from kiosk.fetching.supply import Supply
from kiosk.fetching.transfer import Patience
from kiosk.fetching.web import Web
from kiosk.inventory import take_stock, verify
from kiosk.packs.digests import read_digests
from kiosk.packs.staging import Disk
from tests.fetching import servers
from tests.fetching.power import FailingDisk
from tests.fetching.servers import serving
from tests.toy_packs import argos, catalog_text, described, ear, mouth, pack, plain, tree, voice, whisper, write

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK = Patience(tries=2, sleep=lambda seconds: None)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def package(name: str, archive: ModelFile, files: tuple[ModelFile, ...] = ()) -> Model:
    route = Route("ja", "en")
    return Model(name, "argos", ("ja", "en"), route, 30, "MIT", "A", 10, files, "https://example.org/", archive)


class Mirrored:
    """A mirror with one of each: a recogniser, a package as it is published, a QuickMT folder and a voice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        voices = voice("ne_NP-a-low", "ne_NP")
        self.contents = {"toy-ear": whisper(3), "quickmt-en-ja": plain(), "ne_NP-a-low": voices}
        for name, files in self.contents.items():
            write(folder / name, files)
        self.contents["ja_en-1_0"] = argos("ja", "en")
        self.archive = pack(folder / "ja_en-1_0.argosmodel", self.contents["ja_en-1_0"])
        (packed,) = described({self.archive.name: self.archive.read_bytes()})
        unrecorded = tuple(ModelFile(name, 0, "", about_bytes=len(content)) for name, content in plain().items())
        quick = Model(
            "quickmt-en-ja",
            "ctranslate2",
            ("en", "ja"),
            Route("en", "ja"),
            60,
            "CC-BY-4.0",
            "Q",
            10,
            unrecorded,
            "https://e.org/",
        )
        speaking = replace(mouth("ne_NP-a-low", voices), languages=("ne",))
        self.models = (ear("toy-ear", whisper(3)), package("ja_en-1_0", packed), quick, speaking)

    @property
    def served(self) -> dict[str, bytes]:
        return {f"/{name}": content for name, content in tree(self.folder).items()}

    @property
    def whole(self) -> dict[str, bytes]:
        return {f"{model}/{name}": content for model, files in self.contents.items() for name, content in files.items()}


@pytest.fixture
def mirror(tmp_path: Path) -> Mirrored:
    return Mirrored(tmp_path / "mirror")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def bring(mirror: Mirrored, folder: Path, address: str = "", models: tuple[Model, ...] = ()) -> dict[str, Outcome]:
    place = Web(address) if address else Folder(mirror.folder)
    supply = Supply((place,), origin=False, patience=QUICK)
    outcomes = fetch(models or mirror.models, folder, folder.parent / "repository", supply=supply)
    return {outcome.id: outcome for outcome in outcomes}


def states(outcomes: dict[str, Outcome]) -> set[str]:
    return {outcome.state for outcome in outcomes.values()}


def installed(folder: Path) -> dict[str, bytes]:
    """Everything but what the tool keeps for itself."""
    return {name: content for name, content in tree(folder).items() if not name.startswith(".") and name != "lock.toml"}


def assert_all_is_whole(mirror: Mirrored, folder: Path) -> None:
    assert installed(folder) == mirror.whole
    inventory = take_stock(folder, Catalog(mirror.models))
    assert not inventory.problems
    assert len(inventory.models) == len(mirror.models)
    for one in inventory.models:
        assert one.trusted
        verify(one)
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".") and path.name != ".lock"]


@pytest.mark.parametrize("web", [True, False], ids=["web", "folder"])
def test_models_come_whole_from_a_mirror(mirror: Mirrored, folder: Path, web: bool) -> None:
    with serving(mirror.served) as server:
        assert states(bring(mirror, folder, server.address if web else "")) == {"installed"}
        assert_all_is_whole(mirror, folder)
        asked = len(server.asked)
        assert states(bring(mirror, folder, server.address if web else "")) == {"present"}
        assert len(server.asked) == asked


def test_what_nobody_had_recorded_is_recorded_at_the_first_download(mirror: Mirrored, folder: Path) -> None:
    bring(mirror, folder)
    digests = read_digests(folder)
    assert set(digests) == {"ja_en-1_0", "quickmt-en-ja"}
    assert set(digests["quickmt-en-ja"]) == set(described(plain()))


@pytest.mark.parametrize("name", ["quickmt-en-ja", "ja_en-1_0"])
def test_what_was_recorded_is_refused_when_it_ever_differs(mirror: Mirrored, folder: Path, name: str) -> None:
    bring(mirror, folder)
    before = read_digests(folder)
    (folder / name / "config.json").unlink(missing_ok=True)
    (folder / name / "metadata.json").unlink(missing_ok=True)
    if name == "quickmt-en-ja":
        write(mirror.folder / name, {"model.bin": b"other  words"})
        models = mirror.models
    else:
        other = pack(mirror.folder / "ja_en-1_0.argosmodel", argos("ja", "en") | {"model/model.bin": b"otherwise"})
        (packed,) = described({other.name: other.read_bytes()})
        models = (mirror.models[0], package(name, packed), *mirror.models[2:])
    outcome = bring(mirror, folder, models=models)[name]
    assert outcome.error is not None
    assert outcome.error.code == "model.corrupt"
    assert read_digests(folder) == before


def test_a_digest_is_enough_where_the_size_is_not_known(mirror: Mirrored, folder: Path) -> None:
    quick = mirror.models[2]
    digests = {file.name: file.sha256 for file in described(plain())}
    sized = tuple(replace(file, sha256=digests[file.name] if file.name == "model.bin" else "") for file in quick.files)
    mirror.models = (*mirror.models[:2], replace(quick, files=sized), mirror.models[3])
    bring(mirror, folder)
    assert_all_is_whole(mirror, folder)
    write(mirror.folder / quick.id, {"model.bin": b"better sword"})
    shutil.rmtree(folder)
    outcome = bring(mirror, folder)[quick.id]
    assert outcome.error is not None
    assert outcome.error.code == "model.corrupt"
    assert "is not the file that is known" in str(outcome.error)


def test_a_damaged_model_is_replaced_and_the_others_are_left_alone(mirror: Mirrored, folder: Path) -> None:
    bring(mirror, folder)
    for path in ("toy-ear/model.bin", "quickmt-en-ja/model.bin", "ja_en-1_0/model/model.bin"):
        content = bytearray((folder / path).read_bytes())
        content[0] ^= 1
        (folder / path).write_bytes(content)
    outcomes = bring(mirror, folder)
    assert {name for name, outcome in outcomes.items() if outcome.state == "installed"} == {
        "toy-ear",
        "quickmt-en-ja",
        "ja_en-1_0",
    }
    assert_all_is_whole(mirror, folder)


def test_one_model_that_cannot_be_had_does_not_keep_the_others_away(mirror: Mirrored, folder: Path) -> None:
    (mirror.folder / "ne_NP-a-low" / "ne_NP-a-low.onnx").unlink()
    outcomes = bring(mirror, folder)
    failed = outcomes["ne_NP-a-low"]
    assert failed.error is not None
    assert failed.error.code == "source.unreachable"
    assert "is not there" in str(failed.error)
    assert [outcome.state for outcome in outcomes.values()].count("installed") == 3
    assert not (folder / "ne_NP-a-low").exists()


def test_a_package_for_other_languages_than_it_should_be_is_refused(mirror: Mirrored, folder: Path) -> None:
    path = pack(mirror.archive, argos("ko", "en"))
    (packed,) = described({path.name: path.read_bytes()})
    outcome = bring(mirror, folder, models=(package("ja_en-1_0", packed),))["ja_en-1_0"]
    assert outcome.error is not None
    assert "is for ko->en, not ja->en" in str(outcome.error)
    assert not (folder / "ja_en-1_0").exists()


def test_a_bomb_with_the_right_digest_does_not_go_off(mirror: Mirrored, folder: Path) -> None:
    with zipfile.ZipFile(mirror.archive, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("package/model/bomb", bytes(50_000_000))
    (packed,) = described({mirror.archive.name: mirror.archive.read_bytes()})
    outcome = bring(mirror, folder, models=(package("ja_en-1_0", packed),))["ja_en-1_0"]
    assert outcome.error is not None
    assert outcome.error.code == "model.unusable"
    assert installed(folder) == {}


def test_of_two_runs_at_once_one_works_and_the_other_says_who_does(mirror: Mirrored, folder: Path) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def slow(request: servers.Request) -> None:
        arrived.set()
        go_on.wait(20)
        servers.serve(request)

    with serving(mirror.served, slow) as server:
        first = threading.Thread(target=bring, args=(mirror, folder, server.address))
        first.start()
        assert arrived.wait(20)
        with pytest.raises(ModelError) as caught:
            bring(mirror, folder, server.address)
        go_on.set()
        first.join()
    assert caught.value.code == "models.locked"
    assert f"process {os.getpid()}" in str(caught.value)
    assert_all_is_whole(mirror, folder)


def test_a_clock_that_is_far_off_changes_nothing(mirror: Mirrored, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    with serving(mirror.served, servers.cut(5)) as server:
        assert states(bring(mirror, folder, server.address)) == {"installed"}
    assert_all_is_whole(mirror, folder)


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_asked_for(mirror: Mirrored, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with serving(mirror.served) as server:
        with pytest.raises(ModelError) as caught:
            bring(mirror, tmp_path / "file" / "models", server.address)
        assert server.asked == []
    assert caught.value.code == "disk.refused"


RUN = """
import os, sys
for name in list(os.environ):
    if name.lower().endswith("_proxy"):
        del os.environ[name]
from pathlib import Path
from kiosk.catalog import load_catalog
from kiosk.fetching.plan import Choice, plan
from kiosk.fetching.profile import disk_bytes, fetch
from kiosk.fetching.supply import Supply
from kiosk.fetching.web import Web
from kiosk.packs.staging import Disk
class Roomy(Disk):
    def free_bytes(self, path):
        return 1 << 40
address, catalog, folder, *rest = sys.argv[1:]
print("ready", flush=True)
supply = Supply((Web(address),), origin=False)
disk = Roomy() if rest else Disk()
fetch(load_catalog(Path(catalog)).models, Path(folder), Path(folder).parent, disk, supply)
"""


KILLED = """
import os, runpy, sys
for name in list(os.environ):
    if name.lower().endswith("_proxy"):
        del os.environ[name]
from pathlib import Path
from kiosk.catalog import load_catalog
from kiosk.fetching.plan import Choice, plan
from kiosk.fetching.profile import disk_bytes, fetch
from kiosk.fetching.supply import Supply
from kiosk.fetching.web import Web
address, catalog, power, *runs = sys.argv[1:]
models, killing = load_catalog(Path(catalog)).models, runpy.run_path(power)["KillingDisk"]
for run in runs:
    steps, _, folder = run.partition(":")
    child = os.fork()
    if not child:
        fetch(models, Path(folder), Path(folder).parent, killing(int(steps)), Supply((Web(address),), origin=False))
        os._exit(0)
    print(os.waitpid(child, 0)[1])
"""


def test_killed_at_twenty_random_points_and_run_again_the_tree_is_the_same(mirror: Mirrored, tmp_path: Path) -> None:
    mirror.contents["toy-ear"] = whisper(3) | {"model.bin": random.Random(1).randbytes(300_000)}
    write(mirror.folder / "toy-ear", mirror.contents["toy-ear"])
    mirror.models = (ear("toy-ear", mirror.contents["toy-ear"]), *mirror.models[1:])
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(catalog_text(*mirror.models), encoding="utf-8")
    assert load_catalog(catalog).models == mirror.models
    with serving(mirror.served) as server:
        supply, counting = Supply((Web(server.address),), origin=False), FailingDisk(1 << 30)
        fetch(mirror.models, tmp_path / "counted", tmp_path, counting, supply)
        points = range(counting.done - counting.writes)  # how many writes it takes is the network's choice
        chosen = {tmp_path / f"models-{point}": point for point in random.Random(20).sample(points, 20)}
        runs = [f"{point}:{folder}" for folder, point in chosen.items()]
        power = Path(__file__).with_name("power.py")
        command = [sys.executable, "-c", KILLED, server.address, str(catalog), str(power), *runs]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
        assert done.stdout.split() == [b"9"] * 20, "every run was killed at work"
        for folder in chosen:
            for model in mirror.models:
                if (folder / model.id).exists():
                    held = {f"{model.id}/{name}": content for name, content in tree(folder / model.id).items()}
                    assert held.items() <= mirror.whole.items()
                    assert len(held) == len(mirror.contents[model.id])
            bring(mirror, folder, server.address)
            assert_all_is_whole(mirror, folder)


OWN_DISK = """
set -e
mount -t tmpfs -o size=1m tmpfs "$DISK"
$BEFORE
"$@" || echo "status $?"
find "$DISK" -type f
"""


def on_a_disk_of_its_own(
    mirror: Mirrored, tmp_path: Path, before: str = "", *more: str
) -> tuple[str, str, list[tuple[str, str]]]:
    """A run on a disk of 1 MB; `before`: what is done to it. What it printed, its errors, and what was asked for."""
    disk, catalog = tmp_path / "disk", tmp_path / "catalog.toml"
    disk.mkdir()
    catalog.write_text(catalog_text(*mirror.models), encoding="utf-8")
    with serving(mirror.served) as server:
        inner = [sys.executable, "-c", RUN, server.address, str(catalog), str(disk), *more]
        try:
            done = subprocess.run(
                ["unshare", "-rm", "sh", "-c", OWN_DISK, "sh", *inner],
                cwd=ROOT,
                env=os.environ | {"DISK": str(disk), "BEFORE": before.format(disk)},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        except FileNotFoundError:
            pytest.skip("no unshare here")
        if "unshare:" in done.stderr or "mount:" in done.stderr:
            pytest.skip(f"no file system of our own here: {done.stderr.strip()}")
        return done.stdout, done.stderr, server.asked


def test_a_disk_that_is_too_small_is_refused_before_the_first_byte(mirror: Mirrored, tmp_path: Path) -> None:
    said, errors, asked = on_a_disk_of_its_own(mirror, tmp_path)
    assert "not enough space on this disk" in errors
    assert "status 1" in said
    assert asked == []


class Tight(Disk):
    """Has this many bytes free."""

    def __init__(self, free: int) -> None:
        self._free = free

    def free_bytes(self, path: Path) -> int:
        return self._free


@pytest.mark.parametrize("short_by", [0, 1])
def test_what_a_plan_says_fits_is_what_fits(mirror: Mirrored, folder: Path, short_by: int) -> None:
    models = mirror.models[:1]
    disk = Tight(plan(Choice(models), folder).disk_bytes - short_by)
    supply = Supply((Folder(mirror.folder),), origin=False, patience=QUICK)
    assert plan(Choice(models), folder, disk).fits is (short_by == 0)
    if short_by:
        with pytest.raises(ModelError, match="not enough space on this disk"):
            fetch(models, folder, folder.parent, disk, supply)
    else:
        assert [one.state for one in fetch(models, folder, folder.parent, disk, supply)] == ["installed"]


def test_what_has_come_already_needs_no_room_again(mirror: Mirrored, folder: Path) -> None:
    large = whisper(3) | {"model.bin": random.Random(1).randbytes(50_000)}
    mirror.models = (ear("toy-ear", large), *mirror.models[1:])
    whole = disk_bytes(mirror.models, folder)
    write(mirror.folder / "toy-ear", large)
    with serving(mirror.served, servers.serve, servers.cut(40_000)) as server:
        supply = Supply((Web(server.address),), origin=False, patience=Patience(tries=1))
        fetch(mirror.models[:1], folder, folder.parent, supply=supply)
    brought = sum(path.stat().st_size for path in (folder / ".partial").glob("*.part"))
    assert brought >= 40_000
    assert disk_bytes(mirror.models, folder) == whole - brought
    bring(mirror, folder)
    assert disk_bytes([], folder) == 0


def test_a_disk_that_fills_up_in_the_middle_keeps_what_is_whole_and_no_half(mirror: Mirrored, tmp_path: Path) -> None:
    large = whisper(3) | {"model.bin": random.Random(1).randbytes(3_000_000)}
    write(mirror.folder / "toy-ear", large)
    mirror.models = (*mirror.models[1:], ear("toy-ear", large))
    said, errors, _ = on_a_disk_of_its_own(mirror, tmp_path, "", "roomy")
    assert "not enough space on this disk" in errors
    found = {line.partition("/disk/")[2] for line in said.splitlines() if "/disk/" in line}
    whole = {name for name in mirror.whole if not name.startswith("toy-ear/")}
    assert whole < found
    assert not [name for name in found if name.startswith(("toy-ear/", ".stage-"))]


def test_a_disk_that_became_read_only_is_said(mirror: Mirrored, tmp_path: Path) -> None:
    said, errors, asked = on_a_disk_of_its_own(mirror, tmp_path, "mount -o remount,ro {}")
    assert "can't be written (Read-only file system)" in errors
    assert "status 1" in said
    assert asked == []
