"""What happened in a live turn and when -> how long each stage took, how late words were, when memory stopped growing."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from kiosk.bench.compare import percentile
from kiosk.pipeline.scenario import plain, similarity

STAGES = ("recognition", "translation", "synthesis", "playback")

LiveMode = Literal["hold", "automatic"]
_ALIKE = 0.6
_FLAT = 1.01


@dataclass(frozen=True, slots=True)
class Moments:
    """On the monotonic clock. `speech_end`: when the last word was over at the microphone. `decided`: when the button was let
    go, or the end was found. `heard`, `translated`, `spoken`: when the first result of each came from the engine, which may
    be before the end was decided. `sound`: the first sound at the loudspeaker."""

    speech_end: float
    decided: float
    heard: float
    translated: float
    spoken: float
    sound: float


@dataclass(frozen=True, slots=True)
class LiveTurn:
    """`first_sound_s`: from the end of speech. `after_s`: from the end as it was decided; `stages` are where that time went,
    together as long. `plain_s`: what the plain chain takes from the moment at which it has the sound to its own first sound,
    playing left out. `word_delays_s`: of each word that was shown while somebody spoke, from its end; `words`: all there were.
    """

    clip: str
    language: str
    target: str
    mode: LiveMode
    duration_s: float
    error: float
    first_sound_s: float
    after_s: float
    stages: Mapping[str, float]
    plain_s: float
    words: int
    word_delays_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    p50: float
    p95: float

    @staticmethod
    def of(values: Sequence[float]) -> Spread | None:
        return Spread(statistics.median(values), percentile(values, 95)) if values else None


@dataclass(frozen=True, slots=True)
class LiveTotal:
    """All turns of one mode. `endpointing`: from the end of speech until the end was decided."""

    mode: LiveMode
    turns: int
    first_sound: Spread
    after: Spread
    endpointing: Spread
    stages: Mapping[str, float]
    plain_first_sound: Spread
    plain_after: Spread
    ratio_p50: float


def stages(moments: Moments) -> dict[str, float]:
    """Seconds of each stage after the end was decided; nothing for what was done by then."""
    ends = (moments.heard, moments.translated, moments.spoken, moments.sound)
    reached = list(accumulate(ends, max, initial=moments.decided))
    return {name: after - before for name, before, after in zip(STAGES, reached, reached[1:], strict=False)}


def total(mode: LiveMode, turns: Sequence[LiveTurn], plain_endpointing_s: float | None) -> LiveTotal | None:
    """`plain_endpointing_s`: of silence that the plain chain needs to know the end; None: it is told, as ours is."""
    mine = [turn for turn in turns if turn.mode == mode]
    endpointing = [turn.first_sound_s - turn.after_s for turn in mine]
    plain_first = [
        turn.plain_s + (waited if plain_endpointing_s is None else plain_endpointing_s)
        for turn, waited in zip(mine, endpointing, strict=True)
    ]
    first_sound, after = Spread.of([turn.first_sound_s for turn in mine]), Spread.of([turn.after_s for turn in mine])
    waiting, plain_first_sound = Spread.of(endpointing), Spread.of(plain_first)
    plain_after = Spread.of([turn.plain_s for turn in mine])
    if not (first_sound and after and waiting and plain_first_sound and plain_after):
        return None
    return LiveTotal(
        mode=mode,
        turns=len(mine),
        first_sound=first_sound,
        after=after,
        endpointing=waiting,
        stages={name: statistics.median(turn.stages[name] for turn in mine) for name in STAGES},
        plain_first_sound=plain_first_sound,
        plain_after=plain_after,
        ratio_p50=statistics.median(turn.first_sound_s / theirs for turn, theirs in zip(mine, plain_first, strict=True)),
    )


def word_delays(words: Sequence[tuple[str, float]], shown: Sequence[tuple[float, str]]) -> list[float]:
    """How long after its end each word stood on the screen, of those that came to stand there. `words`: each with the moment
    of its end; `shown`: what the screen said from a moment on. A word stands there when that much of the text does, and is
    like what was said: a recogniser may write a word otherwise."""
    said, delays = "", []
    for word, end in words:
        said += plain(word)
        stands = (at for at, text in shown if len(plain(text)) >= len(said) and _is_like(said, plain(text)))
        at = next(stands, None) if said else None
        if at is not None:
            delays.append(at - end)
    return delays


def flat_after(sizes: Sequence[float]) -> int:
    """The number of turns after which memory has grown by less than a hundredth."""
    peaks = list(accumulate(sizes, max))
    return next((turn for turn, peak in enumerate(peaks, start=1) if peak * _FLAT >= peaks[-1]), 0)


def _is_like(said: str, text: str) -> bool:
    return similarity(said, text[: len(said)]) >= _ALIKE
