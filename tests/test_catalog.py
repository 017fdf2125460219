"""The catalogue: ours is sound, and a bad one is refused with all its mistakes."""

from __future__ import annotations

import ast
import hashlib
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.licenses import canonicalize_license_expression

from kiosk.catalog import WHISPER_CODES, WHISPER_LANGUAGES, Catalog, Model, catalog_path, is_safe, load_catalog
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.packs.folders import read_folder
from tests.toy_packs import Shop, catalog_text, ear, whisper, write

OURS = load_catalog(catalog_path())

NO_REVISION_KNOWN = {f"quickmt-{name}" for name in ["vi-en", "en-fr", "en-ur"]}
NOT_FOR_COUNTERS = {"ja_JP-hi_fi_captain-medium", "ko_KR-kss-medium"}

NEEDED = {
    "whisper": {"config.json", "model.bin", "tokenizer.json"},
    "argos": {"metadata.json", "sentencepiece.model", "model/model.bin"},
    "ctranslate2": {"config.json", "model.bin"},
    "piper": {"{id}.onnx", "{id}.onnx.json"},
    "openjtalk": set[str](),
}


def mistakes(tmp_path: Path, text: str) -> str:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_catalog(path)
    assert caught.value.code == "catalog.invalid"
    return str(caught.value)


def test_the_checkout_has_its_catalogue_in_models() -> None:
    assert catalog_path() == Path(__file__).resolve().parent.parent / "models" / "catalog.toml"


@pytest.mark.parametrize("model", OURS.models, ids=lambda model: model.id)
def test_every_model_names_an_spdx_licence_and_its_makers(model: Model) -> None:
    assert canonicalize_license_expression(model.licence) == model.licence
    assert len(model.attribution) > 10


@pytest.mark.parametrize("model", OURS.models, ids=lambda model: model.id)
def test_every_model_lists_what_its_engine_reads(model: Model) -> None:
    if model.archive is None or model.files:
        assert {name.format(id=model.id) for name in NEEDED[model.kind]} <= {file.name for file in model.files}
    assert model.memory_mb * 1_000_000 > model.bytes


@pytest.mark.parametrize("model", [one for one in OURS.models if one.kind == "ctranslate2"], ids=lambda model: model.id)
def test_what_is_fetched_of_a_translation_model_is_what_its_reader_asks_for(model: Model, tmp_path: Path) -> None:
    """Tokenizer and vocabulary are one for both languages or one for each, and the files say which."""
    folder = write(tmp_path / model.id, {file.name: b"{}" for file in model.files})
    (found,) = read_folder(folder, model.id)
    assert (found.kind, found.route) == (model.kind, model.route)
    assert {file.name for file in found.files} == {file.name for file in model.files}
    joint = {"joint.spm.model", "shared_vocabulary.json"}
    assert joint <= {file.name for file in model.files} or not joint & {file.name for file in model.files}


@pytest.mark.parametrize("model", [one for one in OURS.models if one.source], ids=lambda model: model.id)
def test_every_source_is_pinned_to_a_revision(model: Model) -> None:
    revision = "[0-9a-f]{40}|v\\d+\\.\\d+\\.\\d+"
    if model.id in NO_REVISION_KNOWN:
        assert not any(file.sha256 for file in model.files)
        revision = "main"
    hub = rf"https://huggingface\.co/[\w.-]+/[\w.-]+/resolve/({revision})/[\w/%]*"
    if model.archive is None:
        assert re.fullmatch(hub, model.source)
    elif model.source == "starter/":  # in git beside the catalogue
        assert model.archive.name == f"{model.id}.argosmodel"
    else:  # an Argos package has its version in its name
        assert model.source == "https://argos-net.com/v1/"
        assert re.fullmatch(r"translate-[a-z]{2}_[a-z]{2}-\d+(_\d+)+\.argosmodel", model.archive.name)


@pytest.mark.parametrize("model", [one for one in OURS.models if not one.recorded], ids=lambda model: model.id)
def test_what_nobody_has_recorded_has_a_size_to_plan_with(model: Model) -> None:
    for file in (*model.files, *([model.archive] if model.archive else [])):
        assert file.planned_bytes > 0
        assert file.most_bytes >= file.planned_bytes
        assert model.kind != "piper" or file.sha256 or file.md5 or model.id in ("bn_BD-google-medium", *NOT_FOR_COUNTERS)


def test_only_what_has_no_published_revision_follows_a_branch() -> None:
    assert {model.id for model in OURS.models if not model.pinned} == NO_REVISION_KNOWN
    assert not any(model.recorded for model in OURS.models if not model.pinned)


