"""A scripted conversation and what must hold of it: turns with their input, and expectations that are checked one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, get_args

from kiosk.core.language import LANGUAGES, Route
from kiosk.core.phrased import SlotValues
from kiosk.core.tables import Table
from kiosk.pipeline.outcome import Outcome
from kiosk.pipeline.phrasebook_slots import SLOTS

Sound = Literal["silence", "white", "fan", "hum", "clicks"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text to be like, and how much: `at_least` 1.0 is the same letters and digits, whatever the case and punctuation."""

    text: str
    at_least: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must hold of a turn; None and empty ask for nothing. In `*_contains` each item may give alternatives, `a|b`.

    `said_back_contains` is asked of what a recogniser makes of the spoken answer. `held`: the guard keeps it from being spoken.
    `doubts`: codes that the translation must carry. `meant`: the phrase that is offered for the words; `offered` false:
    none is. `advice`: kinds of trouble that the coach must find; `advised` false: it finds none.
    """

    heard: bool | None = None
    language: str = ""
    transcript: Likeness | None = None
    transcript_contains: tuple[str, ...] = ()
    transcript_lacks: tuple[str, ...] = ()
    translation: Likeness | None = None
    translation_contains: tuple[str, ...] = ()
    translation_lacks: tuple[str, ...] = ()
    spoken: bool | None = None
    text_only: bool | None = None
    said_back_contains: tuple[str, ...] = ()
    held: bool | None = None
    language_unsure: bool | None = None
    doubts: tuple[str, ...] = ()
    meant: str = ""
    offered: bool | None = None
    advice: tuple[str, ...] = ()
    advised: bool | None = None
    plainer_contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advised:
    """What the kiosk says of somebody's words beside their translation: the id of the phrase that was meant, kinds of trouble,
    and the words made plain."""

    meant: str = ""
    advice: tuple[str, ...] = ()
    plainer: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One of `file` (a sound file), `say` (a text that the kiosk's own voice speaks into the microphone), `text` (typed),
    `sound` (`seconds` of something that isn't speech) or `phrase` (its id, with `values` in its slots) is given. `correct`:
    what somebody puts in the place of what was heard; only translation and speech are made anew. `sources`: the languages that
    may be spoken; `language`: the one that `say` or `text` is in, the first of them when nothing else is said. `anyway`: what
    the guard holds is spoken."""

    who: str
    sources: tuple[str, ...]
    target: str
    expect: Expectation
    language: str
    file: str = ""
    say: str = ""
    text: str = ""
    sound: Sound | None = None
    seconds: float = 5.0
    anyway: bool = False
    phrase: str = ""
    values: SlotValues = ()
    correct: str = ""

    @property
    def input(self) -> str:
        """What went in, for a table. Scenarios are scripts, so this is nobody's speech."""
        return self.file or self.say or self.text or self.phrase or f"{self.sound}, {self.seconds:g} s"


@dataclass(frozen=True, slots=True)
class Lie:
    """What the translator makes of a sentence in this scenario, whatever it would make of it by itself. On the route
    of a lie it knows nothing but lies."""

    route: Route
    said: str
    told: str


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    turns: tuple[Turn, ...]
    lies: tuple[Lie, ...] = ()


def read_scenario(content: Mapping[str, Any], place: str) -> tuple[Scenario, list[str]]:
    """The scenario in a parsed TOML file, and its mistakes, all of them."""
    mistakes: list[str] = []
    top = Table(content, place, mistakes)
    turns = tuple(_turn(table) for table in top.tables("turn"))
    scenario = Scenario(top.text("name"), turns, tuple(_lie(table) for table in top.tables("lie")))
    top.finish()
    if not scenario.turns:
        mistakes.append(f"{place}: there is no [[turn]]")
    return scenario, mistakes


def _turn(table: Table) -> Turn:
    sources = table.texts("from")
    target = table.text("to")
    language = table.text("in", "") or next(iter(sources), "")
    for code in (*sources, target, language):
        if code and code not in LANGUAGES:
            table.wrong("from, to or in", f"unknown language {code!r}")
    if not sources:
        table.wrong("from", 'must list the languages that may be spoken, like ["ja"] or ["ja", "en", "ko"]')
    inputs = {name: table.text(name, "") for name in ("file", "say", "text", "sound", "phrase")}
    if sum(bool(value) for value in inputs.values()) != 1:
        table.wrong("file, say, text, sound, phrase", "give exactly one of them")
    if inputs["sound"] and inputs["sound"] not in get_args(Sound):
        table.wrong("sound", f"must be one of {', '.join(get_args(Sound))}")
    turn = Turn(
        who=table.text("who", "visitor"),
        sources=sources,
        target=target,
        expect=_expectation(table.tables("expect")),
        language=language,
        file=inputs["file"],
        say=inputs["say"],
        text=inputs["text"],
        sound=next((sound for sound in get_args(Sound) if sound == inputs["sound"]), None),
        seconds=table.number("seconds", 5.0, 0.1, 600.0),
        anyway=bool(table.flag("anyway")),
        phrase=inputs["phrase"],
        values=_values(table.tables("values")),
        correct=table.text("correct", ""),
    )
    table.finish()
    return turn


