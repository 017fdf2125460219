"""Sound and speech probabilities in, utterances out: a pure state machine that counts frames and knows no clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples, join
from kiosk.core.protocols import FRAME_SAMPLES, VoiceDetector
from kiosk.core.spans import ENTER, FRAME_S, LEAVE

_LEAST_FRAMES = 3
"""Speech-like frames that make it speech: a click or a cough is one or two, the shortest word about five."""

_RESUMED_FRAMES = 2
"""In a row, after a pause: a click in it is no word."""

_NEVER_S = 1e9


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """Somebody has begun to speak, an utterance or the next part of one."""


@dataclass(frozen=True, slots=True)
class MaybeEnd:
    """A pause long enough to begin recognising; more may come."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """More came: what was begun at the last MaybeEnd is void."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was said up to now, since the last part, for words on the screen while someone speaks."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class PartDone:
    """A part of a long speech. `guessed`: its sound is that of the last MaybeEnd."""

    audio: Audio
    guessed: bool


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """The utterance is whole. `guessed`: its sound is that of the last MaybeEnd."""

    audio: Audio
    guessed: bool


Found = SpeechBegan | MaybeEnd | SpeechResumed | SoFar | PartDone | UtteranceEnded


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds. `silence_s` ends an utterance; `guess_s` of it are enough to begin recognising. `before_s` and
    `after_s` are kept around speech: first consonants are soft. Of a pause only `pause_s` stay.

    A part is handed over at a pause of `part_silence_s` once `part_s` have gathered, and where nobody pauses after
    `longest_part_s`, cut at the least speech-like frame of its last third. SoFar comes every `so_far_s`, of a long part
    every `so_far_share` of its length: to recognise more takes longer.
    """

    silence_s: float = 0.7
    guess_s: float = 0.25
    before_s: float = 0.5
    after_s: float = 0.3
    pause_s: float = 1.0
    part_s: float = 12.0
    part_silence_s: float = 0.5
    longest_part_s: float = 28.0
    so_far_s: float = 0.5
    so_far_share: float = 0.1


class Segmenter:
    """Collects one utterance at a time. `ends`: a silence ends it; else only `flush` does."""

    def __init__(self, patience: Patience | None = None, *, ends: bool = True) -> None:
        self._patience = patience or Patience()
        self.ends = ends
        self._before: deque[tuple[Samples, float]] = deque(maxlen=_frames(self._patience.before_s))
        self._frames: list[tuple[Samples, float]] = []
        self._begin([])

    def _begin(self, frames: list[tuple[Samples, float]]) -> None:
        """A new part, which these frames may have begun already."""
        self._frames = frames
        self._voiced = sum(probability >= LEAVE for _, probability in frames)
        self._quiet = 0  # frames since the last speech-like one
        self._knocks = 0  # speech-like frames in a row after a guess
        self._told = 0  # frames at the last SoFar
        self._guess: Audio | None = None
        self._guessed = 0  # frames of it

    @property
    def in_speech(self) -> bool:
        """Somebody is speaking, or pauses."""
        return bool(self._frames) and self._voiced >= _LEAST_FRAMES

    @property
    def is_waiting(self) -> bool:
        """Nobody speaks, nor does it look as if somebody began."""
        return not self._frames

    def wait(self, frame: Samples, probability: float) -> None:
        """Take a frame that is only the time before a possible utterance."""
        self._before.append((frame, probability))

    def push(self, frame: Samples, probability: float) -> tuple[Found, ...]:
        """Take the next frame, shape (FRAME_SAMPLES,); what it brought about."""
        if not self._frames:
            self._before.append((frame, probability))
            if probability >= ENTER:
                frames = list(self._before)
                self._before.clear()
                self._begin(frames)
                self._voiced = 1
            return ()
        self._frames.append((frame, probability))
        spoke = self._spoke(probability)
        return (*spoke, *(self._in_silence() if self._quiet else self._in_speech()))

    def flush(self) -> UtteranceEnded | None:
        """What was collected so far, when no more comes; None when nobody is speaking."""
        if self._guess is not None:
            return UtteranceEnded(self._handed_over(self._guessed, self._guess), guessed=True)
        if self.in_speech:
            end = self._end_of_speech()
            return UtteranceEnded(self._handed_over(end, _sound(self._frames[:end])), guessed=False)
        self._go_on_waiting(len(self._frames) - self._quiet)
        return None

    def forget(self) -> None:
        """Overwrite what was collected and what was before."""
        for samples, _ in [*self._frames, *self._before]:
            samples[:] = 0.0
        self._before.clear()
        self._begin([])

    def _spoke(self, probability: float) -> tuple[Found, ...]:
        """Count a frame as speech or silence."""
        if self._guess is not None:
            self._knocks = self._knocks + 1 if probability >= ENTER else 0
            if self._knocks < _RESUMED_FRAMES:
                self._quiet += 1
                return ()
            self._voiced, self._quiet, self._knocks, self._guess = self._voiced + self._knocks, 0, 0, None
            return (SpeechResumed(),)
        if probability < LEAVE:
            self._quiet += 1
            return ()
        self._voiced, self._quiet = self._voiced + 1, 0
        return (SpeechBegan(),) if self._voiced == _LEAST_FRAMES else ()

    def _in_silence(self) -> tuple[Found, ...]:
        patience, gathered = self._patience, len(self._frames)
        if not self.in_speech:
            if self._quiet >= _frames(patience.guess_s):
                self._go_on_waiting(gathered - self._quiet)
            return ()
        if self.ends and self._quiet >= _frames(patience.silence_s):
            ended = self.flush()
            return (ended,) if ended is not None else ()
        long = gathered >= _frames(patience.part_s) and self._quiet >= _frames(patience.part_silence_s)
        if self._guess is not None and (long or gathered >= _frames(patience.longest_part_s)):
            return (PartDone(self._handed_over(self._guessed, self._guess), guessed=True),)
        if self._quiet > _frames(patience.pause_s):
            del self._frames[-_frames(patience.pause_s / 2)]  # its middle; what is around speech stays
        if self._guess is None and self._quiet >= _frames(patience.guess_s):
            self._guessed = self._end_of_speech()
            self._guess = _sound(self._frames[: self._guessed])
            return (MaybeEnd(self._guess),)
        return self._cut() if gathered >= _frames(patience.longest_part_s) else ()

    def _in_speech(self) -> tuple[Found, ...]:
        patience, gathered = self._patience, len(self._frames)
        if gathered >= _frames(patience.longest_part_s):
            return self._cut()
        due = max(_frames(patience.so_far_s), round(patience.so_far_share * gathered))
        if self.in_speech and gathered - self._told >= due:
            self._told = gathered
            return (SoFar(_sound(self._frames)),)
        return ()

    def _cut(self) -> tuple[Found, ...]:
        low = len(self._frames) * 2 // 3
        quietest = low + int(np.argmin([probability for _, probability in self._frames[low:]]))
        head, quiet = self._frames[:quietest], self._quiet
        self._begin(self._frames[quietest:])
        self._quiet = min(quiet, len(self._frames))
        return (PartDone(_sound(head), guessed=False),)

    def _end_of_speech(self) -> int:
        """Frames up to the end of the last word and a little of the silence after it."""
        return len(self._frames) - max(0, self._quiet - _frames(self._patience.after_s))

    def _handed_over(self, end: int, sound: Audio) -> Audio:
        self._go_on_waiting(end)
        return sound

    def _go_on_waiting(self, end: int) -> None:
        """Nobody speaks any more; the silence from `end` on may come before somebody does."""
        self._before.extend(self._frames[end:])
        self._begin([])


def utterances(
    blocks: Iterable[Audio], detector: VoiceDetector, silence_s: float = 0.7, longest_s: float = 28.0
) -> Iterator[tuple[float, Audio]]:
    """The utterances in a stream of 16 kHz sound with the second at which each was complete.

    A stream of at most `longest_s` is one utterance as it is, silence included: what is in it is for the recogniser to say.
    """
    waiting = iter(blocks)
    held = _up_to(waiting, longest_s)
    if held.duration_s <= longest_s:
        if len(held.samples):
            yield held.duration_s, held
        return
    patience = Patience(silence_s, part_s=_NEVER_S, longest_part_s=longest_s, so_far_s=_NEVER_S)
    segmenter, stream = Segmenter(patience), detector.stream()
    heard = 0
    rest = np.zeros(0, dtype=np.float32)
    for block in _then(held, waiting):
        samples = np.concatenate([rest, block.samples])
        whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
        rest = samples[whole:]
        for frame, probability in zip(samples[:whole].reshape(-1, FRAME_SAMPLES), stream.push(samples[:whole]), strict=True):
            heard += 1
            for found in segmenter.push(frame, float(probability)):
                if isinstance(found, PartDone | UtteranceEnded):
                    yield heard * FRAME_S, found.audio
    last = segmenter.flush()
    if last is not None:
        yield heard * FRAME_S, last.audio


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


def _frames(seconds: float) -> int:
    return max(1, round(seconds / FRAME_S))
