"""A turn as one side sees it: its own words large where it spoke, the translation large where the other one did. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kiosk.core.facts import Fact
from kiosk.core.scene import Bubble, Scene, Side
from kiosk.core.turn import Alternative
from kiosk.pipeline.hesitation import instead
from kiosk.ui.fonts import family


@dataclass(frozen=True, slots=True)
class BubbleRow:
    """`number`: the bubble's id. `mine`: this side said it; `byStaff`: who did, for its colour. `main`, `minor`: what this side
    reads, and the other language's words; `tentative` goes after `main` and may still change. `pivot`: the English in the
    middle of a way by two hops, for the staff. `note`: a text's key, "" for none. `show`: what is shown large to whoever it
    was said to. `asks`: this side must look at it before it is spoken. `markedMain`, `markedMinor`: as styled text in which
    the facts that differ, or the words that may still change, stand out. `doubts` is a list because Qt turns
    no tuple into one. `mark`: the key of whether a phrase was checked, "" where this is none. `instead`: other readings of what
    was heard, each with a `label` and the whole `text`; the words in doubt are underlined in `markedMain`. `corrected`: it was
    typed over."""

    number: int
    mine: bool
    byStaff: bool
    main: str
    tentative: str
    mainFace: str
    minor: str
    minorFace: str
    back: str
    pivot: str
    note: str
    show: str
    showFace: str
    stage: str
    speaking: bool
    asks: bool
    doubts: list[str]
    markedMain: str
    markedMinor: str
    digits: str
    mark: str
    canHear: bool
    canShow: bool
    canTakeBack: bool
    canCorrect: bool
    instead: list[dict[str, str]]
    corrected: bool


def seen_by(side: Side, scene: Scene) -> list[BubbleRow]:
    """Oldest first. What is held back because it may be wrong isn't shown to the one it is for."""
    rows = [row_of(bubble, side, scene) for bubble in scene.turns]
    return [row for row in rows if not (row.asks and not row.mine)]


def row_of(bubble: Bubble, side: Side, scene: Scene) -> BubbleRow:
    mine = bubble.side == side
    own = scene.view(bubble.side).known
    said, meant = family(bubble.language or own), family(bubble.target)
    heard = bubble.transcript or bubble.words.stable
    tentative = bubble.words.tentative if mine and not bubble.transcript else ""
    main, minor = (heard, bubble.translation) if mine else (bubble.translation, heard)
    waits = not mine and not bubble.translation
    done = bubble.stage == "done" and not bubble.asks
    return BubbleRow(
        number=bubble.id,
        mine=mine,
        byStaff=bubble.side == "staff",
        main=main,
        tentative=tentative,
        mainFace=said if mine else meant,
        minor=minor,
        minorFace=meant if mine else said,
        back=bubble.back if mine else "",
        pivot=bubble.pivot if side == "staff" and "en" not in (bubble.language, bubble.target) else "",
        note=_note(bubble, mine, waits),
        show=bubble.translation,
        showFace=meant,
        stage=bubble.stage,
        speaking=bubble.speaking,
        asks=bubble.asks,
        doubts=list(bubble.doubts),
        markedMain=_marked_main(bubble, tentative),
        markedMinor=_marked(bubble.translation, [one.target for one in bubble.differences]) if bubble.asks else "",
        digits=_digits(bubble),
        mark="" if bubble.phrase is None else "phrases.checked" if bubble.phrase.checked else "phrases.unchecked",
        canHear=done and bool(bubble.translation) and not bubble.text_only and "sound" in scene.works,
        canShow=done and bool(bubble.translation),
        canTakeBack=mine and bubble.stage != "saying",
        instead=_instead(bubble) if mine else [],
        corrected=bubble.corrected,
        canCorrect=mine and bubble.stage == "done" and bool(bubble.transcript) and "type" in scene.works,
    )


def _instead(bubble: Bubble) -> list[dict[str, str]]:
    heard = bubble.transcript
    return [{"label": _label(heard, one), "text": instead(heard, one)} for one in bubble.alternatives]


def _label(heard: str, one: Alternative) -> str:
    """A single letter says little without what stands before it."""
    start = one.start if max(one.end - one.start, len(one.text)) > 1 else max(0, one.start - 2)
    return f"{heard[start : one.end]} → {heard[start : one.start]}{one.text}"


def _note(bubble: Bubble, mine: bool, waits: bool) -> str:
    """What is to be said about it, as the key of a text; the first of these that is so."""
    notes = {
        "bubble.failed": bool(bubble.failed),
        "state.other_listening": waits and bubble.stage == "saying",
        "state.thinking": waits or (bubble.stage == "working" and not bubble.translation),
        "state.speaking": bubble.speaking,
        "bubble.text_only": bubble.text_only and mine,
        f"doubt.{next(iter(bubble.doubts), '')}": bool(bubble.doubts) and not bubble.asks,
    }
    return next((key for key, there in notes.items() if there), "")


def _digits(bubble: Bubble) -> str:
    """The facts as they were said that are missing or other in the translation."""
    facts = [difference.source for difference in bubble.differences if difference.source is not None]
    return "   ".join(bubble.transcript[fact.start : fact.end] for fact in facts)


def _marked_main(bubble: Bubble, tentative: str) -> str:
    if tentative:
        return f"{escape(bubble.words.stable)}<i>{escape(tentative)}</i>"
    return _marked(bubble.transcript, [one.source for one in bubble.differences] if bubble.asks else bubble.alternatives)


def _marked(text: str, facts: Iterable[Fact | Alternative | None]) -> str:
    """Styled text for Qt: these places of it bold and underlined, everything else as it is."""
    parts, done = [], 0
    for start, end in sorted((fact.start, fact.end) for fact in facts if fact is not None):
        if start >= done:
            parts += [escape(text[done:start]), f"<b><u>{escape(text[start:end])}</u></b>"]
            done = end
    return "".join([*parts, escape(text[done:])])
