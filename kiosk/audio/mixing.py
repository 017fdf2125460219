"""Many channels -> one, in which nobody who spoke into any of them is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Samples

Planes = NDArray[np.float32]
"""Shape (channels, n), finite."""

_RAMP_S = 0.02
"""Weights move from one chunk's to the next one's in this time: too short to hide an onset, too long to click."""

_CANCELLED = 0.25
"""Channels cancel each other when their mix has less than this share of the power that unrelated channels would have."""


def mono(chunks: Iterable[Planes], rate_hz: int) -> Iterator[Samples]:
    """Each chunk (a quarter of a second or so, always the same number of channels) as one channel of the same length.

    The mix is a mean in which a channel counts by its loudness in the chunk: equal channels count equally, silent ones
    don't count, so one microphone among eight isn't eight times too quiet. Where that mean cancels, as it does when a
    cable's poles are swapped, the louder channel stands alone. Each chunk is decided on its own, so a stream needs no
    second pass.
    """
    before: Samples | None = None
    for planes in chunks:
        weights = _weights(planes, before)
        mixed = weights @ planes
        if before is not None and not np.array_equal(before, weights):
            head = planes[:, : round(_RAMP_S * rate_hz)]
            ramp = np.linspace(0.0, 1.0, head.shape[1], dtype=np.float32)
            mixed[: len(ramp)] = (before @ head) * (1.0 - ramp) + mixed[: len(ramp)] * ramp
        yield mixed
        before = weights


def _weights(planes: Planes, before: Samples | None) -> Samples:
    """What each channel counts, shape (channels,), sum 1; `before` is what each counted in the chunk before."""
    loudness = np.sqrt(np.mean(np.square(planes), axis=1))
    total = loudness.sum()
    if total == 0.0:
        return before if before is not None else np.full_like(loudness, 1.0 / len(planes))
    weights: Samples = loudness / total
    if np.mean(np.square(weights @ planes)) >= _CANCELLED * np.sum(np.square(weights * loudness)):
        return weights
    alone = loudness.argmax()
    if before is not None and before.max() == 1.0 and loudness[before.argmax()] > loudness[alone] / 2:
        alone = before.argmax()  # the one that stood alone already: to change over would turn the wave upside down
    weights = np.zeros_like(loudness)
    weights[alone] = 1.0
    return weights
