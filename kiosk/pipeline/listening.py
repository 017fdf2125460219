"""An open microphone as a pure state machine: frames and speech probabilities in, what was noticed out. It counts frames
and knows no clock.

`Listener.hear` takes every frame, also while nobody is asked to speak, so that the half second before a press is there.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.spans import ENTER, FRAME_S, LEAVE


class Mode(Enum):
    """Hold: the speaker says when it ends, by letting go. Tap: a silence ends it."""

    HOLD = "hold"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """The level of the last frames, dBFS (RMS), some fifteen times a second while the microphone is open."""

    dbfs: float


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """The first speech since the microphone was opened."""


@dataclass(frozen=True, slots=True)
class MaybeEnd:
    """A pause long enough to begin recognising; more may come."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """More came: what was begun at the last MaybeEnd is void."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was said up to now, for words on the screen while someone speaks."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class PartDone:
    """The first part of a long speech; the microphone stays open."""

    audio: Audio


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """The utterance is whole and the microphone closed. `guessed`: its sound is that of the last MaybeEnd."""

    audio: Audio
    guessed: bool


@dataclass(frozen=True, slots=True)
class NobodySpoke:
    """The microphone was open and closed again, and nobody spoke."""


Noticed = LevelChanged | SpeechBegan | MaybeEnd | SpeechResumed | SoFar | PartDone | UtteranceEnded | NobodySpoke


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds. `silence_s` ends a tapped utterance; `guess_s` of it are enough to begin recognising. A part is
    handed over at a pause of `part_silence_s` once `part_s` have gathered, at the latest after `longest_part_s`.
    """

    silence_s: float = 0.7
    guess_s: float = 0.25
    before_s: float = 0.5
    after_s: float = 0.3
    so_far_s: float = 0.8
    nobody_s: float = 8.0
    part_s: float = 12.0
    part_silence_s: float = 0.5
    longest_part_s: float = 28.0
    longest_s: float = 60.0


@dataclass(slots=True)
class _Take:
    """What has gathered since the microphone was opened or the last part was handed over. `spoken`: whether there was
    speech in it; `quiet`: frames since the last of it; `told`: frames when SoFar was last given."""

    mode: Mode
    frames: list[tuple[Samples, float]]
    spoken: bool = False
    quiet: int = 0
    guess: Audio | None = None
    told: int = 0
    heard: int = 0
    parts: int = 0


class Listener:
    """Used by one thread. Closed at first."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._before: deque[tuple[Samples, float]] = deque(maxlen=_frames(self._patience.before_s))
        self._take: _Take | None = None
        self._since_level = 0

    @property
    def is_open(self) -> bool:
        return self._take is not None

    def open(self, mode: Mode) -> None:
        """From now on someone is asked to speak; what the microphone heard just before counts too."""
        self._take = _Take(mode, list(self._before))
        self._before.clear()

    def close(self) -> None:
        """Nobody is asked any more; what gathered is dropped and overwritten."""
        if self._take is not None:
            for samples, _ in self._take.frames:
                samples[:] = 0.0
        self._take = None

    def release(self) -> tuple[Noticed, ...]:
        """The speaker let go: what was said is whole."""
        return self._end() if self._take is not None else ()

    def hear(self, frame: Samples, probability: float) -> tuple[Noticed, ...]:
        """Take the next frame, shape (FRAME_SAMPLES,), which becomes the listener's own."""
        take = self._take
        if take is None:
            self._before.append((frame, probability))
            return ()
        take.frames.append((frame, probability))
        take.heard += 1
        noticed = [*self._level(frame), *self._speech(take, probability)]
        return (*noticed, *self._pause(take))

    def _level(self, frame: Samples) -> tuple[Noticed, ...]:
        self._since_level = (self._since_level + 1) % 2
        if self._since_level:
            return ()
        return (LevelChanged(float(10 * np.log10(max(float(np.mean(np.square(frame))), 1e-10)))),)

    def _speech(self, take: _Take, probability: float) -> tuple[Noticed, ...]:
        """Whether somebody speaks in this frame, and what that changes."""
        if probability < (LEAVE if take.spoken and take.quiet == 0 else ENTER):
            take.quiet += take.spoken
            return ()
        began, resumed = not take.spoken and take.parts == 0, take.guess is not None
        take.spoken, take.quiet, take.guess = True, 0, None
        return (*([SpeechBegan()] if began else []), *([SpeechResumed()] if resumed else []))

    def _pause(self, take: _Take) -> tuple[Noticed, ...]:
        """What the silence so far, or its absence, brings about."""
        patience, gathered = self._patience, len(take.frames)
        if self._is_over(take):
            return self._end()
        if not take.spoken:
            return ()
        if gathered >= _frames(patience.part_s) and take.quiet >= _frames(patience.part_silence_s):
            return self._part(take, gathered)
        if gathered >= _frames(patience.longest_part_s):
            low = gathered * 2 // 3
            return self._part(take, low + int(np.argmin([probability for _, probability in take.frames[low:]])))
        if take.quiet >= _frames(patience.guess_s) and take.guess is None:
            take.guess = _sound(take.frames, take.quiet, patience.after_s)
            return (MaybeEnd(take.guess),)
        if take.quiet == 0 and gathered - take.told >= _frames(patience.so_far_s):
            take.told = gathered
            return (SoFar(_sound(take.frames, 0, patience.after_s)),)
        return ()

    def _is_over(self, take: _Take) -> bool:
        """Whether the speech is over by itself: after a minute, after the silence that ends it, or when none began."""
        if take.heard >= _frames(self._patience.longest_s):
            return True
        if take.mode is Mode.HOLD:
            return False
        if take.spoken:
            return take.quiet >= _frames(self._patience.silence_s)
        waited_s = self._patience.silence_s if take.parts else self._patience.nobody_s
        return len(take.frames) >= _frames(waited_s)

    def _part(self, take: _Take, end: int) -> tuple[Noticed, ...]:
        """Hand over the frames up to `end` and go on with the rest."""
        head, rest = take.frames[:end], take.frames[end:]
        done = _sound(head, max(0, take.quiet - len(rest)), self._patience.after_s)
        resumed = (SpeechResumed(),) if take.guess is not None else ()
        spoken = any(probability >= ENTER for _, probability in rest)
        self._take = _Take(take.mode, rest, spoken=spoken, heard=take.heard, parts=take.parts + 1)
        return (*resumed, PartDone(done))

    def _end(self) -> tuple[Noticed, ...]:
        take, self._take = self._take, None
        if take is None or not take.spoken:
            return (NobodySpoke(),)
        sound = take.guess or _sound(take.frames, take.quiet, self._patience.after_s)
        self._before.extend(take.frames[len(take.frames) - take.quiet :] if take.quiet else [])
        return (UtteranceEnded(sound, guessed=take.guess is not None),)


def _sound(frames: list[tuple[Samples, float]], quiet: int, after_s: float) -> Audio:
    """The frames without the silence at their end but `after_s` of it."""
    spare = max(0, quiet - _frames(after_s))
    return Audio(np.concatenate([samples for samples, _ in frames[: len(frames) - spare]]), SPEECH_RATE_HZ)


def _frames(seconds: float) -> int:
    return max(1, round(seconds / FRAME_S))
