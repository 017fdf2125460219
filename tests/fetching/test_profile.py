"""The starter models come to be from the wheels that carry them: verified, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalog import Piece, load_catalog
from kiosk.core.errors import ModelError
from kiosk.fetching.outcome import Outcome
from kiosk.fetching.profile import fetch
from kiosk.inventory import Installed, take_stock, verify
from kiosk.packs.staging import DISK, Disk, models_lock
from tests.fetching.power import FailingDisk, PowerCut
from tests.toy_packs import Shop, tree, voice, write

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop(tmp_path)
    monkeypatch.syspath_prepend(shop.site)
    return shop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def bring(shop: Shop, folder: Path, disk: Disk = DISK) -> list[str]:
    return [outcome.state for outcome in fetch(shop.models, folder, shop.repository, disk)]


def whole(shop: Shop) -> dict[str, bytes]:
    return {f"{model}/{name}": content for model, files in shop.contents.items() for name, content in files.items()}


def refused(shop: Shop, folder: Path, disk: Disk = DISK) -> ModelError:
    with pytest.raises(ModelError) as caught:
        bring(shop, folder, disk)
    assert "\n" not in str(caught.value)
    return caught.value


def test_the_models_come_whole_out_of_their_wheels(shop: Shop, folder: Path) -> None:
    assert bring(shop, folder) == ["installed"] * 3
    assert tree(folder) == whole(shop)
    inventory = take_stock(folder, load_catalog(shop.catalog))
    assert not inventory.problems
    for installed in inventory.models:
        assert installed.trusted
        verify(installed)


def test_a_second_run_changes_nothing_and_needs_neither_wheels_nor_a_lock(
    shop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(shop, folder)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry != str(shop.site)])
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with models_lock(folder, wait_s=0):
        assert bring(shop, folder) == ["present"] * 3
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before | {
        folder / ".lock": before[folder / ".lock"]
    }


@pytest.mark.parametrize("name", ["toy-ear/model.bin", "toy-en_ja/model/model.bin", "en_US-toy-low/en_US-toy-low.onnx"])
def test_a_flipped_byte_is_found_and_mended(shop: Shop, folder: Path, name: str) -> None:
    bring(shop, folder)
    content = bytearray((folder / name).read_bytes())
    content[0] ^= 1
    (folder / name).write_bytes(content)
    assert sorted(bring(shop, folder)) == ["installed", "present", "present"]
    assert tree(folder) == whole(shop)


def test_a_half_copied_folder_is_replaced(shop: Shop, folder: Path) -> None:
    write(folder / "toy-ear", {"config.json": b"{}", "model.bin": b"ea"})
    assert bring(shop, folder)[0] == "installed"
    assert tree(folder) == whole(shop)


def test_a_voice_that_lies_bare_in_models_is_accepted(shop: Shop, folder: Path) -> None:
    write(folder, shop.contents["en_US-toy-low"])
    assert bring(shop, folder) == ["installed", "installed", "present"]
    assert not (folder / "en_US-toy-low").exists()


def test_other_peoples_models_are_left_alone(shop: Shop, folder: Path) -> None:
    write(folder, {"mine/notes.txt": b"mine"} | voice("fr_FR-mine-low"))
    bring(shop, folder)
    assert tree(folder) == whole(shop) | {"mine/notes.txt": b"mine"} | voice("fr_FR-mine-low")


def test_missing_wheels_are_named_all_at_once_with_the_command(
    shop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry != str(shop.site)])
    error = refused(shop, folder)
    assert error.code == "source.missing"
    assert "toy-ear-part1, toy-ear-part2, toy-voice" in str(error)
    assert ".venv/bin/pip install --require-hashes -r packaging/requirements-starter.txt" in str(error)
    assert not folder.exists()


def test_a_missing_package_in_git_is_named(shop: Shop, folder: Path) -> None:
    shop.archive.unlink()
    assert "git checkout models/starter" in str(refused(shop, folder))
    assert not folder.exists()


def test_a_model_that_nothing_here_holds_is_named_with_its_source(shop: Shop, folder: Path) -> None:
    bare = replace(shop.models[0], files=tuple(replace(file, pieces=()) for file in shop.models[0].files))
    with pytest.raises(ModelError, match=r"nothing on this machine holds it; it is at https://example\.org/"):
        fetch((bare,), folder, shop.repository)


def test_a_distribution_that_carries_a_model_inside_is_missed_like_a_wheel(shop: Shop, folder: Path) -> None:
    inside = replace(shop.models[0], files=(), inside=Piece("toy-jtalk", "toy_jtalk/data/mei.htsvoice"))
    with pytest.raises(ModelError, match="not installed: toy-jtalk"):
        fetch((inside,), folder, shop.repository)


@pytest.mark.parametrize(
    "content", [b"sarsearsears", b"sears", b"sears" * 100], ids=["other bytes", "too short", "far too long"]
)
def test_a_wheel_with_other_bytes_installs_nothing(shop: Shop, folder: Path, content: bytes) -> None:
    write(shop.site / "toy_ear_part2" / "data", {"model.bin.part2": content})
    error = refused(shop, folder)
    assert error.code == "model.corrupt"
    assert "toy-ear: model.bin from toy-ear-part1 and toy-ear-part2" in str(error)
    assert tree(folder) == {}


def test_an_archive_with_other_bytes_is_not_even_opened(shop: Shop, folder: Path) -> None:
    shop.archive.write_bytes(shop.archive.read_bytes() + b"\0")
    error = refused(shop, folder)
    assert error.code == "model.corrupt"
    assert "toy-en_ja.argosmodel is not the file that the catalogue knows" in str(error)
    assert not (folder / "toy-en_ja").exists()


def test_a_source_that_cannot_be_read_is_named(shop: Shop, folder: Path) -> None:
    path = shop.site / "toy_ear_part2" / "data" / "model.bin.part2"
    path.unlink()
    path.symlink_to("/proc/self/mem")  # a file whose first byte gives an input/output error, for root too
    error = refused(shop, folder)
    assert error.code == "source.missing"
    assert "model.bin.part2: can't be read (Input/output error)" in str(error)


class SmallDisk(Disk):
    def free_bytes(self, path: Path) -> int:
        return 200 << 20


class LyingDisk(Disk):
    """Has room until it is written to, as a shared disk may."""

    def sync(self, file: object) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("disk", [SmallDisk(), LyingDisk()])
def test_a_full_disk_is_said_and_nothing_half_done_stays(shop: Shop, folder: Path, disk: Disk) -> None:
    error = refused(shop, folder, disk)
    assert error.code == "disk.full"
    assert "free some and run this again" in str(error)
    assert tree(folder) == {}
    assert not list(folder.glob(".stage-*"))


def test_a_folder_that_cannot_be_written_is_said(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(shop, tmp_path / "file" / "models").code == "disk.refused"


def test_another_run_that_holds_the_lock_is_said(shop: Shop, folder: Path) -> None:
    folder.mkdir()
    with models_lock(folder, wait_s=0):
        assert refused(shop, folder).code == "models.locked"
    assert bring(shop, folder) == ["installed"] * 3


class Meeting(Disk):
    """Lets another run try while this one is in the middle of its work."""

    def __init__(self, other: object) -> None:
        self._other = other

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        if callable(self._other):
            other, self._other = self._other, None
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()


def test_of_two_runs_at_once_one_works_and_the_other_says_so(shop: Shop, folder: Path) -> None:
    seen: list[str] = []
    assert bring(shop, folder, Meeting(lambda: seen.append(refused(shop, folder).code))) == ["installed"] * 3
    assert seen == ["models.locked"]
    assert tree(folder) == whole(shop)


# A killed run


def assert_each_model_is_whole_or_absent(shop: Shop, folder: Path, old: dict[str, bytes]) -> None:
    for model in shop.models:
        if not (folder / model.id).exists():
            continue
        try:
            verify(Installed(model, folder / model.id, trusted=True))
        except ModelError:
            assert tree(folder / model.id) == old, "neither the old nor the new"


@pytest.mark.parametrize(
    "old", [{}, {"config.json": b"{}", "model.bin": b"broken"}], ids=["nothing there", "a broken one there"]
)
def test_a_run_that_is_cut_at_any_step_leaves_each_model_whole_or_not_there(
    shop: Shop, tmp_path: Path, old: dict[str, bytes]
) -> None:
    cuts = 0
    while True:
        folder = write(tmp_path / f"models-{cuts}", {f"toy-ear/{name}": content for name, content in old.items()})
        try:
            bring(shop, folder, FailingDisk(cuts))
            break
        except PowerCut:
            assert_each_model_is_whole_or_absent(shop, folder, old)
            bring(shop, folder)
            assert tree(folder) == whole(shop)
            cuts += 1
    assert cuts > 40  # every folder, file, block, sync and rename of three models


KILLED_RUN = """
import runpy, sys
from pathlib import Path
from kiosk.catalog import load_catalog
from kiosk.fetching.profile import fetch
site, repository, folder, power, steps = sys.argv[1:]
sys.path.insert(0, site)
models = load_catalog(Path(repository, "catalog.toml")).profile("starter")
fetch(models, Path(folder), Path(repository), runpy.run_path(power)["KillingDisk"](int(steps)))
"""


@pytest.mark.parametrize("steps", [1, 9, 21, 33])
def test_a_killed_process_leaves_no_lock_and_the_next_run_finishes(shop: Shop, folder: Path, steps: int) -> None:
    power = Path(__file__).with_name("power.py")
    command = [sys.executable, "-c", KILLED_RUN, *map(str, (shop.site, shop.repository, folder, power, steps))]
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    killed = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert_each_model_is_whole_or_absent(shop, folder, {})
    assert "installed" in bring(shop, folder)
    assert tree(folder) == whole(shop)


def test_an_outcome_says_which_model(shop: Shop, folder: Path) -> None:
    assert fetch(shop.models[:1], folder, shop.repository) == (Outcome("toy-ear", "installed"),)