def _values(tables: tuple[Table, ...]) -> SlotValues:
    found = [(slot, table.value(slot)) for table in tables for slot in SLOTS]
    for table in tables:
        table.finish()
    return tuple((slot, value) for slot, value in found if value is not None)


def _lie(table: Table) -> Lie:
    lie = Lie(Route(table.text("from"), table.text("to")), table.text("said"), table.text("told", ""))
    for code in (lie.route.source, lie.route.target):
        if code and code not in LANGUAGES:
            table.wrong("from or to", f"unknown language {code!r}")
    table.finish()
    return lie


def _expectation(tables: tuple[Table, ...]) -> Expectation:
    if not tables:
        return Expectation()
    table = tables[0]
    expectation = Expectation(
        heard=table.flag("heard"),
        language=table.text("language", ""),
        transcript=_likeness(table, "transcript"),
        transcript_contains=table.texts("transcript_contains"),
        transcript_lacks=table.texts("transcript_lacks"),
        translation=_likeness(table, "translation"),
        translation_contains=table.texts("translation_contains"),
        translation_lacks=table.texts("translation_lacks"),
        spoken=table.flag("spoken"),
        text_only=table.flag("text_only"),
        said_back_contains=table.texts("said_back_contains"),
        held=table.flag("held"),
        language_unsure=table.flag("language_unsure"),
        doubts=table.texts("doubts"),
        meant=table.text("meant", ""),
        offered=table.flag("offered"),
        advice=table.texts("advice"),
        advised=table.flag("advised"),
        plainer_contains=table.texts("plainer_contains"),
    )
    table.finish()
    return expectation


def _likeness(table: Table, name: str) -> Likeness | None:
    text = table.text(f"{name}_like", "")
    at_least = table.number(f"{name}_at_least", 0.8, 0.0, 1.0)
    return Likeness(text, at_least) if text else None


def failures(expect: Expectation, outcome: Outcome, said_back: str | None = None, advised: Advised | None = None) -> list[str]:
    """What doesn't hold, a line each; empty when all does. `said_back`: the transcript of the spoken answer."""
    advised = advised or Advised()
    transcript = outcome.transcript.text if outcome.transcript else ""
    translation = outcome.translation.text if outcome.translation else ""
    language = outcome.transcript.language if outcome.transcript else ""
    found = [f"failed: {outcome.failed}"] if outcome.failed else []
    found += _same("heard", expect.heard, outcome.heard)
    found += _same("spoken", expect.spoken, bool(outcome.speech))
    found += _same("held", expect.held, outcome.held)
    found += _same("language unsure", expect.language_unsure, outcome.language_unsure)
    doubts = outcome.translation.doubts if outcome.translation else ()
    found += [f"doubts: {', '.join(doubts) or 'none'}, not {doubt}" for doubt in expect.doubts if doubt not in doubts]
    found += _same("phrase meant", expect.meant or None, advised.meant)
    found += _same("phrase offered", expect.offered, bool(advised.meant))
    found += _same("advised", expect.advised, bool(advised.advice))
    found += [
        f"advice: {', '.join(advised.advice) or 'none'}, not {kind}" for kind in expect.advice if kind not in advised.advice
    ]
    found += _same("text only", expect.text_only, outcome.text_only)
    found += _same("language", expect.language or None, language)
    for name, text, likeness, contains, lacks in (
        ("transcript", transcript, expect.transcript, expect.transcript_contains, expect.transcript_lacks),
        ("translation", translation, expect.translation, expect.translation_contains, expect.translation_lacks),
        ("said back", said_back or "", None, expect.said_back_contains, ()),
        ("plainer", advised.plainer, None, expect.plainer_contains, ()),
    ):
        if likeness is not None and (like := similarity(likeness.text, text)) < likeness.at_least:
            found.append(f"{name}: {like:.2f} like the expected text, not {likeness.at_least:.2f}: {text}")
        found += [f"{name}: lacks {item!r}: {text}" for item in contains if not _holds(text, item)]
        found += [f"{name}: has {item!r}: {text}" for item in lacks if _holds(text, item)]
    return found


def similarity(expected: str, text: str) -> float:
    """0..1: the share of letters and digits in common, in order (Ratcliff and Obershelp, as difflib has it)."""
    return SequenceMatcher(None, plain(expected), plain(text), autojunk=False).ratio()


def plain(text: str) -> str:
    """Letters, marks and digits only, lower case, one width: what is said, however it is written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


def _holds(text: str, item: str) -> bool:
    return any(plain(choice) in plain(text) for choice in item.split("|"))


def _same(name: str, wanted: bool | str | None, seen: bool | str) -> list[str]:
    return [] if wanted is None or wanted == seen else [f"{name}: {seen!r}, not {wanted!r}"]
