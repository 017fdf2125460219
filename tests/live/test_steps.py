"""What the engine process does with each kind of job."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.audio import Audio
from kiosk.core.live import LookedAgain, PartialHeard, PartialWork, SecondLook
from kiosk.core.turn import Hint, Transcript
from kiosk.engines.scripted import ScriptedTranscriber, scripted_engines
from kiosk.live.worker import Drafts, steps


def test_words_while_someone_speaks_are_a_draft_without_english() -> None:
    asked: list[Hint] = []

    class Watched(ScriptedTranscriber):
        def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
            asked.append(hint)
            return Transcript("xe buýt", "vi")

    engines = replace(scripted_engines(), transcriber=Watched())
    work = PartialWork(3, Audio.silence(1.0), Hint(("vi", "en"), frozenset({"vi"})))
    assert list(steps(work, engines)) == [PartialHeard(3, "xe buýt", "vi")]
    assert asked == [Hint(("vi", "en"), quickly=True)]


def test_a_second_look_tells_everything_it_may_have_been() -> None:
    asked: list[Hint] = []

    class Watched(ScriptedTranscriber):
        def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
            asked.append(hint)
            return Transcript("病院", "ja", others=("美容院",)) if len(asked) == 1 else Transcript("", "ja")

    engines = replace(scripted_engines(), transcriber=Watched())
    work = SecondLook(3, Audio.silence(1.0), Hint(("ja",), frozenset({"ja"})))
    assert list(steps(work, engines)) == [LookedAgain(3, ("病院", "美容院"))]
    assert list(steps(work, engines)) == [LookedAgain(3, ())]
    assert asked == [Hint(("ja",), widely=True)] * 2


def test_where_a_draft_takes_long_the_next_ones_are_passed_over_for_a_while() -> None:
    drafts = Drafts()
    assert drafts.due(100.0)
    drafts.took(100.0, 100.3)
    assert drafts.due(100.3)
    drafts.took(101.0, 102.0)
    assert not drafts.due(103.9)
    assert drafts.due(104.0)
