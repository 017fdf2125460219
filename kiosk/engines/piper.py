"""A voice of Piper's, on an onnxruntime session of our own: memory shared by all voices, threads counted, nothing logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
import piper
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state
from piper.config import PhonemeType, PiperConfig, SynthesisConfig
from piper.tashkeel import TashkeelError

from kiosk.core.audio import Audio
from kiosk.core.errors import ModelError, StageError

LONGEST_PHONEMES = 240
"""The most that one run of the model is given; 25 English words are about 150. What needs more (long numbers, long words)
takes several runs. This bounds the memory of all voices together: 160 MB over their weights after 100 texts of 1 to 25
words, 340 MB after the worst that could be thought of."""

_G2PW = ("g2pw.onnx", "config.py", "POLYPHONIC_CHARS.txt", "MONOPHONIC_CHARS.txt")
_NEEDS = {
    PhonemeType.PINYIN: ("transformers", "unicode_rbnf", "sentence_stream"),
    PhonemeType.JAPANESE: ("pyopenjtalk",),
    PhonemeType.THAI: ("tltk", "unicode_rbnf"),
}
"""The modules that a way of finding phonemes imports at its first sentence."""

_TELLTALES = ("voice", "phoneme_ids", "phonemize_chinese", "phonemize_japanese", "phonemize_thai", "g2pw_onnx")
"""The modules of Piper 1.8 that log texts, words or phonemes."""

_ORT_ERRORS = tuple(
    error for error in vars(onnxruntime_pybind11_state).values() if isinstance(error, type) and issubclass(error, Exception)
)
_FAILURES = (
    *(RuntimeError, ValueError, LookupError, TypeError, AttributeError, OSError, ArithmeticError, AssertionError),
    *(MemoryError, ImportError),
    TashkeelError,
    *_ORT_ERRORS,
)
"""What Piper, espeak, Open JTalk, tltk and onnxruntime raise: onnxruntime's errors have no base of their own."""


class PiperVoice:
    """Satisfies Voice. May be used by several threads: espeak is one for the process and Piper locks it, a session is safe."""

    def __init__(self, id: str, model: Path, language: str, threads: int = 2) -> None:
        """`model`: the absolute path of a verified NAME.onnx with NAME.onnx.json beside it. `threads`: processor threads.

        Loads and speaks once, so that the first sentence doesn't wait (about 0.4 s). Never uses the network. Raises
        ModelError("voice.broken") when the files can't be used, ModelError("voice.unusable") when something else is missing.
        """
        self.id = id
        self._mend = f"Mend it: python scripts/download_models.py fetch --for {language}"
        self._phonemizing = Lock()
        _keep_quiet()
        try:
            config = PiperConfig.from_dict(json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8")))
            self._refuse_what_is_incomplete(config, model.parent)
            session = _session(model, threads)
            self._voice = piper.PiperVoice(session=session, config=config, download_dir=model.parent)
            runs = list(self._runs("1", 1.0))
            self.digit = np.concatenate(runs) if runs else np.zeros(0, dtype=np.float32)
            """What it made of "1", which nearly every language reads: it tells whether the voice is whole."""
        except _FAILURES as error:
            raise ModelError("voice.broken", f"voice {id} can't be used ({_named(error)}). {self._mend}") from error

    def speak(self, text: str, speed: float) -> Audio:
        """The sound of a text that `speech_text` made fit, as the model gives it. No sound for a text without phonemes."""
        try:
            runs = list(self._runs(text, speed))
        except _FAILURES as error:
            line = f"voice {self.id} failed on a sentence ({type(error).__name__}). {self._mend}"
            raise StageError("synthesis", "voice.failed", line) from error
        samples = np.concatenate(runs) if runs else np.zeros(0, dtype=np.float32)
        return Audio(samples, self._voice.config.sample_rate)

    def _runs(self, text: str, speed: float) -> Iterator[NDArray[np.float32]]:
        """Piper's own `synthesize` would log the text, and make each sentence as loud as it can be."""
        how = SynthesisConfig(length_scale=self._voice.config.length_scale / speed)
        with self._phonemizing:
            sentences = self._voice.phonemize(text)
        for phonemes in sentences:
            for run in _runs_of(phonemes):
                samples = self._voice.phoneme_ids_to_audio(self._voice.phonemes_to_ids(run), how)
                yield np.asarray(samples, dtype=np.float32).reshape(-1)

    def _refuse_what_is_incomplete(self, config: PiperConfig, folder: Path) -> None:
        """Piper's Chinese voices would fetch a model of their own at the first sentence; others fail at an import."""
        missing = [module for module in _NEEDS.get(config.phoneme_type, ()) if find_spec(module) is None]
        if config.phoneme_type is PhonemeType.PINYIN:
            missing += [f"g2pW/{name}" for name in _G2PW if not (folder / "g2pW" / name).is_file()]
        if missing:
            line = f"voice {self.id} can't be used without {', '.join(missing)}; install that, or another voice"
            raise ModelError("voice.unusable", line)


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    """All voices take their memory from one arena. Measured with en_US-joe-medium on two cores, 100 texts of 1 to 25 words:

    ==============================  ===========  ============  ================
    memory                          one voice    four voices   25 words
    ==============================  ===========  ============  ================
    an arena for each (as Piper's)  296 MB       970 MB        170 ms
    one arena for all               296 MB       523 MB        170 ms
    no arena                        189 MB       431 MB        240 ms
    ==============================  ===========  ============  ================

    Memory patterns are off: they keep a plan and a block for each length of text (another 50 to 260 MB). Threads don't spin
    while they wait, for other models run beside this one: a tenth less processor time at the same speed.
    """
    _share_arena()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 4
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])


@cache
def _share_arena() -> None:
    kind, device = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, onnxruntime.OrtMemType.DEFAULT
    memory = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, device)
    grow_by_powers_of_two = {
        "max_mem": 0,
        "arena_extend_strategy": 0,
        "initial_chunk_size_bytes": -1,
        "max_dead_bytes_per_chunk": -1,
    }
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(grow_by_powers_of_two))


@cache
def _keep_quiet() -> None:
    """Piper logs what it says at every level up to ERROR, the whole text among it. None of its loggers speaks again."""
    logging.getLogger("piper").setLevel(logging.CRITICAL + 1)
    for name in _TELLTALES:
        logging.getLogger(f"piper.{name}").disabled = True


def _runs_of(phonemes: list[str]) -> Iterator[list[str]]:
    """The phonemes in runs of at most `LONGEST_PHONEMES`, cut at a space where there is one."""
    start = 0
    while len(phonemes) - start > LONGEST_PHONEMES:
        spaces = (place for place in range(start + LONGEST_PHONEMES, start, -1) if phonemes[place] == " ")
        end = next(spaces, start + LONGEST_PHONEMES)
        yield phonemes[start:end]
        start = end
    if phonemes[start:]:
        yield phonemes[start:]


def _named(error: Exception) -> str:
    return type(error).__name__ if isinstance(error, _ORT_ERRORS) else f"{type(error).__name__}: {error}"
