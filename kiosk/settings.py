"""kiosk.toml -> frozen values; every mistake in the file is reported at once, each with what was probably meant."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from kiosk.core.errors import SettingsError
from kiosk.core.language import LANGUAGES

T = TypeVar("T")


def _limits(low: float, high: float) -> dict[str, tuple[float, float]]:
    return {"limits": (low, high)}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """`folder`: where models are; empty means $KIOSK_MODELS, else `models/` beside the program. `transcriber`: the id of
    the Whisper model, empty for the best one installed."""

    folder: str = ""
    transcriber: str = ""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`threads`: processor threads a model may use, 0 for as many as there are, at most four. `beam`: hypotheses kept
    by the recogniser. `scripted`: use the scripted engines, which need no models."""

    threads: int = field(default=0, metadata=_limits(0, 64))
    beam: int = field(default=2, metadata=_limits(1, 10))
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """`speed`: 1.0 is each voice's own pace. `level_dbfs`: the loudness every voice is brought to (RMS of its speech)."""

    speed: float = field(default=1.0, metadata=_limits(0.5, 2.0))
    level_dbfs: float = field(default=-20.0, metadata=_limits(-40.0, -12.0))


@dataclass(frozen=True, slots=True)
class ListeningSettings:
    """`silence_s`: how long a pause ends an utterance. `longest_s`: an utterance is cut at its quietest place after this."""

    silence_s: float = field(default=0.7, metadata=_limits(0.2, 5.0))
    longest_s: float = field(default=28.0, metadata=_limits(5.0, 28.0))


@dataclass(frozen=True, slots=True)
class Settings:
    """`languages`: codes on offer; empty means every language that can be heard and translated."""

    languages: tuple[str, ...] = ()
    models: ModelSettings = ModelSettings()
    engines: EngineSettings = EngineSettings()
    speech: SpeechSettings = SpeechSettings()
    listening: ListeningSettings = ListeningSettings()


def load(path: Path | None) -> Settings:
    """The settings in `path`, or the defaults when there is no such file or no path.

    Raises SettingsError with every mistake in the file.
    """
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError([f"{path}: there is no such file"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path}: can't be read ({error})"]) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{path}: not valid TOML: {error}"]) from error
    mistakes: list[str] = []
    settings = _read(Settings, table, "", mistakes)
    mistakes += [
        f"languages: unknown language {code!r}{_meant(code, LANGUAGES)}" for code in settings.languages if code not in LANGUAGES
    ]
    if mistakes:
        raise SettingsError([f"{path}: {mistake}" for mistake in mistakes])
    return settings


def models_folder(settings: Settings) -> Path:
    """Where the models are, absolute: the setting, else $KIOSK_MODELS, else beside the package, else in the user's data."""
    chosen = settings.models.folder or os.environ.get("KIOSK_MODELS", "")
    if chosen:
        return Path(chosen).expanduser().resolve()
    beside = Path(__file__).resolve().parent.parent / "models"
    if (beside / "catalog.toml").is_file():
        return beside
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data.resolve() / "kiosk" / "models"


def _read(kind: type[T], table: Mapping[str, Any], prefix: str, mistakes: list[str]) -> T:
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            mistakes.append(f"{prefix}{name}: unknown setting{_meant(name, known)}")
            continue
        wanted = hints[name]
        if is_dataclass(wanted):
            if isinstance(value, Mapping):
                values[name] = _read(wanted, value, f"{prefix}{name}.", mistakes)  # type: ignore[arg-type]
            else:
                mistakes.append(f"{prefix}{name}: must be a table, [{prefix}{name}]")
            continue
        try:
            values[name] = _checked(value, wanted, known[name].metadata.get("limits"))
        except ValueError as error:
            mistakes.append(f"{prefix}{name}: {error}")
    return kind(**values)


_KINDS: dict[type, str] = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


def _checked(value: object, wanted: object, limits: tuple[float, float] | None) -> object:
    if wanted == tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f'must be a list of texts, like ["ja", "en"], not {value!r}')
        return tuple(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        name = next(name for kind, name in _KINDS.items() if kind is wanted)
        raise ValueError(f"must be {name}, not {value!r}")
    if limits is not None and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise ValueError(f"must be between {limits[0]:g} and {limits[1]:g}, not {value:g}")
    return value


def _meant(name: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(name, known, n=1)
    return f", did you mean {close[0]!r}?" if close else ""
