"""What every Translator promises, whatever is inside: subclass TranslatorContract and give it one."""

from __future__ import annotations

import pytest

from kiosk.core.errors import StageError
from kiosk.core.language import Route
from kiosk.core.protocols import Translator
from kiosk.core.turn import whole
from kiosk.pipeline.scenario import plain

ODD_TEXTS = {
    "one letter": "x",
    "one ideograph": "駅",
    "emoji": "😀👍🏽👩‍👩‍👧",
    "digits": "10:30, $3.50",
    "another script": "Где ближайшая больница?",
    "control characters": "\x00\x07Hello\x1b[0m there\x7f",
    "half a surrogate pair": "Hello \ud83d there",
    "direction marks": "\u202bHello\u202c \ufeffthere",
    "unknown marks": "⁇ <unk> ▁ @@ &amp;",
    "line breaks": "Hello\n\n\r\nthere\u2028you",
    "one long word": "a" * 10_000,
    "many words": "hello there " * 850,
    "many kana": "はい" * 500,
    "no space left": "はい！" * 100,
}


class TranslatorContract:
    """A subclass gives `translator`, which knows at least one route, and `missing`, a route that it can't take."""

    @pytest.fixture
    def translator(self) -> Translator:
        raise NotImplementedError

    @pytest.fixture
    def missing(self) -> Route:
        raise NotImplementedError

    def test_every_route_it_names_can_be_taken(self, translator: Translator) -> None:
        assert translator.routes()
        for route in translator.routes():
            translation = whole(translator.translate("hello there", route), route)
            assert translation.route == route
            assert translation.text.strip()
            assert translation.models

    def test_a_language_is_no_route_to_itself_but_text_comes_back_as_it_is(self, translator: Translator) -> None:
        for route in translator.routes():
            assert route.source != route.target
            (same,) = translator.translate(" Hello \n there", Route(route.source, route.source))
            assert (same.text, same.source, same.doubts, same.pivot) == (" Hello \n there", " Hello \n there", (), None)

    @pytest.mark.parametrize("blank", ["", " ", "\n\t\u3000"])
    def test_nothing_becomes_nothing(self, translator: Translator, blank: str) -> None:
        for route in translator.routes():
            assert list(translator.translate(blank, route)) == []

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
    def test_any_text_gives_sentences_and_no_marks_of_the_machine(self, translator: Translator, text: str) -> None:
        for route in translator.routes():
            parts = list(translator.translate(text, route))
            assert parts
            assert all(part.sentences and part.source.strip() for part in parts)
            assert all(sentence.strip() for part in parts for sentence in part.sentences)

    def test_the_same_words_are_translated_the_same_way_each_time(self, translator: Translator) -> None:
        for route in translator.routes():
            assert list(translator.translate("hello there", route)) == list(translator.translate("hello there", route))

    def test_the_first_sentence_comes_alone_and_the_parts_say_all_that_was_said(self, translator: Translator) -> None:
        for route in translator.routes():
            text = "hello there\nwhere is the bus?\nhello\nthe station"
            first, *rest = translator.translate(text, route)
            assert first.source == "hello there" and rest
            assert plain("".join(part.source for part in (first, *rest))) == plain(text)

    def test_english_heard_beside_the_words_changes_nothing_where_the_words_will_do(self, translator: Translator) -> None:
        for route in translator.routes():
            alone = list(translator.translate("hello there", route))
            assert list(translator.translate("hello there", route, english="a bus")) == alone

    def test_a_route_it_cannot_take_is_an_error_that_keeps_the_words_to_itself(
        self, translator: Translator, missing: Route
    ) -> None:
        assert missing not in translator.routes()
        with pytest.raises(StageError) as caught:
            list(translator.translate("a secret told", missing))
        assert (caught.value.stage, caught.value.code) == ("translation", "route.missing")
        assert "secret" not in str(caught.value)
