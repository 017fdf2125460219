"""What speaks against a translation, from texts alone: the words heard, the translation, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.core.facts import Difference, Fact
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.loops import has_loop
from kiosk.core.tongues import fits
from kiosk.pipeline.facts import another_day, another_thing, differences, find_facts, reads_words
from kiosk.pipeline.guard.duties import another_duty
from kiosk.pipeline.guard.lengths import unlikely
from kiosk.pipeline.guard.polarity import opposite, polarity

HELD_DOUBTS = frozenset(
    {
        "facts.missing",
        "facts.changed",
        "facts.invented",
        "polarity",
        "length.short",
        "length.long",
        "length.cut",
        "loop",
        "loop.cut",
        "source.returned",
        "empty",
        "term.lost",
    }
)
"""Doubts with which a translation is shown and not spoken until somebody says so. A listed name that is
lost (`term.lost`, of `glossary_engines`) is a fact lost. `words.unknown` and what only the way back shows (`back.facts`,
`back.polarity`) are told and hold nothing."""

_LETTER = re.compile(r"[^\W\d_]")
_KANA, _HAN = re.compile(r"[\u3041-\u30ff]"), re.compile(r"[\u4e00-\u9fff\d]")
_CHINESE = re.compile(r"[的了是我你您们們吗嗎请請这這呢很吧]")
_LETTERS_OF_A_SENTENCE = 5
_SMALL_WORD = re.compile(r"(?![A-Z\d])[^\W\d_]{2,}[.,!?]?$")
_REPEATED_WORDS = re.compile(r"(?<!\S)(\S+(?:\s+\S+){1,5}?)[,.]?\s+\1(?!\w)", re.IGNORECASE)
_REPEATED_SIGNS = re.compile(r"(\S{4,40}?)[、。,.\s]?\1")
_SAID_TWICE = re.compile(r"(?<!\S)(\S+(?:\s+\S+){1,40}?)[,.]?\s+\1(?!\w)", re.IGNORECASE)  # a whole sentence, which may be long
_SIGNED_TWICE = re.compile(r"(\S{4,160}?)[、。,.\s]?\1")
_LETTERS_A_WORD = 5  # of a script without spaces: a longer name is rare

_READ = frozenset({"ja", "en", "zh", "ko", "pt", "es", "fr", "th", "vi", "id"})
_SAID_AS_WORDS = 13
"""In a language of which only digits can be read, only what is written in digits counts, and smaller numbers are often written
as words. Where CLDR has the words, numbers from 3 count: one and two are often forms of the noun."""
_HALVES = frozenset({15, 30, 45})
"""Minutes that languages say as halves and quarters."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`doubts`: stable codes, sorted; none: it agrees. `differences`: the facts in which the two texts differ."""

    doubts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.doubts

    @property
    def may_be_acquitted(self) -> bool:
        return "facts.missing" in self.doubts or "polarity" in self.doubts


def forward(source: str, target: str, route: Route) -> Verdict:
    """What speaks against `target` as the translation of `source`."""
    if route.source == route.target or not _LETTER.search(source):
        return _facts(source, target, route)
    if not any(map(str.isalnum, target)):
        return Verdict(("empty",))
    if _returned(source, target, route):
        return Verdict(("source.returned",))
    facts = _facts(source, target, route)
    if route.rewords:  # できなくはありません is できます, and an explanation is longer than its word
        return facts
    found = set(facts.doubts)
    found |= {unlikely(source, route.source, target, route.target)} - {""}
    texts = source, route.source, target, route.target
    if opposite(*texts) or another_duty(*texts):
        found.add("polarity")
    if has_loop(target, source) or (_repeats(target, route.target) and not _says_twice(source, route.source)):
        found.add("loop")
    return Verdict(tuple(sorted(found)), facts.differences)


def backward(source: str, back: str, language: str) -> Verdict:
    """What the way back shows: it is another translator's word, so it holds nothing, see `acquitted`."""
    found = {"back.facts"} if differences(find_facts(source, language), find_facts(back, language)) else set()
    if opposite(source, language, back, language):
        found.add("back.polarity")
    return Verdict(tuple(sorted(found)))


def acquitted(verdict: Verdict, source: str, back: str, language: str) -> Verdict:
    """The verdict without what the way back disproves: a fact that seemed to be missing and is there again must have been
    there, in words that the guard doesn't know; so must have been a denial. What was changed or invented stays."""
    kept = differences(find_facts(source, language), find_facts(back, language))
    lost = {difference.source for difference in kept}
    facts = tuple(each for each in verdict.differences if each.kind != "missing" or each.source in lost)
    doubts = {doubt for doubt in verdict.doubts if not doubt.startswith("facts.")} | _codes(facts)
    if polarity(source, language) == polarity(back, language) != "maybe":
        doubts.discard("polarity")
    return Verdict(tuple(sorted(doubts)), facts)


