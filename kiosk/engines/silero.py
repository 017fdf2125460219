"""Where someone speaks: the Silero detector that comes inside faster-whisper, run on its own small session."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kiosk.core.audio import Samples
from kiosk.core.errors import ModelError
from kiosk.core.protocols import FRAME_SAMPLES

_CONTEXT_SAMPLES = 64  # the model sees the end of the frame before each frame
_STATE_SHAPE = (1, 1, 128)


class SileroDetector:
    """Satisfies VoiceDetector. One thread is enough: a frame costs about a tenth of a millisecond."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(str(_asset()), sess_options=options, providers=["CPUExecutionProvider"])

    def stream(self) -> SileroStream:
        return SileroStream(self._session)


class SileroStream:
    """Satisfies VoiceStream: the recurrent state and the last samples of one stream. Used by one thread."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self._h = np.zeros(_STATE_SHAPE, dtype=np.float32)
        self._c = np.zeros(_STATE_SHAPE, dtype=np.float32)
        self._tail = np.zeros(_CONTEXT_SAMPLES, dtype=np.float32)

    def push(self, samples: Samples) -> NDArray[np.float32]:
        if len(samples) == 0:
            return np.zeros(0, dtype=np.float32)
        if len(samples) % FRAME_SAMPLES:
            raise ValueError(f"{len(samples)} samples are not a whole number of frames of {FRAME_SAMPLES}")
        frames = samples.reshape(-1, FRAME_SAMPLES)
        before = np.concatenate([self._tail[None], frames[:-1, -_CONTEXT_SAMPLES:]])
        probabilities, self._h, self._c = self._session.run(
            None, {"input": np.concatenate([before, frames], axis=1), "h": self._h, "c": self._c}
        )
        self._tail = frames[-1, -_CONTEXT_SAMPLES:].copy()
        return np.asarray(probabilities, dtype=np.float32).reshape(-1)


def _asset() -> Path:
    package = find_spec("faster_whisper")
    for folder in (package.submodule_search_locations or []) if package else []:
        path = Path(folder) / "assets" / "silero_vad_v6.onnx"
        if path.is_file():
            return path
    raise ModelError("model.missing", "the speech detector of faster-whisper is missing: install the packages again")
