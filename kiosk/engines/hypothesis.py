"""What a recogniser made of a stretch of sound, and whether anybody spoke in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.loops import cut_loops, has_loop

# Whisper's own thresholds (Radford et al. 2022, section 4.5): a mean token log-probability under this was guessed.
_GUESSED_LOGPROB = -1.0
_SURELY_NO_SPEECH = 0.5
# Measured: on ten voices at once it writes sentences at -1.4 to -2.3 with a no-speech probability of 0.25 and more; the
# worst of the real recordings, cut off in the middle of a word, has -1.25 with 0.04.
_BABBLE_LOGPROB = -1.3
_MAYBE_NO_SPEECH = 0.2
# Measured: what a detector takes for speech in a crowd or in music is at most 4 dB louder than what is around it, a
# speaker at the microphone 12 dB and more.
_STANDS_OUT_DB = 6.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a stretch. `logprob`: the mean over its `tokens`; `no_speech`: the probability that there is none;
    `others`: what else the beam held, nearly as likely."""

    text: str
    logprob: float
    no_speech: float
    tokens: int = 0
    others: tuple[str, ...] = ()

    @property
    def loops(self) -> bool:
        return has_loop(self.text, "")

    @property
    def doubtful(self) -> bool:
        return self.loops or self.logprob < _GUESSED_LOGPROB

    def cut(self) -> Hypothesis:
        """The same with each loop said once."""
        return replace(self, text=cut_loops(self.text, ""), others=()) if self.loops else self


@dataclass(frozen=True, slots=True)
class Detected:
    """What a detector says of a stretch: how much of it is speech and how far that stands out (see `stands_out_db`)."""

    speech_s: float
    stands_out_db: float


def nobody_spoke(heard: Hypothesis, detected: Detected) -> bool:
    """Detector, no-speech probability and log-probability together: any one of them alone is wrong too often."""
    logprob, no_speech = heard.logprob, heard.no_speech
    if not heard.text or logprob < _BABBLE_LOGPROB:
        return True
    if no_speech > _MAYBE_NO_SPEECH and logprob < _GUESSED_LOGPROB:
        return True
    if no_speech > _SURELY_NO_SPEECH and detected.stands_out_db < _STANDS_OUT_DB:
        return True
    if detected.speech_s < 0.5:
        return no_speech > _MAYBE_NO_SPEECH and logprob < -0.7
    return no_speech > _SURELY_NO_SPEECH and logprob < -0.7
