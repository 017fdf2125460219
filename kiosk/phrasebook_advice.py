"""The staff's own words as the dialogue uses them: the phrases, their sound where it was made ahead, and the coach."""

from __future__ import annotations

import logging
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kiosk.core.audio import Audio
from kiosk.core.errors import SettingsError
from kiosk.core.language import LANGUAGES
from kiosk.phrasebook_files import OWN, added_files, check_phrasebook, plain_words, sound_path
from kiosk.pipeline.coach import read_words
from kiosk.pipeline.phrasebook import Phrasebook
from kiosk.pipeline.phrasebook_adviser import PhrasebookAdviser
from kiosk.settings import default_path

_log = logging.getLogger(__name__)

_LONGEST_S = 60


def sounds_folder(config: Path | None = None) -> Path:
    """Where the kiosk looks for sound that was made ahead: in the folder `phrases` beside kiosk.toml."""
    return (config or default_path()).absolute().parent / "phrases" / "sounds"


def voice_of(language: str, voices: Mapping[str, str]) -> str:
    """The id of the voice that speaks a language: its own, or one for a language that sounds the same. "" for none.
    `voices`: their ids by language."""
    same = (voice for other, voice in voices.items() if LANGUAGES[other].spoken == LANGUAGES[language].spoken)
    return voices.get(language) or next(same, "")


def made_ahead(folder: Path, text: str, voice: str, speed: float = 1.0) -> Audio | None:
    """The sound of a text at the voice's own rate; None where nobody made it, or what lies there is no such file."""
    path = sound_path(folder, text, voice, speed)
    try:
        with wave.open(str(path), "rb") as sound:
            if (sound.getnchannels(), sound.getsampwidth()) != (1, 2):
                return None
            frames = sound.readframes(min(sound.getnframes(), _LONGEST_S * sound.getframerate()))
            return Audio.of(np.frombuffer(frames, dtype="<i2").astype(np.float32) / 32768, sound.getframerate())
    except (OSError, EOFError, wave.Error, ValueError):
        return None


def adviser(
    config: Path | None = None, voices: Mapping[str, str] | None = None, speed: float = 1.0
) -> tuple[Phrasebook, PhrasebookAdviser]:
    """All phrases there are, and what advises the dialogue with them. Mistakes in a town's own files cost what they stand in,
    not the kiosk: they are logged. `voices`: ids of those installed, by language."""
    book, mistakes = check_phrasebook(added_files(config))
    try:
        words = plain_words(config)
    except SettingsError as error:
        words, _ = read_words((OWN / "plain_japanese.tsv").read_text(encoding="utf-8"))
        mistakes += error.mistakes
    for mistake in mistakes:
        _log.warning("%s", mistake)
    folder, there = sounds_folder(config), voices or {}

    def sound_for(text: str, language: str) -> Audio | None:
        voice = voice_of(language, there)
        return made_ahead(folder, text, voice, speed) if voice else None

    return book, PhrasebookAdviser(book, words, sound_for)
