"""What languages need is chosen from the catalogue, and what can't be had is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalog import Catalog, catalog_path, load_catalog
from kiosk.core.errors import ModelError, UsageError
from kiosk.fetching.plan import (
    Choice,
    choose_languages,
    choose_models,
    choose_profile,
    plan,
    refuse_without_consent,
)
from kiosk.inventory import Inventory, survey
from kiosk.packs.staging import Disk
from tests.toy_packs import whisper, write

OURS = load_catalog(catalog_path())
NOTHING = Inventory(())


def chosen(*codes: str, stock: Inventory = NOTHING, consent: bool = False) -> set[str]:
    return {model.id for model in choose_languages(OURS, codes, stock, consent).models}


def test_languages_bring_a_recogniser_both_directions_and_voices() -> None:
    assert chosen("ja", "en", "th") == {
        "whisper-small",
        "quickmt-ja-en",
        "quickmt-en-ja",
        "translate-en_th-1_9",
        "translate-th_en-1_9",
        "en_US-joe-medium",
        "openjtalk-mei",
    }


def test_plain_japanese_needs_what_japanese_needs() -> None:
    assert chosen("ja-easy", "en") == chosen("ja", "en") == chosen("ja", "ja-easy", "en")
    assert not choose_languages(OURS, ("ja-easy",), NOTHING, consent=False).gaps


def test_where_there_is_a_recogniser_no_other_is_brought(tmp_path: Path) -> None:
    write(tmp_path / "whisper-tiny", whisper())
    stock = survey(tmp_path, OURS)
    assert [problem.name for problem in stock.problems] == ["whisper-tiny"]  # a toy: the catalogue knows better
    write(tmp_path / "mine", whisper())
    assert "whisper-small" in chosen("ja", stock=survey(tmp_path, OURS))


def test_what_cannot_be_had_is_said() -> None:
    gaps = choose_languages(OURS, ("ne", "ko"), NOTHING, consent=False).gaps
    assert gaps == (
        "ne: nothing in the catalogue translates ne->en (Nepali)",
        "ne: nothing in the catalogue translates en->ne (Nepali)",
        "ko: no voice that every counter may use, so it is shown as text; "
        "ko_KR-kss-medium (CC-BY-NC-SA-4.0) comes with --accept-licence",
    )


def test_a_better_voice_that_not_everybody_may_use_comes_only_with_consent() -> None:
    assert "ja_JP-hi_fi_captain-medium" not in chosen("ja")
    assert "ja_JP-hi_fi_captain-medium" in chosen("ja", consent=True)


def test_a_model_that_needs_consent_is_refused_by_name() -> None:
    models = choose_models(OURS, ["ja_JP-hi_fi_captain-medium", "whisper-tiny"]).models
    with pytest.raises(ModelError, match=r"ja_JP-hi_fi_captain-medium \(CC-BY-NC-SA-4.0\)$") as caught:
        refuse_without_consent(models, consent=False)
    assert caught.value.code == "licence.refused"
    refuse_without_consent(models, consent=True)


@pytest.mark.parametrize("code", OURS.profiles())
def test_no_profile_asks_for_consent(code: str) -> None:
    refuse_without_consent(choose_profile(OURS, code).models, consent=False)


def test_a_broken_package_of_these_languages_is_chosen_too(tmp_path: Path) -> None:
    write(tmp_path / "starter-en_ja", {"metadata.json": b"{"})
    assert "starter-en_ja" in chosen("ja", stock=survey(tmp_path, OURS))
    assert "starter-en_ja" not in chosen("ko", stock=survey(tmp_path, OURS))


@pytest.mark.parametrize("call", [lambda: choose_languages(OURS, ["jp"], NOTHING, consent=False)])
def test_an_unknown_language_is_said(call: object) -> None:
    assert callable(call)
    with pytest.raises(UsageError, match="Did you mean ja"):
        call()


def test_an_unknown_profile_or_model_is_said() -> None:
    with pytest.raises(UsageError, match="there is: counter, quality, shelter, starter"):
        choose_profile(OURS, "everything")
    with pytest.raises(UsageError, match="no model 'whisper-huge'"):
        choose_models(OURS, ["whisper-huge"])


class SmallDisk(Disk):
    def free_bytes(self, path: Path) -> int:
        return 1 << 30


def test_a_plan_says_what_it_takes_before_the_first_byte(tmp_path: Path) -> None:
    found = plan(choose_profile(OURS, "counter"), tmp_path / "models", SmallDisk())
    assert len(found.lacking) >= len(found.models) - 1  # Open JTalk may be installed
    assert 4e9 < found.download_bytes < found.disk_bytes < 9e9
    assert 3000 < found.memory_mb < 8000
    assert not found.fits
    assert not list(tmp_path.iterdir())


def test_a_plan_for_nothing_fits(tmp_path: Path) -> None:
    found = plan(Choice(()), tmp_path)
    assert (found.lacking, found.download_bytes, found.disk_bytes, found.fits) == ((), 0, 0, True)
    assert Catalog(()).profiles() == ()
