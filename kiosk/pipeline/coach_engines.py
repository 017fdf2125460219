"""Engines that know やさしい日本語: it is heard and spoken as Japanese, and made from Japanese by the coach's rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kiosk.core.audio import Audio
from kiosk.core.language import EASY, Route, full_form
from kiosk.core.protocols import Engines, Synthesizer, Transcriber, Translator
from kiosk.core.turn import Hint, Transcript, Translation
from kiosk.pipeline.coach import plain, sentences
from kiosk.pipeline.facts import differences, find_facts

MADE_BY = "plain-japanese"

_JAPANESE = "ja"


def with_easy_japanese(engines: Engines, words: Mapping[str, str]) -> Engines:
    """The engines, which now know `ja-easy` wherever they know `ja`. `words`: those of offices, with plain ones."""
    return Engines(
        engines.detector,
        EasyTranscriber(engines.transcriber),
        EasyTranslator(engines.translator, words),
        EasySynthesizer(engines.synthesizer),
    )


class EasyTranslator:
    """Satisfies Translator: whatever leads into Japanese leads into plain Japanese, and plain Japanese is Japanese."""

    def __init__(self, inner: Translator, words: Mapping[str, str]) -> None:
        self._inner, self._words = inner, words

    def routes(self) -> frozenset[Route]:
        known = self._inner.routes()
        into = {Route(route.source, EASY) for route in known if route.target == _JAPANESE}
        out_of = {Route(EASY, route.target) for route in known if route.source == _JAPANESE}
        return known | into | out_of | {Route(_JAPANESE, EASY), Route(EASY, _JAPANESE)}

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        through = Route(full_form(route.source), full_form(route.target))
        if route.rewords:
            for sentence in sentences(text):
                said = self._plain(sentence) if route.target == EASY else sentence
                yield Translation((said,), route, models=(MADE_BY,), source=sentence)
            return
        for part in self._inner.translate(text, through, english):
            if route.target == EASY != route.source:
                made = tuple(map(self._plain, part.sentences))
                yield replace(part, sentences=made, route=route, models=(*part.models, MADE_BY))
            else:
                yield replace(part, route=route)

    def _plain(self, sentence: str) -> str:
        """In plain words; as it is where they would change a number, a time or a price."""
        offer = plain(sentence, self._words)
        changed = differences(find_facts(sentence, _JAPANESE), find_facts(offer, _JAPANESE))
        return sentence if changed or not offer.strip() else offer


class EasyTranscriber:
    """Satisfies Transcriber: plain Japanese is heard as Japanese, and never instead of it where both are offered."""

    def __init__(self, inner: Transcriber) -> None:
        self._inner = inner

    def languages(self) -> frozenset[str]:
        return _with_easy(self._inner.languages())

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        if EASY not in hint.languages:
            return self._inner.transcribe(audio, hint)
        listened = tuple(dict.fromkeys(map(full_form, hint.languages)))
        heard = self._inner.transcribe(
            audio, replace(hint, languages=listened, english_for=frozenset(map(full_form, hint.english_for)))
        )
        if _JAPANESE in hint.languages:
            return heard
        candidates = tuple((_easy(code), probability) for code, probability in heard.candidates)
        return replace(heard, language=_easy(heard.language), candidates=candidates)


class EasySynthesizer:
    """Satisfies Synthesizer: the Japanese voice speaks plain Japanese."""

    def __init__(self, inner: Synthesizer) -> None:
        self._inner = inner

    def languages(self) -> frozenset[str]:
        return _with_easy(self._inner.languages())

    def synthesize(self, text: str, language: str, speed: float = 1.0) -> Iterator[Audio]:
        yield from self._inner.synthesize(text, full_form(language), speed)


def _easy(code: str) -> str:
    return EASY if code == _JAPANESE else code


def _with_easy(known: frozenset[str]) -> frozenset[str]:
    return known | {EASY} if _JAPANESE in known else known - {EASY}
