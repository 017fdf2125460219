"""A model that loads but is damaged is found out before it is used."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalog import Catalog, Kind, Model, catalog_path, load_catalog
from kiosk.core.audio import Audio
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.core.turn import Hint, Transcript
from kiosk.engines import Need, build_engines
from kiosk.engines.argos import ArgosTranslator, TranslationPackage
from kiosk.engines.piper import PiperVoice
from kiosk.engines.selftest import prove_package, prove_transcriber, prove_voice
from kiosk.engines.silero import SileroDetector
from kiosk.engines.whisper import WhisperTranscriber
from kiosk.inventory import Installed, survey, verify_at_start
from kiosk.packs.digests import digest_of
from kiosk.settings import Settings
from tests import toy_packs
from tests.engines.toy_translation import argos_package
from tests.engines.toy_voice import Hum, toy_voice
from tests.toy_packs import described, tree

EN_JA = Route("en", "ja")


def flip(path: Path, place: int, mask: int = 0xFF) -> None:
    """One byte, and nothing that the system tells of the file changes but its time of change."""
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ mask]))


class Ear:
    """Satisfies Transcriber; hears one thing whatever is said."""

    def __init__(self, text: str) -> None:
        self._text = text

    def languages(self) -> frozenset[str]:
        return frozenset({"en"})

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        assert 1.0 < audio.duration_s < 2.0
        return Transcript(self._text, hint.languages[0])


def toy(folder: Path, kind: Kind = "argos", route: Route | None = EN_JA) -> Installed:
    files = described(tree(folder))
    model = Model(
        folder.name,
        kind,
        ("en", "ja"),
        route,
        1,
        "MIT",
        "A",
        9,
        files,
        "https://example.org/",
        None,
        None,
        ("toy",),
    )
    return Installed(model, folder, trusted=True)


@pytest.mark.parametrize("text", ["Where is the nearest hospital?", "where's the Hospital"])
def test_a_recogniser_that_hears_the_hospital_is_used(tmp_path: Path, text: str) -> None:
    prove_transcriber(toy(tmp_path, "whisper", None), Ear(text))


@pytest.mark.parametrize("text", ["keep it up! keep it up!", ""])
def test_a_recogniser_that_hears_something_else_is_not(tmp_path: Path, text: str) -> None:
    with pytest.raises(ModelError, match="gives wrong answers, its files are damaged; run `python scripts") as caught:
        prove_transcriber(toy(tmp_path, "whisper", None), Ear(text))
    assert caught.value.code == "model.corrupt"


def test_a_flipped_byte_in_the_real_recogniser_is_heard(models_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "whisper-base"
    try:
        shutil.copytree(models_folder / "whisper-base", folder)
        model = load_catalog(catalog_path()).find("whisper-base")
        assert model is not None
        size = (folder / "model.bin").stat().st_size
        flip(folder / "model.bin", size // 2)
        ear = WhisperTranscriber(folder.absolute(), SileroDetector())
        with pytest.raises(ModelError, match="gives wrong answers"):
            prove_transcriber(Installed(model, folder, trusted=True), ear)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # 150 MB that pytest would keep for three runs


def translator(one: Installed) -> ArgosTranslator:
    package = TranslationPackage(one.model.id, one.folder, EN_JA, prove=lambda translate: prove_package(one, translate))
    return ArgosTranslator([package])


def test_a_package_that_knows_the_hospital_is_used_without_a_second_look(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    words = {"Where": "どこ", "is": "は", "the": "その", "hospital?": "病院"}
    folder = argos_package(tmp_path / "toy", EN_JA, words)
    one = toy(folder)
    (folder / "metadata.json").touch()
    translator(one).prepare([EN_JA])
    assert not caplog.records


def test_a_package_that_answers_oddly_is_hashed_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    one = toy(argos_package(tmp_path / "toy", EN_JA, {"where": "どこ"}))
    with caplog.at_level(logging.WARNING, "kiosk"):
        translator(one).prepare([EN_JA])
    assert [record.message for record in caplog.records] == [
        "toy doesn't know the hospital, but its files are as they should be"
    ]


def test_a_package_that_answers_oddly_and_is_damaged_is_refused(tmp_path: Path) -> None:
    one = toy(argos_package(tmp_path / "toy", EN_JA, {"where": "どこ"}))
    (one.folder / "metadata.json").write_text((one.folder / "metadata.json").read_text().replace(" ", "\n", 1))
    with pytest.raises(ModelError, match=r"toy: metadata\.json is damaged"):
        translator(one).prepare([EN_JA])


def test_a_voice_that_hums_is_used_and_one_that_roars_is_not(tmp_path: Path) -> None:
    for name, hum, whole in (("good", Hum(), True), ("roaring", Hum(amplitude=1000.0), False)):
        model = toy_voice(tmp_path / name, hum=hum)
        one = toy(tmp_path / name, "piper", None)
        voice = PiperVoice(name, model.absolute(), "en")
        if whole:
            prove_voice(one, voice.digit)
        else:
            with pytest.raises(ModelError, match="gives wrong answers"):
                prove_voice(one, voice.digit)


def test_what_was_hashed_once_is_not_hashed_again_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = toy(argos_package(tmp_path / "toy", EN_JA, {"where": "どこ"}))
    hashed: list[str] = []

    def note(path: Path) -> str:
        hashed.append(path.name)
        return digest_of(path)

    monkeypatch.setattr("kiosk.packs.seen.digest_of", note)
    verify_at_start(one)
    assert sorted(hashed) == sorted(Path(file.name).name for file in one.model.files)
    hashed.clear()
    verify_at_start(one)
    assert hashed == []
    flip(one.folder / "model" / "model.bin", 100)
    with pytest.raises(ModelError, match=r"model\.bin is damaged"):
        verify_at_start(one)
    assert hashed == ["model.bin"]


def test_a_memory_that_is_damaged_or_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    one = toy(argos_package(tmp_path / "toy", EN_JA, {"where": "どこ"}))
    (one.folder / ".verified").mkdir()
    (one.folder / ".verified" / "toy.json").write_text("{")
    verify_at_start(one)
    shutil.rmtree(one.folder / ".verified")
    (one.folder / ".verified").write_text("in the way")
    verify_at_start(one)


def test_a_broken_package_takes_down_only_its_own_languages(tmp_path: Path) -> None:
    models = []
    for target in ("ja", "es"):
        folder = argos_package(tmp_path / f"en_{target}", Route("en", target), {"where": "x"})
        models.append(toy(folder, route=Route("en", target)).model)
    flip(tmp_path / "en_ja" / "model" / "model.bin", 100)
    engines = build_engines(survey(tmp_path, Catalog(tuple(models))), Settings(), Need(hearing=False))
    assert next(engines.translator.translate("where", Route("en", "es"))).text
    with pytest.raises(ModelError, match=r"en_ja: model/model\.bin is damaged; run `python scripts/download_models\.py"):
        next(engines.translator.translate("where", EN_JA))


def test_where_a_voice_is_broken_the_next_best_speaks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    models = []
    for name, quality in (("en_US-better-low", 40), ("en_US-plain-low", 20)):
        toy_voice(tmp_path / name, name)
        models.append(replace(toy(tmp_path / name, "piper", None).model, quality=quality, languages=("en",)))
    flip(tmp_path / "en_US-better-low" / "en_US-better-low.onnx", 100)
    engines = build_engines(survey(tmp_path, Catalog(tuple(models))), Settings(), Need(hearing=False, voices=("en",)))
    assert next(engines.synthesizer.synthesize("where", "en")).duration_s > 0
    (record,) = caplog.records
    assert "en_US-better-low.onnx is damaged" in record.message
    assert record.message.endswith("until then en_US-plain-low speaks")


def test_where_the_recogniser_is_broken_the_next_best_hears(
    models_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "whisper-base").symlink_to(models_folder / "whisper-base")
    better = toy_packs.write(tmp_path / "better", toy_packs.whisper())
    base = load_catalog(catalog_path()).find("whisper-base")
    assert base is not None
    broken = replace(toy(better, "whisper", None).model, quality=99)
    engines = build_engines(survey(tmp_path, Catalog((base, broken))), Settings(), Need())
    assert engines.transcriber.languages()
    (record,) = caplog.records
    assert record.message.endswith("until then whisper-base hears")
