"""What is installed, what of it is used, and that nothing strange in models/ takes more down than itself."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

import kiosk.inventory
from kiosk.catalog import Catalog, Model, Piece, catalog_path, load_catalog
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.inventory import Installed, Inventory, Problem, survey, take_stock, verify
from kiosk.packs.digests import write_digests
from tests.toy_packs import argos, described, ear, mouth, pack, plain, tree, voice, wheel, whisper, write

NOTHING = Catalog(())


def only(inventory: Inventory) -> Installed:
    assert not inventory.problems
    (installed,) = inventory.models
    return installed


def problem(inventory: Inventory) -> Problem:
    assert not inventory.models
    (one,) = inventory.problems
    assert "\n" not in one.line
    return one


# What may be dropped into models/


def test_an_argos_package_is_loaded_but_not_trusted(tmp_path: Path) -> None:
    write(tmp_path / "translate-ja_en-1_1", argos("ja", "en"))
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.model.kind == "argos"
    assert installed.model.id == "translate-ja_en-1_1"
    assert installed.model.route == Route("ja", "en")
    assert installed.folder == tmp_path / "translate-ja_en-1_1"
    assert not installed.trusted
    verify(installed)


def test_an_argos_package_may_bring_bpe_and_an_old_text_vocabulary(tmp_path: Path) -> None:
    files = argos("es", "en")
    files["bpe.model"] = files.pop("sentencepiece.model")
    files["model/shared_vocabulary.txt"] = files.pop("model/shared_vocabulary.json")
    del files["model/config.json"]
    write(tmp_path / "es_en", files)
    assert only(take_stock(tmp_path, NOTHING)).model.route == Route("es", "en")


@pytest.mark.parametrize("tokenizers", [("src.spm.model", "tgt.spm.model"), ("joint.spm.model",)])
def test_a_plain_ctranslate2_folder_says_its_route_in_its_name(tmp_path: Path, tokenizers: tuple[str, ...]) -> None:
    files = {name: content for name, content in plain().items() if not name.endswith(".spm.model")}
    write(tmp_path / "quickmt-en-ja", files | dict.fromkeys(tokenizers, b"pieces"))
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.model.kind == "ctranslate2"
    assert installed.model.route == Route("en", "ja")
    assert set(tokenizers) < {file.name for file in installed.model.files}


def test_a_whisper_folder_hears_every_language_whisper_knows(tmp_path: Path) -> None:
    write(tmp_path / "my-whisper", whisper())
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.model.kind == "whisper"
    assert {"ja", "en", "ne", "zt"} <= set(installed.model.languages)


@pytest.mark.parametrize("vocabulary", ["vocabulary.txt", "vocabulary.json"])
def test_a_whisper_with_the_small_vocabulary_hears_only_english(tmp_path: Path, vocabulary: str) -> None:
    files = whisper()
    del files["vocabulary.txt"]
    content = b"a\n" * 51864 if vocabulary.endswith("txt") else json.dumps(["a"] * 51864).encode()
    write(tmp_path / "whisper-base.en", files | {vocabulary: content})
    assert only(take_stock(tmp_path, NOTHING)).model.languages == ("en",)


@pytest.mark.parametrize(
    ("name", "code", "espeak", "languages"),
    [
        ("en_US-joe-medium", "en_US", "en-us", ("en",)),
        ("pt_BR-faber-medium", "pt_BR", "pt-br", ("pb", "pt")),
        ("pt_PT-tugão-medium", "pt_PT", "pt", ("pt", "pb")),
        ("zh_CN-huayan-medium", "zh_CN", "cmn", ("zh", "zt")),
        ("no_NO-talesyntese-medium", "no_NO", "nb", ("nb",)),
        ("ja_JA-hi_fi_captain-medium", "ja_JA", "", ("ja",)),
        ("pt_BR-faber-medium", "", "", ("pb", "pt")),  # older configurations say no language
        ("faber", "", "pt-br", ("pb", "pt")),
        ("huayan", "", "cmn", ("zh", "zt")),
        ("talesyntese", "", "nb", ("nb",)),
    ],
)
def test_a_voice_speaks_what_its_files_say(
    tmp_path: Path, name: str, code: str, espeak: str, languages: tuple[str, ...]
) -> None:
    write(tmp_path / "some-folder", voice(name, code, espeak))
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.model.id == name
    assert installed.model.languages == languages
    assert installed.folder == tmp_path / "some-folder"


def test_a_voice_may_lie_bare_in_models(tmp_path: Path) -> None:
    write(tmp_path, voice("en_US-joe-medium"))
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.model.id == "en_US-joe-medium"
    assert installed.folder == tmp_path


def test_a_folder_may_hold_several_voices(tmp_path: Path) -> None:
    write(tmp_path / "voices", voice("en_US-joe-medium", "en_US") | voice("ne_NP-google-medium", "ne_NP"))
    assert set(take_stock(tmp_path, NOTHING).voices()) == {"en", "ne"}


def test_a_packed_package_is_unpacked_once(tmp_path: Path) -> None:
    pack(tmp_path / "translate-ja_en-1_1.argosmodel", argos("ja", "en") | {"stanza/ja.pt": b"pickle", "README.md": b"Hello"})
    first = only(take_stock(tmp_path, NOTHING))
    assert first.folder == tmp_path / "translate-ja_en-1_1"
    assert tree(first.folder) == argos("ja", "en") | {"README.md": b"Hello"}
    before = first.folder.stat()
    assert only(take_stock(tmp_path, NOTHING)) == first
    assert first.folder.stat() == before
    assert not list(tmp_path.glob(".stage-*"))


def test_a_packed_package_the_catalogue_knows_is_trusted_once_unpacked(tmp_path: Path) -> None:
    known = Model(
        "one", "argos", ("en", "ja"), Route("en", "ja"), 9, "MIT", "A", 1, described(argos("en", "ja")), "https://a.org/"
    )
    pack(tmp_path / "one.argosmodel", argos("en", "ja"))
    installed = only(take_stock(tmp_path, Catalog((known,))))
    assert installed == Installed(known, tmp_path / "one", trusted=True)
    verify(installed)


def test_where_models_cannot_be_written_a_packed_package_is_a_problem_with_its_command(tmp_path: Path) -> None:
    pack(tmp_path / "ja_en.argosmodel", argos("ja", "en"))
    (tmp_path / ".lock").mkdir()  # refused for root too, unlike a folder without write permission
    found = problem(take_stock(tmp_path, NOTHING))
    assert found.code == "model.packed"
    assert "scripts/download_models.py add ja_en.argosmodel" in found.line


def test_while_another_program_changes_models_a_packed_package_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(tmp_path / "ja_en.argosmodel", argos("ja", "en"))
    monkeypatch.setattr(kiosk.inventory, "_LOCK_WAIT_S", 0.0)
    with FileLock(tmp_path / ".lock"):
        assert problem(take_stock(tmp_path, NOTHING)).code == "models.locked"
    assert only(take_stock(tmp_path, NOTHING)).model.id == "ja_en"


def test_a_survey_writes_nothing(tmp_path: Path) -> None:
    pack(tmp_path / "ja_en.argosmodel", argos("ja", "en"))
    before = tree(tmp_path)
    assert problem(survey(tmp_path, NOTHING)).code == "model.packed"
    assert tree(tmp_path) == before
    assert not (tmp_path / ".lock").exists()


# What must not be loaded, and must not stop the rest

BROKEN = {
    "empty": {},
    "half": {"metadata.json": b'{"from_code": "ja", "to_code": "en"}'},
    "no-json": argos("ja", "en") | {"metadata.json": b'{"from_code": "ja"'},
    "no-object": argos("ja", "en") | {"metadata.json": b"[]"},
    "no-text": argos("ja", "en") | {"metadata.json": b"\xff\xfe\x00"},
    "deep": argos("ja", "en") | {"metadata.json": b"[" * 100_000},
    "no-codes": argos("ja", "en") | {"metadata.json": b"{}"},
    "odd-codes": argos("ja", "en") | {"metadata.json": b'{"from_code": ["ja"], "to_code": 3}'},
    "unknown-language": argos("ja", "xx"),
    "itself": argos("ja", "ja"),
    "no-translation": argos("ja", "en") | {"metadata.json": b'{"from_code": "ja", "to_code": "en", "type": "sbd"}'},
    "plain-without-route": plain(),
    "plain-unknown-xx-yy": plain(),
    "ears-without-tokenizer": {name: content for name, content in whisper().items() if name != "tokenizer.json"},
    "ears-without-vocabulary": {name: content for name, content in whisper().items() if name != "vocabulary.txt"},
    "voice-without-config": {"en_US-a-low.onnx": b"sound"},
    "voice-of-something-else": voice("xx_XX-a-low", "xx_XX", "xx"),
    "no-voice": {"en_US-a-low.onnx": b"sound", "en_US-a-low.onnx.json": b'{"audio": 3}'},
    "notes": {"shopping.txt": b"milk"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_costs_only_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    write(tmp_path / name, BROKEN[name])
    write(tmp_path / "good", argos("en", "ja"))
    inventory = take_stock(tmp_path, NOTHING)
    assert [installed.model.id for installed in inventory.models] == ["good"]
    (found,) = inventory.problems
    assert found.code == "model.unusable"
    assert found.line.count("\n") == 0
    assert len(found.line) < 200


LAYOUTS = {"ja_en": argos("ja", "en"), "quickmt-en-ja": plain(), "ears": whisper(9), "mouth": voice("en_US-a-low")}
OPTIONAL = {"model/config.json", "target_vocabulary.json"}
"""Old Argos packages have no config.json; QuickMT's may have one vocabulary for both sides."""
SAID = {"model/shared_vocabulary.json": "vocabulary", "source_vocabulary.json": "vocabulary"}


