"""Sound that was made ahead is found and whole or not used; a town's mistakes cost no more than what they stand in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kiosk.audio.files import write_wav
from kiosk.core.audio import Audio
from kiosk.phrasebook_advice import adviser, made_ahead, sounds_folder, voice_of
from kiosk.phrasebook_files import sound_path


def _sound() -> Audio:
    return Audio((0.3 * np.sin(np.arange(2205) / 20)).astype(np.float32), 22_050)


def test_sound_that_was_made_ahead_is_heard_at_its_own_rate(tmp_path: Path) -> None:
    write_wav(sound_path(tmp_path, "Hello.", "en-voice"), [_sound()])
    found = made_ahead(tmp_path, "Hello.", "en-voice")
    assert found is not None
    assert found.rate_hz == 22_050
    assert np.allclose(found.samples, _sound().samples, atol=1e-3)


def test_another_text_voice_or_speed_is_another_sound(tmp_path: Path) -> None:
    write_wav(sound_path(tmp_path, "Hello.", "en-voice"), [_sound()])
    assert made_ahead(tmp_path, "Hello!", "en-voice") is None
    assert made_ahead(tmp_path, "Hello.", "other") is None
    assert made_ahead(tmp_path, "Hello.", "en-voice", 0.8) is None


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEjunk" * 9])
def test_what_is_no_sound_is_not_used(tmp_path: Path, content: bytes) -> None:
    sound_path(tmp_path, "Hello.", "en-voice").write_bytes(content)
    assert made_ahead(tmp_path, "Hello.", "en-voice") is None


def test_a_voice_serves_the_languages_that_sound_like_its_own() -> None:
    assert voice_of("pb", {"pt": "a"}) == "a"
    assert voice_of("zt", {"zh": "b"}) == "b"
    assert voice_of("fr", {"pt": "a"}) == ""


def test_the_adviser_plays_what_lies_beside_the_settings(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    _, advises = adviser(config, {"en": "en-voice"})
    welcome = advises.phrase("welcome", (), "ja", "en")
    assert welcome is not None
    assert advises.sound(welcome) is None
    sounds_folder(config).mkdir(parents=True)
    write_wav(sound_path(sounds_folder(config), welcome.aloud, "en-voice"), [_sound()])
    assert advises.sound(welcome) is not None


def test_mistakes_of_a_town_are_told_and_the_rest_of_its_phrases_is_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "phrases"
    folder.mkdir()
    (folder / "town.toml").write_text('[phrase.hello]\ncategory = "nowhere"\nja = "やあ"\nen = "Hi"\n', encoding="utf-8")
    (folder / "plain_japanese.tsv").write_text("no tab here\n", encoding="utf-8")
    book, advises = adviser(tmp_path / "kiosk.toml")
    assert "welcome" in book.phrases
    assert advises.coach("罹災証明が必要です。").why == ("jargon",)
    assert any("town.toml" in record.message for record in caplog.records)
    assert any("plain_japanese.tsv" in record.message for record in caplog.records)
