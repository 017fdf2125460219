"""What the loudspeaker played in the last seconds, and when: what the microphone must not take for somebody."""

from __future__ import annotations

import threading

import numpy as np

from kiosk.audio.resampling import Resampler
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples

KEPT_S = 4.0
"""Three seconds to look back, and what is already on its way into the air."""

_JUMP_S = 0.05
_AFTER_S = 0.01  # of silence, to bring out what the resampler holds back


class Reference:
    """Sample number n belongs to the moment n / 16000 of the monotonic clock; a ring keeps the last of them.

    One thread fills it, any may read it.
    """

    def __init__(self) -> None:
        self._ring: Samples = np.zeros(round(KEPT_S * SPEECH_RATE_HZ), dtype=np.float32)
        self._end = 0  # the number after the last one that is known
        self._resampler: Resampler | None = None
        self._rate_hz = SPEECH_RATE_HZ
        self._lock = threading.Lock()

    def heard(self, at: float, samples: Samples, rate_hz: int) -> None:
        """These went out, and the first of them is in the air at `at`."""
        start = round(at * SPEECH_RATE_HZ)
        with self._lock:
            if self._resampler is None or rate_hz != self._rate_hz or abs(start - self._end) > _JUMP_S * SPEECH_RATE_HZ:
                self._resampler, self._rate_hz = Resampler(rate_hz, SPEECH_RATE_HZ), rate_hz
                self._silence_until(start)
            self._write(self._resampler.push(samples))

    def quiet(self) -> None:
        """Nothing goes out now."""
        with self._lock:
            if self._resampler is not None:
                self._write(self._resampler.push(np.zeros(round(_AFTER_S * self._rate_hz), dtype=np.float32)))
                self._resampler = None

    def between(self, since: float, until: float) -> Audio:
        """What was in the air from `since` to `until`, at 16 kHz and of exactly that length. What isn't known any more,
        or not yet, is silence."""
        start, end = round(since * SPEECH_RATE_HZ), round(until * SPEECH_RATE_HZ)
        out = np.zeros(max(0, end - start), dtype=np.float32)
        with self._lock:
            first, last = max(start, self._end - len(self._ring)), min(end, self._end)
            if first < last:
                out[first - start : last - start] = self._ring[np.arange(first, last) % len(self._ring)]
        return Audio(out)

    def wipe(self) -> None:
        with self._lock:
            self._ring.fill(0.0)
            self._resampler = None

    def _silence_until(self, start: int) -> None:
        """Also backwards: a device that was opened anew may be quicker than the last one."""
        count = start - self._end
        if abs(count) >= len(self._ring):
            self._ring.fill(0.0)
        elif count > 0:
            self._ring[np.arange(self._end, start) % len(self._ring)] = 0.0
        self._end = start

    def _write(self, samples: Samples) -> None:
        kept = samples[-len(self._ring) :]
        self._end += len(samples)
        self._ring[np.arange(self._end - len(kept), self._end) % len(self._ring)] = kept
