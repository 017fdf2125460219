"""kiosk.toml is read strictly, and all its mistakes are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.errors import SettingsError
from kiosk.settings import Settings, load, models_folder


def write(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_a_default() -> None:
    assert load(None) == Settings()


def test_what_is_set_is_taken_and_the_rest_keeps_its_default(tmp_path: Path) -> None:
    settings = load(write(tmp_path, 'languages = ["ja", "en"]\n[speech]\nspeed = 1\n[engines]\nbeam = 5\n'))
    assert settings.languages == ("ja", "en")
    assert settings.speech.speed == 1.0
    assert settings.engines.beam == 5
    assert settings.listening.silence_s == 0.7


def test_every_mistake_is_told_at_once_with_what_was_meant(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'langauges = ["ja"]\nlanguages = ["jp"]\nspeech = 3\n[engines]\nbeam = 99\nthreads = true\n[models]\nfoldr = "x"\n',
    )
    with pytest.raises(SettingsError) as caught:
        load(path)
    told = "\n".join(caught.value.mistakes)
    assert len(caught.value.mistakes) == 6
    assert "langauges: unknown setting, did you mean 'languages'?" in told
    assert "models.foldr: unknown setting, did you mean 'folder'?" in told
    assert "unknown language 'jp'" in told
    assert "engines.beam: must be between 1 and 10, not 99" in told
    assert "engines.threads: must be a whole number, not True" in told
    assert "speech: must be a table" in told


def test_a_file_that_is_no_toml_or_is_not_there_is_one_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not valid TOML"):
        load(write(tmp_path, "languages = [\n"))
    with pytest.raises(SettingsError, match="no such file"):
        load(tmp_path / "other.toml")


def test_an_empty_setting_means_the_folder_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_MODELS", str(tmp_path))
    assert models_folder(Settings()) == tmp_path.resolve()
    monkeypatch.delenv("KIOSK_MODELS")
    assert (models_folder(Settings()) / "catalog.toml").is_file()
