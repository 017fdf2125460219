"""A model that somebody brings: looked at, copied into models/ and its digests recorded in models/lock.toml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.catalog import NAME, Catalog, Model, ModelFile
from kiosk.core.errors import ModelError, UsageError
from kiosk.fetching.outcome import Outcome, compare, reading, writing
from kiosk.fetching.profile import extract_known
from kiosk.inventory import PACKED, Installed, check, verify
from kiosk.packs.digests import digest_of, read_digests, write_digests
from kiosk.packs.folders import read_folder, read_voice
from kiosk.packs.staging import DISK, Disk, blocks_of, clear_stages, models_lock, reserve, settle, stage, write_file
from kiosk.packs.unpacking import extract


def add(source: Path, folder: Path, catalog: Catalog, disk: Disk = DISK) -> Outcome:
    """Bring one model into `folder`: an .argosmodel file, a voice's .onnx beside its .onnx.json, or a model's folder.

    A model that lies in `folder` already is only recorded. One that the catalogue knows must be what the catalogue says.
    Raises UsageError for what is no model or would replace another, ModelError as `fetch` does.
    """
    source = source.absolute()
    if source.name.endswith(".onnx.json"):
        source = source.with_name(source.name.removesuffix(".json"))
    name = source.name if source.is_dir() else source.name.removesuffix(PACKED).removesuffix(".onnx")
    if not source.exists():
        raise UsageError("add.missing", f"{source}: there is no such file or folder")
    if not NAME.fullmatch(name):
        raise UsageError("add.name", f"{name!r} can't be the name of a model; use letters, digits, `-`, `_` and `.`")
    with writing(folder), models_lock(folder, wait_s=0):
        clear_stages(folder, disk)
        return _Newcomer(name, folder.absolute(), catalog, disk).add(source)


class _Newcomer:
    """A model called `name` on its way into `folder`, whose lock is held."""

    def __init__(self, name: str, folder: Path, catalog: Catalog, disk: Disk) -> None:
        self._digests = dict(read_digests(folder))  # before anything is copied: a broken lock.toml stops it all
        self._listed = catalog.find(name)
        self._known = self._listed if self._listed and self._listed.recorded else None
        self._name = self._listed.id if self._listed else name
        self._folder = folder
        self._disk = disk
        self._target = folder / self._name

    def add(self, source: Path) -> Outcome:
        if source.is_dir():
            model = self._only_one(source)
            place = source
        elif source.suffix == ".onnx":
            model = read_voice(source)
            place = source.parent
        elif source.suffix == PACKED:
            return self._take_in(lambda staged: self._extracted(source, staged), str(source))
        else:
            raise UsageError("add.unknown", f"{source}: is no {PACKED} file, no .onnx file and no folder with a model")
        if self._folder.resolve() in (place.resolve(), place.parent.resolve()):
            return self._record(model, self._digested(model, place), place)
        return self._take_in(lambda staged: self._copied(model, place, staged), str(place))

    def _only_one(self, place: Path) -> Model:
        models = read_folder(place, self._name)
        if len(models) > 1:
            raise UsageError("add.many", f"{place}: holds {len(models)} voices; give their .onnx files one by one")
        return models[0]

    def _extracted(self, archive: Path, staged: Path) -> tuple[ModelFile, ...]:
        if self._listed is not None:
            return extract_known(self._listed, archive, staged, self._disk)
        return extract(archive, staged, self._disk)

    def _copied(self, model: Model, place: Path, staged: Path) -> tuple[ModelFile, ...]:
        reserve(staged, model.bytes, self._disk)
        return tuple(self._copy(place / file.name, file.name, staged) for file in model.files)

    def _copy(self, path: Path, name: str, staged: Path) -> ModelFile:
        with reading(path):
            source = path.open("rb")
        with source:
            return write_file(staged, name, blocks_of(source), self._disk)

    def _digested(self, model: Model, place: Path) -> tuple[ModelFile, ...]:
        with reading(place):
            return tuple(replace(file, sha256=digest_of(place / file.name)) for file in model.files)

    def _take_in(self, fill: Callable[[Path], tuple[ModelFile, ...]], source: str) -> Outcome:
        with stage(self._folder, self._disk) as staged:
            written = fill(staged)
            model = self._only_one(staged)
            if self._known is not None:
                compare(self._known, written, source)
                check(self._known, staged)
            new = not self._target.exists()
            if new:
                settle(staged, self._target, self._disk)
            elif any(not self._has(file) for file in written):
                line = f"{self._target}: another model of this name is there; delete it first, or rename the new one"
                raise UsageError("add.taken", line)
        digests = {file.name: file for file in written}
        outcome = self._record(model, tuple(digests[file.name] for file in model.files), self._target)
        return Outcome(outcome.id, "installed") if new else outcome

    def _has(self, file: ModelFile) -> bool:
        path = self._target / file.name
        return path.is_file() and path.stat().st_size == file.bytes and digest_of(path) == file.sha256

    def _record(self, model: Model, files: tuple[ModelFile, ...], place: Path) -> Outcome:
        """Write the digests into lock.toml, unless the catalogue has them or they are there."""
        if self._known is not None:
            verify(Installed(self._known, place, trusted=True))
            return Outcome(self._known.id, "present")
        before = self._digests.get(model.id)
        if before is not None:
            if before != files:
                line = f"{model.id}: differs from what lock.toml recorded; put the first one back, or delete its entry there"
                raise ModelError("model.corrupt", line)
            return Outcome(model.id, "present")
        write_digests(self._folder, self._digests | {model.id: files}, self._disk)
        return Outcome(model.id, "recorded")
