"""Fill the counter and shelter sentences of data/templates.tsv with values that read alike in both languages."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import values
from tokenizer import PLACEHOLDERS

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{(?:(a) )?((?:color )?)([a-z]+)(\d?)\}")
FREE, SHARED = re.compile(r"\(([^()]*\|[^()]*)\)"), re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")

MASKED = 0.12
"""Part of the filled sentences whose slots become placeholders, each with even odds."""

UNMASKABLE = frozenset(
    {
        "side",
        "ordinal",
        "people",
        "adults",
        "symptom",
        "color",
        "language",
        "person",
        "hazard",
        "body",
        "number",
        "day",
        "weekday",
    }
)
"""Kinds that a guard or glossary would not protect, or that bend to the sentence around them."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with slots, in both languages."""

    english: str
    japanese: str


def chosen(text: str, shared: list[float], rng: random.Random) -> str:
    """Settle the choices: `shared` holds one number in 0..1 for each bracket, the same for both languages."""
    numbers = iter(shared)

    def same(match: re.Match[str]) -> str:
        options = match[1].split("|")
        return options[int(next(numbers) * len(options))]

    text = SHARED.sub(same, text)
    if isinstance(rng, values.Plain) and text.isascii():
        return FREE.sub(lambda m: m[1].split("|")[0], text)
    return FREE.sub(lambda m: rng.choice(m[1].split("|")), text)


def with_article(english: str) -> str:
    return ("an " if english[0].lower() in "aeiou" and not english.startswith("one") else "a ") + english


class Templates:
    """All templates and word lists, filled at random, each template as often as any other."""

    def __init__(self, templates: list[Template], words: dict[str, list[tuple[str, str]]]) -> None:
        self.templates, self.words = templates, words

    @classmethod
    def shipped(cls) -> Self:
        words: dict[str, list[tuple[str, str]]] = {}
        for line in (DATA / "words.tsv").read_text(encoding="utf-8").splitlines():
            kind, english, japanese = line.split("\t")
            words.setdefault(kind, []).append((english, japanese))
        lines = (DATA / "templates.tsv").read_text(encoding="utf-8").splitlines()
        return cls([Template(*line.split("\t")) for line in lines if line and not line.startswith("#")], words)

    def fill(self, rng: random.Random) -> tuple[str, str]:
        """One English sentence and its Japanese; with values.Plain as `rng` the English takes one form only."""
        template = rng.choice(self.templates)
        shared = [rng.random() for _ in range(4)]
        english, japanese = chosen(template.english, shared, rng), chosen(template.japanese, shared, rng)
        spans = self.spans(english, japanese, rng)
        english = SLOT.sub(lambda m: self.worded(m, spans), english)
        japanese = SLOT.sub(lambda m: spans[m[3] + m[4]][1], japanese)
        return english[0].upper() + english[1:].replace("m..", "m."), japanese

    def worded(self, match: re.Match[str], spans: dict[str, tuple[str, str]]) -> str:
        text = spans[match[3] + match[4]][0]
        if match[2]:
            text = f"{spans['color'][0]} {text}"
        return with_article(text) if match[1] and text[0] != "⟦" else text

    def spans(self, english: str, japanese: str, rng: random.Random) -> dict[str, tuple[str, str]]:
        """A value for every slot of both sentences."""
        found: dict[str, tuple[str, str]] = {}
        marks = rng.sample(PLACEHOLDERS, len(PLACEHOLDERS))
        hidden = rng.random() < MASKED
        names = [("color", "color")] if "{a color" in english else []
        names += [(m[3] + m[4], m[3]) for m in SLOT.finditer(english + japanese)]
        for name, kind in dict(names).items():
            if hidden and kind not in UNMASKABLE and rng.random() < 0.5:
                found[name] = (mark := marks.pop(), mark)
            elif kind in self.words:
                found[name] = rng.choice([w for w in self.words[kind] if w not in found.values()])
            else:
                found[name] = values.MAKERS[kind](rng)
        return found
