"""Two written Chineses: each reader gets their own letters and their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.turn import Hint, Transcript, Translation, whole
from kiosk.engines.chinese import ChineseTranscriber, ChineseTranslator, in_letters_of, taiwanese


class Knows:
    """A translator with these routes that always answers the same; it hears English where it knows no text."""

    def __init__(self, answer: str, *routes: Route) -> None:
        self.answer, self.known = answer, frozenset(routes)
        self.asked: list[Route] = []
        self.prepared: list[Route] = []

    def routes(self) -> frozenset[Route]:
        return self.known

    def prepare(self, routes: Iterable[Route]) -> None:
        self.prepared += routes

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        self.asked.append(route)
        yield Translation((self.answer,), route, models=("toy",), source=text)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("请帮我叫一辆出租车。", "請幫我叫一輛計程車。"),
        ("出租汽车在前台叫。", "計程車在櫃檯叫。"),
        ("请到2号站台，检票口在那边。", "請到2號月台，剪票口在那邊。"),
        ("公交卡在收银台买。", "公車卡在收銀檯買。"),
        ("请在打印机旁边等。", "請在印表機旁邊等。"),
        ("公共汽车几点来？", "公車幾點來？"),
        ("我对土豆过敏。", "我對馬鈴薯過敏。"),
        ("请注意后面的头发。", "請注意後面的頭髮。"),
        ("需要卫生巾和尿不湿吗？", "需要衛生棉和尿布嗎？"),
        ("1,200日元，下午2:30。", "1,200日元，下午2:30。"),
    ],
)
def test_taiwan_has_its_own_letters_and_its_own_words(simplified: str, traditional: str) -> None:
    assert taiwanese(simplified) == traditional


def test_where_only_simplified_is_installed_traditional_is_made_from_it() -> None:
    inner = Knows("出租车来了。", Route("ja", "zh"), Route("en", "zh"))
    translator = ChineseTranslator(inner)
    route = Route("ja", "zt")
    assert route in translator.routes()
    made = whole(translator.translate("タクシーが来ました。", route), route)
    assert made.text == "計程車來了。" and made.route == route and made.models == ("toy", "opencc-s2twp")
    assert made.source == "タクシーが来ました。"
    translator.prepare([route, Route("ja", "en")])
    assert inner.prepared == [Route("ja", "zh"), Route("ja", "en")]


def test_a_package_of_its_own_comes_first_and_gets_taiwans_words() -> None:
    inner = Knows("叫出租車", Route("en", "zt"), Route("en", "zh"))
    made = whole(ChineseTranslator(inner).translate("Call a taxi", Route("en", "zt")), Route("en", "zt"))
    assert made.text == "叫計程車" and inner.asked == [Route("en", "zt")]


def test_the_recognisers_english_leads_there_too() -> None:
    inner = Knows("出租车", Route("en", "zh"))
    made = whole(ChineseTranslator(inner).translate("택시", Route("ko", "zt"), "A taxi."), Route("ko", "zt"))
    assert made.text == "計程車" and inner.asked == [Route("ko", "zh")]


def test_simplified_is_put_into_traditional_without_any_package() -> None:
    made = whole(ChineseTranslator(Knows("")).translate("软件", Route("zh", "zt")), Route("zh", "zt"))
    assert made.text == "軟體"
    assert list(ChineseTranslator(Knows("")).translate(" ", Route("zh", "zt"))) == []


def test_who_reads_simplified_or_nothing_chinese_gets_what_the_translator_says() -> None:
    inner = Knows("出租车", Route("ja", "zh"))
    assert whole(ChineseTranslator(inner).translate("タクシー", Route("ja", "zh")), Route("ja", "zh")).text == "出租车"


def test_a_transcript_is_in_the_letters_of_its_language() -> None:
    class Hears:
        def languages(self) -> frozenset[str]:
            return frozenset({"zh", "zt"})

        def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
            return Transcript("出租車来了", hint.languages[0])

    ear = ChineseTranscriber(Hears())
    assert ear.transcribe(Audio.silence(1.0), Hint(("zh",))).text == "出租车来了"
    assert ear.transcribe(Audio.silence(1.0), Hint(("zt",))).text == "出租車來了"
    assert in_letters_of("軟體", "ja") == "軟體"