@pytest.mark.parametrize(
    ("name", "missing"), [(name, file) for name, files in LAYOUTS.items() for file in files if file not in OPTIONAL]
)
def test_a_pack_that_lacks_a_file_is_not_used(tmp_path: Path, name: str, missing: str) -> None:
    files = {file: content for file, content in LAYOUTS[name].items() if file != missing}
    if missing == "source_vocabulary.json":
        del files["target_vocabulary.json"]
    write(tmp_path / name, files)
    line = problem(take_stock(tmp_path, NOTHING)).line
    told_apart_by = ("metadata.json", "en_US-a-low.onnx")  # without these it could be anything
    assert SAID.get(missing, missing) in line or missing in told_apart_by


@pytest.mark.parametrize("name", ["notes.txt", "en_US-a-low.onnx.json", "model.bin", "new\nline", "voice.onnx"])
def test_a_stray_file_is_a_problem_and_no_more(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"?")
    found = problem(take_stock(tmp_path, NOTHING))
    assert found.code in ("model.stray", "model.unusable")


def test_a_name_that_is_no_text_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), argos("ja", "en"))
    problem(take_stock(tmp_path, NOTHING)).line.encode("utf-8")


def test_what_belongs_to_models_is_no_problem(tmp_path: Path) -> None:
    write(tmp_path, {"catalog.toml": b"", "README.md": b"", ".gitignore": b"", ".stage-1/half": b"", "starter/a": b""})
    assert take_stock(tmp_path, NOTHING) == Inventory((), ())


