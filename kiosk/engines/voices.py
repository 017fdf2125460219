"""The kiosk's Synthesizer: one voice a language, each loaded when it is first needed, all at one even level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Protocol

from kiosk.core.audio import Audio, join
from kiosk.core.errors import ModelError, StageError, UsageError
from kiosk.core.language import LANGUAGES
from kiosk.engines.level import even, is_plausible, trim
from kiosk.engines.speech_text import Piece, pieces

SLOWEST, FASTEST = 0.25, 4.0
_LONGEST_PIECE_S = 60.0
"""At a voice's own pace. Twenty-five words take some ten seconds."""


class Voice(Protocol):
    """One model that speaks."""

    @property
    def id(self) -> str: ...

    def speak(self, text: str, speed: float) -> Audio:
        """All of a short text in one go, raw: any level, with whatever silence around it. Empty for a text without words.

        Raises StageError when the model fails.
        """
        ...


class Voices:
    """Satisfies Synthesizer. May be used by several threads. It keeps nothing of what it is given."""

    def __init__(self, voices: Mapping[str, Callable[[], Voice]], level_dbfs: float = -20.0) -> None:
        """`voices`: language codes and what loads the voice of each, or raises ModelError; two codes may share a loader. A
        language that is heard like one of them is spoken too: `zt` by a voice for `zh`, `pt` by one for `pb`."""
        loaders = {make: _Once(make) for make in voices.values()}
        own = {code: loaders[make] for code, make in voices.items()}
        heard = {_spoken(code): voice for code, voice in reversed(own.items())}
        self._voices = {code: heard[_spoken(code)] for code in LANGUAGES if _spoken(code) in heard} | own
        self._level_dbfs = level_dbfs

    def languages(self) -> frozenset[str]:
        return frozenset(self._voices)

    def prepare(self, languages: Iterable[str]) -> None:
        """Load now what these languages need, so that their first sentence doesn't wait; no voice for one is no error.

        Raises ModelError.
        """
        for language in languages:
            if language in self._voices:
                self._voices[language].get()

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        """A sound for each piece as soon as it is made, with the pause that belongs after it; see Synthesizer.

        Raises UsageError("speed.invalid"), and StageError("synthesis", ...) with "voice.missing" when nothing speaks the
        language, "voice.failed" when the model does, "voice.broken" when what it made is no speech, "voice.silent" when it
        made nothing of a text with words.
        """
        if not SLOWEST <= speed <= FASTEST:
            raise UsageError("speed.invalid", f"a voice can speak at {SLOWEST:g} to {FASTEST:g} times its pace, not {speed:g}")
        voice = self._voice(language)
        to_say = list(pieces(text, language))
        heard = False
        for piece in to_say:
            audio = self._said(voice, piece, speed)
            if len(audio.samples):
                heard = True
                yield audio
        if to_say and not heard:
            raise StageError("synthesis", "voice.silent", f"voice {voice.id} made no sound for a text with words in it")

    def _voice(self, language: str) -> Voice:
        if language not in self._voices:
            command = f"python scripts/download_models.py fetch --for {language}"
            line = f"no installed voice speaks {language!r}. Install one: {command}"
            raise StageError("synthesis", "voice.missing", line)
        try:
            return self._voices[language].get()
        except ModelError as error:
            raise StageError("synthesis", error.code, str(error)) from error

    def _said(self, voice: Voice, piece: Piece, speed: float) -> Audio:
        raw = voice.speak(piece.text, speed)
        if not is_plausible(raw):
            raise _broken(voice, "makes noise")
        if raw.duration_s * speed > _LONGEST_PIECE_S:
            raise _broken(voice, "doesn't come to an end")
        speech = even(trim(raw), self._level_dbfs)
        if len(speech.samples) == 0:
            return speech
        return join([speech, Audio.silence(piece.pause_s / speed, speech.rate_hz)])


class _Once:
    """A voice that is loaded at the first `get`. A failed load is tried again at the next."""

    def __init__(self, make: Callable[[], Voice]) -> None:
        self._make = make
        self._made: Voice | None = None
        self._lock = Lock()

    def get(self) -> Voice:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def _spoken(code: str) -> str:
    return LANGUAGES[code].spoken if code in LANGUAGES else code


def _broken(voice: Voice, what: str) -> StageError:
    line = f"voice {voice.id} {what}: its files are damaged. Check them: python scripts/download_models.py verify --deep"
    return StageError("synthesis", "voice.broken", line)
