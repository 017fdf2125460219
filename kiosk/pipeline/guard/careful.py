"""A translator that is watched: each part is checked as it comes, tried again where it is bad, and marked where it stays so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.core.errors import StageError
from kiosk.core.facts import Difference, Fact
from kiosk.core.language import Route
from kiosk.core.protocols import Translator
from kiosk.core.turn import Translation, whole
from kiosk.pipeline.guard.shield import ways
from kiosk.pipeline.guard.verdict import Verdict, acquitted, backward, forward


def carefully(text: str, route: Route, translator: Translator, english: str | None = None) -> Iterator[Translation]:
    """The parts of a translation as the translator gives them, each with what the guard makes of it.

    A part that looks wrong is translated again with its facts shielded. Where that doesn't help, the way back is heard as a
    witness. What still looks wrong carries its doubts and differences. Their places are those in `text` and in all that was
    translated so far.
    """
    so_far, position = Translation((), route), 0
    for made in translator.translate(text, route, english):
        part = _checked(made, translator)
        at = text.find(part.source, position)
        position = at + len(part.source) if at >= 0 else position
        before = len(so_far.text) + len(route.target_joiner) if so_far.text else 0
        part = replace(part, differences=tuple(_moved(each, max(at, 0), before) for each in part.differences))
        so_far = so_far.then(part)
        yield part
    if not so_far.sentences and any(map(str.isalpha, text)) and "empty" not in so_far.doubts:
        yield Translation((), route, doubts=("empty",), source=text)


def told_back(translation: Translation, translator: Translator) -> Translation:
    """The translation with what it says when it is translated back, where that can be done; the doubts that raises hold
    nothing, since either way may have brought them."""
    back = _back(translation, translator)
    if not back:
        return translation
    verdict = backward(translation.source, back, translation.route.source)
    return replace(translation, back=back, doubts=_with(translation, verdict))


def _checked(part: Translation, translator: Translator) -> Translation:
    verdict = forward(part.source, part.text, part.route)
    if verdict.agrees:
        return part
    for better in _again(part, translator):
        if forward(better.source, better.text, better.route).agrees:
            return better
    if verdict.may_be_acquitted and (back := _back(part, translator)):
        verdict = acquitted(verdict, part.source, back, part.route.source)
    return replace(part, doubts=_with(part, verdict), differences=verdict.differences)


def _again(part: Translation, translator: Translator) -> Iterator[Translation]:
    """Other translations of the same words, where text alone leads there."""
    if part.route not in translator.routes():
        return
    for shielded in ways(part.source, part.route):
        made = _one(shielded.text, part.route, translator)
        text = shielded.back_in(made.text) if made else None
        if made and text:
            yield replace(made, sentences=(text,), source=part.source)


def _back(translation: Translation, translator: Translator) -> str:
    reverse = Route(translation.route.target, translation.route.source)
    if reverse not in translator.routes() or reverse.source == reverse.target or reverse.rewords or not translation.text:
        return ""
    made = _one(translation.text, reverse, translator)
    return made.text if made else ""


def _one(text: str, route: Route, translator: Translator) -> Translation | None:
    """A translation that nobody waits for: where it fails there is none."""
    try:
        return whole(translator.translate(text, route), route)
    except StageError:
        return None


def _with(translation: Translation, verdict: Verdict) -> tuple[str, ...]:
    return tuple(sorted({*translation.doubts, *verdict.doubts}))


def _moved(difference: Difference, source_at: int, target_at: int) -> Difference:
    def moved(fact: Fact | None, by: int) -> Fact | None:
        return replace(fact, start=fact.start + by, end=fact.end + by) if fact else None

    return replace(difference, source=moved(difference.source, source_at), target=moved(difference.target, target_at))
