"""The phrase files: the kiosk's own in `kiosk/phrases`, those that a town or a shop adds to them, and their sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.core.errors import SettingsError
from kiosk.pipeline.coach import read_words
from kiosk.pipeline.phrasebook import Phrasebook, merged
from kiosk.pipeline.phrasebook_reading import Mistake, read_phrases
from kiosk.settings import default_path

OWN = Path(__file__).resolve().parent / "phrases"
_FIRST = "common.toml"  # what the others refer to


def added_files(config: Path | None = None) -> list[Path]:
    """A town's own files: those in the folder `phrases` beside kiosk.toml, which need not exist."""
    return sorted(((config or default_path()).absolute().parent / "phrases").glob("*.toml"))


def sound_path(folder: Path, text: str, voice: str, speed: float = 1.0) -> Path:
    """Where the sound of a text lies when it was made ahead; another text, voice (its id) or speed is another file."""
    key = "\0".join((text, voice, f"{speed:.3f}"))
    return folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"


def plain_words(config: Path | None = None) -> dict[str, str]:
    """Words of offices and how to say them plainly: the kiosk's own list, and a town's in `phrases/plain_japanese.tsv` beside
    kiosk.toml. Raises SettingsError with a line for every mistake."""
    words, mistakes = check_plain_words(config)
    if mistakes:
        raise SettingsError(mistakes)
    return words


def check_plain_words(config: Path | None = None) -> tuple[dict[str, str], list[str]]:
    """As `plain_words`, with what is right and a line for each thing that is wrong: never raises."""
    words: dict[str, str] = {}
    mistakes: list[str] = []
    for folder in (OWN, (config or default_path()).absolute().parent / "phrases"):
        path = folder / "plain_japanese.tsv"
        if not path.is_file():
            continue
        try:
            read, wrong = read_words(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            read, wrong = {}, [f"can't be read as UTF-8 text ({type(error).__name__})"]
        words |= read
        mistakes += [f"{path}: {mistake}" for mistake in wrong]
    return words, mistakes


def load_phrasebook(added: Iterable[Path] = ()) -> Phrasebook:
    """The kiosk's sets and then `added`, files or folders of them. What a later file says of an id holds.

    Raises SettingsError with a line for every mistake in every file.
    """
    book, mistakes = check_phrasebook(added)
    if mistakes:
        raise SettingsError(mistakes)
    return book


def check_phrasebook(added: Iterable[Path] = ()) -> tuple[Phrasebook, list[str]]:
    """As `load_phrasebook`, with what is right and a line for each thing that is wrong: never raises."""
    files = read_files(added)
    return merged(file.book for file in files), [f"{file.path}: {mistake}" for file in files for mistake in file.mistakes]


@dataclass(frozen=True, slots=True)
class PhraseFile:
    """`own`: it came with the kiosk. `book`: what is right in it."""

    path: Path
    own: bool
    book: Phrasebook
    mistakes: tuple[Mistake, ...] = ()


def read_files(added: Iterable[Path] = ()) -> list[PhraseFile]:
    """Each of the kiosk's sets and then each of `added`, files or folders of them; never raises."""
    own = sorted(OWN.glob("*.toml"), key=lambda path: (path.name != _FIRST, path.name))
    read: list[PhraseFile] = []
    for path in [*own, *(file for each in added for file in _files(each))]:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            kind = type(error).__name__
            wrong = Mistake(0, f"can't be read as UTF-8 text ({kind})", f"UTF-8の文字として読めません（{kind}）")
            read.append(PhraseFile(path, path.parent == OWN, Phrasebook(), (wrong,)))
            continue
        book, mistakes = read_phrases(text, merged(file.book for file in read), path.stem)
        read.append(PhraseFile(path, path.parent == OWN, book, tuple(mistakes)))
    return read


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]
