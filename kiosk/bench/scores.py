"""How good what is installed is: translations, facts, the guard's verdicts, transcripts and the language that was heard."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.bench.clips import Clip, error_rate
from kiosk.bench.lies import lies
from kiosk.core.errors import UsageError
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.protocols import Engines
from kiosk.core.turn import Hint, whole
from kiosk.pipeline.facts import differences, find_facts
from kiosk.pipeline.guard import HELD_DOUBTS, carefully
from kiosk.pipeline.guard.verdict import forward

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TextScore:
    """`facts`: how many the sources hold, `kept`: the share that the translations keep. `held`: the share of the translations
    that the guard would not speak. `wrong_aloud`: the share that it would and that differ in a fact nonetheless: none."""

    route: str
    sentences: int
    chrf: float
    bleu: float
    facts: int
    kept: float
    held: float
    wrong_aloud: float


@dataclass(frozen=True, slots=True)
class GuardScore:
    """Of true translations and of lies about the same sentences. `recall` by kind of lie."""

    route: str
    true: int
    false_alarms: float
    lies: int
    precision: float
    recall: float
    by_kind: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HearingScore:
    """`error`: word errors, or character errors where words aren't set apart. Of the clips in each language, heard between that
    language and Japanese (Japanese: and English): the shares whose language was right, unsure and wrong. `strangers_asked`:
    of clips in a language that isn't on offer, the share that was asked about or taken for nobody."""

    language: str
    clips: int
    error: float
    right: float
    unsure: float
    wrong: float
    strangers_asked: float


def read_pairs(folder: Path, most: int) -> dict[Route, list[Pair]]:
    """Aligned sentences from files NAME.CODE, a sentence a line, as FLORES has them: every pair with Japanese."""
    found = {path.suffix[1:]: path for path in sorted(folder.glob("*.*")) if path.suffix[1:] in LANGUAGES}
    if "ja" not in found or len(found) < 2:
        raise UsageError("usage.text", f"{folder} holds no files NAME.ja and NAME.CODE with a sentence a line")
    lines = {code: path.read_text(encoding="utf-8").splitlines() for code, path in found.items()}
    chosen = random.Random(1).sample(range(len(lines["ja"])), min(most, len(lines["ja"])))  # noqa: S311  the same every time
    pairs: dict[Route, list[Pair]] = {}
    for code in found:
        if code != "ja":
            together = [(lines["ja"][at], lines[code][at]) for at in sorted(chosen) if at < len(lines[code])]
            pairs[Route("ja", code)] = together
            pairs[Route(code, "ja")] = [(other, japanese) for japanese, other in together]
    return pairs


def score_text(engines: Engines, route: Route, pairs: Sequence[Pair]) -> TextScore:
    import sacrebleu  # it looks for a folder for temporary files as soon as it is imported

    made = [whole(carefully(said, route, engines.translator), route) for said, _ in pairs]
    texts, references = [each.text for each in made], [[meant for _, meant in pairs]]
    tokenize = "13a" if LANGUAGES[route.target].spaced else "char"
    held = [not HELD_DOUBTS.isdisjoint(each.doubts) for each in made]
    facts = kept = wrong = 0
    for (said, _), text, is_held in zip(pairs, texts, held, strict=True):
        own = find_facts(said, route.source)
        differing = differences(own, find_facts(text, route.target))
        facts += len(own)
        kept += len(own) - sum(each.source is not None for each in differing)
        wrong += bool(differing) and not is_held
    return TextScore(
        str(route),
        len(pairs),
        sacrebleu.corpus_chrf(texts, references).score,
        sacrebleu.corpus_bleu(texts, references, tokenize=tokenize).score,
        facts,
        kept / facts if facts else 1.0,
        sum(held) / len(pairs),
        wrong / len(pairs),
    )


def score_guard(route: Route, pairs: Sequence[Pair]) -> GuardScore:
    alarms = sum(_held(said, meant, route) for said, meant in pairs)
    caught: dict[str, list[bool]] = {}
    for said, meant in pairs:
        for kind, lie in lies(said, meant, route.target):
            caught.setdefault(kind, []).append(_held(said, lie, route))
    right, total = sum(map(sum, caught.values())), sum(map(len, caught.values()))
    by_kind = {kind: sum(each) / len(each) for kind, each in caught.items()}
    return GuardScore(
        str(route),
        len(pairs),
        alarms / len(pairs),
        total,
        right / (right + alarms) if right + alarms else 1.0,
        right / total if total else 1.0,
        by_kind,
    )


def _held(said: str, meant: str, route: Route) -> bool:
    return not HELD_DOUBTS.isdisjoint(forward(said, meant, route).doubts)


def score_hearing(engines: Engines, clips: Sequence[Clip]) -> Iterator[HearingScore]:
    for language in sorted({clip.language for clip in clips}):
        own = [clip for clip in clips if clip.language == language]
        other = "en" if language == "ja" else "ja"
        errors, outcomes, strangers = [], [], []
        for clip in own:
            errors.append(error_rate(clip, engines.transcriber.transcribe(clip.audio, Hint((language,))).text))
            outcomes.append(_direction(engines, clip, (other, language)))
            offered = next(pair for pair in (("ja", "ko"), ("en", "ko"), ("en", "fr")) if language not in pair)
            strangers.append(_direction(engines, clip, offered) != "wrong")
        count = len(own)
        right, unsure, wrong = (outcomes.count(name) / count for name in ("right", "unsure", "wrong"))
        yield HearingScore(language, count, sum(errors) / count, right, unsure, wrong, sum(strangers) / count)


def _direction(engines: Engines, clip: Clip, offered: tuple[str, str]) -> str:
    heard = engines.transcriber.transcribe(clip.audio, Hint(offered))
    if not heard.text:
        return "unsure"
    return "right" if heard.language == clip.language else "wrong"
