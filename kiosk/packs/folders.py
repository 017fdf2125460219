"""What a folder or a pair of files is: the model in it, read from names, sizes and small JSON files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kiosk.catalog import WHISPER_LANGUAGES, Kind, Model, ModelFile
from kiosk.core.errors import ModelError
from kiosk.core.language import LANGUAGES, Route

T = TypeVar("T")

# Where the catalogue says nothing. Packages that people bring are better than the small starter one, and QuickMT's better
# than Argos'. A Whisper that the catalogue doesn't know never comes before one it knows, but by its name in the settings.
_QUALITY: dict[Kind, int] = {"whisper": 5, "argos": 30, "ctranslate2": 50}
_TIERS = {"x_low": 20, "low": 30, "medium": 40, "high": 50}
_LEAST_TIER = 20

_MULTILINGUAL_TOKENS = 51865
"""A Whisper vocabulary of this size or more knows other languages than English; CTranslate2 decides by the same number."""

_LARGEST_JSON_BYTES = 8 << 20
_READ_BY_ENGINES = re.compile(
    r".*\.model|model\.bin|.*vocabulary\.(json|txt)|(config|tokenizer|preprocessor_config|metadata)\.json"
)
_ROUTE_IN_NAME = re.compile(r"-([a-z]{2,3})-([a-z]{2,3})$")
_FAMILIES = {"no": "nb", "cmn": "zh", "fil": "tl"}
# A voice serves what its language is read as, its own form first. Piper's Chinese voices read both scripts.
_SERVES = {("pt", "BR"): ("pb", "pt"), ("pt", ""): ("pt", "pb"), ("zh", "TW"): ("zt", "zh"), ("zh", ""): ("zh", "zt")}


def read_folder(folder: Path, name: str) -> tuple[Model, ...]:
    """The models in a folder that is called `name`: one, or as many as there are Piper voices.

    Raises ModelError("model.unusable") that says what the folder lacks.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise _unusable(name, f"can't be read ({error.strerror})") from error
    voices = [entry for entry in names if entry.endswith(".onnx")]
    if voices:
        return tuple(read_voice(folder / voice) for voice in voices)
    if "metadata.json" in names:
        return (_read_argos(folder, name),)
    if any(entry.endswith(".spm.model") for entry in names):
        return (_read_ctranslate2(folder, name, names),)
    if "model.bin" in names or "tokenizer.json" in names:
        return (_read_whisper(folder, name, names),)
    raise _unusable(name, "an empty folder" if not names else "holds no model of a kind the kiosk knows")


def read_by_engines(folder: Path) -> list[str]:
    """Names of the files right in `folder` that CTranslate2, faster-whisper or a tokenizer reads without being told to."""
    return sorted(path.name for path in folder.glob("*") if path.is_file() and _READ_BY_ENGINES.fullmatch(path.name))


def read_voice(onnx: Path) -> Model:
    """A Piper voice NAME.onnx with NAME.onnx.json beside it."""
    name = onnx.name.removesuffix(".onnx")
    files = _files(onnx.parent, name, [onnx.name, f"{onnx.name}.json"])
    config = _object(onnx.parent / f"{onnx.name}.json", name)
    if not isinstance(config.get("phoneme_id_map"), dict) or not isinstance(config.get("audio"), dict):
        raise _unusable(name, f"{onnx.name}.json is no configuration of a Piper voice")
    tier = name.rpartition("-")[2]
    model = _model(name, "piper", _voice_languages(name, config), files)
    return replace(model, quality=_TIERS.get(tier, _LEAST_TIER))


def _read_argos(folder: Path, name: str) -> Model:
    metadata = _object(folder / "metadata.json", name)
    if metadata.get("type", "translate") != "translate":
        raise _unusable(name, "is no Argos package for translation")
    route = _route(metadata.get("from_code"), metadata.get("to_code"), name)
    if not any((folder / file).is_file() for file in ("sentencepiece.model", "bpe.model")):
        raise _unusable(name, "sentencepiece.model is missing")
    inner = read_by_engines(folder / "model")
    if not any("vocabulary" in file for file in inner):
        raise _unusable(name, "the vocabulary in model/ is missing")
    found = [*read_by_engines(folder), *(f"model/{file}" for file in inner)]
    files = _files(folder, name, ["model/model.bin", *found])
    return _model(name, "argos", (route.source, route.target), files, route)


