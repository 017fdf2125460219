"""How evenly a screen is drawn: the gaps between its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Frames:
    """Gaps between one frame and the next, in milliseconds: in the middle, of a hundred the longest, the longest of all."""

    count: int
    p50_ms: float
    p99_ms: float
    longest_ms: float

    @staticmethod
    def of(moments_s: Sequence[float]) -> Frames:
        """From the moments at which frames were shown; none of them gives no gap."""
        gaps = np.diff(np.asarray(moments_s, dtype=np.float64)) * 1000
        if not gaps.size:
            return Frames(0, 0.0, 0.0, 0.0)
        p50, p99 = np.percentile(gaps, (50, 99), method="higher")
        return Frames(int(gaps.size), float(p50), float(p99), float(gaps.max()))
