"""The languages the kiosk knows by name, and routes between them. Codes are those of Argos packages."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kiosk.core.errors import UsageError


@dataclass(frozen=True, slots=True)
class Language:
    """`spoken`: the code of the language one hears; written forms share it (`zh` and `zt` are both heard as `zh`).

    `spaced`: whether words are set apart by spaces. `japanese`, `english`: its name for the staff. `plain_form_of`: the
    language of which it is a plainer form, "" for all others; such a form is offered only where the staff lists it.
    """

    code: str
    endonym: str
    japanese: str
    english: str
    spoken: str
    rtl: bool = False
    spaced: bool = True
    plain_form_of: str = ""


def _language(line: str) -> Language:
    code, endonym, japanese, english, *marks = line.split("|")
    marked = {name: value for name, _, value in (mark.partition("=") for mark in marks)}
    heard_as, plain_form_of = marked.get("heard-as", code), marked.get("plain-form-of", "")
    return Language(code, endonym, japanese, english, heard_as, "rtl" in marked, "unspaced" not in marked, plain_form_of)


EASY = "ja-easy"
"""やさしい日本語, Japanese in plain words."""

LANGUAGES = {
    language.code: language
    for language in map(
        _language,
        """\
ja|日本語|日本語|Japanese|unspaced
ja-easy|やさしい日本語|やさしい日本語|Plain Japanese|unspaced|heard-as=ja|plain-form-of=ja
en|English|英語|English
zh|简体中文|中国語（簡体字）|Chinese (Simplified)|unspaced
zt|繁體中文|中国語（繁体字）|Chinese (Traditional)|unspaced|heard-as=zh
ko|한국어|韓国語|Korean
th|ไทย|タイ語|Thai|unspaced
vi|Tiếng Việt|ベトナム語|Vietnamese
id|Bahasa Indonesia|インドネシア語|Indonesian
pt|Português|ポルトガル語|Portuguese
pb|Português (Brasil)|ポルトガル語（ブラジル）|Portuguese (Brazil)|heard-as=pt
es|Español|スペイン語|Spanish
fr|Français|フランス語|French
ne|नेपाली|ネパール語|Nepali
ar|العربية|アラビア語|Arabic|rtl
tl|Filipino|フィリピン語|Filipino
my|မြန်မာ|ミャンマー語|Burmese|unspaced
de|Deutsch|ドイツ語|German
it|Italiano|イタリア語|Italian
ru|Русский|ロシア語|Russian
hi|हिन्दी|ヒンディー語|Hindi
ms|Bahasa Melayu|マレー語|Malay
bn|বাংলা|ベンガル語|Bengali
si|සිංහල|シンハラ語|Sinhala
ur|اردو|ウルドゥー語|Urdu|rtl
fa|فارسی|ペルシア語|Persian|rtl
km|ខ្មែរ|クメール語|Khmer|unspaced
lo|ລາວ|ラオス語|Lao|unspaced
mn|Монгол|モンゴル語|Mongolian
ta|தமிழ்|タミル語|Tamil
te|తెలుగు|テルグ語|Telugu
ml|മലയാളം|マラヤーラム語|Malayalam
tr|Türkçe|トルコ語|Turkish
uk|Українська|ウクライナ語|Ukrainian
pl|Polski|ポーランド語|Polish
nl|Nederlands|オランダ語|Dutch
sv|Svenska|スウェーデン語|Swedish
da|Dansk|デンマーク語|Danish
nb|Norsk|ノルウェー語|Norwegian|heard-as=no
fi|Suomi|フィンランド語|Finnish
is|Íslenska|アイスランド語|Icelandic
et|Eesti|エストニア語|Estonian
lv|Latviešu|ラトビア語|Latvian
lt|Lietuvių|リトアニア語|Lithuanian
cs|Čeština|チェコ語|Czech
sk|Slovenčina|スロバキア語|Slovak
sl|Slovenščina|スロベニア語|Slovenian
sr|Српски|セルビア語|Serbian
sq|Shqip|アルバニア語|Albanian
bg|Български|ブルガリア語|Bulgarian
ro|Română|ルーマニア語|Romanian
hu|Magyar|ハンガリー語|Hungarian
el|Ελληνικά|ギリシャ語|Greek
he|עברית|ヘブライ語|Hebrew|rtl
ca|Català|カタルーニャ語|Catalan
gl|Galego|ガリシア語|Galician
eu|Euskara|バスク語|Basque
cy|Cymraeg|ウェールズ語|Welsh
ga|Gaeilge|アイルランド語|Irish
lb|Lëtzebuergesch|ルクセンブルク語|Luxembourgish
ka|ქართული|ジョージア語|Georgian
az|Azərbaycanca|アゼルバイジャン語|Azerbaijani
kk|Қазақша|カザフ語|Kazakh
ky|Кыргызча|キルギス語|Kyrgyz
ku|Kurdî|クルド語|Kurdish
sw|Kiswahili|スワヒリ語|Swahili
eo|Esperanto|エスペラント|Esperanto""".splitlines(),
    )
}


_SLIPS = {
    **{"jp": "ja", "cn": "zh", "zh-cn": "zh", "zh-hans": "zh", "tw": "zt", "zh-tw": "zt", "zh-hant": "zt", "kr": "ko"},
    **{"vn": "vi", "np": "ne", "fil": "tl", "ph": "tl", "pt-br": "pb", "br": "pb", "no": "nb", "ua": "uk", "gr": "el"},
}
"""Codes of countries and of other systems, which people try first."""


def language(code: str) -> Language:
    """The language of a code. Raises UsageError("language.unknown") that suggests what may have been meant."""
    known = LANGUAGES.get(code)
    if known is None:
        names = (
            {code: code for code in LANGUAGES} | {lang.english.casefold(): lang.code for lang in LANGUAGES.values()} | _SLIPS
        )
        close = get_close_matches(code.casefold(), names, n=1, cutoff=0.6)
        meant = f" Did you mean {names[close[0]]} ({LANGUAGES[names[close[0]]].english})?" if close else ""
        raise UsageError(
            "language.unknown", f"unknown language {code[:40]!r}.{meant} `kiosk languages` lists the codes that can be used."
        )
    return known


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """From one language's code to another's."""

    source: str
    target: str

    @property
    def target_joiner(self) -> str:
        """What stands between two sentences in the target language."""
        target = LANGUAGES.get(self.target)
        return " " if target is None or target.spaced or self.target == "th" else ""

    @property
    def rewords(self) -> bool:
        """Whether it leads between a language and a plainer form of it: other words, nothing translated."""
        return self.source != self.target and full_form(self.source) == full_form(self.target)

    def __str__(self) -> str:
        return f"{self.source}->{self.target}"


def usual_languages() -> tuple[str, ...]:
    """The codes that are meant where nobody lists any."""
    return tuple(code for code, language in LANGUAGES.items() if not language.plain_form_of)


def full_form(code: str) -> str:
    """The language of which this is a plainer form, as engines, fonts and keyboards know it; any other as it is."""
    known = LANGUAGES.get(code)
    return (known and known.plain_form_of) or code
