"""THE PRODUCT: one utterance in, its transcript, its translation and its speech out, each as soon as it is there."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.events import Event, Heard, NothingHeard, Spoken, TextOnly, Translated
from kiosk.core.language import Route
from kiosk.core.protocols import Engines
from kiosk.core.turn import Segment


def interpret(segment: Segment, engines: Engines, speed: float = 1.0) -> Iterator[Event]:
    """Yield each result as soon as there is one; closing the iterator abandons the rest.

    Raises StageError when a stage fails; what was yielded before stands.
    """
    heard = engines.transcriber.transcribe(segment.audio, segment.hint)
    if not heard.text:
        yield NothingHeard(segment.turn)
        return
    yield Heard(segment.turn, heard)
    route = Route(heard.language, segment.target)
    yield from convey(segment.turn, heard.text, route, engines, heard.english, speed)


def convey(
    turn: int, text: str, route: Route, engines: Engines, english: str | None = None, speed: float = 1.0
) -> Iterator[Event]:
    """The second half of a turn, and all of it when the words were typed: translate, then speak."""
    translation = engines.translator.translate(text, route, english)
    yield Translated(turn, translation)
    if route.target not in engines.synthesizer.languages():
        yield TextOnly(turn, route.target)
        return
    for audio in engines.synthesizer.synthesize(translation.text, route.target, speed):
        yield Spoken(turn, audio)