def _facts(source: str, target: str, route: Route) -> Verdict:
    said, meant = find_facts(source, route.source), find_facts(target, route.target)
    found = differences(said, meant)
    if not {LANGUAGES[route.source].spoken, LANGUAGES[route.target].spoken} <= _READ:
        words = reads_words(route.source) and reads_words(route.target)
        found = tuple(each for each in found if _readable(each, words))
    found += another_day(source, route.source, target, route.target)
    found += another_thing(source, said, route.source, target, meant, route.target)
    return Verdict(tuple(sorted(_codes(found))), found)


def _readable(difference: Difference, words: bool) -> bool:
    """Whether it shows also where only digits, or digits and the words for numbers, can be read."""
    facts = [fact for fact in (difference.source, difference.target) if fact]
    if difference.kind == "changed":
        other_kinds = len({fact.kind for fact in facts}) > 1
        return not (words and other_kinds and any(fact.kind == "time" and not _shows(fact) for fact in facts))  # halb drei
    if words and difference.kind == "missing":
        return all(map(_shows, facts))
    numbers = [int(digits) for fact in facts for digits in re.findall(r"\d+", fact.value)[:1]]
    by_words = any(fact.kind in ("weekday", "date", "duration", "time") for fact in facts)
    return bool(numbers) and max(numbers) >= _SAID_AS_WORDS and not by_words


def _shows(fact: Fact) -> bool:
    """Whether a fact would be there as a number, in digits or in words."""
    sizes = [int(digits) for digits in re.findall(r"\d+", fact.value)]
    match fact.kind:
        case "weekday" | "duration":
            return False
        case "time":
            return sizes[0] % 12 > 2 and sizes[1] not in _HALVES
        case "date":
            return len(fact.value) > 3 and sizes[-1] > 2
        case _:
            return bool(sizes) and sizes[0] > 2


def _codes(found: Iterable[Difference]) -> set[str]:
    return {f"facts.{each.kind}" for each in found}


def _returned(source: str, target: str, route: Route) -> bool:
    """Whether the source came back, untranslated: the same words, or words that are none of the target's language."""
    if LANGUAGES[route.source].spoken == LANGUAGES[route.target].spoken:
        return False
    letters = "".join(_LETTER.findall(target.casefold()))
    alike = fits(source, route.target) >= 0.4  # names, and words that both languages have, prove little
    if not alike and fits(target, route.target) < 0.35 and fits(target, route.source) > 0.45:
        return True
    if letters != "".join(_LETTER.findall(source.casefold())):
        return False
    if _is_a_sentence(source, route.target):
        return True
    if route.target == "ja" and LANGUAGES[route.source].spoken == "zh":
        return False  # 京都大学附属病院 is written alike
    words = len(source.split()) if LANGUAGES[route.source].spaced else len(letters) / _LETTERS_A_WORD
    return words > 1 and fits(source, route.source) > fits(source, route.target)


def _is_a_sentence(text: str, target: str) -> bool:
    """Whether the same text, come back, can't be a name: three words and one of them written small; for Japanese a whole
    sentence without a kana in it."""
    if LANGUAGES[target].spoken == "ja":
        ends = text.rstrip().endswith(("。", "！", "？", "!", "?")) and len(_HAN.findall(text)) >= _LETTERS_OF_A_SENTENCE
        return not _KANA.search(text) and (ends or bool(_CHINESE.search(text)))
    words = text.split()
    return LANGUAGES[target].spaced and len(words) > 2 and any(map(_SMALL_WORD.match, words))


def _repeats(text: str, language: str) -> bool:
    """Whether the same two words, or four letters where no spaces are, stand twice in a row."""
    known = LANGUAGES.get(language)
    pattern = _REPEATED_WORDS if known is None or known.spaced else _REPEATED_SIGNS
    return any(_LETTER.search(match[1]) for match in pattern.finditer(text))


def _says_twice(text: str, language: str) -> bool:
    """As `_repeats`, of what somebody said: whole sentences count too, however many words they have."""
    known = LANGUAGES.get(language)
    pattern = _SAID_TWICE if known is None or known.spaced else _SIGNED_TWICE
    return any(_LETTER.search(match[1]) for match in pattern.finditer(text))
