"""Every part and every model says under which terms it may be used and who made it."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression

from kiosk.catalog import catalog_path, load_catalog
from kiosk.licences import UNKNOWN, Part, notices, own_needs, parts
from tests.conftest import Run

PARTS = parts(own_needs())
NOTICES = Path(__file__).resolve().parent.parent / "THIRD_PARTY_NOTICES.md"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_has_a_licence_and_a_maker(part: Part) -> None:
    assert part.licence != UNKNOWN
    assert canonicalize_license_expression(part.licence)
    assert part.author


def test_the_parts_of_parts_are_found_and_no_others() -> None:
    names = {part.name for part in PARTS}
    assert {"ctranslate2", "piper-tts", "pyopenjtalk-plus", "minisbd", "cryptography", "cffi"} <= names
    assert not {"pytest", "mypy", "kiosk", "torch", "transformers"} & names


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_notices_in_git_name_every_part(part: Part) -> None:
    row = f"| {part.name} | {part.licence} | "
    assert row in NOTICES.read_text(encoding="utf-8"), "run: python -m kiosk licences --notices > THIRD_PARTY_NOTICES.md"


def test_the_notices_in_git_name_every_model_of_the_catalogue() -> None:
    text = NOTICES.read_text(encoding="utf-8")
    models = load_catalog(catalog_path()).models
    assert text.endswith(notices((), models).split("## Models")[1])


def test_a_part_that_says_nothing_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "mute-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: mute\nVersion: 1.0\nRequires-Dist: absent; extra == 'x'\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert metadata.version("mute") == "1.0"
    assert parts(["mute[x]>=1"]) == (Part("mute", "1.0", UNKNOWN, "the authors of mute"),)


def test_the_command_names_parts_and_installed_models(command: Run, tmp_path: Path) -> None:
    done = command("licences", "--json", "--models", str(tmp_path))
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert {"name": "piper-tts", "licence": "GPL-3.0-or-later"}.items() <= next(
        part for part in said["parts"] if part["name"] == "piper-tts"
    ).items()
    assert [model["id"] for model in said["models"]] == ["openjtalk-mei"]
    assert "HTS Voice Mei" in said["models"][0]["attribution"]
