"""Ours and the plain chain on the same clips, turn about, so that a machine that slows down slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kiosk.bench.clips import Clip, error_rate
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.turn import Hint, Segment
from kiosk.engines.plain import PlainChain, PlainOutcome
from kiosk.pipeline.interpret import interpret
from kiosk.pipeline.offer import by_text
from kiosk.pipeline.outcome import Outcome, follow


@dataclass(frozen=True, slots=True)
class Row:
    """One clip: medians over the rounds, in seconds from the end of the speech. Errors are WER or CER, 0 and up."""

    name: str
    language: str
    target: str
    duration_s: float
    error: float
    untrimmed_error: float
    plain_error: float
    heard_s: float
    translated_s: float
    first_sound_s: float
    plain_heard_s: float
    plain_translated_s: float
    plain_first_sound_s: float

    @property
    def ratio(self) -> float:
        return self.first_sound_s / self.plain_first_sound_s


@dataclass(frozen=True, slots=True)
class Total:
    """`*_p50`, `*_p95`: speech end to first sound over all clips and rounds. `real_time_factor`: time to first sound over
    the length of the speech, all clips together."""

    ratio_p50: float
    first_sound_p50: float
    first_sound_p95: float
    plain_first_sound_p50: float
    plain_first_sound_p95: float
    error: float
    untrimmed_error: float
    plain_error: float
    loops: int
    real_time_factor: float
    plain_real_time_factor: float


def compare(
    clips: Sequence[Clip], engines: Engines, plain: PlainChain, beam: int, rounds: int, tell: Callable[[], object]
) -> tuple[list[Row], Total]:
    """Every clip `rounds` times on both chains after one round that isn't counted. `tell` is called after each clip."""
    rows, ours_all, plain_all = [], [], []
    for clip in clips:
        route = Route(clip.language, "en" if clip.language != "en" else "ja")
        ours: list[Outcome] = []
        theirs: list[PlainOutcome] = []
        for _ in range(rounds + 1):
            ours.append(_ours(clip, route, engines))
            theirs.append(plain.run(clip.audio, route))
        ours, theirs = ours[1:], theirs[1:]
        ours_all += [outcome.first_sound_s for outcome in ours if outcome.first_sound_s is not None]
        plain_all += [outcome.first_sound_s for outcome in theirs]
        rows.append(_row(clip, route, ours, theirs, plain.untrimmed(clip.audio, clip.language, beam)))
        tell()
    return rows, _total(rows, ours_all, plain_all)


def _ours(clip: Clip, route: Route, engines: Engines) -> Outcome:
    """The language is given, as it is to the plain chain."""
    wants_english = frozenset() if by_text(engines, route) else frozenset([route.source])
    segment = Segment(1, clip.audio, Hint((route.source,), wants_english), route.target)
    outcome = follow(interpret(segment, engines), time.perf_counter)
    if outcome.failed is not None:
        raise outcome.failed
    return outcome


def _row(clip: Clip, route: Route, ours: list[Outcome], theirs: list[PlainOutcome], untrimmed: str) -> Row:
    heard = ours[0].transcript.text if ours[0].transcript else ""
    return Row(
        name=clip.name,
        language=clip.language,
        target=route.target,
        duration_s=clip.audio.duration_s,
        error=error_rate(clip, heard),
        untrimmed_error=error_rate(clip, untrimmed),
        plain_error=error_rate(clip, theirs[0].transcript),
        heard_s=_median(outcome.heard_s for outcome in ours),
        translated_s=_median(outcome.translated_s for outcome in ours),
        first_sound_s=_median(outcome.first_sound_s for outcome in ours),
        plain_heard_s=_median(outcome.heard_s for outcome in theirs),
        plain_translated_s=_median(outcome.translated_s for outcome in theirs),
        plain_first_sound_s=_median(outcome.first_sound_s for outcome in theirs),
    )


def _total(rows: Sequence[Row], ours: list[float], plain: list[float]) -> Total:
    speech_s = sum(row.duration_s for row in rows)
    return Total(
        ratio_p50=statistics.median(row.ratio for row in rows),
        first_sound_p50=statistics.median(ours),
        first_sound_p95=percentile(ours, 95),
        plain_first_sound_p50=statistics.median(plain),
        plain_first_sound_p95=percentile(plain, 95),
        error=statistics.mean(row.error for row in rows),
        untrimmed_error=statistics.mean(row.untrimmed_error for row in rows),
        plain_error=statistics.mean(row.plain_error for row in rows),
        loops=sum(row.error >= 1.0 for row in rows),
        real_time_factor=sum(row.first_sound_s for row in rows) / speech_s,
        plain_real_time_factor=sum(row.plain_first_sound_s for row in rows) / speech_s,
    )


def percentile(values: Sequence[float], share: int) -> float:
    """Nearest rank: the smallest value that `share` percent of them don't exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def _median(values: Iterable[float | None]) -> float:
    """Of what there is; a clip in which nothing was heard counts as infinitely late."""
    return statistics.median(float("inf") if value is None else value for value in values)
