"""kiosk.toml is written whole or not at all, and a broken one is neither obeyed nor lost."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.core.errors import SettingsError
from kiosk.settings import Settings, load
from kiosk.ui.operator.store import SettingsStore, write_whole

BY_HAND = """\
# for the counter in the east hall
languages = ["ja", "en"]  # ask Sato before changing

[speech]
# slower for the bath house
speed = 0.9
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def full(path: Path, text: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_without_a_file_there_are_defaults_and_the_first_change_makes_one(tmp_path: Path) -> None:
    path = tmp_path / "kiosk" / "kiosk.toml"
    store = SettingsStore(path)
    assert (store.settings, store.mistakes) == (Settings(), ())
    store.change({"screen.theme": "high_contrast", "languages": ("en", "ja")})
    assert load(path) == store.settings
    assert store.settings.languages == ("en", "ja")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["kiosk.toml"]


def test_what_stands_there_by_hand_stays_comments_and_order_too(path: Path) -> None:
    path.write_text(BY_HAND, encoding="utf-8")
    path.chmod(0o644)
    store = SettingsStore(path)
    store.change({"speech.volume": 0.5})
    store.change({"speech.speed": 1.1, "screen.idle_s": 60})
    text = path.read_text(encoding="utf-8")
    assert text.startswith(BY_HAND.replace("0.9", "1.1"))
    assert "volume = 0.5" in text
    assert load(path) == store.settings
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_what_somebody_edits_by_hand_meanwhile_is_not_lost(path: Path) -> None:
    path.write_text(BY_HAND, encoding="utf-8")
    store = SettingsStore(path)
    path.write_text(BY_HAND + "level_dbfs = -25.0\n", encoding="utf-8")
    store.change({"screen.talk": "tap"})
    assert load(path).speech.level_dbfs == -25.0
    assert load(path).screen.talk == "tap"


def test_a_value_that_is_wrong_changes_nothing(path: Path) -> None:
    path.write_text(BY_HAND, encoding="utf-8")
    store = SettingsStore(path)
    with pytest.raises(SettingsError) as caught:
        store.change({"speech.speed": 9.0, "screen.layout": "sideways"})
    assert len(caught.value.mistakes) == 2
    assert path.read_text(encoding="utf-8") == BY_HAND
    assert store.settings == load(path)


def test_a_full_disk_keeps_the_old_file_and_the_change_holds_meanwhile(path: Path) -> None:
    path.write_text(BY_HAND, encoding="utf-8")
    store = SettingsStore(path, full)
    with pytest.raises(SettingsError, match="No space left on device"):
        store.change({"speech.volume": 0.5})
    assert store.settings.speech.volume == 0.5
    assert store.settings.speech.speed == 0.9
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(BY_HAND, encoding="utf-8")

    def torn(descriptor: int) -> None:
        raise OSError(errno.EIO, "torn")

    monkeypatch.setattr(os, "fsync", torn)
    with pytest.raises(OSError, match="torn"):
        write_whole(path, "x")
    assert path.read_text(encoding="utf-8") == BY_HAND
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path, path: Path) -> None:
    real = tmp_path / "etc" / "real.toml"
    real.parent.mkdir()
    real.write_text(BY_HAND, encoding="utf-8")
    path.symlink_to(real)
    SettingsStore(path).change({"speech.volume": 0.5})
    assert path.is_symlink()
    assert load(real).speech.volume == 0.5


def test_a_file_that_is_no_toml_is_kept_aside_and_its_pin_lives_on(path: Path) -> None:
    pin = f'[operator]\npin_hash = "{"a" * 64}"\npin_salt = "{"b" * 32}"\n'
    path.write_text(pin + "[screen\n", encoding="utf-8")
    store = SettingsStore(path)
    assert len(store.mistakes) == 1
    store.change({"screen.theme": "high_contrast"})
    assert not SettingsStore(path).mistakes
    assert load(path).operator.pin_hash == "a" * 64
    assert load(path).screen.theme == "high_contrast"
    aside = path.with_name("kiosk.toml.broken-1")
    assert aside.read_text(encoding="utf-8") == pin + "[screen\n"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_of_a_file_with_mistakes_only_the_mistakes_go(path: Path) -> None:
    wrong = (
        BY_HAND.replace('"en"', '"xx", "en"')
        + 'sped = 1\n[screen]\ntheme = "dark"  # nice\nidle_s = 60\n[operator]\npin_hash = "1234"\n'
    )
    path.write_text(wrong, encoding="utf-8")
    store = SettingsStore(path)
    assert len(store.mistakes) == 4
    store.change({"screen.talk": "tap"})
    settings = load(path)
    assert settings == store.settings
    assert (settings.languages, settings.speech.speed, settings.screen.idle_s) == (("ja", "en"), 0.9, 60)
    assert "# slower for the bath house" in path.read_text(encoding="utf-8")
    assert path.with_name("kiosk.toml.broken-1").read_text(encoding="utf-8") == wrong
    path.write_text(wrong, encoding="utf-8")
    SettingsStore(path).change({"screen.talk": "tap"})
    assert path.with_name("kiosk.toml.broken-2").is_file()


@pytest.mark.parametrize(
    "text", ['"a.b" = 1\n', "speech = 3\n", "[[screen]]\n", "screen.theme.x = 1\n", "[nowhere.deep]\nx = 1\n"]
)
def test_any_mistake_can_be_saved_over(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    store = SettingsStore(path)
    assert store.mistakes
    store.change({"speech.volume": 0.5, "screen.theme": "high_contrast"})
    assert load(path) == store.settings
    assert store.settings.speech.volume == 0.5


def test_a_file_in_another_encoding_is_kept_aside_as_it_was(path: Path) -> None:
    path.write_bytes("# 案内所\n".encode("shift_jis"))
    store = SettingsStore(path)
    assert store.mistakes
    store.change({"speech.volume": 0.5})
    assert path.with_name("kiosk.toml.broken-1").read_bytes() == "# 案内所\n".encode("shift_jis")


_WRITER = """
import sys
from pathlib import Path
from kiosk.ui.operator.store import SettingsStore
store = SettingsStore(Path(sys.argv[1]))
for turn in range(10_000):
    store.change({"screen.idle_s": 15 + turn % 3000, "languages": ("ja", "en")[: 1 + turn % 2]})
    print(turn, flush=True)
"""


def test_a_kiosk_killed_while_it_saves_leaves_a_whole_file(path: Path) -> None:
    path.write_text(BY_HAND, encoding="utf-8")
    chance = random.Random(30)
    for _ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            writer.wait(chance.uniform(0.0, 0.05))
        writer.kill()
        writer.communicate()
        assert load(path).languages in (("ja",), ("ja", "en"))
        assert "# slower for the bath house" in path.read_text(encoding="utf-8")
    SettingsStore(path).change({"screen.idle_s": 90})
    assert list(path.parent.iterdir()) == [path]
