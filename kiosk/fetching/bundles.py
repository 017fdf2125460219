"""A stick: installed models in a folder that any file system can hold, with checksums and a signature; and back.

A bundle is a models folder: `MODEL/FILE`, too large files in parts, NAME.000, NAME.001 ... Beside them bundle.toml says what
each file is, SHA256SUMS lists every file for `sha256sum -c`, and SHA256SUMS.sig is its signature.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.catalog import Catalog, Model, ModelFile
from kiosk.core.errors import ModelError, UsageError
from kiosk.core.tables import Table
from kiosk.fetching.keys import check as check_signature
from kiosk.fetching.keys import sign
from kiosk.fetching.sources import LostError, Mirror, PartError, RefusalError
from kiosk.fetching.transfer import Silent, Watch
from kiosk.inventory import Installed, verify
from kiosk.packs.digests import Digests, digest_of, read_entries, write_digests
from kiosk.packs.staging import DISK, Disk, reserve, write_file

LISTING, SUMS, SIGNATURE, LICENCES = "bundle.toml", "SHA256SUMS", "SHA256SUMS.sig", "LICENCES.txt"
PART_BYTES = 4_000_000_000
"""FAT32 holds files of up to 4 GiB less one byte."""

_BLOCK_BYTES = 1 << 20
_LARGEST_LIST = 8 << 20


@dataclass(frozen=True, slots=True)
class Bundle:
    """`models`: of the catalogue. `digests`: what the bundle says of their files, if its signature was right. `gaps`: what
    it holds that isn't taken, a line each."""

    models: tuple[Model, ...]
    digests: Digests
    gaps: tuple[str, ...]


def export_bundle(
    models: Sequence[Installed],
    target: Path,
    key: Path | None,
    disk: Disk = DISK,
    part_bytes: int = PART_BYTES,
    watch: Watch | None = None,
) -> tuple[str, ...]:
    """Write `models` into `target`; what is there and right already is left alone. Returns the ids of what is in it.

    Each is hashed once more on the way. Until the last step there is no SHA256SUMS, so a stick that was pulled out is no
    bundle. Raises ModelError for a damaged model, UsageError for one whose digests nobody has recorded or where there is none
    at all, OSError from the disk.
    """
    chosen = [one for one in models if one.model.inside is None]
    if not chosen:
        raise UsageError("bundle.empty", "no model of the catalogue is installed that could be carried; fetch some first")
    if unknown := [one.model.id for one in chosen if not one.trusted]:
        raise UsageError("bundle.unrecorded", f"nobody has recorded the digests of {', '.join(unknown)}; `add` them first")
    for one in chosen:
        verify(one)
    disk.make_folder(target)
    for stale in (SIGNATURE, SUMS):
        disk.remove(target / stale)
    missing = [one for one in chosen if not _is_there(one, target)]
    reserve(target, sum(one.model.bytes for one in missing), disk)
    stick, sums = _Stick(target, part_bytes, disk, watch or Silent()), dict[str, str]()
    for one in chosen:
        for file in one.model.files:
            sums |= stick.copy(one, file)
    write_digests(target, {one.model.id: one.model.files for one in chosen}, disk, LISTING)
    sums[LISTING] = digest_of(target / LISTING)
    disk.remove(target / LICENCES)
    sums[LICENCES] = write_file(target, LICENCES, [_licences(chosen).encode()], disk).sha256
    listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
    signature = sign(listing, key) if key else None
    write_file(target, SUMS, [listing], disk)
    if signature:
        write_file(target, SIGNATURE, [signature], disk)
    disk.sync_folder(target)
    return tuple(one.model.id for one in chosen)


def read_bundle(mirror: Mirror, catalog: Catalog, public: Ed25519PublicKey | None) -> Bundle:
    """What a bundle holds, from a folder, a stick or a web server alike.

    With `public` its signature must be right. Without, only models whose every digest the catalogue knows are taken. Raises
    ModelError: "source.unreachable", "bundle.signature", "bundle.unusable".
    """
    listing = _read(mirror, SUMS)
    if public is not None:
        check_signature(listing, _read(mirror, SIGNATURE), public)
    content = _read(mirror, LISTING)
    if f"{hashlib.sha256(content).hexdigest()}  {LISTING}" not in listing.decode("utf-8", "replace").splitlines():
        raise ModelError("bundle.unusable", f"{LISTING} is damaged; make the bundle again")
    digests, models, gaps = _parse(content), [], []
    for name in digests:
        model = catalog.find(name)
        if model is None:
            gaps.append(f"{name}: is not in this kiosk's catalogue; update the kiosk")
        elif public is None and not model.recorded:
            gaps.append(f"{name}: only a signature could vouch for it; give --key FILE.pub")
        else:
            models.append(model)
    return Bundle(tuple(models), digests if public is not None else {}, tuple(gaps))


