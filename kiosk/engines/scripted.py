"""Engines that need no models and still do the whole job: speech is a melody that spells its text, letter by letter.

The scripted voice writes each byte as two short tones and the scripted recogniser reads them back, through files, gain and
resampling. So `--demo`, the tests and a packaged smoke test run the real path with real sound, repeatably.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.errors import StageError
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.protocols import FRAME_SAMPLES, Engines, Translator
from kiosk.core.turn import Hint, Transcript, Translation

_TONE_SAMPLES = 160  # 10 ms: a tone's frequency is then exact to 100 Hz
_TONES_HZ = 1000 + 200 * np.arange(16)
_AMPLITUDE = 0.3
_AUDIBLE = 0.02

PHRASES = {
    (Route("ja", "en"), "一番近い病院はどこですか。"): "Where is the nearest hospital?",
    (Route("en", "ja"), "Where is the nearest hospital?"): "一番近い病院はどこですか。",
    (Route("en", "ja"), "It is 853 yen."): "853円です。",
    (Route("ja", "en"), "853円です。"): "It is 853 yen.",
}
"""What the scripted translator knows by heart; anything else is marked with its language and passed on."""


class ScriptedDetector:
    """Satisfies VoiceDetector: whatever is audible is speech."""

    def stream(self) -> ScriptedDetector:
        return self

    def push(self, samples: Samples) -> NDArray[np.float32]:
        frames = samples.reshape(-1, FRAME_SAMPLES)
        audible: NDArray[np.bool_] = np.sqrt(np.mean(frames**2, axis=1)) > _AUDIBLE
        return audible.astype(np.float32)


class ScriptedTranscriber:
    """Satisfies Transcriber for the scripted voice's melody; any other sound is nobody speaking. `others`: what it takes each
    text for as well."""

    def __init__(self, others: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._others = others or {}

    def languages(self) -> frozenset[str]:
        return frozenset(LANGUAGES)

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        said = _read(audio.samples)
        offered = next((code for code in hint.languages if LANGUAGES[code].spoken == said[0]), "") if said else ""
        if not said or not offered:
            return Transcript("", hint.languages[0])
        return Transcript(said[1], offered, candidates=((offered, 1.0),), others=self._others.get(said[1], ()))


class ScriptedTranslator:
    """Satisfies Translator: the phrases it was given, and any other text marked with the language it went to."""

    def __init__(self, languages: tuple[str, ...] = ("ja", "en"), phrases: Mapping[tuple[Route, str], str] = PHRASES) -> None:
        self._routes = frozenset(Route(a, b) for a in languages for b in languages if a != b)
        self._phrases = phrases

    def routes(self) -> frozenset[Route]:
        return self._routes

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        if not text.strip():
            return
        if route.source == route.target:
            yield Translation((text,), route, source=text)
            return
        if route not in self._routes:
            raise StageError("translation", "route.missing", f"the scripted engines have no route {route}")
        for sentence in _sentences(text):
            meant = self._phrases.get((route, sentence), f"[{route.target}] {sentence}")
            yield Translation((meant,), route, models=("scripted",), source=sentence)


class DictatedTranslator:
    """Satisfies Translator: says what is dictated, lies and all. On a route with something dictated it knows nothing else, on
    any other it is another translator."""

    def __init__(self, other: Translator, dictated: Mapping[tuple[Route, str], str]) -> None:
        self._other = other
        self._dictated = dictated
        self._lies = frozenset(route for route, _ in dictated)

    def routes(self) -> frozenset[Route]:
        return self._other.routes() | self._lies

    def prepare(self, routes: Iterable[Route]) -> None:
        """There is nothing to load."""

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        if route not in self._lies:
            yield from self._other.translate(text, route, english)
            return
        told = self._dictated.get((route, text.strip()))
        if told is None:
            raise StageError("translation", "translation.failed", f"nothing is dictated for this sentence from {route}")
        yield Translation((told,) if told else (), route, models=("scripted",), source=text.strip())


class ScriptedSynthesizer:
    """Satisfies Synthesizer: each sentence as the melody that spells it."""

    def __init__(self, languages: tuple[str, ...] = ("ja", "en")) -> None:
        self._languages = frozenset(languages)

    def languages(self) -> frozenset[str]:
        return self._languages

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        if language not in self._languages:
            raise StageError("synthesis", "voice.missing", f"the scripted engines have no voice for {language}")
        if any(letter.isalnum() for letter in text):
            yield Audio(_write(LANGUAGES[language].spoken, text))


def scripted_engines(languages: tuple[str, ...] = ("ja", "en")) -> Engines:
    return Engines(ScriptedDetector(), ScriptedTranscriber(), ScriptedTranslator(languages), ScriptedSynthesizer(languages))


def _sentences(text: str) -> list[str]:
    """Cut at line breaks and after each stop, as far as a script has to know."""
    return [sentence.strip() for sentence in re.split(r"\n|(?<=[。！？])|(?<=[.!?])\s", text) if sentence.strip()]


def _write(spoken: str, text: str) -> Samples:
    """A melody: the language, a tab, the text, a NUL, two tones a byte."""
    data = f"{spoken}\t{text}\0".encode("utf-8", "replace")
    tones = np.array([half for byte in data for half in divmod(byte, 16)])
    times = np.arange(_TONE_SAMPLES) / SPEECH_RATE_HZ
    melody = _AMPLITUDE * np.cos(2 * np.pi * _TONES_HZ[tones][:, None] * times)
    return np.asarray(melody, dtype=np.float32).reshape(-1)


def _read(samples: Samples) -> tuple[str, str] | None:
    """The language and text of a melody, None when the sound is none."""
    audible = np.flatnonzero(np.abs(samples) > _AUDIBLE)
    if len(audible) == 0:
        return None
    tones = samples[audible[0] :]
    tones = tones[: len(tones) // _TONE_SAMPLES * _TONE_SAMPLES].reshape(-1, _TONE_SAMPLES)
    spectrum = np.abs(np.fft.rfft(tones, axis=1))[:, _TONES_HZ * _TONE_SAMPLES // SPEECH_RATE_HZ]
    halves = spectrum.argmax(axis=1)
    halves = halves[: len(halves) // 2 * 2]
    data = (halves[0::2] * 16 + halves[1::2]).astype(np.uint8).tobytes()
    head, _, rest = data.partition(b"\t")
    body, end, _ = rest.partition(b"\0")
    try:
        spoken, text = head.decode("ascii"), body.decode()
    except UnicodeDecodeError:
        return None
    return (spoken, text) if end and spoken.isalpha() and text else None
