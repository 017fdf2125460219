"""Opening an installed translation package: its tokenizers, its vocabulary and the folder of its model."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Protocol

from kiosk.core.errors import ModelError
from kiosk.core.language import Route


@dataclass(frozen=True, slots=True)
class TranslationPackage:
    """An installed package. `folder` is absolute; of two for one route the one of higher `quality` is used. `check` is
    called just before it loads and raises ModelError when its files aren't what they should be; `prove` just after, with what
    translates a sentence, and raises when it answers wrongly."""

    id: str
    folder: Path
    route: Route
    quality: int = 0
    check: Callable[[], object] = field(default=lambda: None, compare=False)
    prove: Callable[[Callable[[str], str]], object] = field(default=lambda translate: None, compare=False)


class Tokenizer(Protocol):
    def encode(self, sentence: str) -> list[str]: ...
    def decode(self, tokens: list[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """`model`: a CTranslate2 folder. `vocabulary`: every token its encoder knows. `target_prefix`: the token that every
    answer of a package for several languages has to begin with, else empty."""

    model: Path
    source: Tokenizer
    target: Tokenizer
    vocabulary: frozenset[str]
    target_prefix: str = ""


def open_package(package: TranslationPackage) -> OpenPackage:
    """Read an Argos package, or a CTranslate2 folder with SentencePiece models in it (the layout of QuickMT).

    Raises ModelError("model.broken") that names the package and the command that mends it.
    """
    try:
        opened = _argos(package) if (package.folder / "metadata.json").exists() else _plain(package.folder)
        opened.source.encode("a")  # tokenizers load at first use: now is the time to know
        opened.target.decode([])
    except (OSError, RuntimeError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise broken(package, error) from error
    return opened


def broken(package: TranslationPackage, reason: object) -> ModelError:
    codes = f"{package.route.source},{package.route.target}"
    return ModelError(
        "model.broken",
        f"translation package {package.id} in {package.folder} can't be used ({reason}). "
        f"Mend it: python scripts/download_models.py fetch --for {codes}",
    )


def load_library() -> ModuleType:
    """`argostranslate.package`, imported so that it leaves nothing behind. Some 30 ms.

    argostranslate.settings (argos-translate-lt 1.12.1) makes four folders in the user's home and reads a file there that
    can make the library print what it is given. All that is needed from it at import is `debug`, so a stand-in takes
    its place; moving the XDG folders for the time of the import would change the environment under other threads.
    """
    name = "argostranslate.settings"
    if name not in sys.modules:
        stand_in = ModuleType(name, "Takes the place of argostranslate.settings, which writes into the user's home.")
        vars(stand_in)["debug"] = False
        sys.modules[name] = stand_in
    import argostranslate.package

    logging.getLogger("argostranslate.utils").setLevel(logging.ERROR)  # it logs texts at INFO
    module: ModuleType = argostranslate.package
    return module


def _argos(package: TranslationPackage) -> OpenPackage:
    installed = load_library().Package(package.folder)
    said = Route(installed.from_code or package.route.source, installed.to_code or package.route.target)
    if said != package.route:
        raise ValueError(f"its metadata says {said}, not {package.route}")
    model = package.folder / "model"
    return OpenPackage(model, installed.tokenizer, installed.tokenizer, _vocabulary(model), installed.target_prefix)


def _plain(folder: Path) -> OpenPackage:
    load_library()
    from argostranslate.tokenizer import SentencePieceTokenizer

    joint = folder / "joint.spm.model"
    source, target = (joint, joint) if joint.exists() else (folder / "src.spm.model", folder / "tgt.spm.model")
    return OpenPackage(folder, SentencePieceTokenizer(source), SentencePieceTokenizer(target), _vocabulary(folder))


def _vocabulary(model: Path) -> frozenset[str]:
    for name in ("source_vocabulary", "shared_vocabulary"):
        if (path := model / f"{name}.json").exists():
            return frozenset(json.loads(path.read_text(encoding="utf-8")))
        if (path := model / f"{name}.txt").exists():
            return frozenset(path.read_text(encoding="utf-8").split("\n"))
    raise FileNotFoundError(f"no source vocabulary in {model}")
