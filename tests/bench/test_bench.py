"""Measuring measures what it says: medians, errors, loops and the turn-about with the plain chain."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from kiosk.audio import files
from kiosk.bench.clips import Clip, error_rate, recorded, synthesized
from kiosk.bench.compare import compare, percentile
from kiosk.bench.rig import TYPE_THIS, missing
from kiosk.cli import run
from kiosk.core.audio import Audio, join
from kiosk.core.errors import AudioError
from kiosk.core.language import Route
from kiosk.engines.plain import PlainChain, PlainOutcome
from kiosk.engines.scripted import ScriptedSynthesizer, scripted_engines
from kiosk.engines.selftest import CLIP


class FakePlain:
    """Takes ten seconds to the first sound and mishears everything."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, audio: Audio, route: Route) -> PlainOutcome:
        self.runs += 1
        return PlainOutcome("nothing alike", "x", 1.0, 2.0, 10.0)

    def untrimmed(self, audio: Audio, language: str, beam: int) -> str:
        return "Where is the nearest hospital?"


def clip(text: str, language: str) -> Clip:
    return Clip("one", language, text, join([*ScriptedSynthesizer().synthesize(text, language)]))


def test_both_chains_run_in_turns_and_the_first_round_is_not_counted() -> None:
    plain = FakePlain()
    clips = [clip("Where is the nearest hospital?", "en"), clip("853円です。", "ja")]
    told: list[int] = []
    rows, total = compare(clips, scripted_engines(), cast(PlainChain, plain), 2, 3, lambda: told.append(1))
    assert plain.runs == 8 and len(told) == 2
    assert [(row.language, row.target) for row in rows] == [("en", "ja"), ("ja", "en")]
    assert rows[0].error == 0.0 and rows[0].untrimmed_error == 0.0 and rows[0].plain_error >= 1.0
    assert total.plain_first_sound_p50 == 10.0 and total.ratio_p50 < 1.0
    assert total.loops == 0


def test_errors_count_words_where_there_are_words_and_characters_elsewhere() -> None:
    english = Clip("a", "en", "Ask not what your country", Audio.silence(1.0))
    assert error_rate(english, "ask NOT, what your country!") == 0.0
    assert error_rate(english, "ask what your country") == pytest.approx(1 / 5)
    japanese = Clip("b", "ja", "駅はどこですか。", Audio.silence(1.0))
    assert error_rate(japanese, "駅はどこ ですか") == 0.0
    assert error_rate(japanese, "駅はどこです") == pytest.approx(1 / 7)


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 95) == 95.0
    assert percentile([7.0], 95) == 7.0


def test_a_folder_of_recordings_is_read_by_its_manifest(tmp_path: Path) -> None:
    files.write_wav(tmp_path / "a.wav", [Audio(np.zeros(16_000, dtype=np.float32))])
    files.write_wav(tmp_path / "long.wav", [Audio.silence(20.0)])
    lines = ["file\tlanguage\ttranscript", "a.wav\ten-US\thello", "long.wav\tja\tはい", "none.wav\ten\t", "x.wav\tqq\thm"]
    (tmp_path / "manifest.tsv").write_text("\n".join(lines), encoding="utf-8")
    (only,) = recorded(tmp_path)
    assert (only.name, only.language, only.transcript, only.audio.duration_s) == ("a.wav", "en", "hello", 1.0)
    with pytest.raises(AudioError, match=r"manifest\.tsv"):
        recorded(tmp_path / "nowhere")


def test_without_recordings_the_voices_speak() -> None:
    clips = synthesized(ScriptedSynthesizer(("ja",)))
    assert len(clips) == 4 and {clip.language for clip in clips} == {"ja"}


def test_the_command_measures_the_starter_models(
    models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, wav = "Where is the nearest hospital?", tmp_path / "clip.wav"
    assert (
        run(["translate", "--text", text, "--from", "en", "--to", "en", "--models", str(models_folder), "--out", str(wav)]) == 0
    )
    (tmp_path / "manifest.tsv").write_text(f"file\tlanguage\ttranscript\nclip.wav\ten\t{text}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["bench", "--audio", str(tmp_path), "--rounds", "1", "--json", "--models", str(models_folder)]) == 0
    measured = json.loads(capsys.readouterr().out)
    (row,) = measured["clips"]
    assert row["error"] < 0.5 and 0 < row["heard_s"] <= row["first_sound_s"]
    assert measured["cold"]["peak_memory_mb"] > 100
    assert measured["cold"]["total_s"] == pytest.approx(
        measured["cold"]["imports_s"] + measured["cold"]["loads_s"] + measured["cold"]["first_turn_s"], abs=1.5
    )


def test_the_command_measures_the_live_kiosk(models_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if lacks := missing():
        pytest.skip(f"{lacks} missing: {TYPE_THIS}")
    shutil.copy(CLIP, tmp_path)
    row = f"{CLIP.name}\ten\tWhere is the nearest hospital?"
    (tmp_path / "manifest.tsv").write_text(f"file\tlanguage\ttranscript\n{row}\n", encoding="utf-8")
    live = ["bench", "--live", "--turns", "2", "--audio", str(tmp_path), "--models", str(models_folder)]
    assert run([*live, "--json"]) == 0
    measured = json.loads(capsys.readouterr().out)
    held, found = measured["totals"]
    assert (held["mode"], held["turns"], found["mode"], found["turns"]) == ("hold", 1, "automatic", 1)
    for turn in measured["turns"]:
        assert 0 < turn["after_s"] < turn["first_sound_s"]
        assert sum(turn["stages"].values()) == pytest.approx(turn["after_s"])
    assert found["endpointing"]["p50"] > 0.5 > held["endpointing"]["p50"]
    assert min(measured["peak_memory_mb"].values()) > 50
    assert len(measured["memory_mb"]) >= 2


def test_where_there_is_no_sound_server_it_says_in_one_line_how_to_get_one(
    models_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert run(["bench", "--live", "--models", str(models_folder)]) == 5
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "pulseaudio" in told and "apt-get install" in told


@pytest.mark.parametrize(
    "arguments",
    [["--demo"], ["--rounds", "0"], ["--rounds", "many"], ["--live", "--turns", "0"], ["--live", "--beam", "1"]],
)
def test_what_can_not_be_measured_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", *arguments]) == 2
    assert capsys.readouterr().out == ""
