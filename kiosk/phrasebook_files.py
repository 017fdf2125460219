"""The phrase files: the kiosk's own in `kiosk/phrases`, and those that a town or a shop adds to them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kiosk.core.errors import SettingsError
from kiosk.pipeline.phrasebook import Phrasebook, merged
from kiosk.pipeline.phrasebook_reading import read_phrases

OWN = Path(__file__).resolve().parent / "phrases"
_FIRST = "common.toml"  # what the others refer to


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
    own = sorted(OWN.glob("*.toml"), key=lambda path: (path.name != _FIRST, path.name))
    books: list[Phrasebook] = []
    mistakes: list[str] = []
    for path in [*own, *(file for each in added for file in _files(each))]:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            mistakes.append(f"{path}: can't be read as UTF-8 text ({type(error).__name__})")
            continue
        book, wrong = read_phrases(text, merged(books), path.stem)
        mistakes += [f"{path}: {mistake}" for mistake in wrong]
        books.append(book)
    return merged(books), mistakes


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]
