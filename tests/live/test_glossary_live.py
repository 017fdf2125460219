"""The staff's list in the running kiosk: what is saved while the engine process runs holds at its next turn."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.core.events import Translated
from kiosk.core.language import Route
from kiosk.core.live import Done, TypedWork
from kiosk.engines import Need
from kiosk.glossary_files import save_glossary
from kiosk.live.recipe import Recipe
from kiosk.pipeline.glossary import Term
from tests.live.desk import Desk

JA_EN = Route("ja", "en")


def translated(desk: Desk, turn: int, text: str) -> str:
    """The whole of a typed turn's translation."""
    desk.host.submit(TypedWork(turn, text, JA_EN))
    told = len(desk.told)
    desk.hear(Done)
    return [event.translation.text for event in desk.told[told:] if isinstance(event, Translated)][-1]


def test_a_name_saved_while_the_engine_runs_holds_at_the_next_turn(models_folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    own = tmp_path / "glossary.csv"
    save_glossary(own, [])
    with Desk(Recipe.of(Need(hearing=False, routes=(JA_EN,)), config, models_folder)) as desk:
        desk.ready()
        before = desk.host.pids()
        assert "Tsuruhashi" not in translated(desk, 1, "鶴橋はどこですか。")
        save_glossary(own, [Term("鶴橋", "つるはし", {"en": "Tsuruhashi"})])
        assert "Tsuruhashi" in translated(desk, 2, "鶴橋はどこですか。")
        written = own.stat().st_mtime_ns
        save_glossary(own, [Term("鶴橋", "つるはし", {"en": "Tsurunobas"})])  # as long, and perhaps in the same moment
        os.utime(own, ns=(written, written))
        assert "Tsurunobas" in translated(desk, 3, "鶴橋はどこですか。")
        own.unlink()
        assert "Tsuruhashi" in translated(desk, 4, "鶴橋はどこですか。")  # the shipped examples
        assert desk.host.pids() == before
