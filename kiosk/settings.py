"""kiosk.toml -> frozen values; every mistake in the file is reported at once, each with what was probably meant."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from kiosk.core.errors import SettingsError
from kiosk.core.language import LANGUAGES

T = TypeVar("T")

Layout = Literal["face_to_face", "side_by_side", "two_displays"]
ThemeName = Literal["paper", "high_contrast"]


def _limits(low: float, high: float) -> dict[str, tuple[float, float]]:
    return {"limits": (low, high)}


def _hexadecimal(digits: int) -> dict[str, object]:
    """What the kiosk itself wrote. It is never told, not even when it is wrong: it may be the PIN itself."""
    return {"secret": re.compile(f"([0-9a-f]{{{digits}}})?")}


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
    """`speed`: 1.0 is each voice's own pace. `level_dbfs`: the loudness every voice is brought to (RMS of its speech).
    `volume`: how much of that the loudspeaker plays, 0 is silence."""

    speed: float = field(default=1.0, metadata=_limits(0.5, 2.0))
    level_dbfs: float = field(default=-20.0, metadata=_limits(-40.0, -12.0))
    volume: float = field(default=1.0, metadata=_limits(0.0, 1.0))


@dataclass(frozen=True, slots=True)
class ListeningSettings:
    """`silence_s`: how long a pause ends an utterance. `longest_s`: an utterance is cut at its quietest place after this."""

    silence_s: float = field(default=0.7, metadata=_limits(0.2, 5.0))
    longest_s: float = field(default=28.0, metadata=_limits(5.0, 28.0))


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """Devices as `name [host API]`, see DeviceName in audio/; a part of a name will do. Empty is the system's default, and
    for `visitor_microphone` that both sides share one microphone."""

    microphone: str = ""
    loudspeaker: str = ""
    visitor_microphone: str = ""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """`language`: the staff's. `talk`: hold the talk button or tap it. `type_scale`: 1.0 is the size of the design.
    `idle_s`: after so long without touch or speech the kiosk begins to count down and then forgets all."""

    layout: Layout = "face_to_face"
    theme: ThemeName = "paper"
    type_scale: float = field(default=1.0, metadata=_limits(0.8, 1.6))
    talk: Literal["hold", "tap"] = "hold"
    idle_s: int = field(default=90, metadata=_limits(15, 3600))
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class OperatorSettings:
    """The PIN of the operator pages as ui/operator/pin.py writes it; both are empty until one is set."""

    pin_hash: str = field(default="", repr=False, metadata=_hexadecimal(64))
    pin_salt: str = field(default="", repr=False, metadata=_hexadecimal(32))


@dataclass(frozen=True, slots=True)
class Settings:
    """`languages`: codes on offer, in this order; empty means every language that can be heard and translated."""

    languages: tuple[str, ...] = ()
    models: ModelSettings = ModelSettings()
    engines: EngineSettings = EngineSettings()
    speech: SpeechSettings = SpeechSettings()
    listening: ListeningSettings = ListeningSettings()
    devices: DeviceSettings = DeviceSettings()
    screen: ScreenSettings = ScreenSettings()
    operator: OperatorSettings = OperatorSettings()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: `settings` hold what is right in it, and the defaults elsewhere; `mistakes` hold a line for each
    thing that is wrong."""

    settings: Settings
    mistakes: tuple[str, ...] = ()


def load(path: Path | None) -> Settings:
    """The settings in `path`, or the defaults without a path. Raises SettingsError with every mistake in the file."""
    if path is None:
        return Settings()
    reading = read(path)
    if reading.mistakes:
        raise SettingsError([f"{path}: {mistake}" for mistake in reading.mistakes])
    return reading.settings


def read(path: Path) -> Reading:
    """As `load`, for a screen that must come up whatever is in the file: never raises."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Reading(Settings(), ("there is no such file",))
    except (OSError, UnicodeDecodeError) as error:
        return Reading(Settings(), (f"can't be read ({error})",))
    return read_text(text)


def read_text(text: str) -> Reading:
    """From the text of a kiosk.toml. Where it is no TOML the PIN is kept, so that a slip opens no door."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Reading(Settings(operator=_rescued_pin(text)), (f"not valid TOML: {error}",))
    mistakes: list[str] = []
    settings = _read(Settings, table, "", mistakes)
    languages = tuple(dict.fromkeys(code for code in settings.languages if code in LANGUAGES))
    mistakes += _mistaken_languages(settings)
    screen = settings.screen if settings.screen.language in LANGUAGES else replace(settings.screen, language="ja")
    if bool(settings.operator.pin_hash) != bool(settings.operator.pin_salt):
        mistakes.append("operator: pin_hash and pin_salt belong together; delete both to set a new PIN")
    return Reading(replace(settings, languages=languages, screen=screen), tuple(mistakes))


def _mistaken_languages(settings: Settings) -> Iterator[str]:
    for place, code in enumerate(settings.languages):
        if code not in LANGUAGES:
            yield f"languages: unknown language {code!r}{_meant(code, LANGUAGES)}"
        elif code in settings.languages[:place]:
            yield f"languages: {code!r} is there twice"
    if settings.screen.language not in LANGUAGES:
        yield f"screen.language: unknown language {settings.screen.language!r}{_meant(settings.screen.language, LANGUAGES)}"


def _rescued_pin(text: str) -> OperatorSettings:
    hashes = re.findall(r"""^\s*pin_hash\s*=\s*["']([0-9a-f]{64})["']""", text, re.MULTILINE)
    salts = re.findall(r"""^\s*pin_salt\s*=\s*["']([0-9a-f]{32})["']""", text, re.MULTILINE)
    return OperatorSettings(hashes[0], salts[0]) if len(hashes) == len(salts) == 1 else OperatorSettings()


def default_path() -> Path:
    """Where kiosk.toml lies when nobody says otherwise."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if Path(config).is_absolute() else Path.home() / ".config") / "kiosk" / "kiosk.toml"


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
            values[name] = _checked(value, wanted, known[name].metadata)
        except ValueError as error:
            mistakes.append(f"{prefix}{name}: {error}")
    return kind(**values)


_KINDS: dict[type, str] = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


def _checked(value: object, wanted: object, metadata: Mapping[str, Any]) -> object:
    if "secret" in metadata:
        if not isinstance(value, str) or not metadata["secret"].fullmatch(value):
            raise ValueError("isn't what the kiosk wrote; delete pin_hash and pin_salt to set a new PIN")
        return value
    if get_origin(wanted) is Literal:
        return _choice(value, get_args(wanted))
    if wanted == tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f'must be a list of texts, like ["ja", "en"], not {value!r}')
        return tuple(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        name = next(name for kind, name in _KINDS.items() if kind is wanted)
        raise ValueError(f"must be {name}, not {value!r}")
    limits = metadata.get("limits")
    if limits is not None and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise ValueError(f"must be between {limits[0]:g} and {limits[1]:g}, not {value:g}")
    return value


def _choice(value: object, choices: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in choices:
        return value
    meant = _meant(value, choices) if isinstance(value, str) else ""
    raise ValueError(f"must be {' or '.join(map(repr, choices))}, not {value!r}{meant}")


def _meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ""