def heed(bundle: Bundle, recorded: Digests) -> Bundle:
    """The bundle without the models that differ from what was recorded here at their first download: neither an older bundle
    nor another maker's takes the place of what is trusted."""
    other = [
        model.id
        for model in bundle.models
        if not model.recorded and set(recorded.get(model.id, ())) not in (set(), set(bundle.digests.get(model.id, ())))
    ]
    line = "differs from what lock.toml recorded here; to take the bundle's, delete its folder and its entry there"
    models = tuple(model for model in bundle.models if model.id not in other)
    return Bundle(models, bundle.digests, (*bundle.gaps, *(f"{name}: {line}" for name in other)))


def _is_there(one: Installed, target: Path) -> bool:
    paths = [(target / one.model.id / file.name, file) for file in one.model.files]
    return all(path.is_file() and path.stat().st_size == file.bytes for path, file in paths)


@dataclass(frozen=True, slots=True)
class _Stick:
    """The folder that a bundle is written into."""

    target: Path
    part_bytes: int
    disk: Disk
    watch: Watch

    def copy(self, one: Installed, file: ModelFile) -> dict[str, str]:
        """One file in as many parts as it needs; the digest of each."""
        name = f"{one.model.id}/{file.name}"
        whole = file.bytes <= self.part_bytes
        path = self.target / name
        if whole and path.is_file() and path.stat().st_size == file.bytes and digest_of(path) == file.sha256:
            return {name: file.sha256}
        self.watch.began(name, 0, file.bytes)
        with (one.folder / file.name).open("rb") as source:
            if not whole:
                starts = enumerate(range(0, file.bytes, self.part_bytes))
                sizes = {f"{name}.{number:03}": min(self.part_bytes, file.bytes - start) for number, start in starts}
                return {part: self._write(part, source.read, size) for part, size in sizes.items()}
            if self._write(name, source.read, file.bytes) != file.sha256:
                raise ModelError("model.corrupt", f"{one.model.id}: {file.name} is damaged; {one.model.mend}")
        return {name: file.sha256}

    def _write(self, name: str, read: Callable[[int], bytes], size: int) -> str:
        self.disk.remove(self.target / name)
        return write_file(self.target, name, self._blocks(read, size), self.disk).sha256

    def _blocks(self, read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
        while size > 0 and (block := read(min(size, _BLOCK_BYTES))):
            size -= len(block)
            yield block
            self.watch.moved(len(block))


def _licences(chosen: Sequence[Installed]) -> str:
    lines = [f"{one.model.id}\n  {one.model.licence}\n  {one.model.attribution}\n  {one.model.source}\n" for one in chosen]
    return "\n".join(lines)


def _read(mirror: Mirror, name: str) -> bytes:
    source = mirror.locate(name)
    content = bytearray()
    try:
        with source.open(0, "") as stream:
            for block in stream.blocks:
                content += block[: _LARGEST_LIST - len(content)]
                if len(content) == _LARGEST_LIST:
                    break
    except (RefusalError, LostError, PartError) as error:
        if name == SIGNATURE:
            line = f"{source.name}: {error}; the bundle has no signature, and a key was given that it must be signed with"
            raise ModelError("bundle.signature", line) from error
        question = "is this a whole bundle?" if isinstance(error, RefusalError) else "is it there?"
        raise ModelError("source.unreachable", f"{source.name}: {error}; {question}") from error
    return bytes(content)


def _parse(content: bytes) -> Digests:
    mistakes: list[str] = []
    try:
        top = Table(tomllib.loads(content.decode("utf-8")), LISTING, mistakes)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError("bundle.unusable", f"{LISTING}: can't be read ({error})") from error
    digests = read_entries(top)
    if mistakes:
        raise ModelError("bundle.unusable", f"{'; '.join(mistakes)}; make the bundle again")
    return digests
