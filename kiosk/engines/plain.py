"""The plain chain that everybody builds first, to measure ours against: the same libraries and models at their defaults."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.protocols import Translator
from kiosk.core.turn import Translation, whole
from kiosk.inventory import Installed, Inventory


def endpointing_s() -> float:
    """The silence that ends an utterance at faster-whisper's defaults."""
    from faster_whisper.vad import VadOptions

    return float(VadOptions().min_silence_duration_ms / 1000)


Speak = Callable[[str], Audio]


@dataclass(frozen=True, slots=True)
class PlainOutcome:
    """Seconds from the end of the sound; `first_sound_s` is when all of the speech is there, for it comes whole."""

    transcript: str
    translation: str
    heard_s: float
    translated_s: float
    first_sound_s: float


class PlainChain:
    """`WhisperModel.transcribe` at its defaults, the same text packages through one plain call, the voice on the whole text."""

    def __init__(self, whisper: Path, translator: Translator, speak: dict[str, Speak], threads: int) -> None:
        from faster_whisper import WhisperModel  # as its own users do; the kiosk's commands start without it

        self._model = WhisperModel(str(whisper), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
        self._translator = translator
        self._speak = speak

    def run(self, audio: Audio, route: Route) -> PlainOutcome:
        """The language is given, as it is to our path: neither pays for finding it."""
        start = time.perf_counter()
        text = self._whole(audio, route.source, "transcribe")
        heard_s = time.perf_counter() - start
        if route in self._translator.routes():
            meant = whole(self._translator.translate(text, route), route)
        else:
            english = self._whole(audio, route.source, "translate")
            meant = Translation((english,), route)
            if route.target != "en":
                onward = Route("en", route.target)
                meant = whole(self._translator.translate(english, onward), onward)
        translated_s = time.perf_counter() - start
        self._speak[route.target](meant.text)
        return PlainOutcome(text, meant.text, heard_s, translated_s, time.perf_counter() - start)

    def untrimmed(self, audio: Audio, language: str, beam: int) -> str:
        """The same decoding as ours on the full 30 s window: what trimming the context may cost is measured against it."""
        segments, _ = self._model.transcribe(
            audio.samples, language=language, beam_size=beam, condition_on_previous_text=False, temperature=0.0
        )
        return "".join(segment.text for segment in segments).strip()

    def words(self, audio: Audio, language: str) -> tuple[tuple[str, float], ...]:
        """Each word with the second at which it ends."""
        segments, _ = self._model.transcribe(audio.samples, language=language, word_timestamps=True)
        return tuple((word.word, float(word.end)) for segment in segments for word in segment.words or ())

    def _whole(self, audio: Audio, language: str, task: str) -> str:
        segments, _ = self._model.transcribe(audio.samples, language=language, task=task)
        return "".join(segment.text for segment in segments).strip()


def voices(inventory: Inventory) -> dict[str, Speak]:
    """Each language's voice, whole text in, whole sound out, on the library's default session."""
    return {code: _piper(one) if one.model.kind == "piper" else _open_jtalk for code, one in inventory.voices().items()}


def _piper(installed: Installed) -> Speak:
    weights = next(file.name for file in installed.model.files if file.name.endswith(".onnx"))
    from piper import PiperVoice

    voice = PiperVoice.load(installed.folder / weights)

    def speak(text: str) -> Audio:
        chunks = [chunk.audio_float_array for chunk in voice.synthesize(text)]
        return Audio.of(np.concatenate(chunks) if chunks else np.zeros(0, np.float32), voice.config.sample_rate)

    return speak


def _open_jtalk(text: str) -> Audio:
    import pyopenjtalk

    samples, rate_hz = pyopenjtalk.tts(text)
    return Audio.of(samples / 32_768.0, rate_hz)
