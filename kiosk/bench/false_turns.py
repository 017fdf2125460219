"""How often noise is taken for somebody who speaks: minutes of it through detector, segmenter and recogniser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.core.audio import Audio
from kiosk.core.protocols import FRAME_SAMPLES, Engines
from kiosk.core.turn import Hint
from kiosk.pipeline.segmenter import PartDone, Patience, Segmenter, UtteranceEnded


@dataclass(slots=True)
class FalseTurns:
    """`heard`: stretches that the detector took for speech. `turns`: those that became words, `unsure` those that were asked
    about; by kind of noise."""

    minutes: float = 0.0
    heard: int = 0
    turns: dict[str, int] = field(default_factory=dict)
    unsure: dict[str, int] = field(default_factory=dict)

    @property
    def per_hour(self) -> float:
        return 60 * sum(self.turns.values()) / self.minutes if self.minutes else 0.0


def listen(noises: Iterable[tuple[str, Audio]], engines: Engines, hint: Hint) -> FalseTurns:
    """As an open microphone does that finds the ends of utterances."""
    found = FalseTurns()
    for kind, noise in noises:
        found.minutes += noise.duration_s / 60
        for utterance in _utterances(noise, engines):
            found.heard += 1
            transcript = engines.transcriber.transcribe(utterance, hint)
            if transcript.text:
                found.turns[kind] = found.turns.get(kind, 0) + 1
            elif transcript.unsure:
                found.unsure[kind] = found.unsure.get(kind, 0) + 1
    return found


def _utterances(noise: Audio, engines: Engines) -> Iterator[Audio]:
    segmenter, stream = Segmenter(Patience()), engines.detector.stream()
    segmenter.ends = True
    whole = len(noise.samples) // FRAME_SAMPLES * FRAME_SAMPLES
    probabilities = stream.push(noise.samples[:whole])
    for frame, probability in zip(noise.samples[:whole].reshape(-1, FRAME_SAMPLES), probabilities, strict=True):
        for found in segmenter.push(frame.copy(), float(probability)):
            if isinstance(found, PartDone | UtteranceEnded):
                yield found.audio
    last = segmenter.flush()
    if last is not None:
        yield last.audio
