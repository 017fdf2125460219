"""Sound as a value: mono float32 samples and their rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SPEECH_RATE_HZ = 16_000
"""The one rate of sound on its way in. Voices keep their own rate on the way out: resampling them down would only dull them."""


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """`samples` has shape (n,), float32, finite, within [-1, 1]; the maker promises it, `Audio.of` enforces it."""

    samples: Samples
    rate_hz: int = SPEECH_RATE_HZ

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz

    @staticmethod
    def of(samples: NDArray[np.generic], rate_hz: int = SPEECH_RATE_HZ) -> Audio:
        """From samples of any float type and any quality: NaN and infinities become silence, the rest is clipped to [-1, 1]."""
        clean = np.nan_to_num(np.asarray(samples, dtype=np.float32).reshape(-1), nan=0.0, posinf=0.0, neginf=0.0)
        return Audio(np.clip(clean, -1.0, 1.0), rate_hz)

    @staticmethod
    def silence(duration_s: float, rate_hz: int = SPEECH_RATE_HZ) -> Audio:
        return Audio(np.zeros(round(duration_s * rate_hz), dtype=np.float32), rate_hz)

    def between(self, start_s: float, end_s: float) -> Audio:
        """The part from `start_s` to `end_s`, as a view."""
        start, end = round(start_s * self.rate_hz), round(end_s * self.rate_hz)
        return Audio(self.samples[max(0, start) : end], self.rate_hz)


def join(parts: Iterable[Audio]) -> Audio:
    """The parts one after another; all must have one rate. No parts give an empty sound at the speech rate."""
    kept = list(parts)
    rates = {part.rate_hz for part in kept}
    if len(rates) > 1:
        raise ValueError(f"parts of different rates: {sorted(rates)} Hz")
    if not kept:
        return Audio.silence(0.0)
    return Audio(np.concatenate([part.samples for part in kept]), kept[0].rate_hz)
