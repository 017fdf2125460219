"""models/catalog.toml: which models there are, who made them and the SHA-256 of every file. The root of trust."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Literal, get_args

from kiosk.core.errors import ModelError
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.tables import Table

Kind = Literal["whisper", "argos", "ctranslate2", "piper", "openjtalk"]

SCHEMA = 1
NAME = re.compile(r"\w[\w.+-]{0,99}(?<!\.)")
"""A model's id, which is also its folder: safe on every file system. Letters of any script, for there is pt_PT-tugão-medium."""

# The codes Whisper was trained on (openai/whisper, tokenizer.py). It says `no` where the kiosk says `nb`: Language.spoken.
_WHISPER = (
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it "
    "ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so "
    "sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh"
)
WHISPER_CODES = frozenset(_WHISPER.split())
WHISPER_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.spoken in WHISPER_CODES)

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LICENCE_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MD5 = re.compile(r"[0-9a-f]{32}")
_LARGEST_FILE = 1 << 40
_BRANCH = "/resolve/main/"
_SCRIPT = "python scripts/download_models.py"
UNKNOWN_LICENCE = "LicenseRef-unknown"
_SLACK = 4  # how far a guessed size may be out
_UNPACKED = 1.2  # an Argos package takes this much more room unpacked (1.13 measured on en-ja)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something inside an installed Python distribution. `path` is as its RECORD names it."""

    distribution: str
    path: str

    def locate(self) -> Path | None:
        """Where it lies, or None when it isn't installed. Nothing of the distribution is imported."""
        try:
            found = Path(str(metadata.distribution(self.distribution).locate_file(self.path)))
        except metadata.PackageNotFoundError:
            return None
        return found if found.is_file() else None


@dataclass(frozen=True, slots=True)
class ModelFile:
    """`name`: its path below the model's folder, with `/`. `sha256`: lower-case hex, empty where nobody has recorded it.

    `pieces`: the starter wheels that hold it; one after another they are the file. `bytes` is 0 where nobody has published
    it; then `about_bytes` is a guess to plan with. `md5`: what its publisher gives instead of a SHA-256, or empty.
    """

    name: str
    bytes: int
    sha256: str
    pieces: tuple[Piece, ...] = ()
    md5: str = ""
    about_bytes: int = 0

    @property
    def planned_bytes(self) -> int:
        return self.bytes or self.about_bytes

    @property
    def most_bytes(self) -> int:
        """What comes after this many bytes is not this file."""
        return self.bytes or _SLACK * self.about_bytes


@dataclass(frozen=True, slots=True)
class Model:
    """A model the kiosk can use, as the catalogue or its own folder describes it.

    `id`: also the name of its folder; `aliases` are other names for that folder. `languages`: codes it hears (whisper),
    speaks (piper, openjtalk; the one it is made for comes first) or leads from and to (argos, ctranslate2: its `route`).
    `quality`: 0..100, higher is better among models that cover the same. `licence`: an SPDX expression.
    `memory_mb`: the most it takes while it loads and runs.

    `source`: the address its files lie under, or a folder beside the catalogue. `archive`: the package to unpack for
    `files`, when they come packed. `inside`: the model is a part of an installed distribution and has no files of ours.
    `profiles`: the sets it is fetched with.
    """

    id: str
    kind: Kind
    languages: tuple[str, ...]
    route: Route | None
    quality: int
    licence: str
    attribution: str
    memory_mb: int
    files: tuple[ModelFile, ...]
    source: str = ""
    archive: ModelFile | None = None
    inside: Piece | None = None
    profiles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """What it takes on the disk, as far as it is known."""
        if self.archive is not None and not self.files:
            return round(_UNPACKED * self.archive.planned_bytes)
        return sum(file.planned_bytes for file in self.files)

    @property
    def download_bytes(self) -> int:
        return self.archive.planned_bytes if self.archive is not None else self.bytes

    @property
    def recorded(self) -> bool:
        """Whether the size and the SHA-256 of every file that is installed are known."""
        return self.inside is not None or (bool(self.files) and all(file.sha256 and file.bytes for file in self.files))

    @property
    def pinned(self) -> bool:
        """Whether its source names a revision: an address that follows a branch may bring something else tomorrow."""
        return _BRANCH not in self.source

    @property
    def needs_consent(self) -> bool:
        """Whether its licence is unknown or forbids commercial use: such a model is in no profile."""
        return any("-NC" in word or word == UNKNOWN_LICENCE for word in self.licence.split(" "))

    @property
    def mend(self) -> str:
        """What to do when a file of it is missing or damaged; without a network a stick mends it."""
        if not self.profiles and not self.source:
            return "put its original files there again"
        what = f"--profile {self.profiles[0]}" if self.profiles else f"--model {self.id}"
        stick = "" if "starter" in self.profiles else f", or `{_SCRIPT} import-bundle DIR` with a stick in"
        return f"run `{_SCRIPT} fetch {what}`{stick}"


@dataclass(frozen=True, slots=True)
class Catalog:
    models: tuple[Model, ...]

    def find(self, name: str) -> Model | None:
        """The model of this id or alias."""
        return next((model for model in self.models if name == model.id or name in model.aliases), None)

    def profile(self, name: str) -> tuple[Model, ...]:
        return tuple(model for model in self.models if name in model.profiles)

    def profiles(self) -> tuple[str, ...]:
        return tuple(sorted({profile for model in self.models for profile in model.profiles}))


