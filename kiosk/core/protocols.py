"""The shapes of the engines: one verb each, blocking, no callbacks.

`kiosk/engines/` implements them with real models and with scripts; the contract tests hold both to what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Audio, Samples
from kiosk.core.language import Route
from kiosk.core.turn import Hint, Transcript, Translation

FRAME_SAMPLES = 512
"""A detector's frame: 32 ms at 16 kHz, what Silero VAD is trained on."""


SENTENCE_PAUSE_S = 0.35
"""Between two sentences, at a voice's own pace."""


class VoiceStream(Protocol):
    """One listener's place in a stream of sound."""

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """Speech probabilities (n,) of the next n frames; `samples` has shape (n * FRAME_SAMPLES,) at 16 kHz."""
        ...


class VoiceDetector(Protocol):
    def stream(self) -> VoiceStream:
        """A fresh stream that has heard nothing yet. Streams are independent of each other."""
        ...


class Transcriber(Protocol):
    def languages(self) -> frozenset[str]:
        """Codes it can recognise."""
        ...

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        """Any length of 16 kHz sound. The language is one of `hint.languages`; silence and noise give an empty text, and so
        does speech that may be in none of them, which is marked as unsure.

        Raises StageError when the model fails.
        """
        ...


class Translator(Protocol):
    def routes(self) -> frozenset[Route]:
        """Every route it can take by text alone, two hops through English included."""
        ...

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        """All of `text` in parts, each as soon as it is made: first the first sentence alone, then one or more at a time.
        Nothing for a text without words.

        `english` is the same words in English, when the recogniser made them; it is used as the first hop where no text
        package leads from the source. A route from a language to itself gives the text as it is, in one part.

        Raises, before the part that it can't make, StageError("translation", "route.missing") that names what is missing, or
        when the model fails.
        """
        ...


class Synthesizer(Protocol):
    def languages(self) -> frozenset[str]:
        """Codes it can speak."""
        ...

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        """Sound, sentence by sentence with the pauses between them, at the voice's own rate and one even level; nothing for a
        text without words.

        `speed` 1.0 is the voice's own pace, 0.8 slower. Raises StageError when there is no voice or the model fails.
        """
        ...


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything a turn needs."""

    detector: VoiceDetector
    transcriber: Transcriber
    translator: Translator
    synthesizer: Synthesizer
