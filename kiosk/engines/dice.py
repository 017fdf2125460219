"""The random numbers in engines: voices vary their melody, the recogniser's fallback draws its words."""

from __future__ import annotations

import ctranslate2
import onnxruntime


def load(seed: int) -> None:
    """From now on the same calls in the same order give the same results. Call it before engines are built: a voice keeps
    the dice it was made with."""
    onnxruntime.set_seed(seed)
    ctranslate2.set_random_seed(seed)
