"""Which models are installed, which of them to use, and whether their bytes are the ones they should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.catalog import Catalog, Kind, Model
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.packs.digests import FILE_NAME, Digests, digest_of, pinned, read_digests
from kiosk.packs.folders import read_by_engines, read_folder, read_voice
from kiosk.packs.japanese import in_japanese
from kiosk.packs.seen import Seen
from kiosk.packs.staging import clear_stages, models_lock, settle, stage
from kiosk.packs.unpacking import extract

PACKED = ".argosmodel"
TRUSTED_KEY = "bundle-key.pub"
"""The public key that bundles must be signed with, where there is one."""
_NO_MODELS = frozenset({"catalog.toml", "README.md", FILE_NAME, "starter", TRUSTED_KEY})
"""What else is in models/ of a checkout."""
_LOCK_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Installed:
    """A model that is there. `folder`: absolute, its files lie below. `trusted`: someone has recorded its digests, in the
    catalogue or in lock.toml; the others are used as they are."""

    model: Model
    folder: Path
    trusted: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in models/ that is not used. `line` is one sentence that names it and says what to do; `code` as in
    ModelError: model.missing, model.corrupt, model.unusable, model.packed, model.stray. `kind`: where it is known."""

    name: str
    line: str
    code: str
    kind: Kind | None = None

    @property
    def japanese(self) -> str:
        """The same for staff who read Japanese, with the same command."""
        return in_japanese(self.name, self.code, self.line)


@dataclass(frozen=True, slots=True)
class Inventory:
    """`models`: by name of their entry in models/, what comes with a distribution last."""

    models: tuple[Installed, ...]
    problems: tuple[Problem, ...] = ()

    def of_kind(self, *kinds: Kind) -> tuple[Installed, ...]:
        return tuple(installed for installed in self.models if installed.model.kind in kinds)

    def best_transcriber(self, preferred: str = "") -> Installed:
        """The Whisper model with this id or alias, or the best one when nothing is preferred.

        Raises ModelError: "model.missing" when it isn't installed, or what is wrong with it when it is broken.
        """
        models = self.of_kind("whisper")
        if preferred:
            models = tuple(one for one in models if preferred in (one.model.id, *one.model.aliases))
        if models:
            return max(models, key=_worth)
        for problem in self.problems:
            if problem.name == preferred or (not preferred and problem.kind == "whisper"):
                raise ModelError(problem.code, problem.line)
        wanted = f"the Whisper model {preferred!r} is not installed" if preferred else "no Whisper model is installed"
        line = f"{wanted}; `python scripts/download_models.py fetch --profile starter` installs whisper-base"
        raise ModelError("model.missing", line)

    def voices(self) -> dict[str, Installed]:
        """The best voice for each language. A voice made for the language comes before one that only serves it too."""
        voices: dict[str, Installed] = {}
        for voice in sorted(self.of_kind("piper", "openjtalk"), key=_worth):
            for place, code in enumerate(voice.model.languages):
                rival = voices.get(code)
                if rival is None or place == 0 or rival.model.languages[0] != code:
                    voices[code] = voice
        return voices

    def packages(self) -> dict[Route, Installed]:
        """The best translation package for each route."""
        packages = sorted(self.of_kind("argos", "ctranslate2"), key=_worth)
        return {package.model.route: package for package in packages if package.model.route is not None}

    def without(self, broken: Installed, error: ModelError) -> Inventory:
        """The inventory once a model turned out broken: the next best takes its place."""
        problem = Problem(broken.model.id, str(error), error.code, broken.model.kind)
        return Inventory(tuple(one for one in self.models if one is not broken), (*self.problems, problem))


def _worth(installed: Installed) -> tuple[int, bool, str]:
    return installed.model.quality, installed.trusted, installed.model.id


def take_stock(folder: Path, catalog: Catalog) -> Inventory:
    """What is installed in `folder`, once each packed file in it is unpacked. Cheap: it hashes nothing.

    Never raises for what lies there: what can't be used is a problem, and costs only its own languages.
    """
    folder = folder.absolute()
    failures = {archive.name: problem for archive in _packed(folder) if (problem := _open(archive))}
    return _Survey(folder, catalog, failures).inventory()


def survey(folder: Path, catalog: Catalog) -> Inventory:
    """As `take_stock`, but nothing is written: a packed file is a problem."""
    return _Survey(folder.absolute(), catalog, {}).inventory()


def without_broken(inventory: Inventory) -> Inventory:
    """The inventory once every model in it was verified as at a start: what is broken is a problem."""
    for one in inventory.models:
        try:
            verify_at_start(one)
        except ModelError as error:
            inventory = inventory.without(one, error)
    return inventory


def verify_at_start(installed: Installed) -> None:
    """As `verify`, just before an engine loads a model, but a file that hasn't changed since is not hashed again."""
    seen = Seen(installed.folder, installed.model.id)
    verify(installed, seen.digest_of)
    seen.keep()


def verify(installed: Installed, digest_of: Callable[[Path], str] = digest_of) -> None:
    """Hash every file of a model.

    Raises ModelError("model.missing" or "model.corrupt") that names the model, the file and what mends it.
    """
    model, folder = installed.model, installed.folder
    check(model, folder)
    for file in model.files:
        try:
            whole = not file.sha256 or digest_of(folder / file.name) == file.sha256
        except OSError as error:
            line = f"{model.id}: {file.name} can't be read ({error.strerror}); {model.mend}"
            raise ModelError("model.corrupt", line) from error
        if not whole:
            raise ModelError("model.corrupt", f"{model.id}: {file.name} is damaged; {model.mend}")


