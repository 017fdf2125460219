"""What one turn of a conversation is made of, from the sound that came in to the words that go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from kiosk.core.audio import Audio
from kiosk.core.facts import Difference
from kiosk.core.language import Route


@dataclass(frozen=True, slots=True)
class Hint:
    """What the listener may expect: the codes of the languages on offer, and which of them want English at once.

    `languages`: never empty; one code means the language is known. `english_for`: source languages from which no text
    package leads, so that the recogniser's own speech-to-English translation is the first hop. `quickly`: a draft will do,
    for words that are shown while someone speaks. `widely`: what else it may have been is what is asked for.
    """

    languages: tuple[str, ...]
    english_for: frozenset[str] = frozenset()
    quickly: bool = False
    widely: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """One utterance on its way in. `turn` numbers it; `target` is the language to answer in. `otherwise`: the one to answer in
    where the speech turns out to be in `target` itself; "" where it never is."""

    turn: int
    audio: Audio
    hint: Hint
    target: str
    otherwise: str = ""

    def target_for(self, language: str) -> str:
        """What to answer in when this is spoken."""
        return self.otherwise if self.otherwise and language == self.target else self.target


@dataclass(frozen=True, slots=True)
class Alternative:
    """A doubtful word: the characters of a text from `start` to `end` may have been `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard. `text == ""` means nobody spoke, which is a result and not an error.

    `confidence`: 0..1, the geometric mean of the token probabilities. `candidates`: the offered languages with their
    probabilities (they sum to 1), most likely first. `english`: the speech in English, when the hint asked for it. `unsure`:
    somebody spoke, but it may be none of the offered languages; then `text` is "". `others`: what else the whole of it may have
    been, the likeliest first.
    """

    text: str
    language: str
    confidence: float = 1.0
    candidates: tuple[tuple[str, float], ...] = ()
    english: str | None = None
    unsure: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """The words in the other language, of a whole text or of a part of it.

    `sentences`: in order, never empty strings. `pivot`: the English in the middle when the route took two hops.
    `models`: ids of what made it, in order. `doubts`: stable codes for what may be wrong with it (`loop.cut`,
    `length.cut`, `words.unknown`), sorted, empty when nothing was noticed. `source`: the words that this says in the other
    language. `differences`: the facts in which the two differ, with their places in the whole text and the whole translation.
    `back`: the translation in the language of the source once more, "" when nobody made it.
    """

    sentences: tuple[str, ...]
    route: Route
    pivot: str | None = None
    models: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    source: str = ""
    differences: tuple[Difference, ...] = ()
    back: str = ""

    @property
    def text(self) -> str:
        """The sentences as one line, spaced as the language spaces them."""
        return self.route.target_joiner.join(self.sentences)

    def then(self, part: Translation) -> Translation:
        """This and the part that follows it, as one."""
        joiner = Route(self.route.target, self.route.source).target_joiner
        pivots = [pivot for pivot in (self.pivot, part.pivot) if pivot is not None]
        return Translation(
            self.sentences + part.sentences,
            self.route,
            " ".join(pivots) if pivots else None,
            tuple(dict.fromkeys(self.models + part.models)),
            tuple(sorted({*self.doubts, *part.doubts})),
            joiner.join(said for said in (self.source, part.source) if said),
            self.differences + part.differences,
        )


def whole(parts: Iterable[Translation], route: Route) -> Translation:
    """The parts of one text as one translation; without sentences when there are none."""
    return reduce(Translation.then, parts, Translation((), route))
