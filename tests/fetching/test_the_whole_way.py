"""Models go the whole way: catalogue, mirror, fetch, verify, load, translate, speak, bundle, import, and speak again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.catalog import Model, catalog_path, load_catalog
from kiosk.core.language import Route
from kiosk.engines import Need, build_engines
from kiosk.inventory import take_stock
from kiosk.settings import Settings
from scripts.download_models import main
from tests.engines.toy_translation import argos_package
from tests.engines.toy_voice import toy_voice
from tests.fetching.servers import serving
from tests.toy_packs import catalog_text, described, pack, tree

ROOT = Path(__file__).resolve().parent.parent.parent
LEXICON = {"where": "どこ", "station": "駅"}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "kiosk_mirror"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Publisher:
    """Publishes a package and a voice of its own making, and a catalogue that lists them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "published"
        files = tree(argos_package(folder / "making", Route("en", "ja"), LEXICON))
        self.folder.mkdir()
        archive = pack(self.folder / "toy-en_ja-1_0.argosmodel", files)
        (packed,) = described({archive.name: archive.read_bytes()})
        voice = toy_voice(self.folder / "en_US-toy-low")
        sound = tree(voice.parent)
        route = Route("en", "ja")
        source = "https://models.example.org/"
        package = Model(
            "toy-en_ja-1_0", "argos", ("en", "ja"), route, 30, "CC0-1.0", "Us", 50, (), source, packed, None, ("toy",)
        )
        speaker = Model(
            "en_US-toy-low", "piper", ("en",), None, 20, "CC0-1.0", "Us", 50, described(sound), source, None, None, ("toy",)
        )
        self.catalog = folder / "catalog.toml"
        self.catalog.write_text(catalog_text(package, speaker), encoding="utf-8")


def run(catalog: Path, models: Path, *words: str) -> int:
    return main(["--models", str(models), *words], catalog)


def assert_it_speaks(models: Path, catalog: Path) -> None:
    stock = take_stock(models, load_catalog(catalog))
    assert not stock.problems
    assert all(one.trusted for one in stock.models)
    engines = build_engines(stock, Settings(), Need(hearing=False, routes=(Route("en", "ja"),), voices=("en",)))
    assert next(engines.translator.translate("where station", Route("en", "ja"))).text.replace(" ", "") == "どこ駅"
    (sound,) = engines.synthesizer.synthesize("where", "en")
    assert np.abs(sound.samples).max() > 0.01


def test_a_package_and_a_voice_of_our_own_go_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = Publisher(tmp_path)
    office, stick, gym = tmp_path / "office", tmp_path / "stick", tmp_path / "gym"
    with serving({f"/{name}": content for name, content in tree(published.folder).items()}) as server:
        assert run(published.catalog, office, "fetch", "--profile", "toy", "--mirror", server.address, "--only-mirrors") == 0
    assert run(published.catalog, office, "verify", "--deep") == 0
    assert_it_speaks(office, published.catalog)
    key = tmp_path / "office.key"
    assert run(published.catalog, office, "make-key", str(key)) == 0
    assert run(published.catalog, office, "export-bundle", str(stick), "--key", str(key)) == 0
    shutil.rmtree(published.folder)
    gym.mkdir()
    shutil.copy(f"{key}.pub", gym / "bundle-key.pub")
    assert run(published.catalog, gym, "import-bundle", str(stick)) == 0
    assert run(published.catalog, gym, "verify", "--deep") == 0
    assert_it_speaks(gym, published.catalog)
    assert "CC0-1.0: Us" in capsys.readouterr().out


def test_a_clean_account_with_no_network_imports_a_stick(tmp_path: Path) -> None:
    """A process of its own, with an empty home, and where the system lets us, in a network name space with nothing in it."""
    published = Publisher(tmp_path)
    office, stick, gym = tmp_path / "office", tmp_path / "stick", tmp_path / "gym"
    assert run(published.catalog, office, "fetch", "--profile", "toy", "--mirror", str(published.folder), "--only-mirrors") == 0
    key = tmp_path / "office.key"
    run(published.catalog, office, "make-key", str(key))
    assert run(published.catalog, office, "export-bundle", str(stick), "--key", str(key)) == 0
    code = "import sys; from pathlib import Path; from scripts.download_models import main; "
    code += "sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"
    command = [sys.executable, "-c", code, str(published.catalog), "--models", str(gym), "--json", "import-bundle", str(stick)]
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [*_alone(), *command, "--key", f"{key}.pub"],
        cwd=ROOT,
        env={"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {model["state"] for model in json.loads(done.stdout)["models"]} == {"installed"}
    assert not list((tmp_path / "home").iterdir())


def _alone() -> list[str]:
    command = ["unshare", "-rn"]
    try:
        done = subprocess.run([*command, "true"], capture_output=True, timeout=20, check=False)
    except FileNotFoundError:
        return []
    return command if done.returncode == 0 else []


@pytest.fixture
def real(models_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder for 210 MB that pytest would keep for three runs."""
    folder = tmp_path / "models"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_the_real_starter_models_come_from_a_mirror_as_a_counters_profile(
    real: Path, models_folder: Path, tmp_path: Path
) -> None:
    """Their wheels and packages are hidden, as on a machine that fetches the counter's models: every byte is brought."""
    ours = load_catalog(catalog_path())
    models = [replace(model, profiles=("counter",)) for model in ours.profile("starter") if model.inside is None]
    assert len(models) == 4
    catalog = tmp_path / "catalog.toml"
    lines = [line for line in catalog_text(*models).splitlines() if not line.startswith("pieces")]
    catalog.write_text("\n".join(lines), encoding="utf-8")
    files = {
        f"/{model.id}/{file.name}": (models_folder / model.id / file.name).read_bytes()
        for model in models
        if model.archive is None
        for file in model.files
    }
    packed = {model.archive.name: catalog_path().parent / model.source for model in models if model.archive}
    files |= {f"/{name}": (folder / name).read_bytes() for name, folder in packed.items()}
    with serving(files) as server:
        assert run(catalog, real, "fetch", "--profile", "counter", "--mirror", server.address, "--only-mirrors") == 0
        assert {path for path, _ in server.asked} == set(files)
    assert run(catalog, real, "verify", "--deep") == 0
