"""Which of the offered languages was spoken, from the recogniser's probabilities and what it wrote in each: pure.

As RTranslator compares two decodings: what is no speech goes first, then counts which text really is in its own language,
then how sure the recogniser was of its words. What stays close is nobody's guess: the answer is that it isn't known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.core.language import LANGUAGES
from kiosk.core.tongues import fits

# Measured with Whisper base on recordings in nine languages, whole, and cut to 3, 1.2 and 0.6 s: the spoken language has 0.74
# and more where 1.2 s or more were said clearly; where it isn't the first, the first has under 0.4.
CLEAR = 0.7
_STRANGER = 0.5  # another language, which isn't on offer, is meant from here on ...
_STRANGER_TIMES = 4.0  # ... if it is so many times as likely as the likeliest of the offered
_LEAST = 0.2  # under this the first language is a guess; of a syllable that may be all there is
_CLOSE = 0.2  # of the likeliest: a language under that share of it isn't worth a decoding
_MOST_DECODED = 2

_KIN = tuple(
    frozenset(family.split())
    for family in (
        "hi ur ne", "id ms jw su", "no nn da sv", "es gl ca", "pt gl", "nl af", "ru uk be",
        "zh yue", "tl haw", "cs sk", "sr hr bs", "lo th", "ro mo",
    )
)  # fmt: skip
"""Languages that a small recogniser takes for each other."""

_CATCH_ALL = frozenset({"nn", "la", "cy", "haw", "jw", "sa", "mi", "br", "fo", "oc"})
"""Where its doubt goes: hardly anybody at a counter speaks them, so they speak against nothing."""

_SURE_OF_WORDS = -0.9
_A_SYLLABLE, _SURE_OF_A_SYLLABLE = 4, -0.6
"""Letters, and how sure the recogniser is of so few where it had to be decoded to know the language: "No?" was Japanese."""
_MARGIN = 0.35


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser wrote when told that this is `language`; `spoke`: it took it for speech. `share`: of the probability
    among the offered languages."""

    language: str
    text: str
    logprob: float
    spoke: bool
    share: float

    @property
    def weight(self) -> float:
        """Higher is likelier. Told a language, the recogniser mostly writes in it, whatever was said: a text that is in its own
        language speaks for little, one that isn't speaks against it."""
        return 2.0 * min(fits(self.text, self.language), 0.5) + self.logprob + self.share


def to_decode(heard: Mapping[str, float], offered: Sequence[str]) -> tuple[str, ...]:
    """The offered languages worth decoding, likeliest first: one when it is clear, none when another may have been spoken.

    `heard`: the probabilities of all languages the recogniser knows, by spoken code.
    """
    known = sorted(offered, key=lambda code: -heard.get(LANGUAGES[code].spoken, 0.0))
    best = heard.get(LANGUAGES[known[0]].spoken, 0.0)
    spoken = {LANGUAGES[code].spoken for code in offered}
    stranger = max((p for code, p in heard.items() if _is_stranger(code, spoken)), default=0.0)
    if best < _LEAST or (stranger >= _STRANGER and stranger >= _STRANGER_TIMES * best):
        return ()
    if best >= CLEAR:
        return (known[0],)
    close = [code for code in known if heard.get(LANGUAGES[code].spoken, 0.0) >= _CLOSE * best]
    decoded: list[str] = []
    for code in close:
        if all(LANGUAGES[code].spoken != LANGUAGES[other].spoken for other in decoded):
            decoded.append(code)
    return tuple(decoded[:_MOST_DECODED])


def shares_of(heard: Mapping[str, float], offered: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The offered languages with their share of the probability, most likely first."""
    weights = {code: heard.get(LANGUAGES[code].spoken, 0.0) for code in offered}
    total = sum(weights.values()) or 1.0
    return tuple(sorted(((code, p / total) for code, p in weights.items()), key=lambda item: -item[1]))


def choose(readings: Sequence[Reading]) -> Reading | None:
    """The reading that was meant, None when none can be believed."""
    spoke = sorted((each for each in readings if each.spoke), key=lambda each: -each.weight)
    if not spoke:
        return None
    if len(spoke) > 1 and spoke[0].weight - spoke[1].weight < _MARGIN:
        return None
    best = spoke[0]
    least = _SURE_OF_A_SYLLABLE if sum(map(str.isalpha, best.text)) <= _A_SYLLABLE else _SURE_OF_WORDS
    return best if best.logprob >= least and fits(best.text, best.language) >= 0.4 else None


def _is_stranger(code: str, offered: set[str]) -> bool:
    kin = {other for family in _KIN if code in family for other in family}
    return code not in offered and code not in _CATCH_ALL and offered.isdisjoint(kin)
