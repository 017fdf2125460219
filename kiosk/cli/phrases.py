"""`kiosk phrases`: lists and searches the verified phrases, checks a file of one's own, makes their sound ahead."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.table import Table

from kiosk.app import assemble
from kiosk.audio import files
from kiosk.cli.console import console
from kiosk.cli.output import make_folder
from kiosk.cli.parsing import Subcommands
from kiosk.core.errors import StageError, UsageError
from kiosk.core.language import LANGUAGES, language
from kiosk.engines import Need
from kiosk.phrasebook_advice import sounds_folder, voice_of
from kiosk.phrasebook_files import added_files, check_phrasebook, load_phrasebook, sound_path
from kiosk.pipeline.phrasebook import Phrase, Phrasebook, text_code
from kiosk.pipeline.phrasebook_search import search
from kiosk.ui.keyboard.kana import written_as

_BESIDE = Path()
"""No folder was named."""


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "phrases",
        parents=[common],
        help="list, search and check the phrases that need no translator",
        description="List the phrases with their texts. A text that nobody has checked yet is marked with *. "
        "Files of your own lie in the folder `phrases` beside kiosk.toml.",
    )
    parser.add_argument("--language", default="en", metavar="CODE", help="beside the Japanese (default: en; ja-easy too)")
    parser.add_argument("--search", default="", metavar="WORDS", help="only the phrases that these words mean")
    parser.add_argument("--check", type=Path, metavar="FILE", help="name every mistake in a phrase file, or folder of them")
    parser.add_argument(
        "--render",
        type=Path,
        metavar="DIR",
        nargs="?",
        const=_BESIDE,
        help="make the sound of every phrase without slots: here, or else where the kiosk looks for it, beside kiosk.toml",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each phrase")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    code = language(options.language).code
    if options.check is not None:
        return _check(options.check)
    book = load_phrasebook(added_files(options.config))
    if options.render is not None:
        return _render(book, options)
    found = search(book, options.search, ("ja", code), also=written_as(options.search))
    if options.json:
        for phrase in found:
            print(json.dumps(_record(book, phrase), ensure_ascii=False))
    else:
        console().print(_table(book, found, code))
        print(f"{len(found)} phrases, {_unchecked(found, code)} of them not checked by a person yet (*)", file=sys.stderr)
    return 0


def _check(path: Path) -> int:
    if not path.exists():
        raise UsageError("usage.input", f"{path}: there is no such file or folder")
    book, mistakes = check_phrasebook([path])
    for mistake in mistakes:
        print(mistake)
    print(f"{len(mistakes)} mistakes; {len(book.phrases)} phrases in all", file=sys.stderr)
    return 1 if mistakes else 0


def _table(book: Phrasebook, phrases: list[Phrase], code: str) -> Table:
    table = Table()
    for heading in ("id", "category", "日本語", LANGUAGES[code].endonym if code in LANGUAGES else "やさしい日本語"):
        table.add_column(heading, overflow="fold")
    for phrase in phrases:
        names = book.categories.get(phrase.category, {})
        table.add_row(phrase.id, names.get("ja", phrase.category), _shown(phrase, "ja"), _shown(phrase, code))
    return table


def _shown(phrase: Phrase, code: str) -> str:
    own = text_code(phrase.texts, code)
    if not own:
        return ""
    text = phrase.texts[own]
    return text.plain + ("" if text.checked else " *")


def _unchecked(phrases: list[Phrase], code: str) -> int:
    return sum(_shown(phrase, code).endswith("*") for phrase in phrases)


def _record(book: Phrasebook, phrase: Phrase) -> dict[str, object]:
    return {
        "id": phrase.id,
        "set": phrase.book,
        "category": phrase.category,
        "says": phrase.says,
        "slots": phrase.slots,
        "answers": phrase.answers,
        "texts": {code: {"forms": dict(text.forms), "checked": text.checked} for code, text in phrase.texts.items()},
    }


def _render(book: Phrasebook, options: argparse.Namespace) -> int:
    """Every text that needs no value, by the voice that is installed for it; what is there already stays."""
    folder = sounds_folder(options.config) if options.render is _BESIDE else options.render
    make_folder(folder)
    kiosk = assemble(options.config, options.models, options.demo)
    engines = kiosk.engines(Need(hearing=False))
    speed = kiosk.settings.speech.speed
    voices = {code: installed.model.id for code, installed in kiosk.inventory.voices().items()}
    made = kept = 0
    failed: list[str] = []
    for code in LANGUAGES:
        for phrase in book.phrases.values():
            if phrase.slots or code not in phrase.texts:
                continue
            said = book.say(phrase.id, code)
            voice = voice_of(said.voice_language, voices)
            if said.voice_language not in engines.synthesizer.languages() or not voice:
                continue
            path = sound_path(folder, said.spoken, voice, speed)
            if path.is_file():
                kept += 1
                continue
            try:
                files.write_wav(path, list(engines.synthesizer.synthesize(said.spoken, said.voice_language, speed)))
                made += 1
            except StageError as error:
                failed.append(f"{phrase.id} in {code}: {error}")
    for line in failed:
        print(line, file=sys.stderr)
    print(f"{made} sounds made, {kept} were there, {len(failed)} failed: {folder}", file=sys.stderr)
    return 1 if failed else 0
