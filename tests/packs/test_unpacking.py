"""An .argosmodel from anywhere: what is taken out of it, and what is refused."""

from __future__ import annotations

import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.errors import ModelError
from kiosk.packs.staging import Disk
from kiosk.packs.unpacking import extract
from tests.toy_packs import argos, described, pack, tree


def archive(tmp_path: Path) -> Path:
    return pack(tmp_path / "one.argosmodel", argos("ja", "en"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def spoiled(tmp_path: Path, spoil: Callable[[zipfile.ZipFile], object]) -> Path:
    path = archive(tmp_path)
    with zipfile.ZipFile(path, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile's own, about a name given twice
        spoil(package)
    return path


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_what_a_package_needs_comes_out_with_its_digests(tmp_path: Path, out: Path) -> None:
    files = argos("ja", "en") | {"README.md": b"Hello"}
    path = pack(tmp_path / "one.argosmodel", files)
    assert set(extract(path, out)) == set(described(files))
    assert tree(out) == files


@pytest.mark.parametrize(
    "name",
    ["stanza/ja/tokenize.pt", "stanza/resources.json", "code.py", "model/sub/model.bin", "model/.hidden", "minisbd/ja.onnx"],
)
def test_what_a_package_does_not_need_stays_inside(tmp_path: Path, out: Path, name: str) -> None:
    path = pack(tmp_path / "one.argosmodel", argos("ja", "en") | {name: b"pickle"})
    extract(path, out)
    assert tree(out) == argos("ja", "en")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda package: package.writestr("package/../../evil", b"x"), "leads out"),
        (lambda package: package.writestr("/package/evil", b"x"), "leads out"),
        (lambda package: package.writestr("package\\..\\evil", b"x"), "leads out"),
        (lambda package: package.writestr("C:/evil", b"x"), "leads out"),
        (
            lambda package: package.writestr(entry("package/model/link", stat.S_IFLNK | 0o777), b"/etc/passwd"),
            "a link or a device",
        ),
        (lambda package: package.writestr(entry("package/model/pipe", stat.S_IFIFO | 0o644), b""), "a link or a device"),
        (lambda package: package.writestr("package/metadata.json", b"{}"), "a name twice"),
        (lambda package: package.writestr("package/METADATA.json", b"{}"), "a name twice"),
        (lambda package: package.writestr("other/metadata.json", b"{}"), "one top folder"),
        (lambda package: package.writestr("metadata.json", b"{}"), "one top folder"),
        (lambda package: package.writestr("package/model/bomb", bytes(50_000_000), zipfile.ZIP_DEFLATED), "would unpack to"),
        (lambda package: [package.writestr(f"package/{n}", b"") for n in range(2001)], "entries"),
    ],
)
def test_what_no_honest_package_holds_is_refused(
    tmp_path: Path, out: Path, spoil: Callable[[zipfile.ZipFile], object], said: str
) -> None:
    path = spoiled(tmp_path, spoil)
    with pytest.raises(ModelError, match=said) as caught:
        extract(path, out)
    assert caught.value.code == "model.unusable"
    assert str(caught.value).startswith("one.argosmodel: ")
    assert set(tree(tmp_path)) == {"one.argosmodel"}


def test_a_package_that_was_cut_short_is_refused(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ModelError, match="is no whole zip file"):
        extract(path, out)


def test_an_encrypted_package_is_refused(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="is encrypted"):
        extract(path, out)


def test_a_disk_that_has_no_room_is_left_alone(tmp_path: Path, out: Path) -> None:
    class FullDisk(Disk):
        def free_bytes(self, path: Path) -> int:
            return 1000

    with pytest.raises(OSError, match="No space left"):
        extract(archive(tmp_path), out, FullDisk())
    assert tree(out) == {}


@given(st.data())
@settings(deadline=None, derandomize=True, max_examples=200)
def test_no_damage_to_a_package_raises_anything_else(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = archive(folder)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
        (folder / "out").mkdir()
        try:
            written = extract(path, folder / "out")
        except ModelError:
            return
        assert set(tree(folder / "out")) == {file.name for file in written}