def catalog_path() -> Path:
    """The catalogue: inside the package when installed from a wheel, else in models/ of the checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "catalog.toml"
    return packaged if packaged.is_file() else package.parent / "models" / "catalog.toml"


def load_catalog(path: Path) -> Catalog:
    """Read strictly: a field nobody knows, a digest that is none or a path that leads out is a mistake.

    Raises ModelError("catalog.invalid") that names every mistake in the file.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError("catalog.invalid", f"{path}: can't be read: {error}") from error
    mistakes: list[str] = []
    top = Table(content, str(path), mistakes)
    if top.whole("schema", 1, 1 << 31) > SCHEMA:
        raise ModelError("catalog.invalid", f"{path}: made for a newer kiosk; update this one")
    models = tuple(_read_model(table) for table in top.tables("model"))
    top.finish()
    names = [name.casefold() for model in models for name in (model.id, *model.aliases) if name]
    mistakes += [f"{path}: the name {name!r} is given twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if mistakes:
        raise ModelError("catalog.invalid", "; ".join(mistakes))
    return Catalog(models)


def _read_model(table: Table) -> Model:
    name = table.matching("id", NAME)
    table.place = f"{table.place} {name!r}"
    route, languages = _read_languages(table, kind := _read_kind(table))
    archive = table.tables("archive")
    model = Model(
        id=name,
        kind=kind,
        languages=languages,
        route=route,
        quality=table.whole("quality", 0, 100),
        licence=table.text("licence"),
        attribution=table.text("attribution"),
        memory_mb=table.whole("memory_mb", 1, 1 << 20),
        files=tuple(read_file(part) for part in table.tables("file")),
        source=table.text("source", ""),
        archive=read_file(archive[0]) if archive else None,
        inside=_read_piece(table, inside) if (inside := table.text("inside", "")) else None,
        profiles=table.texts("profiles"),
        aliases=table.texts("aliases"),
    )
    table.finish()
    _check(model, table)
    return model


def _check(model: Model, table: Table) -> None:
    if not all(_LICENCE_WORD.fullmatch(word) for word in model.licence.split(" ")):
        table.wrong("licence", f"must be an SPDX expression like MIT or CC-BY-4.0, not {model.licence!r}")
    has_files = bool(model.files) or model.archive is not None
    if has_files == (model.inside is not None):
        table.wrong("file", "needs either files of its own or `inside`, and not both")
    if model.needs_consent and model.profiles:
        table.wrong("profiles", f"a model under {model.licence} can't be in a profile")
    if has_files and not model.source:
        table.wrong("source", "says where the files come from and is missing")
    if model.source and not model.source.startswith("https://") and not is_safe(model.source.removesuffix("/")):
        table.wrong("source", f"must be an https address or a folder beside the catalogue, not {model.source!r}")
    names = [file.name.casefold() for file in model.files]
    if len(set(names)) < len(names):
        table.wrong("file", "the same name twice")
    for alias in model.aliases:
        if not NAME.fullmatch(alias):
            table.wrong("aliases", f"{alias!r} can't be the name of a folder")


def _read_kind(table: Table) -> Kind:
    text = table.text("kind")
    for kind in get_args(Kind):
        if kind == text:
            return kind  # type: ignore[no-any-return]
    close = get_close_matches(text, get_args(Kind), n=1)
    table.wrong("kind", f"unknown kind {text!r}" + (f", did you mean {close[0]!r}?" if close else ""))
    return "whisper"


def _read_languages(table: Table, kind: Kind) -> tuple[Route | None, tuple[str, ...]]:
    translates = kind in ("argos", "ctranslate2")
    if translates:
        codes = table.texts("route")
        if len(codes) != 2 or codes[0] == codes[1]:
            table.wrong("route", 'must be two codes, like ["en", "ja"]')
    else:
        codes = WHISPER_LANGUAGES if table.holds("languages", "whisper") else table.texts("languages")
        if not codes:
            table.wrong("languages", 'must be a list of codes, like ["ja"], or "whisper" for all that Whisper hears')
    for code in codes:
        if code not in LANGUAGES:
            table.wrong("route" if translates else "languages", f"unknown language {code!r}")
    return (Route(codes[0], codes[1]) if translates and len(codes) == 2 else None), codes


def read_file(table: Table) -> ModelFile:
    """A file's name, size and digest out of a table of the catalogue, of lock.toml or of a bundle.

    Its digest may only be left out where it says `unrecorded = true`.
    """
    name = table.text("name")
    if not is_safe(name):
        table.wrong("name", f"must be a plain path below the model's folder, not {name!r}")
    digest = "" if table.holds("unrecorded", True) else table.matching("sha256", _SHA256)
    about = table.whole("about_bytes", 1, _LARGEST_FILE, 0)
    size = table.whole("bytes", 1, _LARGEST_FILE, 0) if about or not digest else table.whole("bytes", 1, _LARGEST_FILE)
    if bool(size) == bool(about):
        table.wrong("bytes", "a file needs either `bytes` or `about_bytes`")
    md5 = table.matching("md5", _MD5, "")
    file = ModelFile(name, size, digest, tuple(_read_piece(table, text) for text in table.texts("pieces")), md5, about)
    table.finish()
    return file


def _read_piece(table: Table, text: str) -> Piece:
    distribution, _, path = text.partition(":")
    if not NAME.fullmatch(distribution) or not is_safe(path):
        table.wrong("pieces", f"must be distribution:path, not {text!r}")
    return Piece(distribution, path)


def is_safe(path: str) -> bool:
    """Whether a relative path with `/` stays below its folder on every system: no `..`, drive, backslash or device name."""
    parts = path.split("/")
    plain = all(part.isprintable() and NAME.fullmatch(part) and not _RESERVED.fullmatch(part) for part in parts)
    return plain and not PurePosixPath(path).is_absolute()
