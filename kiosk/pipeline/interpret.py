"""THE PRODUCT: one utterance in, its transcript, its translation and its speech out, each as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.audio import Audio, join
from kiosk.core.errors import StageError
from kiosk.core.events import Event, Heard, NothingHeard, NotSure, Spoken, TextOnly, ToldBack, Translated
from kiosk.core.language import Route
from kiosk.core.protocols import SENTENCE_PAUSE_S, Engines
from kiosk.core.turn import Segment, Translation
from kiosk.pipeline.guard import carefully, told_back


def interpret(segment: Segment, engines: Engines, speed: float = 1.0) -> Iterator[Event]:
    """Yield each result as soon as there is one; closing the iterator abandons the rest.

    Raises StageError when a stage fails; what was yielded before stands.
    """
    heard = engines.transcriber.transcribe(segment.audio, segment.hint)
    if not heard.text:
        yield NotSure(segment.turn) if heard.unsure else NothingHeard(segment.turn)
        return
    yield Heard(segment.turn, heard)
    route = Route(heard.language, segment.target_for(heard.language))
    yield from convey(segment.turn, heard.text, route, engines, heard.english, speed)


def convey(
    turn: int, text: str, route: Route, engines: Engines, english: str | None = None, speed: float = 1.0
) -> Iterator[Event]:
    """The second half of a turn, and all of it when the words were typed: each part is translated, then spoken.

    Each part is checked before it is spoken, and heard while the next one is made. What it says when it is translated back
    comes last, so that nobody waits for it. Where the voice fails, the rest still comes as text.
    """
    has_voice = route.target in engines.synthesizer.languages()
    so_far, spoke = Translation((), route), False
    voice_failed: StageError | None = None
    for part in carefully(text, route, engines.translator, english):
        so_far = so_far.then(part)
        yield Translated(turn, so_far)
        if not has_voice or voice_failed:
            continue
        try:
            for audio in _speech(part, engines, speed, pauses=spoke):
                yield Spoken(turn, audio)
                spoke = True
        except StageError as error:
            voice_failed = error
    if not has_voice:
        yield TextOnly(turn, route.target)
    checked = told_back(so_far, engines.translator)
    if checked.back:
        yield ToldBack(turn, checked)
    if voice_failed:
        raise voice_failed


def _speech(part: Translation, engines: Engines, speed: float, *, pauses: bool) -> Iterator[Audio]:
    """A part's sounds, the first of them after a pause when there was something before it."""
    for audio in engines.synthesizer.synthesize(part.text, part.route.target, speed):
        yield join([Audio.silence(SENTENCE_PAUSE_S / speed, audio.rate_hz), audio]) if pauses else audio
        pauses = False
