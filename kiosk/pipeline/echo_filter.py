"""What of a microphone's sound is the kiosk's own voice: a filter that learns how it comes back from the loudspeaker."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kiosk.core.audio import Samples
from kiosk.core.protocols import FRAME_SAMPLES
from kiosk.core.spans import FRAME_S

LONGEST_ECHO_S = 0.5
"""From the loudspeaker's device to the microphone's: cables, drivers, radio. What comes later isn't recognised."""

AUDIBLE = 1e-3
"""A sample of what is played that is louder can be heard."""

_PARTS = 1 + round(LONGEST_ECHO_S / FRAME_S)

_Spectra = NDArray[np.complex64]
_Powers = NDArray[np.float32]


class EchoFilter:
    """Learns the way from the loudspeaker to the microphone and foresees what comes back: a Kalman filter on blocks in the
    frequency domain (Enzner and Vary 2006, "Frequency-domain adaptive Kalman filter for acoustic echo control", in the
    partitioned form of Kuech, Mabande and Enzner 2014). It knows by itself how sure it is, so that somebody who talks
    meanwhile does it little harm. Used by one thread; a frame costs about a millisecond, nothing while nothing plays.
    """

    _FORGETS = 0.995  # the room may change: measured best against drifting clocks and people who move
    _SURE = 1e-8

    def __init__(self) -> None:
        bins = FRAME_SAMPLES + 1
        self._played: _Spectra = np.zeros((_PARTS, bins), np.complex64)
        self._way: _Spectra = np.zeros((_PARTS, bins), np.complex64)
        self._doubt: _Powers = np.ones((_PARTS, bins), np.float32)
        self._rest: _Powers = np.full(bins, 1e-3, np.float32)
        self._before: Samples = np.zeros(FRAME_SAMPLES, np.float32)

    @property
    def delay_s(self) -> float:
        """After this most of what comes back has come, as far as is known."""
        weight = np.sum(np.square(np.abs(self._way)), axis=1)
        last = np.flatnonzero(weight > 0.05 * weight.max(initial=0.0))
        return float(last[-1] * FRAME_S) if len(last) else 0.0

    def foresee(self, heard: Samples, played: Samples) -> Samples:
        """What of `heard` is the kiosk's own, shape (FRAME_SAMPLES,); learns from what is left."""
        sound = np.concatenate([self._before, played])
        spectrum = np.fft.rfft(sound).astype(np.complex64)
        self._before = played
        self._played[1:] = self._played[:-1]
        self._played[0] = spectrum
        power = np.square(np.abs(self._played))
        if not power.any():
            return np.zeros(FRAME_SAMPLES, np.float32)
        own: Samples = np.fft.irfft(np.sum(self._played * self._way, axis=0))[FRAME_SAMPLES:].astype(np.float32)
        if np.max(np.abs(sound)) > AUDIBLE:  # otherwise what played a while ago is blamed for whoever answers at once
            self._learn(heard - own, power)
        return own

    def _learn(self, rest: Samples, power: _Powers) -> None:
        spectrum = np.fft.rfft(np.concatenate([np.zeros(FRAME_SAMPLES, np.float32), rest])).astype(np.complex64)
        self._rest = (0.7 * self._rest + 0.3 * np.square(np.abs(spectrum))).astype(np.float32)
        step = self._doubt / (np.sum(power * self._doubt, axis=0) + 2 * self._rest + 1e-6)
        change = np.fft.irfft(step * np.conj(self._played) * spectrum, axis=1)
        change[:, FRAME_SAMPLES:] = 0.0
        self._way += np.fft.rfft(change, axis=1).astype(np.complex64)
        kept = self._FORGETS**2
        doubt = kept * (1 - 0.5 * step * power) * self._doubt + (1 - kept) * np.square(np.abs(self._way))
        self._doubt = np.maximum(doubt, self._SURE).astype(np.float32)
