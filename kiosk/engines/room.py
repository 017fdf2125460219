"""How many tokens the recogniser may write for so much speech, so that a loop costs little and what was said all fits."""

from __future__ import annotations

_SPARE = 24
_USUAL_PER_S, _FAST_PER_S = 4, 10
"""The recordings have 2.4 to 4.1 tokens a second. Who speaks half as fast again, in a language that needs twice the tokens
of English, comes to 10."""
_DENSE_USUAL_PER_S, _DENSE_FAST_PER_S = 14, 20
_DENSE = frozenset({"hi", "ne", "th", "my", "bn", "si", "ta", "te", "ml", "km", "lo", "ka"})
"""Scripts of which Whisper's tokens hold less than a letter: 3.4 (Thai) to 12.7 (Burmese) times those of English."""
_MOST = 224
"""Whisper's own limit, half of its 448 places."""


def at_first(speech_s: float, spoken: str) -> int:
    """Enough for nearly all speech, in tokens; whoever speaks faster is decoded once more."""
    return _room(speech_s, _DENSE_USUAL_PER_S if spoken in _DENSE else _USUAL_PER_S)


def at_most(speech_s: float, spoken: str) -> int:
    """For what didn't fit at first and doesn't loop."""
    return _room(speech_s, _DENSE_FAST_PER_S if spoken in _DENSE else _FAST_PER_S)


def max_length(tokens: int, prompt: int) -> int:
    """CTranslate2's option for so many tokens after a prompt. Half of it goes to what is written (measured with 4.8: 100
    gives 50 tokens, 448 gives 224)."""
    return max(2 * tokens, tokens + prompt)


def _room(speech_s: float, per_s: int) -> int:
    return min(_MOST, _SPARE + round(per_s * speech_s))
