"""The only place that chooses engines: from what is installed to an `Engines`, each model verified just before it loads."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, assert_never

from kiosk.core.audio import Audio
from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.core.protocols import Engines, Transcriber, VoiceDetector
from kiosk.core.turn import Hint, Transcript
from kiosk.engines.scripted import scripted_engines
from kiosk.inventory import Installed, Inventory, verify_at_start
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.engines.voices import Voice

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Need:
    """What to load before the first turn: the recogniser, text packages for routes, voices for languages. Whatever else
    a turn asks for is loaded when it does."""

    hearing: bool = True
    routes: tuple[Route, ...] = ()
    voices: tuple[str, ...] = ()


class LazyTranscriber:
    """Satisfies Transcriber; loads the model once, at `load` or at the first utterance."""

    def __init__(self, languages: Iterable[str], make: Callable[[], Transcriber]) -> None:
        self._languages = frozenset(languages)
        self._make = make
        self._made: Transcriber | None = None
        self._lock = Lock()

    def languages(self) -> frozenset[str]:
        return self._languages

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        return self.load().transcribe(audio, hint)

    def load(self) -> Transcriber:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def threads(settings: Settings) -> int:
    """Processor threads for one model: more than four help none of these."""
    return settings.engines.threads or min(4, os.cpu_count() or 1)


def build_engines(inventory: Inventory, settings: Settings, need: Need) -> Engines:
    """The engines for what is installed; what `need` names is loaded on return, side by side.

    Raises ModelError when something needed is missing or broken.
    """
    if settings.engines.scripted:
        return scripted_engines(settings.languages or ("ja", "en"))
    from kiosk.engines.argos import ArgosTranslator, TranslationPackage
    from kiosk.engines.chinese import ChineseTranscriber, ChineseTranslator
    from kiosk.engines.selftest import prove_package
    from kiosk.engines.silero import SileroDetector
    from kiosk.engines.voices import Voices

    count = threads(settings)
    detector = SileroDetector()
    transcriber = _transcriber(inventory, settings, detector)
    packages = [
        TranslationPackage(
            one.model.id,
            one.folder,
            one.model.route,
            one.model.quality,
            partial(verify_at_start, one),
            partial(prove_package, one),
        )
        for one in inventory.of_kind("argos", "ctranslate2")
        if one.model.route is not None
    ]
    translator = ChineseTranslator(ArgosTranslator(packages, count))
    # Two languages with one voice share its loader, so that it is loaded once.
    loaders = {one.model.id: partial(_voice, one, inventory, count) for one in inventory.of_kind("piper", "openjtalk")}
    voices = Voices({code: loaders[one.model.id] for code, one in inventory.voices().items()}, settings.speech.level_dbfs)
    loads: list[Callable[[], object]] = [partial(translator.prepare, need.routes), partial(voices.prepare, need.voices)]
    if need.hearing:
        loads.insert(0, transcriber.load)
    _side_by_side(loads)
    return Engines(detector, ChineseTranscriber(transcriber), translator, voices)


def _voice(installed: Installed, inventory: Inventory, count: int) -> Voice:
    """The voice, or the next best for its language where it is broken. Raises ModelError when that was the last."""
    try:
        return _load_voice(installed, count)
    except ModelError as error:
        rest = inventory.without(installed, error)
        other = rest.voices().get(installed.model.languages[0])
        if other is None:
            raise
        _log.warning("%s; until then %s speaks", error, other.model.id)
        return _voice(other, rest, count)


def _load_voice(installed: Installed, count: int) -> Voice:
    """Verified, loaded and heard. Raises ModelError."""
    from kiosk.engines.selftest import prove_voice

    verify_at_start(installed)
    model = installed.model
    match model.kind:
        case "openjtalk":
            from kiosk.engines.openjtalk import OpenJTalkVoice

            return OpenJTalkVoice(model.id)
        case "piper":
            from kiosk.engines.piper import PiperVoice

            weights = next(file.name for file in model.files if file.name.endswith(".onnx"))
            voice = PiperVoice(model.id, installed.folder / weights, model.languages[0], count)
            prove_voice(installed, voice.digit)
            return voice
        case "whisper" | "argos" | "ctranslate2":
            raise ValueError(f"{model.id} is no voice")
        case _:
            assert_never(model.kind)


def _transcriber(inventory: Inventory, settings: Settings, detector: VoiceDetector) -> LazyTranscriber:
    try:
        chosen = inventory.best_transcriber(settings.models.transcriber)
    except ModelError as error:
        missing = error
        return LazyTranscriber((), lambda: _raise(missing))

    return LazyTranscriber(chosen.model.languages, partial(_hearing, chosen, inventory, settings, detector))


def _hearing(chosen: Installed, inventory: Inventory, settings: Settings, detector: VoiceDetector) -> Transcriber:
    """The recogniser, or the next best where it is broken and none was asked for by name. Raises ModelError."""
    from kiosk.engines.selftest import prove_transcriber
    from kiosk.engines.whisper import WhisperTranscriber

    try:
        verify_at_start(chosen)
        transcriber = WhisperTranscriber(chosen.folder, detector, threads(settings), settings.engines.beam)
        prove_transcriber(chosen, transcriber)
    except ModelError as error:
        rest = inventory.without(chosen, error)
        if settings.models.transcriber or not rest.of_kind("whisper"):
            raise
        other = rest.best_transcriber()
        _log.warning("%s; until then %s hears", error, other.model.id)
        return _hearing(other, rest, settings, detector)
    return transcriber


def _raise(error: ModelError) -> Transcriber:
    raise error


def _side_by_side(loads: Sequence[Callable[[], object]]) -> None:
    with ThreadPoolExecutor(max_workers=len(loads)) as pool:
        for future in [pool.submit(load) for load in loads]:
            future.result()
