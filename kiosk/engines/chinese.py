"""Traditional Chinese as Taiwan writes it, made from simplified with OpenCC: other letters, and other words (計程車, 泡麵).

OpenCC (Apache-2.0) carries its dictionaries in the package and opens no connection. What its Taiwan phrases don't know of the
words at a counter and in a shelter stands in `_WORDS`: a 土豆 is a potato in Beijing and a peanut in Taipei.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.protocols import Transcriber, Translator
from kiosk.core.turn import Hint, Transcript, Translation

if TYPE_CHECKING:
    from opencc import OpenCC

SIMPLIFIED, TRADITIONAL = "zh", "zt"
MADE_BY = "opencc-s2twp"

_WORDS = {
    **{"出租車": "計程車", "公共汽車": "公車", "公交車": "公車", "公交站": "公車站", "自行車": "腳踏車", "地鐵": "捷運"},
    **{"出租汽車": "計程車", "公交": "公車", "檢票口": "剪票口", "手紙": "衛生紙", "一次性筷子": "免洗筷", "輸液": "打點滴"},
    **{"質量": "品質", "站臺": "月台", "收銀臺": "收銀檯", "前臺": "櫃檯"},
    **{"打車": "叫車", "站台": "月台", "候車廳": "候車室", "機場大巴": "機場巴士"},
    **{
        "土豆": "馬鈴薯",
        "西紅柿": "番茄",
        "菠蘿": "鳳梨",
        "獼猴桃": "奇異果",
        "酸奶": "優格",
        "方便麵": "泡麵",
        "盒飯": "便當",
    },
    **{"快餐": "速食", "冰激凌": "冰淇淋", "奶酪": "起司", "三文魚": "鮭魚", "金槍魚": "鮪魚", "面巾紙": "面紙"},
    **{"衛生間": "洗手間", "酒店": "飯店", "賓館": "飯店", "充電寶": "行動電源", "二維碼": "QR code", "短信": "簡訊"},
    **{"尿不濕": "尿布", "尿不溼": "尿布", "紙尿褲": "尿布", "衛生巾": "衛生棉", "創可貼": "OK繃", "護士": "護理師"},
    **{"身份證": "身分證", "護照號": "護照號碼", "空調": "冷氣", "垃圾箱": "垃圾桶", "早上好": "早安"},
    **{"晚上好": "晚安", "視頻": "影片", "打印": "列印", "複印": "影印", "信息": "訊息", "軟件": "軟體", "網絡": "網路"},
    **{"收銀台": "收銀檯", "服務員": "服務人員", "前台": "櫃檯", "樓道": "走廊", "應急": "緊急"},
}
_WORDS_PATTERN = re.compile("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))


class Prepared(Translator, Protocol):
    """A translator that can load what routes need ahead."""

    def prepare(self, routes: Iterable[Route]) -> None: ...


def taiwanese(text: str) -> str:
    """Simplified Chinese in Taiwan's letters and words. May be called from several threads."""
    return in_taiwans_words(_converter("s2twp").convert(text))


def in_taiwans_words(text: str) -> str:
    """Traditional Chinese in Taiwan's words."""
    return _WORDS_PATTERN.sub(lambda match: _WORDS[match[0]], text)


@lru_cache(maxsize=4)
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(configuration)


class ChineseTranslator:
    """Satisfies Translator: a translator into simplified Chinese leads into traditional too, where it has no way of its own
    there; and what comes out in traditional Chinese has Taiwan's words either way."""

    def __init__(self, inner: Prepared) -> None:
        self._inner = inner

    def routes(self) -> frozenset[Route]:
        known = self._inner.routes()
        made = {Route(route.source, TRADITIONAL) for route in known if route.target == SIMPLIFIED}
        return known | {route for route in made if route.source != TRADITIONAL}

    def prepare(self, routes: Iterable[Route]) -> None:
        """Load now what these routes need. Raises ModelError."""
        self._inner.prepare(self._through(route) for route in routes)

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        if route.target != TRADITIONAL or route.source == TRADITIONAL:
            yield from self._inner.translate(text, route, english)
        elif route.source == SIMPLIFIED:
            if text.strip():
                yield Translation((taiwanese(text),), route, models=(MADE_BY,), source=text)
        elif (through := self._through(route)) == route:
            for part in self._inner.translate(text, route, english):
                yield replace(part, sentences=tuple(map(in_taiwans_words, part.sentences)))
        else:
            for part in self._inner.translate(text, through, english):
                sentences = tuple(map(taiwanese, part.sentences))
                yield replace(part, sentences=sentences, route=route, models=(*part.models, MADE_BY))

    def _through(self, route: Route) -> Route:
        """The route that the inner translator takes for it: itself, or the one into simplified Chinese."""
        if route.target != TRADITIONAL or route.source in (SIMPLIFIED, TRADITIONAL):
            return route
        known = self._inner.routes()
        english = Route("en", TRADITIONAL)
        if route in known or english in known:
            return route
        simplified = Route(route.source, SIMPLIFIED)
        return simplified if simplified in known or Route("en", SIMPLIFIED) in known else route


class ChineseTranscriber:
    """Satisfies Transcriber: Whisper writes Chinese now in these letters and now in those; each reader gets their own."""

    def __init__(self, inner: Transcriber) -> None:
        self._inner = inner

    def languages(self) -> frozenset[str]:
        return self._inner.languages()

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        heard = self._inner.transcribe(audio, hint)
        others = tuple(in_letters_of(other, heard.language) for other in heard.others)
        return replace(heard, text=in_letters_of(heard.text, heard.language), others=others)


def in_letters_of(text: str, language: str) -> str:
    """The same words in the letters of a written Chinese; any other language as it is."""
    configuration = {SIMPLIFIED: "t2s", TRADITIONAL: "s2tw"}.get(language)
    return str(_converter(configuration).convert(text)) if configuration else text