def test_a_folder_that_is_not_there_is_a_problem_with_the_command(tmp_path: Path) -> None:
    found = problem(take_stock(tmp_path / "nowhere", NOTHING))
    assert found.code == "model.missing"
    assert "fetch --profile starter" in found.line


def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path: Path) -> None:
    write(tmp_path / "one", argos("ja", "en"))
    (tmp_path / "one" / "metadata.json").unlink()
    os.mkfifo(tmp_path / "one" / "metadata.json")
    assert problem(take_stock(tmp_path, NOTHING)).code == "model.unusable"


@given(
    st.sampled_from(["metadata.json", "vocabulary.txt", "a.onnx.json", "lock.toml", "one.argosmodel"]),
    st.one_of(st.binary(max_size=60), st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps)),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_no_content_of_a_file_raises(name: str, content: bytes | str) -> None:
    with TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        files = argos("ja", "en") | whisper(1) | voice("a")
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        write(
            folder / "pack", {key: files[key] for key in files if not name.startswith("voc") or key in whisper(1)} | {name: raw}
        )
        (folder / name).write_bytes(raw)
        take_stock(folder, NOTHING)


# The catalogue, lock.toml and the bytes


def stocked(tmp_path: Path) -> tuple[Catalog, Installed]:
    model = ear("toy-ear", whisper(2), profiles=("starter",))
    write(tmp_path / "toy-ear", whisper(2))
    catalog = Catalog((model,))
    return catalog, only(take_stock(tmp_path, catalog))


