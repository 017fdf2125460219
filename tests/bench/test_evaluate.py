"""`kiosk eval`: noise becomes no turns, lies are told apart from true translations, and a report says so."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kiosk.app import assemble
from kiosk.bench import noises
from kiosk.bench.clips import Clip, synthesized
from kiosk.bench.false_turns import listen
from kiosk.bench.lies import lies
from kiosk.bench.scores import read_pairs, score_guard, score_hearing, score_text
from kiosk.cli import run
from kiosk.core.audio import Audio, join
from kiosk.core.errors import UsageError
from kiosk.core.language import Route
from kiosk.core.turn import Hint
from kiosk.engines import Need
from kiosk.engines.scripted import ScriptedSynthesizer, scripted_engines

JA_EN = Route("ja", "en")
SAID = "料金は853円です。\n一番近い病院はどこですか。\n"
MEANT = "The fare is 853 yen.\nWhere is the nearest hospital?\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "dev.ja").write_text(SAID, encoding="utf-8")
    (tmp_path / "dev.en").write_text(MEANT, encoding="utf-8")
    return tmp_path


def melody(text: str, language: str) -> Audio:
    return join([Audio.silence(0.5), *ScriptedSynthesizer().synthesize(text, language), Audio.silence(1.5)])


@pytest.mark.parametrize("kind", noises.KINDS)
def test_a_noise_has_its_length_and_level_and_is_the_same_every_time(kind: str) -> None:
    voices = [melody("Where is the nearest hospital?", "en")]
    noise = noises.noise(kind, 2.0, -40.0, 7, voices)
    assert noise.duration_s == 2.0
    assert np.array_equal(noise.samples, noises.noise(kind, 2.0, -40.0, 7, voices).samples)
    if kind != "silence":
        assert 10 * np.log10(np.mean(np.square(noise.samples))) == pytest.approx(-40.0, abs=2.0)


def test_minutes_of_noise_come_in_turns_and_without_voices_there_is_no_crowd() -> None:
    assert [kind for kind, _ in noises.minutes(10)] == [*noises.KINDS[:-1], "silence"]


def test_a_turn_in_the_noise_is_counted() -> None:
    found = listen([("silence", Audio.silence(4.0)), ("talk", melody("853円です。", "ja"))], scripted_engines(), Hint(("ja",)))
    assert found.heard == 1 and found.turns == {"talk": 1} and found.per_hour > 0


def test_two_minutes_of_every_noise_become_no_turn(models_folder: Path) -> None:
    engines = assemble(models=models_folder).engines(Need(voices=("en", "ja")), seed=1)
    voices = [clip.audio for clip in synthesized(engines.synthesizer)]
    slices = ((kind, noises.noise(kind, 12.0, -35.0, 3, voices)) for kind in noises.KINDS)
    found = listen(slices, engines, Hint(("ja", "en", "zh", "ko")))
    assert found.minutes == pytest.approx(2.0)
    assert found.turns == {} and found.unsure == {}


def test_a_number_is_spoilt_dropped_and_invented() -> None:
    told = dict(lies("料金は853円です。", "The fare is 853 yen.", "en"))
    assert told["number changed"] == "The fare is 835 yen."
    assert told["number dropped"] == "The fare is  yen."
    assert told["number invented"].startswith("The fare is 853 yen. ")
    assert told["source returned"] == "料金は853円です。" and told["nothing"] == ""


def test_the_guard_is_scored_on_true_translations_and_lies(texts: Path) -> None:
    score = score_guard(JA_EN, read_pairs(texts, 10)[JA_EN])
    assert (score.true, score.false_alarms, score.precision, score.recall) == (2, 0.0, 1.0, 1.0)


def test_a_translator_is_scored_on_what_it_keeps(texts: Path) -> None:
    score = score_text(scripted_engines(), JA_EN, read_pairs(texts, 10)[JA_EN])
    assert (score.sentences, score.facts, score.held, score.wrong_aloud) == (2, 1, 0.5, 0.0)
    assert 0 < score.chrf <= 100


def test_hearing_is_scored_by_language() -> None:
    clips = [Clip("one", "en", "Where is it?", melody("Where is it?", "en")), Clip("two", "ja", "はい", melody("はい", "ja"))]
    english, japanese = score_hearing(scripted_engines(), clips)
    assert (english.language, english.error, english.right, english.strangers_asked) == ("en", 0.0, 1.0, 1.0)
    assert (japanese.language, japanese.clips, japanese.wrong) == ("ja", 1, 0.0)


def test_a_folder_without_japanese_is_told(tmp_path: Path) -> None:
    (tmp_path / "dev.en").write_text("x\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"NAME\.ja"):
        read_pairs(tmp_path, 5)


def test_the_command_writes_a_report_and_the_figures(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["eval", "--demo", "--text", str(texts), "--noise", "1", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert printed == (out / "report.md").read_text(encoding="utf-8")
    assert "| ja->en | 2 |" in printed and "1 minutes: 0 stretches" in printed
    figures = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert figures["guard"][0]["recall"] == 1.0 and figures["noise"]["turns"] == {}


def test_without_anything_to_measure_on_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "--demo"]) == 2
    assert "--text" in capsys.readouterr().err
