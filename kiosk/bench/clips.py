"""What is measured on: a folder of recordings with their transcripts, or sentences that the installed voices speak."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from kiosk.audio import files
from kiosk.audio.resampling import at_rate
from kiosk.core.audio import SPEECH_RATE_HZ, Audio, join
from kiosk.core.errors import AudioError
from kiosk.core.language import LANGUAGES
from kiosk.core.protocols import Synthesizer

LONGEST_S = 14.0
_ROOM = Audio.silence(0.3)

_SENTENCES = {
    "ja": (
        "一番近い病院はどこですか。",
        "すみません、この電車は京都に行きますか。",
        "財布をなくしました。どうすればいいですか。",
        "バスは何番のりばから出ますか。",
    ),
    "en": (
        "Where is the nearest hospital?",
        "The bus to the station leaves from platform three.",
        "I lost my wallet. What should I do?",
        "How much is a ticket to Kyoto?",
    ),
}


@dataclass(frozen=True, slots=True)
class Clip:
    name: str
    language: str
    transcript: str
    audio: Audio


@dataclass(frozen=True, slots=True)
class Said:
    """`words`: each with the second of the clip at which it ends, as the plain chain's recogniser finds them."""

    clip: Clip
    words: tuple[tuple[str, float], ...]


def recorded(folder: Path) -> list[Clip]:
    """The clips under 14 s that `manifest.tsv` in the folder names: columns `file`, `language`, `transcript`."""
    manifest = folder / "manifest.tsv"
    try:
        rows = list(csv.DictReader(manifest.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    except OSError as error:
        raise AudioError("audio.missing", f"{manifest} can't be read ({error.strerror}): it lists the recordings") from error
    clips = []
    for row in rows:
        language = (row.get("language") or "").split("-")[0]
        if not row.get("transcript") or language not in LANGUAGES:
            continue
        audio = files.read(folder / str(row["file"]), 600.0)
        if audio.duration_s < LONGEST_S:
            clips.append(Clip(str(row["file"]), language, str(row["transcript"]), audio))
    if not clips:
        raise AudioError("audio.missing", f"{manifest} names no clip under {LONGEST_S:g} s with a transcript")
    return clips


def synthesized(synthesizer: Synthesizer) -> list[Clip]:
    """Everyday sentences by the installed voices, for a machine without recordings."""
    clips = []
    for language, sentences in _SENTENCES.items():
        if language in synthesizer.languages():
            for number, sentence in enumerate(sentences, start=1):
                spoken = at_rate(join(synthesizer.synthesize(sentence, language)), SPEECH_RATE_HZ)
                clips.append(Clip(f"voice-{language}-{number}", language, sentence, join([_ROOM, spoken, _ROOM])))
    return clips


def error_rate(clip: Clip, heard: str) -> float:
    """WER, or CER where words aren't set apart by spaces (Korean too, whose spacing is free); 1.0 and more is a loop."""
    import jiwer

    expected, text = _plain(clip.transcript), _plain(heard)
    if not LANGUAGES[clip.language].spaced or clip.language == "ko":
        return float(jiwer.cer(expected.replace(" ", ""), text.replace(" ", "")))
    return float(jiwer.wer(expected, text))


def _plain(text: str) -> str:
    """Lower case, one width, no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(mark if unicodedata.category(mark)[0] in "LMN" else " " for mark in folded).split())