def test_a_model_of_the_catalogue_is_trusted_and_verified(tmp_path: Path) -> None:
    _, installed = stocked(tmp_path)
    assert installed.trusted
    assert installed.folder.is_absolute()
    verify(installed)


@pytest.mark.parametrize("name", whisper(2))
def test_a_flipped_byte_in_any_file_is_refused_with_the_command_that_mends_it(tmp_path: Path, name: str) -> None:
    catalog, installed = stocked(tmp_path)
    path = installed.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert only(take_stock(tmp_path, catalog)) == installed  # same size: only the hash sees it
    with pytest.raises(ModelError) as caught:
        verify(installed)
    assert caught.value.code == "model.corrupt"
    assert str(caught.value) == f"toy-ear: {name} is damaged; run `python scripts/download_models.py fetch --profile starter`"


@pytest.mark.parametrize("name", whisper(2))
def test_a_missing_file_is_noticed_at_once_and_again_at_loading(tmp_path: Path, name: str) -> None:
    catalog, installed = stocked(tmp_path)
    (installed.folder / name).unlink()
    found = problem(take_stock(tmp_path, catalog))
    assert (found.name, found.code, found.kind) == ("toy-ear", "model.missing", "whisper")
    assert found.line.startswith(f"toy-ear: {name} is missing; run `python scripts")
    with pytest.raises(ModelError) as caught:
        verify(installed)
    assert caught.value.code == "model.missing"


def test_a_file_cut_short_is_noticed_without_hashing(tmp_path: Path) -> None:
    catalog, installed = stocked(tmp_path)
    (installed.folder / "model.bin").write_bytes(b"ears")
    assert problem(take_stock(tmp_path, catalog)).line.startswith("toy-ear: model.bin is damaged (4 bytes, not 20)")


def test_a_file_an_engine_would_read_instead_is_refused(tmp_path: Path) -> None:
    catalog, installed = stocked(tmp_path)
    write(installed.folder, {"README.md": b"Hello", "vocabulary.json": b"[]"})
    found = problem(take_stock(tmp_path, catalog))
    assert found.line == "toy-ear: vocabulary.json doesn't belong to this model; delete that file"


def test_a_voice_of_the_catalogue_is_trusted_wherever_it_lies(tmp_path: Path) -> None:
    catalog = Catalog((mouth("en_US-a-low", voice("en_US-a-low")),))
    for folder in (tmp_path, tmp_path / "voices", tmp_path / "en_US-a-low"):
        write(folder, voice("en_US-a-low"))
        installed = only(take_stock(tmp_path, catalog))
        assert installed.folder == folder
        assert installed.trusted
        verify(installed)
        for name in voice("en_US-a-low"):
            (folder / name).unlink()
        if folder != tmp_path:
            folder.rmdir()


