"""Sound that other programs play and record: pushed in and taken out through pipes, with the moment of every sample."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio
from kiosk.core.errors import AudioError


class Playing:
    """Another program that plays a sound into a sink."""

    def __init__(self, process: subprocess.Popen[bytes], audio: Audio) -> None:
        self._process = process
        self._data = audio.samples.astype("<f4").tobytes()
        self._thread = threading.Thread(target=self._pour, daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float = 60.0) -> None:
        """Until the last of it has been played."""
        self._process.wait(timeout_s)

    @property
    def is_over(self) -> bool:
        """Whether the last of it has been played."""
        return self._process.poll() is not None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _pour(self) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError), self._process.stdin as pipe:  # the server died under it, or it was stopped
                pipe.write(self._data)
        self._data = b""


@dataclass(frozen=True, slots=True)
class Track:
    """A piece of a recording. `began`: the moment of its first sample on the monotonic clock."""

    audio: Audio
    began: float

    def loud_between(self, since: float, until: float, level: float) -> tuple[float, float] | None:
        """The moments of the first and the last sample over `level` within this time, None when all is softer."""
        rate_hz, began = self.audio.rate_hz, self.began
        start, end = max(0, round((since - began) * rate_hz)), max(0, round((until - began) * rate_hz))
        loud = np.flatnonzero(np.abs(self.audio.samples[start:end]) > level)
        return (began + (start + int(loud[0])) / rate_hz, began + (start + int(loud[-1])) / rate_hz) if len(loud) else None


class Recording:
    """What a virtual device sounds like, since the recording began. It may be asked at any time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._pieces: list[tuple[float, bytes]] = []
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def sound(self) -> Audio:
        with self._arrived:
            return _audio(b"".join(piece for _, piece in self._pieces))

    def since(self, moment: float) -> Audio:
        """What came after this moment of the monotonic clock, as closely as a recorder's pieces of 10 ms tell."""
        with self._arrived:
            return _audio(b"".join(piece for at, piece in self._pieces if at >= moment))

    def track(self) -> Track:
        """What there is. A piece is never early and often late, so the earliest of them tells when the first sample was."""
        with self._arrived:
            pieces = list(self._pieces)
        ends = np.cumsum([len(piece) // 4 for _, piece in pieces]) / SPEECH_RATE_HZ
        began = min((at - end for (at, _), end in zip(pieces, ends, strict=True)), default=time.monotonic())
        return Track(_audio(b"".join(piece for _, piece in pieces)), float(began))

    def forget(self) -> None:
        """Begin anew."""
        with self._arrived:
            self._pieces.clear()

    def wait_for(self, seconds: float, timeout_s: float = 20.0) -> Audio:
        """The sound, once there is this much of it. Raises AudioError when it doesn't come."""
        wanted = round(seconds * SPEECH_RATE_HZ) * 4
        with self._arrived:
            enough = self._arrived.wait_for(lambda: sum(len(piece) for _, piece in self._pieces) >= wanted, timeout_s)
        if not enough:
            raise AudioError("audio.server", f"less than {seconds} s were recorded in {timeout_s} s")
        return self.sound()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _collect(self) -> None:
        if self._process.stdout is None:
            return
        with self._process.stdout as pipe:
            while piece := os.read(pipe.fileno(), 65_536):
                with self._arrived:
                    self._pieces.append((time.monotonic(), piece))
                    self._arrived.notify_all()


def _audio(data: bytes) -> Audio:
    return Audio.of(np.frombuffer(data[: len(data) // 4 * 4], dtype="<f4"))
