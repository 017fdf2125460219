"""Engines that know the staff's glossary: each wraps another of its kind and asks for the list anew at every turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.protocols import Synthesizer, Transcriber, Translator
from kiosk.core.turn import Hint, Transcript, Translation, whole
from kiosk.core.words import Analyser
from kiosk.pipeline.glossary import EMPTY, Glossary, kana
from kiosk.pipeline.glossary_hearing import Names
from kiosk.pipeline.glossary_shield import Disguised, disguises
from kiosk.pipeline.loanwords import in_katakana

GlossarySource = Callable[[], Glossary]
"""The list as it is now."""

LOST = "term.lost"
"""A doubt: a listed name in the source didn't come out in the translation."""


class GlossaryTranscriber:
    """Satisfies Transcriber: listed names are written as they are listed, and loanwords in katakana."""

    def __init__(self, inner: Transcriber, glossary: GlossarySource, analyse: Analyser) -> None:
        self._inner, self._glossary, self._analyse = inner, glossary, analyse
        self._names = Names(EMPTY)

    def languages(self) -> frozenset[str]:
        return self._inner.languages()

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        heard = self._inner.transcribe(audio, hint)
        glossary = self._glossary()
        names = self._names if self._names.glossary is glossary else Names(glossary)
        self._names = names
        text, *others = (self._written(text, heard.language, names) for text in (heard.text, *heard.others))
        return replace(heard, text=text, others=tuple(others))

    def _written(self, text: str, language: str, names: Names) -> str:
        text = names.heard_as(text, language, self._analyse)
        return in_katakana(text, self._analyse) if language == "ja" else text


class GlossaryTranslator:
    """Satisfies Translator: listed names come out as they are listed, each exactly once; where the translator loses one in
    spite of everything, the translation carries the doubt `term.lost`."""

    def __init__(self, inner: Translator, glossary: GlossarySource) -> None:
        self._inner, self._glossary = inner, glossary

    def routes(self) -> frozenset[Route]:
        return self._inner.routes()

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        glossary = self._glossary()
        if route.source == route.target:
            yield from self._inner.translate(text, route, english)
        elif route in self._inner.routes():
            yield from self._from_text(text, route, glossary)
        else:
            yield from self._from_english(text, route, english, glossary)

    def _from_text(self, text: str, route: Route, glossary: Glossary) -> Iterator[Translation]:
        way = next(disguises(text, route, glossary), None)
        if way is None:
            yield from self._inner.translate(text, route)
            return
        for part in self._inner.translate(way.text, route):
            said = way.source(part.source)
            mended = way.back_in(part.source, part.text)
            if mended is not None:
                yield _named(part, way, mended, said)
            else:
                yield self._otherwise(said, route, glossary)

    def _otherwise(self, said: str, route: Route, glossary: Glossary) -> Translation:
        """A part whose names were lost, carried in other ways; at last as it is."""
        for way in disguises(said, route, glossary):
            made = whole(self._inner.translate(way.text, route), route)
            mended = way.back_in(way.text, made.text)
            if mended is not None:
                return _named(made, way, mended, said)
        return _lost(replace(whole(self._inner.translate(said, route), route), source=said))

    def _from_english(self, text: str, route: Route, english: str | None, glossary: Glossary) -> Iterator[Translation]:
        """The recogniser's English is the first hop: names in it are carried through the second."""
        second = Route("en", route.target)
        ways = list(disguises(english or "", second, glossary)) if route.target != "en" else []
        for way in ways:
            made = list(self._inner.translate(text, route, way.text))
            mended = way.back_in(way.text, second.target_joiner.join(part.text for part in made))
            if mended is not None and made:
                yield replace(whole(made, route), sentences=(mended,), pivot=english)
                return
        for part in self._inner.translate(text, route, english):
            named = [found.term.form(route.target) for found in glossary.find(part.source, route.source)]
            kept = not ways and all(form.casefold() in part.text.casefold() for form in named)
            yield part if kept else _lost(part)


class GlossarySynthesizer:
    """Satisfies Synthesizer: in Japanese, listed names are read as they are listed."""

    def __init__(self, inner: Synthesizer, glossary: GlossarySource) -> None:
        self._inner, self._glossary = inner, glossary

    def languages(self) -> frozenset[str]:
        return self._inner.languages()

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        yield from self._inner.synthesize(read_out(text, language, self._glossary()), language, speed)


def read_out(text: str, language: str, glossary: Glossary) -> str:
    """The text with its listed names in kana, for a Japanese voice."""
    if language != "ja":
        return text
    for each in reversed(glossary.find(text, language)):
        if reading := kana(each.term.reading):
            text = text[: each.start] + reading + text[each.end :]
    return text


def _lost(part: Translation) -> Translation:
    return replace(part, doubts=tuple(sorted({*part.doubts, LOST})))


def _named(part: Translation, way: Disguised, text: str, said: str) -> Translation:
    return replace(part, sentences=(text,), pivot=way.pivot(part.pivot), source=said)
