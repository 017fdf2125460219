"""やさしい日本語 as a language of its own: heard and spoken as Japanese, made from Japanese by the coach's rules."""

from __future__ import annotations

import pytest

from kiosk.core.audio import Audio
from kiosk.core.events import Translated
from kiosk.core.language import EASY, Route, language, usual_languages
from kiosk.core.protocols import Translator
from kiosk.core.turn import Hint, Transcript, whole
from kiosk.engines.scripted import DictatedTranslator, scripted_engines
from kiosk.phrasebook_files import check_plain_words
from kiosk.pipeline.coach_engines import EasyTranscriber, EasyTranslator, with_easy_japanese
from kiosk.pipeline.interpret import convey
from kiosk.pipeline.offer import hint
from tests.engines.translator_contract import TranslatorContract

WORDS, _ = check_plain_words()
ROUTE = Route("ja", EASY)
ENGINES = with_easy_japanese(scripted_engines(("ja", "en")), WORDS)


class TestContract(TranslatorContract):
    @pytest.fixture
    def translator(self) -> Translator:
        return ENGINES.translator

    @pytest.fixture
    def missing(self) -> Route:
        return Route("de", EASY)


class Hears:
    """A recogniser that says which languages it was offered."""

    def __init__(self) -> None:
        self.offered: tuple[str, ...] = ()

    def languages(self) -> frozenset[str]:
        return frozenset({"ja", "en"})

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        self.offered = hint.languages
        return Transcript("はい。", "ja", candidates=(("ja", 1.0),))


def made(text: str, route: Route = ROUTE, translator: Translator = ENGINES.translator) -> str:
    return whole(translator.translate(text, route), route).text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("こちらにご記入ください。", "こちらに書いてください。"),
        ("少々お待ちください。本日は休みです。", "少し待ってください。今日は休みです。"),
        ("駅は右です。", "駅は右です。"),
    ],
)
def test_japanese_is_said_plainly_and_what_is_plain_passes_as_it_is(said: str, plain: str) -> None:
    assert made(said) == plain


def test_plain_japanese_is_japanese_to_whoever_reads_it() -> None:
    assert made("少々お待ちください。", Route(EASY, "ja")) == "少々お待ちください。"
    assert made("トイレはどこ？", Route(EASY, "en")) == made("トイレはどこ？", Route("ja", "en"))


def test_from_another_language_it_goes_through_japanese() -> None:
    inner = DictatedTranslator(
        scripted_engines(("ja", "en")).translator, {(Route("en", "ja"), "Please wait."): "お待ちください。"}
    )
    translator = EasyTranslator(inner, WORDS)
    route = Route("en", EASY)
    [part] = translator.translate("Please wait.", route)
    assert (part.text, part.route, part.source) == ("待ってください。", route, "Please wait.")
    assert route in translator.routes() and Route("de", EASY) not in translator.routes()


def test_words_that_would_change_a_number_are_left_as_they_are() -> None:
    translator = EasyTranslator(scripted_engines().translator, {"罹災証明": "3枚の紙"})
    assert made("罹災証明です。", translator=translator) == "罹災証明です。"


@pytest.mark.parametrize(
    "said", ["使えなくはありません。できなくはありません。", "罹災証明書の申請は5番です。", "明朝8時にお越しください。"]
)
def test_a_rewording_is_no_fault_and_is_not_told_back(said: str) -> None:
    events = [event for event in convey(1, said, ROUTE, ENGINES) if isinstance(event, Translated)]
    assert events[-1].translation.doubts == () and events[-1].translation.back == ""


def test_where_both_are_offered_japanese_is_heard() -> None:
    ear = Hears()
    heard = EasyTranscriber(ear).transcribe(Audio.silence(1.0, 16000), Hint((EASY, "en", "ja")))
    assert ear.offered == ("ja", "en") and heard.language == "ja"


def test_where_it_alone_is_offered_it_is_heard() -> None:
    heard = EasyTranscriber(Hears()).transcribe(Audio.silence(1.0, 16000), Hint((EASY, "en")))
    assert heard.language == EASY and heard.candidates == ((EASY, 1.0),)


def test_the_japanese_voice_speaks_it() -> None:
    assert EASY in ENGINES.synthesizer.languages()
    sounds = [list(ENGINES.synthesizer.synthesize("はい。", code)) for code in ("ja", EASY)]
    assert [len(each.samples) for each in sounds[0]] == [len(each.samples) for each in sounds[1]] != []


def test_only_a_list_of_the_staff_names_it() -> None:
    assert EASY not in usual_languages() and language(EASY).endonym == "やさしい日本語"
    assert hint(ENGINES, (EASY, "en"), "ja").languages == (EASY, "en")
