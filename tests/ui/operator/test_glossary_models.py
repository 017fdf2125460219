"""The glossary and the phrase files on the operator pages, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.audio.loudspeaker import LoudspeakerLost, Played
from kiosk.core.audio import Audio
from kiosk.core.events import Spoken, Translated
from kiosk.core.language import Route
from kiosk.core.live import Failed, TypedWork
from kiosk.core.turn import Translation
from kiosk.glossary_files import load_glossary
from kiosk.pipeline.glossary import Term
from kiosk.ui.operator.glossary import GlossaryModel, TermRow
from kiosk.ui.operator.glossary_form import FieldRow
from kiosk.ui.operator.glossary_places import Place, free_name, places, tables_in
from kiosk.ui.operator.mistakes import Mistake
from kiosk.ui.operator.phrase_list import PhraseFileRow
from kiosk.ui.operator.rows import Rows
from tests.ui.operator.counter import Counter, settle

TABLE = "用語,読み,en\n梅田,うめだ,Umeda\n鶴橋,つるはし,Tsuruhashi Station\n"


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    made = Counter(tmp_path)
    made.come_in("glossary")
    return made


def shown(owner: QObject, name: str) -> object:
    value: object = getattr(owner, name)
    return value


def rows(owner: QObject, name: str = "rows") -> tuple[object, ...]:
    found = shown(owner, name)
    assert isinstance(found, Rows)
    return found.rows()


def terms(model: GlossaryModel) -> list[str]:
    return [row.term for row in rows(model) if isinstance(row, TermRow)]


def fields(model: GlossaryModel) -> dict[str, FieldRow]:
    form = shown(model, "form")
    assert isinstance(form, QObject)
    return {row.name: row for row in rows(form) if isinstance(row, FieldRow)}


def lines(owner: QObject) -> list[str]:
    return [row.line for row in rows(owner, "mistakes") if isinstance(row, Mistake)]


def own(counter: Counter) -> Path:
    return counter.file.with_name("glossary.csv")


def fill(model: GlossaryModel, **written: str) -> None:
    for name, text in written.items():
        model._form.put(name, text)


def test_the_examples_are_shown_until_the_first_change_makes_a_list_of_them(counter: Counter) -> None:
    model = counter.model._glossary
    examples = terms(model)
    assert "鶴橋" in examples and not own(counter).exists()
    model.add()
    fill(model, term="梅田", reading="うめだ", en="Umeda")
    model.save()
    assert shown(model, "stage") == "list"
    assert terms(model) == [*examples, "梅田"] == [term.term for term in load_glossary(own(counter))]
    assert load_glossary(own(counter))[-1] == Term("梅田", "うめだ", {"en": "Umeda"})
    assert "梅田" in str(shown(model, "told"))


def test_a_name_is_changed_where_it_stands_and_taken_out(counter: Counter) -> None:
    model = counter.model._glossary
    before = terms(model)
    model.edit("三春町")
    assert fields(model)["en"].value == "Miharu Town"
    fill(model, en="Miharu", vi="Thị trấn Miharu", note="")
    model.save()
    saved = {term.term: term for term in load_glossary(own(counter))}
    assert list(saved) == before
    assert (saved["三春町"].form("en"), saved["三春町"].form("vi"), saved["三春町"].note) == ("Miharu", "Thị trấn Miharu", "")
    model.edit("三春町")
    model.delete()
    assert terms(model) == [term for term in before if term != "三春町"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"term": ""}, "用語がありません"),
        ({"term": "京都"}, "京都 が二度あります"),
        ({"term": "橋"}, "橋：一文字では短すぎます"),
        ({"term": "梅田", "reading": "umeda"}, "梅田：読みはひらがなかカタカナで書いてください"),
        ({"term": "長" * 61}, "長" * 20 + "… は60文字より長いです"),
    ],
)
def test_what_would_be_a_mistake_in_the_file_is_not_saved(counter: Counter, written: dict[str, str], told: str) -> None:
    model = counter.model._glossary
    model.add()
    fill(model, **written)
    model.save()
    assert (shown(model, "stage"), shown(model, "trouble")) == ("form", told)
    assert not own(counter).exists()
    fill(model, term="梅田駅", reading="うめだえき")
    assert shown(model, "trouble") == ""


def test_an_empty_line_shows_what_will_be_used(counter: Counter) -> None:
    model = counter.model._glossary
    model.add()
    fill(model, term="梅田", reading="うめだ")
    assert (fields(model)["fr"].otherwise, fields(model)["zh"].otherwise) == ("Umeda", "梅田")
    fill(model, en="Umeda Sta.")
    assert fields(model)["fr"].otherwise == "Umeda Sta."
    assert fields(model)["en"].value == ""  # what a finger is in stays as it was


@pytest.mark.parametrize("words", ["つるは", "ﾂﾙﾊ", "tsuru", "쓰루", "鶴", "鶴の橋"])
def test_a_name_is_found_by_its_reading_its_forms_and_its_note(counter: Counter, words: str) -> None:
    model = counter.model._glossary
    model.find(words)
    assert terms(model) == ["鶴橋"]
    assert str(shown(model, "told")).startswith("見つかった用語: 1 /")


def test_what_was_not_found_is_added_with_a_touch(counter: Counter) -> None:
    model = counter.model._glossary
    model.find(" 梅田 ")
    assert terms(model) == []
    model.add()
    assert fields(model)["term"].value == "梅田"


def test_a_file_that_somebody_brought_meanwhile_is_not_lost(counter: Counter) -> None:
    model = counter.model._glossary
    model.add()
    own(counter).write_text(TABLE, encoding="utf-8")
    fill(model, term="難波", reading="なんば")
    model.save()
    assert terms(model) == ["梅田", "鶴橋", "難波"]


def test_a_list_with_mistakes_names_them_and_is_kept_aside_before_it_is_changed(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text(TABLE + "橋,はし,\n", encoding="utf-8")
    counter = Counter(tmp_path)
    counter.come_in("glossary")
    model = counter.model._glossary
    assert lines(model) == ["4行目：橋：一文字では短すぎます"]
    model.edit("梅田")
    model.delete()
    assert lines(model) == [] and terms(model) == ["鶴橋"]
    assert (tmp_path / "glossary.csv.broken").read_text(encoding="utf-8").endswith("橋,はし,\n")


def test_a_list_that_can_not_be_saved_stays_on_the_screen_and_says_so(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = counter.model._glossary
    model.add()
    fill(model, term="梅田")
    monkeypatch.setattr(Path, "replace", _refused)
    model.save()
    assert shown(model, "stage") == "form" and "保存できません" in str(shown(model, "trouble"))
    assert list(counter.file.parent.glob(".glossary*")) == []


def _refused(self: Path, target: Path) -> Path:
    raise OSError(28, "No space left on device")


def test_five_hundred_names_are_listed_and_searched(tmp_path: Path) -> None:
    many = "".join(f"町{n}番街,まち,Block {n}\n" for n in range(500))
    (tmp_path / "glossary.csv").write_text("用語,読み,en\n" + many, encoding="utf-8")
    counter = Counter(tmp_path)
    counter.come_in("glossary")
    model = counter.model._glossary
    assert len(terms(model)) == 500
    model.find("block 49")
    assert terms(model) == ["町49番街", *(f"町{n}番街" for n in range(490, 500))]
    model.find("")
    assert terms(model)[-1] == "町499番街"


def test_a_table_from_excel_is_looked_at_before_anything_of_it_is_taken(counter: Counter) -> None:
    (counter.stick / "names.csv").write_text(TABLE + "橋,はし,\n,から,\n", encoding="cp932")
    (counter.home / "photo.jpg").write_bytes(b"")
    model, exchange = counter.model._glossary, counter.model._glossary._exchange
    before = terms(model)
    model.openExchange()
    settle()
    assert [file.path.name for file in exchange.tables] == ["names.csv"]
    exchange.choose(str(counter.stick / "names.csv"))
    settle()
    assert lines(exchange) == ["4行目：橋：一文字では短すぎます", "5行目：用語がありません"]
    assert shown(exchange, "count") == 2 and not own(counter).exists()
    exchange.bring(False)
    assert terms(model) == [*before, "梅田"]
    assert {term.term: term.form("en") for term in load_glossary(own(counter))}["鶴橋"] == "Tsuruhashi Station"
    model.openExchange()
    settle()
    exchange.choose(str(counter.stick / "names.csv"))
    settle()
    exchange.bring(True)
    assert terms(model) == ["梅田", "鶴橋"]


def test_what_is_no_table_is_told_and_nothing_can_be_taken_of_it(counter: Counter) -> None:
    (counter.stick / "names.csv").write_bytes(b"PK\x03\x04\x00\x00")
    exchange = counter.model._glossary._exchange
    counter.model._glossary.openExchange()
    settle()
    exchange.choose(str(counter.stick / "names.csv"))
    settle()
    assert lines(exchange) == ["表の文字が読めません。「CSV UTF-8」で保存してください"]
    exchange.bring(True)
    assert not own(counter).exists()


def test_only_what_is_listed_can_be_opened_and_written_to(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "hidden.csv").write_text(TABLE, encoding="utf-8")
    model, exchange = counter.model._glossary, counter.model._glossary._exchange
    model.openExchange()
    settle()
    exchange.choose(str(tmp_path / "hidden.csv"))
    exchange.take(str(tmp_path))
    settle()
    assert shown(exchange, "chosen") == "" and not (tmp_path / "glossary.csv").exists()


def test_the_list_goes_onto_a_stick_and_nothing_is_written_over(counter: Counter) -> None:
    model, exchange = counter.model._glossary, counter.model._glossary._exchange
    model.openExchange()
    settle()
    for name in ("glossary.csv", "glossary-2.csv"):
        exchange.take(str(counter.stick))
        settle()
        assert [term.term for term in load_glossary(counter.stick / name)] == terms(model)
        assert name in str(shown(exchange, "told"))


def test_a_stick_that_was_pulled_out_is_a_line_on_the_screen(counter: Counter) -> None:
    exchange = counter.model._glossary._exchange
    counter.model._glossary.openExchange()
    settle()
    counter.stick.rmdir()
    counter.stick.write_text("gone")
    exchange.take(str(counter.stick))
    settle()
    assert "保存できません" in str(shown(exchange, "told"))


def test_sticks_are_found_where_systems_mount_them(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/staff/MY\\040STICK vfat rw 0 0\n/dev/sdc1 /run/media/staff/B exfat rw 0 0\n"
    )
    found = places(mounts, tmp_path)
    assert [str(place.folder) for place in found] == ["/media/staff/MY STICK", "/run/media/staff/B", str(tmp_path)]
    assert [place.stick for place in found] == [True, True, False]
    assert places(tmp_path / "none", tmp_path) == [Place(tmp_path, False)]


def test_tables_are_found_one_folder_deep_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("a.csv", "below/b.TXT", "below/deeper/c.csv", ".d.csv", ".trash/e.csv", "f.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert sorted(file.path.name for file in tables_in([Place(tmp_path, False)])) == ["a.csv", "b.TXT"]
    assert tables_in([Place(tmp_path / "nowhere", True)]) == []
    assert free_name(tmp_path, "a").name == "a-2.csv"


def test_a_name_is_tried_out_by_engines_that_are_let_go_of_when_the_page_is_left(counter: Counter) -> None:
    model, trial = counter.model._glossary, counter.model._glossary._trial
    assert shown(counter.model, "usesSound") is False
    model.edit("鶴橋")
    model.tryIt()
    assert shown(counter.model, "usesSound") is True
    engines, loudspeaker = counter.engines[0], counter.loudspeakers[0]
    spoken, asked = engines.jobs
    assert isinstance(spoken, TypedWork) and isinstance(asked, TypedWork)
    assert (spoken.text, spoken.route) == ("鶴橋", Route("ja", "ja"))
    assert (asked.text, asked.route) == ("鶴橋はどこですか。", Route("ja", "en"))
    engines.deliver(Spoken(spoken.turn, Audio.silence(0.1)))
    engines.deliver(Spoken(asked.turn, Audio.silence(0.1)))
    engines.deliver(Translated(asked.turn, Translation(("Where is Tsuruhashi?",), asked.route)))
    settle()
    assert loudspeaker.played == [spoken.turn] and shown(trial, "translated") == "Where is Tsuruhashi?"
    loudspeaker.tell(Played(spoken.turn))
    settle()
    assert shown(trial, "told") == "読み上げました。"
    counter.model.go("about")
    settle()
    assert engines.closed and loudspeaker.closed and shown(counter.model, "usesSound") is False
    assert (shown(trial, "translated"), shown(trial, "told")) == ("", "")


def test_where_nothing_leads_to_the_first_language_the_trial_is_in_english(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text='languages = ["ja", "ko", "en"]\n')
    counter.come_in("glossary")
    model, trial = counter.model._glossary, counter.model._glossary._trial
    model.edit("鶴橋")
    model.tryIt()
    engines = counter.engines[0]
    asked = engines.jobs[1]
    engines.deliver(Failed(asked.turn, "translation.no_route"))
    settle()
    again = engines.jobs[2]
    assert isinstance(again, TypedWork) and (again.turn, again.route) == (asked.turn, Route("ja", "en"))
    assert shown(trial, "told") == "準備しています。数秒かかります。"
    engines.deliver(Failed(asked.turn, "translation.no_route"))
    settle()
    assert "モデル" in str(shown(trial, "told")) and len(engines.jobs) == 3


def test_a_trial_is_in_a_language_in_which_names_have_forms(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text='languages = ["ja", "ja-easy", "ko"]\n')
    counter.come_in("glossary")
    counter.model._glossary.edit("鶴橋")
    counter.model._glossary.tryIt()
    job = counter.engines[0].jobs[1]
    assert isinstance(job, TypedWork) and job.route == Route("ja", "ko")


def test_a_trial_that_fails_says_so(counter: Counter) -> None:
    model, trial = counter.model._glossary, counter.model._glossary._trial
    model.edit("鶴橋")
    model.tryIt()
    counter.engines[0].deliver(Failed(counter.engines[0].jobs[0].turn, "synthesis.failed"))
    settle()
    assert "モデル" in str(shown(trial, "told"))
    counter.loudspeakers[0].tell(LoudspeakerLost("vanished", "it went"))
    settle()
    assert shown(trial, "told") == "スピーカーが応答しません。"


def test_every_phrase_file_is_named_with_its_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "phrases"
    folder.mkdir()
    text = 'name.ja = "北町"\nname.en = "Kitamachi"\n[phrase.ok]\ncategory = "greeting"\nja = "ようこそ。"\nen = "Welcome."\n'
    (folder / "town.toml").write_text(text + '[phrase.bad]\ncategory = "nowhere"\nja = \n', encoding="utf-8")
    (folder / "binary.toml").write_bytes(b"\xff\xfe\x00")
    counter = Counter(tmp_path)
    counter.come_in("phrases")
    found = {Path(row.path).name: row for row in rows(counter.model._phrases) if isinstance(row, PhraseFileRow)}
    assert {"common.toml", "counter.toml", "shelter.toml"} < set(found)
    assert found["town.toml"].title == "北町 (town.toml)"
    assert found["common.toml"].title == "どの場面にも使う答えと場所"
    assert any(line.startswith("9行目：") for line in found["town.toml"].mistakes)
    assert found["binary.toml"].mistakes and not found["counter.toml"].mistakes
    assert "件の誤り" in str(shown(counter.model._phrases, "told"))
    (folder / "town.toml").unlink()
    (folder / "binary.toml").unlink()
    assert shown(counter.model, "restartNeeded") is False
    counter.model._phrases.readAgain()
    settle()
    assert shown(counter.model, "restartNeeded") is True  # the pages say that it holds when they close
    counter.model.restarted()
    assert shown(counter.model, "restartNeeded") is False
    assert shown(counter.model._phrases, "told") == "定型文のファイルに誤りはありません。"
