"""Sound and speech probabilities in, utterances out: a pure state machine that counts frames and knows no clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples, join
from kiosk.core.protocols import FRAME_SAMPLES, VoiceDetector
from kiosk.core.spans import ENTER, FRAME_S, LEAVE

_BEFORE_S = 0.5  # kept from before the detector noticed: first consonants are soft
_AFTER_S = 0.3


class Segmenter:
    """Collects one utterance at a time. It ends after `silence_s` without speech, or is cut at its least speech-like
    frame once it is `longest_s` long."""

    def __init__(self, silence_s: float = 0.7, longest_s: float = 28.0) -> None:
        self._silence = max(1, round(silence_s / FRAME_S))
        self._longest = round(longest_s / FRAME_S)
        self._before: deque[tuple[Samples, float]] = deque(maxlen=round(_BEFORE_S / FRAME_S))
        self._frames: list[tuple[Samples, float]] = []
        self._quiet = 0

    def push(self, frame: Samples, probability: float) -> Audio | None:
        """Take the next frame, shape (FRAME_SAMPLES,); the utterance that it ended, if it did."""
        if not self._frames:
            self._before.append((frame, probability))
            if probability >= ENTER:
                self._frames = list(self._before)
                self._before.clear()
                self._quiet = 0
            return None
        self._frames.append((frame, probability))
        self._quiet = 0 if probability >= LEAVE else self._quiet + 1
        if self._quiet >= self._silence:
            return self.flush()
        return self._cut() if len(self._frames) >= self._longest else None

    def flush(self) -> Audio | None:
        """What was collected so far, when the sound ends; None when nobody is speaking."""
        frames, self._frames = self._frames, []
        spare = max(0, self._quiet - round(_AFTER_S / FRAME_S))
        self._quiet = 0
        kept = frames[: len(frames) - spare]
        self._before.extend(frames[len(kept) :])
        return _sound(kept) if kept else None

    def _cut(self) -> Audio:
        low = self._longest * 2 // 3
        quietest = low + int(np.argmin([probability for _, probability in self._frames[low:]]))
        head, self._frames = self._frames[:quietest], self._frames[quietest:]
        return _sound(head)


def utterances(
    blocks: Iterable[Audio], detector: VoiceDetector, silence_s: float = 0.7, longest_s: float = 28.0
) -> Iterator[tuple[float, Audio]]:
    """The utterances in a stream of 16 kHz sound with the second at which each was complete.

    A stream of at most `longest_s` is one utterance as it is, silence included: what is in it is for the recogniser to say.
    """
    segmenter, stream = Segmenter(silence_s, longest_s), detector.stream()
    waiting = iter(blocks)
    held = _up_to(waiting, longest_s)
    if held.duration_s <= longest_s:
        if len(held.samples):
            yield held.duration_s, held
        return
    heard = 0
    rest = np.zeros(0, dtype=np.float32)
    for block in _then(held, waiting):
        samples = np.concatenate([rest, block.samples])
        whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
        rest = samples[whole:]
        for frame, probability in zip(samples[:whole].reshape(-1, FRAME_SAMPLES), stream.push(samples[:whole]), strict=True):
            heard += 1
            done = segmenter.push(frame, float(probability))
            if done is not None:
                yield heard * FRAME_S, done
    last = segmenter.flush()
    if last is not None:
        yield heard * FRAME_S, last


def _up_to(blocks: Iterator[Audio], longest_s: float) -> Audio:
    """Blocks joined until they are longer than `longest_s` or there are no more."""
    held: list[Audio] = []
    for block in blocks:
        held.append(block)
        if sum(part.duration_s for part in held) > longest_s:
            break
    return join(held)


def _then(first: Audio, rest: Iterator[Audio]) -> Iterator[Audio]:
    yield first
    yield from rest


def _sound(frames: list[tuple[Samples, float]]) -> Audio:
    return Audio(np.concatenate([samples for samples, _ in frames]), SPEECH_RATE_HZ)
