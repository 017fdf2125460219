"""The glossary's pages drawn and touched: the list, the form, the tables, and the phrase files with their mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.glossary_files import load_glossary
from tests.ui.accessibility import described, untold
from tests.ui.operator import test_pages
from tests.ui.operator.counter import Counter, settle
from tests.ui.operator.test_pages import MM, SMALL, TALL, WIDE, Screen, Show, clipped, control, drawn, touch

show = test_pages.show

TABLE = "用語,読み,en\n梅田,うめだ,Umeda\n橋,はし,\n"


def states(counter: Counter, view: QQuickView) -> list[str]:
    """Bring the pages into each state in turn, and say what is wrong with it."""
    wrong: list[str] = []
    glossary = counter.model._glossary

    def look(state: str) -> None:
        drawn(view)
        wrong.extend(f"{state}: {each}" for each in (*clipped(view), *untold(view)))
        wrong.extend(f"{state}: a nameless control" for one in described(view) if one.acts and not one.name)

    counter.model.go("glossary")
    look("list")
    glossary.find("zzz")
    look("nothing found")
    glossary.add()
    glossary.save()
    look("new")
    glossary.back()
    glossary.find("")
    glossary.edit("鶴橋")
    glossary.tryIt()
    look("form")
    glossary.openExchange()
    look("tables")
    glossary._exchange.choose(str(glossary._exchange.tables[0].path))
    settle()
    look("a table")
    counter.model.go("phrases")
    look("phrases")
    return wrong


def town(folder: Path) -> None:
    """A stick with a table, a list with a mistake, and a phrase file with one."""
    (folder / "phrases").mkdir()
    (folder / "phrases" / "town.toml").write_text('[phrase.bad]\ncategory = "nowhere"\nja = \n', encoding="utf-8")
    (folder / "STICK").mkdir()
    (folder / "STICK" / "names.csv").write_text(TABLE, encoding="utf-8")
    list_ = "用語,読み,en,ar\n鶴橋,つるはし,Tsuruhashi,تسوروهاشي\n橋,はし,,\n" + "山形県山形市山形駅前大通り商店街,,,\n"
    (folder / "glossary.csv").write_text(list_, encoding="utf-8")


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize("screen", [SMALL, WIDE, TALL], ids=["small", "wide", "tall"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_is_whole_and_told_to_who_cannot_see_it(
    tmp_path: Path, show: Show, screen: Screen, language: str, scale: float
) -> None:
    town(tmp_path)
    counter = Counter(tmp_path)
    view = show(counter, screen, scale=scale, high_contrast=scale > 1)
    counter.come_in()
    counter.model._screen._language.choose(language)
    assert states(counter, view) == []


def test_every_target_is_fifteen_millimetres(tmp_path: Path, show: Show) -> None:
    town(tmp_path)
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in("glossary")
    for stage in ("list", "form", "exchange"):
        if stage == "form":
            counter.model._glossary.edit("鶴橋")
        elif stage == "exchange":
            counter.model._glossary.openExchange()
        drawn(view)
        sizes = {one.name: (one.rect.width(), one.rect.height()) for one in described(view) if one.acts}
        assert {name: size for name, size in sizes.items() if min(size) < 15 * MM} == {}


def type_into(view: QQuickView, name: str, text: str) -> None:
    """By whatever the keyboard of the screen hides, the page is scrolled to it first."""
    keyboards = [one.rect for one in described(view) if one.name == "キーボード"]
    if any(rect.intersects(control(view, name).rect) for rect in keyboards):
        bring_into_sight(view, name)
    touch(view, name)
    item = view.activeFocusItem()
    assert item is not None and item.property("name") == name
    for letter in text:
        QTest.keyClick(view, letter)  # type: ignore[call-overload]  # a letter is a key too
    drawn(view)


def test_a_finger_adds_a_name_changes_it_and_takes_it_out(tmp_path: Path, show: Show, qapp: QGuiApplication) -> None:
    town(tmp_path)
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in()
    drawn(view)
    touch(view, "用語集")
    touch(view, "用語を加える")
    assert not control(view, "用語（日本語）").item.property("text")  # type: ignore[union-attr]
    type_into(view, "用語（日本語）", "Bus 7")
    type_into(view, "英語", "bus number seven")
    touch(view, "保存")
    assert load_glossary(tmp_path / "glossary.csv")[-1].forms == {"en": "bus number seven"}
    touch(view, "Bus 7")
    assert control(view, "英語").item.property("text") == "bus number seven"  # type: ignore[union-attr]
    type_into(view, "韓国語", "7")
    touch(view, "保存")
    assert load_glossary(tmp_path / "glossary.csv")[-1].forms == {"en": "bus number seven", "ko": "7"}
    touch(view, "Bus 7")
    bring_into_sight(view, "この用語を消す")
    touch(view, "この用語を消す")
    touch(view, "消さない")
    touch(view, "この用語を消す")
    touch(view, "消す")
    assert "Bus 7" not in [term.term for term in load_glossary(tmp_path / "glossary.csv")]


def bring_into_sight(view: QQuickView, name: str) -> None:
    """By the keyboard, which scrolls to what it reaches."""
    for _ in range(40):
        focus = view.activeFocusItem()
        if focus is not None and name in (focus.property("text"), focus.property("name")):
            return
        QTest.keyClick(view, Qt.Key.Key_Tab)
        drawn(view)
    raise AssertionError(f"{name} can't be reached")


def test_a_finger_brings_a_table_in_from_a_stick(tmp_path: Path, show: Show) -> None:
    town(tmp_path)
    counter = Counter(tmp_path)
    view = show(counter, SMALL)
    counter.come_in("glossary")
    drawn(view)
    touch(view, "CSVの表")
    drawn(view)
    touch(view, "names.csv")
    drawn(view)
    assert "・3行目：橋：一文字では短すぎます" in [one.name for one in described(view)]
    touch(view, "今の用語集に加える")
    assert [term.term for term in load_glossary(tmp_path / "glossary.csv")][-1] == "梅田"
    touch(view, "CSVの表")
    drawn(view)
    touch(view, "USBメモリー: STICK")
    drawn(view)
    assert (tmp_path / "STICK" / "glossary.csv").read_bytes() == (tmp_path / "glossary.csv").read_bytes()


def test_the_keyboard_on_the_screen_writes_into_a_line_in_its_language(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter, SMALL)
    counter.come_in("glossary")
    drawn(view)
    touch(view, "用語を加える")
    touch(view, "読み（かな）")
    touch(view, "う")
    touch(view, "め")
    assert counter.model._glossary._form.term().reading == "うめ"
    bring_into_sight(view, "英語")
    touch(view, "u")
    assert counter.model._glossary._form.term().forms == {"en": "u"}


def test_a_search_leaves_the_finger_where_it_is(tmp_path: Path, show: Show) -> None:
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in("glossary")
    drawn(view)
    type_into(view, "さがす", "tsuru")
    found = [one.name for one in described(view) if one.acts and ", " in one.name]
    assert found == ["鶴橋, つるはし"]
    assert view.activeFocusItem().property("text") == "tsuru"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    drawn(view)
    assert counter.model._lock.is_open and view.activeFocusItem().property("text") == ""


def test_the_list_of_five_hundred_makes_only_what_is_seen(tmp_path: Path, show: Show) -> None:
    many = "".join(f"町{n}番街,まち,Block {n}\n" for n in range(500))
    (tmp_path / "glossary.csv").write_text("用語,読み,en\n" + many, encoding="utf-8")
    counter = Counter(tmp_path)
    view = show(counter)
    counter.come_in("glossary")
    drawn(view)
    lines = [item for item in test_pages.items(view.contentItem()) if item.inherits("QQuickAbstractButton")]
    assert 5 < len(lines) < 40
    last = next(item for item in test_pages.items(view.contentItem()) if item.inherits("QQuickListView"))
    last.metaObject().invokeMethod(last, "positionViewAtEnd")
    drawn(view)
    assert control(view, "町499番街, まち").rect.bottom() <= view.mapToGlobal(QPoint(0, view.height())).y()
