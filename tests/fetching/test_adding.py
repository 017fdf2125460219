"""A model that somebody brings is looked at, copied whole and recorded."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Model
from kiosk.core.errors import KioskError, ModelError, UsageError
from kiosk.core.language import Route
from kiosk.fetching.adding import add
from kiosk.fetching.outcome import Outcome
from kiosk.inventory import Installed, take_stock, verify
from kiosk.packs.digests import read_digests
from kiosk.packs.staging import models_lock
from tests.fetching.power import FailingDisk, PowerCut
from tests.toy_packs import Shop, argos, described, ear, pack, plain, tree, voice, whisper, write

NOTHING = Catalog(())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where somebody's models come from."""
    path = tmp_path / "stick"
    path.mkdir()
    return path


def only(folder: Path, catalog: Catalog = NOTHING) -> Installed:
    inventory = take_stock(folder, catalog)
    assert not inventory.problems
    (installed,) = inventory.models
    return installed


def brought(stick: Path, kind: str) -> Path:
    if kind == "package":
        return pack(stick / "translate-ja_en-1_1.argosmodel", argos("ja", "en") | {"stanza/a": b"pickle"})
    if kind == "voice":
        return write(stick, voice("ne_NP-a-low") | voice("fr_FR-b-low")) / "ne_NP-a-low.onnx"
    if kind == "plain folder":
        return write(stick / "quickmt-en-ja", plain() | {"notes.txt": b"notes"})
    if kind == "unpacked package":
        return write(stick / "ja_en", argos("ja", "en"))
    return write(stick / "my-whisper", whisper(4))


