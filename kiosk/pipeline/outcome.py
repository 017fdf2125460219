"""All that came of one turn, with how long each stage took: what the command line prints and scenarios check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.core.audio import Audio
from kiosk.core.errors import StageError
from kiosk.core.events import Event, Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.facts import Difference
from kiosk.core.turn import Transcript, Translation
from kiosk.pipeline.guard import HELD_DOUBTS

Clock = Callable[[], float]


@dataclass(slots=True)
class Outcome:
    """`*_s`: seconds from the end of the utterance's sound until that stage's first result; `speech_s` until the last sound.
    A stage that never came has None. `failed`: the error that ended the turn. `held`: the translation is doubted and from
    there on nothing of it was spoken. `language_unsure`: somebody spoke, in a language nobody knows."""

    transcript: Transcript | None = None
    translation: Translation | None = None
    speech: tuple[Audio, ...] = ()
    text_only: bool = False
    held: bool = False
    language_unsure: bool = False
    failed: StageError | None = None
    heard_s: float | None = None
    translated_s: float | None = None
    first_sound_s: float | None = None
    speech_s: float | None = None

    @property
    def heard(self) -> bool:
        return self.transcript is not None

    def as_json(self) -> dict[str, Any]:
        """Plain values, the sound left out."""
        said, meant = self.transcript, self.translation
        return {
            "heard": self.heard,
            "language_unsure": self.language_unsure,
            "language": said.language if said else None,
            "transcript": said.text if said else None,
            "confidence": round(said.confidence, 3) if said else None,
            "candidates": {code: round(p, 3) for code, p in said.candidates[:3]} if said else None,
            "translation": meant.text if meant else None,
            "target": meant.route.target if meant else None,
            "pivot": meant.pivot if meant else None,
            "models": list(meant.models) if meant else None,
            "doubts": list(meant.doubts) if meant else None,
            "back": meant.back or None if meant else None,
            "differences": [_plain(each) for each in meant.differences] if meant else None,
            "held": self.held,
            "spoken": bool(self.speech),
            "text_only": self.text_only,
            "speech_duration_s": round(sum(part.duration_s for part in self.speech), 3),
            "failed": {"code": self.failed.code, "message": str(self.failed)} if self.failed else None,
            "seconds": {
                name: None if value is None else round(value, 3)
                for name, value in (
                    ("heard", self.heard_s),
                    ("translated", self.translated_s),
                    ("first_sound", self.first_sound_s),
                    ("speech", self.speech_s),
                )
            },
        }


def _plain(difference: Difference) -> dict[str, str | None]:
    source, target = difference.source, difference.target
    return {
        "kind": difference.kind,
        "source": f"{source.kind}: {source.value}" if source else None,
        "target": f"{target.kind}: {target.value}" if target else None,
    }


def follow(events: Iterator[Event], clock: Clock, *, anyway: bool = False) -> Outcome:
    """Run a turn to its end and keep what came of it. A stage's failure ends the turn and is kept, not raised.

    `anyway`: what the guard holds is spoken too.
    """
    outcome, start = Outcome(), clock()
    try:
        for event in events:
            _note(outcome, event, clock() - start, anyway)
    except StageError as error:
        outcome.failed = error
    return outcome


def _note(outcome: Outcome, event: Event, elapsed_s: float, anyway: bool) -> None:
    match event:
        case NothingHeard():
            pass
        case NotSure():
            outcome.language_unsure = True
        case Heard(transcript=transcript):
            outcome.transcript, outcome.heard_s = transcript, elapsed_s
        case Translated(translation=translation):
            outcome.translation = translation
            outcome.held = not (anyway or HELD_DOUBTS.isdisjoint(translation.doubts))
            outcome.translated_s = elapsed_s if outcome.translated_s is None else outcome.translated_s
        case ToldBack(translation=translation):
            outcome.translation = translation
        case Spoken() if outcome.held:
            pass
        case Spoken(audio=audio):
            outcome.speech = (*outcome.speech, audio)
            outcome.first_sound_s = elapsed_s if outcome.first_sound_s is None else outcome.first_sound_s
            outcome.speech_s = elapsed_s
        case TextOnly():
            outcome.text_only = True
