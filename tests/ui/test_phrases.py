"""Phrases on the real screen: opened, searched, filled by touch, said and answered; what was meant and the coach."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.dialogue import Command, Edit, SayPhrase, Touch, UseMeant
from kiosk.core.scene import Scene
from kiosk.phrasebook_files import load_phrasebook
from kiosk.settings import Layout
from kiosk.ui.desktop import DESIGN_MM
from kiosk.ui.i18n import SCREEN_LANGUAGES, load_texts
from kiosk.ui.phrases import Phrases
from scripts.screen_samples import Pair, around, conversation
from tests.ui.accessibility import described, untold
from tests.ui.counter import Counter, counter, settle

BOOK = load_phrasebook()
LAYOUTS: tuple[Layout, ...] = ("face_to_face", "side_by_side", "two_displays")

pytestmark = pytest.mark.usefixtures("qapp")


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]


def _phrase(id: str, code: str) -> str:
    return BOOK.phrases[id].texts[code].plain


def _asked(kiosk: Counter) -> list[Command]:
    return [command for command in kiosk.sent if not isinstance(command, Touch)]


def _opened(kiosk: Counter, code: str = "ja") -> None:
    kiosk.show(Pair.of("en").scene("ready"))
    kiosk.touch(_say(code, "phrases"))


def _write(kiosk: Counter, place: int, words: str) -> None:
    """Into the search, by whatever keyboard there is."""
    fields = [item for view in kiosk.views() for item in _all(view.contentItem()) if item.property("placeholderText")]
    field = sorted(fields, key=lambda item: item.mapToScene(QPointF(0, 0)).y())[place]
    field.setProperty("text", words)
    settle()


def _reach(kiosk: Counter, name: str) -> None:
    """Scroll to it as the keyboard does, then touch it."""
    for view in kiosk.views():
        view.grabWindow()  # whatever is new finds its place when it is drawn
    kiosk.controls(name)[-1][1].forceActiveFocus()
    settle()
    kiosk.touch(name)


def _all(item: QQuickItem) -> list[QQuickItem]:
    return [item, *(one for child in item.childItems() if child.isVisible() for one in _all(child))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_phrase_is_said_by_three_touches_on_either_half(layout: Layout) -> None:
    with counter("en", layout) as kiosk:
        _opened(kiosk)
        kiosk.touch(_phrase("welcome", "ja"))
        assert _asked(kiosk) == [SayPhrase("staff", "welcome")]
        assert not kiosk.controls(_phrase("welcome", "ja"))
        kiosk.touch(_say("en", "phrases"))
        kiosk.touch(_phrase("sorry", "en"))
        assert _asked(kiosk)[1:] == [SayPhrase("visitor", "sorry")]


def test_a_category_and_another_set_show_their_own_phrases() -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _reach(kiosk, "お金・支払い")
        assert kiosk.controls(_phrase("it-costs", "ja").replace("{price}", "＿＿") + " …")
        _reach(kiosk, "避難所")
        assert kiosk.controls(_phrase("you-are-safe", "ja"))
        _reach(kiosk, "食べ物・水")
        assert not kiosk.controls(_phrase("you-are-safe", "ja"))


def test_a_search_is_typed_on_the_screen_and_what_it_finds_can_be_touched_below() -> None:
    with counter("en", size=QSize(1024, 600)) as kiosk:
        _opened(kiosk, "en")
        kiosk.windows.first.requestActivate()
        field = next(item for item in _all(kiosk.windows.first.contentItem()) if item.property("placeholderText"))
        field.forceActiveFocus()
        settle()
        for letter in "passport":
            kiosk.touch(letter)
        kiosk.touch(_phrase("answer-passport", "en"))
        assert _asked(kiosk) == [SayPhrase("visitor", "answer-passport")]
        assert kiosk.controls(_say("en", "phrases"))


def test_a_name_is_typed_on_the_screen() -> None:
    with counter("en") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        kiosk.windows.first.requestActivate()
        kiosk.stage.half("visitor").phrase_page.choose("looking-for")
        settle()
        for letter in "kim":
            kiosk.touch(letter)
        kiosk.touch(_say("en", "phrases.say"))
        assert _asked(kiosk) == [SayPhrase("visitor", "looking-for", (("name", "kim"),))]


@pytest.mark.parametrize("words", ["passport", "パスポート", "ぱすぽーと"])
def test_a_search_finds_in_both_languages(words: str) -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _write(kiosk, -1, words)
        kiosk.touch(_phrase("show-passport", "ja"))
        assert _asked(kiosk) == [SayPhrase("staff", "show-passport")]


def test_a_search_in_kana_finds_kanji_before_anything_is_converted() -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _write(kiosk, -1, "しゃしん")
        kiosk.touch(_phrase("no-photos", "ja"))
        assert _asked(kiosk) == [SayPhrase("staff", "no-photos")]


def test_a_search_that_finds_nothing_says_so_and_the_next_one_begins_anew() -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _write(kiosk, -1, "xqzzk")
        assert kiosk.stage.half("staff").phrase_page._found.rows() == ()
        kiosk.touch(_say("ja", "back"))
        kiosk.touch(_say("ja", "phrases"))
        assert kiosk.controls(_phrase("welcome", "ja"))


def test_a_price_is_filled_by_touch_and_only_then_said() -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _reach(kiosk, "お金・支払い")
        _reach(kiosk, "＿＿です。 …")
        kiosk.touch(_say("ja", "phrases.say"))
        assert _asked(kiosk) == []
        for key in ("8", "5", "3", "0"):
            kiosk.touch(key)
        kiosk.touch(_say("ja", "phrases.erase"))
        assert kiosk.stage.half("staff").phrase_page.property("filled") == "853円です。"
        assert kiosk.stage.half("staff").phrase_page.property("filledMeans") == "It costs 853 yen."
        kiosk.touch(_say("ja", "phrases.say"))
        assert _asked(kiosk) == [SayPhrase("staff", "it-costs", (("price", 853),))]


def test_a_time_and_a_place_are_filled_one_after_the_other() -> None:
    with counter("en") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        page = kiosk.stage.half("staff").phrase_page
        page._now = lambda: time(17, 57)
        kiosk.touch(_say("ja", "phrases"))
        _write(kiosk, -1, "食事は")
        kiosk.touch(_phrase("meal-at", "ja").replace("{time}", "＿＿").replace("{place}", "＿＿") + " …")
        hours, minutes = _say("ja", "phrases.hours"), _say("ja", "phrases.minutes")
        kiosk.touch(f"{hours}: {_say('ja', 'phrases.more')}")
        kiosk.touch(f"{minutes}: {_say('ja', 'phrases.less')}")
        kiosk.touch(f"{_say('ja', 'phrases.place')}: ＿＿")
        _reach(kiosk, "体育館, the gym")
        kiosk.touch(_say("ja", "phrases.say"))
        [said] = _asked(kiosk)
        assert isinstance(said, SayPhrase)
        assert (said.phrase, dict(said.values)["place"]) == ("meal-at", "gym")
        assert dict(said.values)["time"] in (time(18, 50), time(18, 59))


def test_a_question_is_large_on_the_other_half_and_answered_by_a_touch() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", pair.phrase(1, "staff", "have-reservation")))
        assert kiosk.stage.half("staff").phrase_page._card.rows() == ()
        kiosk.touch(_phrase("answer-have", "en"))
        assert _asked(kiosk) == [SayPhrase("visitor", "answer-have")]
        answered = pair.scene("ready", pair.phrase(1, "staff", "have-reservation"), pair.phrase(2, "visitor", "answer-have"))
        kiosk.show(answered)
        assert not kiosk.controls(_phrase("answer-have", "en"))


def test_an_answer_with_a_number_is_filled_by_the_one_who_answers() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", pair.phrase(1, "staff", "how-many-people")))
        kiosk.touch("＿＿ people. …")
        kiosk.touch("3")
        kiosk.touch(_say("en", "phrases.say"))
        assert _asked(kiosk) == [SayPhrase("visitor", "answer-people", (("count", 3),))]


def test_a_card_can_be_closed_without_an_answer() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", pair.phrase(1, "staff", "have-reservation")))
        kiosk.touch(_say("en", "close"))
        assert not kiosk.controls(_phrase("answer-have", "en"))
        assert _asked(kiosk) == []


def test_what_no_voice_speaks_is_shown_large_to_whom_it_was_said() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", replace(pair.phrase(1, "staff", "welcome"), text_only=True)))
        assert kiosk.stage.half("visitor").phrase_page._card.rows()


def test_what_was_meant_is_used_by_one_touch_of_its_speaker_alone() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(conversation("en"))["phrase-meant"])
        assert not kiosk.controls(_say("en", "meant.use"))
        kiosk.touch(_say("ja", "meant.use"))
        assert _asked(kiosk) == [UseMeant(2)]


def test_the_coach_says_why_and_its_words_are_used_by_one_touch() -> None:
    with counter("en") as kiosk:
        scene = dict(conversation("en"))["coached"]
        kiosk.show(scene)
        kiosk.touch(_say("ja", "coach.use"))
        assert _asked(kiosk) == [Edit(2, scene.turns[-1].plainer)]


def test_advice_without_other_words_is_only_told() -> None:
    with counter("en") as kiosk:
        scene = dict(conversation("en"))["coached"]
        kiosk.show(replace(scene, turns=(*scene.turns[:-1], replace(scene.turns[-1], plainer="", advice=("no_subject",)))))
        assert not kiosk.controls(_say("ja", "coach.use"))
        assert kiosk.stage.half("staff").phrase_page._offers.rows()


def test_an_unchecked_phrase_says_so_by_words_and_a_checked_one_too() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        bubble = pair.phrase(1, "staff", "welcome")
        assert bubble.phrase is not None
        for checked, key in ((False, "phrases.unchecked"), (True, "phrases.checked")):
            kiosk.show(pair.scene("ready", replace(bubble, phrase=replace(bubble.phrase, checked=checked))))
            texts = [item.property("text") for view in kiosk.views() for item in _all(view.contentItem())]
            assert _say("ja", key) in texts
            assert _say("en", key) in texts


def test_phrases_lead_on_where_nothing_can_be_understood() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(around("en"))["out-model"])
        assert kiosk.page == "order"
        kiosk.touch(_say("ja", "order.works.phrases"))
        assert kiosk.page == "picker"


@pytest.mark.parametrize("visitor", [code for code in SCREEN_LANGUAGES if code != "ja"])
def test_every_language_has_its_phrases(visitor: str) -> None:
    page = Phrases("visitor", lambda command: None)
    page.use(BOOK)
    page.show(Pair("ja", visitor).scene("ready"))
    assert page.property("there")
    assert page._found.rows()
    assert all(row.name != row.code for row in page._categories.rows())  # type: ignore[attr-defined]


def test_when_somebody_else_comes_the_page_is_closed_and_empty() -> None:
    with counter("en") as kiosk:
        _opened(kiosk)
        _write(kiosk, -1, "passport")
        again: Scene = replace(Pair.of("en").scene("ready"), session=2)
        kiosk.show(again)
        assert not kiosk.controls(_phrase("show-passport", "ja"))
        kiosk.touch(_say("ja", "phrases"))
        assert kiosk.controls(_phrase("welcome", "ja"))


def test_the_page_is_worked_by_the_keyboard_and_left_by_escape() -> None:
    with counter("en", size=QSize(1280, 720)) as kiosk:
        _opened(kiosk)
        kiosk.windows.first.requestActivate()
        settle()
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Escape)
        settle()
        assert not kiosk.controls(_phrase("welcome", "ja"))


_PAGES = ("", "it-costs", "opens-at", "meal-at", "go-to-place")
"""The list, and phrases with each kind of slot but the name, whose keys are the keyboard's."""


@pytest.mark.parametrize("layout", LAYOUTS[:2])
@pytest.mark.parametrize("visitor", ["en", "ar"])
def test_everything_on_the_page_has_a_name_and_can_be_touched(visitor: str, layout: Layout, qtlog: object) -> None:
    with counter(visitor, layout) as kiosk:
        kiosk.show(Pair.of(visitor).scene("ready"))
        kiosk.touch(_say(visitor, "phrases"))
        for id in _PAGES:
            if id:
                kiosk.stage.half("staff").phrase_page.choose(id)
                settle()
            view = kiosk.windows.first
            view.grabWindow()
            controls = [control for control in described(view) if control.acts]
            assert not untold(view), id
            assert all(control.name.strip() for control in controls)
            small = [c.name for c in controls if min(c.rect.width(), c.rect.height()) < 15 * DESIGN_MM - 1]
            assert not small, (id, small)
    assert qtlog.records == []  # type: ignore[attr-defined]
