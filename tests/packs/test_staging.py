"""A folder appears whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

import pytest
from filelock import FileLock

from kiosk.core.errors import ModelError
from kiosk.packs.staging import Disk, clear_stages, models_lock, settle, stage, write_file
from tests.toy_packs import tree, write


class Recorder(Disk):
    """Notes the order of what becomes lasting."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def sync(self, file: BinaryIO) -> None:
        super().sync(file)
        self.steps.append(f"sync {Path(file.name).name}")

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(path)
        self.steps.append(f"sync {'stage' if path.name.startswith('.stage-') else path.name}/")

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        self.steps.append(f"rename to {target.name}")


class Stubborn(Disk):
    """Refuses to put anything new in place."""

    def rename(self, source: Path, target: Path) -> None:
        if target.name == "model" and (source / "new").exists():
            raise OSError(errno.EIO, "no")
        super().rename(source, target)


def test_everything_is_on_the_disk_before_it_gets_its_name(tmp_path: Path) -> None:
    disk = Recorder()
    with stage(tmp_path, disk) as staged:
        write_file(staged, "config.json", [b"{}"], disk)
        write_file(staged, "model/model.bin", [b"wo", b"rds"], disk)
        settle(staged, tmp_path / "ja_en", disk)
    assert disk.steps == [
        "sync config.json",
        "sync model.bin",
        "sync model/",
        "sync stage/",
        "rename to ja_en",
        f"sync {tmp_path.name}/",
    ]
    assert tree(tmp_path) == {"ja_en/config.json": b"{}", "ja_en/model/model.bin": b"words"}


def test_what_stood_there_before_is_gone_afterwards(tmp_path: Path) -> None:
    write(tmp_path / "model", {"old": b"old"})
    with stage(tmp_path) as staged:
        write_file(staged, "new", [b"new"])
        settle(staged, tmp_path / "model")
    assert tree(tmp_path) == {"model/new": b"new"}


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"old": b"old"})
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "model").symlink_to(tmp_path / "elsewhere")
    with stage(tmp_path / "models") as staged:
        write_file(staged, "new", [b"new"])
        settle(staged, tmp_path / "models" / "model")
    assert tree(tmp_path) == {"elsewhere/old": b"old", "models/model/new": b"new"}


def test_if_the_new_cannot_be_put_in_place_the_old_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "model", {"old": b"old"})
    with pytest.raises(OSError, match="no"), stage(tmp_path) as staged:
        write_file(staged, "new", [b"new"])
        settle(staged, tmp_path / "model", Stubborn())
    assert tree(tmp_path) == {"model/old": b"old"}


def test_a_stage_that_was_not_settled_is_removed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="changed my mind"), stage(tmp_path) as staged:
        write_file(staged, "new", [b"new"])
        raise ValueError("changed my mind")
    assert not list(tmp_path.iterdir())


def test_what_killed_runs_left_is_cleared(tmp_path: Path) -> None:
    write(tmp_path, {".stage-1/model/model.bin": b"half", ".stage-lock.toml": b"half", "ja_en/metadata.json": b"{}"})
    clear_stages(tmp_path)
    assert tree(tmp_path) == {"ja_en/metadata.json": b"{}"}


def test_the_lock_is_held_by_one(tmp_path: Path) -> None:
    with models_lock(tmp_path, wait_s=0), pytest.raises(ModelError) as caught, models_lock(tmp_path, wait_s=0):
        pass
    assert caught.value.code == "models.locked"
    assert str(tmp_path) in str(caught.value)
    with models_lock(tmp_path, wait_s=0), FileLock(tmp_path / "other"):
        pass
