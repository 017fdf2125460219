"""THE PRODUCT: one utterance in, its transcript, its translation and its speech out, each as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.audio import Audio, join
from kiosk.core.errors import StageError
from kiosk.core.events import Event, Heard, NothingHeard, Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.protocols import SENTENCE_PAUSE_S, Engines
from kiosk.core.turn import Segment, Translation


def interpret(segment: Segment, engines: Engines, speed: float = 1.0) -> Iterator[Event]:
    """Yield each result as soon as there is one; closing the iterator abandons the rest.

    Raises StageError when a stage fails; what was yielded before stands.
    """
    heard = engines.transcriber.transcribe(segment.audio, segment.hint)
    if not heard.text:
        yield NothingHeard(segment.turn)
        return
    yield Heard(segment.turn, heard)
    route = Route(heard.language, segment.target_for(heard.language))
    yield from convey(segment.turn, heard.text, route, engines, heard.english, speed)


def convey(
    turn: int, text: str, route: Route, engines: Engines, english: str | None = None, speed: float = 1.0
) -> Iterator[Event]:
    """The second half of a turn, and all of it when the words were typed: each part is translated, then spoken.

    A part is heard while the next one is made. Where the voice fails, the rest still comes as text.
    """
    has_voice = route.target in engines.synthesizer.languages()
    so_far, spoke = Translation((), route), False
    voice_failed: StageError | None = None
    for part in engines.translator.translate(text, route, english):
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
    if voice_failed:
        raise voice_failed
    if not has_voice:
        yield TextOnly(turn, route.target)


def _speech(part: Translation, engines: Engines, speed: float, *, pauses: bool) -> Iterator[Audio]:
    """A part's sounds, the first of them after a pause when there was something before it."""
    for audio in engines.synthesizer.synthesize(part.text, part.route.target, speed):
        yield join([Audio.silence(SENTENCE_PAUSE_S / speed, audio.rate_hz), audio]) if pauses else audio
        pauses = False
