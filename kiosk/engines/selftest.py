"""A known answer from each model just after it is loaded: what is damaged but loads never reaches a visitor.

One flipped byte in a Whisper model loads without an error and turned "Where's the nearest hospital?" into "keep it up!". A
digest finds it; but digests are remembered while size, time and inode of a file stay the same, and a disk that rots changes
none of these. So each model is asked what any whole model of its kind knows.
"""

from __future__ import annotations

import logging
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kiosk.core.audio import SPEECH_RATE_HZ, Audio, Samples
from kiosk.core.errors import ModelError, StageError
from kiosk.core.protocols import Transcriber
from kiosk.core.turn import Hint
from kiosk.engines.level import is_plausible
from kiosk.inventory import Installed, verify

CLIP = Path(__file__).with_name("hospital.wav")
""""Where is the nearest hospital?" said by the Piper voice en_US-joe-medium (CC0): 1.6 s, 16 kHz, 16 bits, one channel."""

_WORD = "hospital"
_QUESTIONS = {
    "ar": ("أين المستشفى؟", "مستشف"),
    "de": ("Wo ist das Krankenhaus?", "krankenhaus"),
    "en": ("Where is the hospital?", _WORD),
    "es": ("¿Dónde está el hospital?", "hospital"),
    "fr": ("Où est l'hôpital ?", "hôpital"),
    "id": ("Di mana rumah sakit?", "rumah sakit"),
    "it": ("Dov'è l'ospedale?", "ospedale"),
    "ja": ("病院はどこですか。", "病院"),
    "ko": ("병원이 어디에 있습니까?", "병원"),
    "pb": ("Onde fica o hospital?", "hospital"),
    "pt": ("Onde fica o hospital?", "hospital"),
    "ru": ("Где больница?", "больниц"),
    "th": ("โรงพยาบาลอยู่ที่ไหน", "โรงพยาบาล"),
    "tr": ("Hastane nerede?", "hastane"),
    "uk": ("Де лікарня?", "лікар"),
    "vi": ("Bệnh viện ở đâu?", "bệnh viện"),
    "zh": ("医院在哪里？", "医院"),
    "zt": ("醫院在哪裡？", "醫院"),
}
"""For each language a question and a word that its answer in this language has. Others are only asked to answer at all."""

_log = logging.getLogger(__name__)


def prove_transcriber(installed: Installed, transcriber: Transcriber) -> None:
    """Raises ModelError("model.corrupt") when it doesn't hear the hospital in a clear voice: every Whisper does."""
    with wave.open(str(CLIP)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / np.float32(32768)
        audio = Audio(samples, file.getframerate())
    try:
        heard = transcriber.transcribe(audio, Hint(("en",))).text
    except StageError as error:
        raise _wrong(installed) from error
    if _WORD not in heard.casefold():
        raise _wrong(installed)


def prove_package(installed: Installed, translate: Callable[[str], str]) -> None:
    """A package that gives a wrong answer is hashed again, whatever was remembered, and is only used if it is whole.

    A small one may just not know the word. Raises ModelError("model.corrupt").
    """
    route = installed.model.route
    if route is None or not {route.source, route.target} <= _QUESTIONS.keys():
        return
    try:
        answer = translate(_QUESTIONS[route.source][0])
    except StageError:
        answer = ""
    if _QUESTIONS[route.target][1] not in answer.casefold():
        verify(installed)
        _log.warning("%s doesn't know the hospital, but its files are as they should be", installed.model.id)


def prove_voice(installed: Installed, samples: Samples) -> None:
    """Raises ModelError("model.corrupt") when what a voice made of a digit is noise."""
    if not is_plausible(Audio(samples, SPEECH_RATE_HZ)):
        raise _wrong(installed)


def _wrong(installed: Installed) -> ModelError:
    model = installed.model
    return ModelError("model.corrupt", f"{model.id}: gives wrong answers, its files are damaged; {model.mend}")