def test_a_folder_under_another_name_of_its_model_is_that_model(tmp_path: Path) -> None:
    model = replace(ear("whisper-toy", whisper(2)), aliases=("faster-whisper-toy",))
    write(tmp_path / "faster-whisper-toy", whisper(2))
    inventory = take_stock(tmp_path, Catalog((model,)))
    assert only(inventory) == Installed(model, tmp_path / "faster-whisper-toy", trusted=True)
    assert inventory.best_transcriber("faster-whisper-toy") == only(inventory)


def test_a_model_that_is_there_twice_is_used_once(tmp_path: Path) -> None:
    write(tmp_path, voice("en_US-a-low"))
    write(tmp_path / "en_US-a-low", voice("en_US-a-low"))
    inventory = take_stock(tmp_path, NOTHING)
    assert [installed.folder for installed in inventory.models] == [tmp_path / "en_US-a-low"]
    assert "is there twice" in inventory.problems[0].line


def test_digests_in_lock_toml_make_a_model_trusted_and_checked(tmp_path: Path) -> None:
    write(tmp_path / "ja_en", argos("ja", "en"))
    write_digests(tmp_path, {"ja_en": described(argos("ja", "en"))})
    installed = only(take_stock(tmp_path, NOTHING))
    assert installed.trusted
    verify(installed)
    (tmp_path / "ja_en" / "model" / "model.bin").write_bytes(b"words ja eM")
    with pytest.raises(ModelError, match=r"ja_en: model/model\.bin is damaged"):
        verify(installed)


@pytest.mark.parametrize(
    "text", ["schema = 1\n[[model", 'schema = 1\n[[model]]\nid = "../a"', "schema = 2", "schema = 1\nx = 1"]
)
def test_a_broken_lock_toml_is_a_problem_and_its_models_are_untrusted(tmp_path: Path, text: str) -> None:
    write(tmp_path / "ja_en", argos("ja", "en"))
    (tmp_path / "lock.toml").write_text(text)
    inventory = take_stock(tmp_path, NOTHING)
    assert not inventory.models[0].trusted
    assert inventory.problems[0].name == "lock.toml"


def test_a_model_inside_a_distribution_is_found_without_importing_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel(tmp_path / "site", "toy-jtalk", {"mei.htsvoice": b"voice"})
    piece = Piece("toy-jtalk", "toy_jtalk/data/mei.htsvoice")
    model = Model("mei", "openjtalk", ("ja",), None, 10, "MIT", "A", 1, (), inside=piece)
    (tmp_path / "models").mkdir()
    assert take_stock(tmp_path / "models", Catalog((model,))) == Inventory(())
    monkeypatch.syspath_prepend(tmp_path / "site")
    installed = only(take_stock(tmp_path / "models", Catalog((model,))))
    assert installed == Installed(model, tmp_path / "site" / "toy_jtalk" / "data", trusted=True)
    verify(installed)
    (installed.folder / "mei.htsvoice").unlink()
    with pytest.raises(ModelError, match="mei: toy-jtalk is not installed"):
        verify(installed)


def test_the_japanese_voice_of_last_resort_comes_with_the_kiosk(tmp_path: Path) -> None:
    assert take_stock(tmp_path, load_catalog(catalog_path())).voices()["ja"].model.id == "openjtalk-mei"


# Which of several


def test_the_best_recogniser_is_used_unless_another_is_named(tmp_path: Path) -> None:
    models = ear("ear-base", whisper(2), 20), ear("ear-small", whisper(3), 30)
    write(tmp_path / "ear-base", whisper(2))
    write(tmp_path / "ear-small", whisper(3))
    write(tmp_path / "somebody-elses", whisper())
    inventory = take_stock(tmp_path, Catalog(models))
    assert inventory.best_transcriber().model.id == "ear-small"
    assert inventory.best_transcriber("ear-base").model.id == "ear-base"
    assert inventory.best_transcriber("somebody-elses").model.id == "somebody-elses"
    with pytest.raises(ModelError, match="'ear-large' is not installed") as caught:
        inventory.best_transcriber("ear-large")
    assert caught.value.code == "model.missing"


