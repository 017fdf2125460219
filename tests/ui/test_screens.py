"""The screens in every state, layout and theme: real QML that is touched, and Qt complains about nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.core.dialogue import (
    ChooseLanguage,
    Command,
    Finish,
    Press,
    Release,
    Replay,
    SayAnyway,
    Stop,
    TakeBack,
    Tap,
    Touch,
    Type,
)
from kiosk.core.scene import AUTO, Notice, Scene, SideView
from kiosk.settings import Layout, ThemeName
from kiosk.ui.i18n import SCREEN_LANGUAGES, load_texts
from kiosk.ui.window import application
from scripts.screen_samples import LANGUAGES, Pair, around, conversation, picking
from scripts.screenshots import SCREENS, Picture, Studio
from tests.ui.accessibility import described
from tests.ui.counter import Counter, counter, settle

LAYOUTS: tuple[Layout, ...] = ("face_to_face", "side_by_side", "two_displays")
THEMES: tuple[ThemeName, ...] = ("paper", "high_contrast")
SIZES = (QSize(1024, 600), QSize(1080, 1920), QSize(2560, 1440))

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def silence(qtlog: object) -> object:
    """What Qt says during a test."""
    return qtlog


def _complaints(qtlog: object) -> list[str]:
    return [record.message for record in qtlog.records]  # type: ignore[attr-defined]


def _asked(sent: list[Command]) -> list[Command]:
    return [command for command in sent if not isinstance(command, Touch)]


@pytest.mark.parametrize("visitor", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_state_can_be_shown_in_either_theme(visitor: str, layout: Layout, silence: object) -> None:
    for theme in THEMES:
        with counter(visitor, layout, theme) as kiosk:
            for _, scene in (*around(visitor), *conversation(visitor)):
                kiosk.show(scene)
    assert _complaints(silence) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_newest_bubble_is_whole_on_every_screen(size: QSize) -> None:
    for layout in LAYOUTS:
        with counter("en", layout, size=size) as kiosk:
            for name, scene in conversation("en"):
                kiosk.show(scene)
                settle()
                for view in kiosk.views():
                    for bubble in _newest(view.contentItem()):
                        room = bubble.property("room")
                        assert bubble.height() <= room + 1, (layout, name, bubble.height(), room)


def test_a_turn_too_long_for_a_small_screen_is_read_in_pages_of_legible_type() -> None:
    with counter("en", size=QSize(1024, 600), mm=6.65) as kiosk:
        kiosk.show(dict(conversation("en"))["long"])
        settle()
        kiosk.windows.first.grabWindow()  # a finger lands on what was drawn
        for bubble in _newest(kiosk.windows.first.contentItem()):
            assert bubble.property("size") >= 2.6 * 6.65
            assert bubble.height() <= bubble.property("room")
        pages = [f"{_say('ja', 'bubble.more')} {page}/2" for page in (1, 2, 1)]
        for page, turned in pairwise(pages):
            kiosk.touch(page)
            assert kiosk.controls(turned)


@pytest.mark.parametrize("visitor", ["en", "ar"])
def test_no_line_of_a_page_is_cut(visitor: str) -> None:
    with counter(visitor, "side_by_side", size=QSize(1024, 600), mm=6.65) as kiosk:
        kiosk.show(dict(conversation(visitor))["long"])
        settle()
        paged = [one for one in _of_class(kiosk.windows.first.contentItem(), "PagedWords") if one.property("several")]
        assert len(paged) == 2
        for words in paged:
            bounds = [*words.property("starts").toVariant(), words.property("wholeHeight")]
            gap = words.property("spacing")  # may be what ends a page
            assert all(end - start <= words.property("room") + gap + 1 for start, end in pairwise(bounds)), bounds


@pytest.mark.parametrize("visitor", ["en", "ja"])
@pytest.mark.parametrize("layout", ["face_to_face", "side_by_side"])
def test_a_phrase_can_be_read_while_a_name_is_typed_into_it_on_seven_inches(visitor: str, layout: Layout) -> None:
    with counter(visitor, layout, size=QSize(1024, 600), mm=6.65) as kiosk:
        kiosk.show(Pair.of(visitor).scene("ready"))
        page = kiosk.stage.half("staff").phrase_page
        page.choose("calling-name")
        settle()
        kiosk.windows.first.grabWindow()
        settle()
        texts = (page.property("filled"), page.property("filledMeans"))
        reads = [one for one in described(kiosk.windows.first) if one.name in texts]
        assert len(reads) == 2
        assert all(one.rect.height() >= 2.0 * 6.65 for one in reads)
        assert not reads[0].rect.intersects(reads[1].rect)


def _of_class(item: QQuickItem, name: str) -> list[QQuickItem]:
    found = [item] if item.metaObject().className().startswith(name) else []
    return [*found, *(one for child in item.childItems() if child.isVisible() for one in _of_class(child, name))]


def _newest(item: QQuickItem) -> list[QQuickItem]:
    return [bubble for bubble in _of_class(item, "BubbleView") if bubble.property("newest")]


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(1920, 1080), QSize(1080, 1920)], ids=lambda size: f"{size.width()}")
def test_nothing_of_a_turned_half_lies_between_two_pixels(size: QSize) -> None:
    """The software renderer would draw it one pixel off there."""
    with counter("en", size=size) as kiosk:
        for name, scene in (*around("en"), *conversation("en")):
            kiosk.show(scene)
            settle()
            assert _between(kiosk) == [], name
        for name, scene in picking("en"):
            kiosk.show(scene)
            kiosk.stage.begin(False)
            settle()
            assert _between(kiosk) == [], name


def _between(kiosk: Counter) -> list[QRectF]:
    return [box for view in kiosk.views() for box in _boxes(view.contentItem()) if not _on_pixels(box)]


def _boxes(item: QQuickItem) -> list[QRectF]:
    """Where the rectangles of the halves are, without the handles of scroll bars."""
    if not item.isVisible() or item.metaObject().className().startswith(("ScrollBar", "QQuickScrollBar", "SlideBar")):
        return []
    own = item.metaObject().className() == "QQuickRectangle" and item.width() > 0
    boxes = [item.mapRectToScene(item.boundingRect())] if own else []
    return [*boxes, *(box for child in item.childItems() for box in _boxes(child))]


def _on_pixels(box: QRectF) -> bool:
    return all(abs(edge - round(edge)) < 0.02 for edge in (box.left(), box.top(), box.right(), box.bottom()))


def test_a_list_that_shrinks_leaves_nothing_where_it_was() -> None:
    """The software renderer draws a Shape that a list clips away all the same, and leaves it there."""
    application()
    studio = Studio("en", "paper", SCREENS[0])
    try:
        drawn = studio.take(Picture("no-loudspeaker", dict(conversation("en"))["no-loudspeaker"]))
        told = _say("ja", "notice.loudspeaker.lost")
        notice = next(one.rect for one in described(studio._windows.first) if one.name == told)
        above = {drawn.pixel(x, notice.top() - 5) for x in range(notice.left() + 60, notice.right() - 60)}
        assert len(above) == 1
    finally:
        studio.close()


def test_one_touch_starts_and_a_language_is_chosen_by_its_own_name() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(around("en"))["attract"])
        assert kiosk.page == "attract"
        kiosk.touch(_say("ja", "attract.touch"))
        assert kiosk.page == "picker"
        kiosk.touch("English")
        assert _asked(kiosk.sent) == [ChooseLanguage("visitor", "en")]
        kiosk.show(Pair.of("en").scene("ready"))
        assert kiosk.page == "conversation"


def test_who_speaks_on_the_picker_is_listened_to_and_who_is_not_understood_stays_there() -> None:
    with counter("en") as kiosk:
        unknown = replace(Pair.of("en").scene("ready"), visitor=SideView(AUTO, ""))
        kiosk.show(unknown)
        kiosk.stage.begin(True)
        settle()
        kiosk.touch(_say("ja", "picker.recognise"))
        assert _asked(kiosk.sent) == [ChooseLanguage("visitor", AUTO), Tap("visitor")]
        kiosk.show(replace(unknown, notices=(Notice("language.unsure", "visitor"),)))
        assert kiosk.page == "picker"
        assert kiosk.stage.property("unsure") == "picker.unsure"
        kiosk.show(Pair.of("en").scene("ready"))
        assert kiosk.page == "conversation"


def test_the_button_is_held_while_one_speaks() -> None:
    with counter("en") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        lift = kiosk.press(_say("ja", "talk.hold"))
        assert _asked(kiosk.sent) == [Press("staff")]
        kiosk.stage.half("staff").pressed_s -= 1.0  # a second later
        lift()
        assert _asked(kiosk.sent) == [Press("staff"), Release("staff")]


def test_a_short_touch_of_a_button_to_be_held_goes_on_without_the_finger() -> None:
    with counter("en") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        kiosk.touch(_say("en", "talk.hold"))
        assert _asked(kiosk.sent) == [Press("visitor"), Tap("visitor")]


def test_a_button_to_be_tapped_listens_when_the_finger_leaves() -> None:
    with counter("en", talk="tap") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        kiosk.touch(_say("ja", "talk.tap"))
        assert _asked(kiosk.sent) == [Tap("staff")]


def test_a_bubbles_tools_do_what_they_say() -> None:
    with counter("en") as kiosk:
        pair = Pair.of("en")
        kiosk.show(pair.scene("ready", *pair.talked(2)))
        kiosk.touch(_say("ja", "replay"))
        kiosk.touch(_say("ja", "slowly"))
        kiosk.touch(_say("ja", "take_back"))
        assert _asked(kiosk.sent) == [Replay(2), Replay(2, slowly=True), TakeBack(2)]
        kiosk.touch(_say("ja", "show"))
        assert kiosk.controls(_say("ja", "close"))
        kiosk.touch(_say("ja", "close"))
        assert not kiosk.controls(_say("ja", "close"))


def test_a_doubtful_translation_is_shown_to_its_speaker_only_with_both_ways_on() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(conversation("en"))["doubt"])
        assert len(kiosk.controls(_say("ja", "doubt.anyway"))) == 1
        assert not kiosk.controls(_say("en", "doubt.anyway"))
        kiosk.touch(_say("ja", "doubt.anyway"))
        kiosk.touch(_say("ja", "doubt.rephrase"))
        assert _asked(kiosk.sent) == [SayAnyway(2), TakeBack(2)]


def test_words_can_be_typed_and_nothing_of_them_stays() -> None:
    with counter("en") as kiosk:
        kiosk.show(Pair.of("en").scene("ready"))
        kiosk.touch(_say("en", "type"))
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_A)
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
        settle()
        assert _asked(kiosk.sent) == [Type("visitor", "a")]
        kiosk.touch(_say("en", "type"))
        QTest.keyClick(kiosk.windows.first, Qt.Key.Key_Return)
        settle()
        assert _asked(kiosk.sent)[1:] in ([], [Type("visitor", "")])


def test_stop_and_finish_are_always_there() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(conversation("en"))["speaking"])
        kiosk.touch(_say("en", "stop"))
        kiosk.touch(_say("en", "finish"))
        assert _asked(kiosk.sent) == [Stop(), Finish()]


def test_the_countdown_can_be_stopped_and_then_everything_is_gone() -> None:
    with counter("en") as kiosk:
        kiosk.show(dict(conversation("en"))["countdown"])
        kiosk.touch(_say("en", "countdown.stay"))
        assert _asked(kiosk.sent) == []
        gone: Scene = replace(dict(around("en"))["attract"], session=2)
        kiosk.show(gone)
        assert kiosk.page == "attract"
        assert kiosk.stage.half("staff").holds() == ()
        assert kiosk.stage.half("visitor").holds() == ()


def test_out_of_order_says_what_still_works_and_mends_itself() -> None:
    with counter("en") as kiosk:
        states = dict(around("en"))
        kiosk.show(states["out-microphone"])
        assert kiosk.page == "order"
        kiosk.touch(_say("ja", "order.works.type"))
        assert kiosk.page == "picker"
        kiosk.stage.goBack()
        kiosk.show(states["attract"])
        assert kiosk.page == "attract"


def test_everything_can_be_done_by_keyboard() -> None:
    with counter("en", talk="tap") as kiosk:
        kiosk.show(dict(around("en"))["attract"])
        window = kiosk.windows.first
        window.requestActivate()
        settle()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QTest.keyClick(window, Qt.Key.Key_Return)
        settle()
        assert kiosk.page == "picker"
        reached = set()
        for _ in range(40):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            settle()
            item = window.activeFocusItem()
            reached.add(item.property("text") if item is not None else None)
        assert {"English", "한국어"} <= reached
        assert reached & {load_texts(code)["picker.recognise"] for code in SCREEN_LANGUAGES}


@pytest.mark.parametrize("name", ["attract", "out-microphone"])
def test_of_two_displays_one_speaks_to_the_staff_alone(name: str) -> None:
    with counter("en", "two_displays") as kiosk:
        kiosk.show(dict(around("en"))[name])
        staff, visitor = ({one.name for one in described(view)} for view in kiosk.views())
        key = "attract.touch" if name == "attract" else "order.title"
        assert _say("ja", key) in staff
        assert {load_texts(code)[key] for code in SCREEN_LANGUAGES} & staff == {_say("ja", key)}
        assert len({load_texts(code)[key] for code in SCREEN_LANGUAGES} & visitor) == 1


def test_the_staff_begins_on_its_own_display() -> None:
    with counter("en", "two_displays") as kiosk:
        kiosk.show(dict(around("en"))["attract"])
        own = kiosk.windows.first
        QTest.mouseClick(own, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(own.width() // 2, 40))
        settle()
        assert kiosk.page == "picker"
        assert kiosk.stage.property("facingStaff")
        assert _say("ja", "picker.title") in {one.name for one in described(kiosk.windows.first)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ten_thousand_touches_anywhere_do_no_harm(layout: Layout, silence: object, qapp: QGuiApplication) -> None:
    chance = random.Random(4)
    with counter("ar", layout, size=QSize(1280, 720)) as kiosk:
        scenes = [scene for _, scene in (*around("ar"), *conversation("ar"))]
        for number in range(10_000 // len(LAYOUTS) + 1):
            if number % 60 == 0:
                kiosk.show(chance.choice(scenes))
            _touch_anywhere(kiosk, chance)
        settle()
        assert kiosk.page in ("attract", "picker", "conversation", "order")
    assert _complaints(silence) == []


def _touch_anywhere(kiosk: Counter, chance: random.Random) -> None:
    view = chance.choice(kiosk.views())
    where = QPoint(chance.randrange(view.width()), chance.randrange(view.height()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    there = where if chance.random() < 0.7 else QPoint(chance.randrange(view.width()), chance.randrange(view.height()))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)


def _say(code: str, key: str) -> str:
    return load_texts(code)[key]
