"""The staff's own names: found, carried through a translator, put where their sound was heard, read from Excel's tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.core.audio import Audio
from kiosk.core.language import Route
from kiosk.core.turn import Hint, Transcript, Translation, whole
from kiosk.core.words import Word
from kiosk.pipeline.glossary import EMPTY, Glossary, Term, kana, latin
from kiosk.pipeline.glossary_engines import LOST, GlossaryTranscriber, GlossaryTranslator, read_out
from kiosk.pipeline.glossary_hearing import Names, near, sounded
from kiosk.pipeline.glossary_table import read_table, write_table

TSURUHASHI = Term("鶴橋", "つるはし", {"en": "Tsuruhashi", "zh": "鹤桥"})
KYOTO, TOKYO = Term("京都", "きょうと", {"en": "Kyoto"}), Term("東京都", "とうきょうと", {"en": "Tokyo Metropolis"})
LIST = Glossary([TSURUHASHI, KYOTO, TOKYO, Term("三春町", "みはるまち"), Term("伊万里焼", "いまりやき", {"en": "Imari ware"})])
JA_EN, EN_JA = Route("ja", "en"), Route("en", "ja")


def names(text: str, language: str = "ja", glossary: Glossary = LIST) -> list[str]:
    return [found.term.term for found in glossary.find(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("東京都から京都へ", ["東京都", "京都"]),
        ("今日京都に行く", ["京都"]),
        ("鶴橋駅", ["鶴橋"]),
        ("新鶴橋", ["鶴橋"]),
        ("大鶴橋", []),
        ("天気", []),
    ],
)
def test_the_longest_name_is_found_first_and_none_inside_a_longer_one(text: str, found: list[str]) -> None:
    assert names(text) == found
    assert names("東京都", glossary=Glossary([KYOTO])) == []
    assert names("日本橋", glossary=Glossary([Term("日本")])) == []


def test_in_spaced_languages_a_name_is_a_whole_word_in_any_case() -> None:
    assert names("is TSURUHASHI far from tokyo  metropolis", "en") == ["鶴橋", "東京都"]
    assert names("Kyotoite", "en") == []


def test_a_name_without_a_form_is_written_in_latin_letters_and_kept_in_kanji_for_chinese() -> None:
    assert Term("三春町", "みはるまち").form("vi") == "Miharumachi"
    assert Term("三春町", "みはるまち").form("zt") == "三春町"
    assert Term("いろは坂").form("fr") == "" and TSURUHASHI.form("fr") == "Tsuruhashi"


@pytest.mark.parametrize(
    ("reading", "letters"),
    [("つるはし", "Tsuruhashi"), ("おおさか", "Osaka"), ("とうきょう", "Tokyo"), ("にっぽんばし", "Nippombashi"),
     ("しんじゅく", "Shinjuku"),
     ("はっちょう", "Hatcho"), ("ちゃや", "Chaya"), ("ファミリー", "Famiri"), ("きゅうしゅう", "Kyushu")],
)  # fmt: skip
def test_readings_become_the_letters_on_signs(reading: str, letters: str) -> None:
    assert latin(reading) == letters


class Fickle:
    """A translator that knows cities, and does to anything else what it was told to."""

    def __init__(self, known: dict[str, str], habit: str = "") -> None:
        self.known, self.habit, self.asked = known, habit, list[str]()

    def routes(self) -> frozenset[Route]:
        return frozenset({JA_EN, EN_JA, Route("en", "fr")})

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        said = text if route in self.routes() else english or ""
        self.asked.append(said)
        for sentence in said.replace("。", "。\n").splitlines():
            made = sentence.replace("鶴橋", "the crane bridge").replace("へ。", ".")
            for name, meant in self.known.items():
                made = made.replace(name, meant)
            yield Translation((made,), route, source=sentence if said == text else text)


def test_a_name_goes_through_a_translator_as_a_city_and_comes_out_as_itself_once() -> None:
    inner = Fickle({"京都": "Kyoto", "ボストン": "Boston"})
    made = whole(GlossaryTranslator(inner, lambda: LIST).translate("鶴橋へ。", JA_EN), JA_EN)
    assert made.text == "Tsuruhashi." and made.source == "鶴橋へ。" and made.doubts == ()
    assert inner.asked == ["京都へ。"]


@pytest.mark.parametrize(
    ("english", "target", "doubts"),
    [
        ("To the crane bridge.", "en", (LOST,)),
        ("To Tsuruhashi.", "en", ()),
        ("To TSURUHASHI.", "en", ()),
        ("To the crane bridge.", "fr", (LOST,)),
        ("To Tsuruhashi.", "fr", (LOST,)),
    ],
)
def test_a_name_that_the_recogniser_or_the_second_hop_loses_is_doubted(
    english: str, target: str, doubts: tuple[str, ...]
) -> None:
    """The inner translator loses all cities on its way to French."""
    inner = Fickle(dict.fromkeys(("Kyoto", "Boston", "Paris", "London", "New York", "Tsuruhashi"), "là"))
    if target == "en":
        inner.known = {}
    route = Route("ko", target)
    term = Term("鶴橋", "つるはし", {"en": "Tsuruhashi", "ko": "츠루하시"})
    made = whole(GlossaryTranslator(inner, lambda: Glossary([term])).translate("츠루하시", route, english), route)
    assert made.doubts == doubts


def test_two_names_and_two_sentences_keep_their_places_and_their_parts() -> None:
    inner = Fickle({"京都": "Kyoto", "ボストン": "Boston", "パリ": "Paris"})
    parts = list(GlossaryTranslator(inner, lambda: LIST).translate("鶴橋、伊万里焼へ。鶴橋へ。", JA_EN))
    assert [part.text for part in parts] == ["Tsuruhashi、Imari ware.", "Tsuruhashi."]
    assert [part.source for part in parts] == ["鶴橋、伊万里焼へ。", "鶴橋へ。"]


@pytest.mark.parametrize("city", ["", "Kyoto and Kyoto"])
def test_where_the_city_is_dropped_or_doubled_another_way_is_tried(city: str) -> None:
    inner = Fickle({"京都": city, "ニューヨーク": "New York"})
    made = whole(GlossaryTranslator(inner, lambda: LIST).translate("鶴橋へ。", JA_EN), JA_EN)
    assert made.text == "Tsuruhashi." and made.text.count("Tsuruhashi") == 1


def test_where_nothing_helps_the_translation_stands_and_carries_a_doubt() -> None:
    inner = Fickle(dict.fromkeys(("京都", "ボストン", "パリ", "ロンドン", "ニューヨーク", "Tsuruhashi"), "somewhere"))
    made = whole(GlossaryTranslator(inner, lambda: LIST).translate("鶴橋へ。", JA_EN), JA_EN)
    assert made.doubts == (LOST,) and made.text == "the crane bridge."


def test_a_city_that_was_really_said_is_no_disguise() -> None:
    inner = Fickle({"京都": "Kyoto", "ボストン": "Boston"})
    made = whole(GlossaryTranslator(inner, lambda: Glossary([TSURUHASHI])).translate("京都から鶴橋へ。", JA_EN), JA_EN)
    assert made.text == "Kyotoから Tsuruhashi.".replace(" ", "") or made.text == "KyotoからTsuruhashi."


def test_names_in_the_recognisers_english_are_carried_through_the_second_hop() -> None:
    inner = Fickle({"Kyoto": "Kyoto"})
    route = Route("ko", "fr")
    made = whole(GlossaryTranslator(inner, lambda: LIST).translate("츠루하시", route, "To Tsuruhashi."), route)
    assert made.text == "To Tsuruhashi." and made.pivot == "To Tsuruhashi."
    assert inner.asked == ["To Kyoto."]


def test_a_text_without_names_passes_untouched() -> None:
    inner = Fickle({})
    assert [part.text for part in GlossaryTranslator(inner, lambda: LIST).translate("ねこへ。", JA_EN)] == ["ねこ."]
    assert inner.asked == ["ねこへ。"]


def test_names_are_read_out_in_kana_for_a_japanese_voice_only() -> None:
    assert read_out("東京都と鶴橋です", "ja", LIST) == "トウキョウトとツルハシです"
    assert read_out("Tsuruhashi", "en", LIST) == "Tsuruhashi"


def spoken(*words: tuple[str, str, str]) -> tuple[str, list[Word]]:
    found = [Word(surface, reading, kind) for surface, reading, kind in words]  # type: ignore[arg-type]
    return "".join(word.surface for word in found), found


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ([("次", "ツギ", "noun"), ("は", "ハ", "other"), ("ツルハシー", "ツルハシー", "noun")], "次は鶴橋"),
        ([("見春", "ミハル", "noun"), ("町", "マチ", "suffix")], "三春町"),
        ([("つるはし", "ツルハシ", "noun"), ("駅", "エキ", "suffix")], "鶴橋駅"),
        ([("今", "イマ", "noun"), ("利焼", "リヤキ", "noun")], "伊万里焼"),
        ([("鶴嘴", "ツルハシ", "noun")], "鶴嘴"),
        ([("京都", "キョウト", "name"), ("府", "フ", "suffix")], "京都府"),
        ([("今日", "キョウ", "noun"), ("と", "ト", "other"), ("明日", "アシタ", "noun")], "今日と明日"),
        ([("つるはし", "ツルハシ", "name"), ("さん", "サン", "suffix")], "つるはしさん"),
    ],
)
def test_a_name_is_written_where_its_sound_was_heard_and_nowhere_else(words: list[tuple[str, str, str]], heard: str) -> None:
    text, found = spoken(*words)
    assert Names(LIST).heard_as(text, "ja", lambda _: found) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [("Where is Turuhasi?", "Where is Tsuruhashi?"), ("Suruhashi, please.", "Tsuruhashi, please."),
     ("Call an Ambulance", "Call an Ambulance"),
     ("Tsuruhashi is near.", "Tsuruhashi is near."), ("a surprise", "a surprise")],
)  # fmt: skip
def test_a_foreign_speakers_name_is_mended_by_its_letters(text: str, heard: str) -> None:
    assert Names(LIST).heard_as(text, "en", lambda _: []) == heard


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "O presidente da Câmara dos Deputados."),
        ("es", "La Cámara de Representantes."),
        ("it", "La Camara Reale."),
        ("en", "Camera shops and Komatsu are here."),
    ],
)
def test_words_that_only_look_like_a_name_stay(language: str, text: str) -> None:
    names = Names(Glossary([Term("鎌倉", "かまくら"), Term("小松島", "こまつしま")]))
    assert names.heard_as(text, language, lambda _: []) == text


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("トウキョウ", "とーきょー", True), ("ツルハシ", "ツルバシ", True), ("ツルハシ", "スルハシ", True),
     ("ウメダ", "ウメダー", True),
     ("ニッポンバシ", "ニポンバシ", True), ("ツルハシ", "トルハシ", False), ("ツルハシ", "スルバシ", False),
     ("ナンバ", "ナンパン", False)],
)  # fmt: skip
def test_readings_one_misheard_sound_apart_are_near(one: str, other: str, alike: bool) -> None:
    assert near(sounded(one), sounded(other)) is alike


def test_silence_stays_silence_and_the_list_is_asked_for_at_every_turn() -> None:
    class Hears:
        text = ""

        def languages(self) -> frozenset[str]:
            return frozenset({"ja"})

        def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
            return Transcript(self.text, "ja")

    inner, lists = Hears(), [EMPTY, LIST]
    ear = GlossaryTranscriber(inner, lambda: lists[0], lambda text: [Word(text, "ツルハシ", "noun")])
    assert ear.transcribe(Audio.silence(1.0), Hint(("ja",))).text == ""
    inner.text = "つるはし"
    assert ear.transcribe(Audio.silence(1.0), Hint(("ja",))).text == "つるはし"
    lists.pop(0)
    assert ear.transcribe(Audio.silence(1.0), Hint(("ja",))).text == "鶴橋"


TABLE = "用語,読み,英語,zh,メモ\r\n鶴橋,つるはし,Tsuruhashi,鹤桥,駅\r\n\r\n京都,きょうと,Kyoto,,\r\n"


@pytest.mark.parametrize(
    "content",
    [TABLE.encode(), TABLE.encode("utf-8-sig"), TABLE.replace(",", "\t").encode("utf-16"), TABLE.replace(",", ";").encode(),
     TABLE.replace("鹤桥", "").encode("cp932")],
    ids=["UTF-8", "UTF-8 with mark", "Excel's Unicode text", "semicolons", "cp932"],
)  # fmt: skip
def test_every_way_in_which_excel_saves_a_table_is_read(content: bytes) -> None:
    terms, mistakes = read_table(content)
    assert mistakes == [] and [term.term for term in terms] == ["鶴橋", "京都"]
    assert terms[0].reading == "つるはし" and terms[0].forms["en"] == "Tsuruhashi" and terms[0].note == "駅"


@pytest.mark.parametrize("between", [";", ",", "\t", "|"])
def test_a_first_line_may_say_what_stands_between_two_cells(between: str) -> None:
    table = f"sep={between}\r\n用語{between}読み\r\n鶴橋{between}つるはし\r\n京都{between}xyz\r\n"
    terms, mistakes = read_table(table.encode("utf-8-sig"))
    assert terms == [Term("鶴橋", "つるはし"), Term("京都")]
    assert [mistake.line for mistake in mistakes] == [4]


def test_what_is_written_is_read_back_the_same_and_opens_in_excel() -> None:
    written = write_table(LIST.terms)
    assert written.startswith(b"\xef\xbb\xbf") and read_table(written) == (list(LIST.terms), [])


def test_every_mistake_in_a_table_is_named_with_its_line() -> None:
    table = "term,reading,en,klingon\n鶴橋,tsuru,Tsuruhashi,\n,よみ,\n鶴橋,つるはし,\n橋,はし\n" + "長" * 70 + ",,x\n"
    terms, mistakes = read_table(table.encode())
    assert [str(mistake).split(":")[0] for mistake in mistakes] == [f"line {n}" for n in (1, 2, 3, 4, 5, 6)]
    assert [term.term for term in terms] == ["鶴橋"] and all("行目" in str(mistake) for mistake in mistakes)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xff\xff", b"PK\x03\x04\x00\x00", b"", b"no header here"])
def test_what_is_no_table_of_names_is_refused_with_a_line(content: bytes) -> None:
    terms, mistakes = read_table(content)
    assert terms == [] and (mistakes or not content)


def test_five_hundred_names_cost_little_in_a_turn() -> None:
    """Counted in work and not in time: no name is looked at one by one."""
    many = Glossary(
        Term(f"町{n}番街", "あいうえおかきくけこ"[n % 10] * 3 + "さしすせそ"[n % 5], {"en": f"Block {n}"}) for n in range(500)
    )
    index = Names(many)
    assert max(len(index.like(sounded(term.reading))) for term in many.terms) <= 500 / 5
    assert [found.term.term for found in many.find("町300番街はどこですか", "ja")] == ["町300番街"]


def test_readings_are_kana_or_nothing() -> None:
    assert (kana("つるはし"), kana("ﾂﾙﾊｼ"), kana("ドウゴ・オンセン"), kana("tsuru")) == (
        "ツルハシ",
        "ツルハシ",
        "ドウゴオンセン",
        "",
    )