def _read_ctranslate2(folder: Path, name: str, names: Sequence[str]) -> Model:
    """QuickMT's layout. It says its languages nowhere but in its name, which ends in -xx-yy."""
    codes = _ROUTE_IN_NAME.search(name)
    if codes is None:
        raise _unusable(name, "the folder's name must end in its two languages, like -en-ja")
    route = _route(codes[1], codes[2], name)
    tokenizers = ["joint.spm.model"] if "joint.spm.model" in names else ["src.spm.model", "tgt.spm.model"]
    found = read_by_engines(folder)
    if not any("vocabulary" in file for file in found):
        raise _unusable(name, "the vocabulary is missing")
    files = _files(folder, name, ["config.json", "model.bin", *tokenizers, *found])
    return _model(name, "ctranslate2", (route.source, route.target), files, route)


def _read_whisper(folder: Path, name: str, names: Sequence[str]) -> Model:
    vocabulary = "vocabulary.json" if "vocabulary.json" in names else "vocabulary.txt"
    required = ["config.json", "model.bin", "tokenizer.json", vocabulary]
    files = _files(folder, name, [*required, *read_by_engines(folder)])
    text = _text(folder / vocabulary, name)
    tokens = (
        len(_parsed(text, folder / vocabulary, name, list))
        if vocabulary.endswith("json")
        else len(text.rstrip("\n").split("\n"))
    )
    return _model(name, "whisper", WHISPER_LANGUAGES if tokens >= _MULTILINGUAL_TOKENS else ("en",), files)


def _voice_languages(name: str, config: dict[str, object]) -> tuple[str, ...]:
    """Kiosk codes a voice speaks: by its configuration, else by its name, else by the voice espeak lends it phonemes of."""
    language, espeak = config.get("language"), config.get("espeak")
    said = [
        language.get("code") if isinstance(language, dict) else None,
        name.partition("-")[0] if re.match(r"[a-z]{2,3}_[A-Z]{2}-", name) else None,
        espeak.get("voice") if isinstance(espeak, dict) else None,
    ]
    for code in said:
        if isinstance(code, str):
            family, *regions = re.split(r"[-_]", code)
            family = _FAMILIES.get(family.lower(), family.lower())
            region = regions[0].upper() if regions else ""
            if family in LANGUAGES:
                return _SERVES.get((family, region)) or _SERVES.get((family, "")) or (family,)
    raise _unusable(name, f"speaks a language the kiosk doesn't know ({', '.join(repr(code)[:20] for code in said if code)})")


def _route(source: object, target: object, name: str) -> Route:
    codes = [_FAMILIES.get(str(code), str(code)) for code in (source, target)]
    for code in codes:
        if code not in LANGUAGES:
            raise _unusable(name, f"the kiosk doesn't know the language {code[:20]!r}")
    if codes[0] == codes[1]:
        raise _unusable(name, "translates a language into itself")
    return Route(*codes)


def _model(
    name: str, kind: Kind, languages: tuple[str, ...], files: tuple[ModelFile, ...], route: Route | None = None
) -> Model:
    # Loading holds the file's numbers and the converted ones at once: 1.9 times the file, measured on Whisper base.
    memory_mb = 20 + round(1.9 * sum(file.bytes for file in files) / 1e6)
    quality = _QUALITY.get(kind, 0)
    return Model(name, kind, languages, route, quality, "LicenseRef-unknown", "See the model's own page.", memory_mb, files)


def _files(folder: Path, name: str, wanted: Iterable[str]) -> tuple[ModelFile, ...]:
    files = []
    for file in dict.fromkeys(wanted):
        path = folder / file
        if not path.is_file():
            raise _unusable(name, f"{file} is missing")
        files.append(ModelFile(file, path.stat().st_size, ""))
    return tuple(files)


def _object(path: Path, name: str) -> dict[str, object]:
    return _parsed(_text(path, name), path, name, dict)


def _parsed(text: str, path: Path, name: str, kind: type[T]) -> T:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unusable(name, f"{path.name} is not valid JSON") from error
    if not isinstance(value, kind):
        raise _unusable(name, f"{path.name} is not what it should be")
    return value


def _text(path: Path, name: str) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_JSON_BYTES:
            raise _unusable(name, f"{path.name} is missing or far too large")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(name, f"{path.name} can't be read") from error


def _unusable(name: str, line: str) -> ModelError:
    return ModelError("model.unusable", f"{name}: {line}; it is not used")