def test_without_a_recogniser_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="fetch --profile starter"):
        take_stock(tmp_path, NOTHING).best_transcriber()


def test_without_a_whole_recogniser_the_error_says_what_is_wrong_with_the_broken_one(tmp_path: Path) -> None:
    catalog, installed = stocked(tmp_path)
    (installed.folder / "tokenizer.json").unlink()
    for preferred in ("", "toy-ear"):
        with pytest.raises(ModelError, match=r"toy-ear: tokenizer\.json is missing"):
            take_stock(tmp_path, catalog).best_transcriber(preferred)


def test_for_each_language_the_best_voice_is_used_and_one_made_for_it_first(tmp_path: Path) -> None:
    for name in ("en_US-a-low", "en_GB-b-high", "pt_BR-c-medium", "pt_PT-d-x_low"):
        write(tmp_path, voice(name, name.partition("-")[0]))
    mei = Installed(Model("mei", "openjtalk", ("ja", "en"), None, 10, "MIT", "A", 1, ()), tmp_path, trusted=True)
    inventory = take_stock(tmp_path, NOTHING)
    voices = Inventory((*inventory.models, mei)).voices()
    assert {code: voice.model.id for code, voice in voices.items()} == {
        "en": "en_GB-b-high",
        "ja": "mei",
        "pb": "pt_BR-c-medium",
        "pt": "pt_PT-d-x_low",
    }


def test_for_each_route_the_best_package_is_used(tmp_path: Path) -> None:
    starter = Model(
        "starter", "argos", ("en", "ja"), Route("en", "ja"), 10, "MIT", "A", 1, described(argos("en", "ja")), "https://a.org/"
    )
    write(tmp_path / "starter-package", argos("en", "ja"))
    write(tmp_path / "translate-en_ja-1_1", argos("en", "ja"))
    write(tmp_path / "translate-ja_en-1_1", argos("ja", "en"))
    catalog = Catalog((replace(starter, id="starter-package"),))
    assert {str(route): one.model.id for route, one in take_stock(tmp_path, catalog).packages().items()} == {
        "en->ja": "translate-en_ja-1_1",
        "ja->en": "translate-ja_en-1_1",
    }
    write(tmp_path / "quickmt-en-ja", plain())
    inventory = take_stock(tmp_path, catalog)
    assert inventory.packages()[Route("en", "ja")].model.id == "quickmt-en-ja"
    broken = inventory.packages()[Route("en", "ja")]
    rest = inventory.without(broken, ModelError("model.corrupt", "quickmt-en-ja: damaged"))
    assert rest.packages()[Route("en", "ja")].model.id == "translate-en_ja-1_1"
    assert rest.problems[-1] == Problem("quickmt-en-ja", "quickmt-en-ja: damaged", "model.corrupt", "ctranslate2")


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        (
            "model.corrupt",
            "a: model.bin is damaged; run `do this`",
            "a: ファイルが壊れているため、使っていません。直すには: `do this`",
        ),
        (
            "model.missing",
            "a: model.bin is missing; run `fetch`, or `import` with a stick in",
            "a: ファイルが足りないため、使っていません。直すには: `fetch`、または `import`",
        ),
        ("model.stray", "a: is no model", "a: モデルではないため、使っていません。モデルを用意した人に知らせてください。"),
        ("model.unusable", "a: odd", "a: このモデルは使えません。モデルを用意した人に知らせてください。"),
    ],
)
def test_a_problem_is_told_in_japanese_too_with_the_same_command(code: str, line: str, said: str) -> None:
    assert Problem("a", line, code).japanese == said