def check(model: Model, folder: Path) -> None:
    """Whether the files are there, are of the right size, and lie beside nothing that an engine may read in their place.

    Raises as `verify` does; hashes nothing.
    """
    if model.inside is not None and model.inside.locate() is None:
        raise ModelError("model.missing", f"{model.id}: {model.inside.distribution} is not installed; {model.mend}")
    for file in model.files:
        path = folder / file.name
        if not path.is_file():
            raise ModelError("model.missing", f"{model.id}: {file.name} is missing; {model.mend}")
        if (size := path.stat().st_size) != file.bytes:
            line = f"{model.id}: {file.name} is damaged ({size} bytes, not {file.bytes}); {model.mend}"
            raise ModelError("model.corrupt", line)
    if model.kind in ("piper", "openjtalk"):
        return  # their engines are told each file by name
    names = {file.name for file in model.files}
    for parent in sorted({Path(name).parent for name in names}):
        for stranger in sorted({(parent / found).as_posix() for found in read_by_engines(folder / parent)} - names):
            line = f"{model.id}: {stranger} doesn't belong to this model; delete that file"
            raise ModelError("model.corrupt", line)


def _packed(folder: Path) -> list[Path]:
    """Packed files in `folder` that have no folder of their name yet."""
    paths = sorted(path for path in folder.glob(f"*{PACKED}") if path.is_file() and not path.name.startswith("."))
    return [path for path in paths if not (folder / path.stem).is_dir()]


def _open(archive: Path) -> Problem | None:
    target = archive.parent / archive.stem
    try:
        with models_lock(archive.parent, _LOCK_WAIT_S):
            clear_stages(archive.parent)
            if not target.is_dir():
                with stage(archive.parent) as staged:
                    extract(archive, staged)
                    read_folder(staged, archive.stem)
                    settle(staged, target)
    except ModelError as error:
        return Problem(archive.name, str(error), error.code)
    except OSError as error:
        return _still_packed(archive, f"can't be unpacked here ({error.strerror})")
    return None


def _still_packed(archive: Path, why: str) -> Problem:
    command = f"python scripts/download_models.py add {archive.name}"
    return Problem(archive.name, f"{archive.name}: {why}; run `{command}` where models/ can be written", "model.packed")


class _Survey:
    """One look through the entries of models/. `failures`: why a packed file could not be opened."""

    def __init__(self, folder: Path, catalog: Catalog, failures: dict[str, Problem]) -> None:
        self._folder = folder
        self._catalog = catalog
        self._failures = failures
        self._digests: Digests = {}
        self._found: dict[str, Installed] = {}
        self._problems: list[Problem] = []

    def inventory(self) -> Inventory:
        try:
            self._digests = read_digests(self._folder)
        except ModelError as error:
            self._note(FILE_NAME, error)
        for entry in self._entries():
            try:
                self._read(entry)
            except ModelError as error:
                self._note(entry.name, error)
            except OSError as error:
                self._note(entry.name, ModelError("model.unusable", f"{entry.name}: can't be read ({error.strerror})"))
        for model in self._catalog.models:
            part = model.inside.locate() if model.inside else None
            if part is not None:
                self._found[model.id] = Installed(model, part.parent.absolute(), trusted=True)
        return Inventory(tuple(self._found.values()), tuple(self._problems))

    def _entries(self) -> list[Path]:
        try:
            entries = sorted(self._folder.iterdir())
        except OSError as error:
            command = "python scripts/download_models.py fetch --profile starter"
            line = f"{self._folder}: can't be read ({error.strerror}); `{command}` makes it"
            self._note(self._folder.name, ModelError("model.missing", line))
            return []
        return [entry for entry in entries if not entry.name.startswith(".") and entry.name not in _NO_MODELS]

    def _read(self, entry: Path) -> None:
        name = entry.name
        if not name.isprintable():
            raise ModelError("model.stray", f"{name!a}: its name can't be shown; rename it")
        known = self._known(name)
        if not entry.is_dir():
            self._read_file(entry)
        elif known is not None and known.recorded and known.files:
            self._file(known, entry, trusted=True)
        else:
            for model in read_folder(entry, known.id if known else name):
                self._recognise(model, entry)

    def _read_file(self, entry: Path) -> None:
        name = entry.name
        if name.endswith(".onnx"):
            self._recognise(read_voice(entry), entry.parent)
        elif name.endswith(PACKED):
            if not (entry.parent / entry.stem).is_dir():
                self._problems.append(self._failures.get(name) or _still_packed(entry, "is packed"))
        elif not (name.endswith(".onnx.json") and (entry.parent / name.removesuffix(".json")).is_file()):
            raise ModelError("model.stray", f"{name}: is no model; it is not used")

    def _recognise(self, model: Model, folder: Path) -> None:
        """File a model that its own files describe, with the digests somebody has recorded for it."""
        known = self._known(model.id)
        recorded = self._digests.get(model.id)
        if known is not None and known.kind == model.kind and known.route == model.route:
            whole = known if known.recorded else replace(known, files=model.files)
            self._file(whole, folder, trusted=known.recorded)
        elif recorded is not None:
            self._file(replace(model, files=recorded), folder, trusted=True)
        else:
            self._file(model, folder, trusted=False)

    def _known(self, name: str) -> Model | None:
        known = self._catalog.find(name)
        return pinned(known, self._digests) if known else None

    def _file(self, model: Model, folder: Path, *, trusted: bool) -> None:
        try:
            check(model, folder)
        except ModelError as error:
            self._problems.append(Problem(model.id, str(error), error.code, model.kind))
            return
        if model.id in self._found:
            other = self._found[model.id].folder
            raise ModelError("model.stray", f"{model.id}: is there twice; the one in {other} is used, delete the other")
        self._found[model.id] = Installed(model, folder, trusted)

    def _note(self, name: str, error: ModelError) -> None:
        self._problems.append(Problem(name, str(error), error.code))