def test_a_voice_under_the_licence_of_its_recordings_names_them() -> None:
    """So that whoever reads it can look the licence up."""
    voices = [model for model in OURS.models if re.match("[a-z]{2}_[A-Z]{2}-(talesyntese|nst|bui|issai|google)-", model.id)]
    assert len(voices) >= 7
    assert all(re.search("Språkbanken|Talrómur|KazakhTTS2|OpenSLR", model.attribution) for model in voices)


def test_no_profile_has_a_model_that_needs_consent() -> None:
    assert {model.id for model in OURS.models if "-NC" in model.licence} == NOT_FOR_COUNTERS
    assert all(not model.profiles for model in OURS.models if model.needs_consent)
    assert {"LicenseRef-unknown"} < {model.licence for model in OURS.models if model.needs_consent}


@pytest.mark.parametrize("profile", ["starter", "counter", "shelter", "quality"])
def test_a_profile_hears_everything_and_speaks_japanese_and_english(profile: str) -> None:
    models = OURS.profile(profile)
    assert [model.kind for model in models].count("whisper") == 1
    assert {"ja", "en"} <= {model.languages[0] for model in models if model.kind in ("piper", "openjtalk")}
    routes = [model.route for model in models if model.route]
    assert len(set(routes)) == len(routes)


@pytest.mark.parametrize(
    ("profile", "codes"),
    [
        ("counter", "ja zh zt ko th id pt pb es fr de it ru"),
        ("quality", "ja zh zt ko th id pt pb es fr de it ru"),
        ("shelter", "ja zh zt ko th id pt pb es fr de it ru vi tl hi ur bn ar fa ms uk"),
    ],
)
def test_a_profile_leads_from_and_to_each_of_its_languages(profile: str, codes: str) -> None:
    routes = {model.route for model in OURS.profile(profile)}
    for code in codes.split():
        assert {Route(code, "en"), Route("en", code)} <= routes, code


def test_no_two_models_of_a_kind_are_equally_good_at_the_same() -> None:
    claims = [
        (model.kind, model.quality, what)
        for model in OURS.models
        for what in ([model.route] if model.route else model.languages)
    ]
    assert len(set(claims)) == len(claims)


def test_the_starter_models_can_be_put_together_from_what_is_on_the_machine() -> None:
    starter = OURS.profile("starter")
    assert [model.id for model in starter] == [
        "whisper-base",
        "starter-en_ja",
        "starter-ja_en",
        "en_US-joe-medium",
        "openjtalk-mei",
    ]
    for model in starter:
        assert model.inside or model.archive or all(file.pieces for file in model.files)


@pytest.mark.parametrize("id", ["starter-en_ja", "starter-ja_en"])
def test_the_package_in_git_is_the_one_the_catalogue_lists(id: str) -> None:
    model = OURS.find(id)
    assert model is not None
    assert model.archive is not None
    path = catalog_path().parent / model.source / model.archive.name
    assert path.stat().st_size == model.archive.bytes
    assert hashlib.sha256(path.read_bytes()).hexdigest() == model.archive.sha256
    with zipfile.ZipFile(path) as package:
        held = {name.partition("/")[2]: package.read(name) for name in package.namelist()}
    assert {file.name: (file.bytes, file.sha256) for file in model.files} == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in held.items()
    }


def test_whispers_languages_are_those_of_faster_whisper() -> None:
    spec = find_spec("faster_whisper")
    assert spec is not None
    assert spec.origin is not None
    module = ast.parse((Path(spec.origin).parent / "tokenizer.py").read_text(encoding="utf-8"))
    (codes,) = [
        node.value for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_LANGUAGE_CODES"
    ]
    assert frozenset(ast.literal_eval(codes)) == WHISPER_CODES


def test_whisper_hears_every_form_of_a_language_it_hears() -> None:
    assert {"ja", "zh", "zt", "pt", "pb", "nb", "my", "tl"} <= set(WHISPER_LANGUAGES)
    assert not {"eo", "ga", "no"} & set(WHISPER_LANGUAGES)


def test_a_model_is_found_by_its_id_and_by_its_other_names() -> None:
    assert OURS.find("faster-whisper-base") is OURS.find("whisper-base") is not None
    assert OURS.find("whisper-huge") is None


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    assert load_catalog(shop.catalog) == Catalog(shop.models)
    assert shop.models[1].route == Route("en", "ja")


