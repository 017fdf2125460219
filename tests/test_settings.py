"""kiosk.toml is read strictly, and all its mistakes are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.errors import SettingsError
from kiosk.settings import Settings, default_path, load, models_folder, read, read_text


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


def test_a_wrong_choice_is_told_with_what_there_is_and_what_was_meant(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'languages = ["ja", "ja"]\n[screen]\nlayout = "face-to-face"\ntheme = 3\ntalk = "tab"\nlanguage = "jp"\nidle_s = 5\n'
        "type_scale = nan\n[speech]\nvolume = 2\n",
    )
    with pytest.raises(SettingsError) as caught:
        load(path)
    told = "\n".join(caught.value.mistakes)
    assert len(caught.value.mistakes) == 8
    assert "'ja' is there twice" in told
    assert "screen.layout: must be 'face_to_face' or 'side_by_side' or 'two_displays', not 'face-to-face'" in told
    assert "did you mean 'face_to_face'?" in told
    assert "screen.theme: must be 'paper' or 'high_contrast', not 3" in told
    assert "screen.talk: must be 'hold' or 'tap', not 'tab', did you mean 'tap'?" in told
    assert "screen.language: unknown language 'jp'" in told
    assert "screen.idle_s: must be between 15 and 3600, not 5" in told
    assert "screen.type_scale: must be between 0.8 and 1.6, not nan" in told
    assert "speech.volume: must be between 0 and 1, not 2" in told


def test_what_is_right_beside_a_mistake_still_holds(tmp_path: Path) -> None:
    reading = read(write(tmp_path, 'languages = ["en", "xx", "ja"]\n[screen]\ntheme = "high_contrast"\nidle_s = "long"\n'))
    assert reading.settings.languages == ("en", "ja")
    assert reading.settings.screen.theme == "high_contrast"
    assert reading.settings.screen.idle_s == 90
    assert [mistake.split(":")[0] for mistake in reading.mistakes] == ["screen.idle_s", "languages"]


def test_reading_never_raises(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"languages = ['\xe9']")
    (tmp_path / "folder").mkdir()
    for name in ("none", "latin", "folder"):
        assert read(tmp_path / name).settings == Settings()
        assert len(read(tmp_path / name).mistakes) == 1


def test_a_file_that_is_no_toml_keeps_its_pin() -> None:
    text = f'[operator]\npin_hash = "{"a" * 64}"\npin_salt = "{"b" * 32}"\n'
    assert read_text(text).mistakes == ()
    kept = read_text(text + "[screen\n")
    assert kept.mistakes and kept.settings.operator == read_text(text).settings.operator


def test_a_pin_in_plain_is_a_mistake_that_is_never_told() -> None:
    for value in ("4711", '"4711"'):
        reading = read_text(f"[operator]\npin_hash = {value}\n")
        assert len(reading.mistakes) == 1
        assert "4711" not in reading.mistakes[0]
    half = read_text(f'[operator]\npin_hash = "{"a" * 64}"\n')
    assert half.mistakes == ("operator: pin_hash and pin_salt belong together; delete both to set a new PIN",)
    assert "a" * 64 not in repr(half.settings)


def test_the_file_lies_in_the_users_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path() == tmp_path / "kiosk" / "kiosk.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path() == tmp_path / ".config" / "kiosk" / "kiosk.toml"