KINDS = ["package", "voice", "plain folder", "unpacked package", "whisper"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_is_copied_recorded_and_trusted(stick: Path, folder: Path, kind: str) -> None:
    source = brought(stick, kind)
    outcome = add(source, folder, NOTHING)
    installed = only(folder)
    assert outcome == Outcome(installed.model.id, "installed")
    assert installed.trusted
    assert installed.folder == folder / installed.model.id
    verify(installed)
    assert {file.name for file in installed.model.files} <= set(tree(installed.folder))
    assert "notes.txt" not in tree(installed.folder)
    assert source.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_adding_again_changes_nothing(stick: Path, folder: Path, kind: str) -> None:
    source = brought(stick, kind)
    first = add(source, folder, NOTHING)
    before = tree(folder)
    assert add(source, folder, NOTHING) == Outcome(first.id, "present")
    assert tree(folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_byte_in_an_added_model_is_refused_later(stick: Path, folder: Path, kind: str) -> None:
    add(brought(stick, kind), folder, NOTHING)
    installed = only(folder)
    for file in installed.model.files:
        path = installed.folder / file.name
        good = path.read_bytes()
        path.write_bytes(bytes([good[0] ^ 1]) + good[1:])
        with pytest.raises(ModelError, match=f"{file.name} is damaged; put its original files there again") as caught:
            verify(installed)
        assert caught.value.code == "model.corrupt"
        path.write_bytes(good)


def test_a_voice_may_be_named_by_its_configuration(stick: Path, folder: Path) -> None:
    brought(stick, "voice")
    assert add(stick / "ne_NP-a-low.onnx.json", folder, NOTHING).id == "ne_NP-a-low"
    assert set(tree(folder / "ne_NP-a-low")) == set(voice("ne_NP-a-low"))


def test_several_models_keep_their_entries(stick: Path, folder: Path) -> None:
    for kind in KINDS:
        add(brought(stick, kind), folder, NOTHING)
    inventory = take_stock(folder, NOTHING)
    assert len(inventory.models) == len(KINDS)
    assert all(installed.trusted for installed in inventory.models)
    assert len(tomllib.loads((folder / "lock.toml").read_text(encoding="utf-8"))["model"]) == len(KINDS)


@pytest.mark.parametrize(("kind", "name"), [("plain folder", "quickmt-en-ja"), ("unpacked package", "ja_en")])
def test_a_model_that_lies_in_models_already_is_only_recorded(folder: Path, kind: str, name: str) -> None:
    folder.mkdir()
    source = brought(folder, kind)
    before = tree(folder)
    assert not only(folder).trusted
    assert add(source, folder, NOTHING) == Outcome(name, "recorded")
    assert only(folder).trusted
    assert {file: content for file, content in tree(folder).items() if file != "lock.toml"} == before


def test_a_bare_voice_in_models_is_recorded_where_it_lies(folder: Path) -> None:
    write(folder, voice("ne_NP-a-low"))
    assert add(folder / "ne_NP-a-low.onnx", folder, NOTHING) == Outcome("ne_NP-a-low", "recorded")
    assert only(folder).trusted


def test_a_packed_file_that_the_kiosk_unpacked_is_recorded(folder: Path) -> None:
    folder.mkdir()
    archive = pack(folder / "ja_en.argosmodel", argos("ja", "en"))
    assert not only(folder).trusted
    assert add(archive, folder, NOTHING) == Outcome("ja_en", "recorded")
    assert only(folder).trusted


def test_another_model_of_the_same_name_is_not_replaced(stick: Path, folder: Path) -> None:
    write(folder / "ja_en", argos("ja", "en"))
    with pytest.raises(UsageError, match="another model of this name is there") as caught:
        add(write(stick / "ja_en", argos("ja", "en") | {"model/model.bin": b"other"}), folder, NOTHING)
    assert caught.value.code == "add.taken"
    assert tree(folder) == {f"ja_en/{name}": content for name, content in argos("ja", "en").items()}


def test_a_recorded_model_that_was_changed_is_not_recorded_anew(folder: Path) -> None:
    write(folder / "ja_en", argos("ja", "en"))
    add(folder / "ja_en", folder, NOTHING)
    recorded = read_digests(folder)
    (folder / "ja_en" / "model" / "model.bin").write_bytes(b"words ja eM")
    with pytest.raises(ModelError, match=r"differs from what lock\.toml recorded"):
        add(folder / "ja_en", folder, NOTHING)
    assert read_digests(folder) == recorded


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nothing", None, "there is no such file"),
        ("notes.txt", b"milk", "is no .argosmodel file"),
        ("ja_en.argosmodel", b"no zip", "is no whole zip file"),
        ("a b.argosmodel", b"", "can't be the name of a model"),
        ("lonely.onnx", b"sound", "lonely.onnx.json is missing"),
    ],
)
def test_what_is_no_model_is_refused_and_leaves_nothing(
    stick: Path, folder: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (stick / name).write_bytes(content)
    with pytest.raises(KioskError, match=said):
        add(stick / name, folder, NOTHING)
    assert not folder.exists() or tree(folder) == {}


def test_a_folder_of_several_voices_is_not_guessed_at(stick: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match=r"give their \.onnx files one by one"):
        add(write(stick / "voices", voice("ne_NP-a-low") | voice("fr_FR-b-low")), folder, NOTHING)


def test_a_package_whose_inside_is_no_package_is_refused(stick: Path, folder: Path) -> None:
    with pytest.raises(ModelError, match=r"sentencepiece\.model is missing"):
        add(pack(stick / "a.argosmodel", {"metadata.json": argos("ja", "en")["metadata.json"]}), folder, NOTHING)
    assert tree(folder) == {}


def test_a_model_the_catalogue_knows_needs_no_entry(stick: Path, folder: Path) -> None:
    model = replace(ear("whisper-toy", whisper(4)), aliases=("faster-whisper-toy",))
    outcome = add(write(stick / "faster-whisper-toy", whisper(4) | {"README.md": b""}), folder, Catalog((model,)))
    assert outcome == Outcome("whisper-toy", "installed")
    assert only(folder, Catalog((model,))) == Installed(model, folder / "whisper-toy", trusted=True)
    assert not (folder / "lock.toml").exists()


def test_a_model_the_catalogue_knows_must_be_what_it_says(stick: Path, folder: Path) -> None:
    model = ear("whisper-toy", whisper(4))
    with pytest.raises(ModelError, match=r"model\.bin from .* is not the file that the catalogue knows"):
        add(write(stick / "whisper-toy", whisper(4) | {"model.bin": b"evil" * 5}), folder, Catalog((model,)))
    assert tree(folder) == {}


def test_a_packed_model_the_catalogue_knows_is_hashed_before_it_is_opened(tmp_path: Path, folder: Path) -> None:
    shop = Shop(tmp_path)
    assert add(shop.archive, folder, Catalog(shop.models)) == Outcome("toy-en_ja", "installed")
    shop.archive.write_bytes(shop.archive.read_bytes() + b"\0")
    with pytest.raises(ModelError, match=r"toy-en_ja\.argosmodel is not the file that the catalogue knows"):
        add(shop.archive, folder, Catalog(shop.models))


def test_a_broken_lock_toml_is_not_overwritten(stick: Path, folder: Path) -> None:
    write(folder, {"lock.toml": b"schema = 1\n[[model]]\nid = 3"})
    with pytest.raises(ModelError, match="delete it and run"):
        add(brought(stick, "whisper"), folder, NOTHING)
    assert tree(folder) == {"lock.toml": b"schema = 1\n[[model]]\nid = 3"}


def test_a_run_that_is_cut_at_any_step_leaves_the_model_whole_or_not_there_and_lock_toml_readable(
    stick: Path, tmp_path: Path
) -> None:
    source = brought(stick, "package")
    cuts = 0
    while True:
        folder = write(tmp_path / f"models-{cuts}", {"other/metadata.json": b"{}"})
        add(write(stick / "first", argos("en", "ja")), folder, NOTHING)
        try:
            add(source, folder, NOTHING, FailingDisk(cuts))
            break
        except PowerCut:
            assert read_digests(folder)["first"] == described_as_read("en", "ja")
            if (folder / "translate-ja_en-1_1").exists():
                assert tree(folder / "translate-ja_en-1_1") == argos("ja", "en")
            add(source, folder, NOTHING)
            assert {installed.trusted for installed in take_stock(folder, NOTHING).models} == {True}
            assert not list(folder.glob(".stage-*"))
            cuts += 1
    assert cuts > 20


def described_as_read(source: str, target: str) -> tuple[object, ...]:
    """In the order in which a package's folder is read."""
    files = {file.name: file for file in described(argos(source, target))}
    order = ["model/model.bin", "metadata.json", "sentencepiece.model", "model/config.json", "model/shared_vocabulary.json"]
    return tuple(files[name] for name in order)


def test_while_another_run_holds_the_lock_nothing_is_added(stick: Path, folder: Path) -> None:
    folder.mkdir()
    with models_lock(folder, wait_s=0), pytest.raises(ModelError) as caught:
        add(brought(stick, "whisper"), folder, NOTHING)
    assert caught.value.code == "models.locked"


def test_a_package_of_which_the_catalogue_knows_only_the_packed_file_is_checked_and_recorded(
    tmp_path: Path, folder: Path
) -> None:
    archive = pack(tmp_path / "ja_en-1_0.argosmodel", argos("ja", "en"))
    (packed,) = described({archive.name: archive.read_bytes()})
    route = Route("ja", "en")
    listed = Model("ja_en-1_0", "argos", ("ja", "en"), route, 30, "MIT", "A", 10, (), "https://example.org/", packed)
    assert add(archive, folder, Catalog((listed,))).state == "installed"
    one = only(folder, Catalog((listed,)))
    assert (one.trusted, one.model.licence) == (True, "MIT")
    (tmp_path / "other").mkdir()
    other = pack(tmp_path / "other" / "ja_en-1_0.argosmodel", argos("ja", "en") | {"README.md": b"Hello"})
    with pytest.raises(ModelError, match="is not the file that the catalogue knows"):
        add(other, tmp_path / "elsewhere", Catalog((listed,)))