def test_a_model_is_mended_by_fetching_its_profile_or_itself() -> None:
    assert "fetch --profile starter" in ear("a", whisper(1), profiles=("starter",)).mend
    assert "import-bundle" not in ear("a", whisper(1), profiles=("starter",)).mend, "they come without a network"
    assert (
        "fetch --model a`, or `python scripts/download_models.py import-bundle DIR` with a stick" in ear("a", whisper(1)).mend
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "whisper"', 'kind = "wisper"', "did you mean 'whisper'?"),
        ("quality = 20", "quality = 101", "quality: must be a whole number from 0 to 100"),
        ("quality = 20", "qualty = 20", "qualty: unknown field, did you mean 'quality'?"),
        ("quality = 20", 'quality = 20\nmirror = "x"', "mirror: unknown field"),
        ("quality = 20", "quality = true", "quality: must be a whole number"),
        ('licence = "MIT"', 'licence = "free of charge!"', "must be an SPDX expression"),
        ('licence = "MIT"', "", "licence: is missing"),
        ('attribution = "A"', 'attribution = ""', "attribution: must be a text"),
        ('["ja", "en"]', '["ja", "jp"]', "unknown language 'jp'"),
        ('["ja", "en"]', "[]", "languages: must be a list of codes"),
        ('id = "one"', 'id = "../one"', "id: '../one' is not in the form it must have"),
        ('"model.bin"', '"../model.bin"', "must be a plain path below the model's folder"),
        ('"model.bin"', '"/model.bin"', "must be a plain path below the model's folder"),
        ('"model.bin"', '"config.json"', "file: the same name twice"),
        ("bytes = 20", "bytes = 0", "bytes: must be a whole number from 1"),
        ("bytes = 20", "bytes = 20\nunrecorded = true", "sha256: unknown field"),
        ('source = "https://example.org/"', 'source = "http://example.org/"', "source: must be an https address"),
        ('source = "https://example.org/"', 'source = "../elsewhere/"', "source: must be an https address"),
        ('source = "https://example.org/"', "", "says where the files come from"),
        ("pieces = []", 'pieces = ["wheel"]', "must be distribution:path"),
        ("pieces = []", 'pieces = ["wheel:../secret"]', "must be distribution:path"),
        ("schema = 1", "schema = 2", "made for a newer kiosk"),
        ("schema = 1", "", "schema: is missing"),
        ("schema = 1", "schema =", "can't be read"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    good = catalog_text(ear("one", whisper(1)))
    assert old in good
    assert said in mistakes(tmp_path, good.replace(old, new))


@pytest.mark.parametrize("digest", ["", "0" * 63, "G" * 64, "0" * 65, "../" + "0" * 61])
def test_a_digest_that_is_none_is_a_mistake(tmp_path: Path, digest: str) -> None:
    good = ear("one", whisper(1))
    assert "sha256: " in mistakes(tmp_path, catalog_text(good).replace(good.files[1].sha256, digest))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["en", "ja"]', '["en"]', "route: must be two codes"),
        ('["en", "ja"]', '["en", "en"]', "route: must be two codes"),
        ('["en", "ja"]', '["en", "xx"]', "unknown language 'xx'"),
        ("route = ", "languages = ", "languages: unknown field"),
        ('licence = "CC-BY-4.0"', 'licence = "CC-BY-4.0"\ninside = "wheel:path"', "either files of its own or `inside`"),
        ('licence = "CC-BY-4.0"', 'licence = "CC-BY-4.0"\naliases = ["../a"]', "aliases: '../a' can't be the name of a folder"),
    ],
)
def test_a_mistake_in_a_package_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    good = catalog_text(Shop(tmp_path).models[1])
    assert old in good
    assert said in mistakes(tmp_path, good.replace(old, new))


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    text = catalog_text(ear("one", whisper(1)), ear("two", whisper(1)))
    said = mistakes(tmp_path, text.replace("MIT", "no!").replace("memory_mb = 10", "").replace('"ja"', '"jp"'))
    assert said.count("must be an SPDX expression") == said.count("memory_mb") == said.count("'jp'") == 2
    assert "'one'" in said
    assert "'two'" in said
    assert "\n" not in said


def test_two_models_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    assert "'one' is given twice" in mistakes(tmp_path, catalog_text(ear("one", whisper(1)), ear("ONE", whisper(1))))


def test_a_catalogue_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"missing\.toml: can't be read"):
        load_catalog(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "a/../b", "/a", "a//b", "a/", "C:/a", "a\\b", "a\0b", "nul", "com1.txt", "a/LPT9", ".hidden", "a.", "a b"],
)
def test_a_path_that_leads_out_or_breaks_elsewhere_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@given(st.text(alphabet="ab.:/\\ ~\0-ãé", max_size=12))
@settings(deadline=None, derandomize=True)
def test_a_safe_path_stays_below_its_folder(path: str) -> None:
    folder = Path("/models/one")
    if is_safe(path):
        assert folder in (folder / path).resolve().parents
