"""The keyboard on the screen: what its keys write in each script, and a finger that uses it in either half."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.core.dialogue import Command, Edit, Touch, Type
from kiosk.core.language import LANGUAGES
from kiosk.core.turn import Alternative
from kiosk.engines.kana_kanji import KanaKanji
from kiosk.settings import Layout
from kiosk.ui.desktop import DESIGN_MM
from kiosk.ui.i18n import load_texts
from kiosk.ui.keyboard import layouts
from kiosk.ui.keyboard.chinese import Chinese, spelled_as
from kiosk.ui.keyboard.composing import Candidate, Composer
from kiosk.ui.keyboard.hangul import Hangul
from kiosk.ui.keyboard.kana import Kana, kana_of
from kiosk.ui.keyboard.tones import Tones, toned
from scripts.screen_samples import Pair
from tests.ui.accessibility import described
from tests.ui.counter import FULL_HD, Counter, counter, settle

pytestmark = pytest.mark.usefixtures("qapp")

SEVEN_INCHES, SEVEN_INCHES_MM = QSize(1024, 600), 6.65
GLOVE_MM = 9.0


# What becomes of the keys.


def _typed(composer: Composer, keys: str) -> str:
    return "".join(composer.type(key) for key in keys) + composer.pending


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ㅎㅏㄴㄱㅡㄹ", "한글"),
        ("ㅇㅏㄴㄴㅕㅇㅎㅏㅅㅔㅇㅛ", "안녕하세요"),
        ("ㄷㅏㄹㄱㅇㅣ", "닭이"),
        ("ㄷㅏㄹㄱㅣ", "달기"),
        ("ㅂㅕㅇㅇㅜㅓㄴ?", "병원?"),
        ("ㄲㅏㅃㅏ", "까빠"),
    ],
)
def test_jamo_become_syllables(keys: str, text: str) -> None:
    assert _typed(Hangul(), keys) == text


def test_jamo_are_taken_back_one_by_one() -> None:
    hangul = Hangul()
    _typed(hangul, "ㄷㅏㄹㄱ")
    left = []
    while hangul.erase():
        left.append(hangul.pending)
    assert left == ["달", "다", "ㄷ", ""]


@pytest.mark.parametrize(
    ("word", "tone", "text"),
    [
        *[("hoa", "\u0300", "hòa"), ("toan", "\u0301", "toán"), ("quy", "\u0301", "quý"), ("gia", "\u0301", "giá")],
        *[("Viêt", "\u0323", "Việt"), ("khuya", "\u0309", "khuỷa"), ("tiêng", "\u0301", "tiếng"), ("người", "\u0301", "ngưới")],
        *[("á", "\u0301", "a"), ("xyz", "\u0301", "xýz"), ("b", "\u0301", "b")],
    ],
)
def test_a_tone_goes_onto_the_right_letter(word: str, tone: str, text: str) -> None:
    assert toned(word, tone) == text


def test_a_tone_moves_when_the_word_goes_on() -> None:
    assert _typed(Tones(), "hoa\u0300n tiê\u0301ng") == "hoàn tiếng"


@pytest.mark.parametrize(
    ("letters", "kana"),
    [
        ("kyouto", "きょうと"),
        ("gakkou", "がっこう"),
        ("shinnjuku", "しんじゅく"),
        ("tyotto", "ちょっと"),
        ("kanpai", "かんぱい"),
    ],
)
def test_latin_letters_become_kana(letters: str, kana: str) -> None:
    typed = ""
    for letter in letters:
        typed = kana_of(typed + letter)
    assert kana_of(typed, at_end=True) == kana


def _convert(reading: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(text, covers) for text, covers in KanaKanji().convert(reading))


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        *[
            ("びょういん", "病院"),
            ("ひなんじょはどこですか", "避難所はどこですか"),
            ("りさいしょうめい", "罹災証明"),
            ("つるはし", "鶴橋"),
        ],
        *[("きょうとえきにいきたいです", "京都駅に行きたいです"), ("さいふをなくしました", "財布をなくしました")],
    ],
)
def test_kana_become_kanji_by_choice(reading: str, written: str) -> None:
    kana = Kana(_convert)
    for letter in reading:
        kana.type(letter)
    assert Candidate(written, len(reading)) in kana.candidates[:3]


def test_the_rest_of_a_sentence_is_converted_anew_after_its_first_word() -> None:
    kana = Kana(_convert, romaji=True)
    for letter in "kyoutoeki":
        kana.type(letter)
    first = next(one for one in kana.candidates if one.text == "京都")
    assert kana.choose(first) == "京都"
    assert kana.pending == "えき"
    assert "駅" in [one.text for one in kana.candidates]
    assert {"えき", "エキ"} <= {one.text for one in kana.candidates}


def test_the_mark_key_goes_through_the_forms_of_a_kana() -> None:
    kana = Kana(lambda reading: ())
    kana.type("は")
    seen = []
    for _ in range(3):
        kana.mark()
        seen.append(kana.pending)
    assert seen == ["ば", "ぱ", "は"]


@pytest.mark.parametrize(
    ("traditional", "zhuyin", "keys", "word"),
    [
        *[(False, False, "nihao", "你好"), (False, False, "wodehuzhaodiule", "我的护照丢了"), (True, False, "ruanti", "軟體")],
        *[(True, True, "ㄋㄧˇㄏㄠˇ", "你好"), (True, True, "ㄐㄧˋㄔㄥˊㄔㄜ", "計程車"), (True, True, "ㄏㄨˋㄓㄠˋ", "護照")],
        *[
            (False, False, "nih", "你好"),
            (True, True, "ㄋㄧˇㄏ", "你好"),
            (True, False, "toufa", "頭髮"),
            (True, False, "huanghou", "皇后"),
        ],
    ],
)
def test_sounds_become_chinese_words(traditional: bool, zhuyin: bool, keys: str, word: str) -> None:
    chinese = Chinese(traditional=traditional, zhuyin=zhuyin)
    for key in keys:
        assert chinese.type(key) == ""
    assert chinese.candidates[0] == Candidate(word, len(keys))


def test_a_tone_leaves_only_what_has_it() -> None:
    chinese = Chinese(traditional=True, zhuyin=True)
    for key in "ㄇㄞˇ":
        chinese.type(key)
    texts = [one.text for one in chinese.candidates]
    assert texts[0] == "買" and "賣" not in texts


OFTEN_SAID = (
    "nihao 你好, xiexie 谢谢, zhongguo 中国, shifan 示范, yiyuan 医院, zainali 在哪里, duoshaoqian 多少钱, "
    "jidian 几点, nar 哪儿, binansuo 避难所, yaodian 药店, guomin 过敏, cesuo 厕所, jiuhuche 救护车, chuzuche 出租车, "
    "tanzi 毯子, bingle 病了, shui 水, woxiangquyiyuan 我想去医院, qingwencesuozainali 请问厕所在哪里"
)
OFTEN_SAID_IN_TAIWAN = (
    "ㄒㄧㄝˋㄒㄧㄝ˙ 謝謝, ㄒㄧㄝˋㄒㄧㄝˋ 謝謝, ㄧㄠˋㄐㄩˊ 藥局, ㄐㄧㄝˊㄩㄣˋ 捷運, ㄧㄩㄢˋ 醫院, ㄗㄞˋㄋㄚˇㄌㄧˇ 在哪裡"
)


@pytest.mark.parametrize("pair", OFTEN_SAID.split(", "))
def test_what_is_said_at_counters_is_among_the_first_three(pair: str) -> None:
    keys, word = pair.split()
    chinese = Chinese(traditional=False, zhuyin=False)
    for key in keys:
        chinese.type(key)
    assert word in [candidate.text for candidate in chinese.candidates[:3]]


@pytest.mark.parametrize("pair", OFTEN_SAID_IN_TAIWAN.split(", "))
def test_what_is_said_in_taiwan_is_among_the_first_three_with_full_and_light_tones(pair: str) -> None:
    keys, word = pair.split()
    chinese = Chinese(traditional=True, zhuyin=True)
    for key in keys:
        chinese.type(key)
    assert word in [candidate.text for candidate in chinese.candidates[:3]]


JAPANESE = (
    "えき 駅, こうばん 交番, ひなんじょ 避難所, たきだし 炊き出し, びょういん 病院, りさいしょうめいしょ 罹災証明書, "
    "たかだい 高台, つるはし 鶴橋, じしん 地震, きのう 昨日, おてあらい お手洗い, もうふ 毛布, "
    "くすりはありますか 薬はありますか"
)


@pytest.mark.parametrize("pair", JAPANESE.split(", "))
def test_what_is_said_in_japanese_is_among_the_first_three(pair: str) -> None:
    reading, word = pair.split()
    assert word in [text for text, _ in KanaKanji().convert(reading)[:3]]


def test_zhuyin_is_spelled_as_pinyin() -> None:
    pairs = {
        "ㄒㄩㄝ": "xue",
        "ㄨㄥ": "weng",
        "ㄧㄡ": "you",
        "ㄓ": "zhi",
        "ㄌㄩ": "lv",
        "ㄐㄩㄥ": "jiong",
        "ㄦ": "er",
        "ㄩㄢ": "yuan",
    }
    split = {zhuyin: (zhuyin[0], zhuyin[1:]) if zhuyin[0] <= "ㄙ" else ("", zhuyin) for zhuyin in pairs}
    assert {zhuyin: spelled_as(*parts) for zhuyin, parts in split.items()} == pairs


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_keys_for_its_own_name(code: str) -> None:
    boards = [*layouts.boards(code), layouts.signs(code)]
    rows = [row for board in boards for row in (*board.rows, *board.shifted)]
    written = {letter for row in rows for key in row for letter in key.text}
    composed = {"ja", "ja-easy", "zh", "zt", "ko", "vi", "el"}
    if code not in composed:
        assert set(LANGUAGES[code].endonym.lower()) - set(" ()") <= {letter.lower() for letter in written}
    assert set("0123456789") <= written
    for board in boards:
        kinds = {key.kind for row in board.rows for key in row}
        assert {"back", "space", "enter", "left", "right"} <= kinds, board.name
        assert not board.shifted or "shift" in {key.kind for row in board.shifted for key in row}


# A finger.


def _keys(kiosk: Counter) -> Iterator[tuple[QQuickView, QQuickItem]]:
    def below(item: QQuickItem) -> Iterator[QQuickItem]:
        if item.isVisible():
            yield item
            for child in item.childItems():
                yield from below(child)

    for view in kiosk.views():
        for item in below(view.contentItem()):
            if item.inherits("QQuickAbstractButton") and item.property("kind") and item.isEnabled():
                yield view, item


def _touch(kiosk: Counter, *names: str) -> None:
    for name in names:
        view, key = next(one for one in _keys(kiosk) if one[1].property("text") == name)
        where = key.mapToScene(QPointF(key.width() / 2, key.height() / 2)).toPoint()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        settle()


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]


def _asked(sent: list[Command]) -> list[Command]:
    return [command for command in sent if not isinstance(command, Touch)]


TALKS = {
    "en": (["h", "i", "?"], "hi?"),
    "ja": (["ひ", "な", "ん", "し", "小さい字・濁点・半濁点", "よ", "小さい字・濁点・半濁点", "避難所"], "避難所"),
    "zh": (["n", "i", "h", "a", "o", "你好"], "你好"),
    "zt": (["ㄋ", "ㄧ", "ˇ", "ㄏ", "ㄠ", "ˇ", "你好"], "你好"),
    "ko": (["ㅎ", "ㅏ", "ㄴ", "ㄱ", "ㅡ", "ㄹ"], "한글"),
    "th": (["ไ", "ท", "ย"], "ไทย"),
    "vi": (["h", "o", "a", "◌̀"], "hòa"),
    "ar": (["ش", "ك", "ر", "ا"], "شكرا"),
    "ne": (["न", "म", "स", "◌्", "त", "◌े"], "नमस्ते"),
    "es": (["¿", "q", "u", "é"], "¿qué"),
}


@pytest.mark.parametrize("layout", ["face_to_face", "side_by_side", "two_displays"])
@pytest.mark.parametrize("visitor", TALKS)
def test_a_finger_talks_by_typing(visitor: str, layout: Layout) -> None:
    keys, text = TALKS[visitor]
    with counter(visitor, layout) as kiosk:
        kiosk.show(Pair.of(visitor).scene("ready"))
        kiosk.touch(_say(visitor, "type"))
        _touch(kiosk, *keys, _say(visitor, "keyboard.enter"))
        assert _asked(kiosk.sent) == [Type("visitor", text)]


def test_a_keyboard_on_the_counter_works_beside_it() -> None:
    with counter("ja") as kiosk:
        kiosk.show(Pair.of("ja").scene("ready"))
        kiosk.touch(_say("ja", "type"))
        _touch(kiosk, "え", "き")
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_A)  # what was pending is given up as it stands
        _touch(kiosk, "え", _say("ja", "keyboard.back"))
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Backspace)
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
        settle()
        assert _asked(kiosk.sent) == [Type("visitor", "えき")]


def test_two_touches_mend_a_word() -> None:
    pair = Pair.of("ja")
    said = pair.bubble(1, "visitor", "asked")
    said = replace(said, transcript="病院はどこですか", alternatives=(Alternative(0, 2, "美容院"),))
    with counter("ja") as kiosk:
        kiosk.show(replace(pair.scene("ready"), turns=(said,)))
        bubble = next(one for one in described(kiosk.windows.first) if one.name == "言葉を直す: 病院はどこですか" and one.acts)
        QTest.mouseClick(kiosk.windows.first, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bubble.rect.center())
        settle()
        _touch(kiosk, "病院 → 美容院")
        assert _asked(kiosk.sent) == [Edit(1, "美容院はどこですか")]


def test_two_touches_mend_a_word_that_others_have_answered_to() -> None:
    pair = Pair.of("ja")
    said = replace(
        pair.bubble(1, "visitor", "asked"), transcript="病院はどこですか", alternatives=(Alternative(0, 2, "美容院"),)
    )
    with counter("ja") as kiosk:
        kiosk.show(replace(pair.scene("ready"), turns=(said, pair.bubble(2, "staff", "answered"))))
        bubble = next(one for one in described(kiosk.windows.first) if one.name == "言葉を直す: 病院はどこですか" and one.acts)
        QTest.mouseClick(kiosk.windows.first, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bubble.rect.center())
        settle()
        _touch(kiosk, "病院 → 美容院")
        assert _asked(kiosk.sent) == [Edit(1, "美容院はどこですか")]


@pytest.mark.parametrize(("size", "mm"), [(SEVEN_INCHES, SEVEN_INCHES_MM), (FULL_HD, DESIGN_MM)], ids=["small", "wide"])
@pytest.mark.parametrize("layout", ["face_to_face", "side_by_side"])
@pytest.mark.parametrize("visitor", ["en", "ja", "th", "ar", "ko", "zh", "zt", "vi", "fr", "ne"])
def test_keys_are_large_enough_for_gloves(visitor: str, layout: Layout, size: QSize, mm: float) -> None:
    with counter(visitor, layout, size=size, mm=mm) as kiosk:
        kiosk.show(Pair.of(visitor).scene("ready"))
        kiosk.touch(_say(visitor, "type"))
        least = min(min(key.width(), key.height()) for _, key in _keys(kiosk))
        assert least >= GLOVE_MM * mm - 1


def test_every_key_has_a_name() -> None:
    for visitor in ("ja", "ar", "zt"):
        with counter(visitor) as kiosk:
            kiosk.show(Pair.of(visitor).scene("ready"))
            kiosk.touch(_say(visitor, "type"))
            told = [one.name for one in described(kiosk.windows.first) if one.acts]
            assert _say(visitor, "keyboard.back") in told and _say(visitor, "keyboard.next") in told
            assert all(name.strip() for name in told)


def test_nothing_that_was_typed_stays_for_who_comes_next() -> None:
    with counter("ja") as kiosk:
        scene = Pair.of("ja").scene("ready")
        kiosk.show(scene)
        kiosk.touch(_say("ja", "type"))
        _touch(kiosk, "え", "き")
        kiosk.show(replace(scene, session=2))
        kiosk.touch(_say("ja", "type"))
        assert not [key for _, key in _keys(kiosk) if key.property("text") == "駅"]
        _touch(kiosk, "あ", _say("ja", "keyboard.enter"), _say("ja", "keyboard.enter"))
        assert _asked(kiosk.sent) == [Type("visitor", "あ")]
