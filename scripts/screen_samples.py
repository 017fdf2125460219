"""Every state that the screens can be in, as scenes with sentences from a counter: for the pictures and for the tests."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from kiosk.core.language import EASY
from kiosk.core.phrased import SlotValues
from kiosk.core.scene import AUTO, Bubble, Notice, Phase, Scene, Side, SideView, Words, Works
from kiosk.phrasebook_files import load_phrasebook, plain_words
from kiosk.pipeline.coach import coach, plain, sentences
from kiosk.pipeline.facts import differences, find_facts
from kiosk.pipeline.phrasebook_adviser import phrased

LANGUAGES = ("ja", "en", "th", "ar")
"""The visitor's. The staff speak Japanese, or English where the visitor speaks Japanese."""

_SAID: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("screen_samples.toml").read_text(encoding="utf-8")
)

_TALK: tuple[tuple[Side, str], ...] = (
    ("visitor", "asked"),
    ("staff", "answered"),
    ("visitor", "thanks"),
    ("visitor", "where"),
    ("staff", "near"),
)

_ALL: frozenset[Works] = frozenset({"talk", "type", "sound", "phrases"})
_TYPING: frozenset[Works] = frozenset({"type", "sound", "phrases"})
_SILENT: frozenset[Works] = frozenset({"sound"})
_PHRASES: frozenset[Works] = frozenset({"sound", "phrases"})


_NOWHERE = Path(__file__).parent / "kiosk.toml"  # no town's own files are beside it


@dataclass(frozen=True, slots=True)
class Pair:
    """Who speaks what."""

    staff: str
    visitor: str

    @staticmethod
    def of(visitor: str) -> Pair:
        return Pair("en" if visitor == "ja" else "ja", visitor)

    def language(self, side: Side) -> str:
        return self.staff if side == "staff" else self.visitor

    def bubble(self, number: int, side: Side, what: str) -> Bubble:
        """A turn that is done."""
        own = self.language(side)
        other = self.language("visitor" if side == "staff" else "staff")
        return Bubble(number, side, "done", own, other, transcript=_SAID[what][own], translation=_SAID[what][other])

    def phrase(self, number: int, side: Side, id: str, values: SlotValues = ()) -> Bubble:
        """A verified phrase that was said."""
        own = self.language(side)
        other = self.language("visitor" if side == "staff" else "staff")
        said = phrased(load_phrasebook(), id, values, own, other)
        if said is None:
            raise LookupError(f"the phrases have no {id} for {own} and {other}")
        return Bubble(number, side, "done", own, other, transcript=said.said, translation=said.means, phrase=said)

    def scene(self, phase: Phase, *turns: Bubble) -> Scene:
        sides = SideView(self.staff, self.staff), SideView(self.visitor, self.visitor)
        return Scene(1, phase, *sides, turns=turns, works=_ALL)

    def talked(self, count: int) -> tuple[Bubble, ...]:
        return tuple(self.bubble(number, *_TALK[(number - 1) % len(_TALK)]) for number in range(1, count + 1))


def conversation(visitor: str) -> Iterator[tuple[str, Scene]]:
    """Each state of the conversation with somebody who speaks that language, and the name of its picture."""
    pair = Pair.of(visitor)
    ready = pair.scene("ready")
    yield "empty", ready
    for count in (1, 3, 20):
        yield f"bubbles-{count}", replace(ready, turns=pair.talked(count))
    yield "long", replace(ready, turns=(pair.bubble(1, "visitor", "asked"), pair.bubble(2, "staff", "long")))
    yield from _at_work(pair)
    yield from _troubled(pair)
    if "en" not in (pair.staff, pair.visitor):
        by_english = [
            replace(turn, pivot=_SAID[what]["en"]) for turn, what in zip(pair.talked(2), ("asked", "answered"), strict=True)
        ]
        yield "pivot", replace(ready, turns=tuple(by_english))
    yield "countdown", replace(ready, turns=pair.talked(3), countdown_s=9)
    yield from _with_phrases(pair)


def _with_phrases(pair: Pair) -> Iterator[tuple[str, Scene]]:
    asked = pair.phrase(1, "staff", "how-many-people")
    yield "phrase-asked", pair.scene("ready", asked)
    yield "phrase-answered", pair.scene("ready", asked, pair.phrase(2, "visitor", "answer-people", (("count", 3),)))
    yield "phrase-read", pair.scene("ready", replace(pair.phrase(1, "staff", "welcome"), text_only=True))
    meant = pair.phrase(2, "staff", "next-departure", (("time", time(14, 35)),)).phrase
    bus = replace(pair.bubble(2, "staff", "leaves"), meant=meant)
    yield "phrase-meant", pair.scene("ready", pair.bubble(1, "visitor", "when"), bus)
    counsel = coach(_SAID["official"]["ja"], plain_words(_NOWHERE))
    kinds = tuple(dict.fromkeys(advice.kind for advice in counsel.advice))
    official = pair.bubble(2, "staff", "official")
    plainer = counsel.plainer if pair.staff == "ja" else _SAID["plainer"][pair.staff]
    yield "coached", pair.scene("ready", pair.bubble(1, "visitor", "asked"), replace(official, advice=kinds, plainer=plainer))


