"""What the operator pages show and change, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kiosk.audio.devices import DeviceName
from kiosk.audio.loudspeaker import LoudspeakerLost, Played, Unplayed
from kiosk.audio.microphone import MicrophoneFound, MicrophoneLost
from kiosk.engines.scripted import scripted_engines
from kiosk.inventory import Inventory
from kiosk.pipeline.coach_engines import with_easy_japanese
from kiosk.settings import load
from kiosk.ui.operator.controls import Option
from kiosk.ui.operator.languages import LanguageRow
from kiosk.ui.operator.meter import loudness
from kiosk.ui.operator.rows import Rows
from kiosk.ui.operator.sound import tenths
from kiosk.ui.operator.stock import ModelRow
from tests.ui.operator.counter import CARD, JABRA, MONITOR, SPEAKER, Counter, settle


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def shown(owner: QObject, name: str) -> object:
    """The property of this name, as QML reads it."""
    value: object = getattr(owner, name)
    return value


def options(choice: QObject) -> list[Option]:
    rows = shown(choice, "rows")
    assert isinstance(rows, Rows)
    return [row for row in rows.rows() if isinstance(row, Option)]


def languages(counter: Counter, name: str = "offered") -> list[LanguageRow]:
    rows = shown(counter.model._languages, name)
    assert isinstance(rows, Rows)
    return [row for row in rows.rows() if isinstance(row, LanguageRow)]


def models(counter: Counter) -> list[ModelRow]:
    rows = shown(counter.model._stock, "rows")
    assert isinstance(rows, Rows)
    return [row for row in rows.rows() if isinstance(row, ModelRow)]


def test_rows_that_stay_are_moved_and_not_made_anew() -> None:
    rows = Rows(Option)
    happened: list[str] = []
    rows.rowsMoved.connect(lambda *_: happened.append("moved"))
    rows.rowsInserted.connect(lambda *_: happened.append("inserted"))
    rows.rowsRemoved.connect(lambda *_: happened.append("removed"))
    rows.dataChanged.connect(lambda *_: happened.append("changed"))
    a, b, c = (Option(name, name) for name in "abc")
    rows.show([a, b])
    assert happened == ["inserted", "inserted"]
    happened.clear()
    rows.show([b, Option("a", "A"), c])
    assert happened == ["moved", "changed", "inserted"]
    assert [row.title for row in rows.rows() if isinstance(row, Option)] == ["b", "A", "c"]
    happened.clear()
    rows.show([c])
    assert happened == ["removed", "removed"]


def test_nothing_is_heard_before_the_pin_and_nothing_after_the_page(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.model.go("sound")
    counter.model.open()
    assert not counter.microphones
    counter.come_in()
    assert shown(counter.model, "usesSound") is True
    assert [one.started for one in counter.microphones] == [True]
    counter.model.go("screen")
    settle()
    assert counter.microphones[0].closed
    assert shown(counter.model, "usesSound") is False
    counter.model.go("sound")
    counter.model.close()
    settle()
    assert len(counter.microphones) == 2
    assert all(one.closed for one in counter.microphones)


def test_devices_are_listed_by_name_and_the_same_one_only_once(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in("sound")
    microphones = options(counter.model._sound._microphone)
    assert [one.value for one in microphones] == ["", str(JABRA.name), "alsa_input.pci-0000 [sound server]"]
    assert microphones[1].title == "Jabra Speak 410 Mono"
    assert [one.chosen for one in microphones] == [True, False, False]
    assert [one.value for one in options(counter.model._sound._loudspeaker)] == ["", str(SPEAKER.name)]
    assert str(MONITOR.name) not in [one.value for one in microphones]


def test_without_a_sound_server_the_cards_themselves_are_listed(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.devices = (CARD,)
    counter.come_in("sound")
    assert [one.title for one in options(counter.model._sound._microphone)[1:]] == [CARD.name.name]


def test_a_device_is_chosen_heard_and_kept(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in("sound")
    counter.model._sound._microphone.choose(str(JABRA.name))
    settle()
    assert [one.closed for one in counter.microphones] == [True, False]
    assert counter.microphones[1].device == JABRA.name
    assert load(counter.file).devices.microphone == str(JABRA.name)
    assert counter.told[-1].devices.microphone == str(JABRA.name)
    assert shown(counter.model, "restartNeeded") is True
    counter.model.restarted()
    assert shown(counter.model, "restartNeeded") is False


def test_a_chosen_device_that_is_unplugged_stays_in_the_list_and_says_so(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text='[devices]\nmicrophone = "Conference USB [ALSA]"\n')
    counter.come_in("sound")
    gone = options(counter.model._sound._microphone)[-1]
    assert (gone.title, gone.note, gone.chosen) == ("Conference USB", "今はつながっていません", True)
    assert counter.microphones[0].device == DeviceName("Conference USB", "ALSA")


def test_a_part_of_a_name_is_looked_up_once_the_list_is_there(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text='[devices]\nmicrophone = "jabra"\nloudspeaker = "sony"\n')
    counter.come_in("sound")
    assert counter.microphones[-1].device == JABRA.name
    counter.model._sound.playTone()
    assert shown(counter.model._sound._tone, "told") == "その機器はありません。一覧から選んでください。"


def test_the_level_moves_and_what_is_wrong_is_said(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in("sound")
    meter, microphone = counter.model._sound._meter, counter.microphones[0]
    assert shown(meter, "told") == "マイクを開いています"
    microphone.events.append(MicrophoneFound(JABRA.name))
    meter.step()
    assert shown(meter, "told") == "話してみてください。バーが動けば聞こえています。"
    microphone.hear(0.1)
    meter.step()
    assert shown(meter, "level") == pytest.approx(1 - 20 / 60, abs=0.01)
    assert shown(meter, "told") == "聞こえています。"
    for _ in range(20):
        meter.step()
    assert shown(meter, "level") == 0.0
    microphone.events.append(MicrophoneLost("vanished", "it went"))
    meter.step()
    assert shown(meter, "told") == "マイクが外れました。"


def test_what_the_meter_heard_is_overwritten(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in("sound")
    counter.microphones[0].hear(0.5)
    frame = counter.microphones[0].events[0]
    counter.model._sound._meter.step()
    assert not frame.samples.any()  # type: ignore[union-attr]


def test_loudness_is_nothing_for_silence_and_all_for_the_loudest() -> None:
    from numpy import float32, ones, zeros

    assert loudness(zeros(0, float32)) == loudness(zeros(10, float32)) == 0.0
    assert loudness(ones(10, float32)) == 1.0


def test_the_tone_plays_on_the_chosen_loudspeaker_at_the_chosen_volume(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text=f'[devices]\nloudspeaker = "{SPEAKER.name}"\n[speech]\nvolume = 0.5\n')
    counter.come_in("sound")
    sound, tone = counter.model._sound, counter.model._sound._tone
    sound.playTone()
    loudspeaker = counter.loudspeakers[0]
    assert (loudspeaker.device, loudspeaker.volume, loudspeaker.played) == (SPEAKER.name, 0.5, [1])
    assert shown(tone, "playing") is True
    sound._volume.more()
    assert loudspeaker.volume == 0.6
    loudspeaker.tell(Played(1))
    settle()
    assert shown(tone, "playing") is False
    sound.playTone()
    loudspeaker.tell(LoudspeakerLost("vanished", "it went"))
    loudspeaker.tell(Unplayed(2))
    settle()
    assert shown(tone, "told") == "鳴らせませんでした。別のスピーカーを選んでください。"
    sound._loudspeaker.choose("")
    settle()
    assert loudspeaker.closed
    loudspeaker.tell(Played(2))
    settle()
    assert shown(tone, "told") == ""


def test_the_visitors_microphone_is_heard_only_where_it_is_used(tmp_path: Path) -> None:
    text = f'[devices]\nvisitor_microphone = "{JABRA.name}"\n'
    one = Counter(tmp_path, text=text)
    one.come_in("sound")
    assert [mic.device for mic in one.microphones] == [None]
    two = Counter(tmp_path, text=text, two_microphones=True)
    two.come_in("sound")
    assert [mic.device for mic in two.microphones] == [None, JABRA.name]


def test_a_number_goes_in_steps_between_its_ends(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text="[speech]\nspeed = 0.55\n")
    speed, idle = counter.model._sound._speed, counter.model._screen._idle
    assert shown(speed, "shown") == "55 %"
    speed.less()
    assert counter.store.settings.speech.speed == 0.5
    assert (shown(speed, "canLess"), shown(speed, "canMore")) == (False, True)
    speed.less()
    assert counter.store.settings.speech.speed == 0.5
    speed.more()
    assert load(counter.file).speech.speed == 0.6
    assert shown(idle, "shown") == "90 秒"
    idle.more()
    assert (shown(idle, "shown"), load(counter.file).screen.idle_s) == ("2 分", 120)
    assert tenths(8, 10) == (0.8, 0.9, 1.0)


def test_what_needs_no_new_conversation_asks_for_none(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    screen = counter.model._screen
    for choice, value in ((screen._theme, "high_contrast"), (screen._layout, "side_by_side"), (screen._talk, "tap")):
        choice.choose(value)
    screen._type_scale.more()
    counter.model._sound._volume.less()
    assert shown(counter.model, "restartNeeded") is False
    assert load(counter.file) == counter.told[-1] == counter.store.settings
    counter.model._sound._speed.less()
    assert shown(counter.model, "restartNeeded") is True


def test_the_pages_speak_the_staffs_language_or_english(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    language = counter.model._screen._language
    assert options(language)[1].note == "英語"
    language.choose("ko")
    texts = shown(counter.model, "texts")
    assert isinstance(texts, QObject)
    assert shown(texts, "code") == "en"
    assert options(language)[1].note == "English"
    assert options(counter.model._screen._theme)[1].title == "High contrast"


def test_every_language_of_use_is_on_offer_until_somebody_chooses(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    assert [row.code for row in languages(counter)] == ["en", "ko", "th"]
    counter.model._languages.move("th", -1)
    assert load(counter.file).languages == ("ja", "en", "th", "ko")
    counter.model._languages.remove("en")
    counter.model._languages.remove("ko")
    assert [row.code for row in languages(counter)] == ["th"]
    assert shown(counter.model._languages, "canRemove") is False
    counter.model._languages.remove("th")
    assert load(counter.file).languages == ("ja", "th")
    counter.model._languages.add("en")
    counter.model._languages.add("vi")
    assert load(counter.file).languages == ("ja", "th", "en")
    assert [(row.canRise, row.canSink) for row in languages(counter)] == [(False, True), (True, False)]


def test_plain_japanese_is_on_offer_where_the_staff_adds_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.model._languages.use(with_easy_japanese(scripted_engines(("ja", "en", "ko", "th")), {}))
    assert "ja-easy" not in [row.code for row in languages(counter)]
    easy = next(row for row in languages(counter, "others") if row.code == "ja-easy")
    assert (easy.endonym, easy.canAdd, easy.lacks) == ("やさしい日本語", True, "")
    counter.model._languages.add("ja-easy")
    assert load(counter.file).languages == ("ja", "en", "ko", "th", "ja-easy")


def test_without_engines_the_languages_are_looked_up_when_they_are_shown(tmp_path: Path) -> None:
    counter = Counter(tmp_path, known=False)
    counter.come_in()
    assert (shown(counter.model._languages, "looking"), languages(counter)) == (True, [])
    counter.model.go("languages")
    settle()
    assert shown(counter.model._languages, "looking") is False
    assert [row.code for row in languages(counter)] == ["en"]


def test_the_kiosk_that_begins_anew_has_the_new_settings_and_what_the_command_line_said(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.model._sound._speed.less()
    kiosk = counter.model.kiosk
    assert kiosk.settings.speech.speed == 0.9
    assert kiosk.settings.engines.scripted
    assert kiosk.settings.models.folder == str(tmp_path / "models")
    assert not counter.model.settings.engines.scripted


def test_what_a_language_lacks_is_said_with_the_command_that_brings_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    rows = {row.code: row for row in languages(counter, "others")}
    assert "この言語に訳すパッケージがありません。" in rows["fr"].lacks
    assert "音声がありません。訳は文字で見せます。" in rows["fr"].lacks
    assert rows["fr"].command == "python scripts/download_models.py fetch --for ja,fr"
    assert not rows["fr"].canAdd
    nothing = [row for row in rows.values() if not row.command]
    assert nothing
    assert all("カタログには、まだありません。" in row.lacks for row in nothing)


def test_what_is_broken_is_first_with_its_sentence_and_its_command(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    broken, note, *there = models(counter)
    assert (broken.name, broken.standing) == ("whisper-base", "bad")
    assert broken.said == "ファイルが壊れているため、使っていません。直すには: 下のコマンド"
    assert broken.command == "python scripts/download_models.py fetch --profile starter"
    assert (note.standing, note.command) == ("note", "")
    assert [(row.name, row.standing) for row in there] == [("en_US-joe-medium", "good"), ("starter-en_ja", "note")]
    counter.model._screen._language.choose("en")
    assert models(counter)[0].said == "model.bin is damaged; run the command below"


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    counter = Counter(tmp_path, inventory=Inventory(()))
    assert [row.standing for row in models(counter)] == ["missing"] * 3
    assert shown(counter.model._stock, "told") == "直すもの: 3"


def test_checking_reads_every_file_and_finds_what_is_broken(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.model._stock.check()
    for _ in range(5):
        settle()
    assert {row.name for row in models(counter) if row.standing == "bad"} >= {"whisper-base", "en_US-joe-medium"}
    assert shown(counter.model, "restartNeeded") is True
    assert len(counter.model.kiosk.inventory.models) < 2
    assert shown(counter.model._stock, "busy") is False


def test_a_stray_file_is_told_and_asks_for_no_new_conversation(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.kiosk.folder.mkdir(exist_ok=True)
    counter.model._stock.look()  # what this counter is given lies nowhere
    settle()
    counter.model.restarted()
    (counter.kiosk.folder / "notes.txt").touch()
    counter.come_in("models")
    assert "notes.txt" in [row.name for row in models(counter)]
    assert shown(counter.model, "restartNeeded") is False


def test_looking_again_sees_what_is_there_now(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    (tmp_path / "models").mkdir()
    counter.model._stock.look()
    settle()
    assert [one.model.id for one in counter.model.kiosk.inventory.models] == ["openjtalk-mei"]


def test_who_types_into_the_form_of_a_name_is_there(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in("glossary")
    deserted = counter.model._deserted
    counter.model._glossary.add()
    deserted.stop()
    counter.model._glossary._form.put("term", "鶴")
    assert deserted.isActive()
    deserted.stop()
    counter.model._glossary.find("鶴")
    assert deserted.isActive()


def test_the_pages_lock_themselves_when_they_are_deserted_and_when_they_are_closed(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    closed: list[bool] = []
    counter.model.closed.connect(lambda: closed.append(True))
    counter.come_in()
    assert shown(counter.model._lock, "stage") == "open"
    counter.model._deserted.timeout.emit()
    assert closed == [True]
    assert shown(counter.model._lock, "stage") == "ask"
    counter.model.close()
    assert closed == [True]


def test_only_somebody_who_knows_the_pin_can_leave(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    left: list[bool] = []
    counter.model.leave.connect(lambda: left.append(True))
    counter.model.quit()
    assert not left
    counter.come_in()
    counter.model.quit()
    assert left == [True]


def test_the_wait_after_a_wrong_pin_is_told_and_counted_down(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    counter.come_in()
    counter.model.close()
    counter.model.open()
    lock = counter.model._lock
    counter.enter("0815")
    counter.now += 1.0
    counter.enter("0815")
    assert (shown(lock, "told"), shown(lock, "waits")) == ("番号がちがいます。2 秒待ってください。", True)
    counter.now += 1.5
    assert shown(lock, "told") == "番号がちがいます。1 秒待ってください。"
    counter.now += 0.5
    lock._tick.timeout.emit()
    assert (shown(lock, "told"), shown(lock, "waits"), lock._tick.isActive()) == ("", False, False)


def test_the_pin_is_kept_as_a_hash_and_survives_a_restart(tmp_path: Path) -> None:
    Counter(tmp_path).come_in()
    text = (tmp_path / "kiosk.toml").read_text(encoding="utf-8")
    kept = load(tmp_path / "kiosk.toml").operator
    assert "4711" not in text.replace(kept.pin_hash, "").replace(kept.pin_salt, "")
    again = Counter(tmp_path)
    again.model.open()
    assert shown(again.model._lock, "stage") == "ask"
    again.enter()
    assert shown(again.model._lock, "stage") == "open"


def test_the_mistakes_of_a_broken_file_are_shown_until_it_is_mended_and_the_pages_close(tmp_path: Path) -> None:
    counter = Counter(tmp_path, text='[screen]\ntheme = "dark"\nlayot = 1\n')
    rows = shown(counter.model, "mistakes")
    assert isinstance(rows, Rows)
    assert rows.rowCount() == 2
    counter.come_in()
    assert rows.rowCount() == 2
    assert shown(counter.model, "mended") is True
    counter.model.close()
    assert rows.rowCount() == 0
    assert shown(counter.model, "broken") is False
    assert (tmp_path / "kiosk.toml.broken-1").is_file()


def test_what_cannot_be_saved_is_said(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "file")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    counter.model._sound._volume.less()
    assert str(shown(counter.model, "trouble")).startswith("保存できません。")
    assert counter.store.settings.speech.volume == 0.9
