"""Models that are not on this machine: brought file by file from mirrors and from where their makers publish them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from kiosk.catalog import Model, ModelFile
from kiosk.core.errors import ModelError, UsageError
from kiosk.fetching.sources import Folder, Mirror, Source
from kiosk.fetching.transfer import Patience, Silent, Transfer, Watch
from kiosk.fetching.web import Web, WebFile
from kiosk.packs.digests import Digests, write_digests
from kiosk.packs.folders import read_folder
from kiosk.packs.staging import DISK, Disk, blocks_of, write_file
from kiosk.packs.unpacking import extract


@dataclass(frozen=True, slots=True)
class Supply:
    """Where to look, in this order: `mirrors`, then each model's own address unless `origin` is off. `unpacked`: the mirrors
    hold packages as a models folder does, file by file. `digests`: what a signed bundle says of files that the catalogue has no
    digest of."""

    mirrors: tuple[Mirror, ...] = ()
    origin: bool = True
    unpacked: bool = False
    digests: Digests = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)
    watch: Watch = field(default_factory=Silent)

    def sources(self, model: Model, file: ModelFile) -> list[Source]:
        packed = file is model.archive
        path = file.name if packed else f"{model.id}/{file.name}"
        sources: list[Source] = [mirror.locate(path) for mirror in self.mirrors]
        if self.origin and model.source.startswith("https://") and (packed or model.archive is None):
            sources.append(WebFile(f"{model.source}{quote(file.name)}"))
        return sources


def read_mirror(text: str) -> Mirror:
    """A web address, a file: address or a folder. Raises UsageError."""
    scheme = urlsplit(text).scheme
    if scheme in ("http", "https"):
        return Web(text)
    folder = Path(text.removeprefix("file://")).expanduser()
    if not folder.is_dir():
        raise UsageError("mirror.missing", f"{text}: is no folder and no http address")
    return Folder(folder)


class Bringer:
    """Fills stages with models from a supply. The lock of `folder` is held."""

    def __init__(self, supply: Supply, folder: Path, disk: Disk = DISK) -> None:
        self._supply = supply
        self._folder = folder
        self._disk = disk
        self._transfer = Transfer(folder, disk, supply.patience, supply.watch)

    def fill(self, model: Model, staged: Path) -> tuple[ModelFile, ...]:
        """The model's files, in `staged`. Raises ModelError as `Transfer.bring` does."""
        if model.archive is not None and not (self._supply.unpacked and model.recorded):
            path, _ = self._bring(model, model.archive)
            written = extract(path, staged, self._disk)
            self._disk.remove(path)
            return written
        brought = [self._bring(model, file) for file in model.files]  # all of them, before one leaves .partial/
        for number, (path, file) in enumerate(brought, 1):
            target = staged / file.name
            self._disk.make_folder(target.parent)
            self._move(path, target, needed_again=any(path == later for later, _ in brought[number:]))
        return tuple(file for _, file in brought)

    def _move(self, path: Path, target: Path, *, needed_again: bool) -> None:
        if needed_again:  # two files of a model with the same bytes
            with path.open("rb") as source:
                write_file(target.parent, target.name, blocks_of(source), self._disk)
        else:
            self._disk.rename(path, target)

    def _bring(self, model: Model, file: ModelFile) -> tuple[Path, ModelFile]:
        return self._transfer.bring(f"{model.id}/{file.name}", file, self._supply.sources(model, file))


def recognise(model: Model, staged: Path, written: Sequence[ModelFile]) -> Model:
    """What was staged for a model whose files the catalogue doesn't all know: `model` with the files that its engine reads.

    Raises ModelError("model.unusable") when it is something else than the catalogue says.
    """
    if model.recorded:
        return model
    found = read_folder(staged, model.id)[0]
    if found.kind != model.kind or found.route != model.route:
        line = f"{model.id}: what came is for {found.route or found.kind}, not {model.route or model.kind}; it is not used"
        raise ModelError("model.unusable", line)
    digests = {file.name: file for file in written}
    return replace(model, files=tuple(digests[file.name] for file in found.files))


def record(model: Model, catalogued: Model, folder: Path, digests: Digests, disk: Disk) -> Digests:
    """Write into lock.toml what the catalogue doesn't know of `model`, before it gets its name."""
    if catalogued.recorded or digests.get(model.id) == model.files:
        return digests
    digests = {**digests, model.id: model.files}
    write_digests(folder, digests, disk)
    return digests