def reworded() -> Scene:
    """What the staff said, for somebody who chose plain Japanese."""
    said = _SAID["official"]["ja"]
    easy = "".join(plain(sentence, plain_words(_NOWHERE)) for sentence in sentences(said))
    return Pair("ja", EASY).scene("ready", Bubble(1, "staff", "done", "ja", EASY, transcript=said, translation=easy))


def _half_said(language: str) -> Words:
    return Words(_SAID["stable"][language], _SAID["tentative"][language])


def _at_work(pair: Pair) -> Iterator[tuple[str, Scene]]:
    said = pair.bubble(2, "staff", "answered")
    sides: tuple[Side, Side] = ("staff", "visitor")
    for side in sides:
        own, other = pair.language(side), pair.language("visitor" if side == "staff" else "staff")
        draft = Bubble(4, side, "saying", own, other, words=_half_said(own))
        scene = pair.scene("listening", *pair.talked(3), draft)
        view = SideView(own, own, "hold" if side == "staff" else "tap", -22.0)
        yield f"listening-{side}", replace(scene, **{side: view})  # type: ignore[arg-type]
    yield "thinking", pair.scene("thinking", pair.bubble(1, "visitor", "asked"), replace(said, stage="working", translation=""))
    yield "speaking", pair.scene("speaking", pair.bubble(1, "visitor", "asked"), replace(said, speaking=True))


def _troubled(pair: Pair) -> Iterator[tuple[str, Scene]]:
    asked = pair.bubble(1, "visitor", "asked")
    doubted = Bubble(2, "staff", "done", pair.staff, pair.visitor, transcript=_SAID["right"][pair.staff])
    wrong = _SAID["wrong"][pair.visitor]
    differing = differences(find_facts(doubted.transcript, pair.staff), find_facts(wrong, pair.visitor))
    doubted = replace(doubted, translation=wrong, doubts=("facts.changed",), differences=tuple(differing), asks=True)
    yield "doubt", pair.scene("ready", asked, doubted)
    if "en" not in (pair.staff, pair.visitor):  # a way by two hops, and what each of them made
        both = replace(doubted, pivot=_SAID["wrong"]["en"], back=_SAID["wrong"][pair.staff])
        yield "doubt-pivot", pair.scene("ready", asked, both)
    yield "text-only", pair.scene("ready", asked, replace(pair.bubble(2, "staff", "answered"), text_only=True))
    failed = replace(pair.bubble(2, "staff", "answered"), translation="", failed="translation.failed")
    notice = Notice("translation.failed", "staff")
    yield "failed", replace(pair.scene("ready", asked, failed), notices=(notice,))
    yield "nothing-heard", replace(pair.scene("ready", asked), notices=(Notice("nothing_heard", "visitor"),))
    mute = Notice("loudspeaker.lost", detail="vanished")
    yield "no-loudspeaker", replace(pair.scene("ready", *pair.talked(2)), notices=(mute,), works=_ALL - _SILENT)


def waiting(pair: Pair) -> Scene:
    """Nobody is here."""
    return replace(pair.scene("attract"), session=0, visitor=SideView(AUTO, ""))


def picking(visitor: str) -> Iterator[tuple[str, Scene]]:
    """What happens on the picker while a language is to be recognised."""
    pair = Pair.of(visitor)
    nobody = waiting(pair)
    yield "picker-listening", replace(nobody, phase="listening", visitor=SideView(AUTO, "", "tap", -22.0))
    yield "picker-thinking", replace(nobody, phase="thinking")
    yield "picker-unsure", replace(nobody, phase="ready", notices=(Notice("language.unsure", "visitor"),))
    yield "picker-unheard", replace(nobody, phase="ready", notices=(Notice("nothing_heard", "visitor"),))


def around(visitor: str) -> Iterator[tuple[str, Scene]]:
    """The states outside a conversation."""
    pair = Pair.of(visitor)
    nobody = waiting(pair)
    yield "attract", nobody
    yield "starting", replace(nobody, phase="starting", works=frozenset())
    broken = replace(nobody, phase="out_of_order")
    deaf = Notice("microphone.lost", detail="vanished")
    yield "out-microphone", replace(broken, reasons=("microphone.lost",), notices=(deaf,), works=_TYPING)
    yield "out-engine", replace(broken, reasons=("engine.broken",), notices=(Notice("engine.broken"),), works=_SILENT)
    yield "out-model", replace(broken, reasons=("model.missing",), notices=(Notice("model.missing"),), works=_PHRASES)
    both = replace(broken, reasons=("model.missing", "microphone.lost"), notices=(Notice("model.missing"), deaf))
    yield "out-both", replace(both, works=frozenset())
    yield "restarting", replace(pair.scene("ready", *pair.talked(2)), notices=(Notice("engine.restarting"),))
    during = replace(pair.scene("out_of_order", *pair.talked(2)), reasons=("microphone.lost",), notices=(deaf,), works=_TYPING)
    yield "out-during", during
