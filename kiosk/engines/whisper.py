"""Speech to words with faster-whisper: one encoder pass an utterance, shared by language, transcript and English.

What differs from `WhisperModel.transcribe` at its defaults, and why (figures: ARCHITECTURE.md, "Decisions"):
- the encoder sees the speech and a second more, never less than 10 s, not always 30 s;
- transcript and English translation are two rows of one batch, so the second costs little;
- nothing is conditioned on earlier text, the one fallback is bounded, and so is the length, so that nothing loops on;
- where nobody spoke the answer is empty: detector, no-speech probability and log-probability decide together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from kiosk.core.audio import SPEECH_RATE_HZ, Audio
from kiosk.core.errors import ModelError, StageError
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.protocols import FRAME_SAMPLES, VoiceDetector
from kiosk.core.spans import FRAME_S, Span, parts, speech_spans, stands_out_db
from kiosk.core.turn import Hint, Transcript
from kiosk.engines import room
from kiosk.engines.hypothesis import Detected, Hypothesis, nobody_spoke
from kiosk.engines.spoken import CLEAR, Reading, choose, shares_of, to_decode

LONGEST_PART_S = 28.0
"""Whisper's window is 30 s; what is longer is cut at silences."""

_SHORTEST_CONTEXT_S = 10.0  # under this the decoder loops (measured: error over 1)
_CONTEXT_AFTER_S = 1.0
_MARGIN_S = 1.0  # kept before and after speech: less costs errors (0.25 s: 0.003 to 0.017 more)
_LEAST_SPEECH_S = 0.15
_FRAMES_PER_S = 100  # Whisper's features: 10 ms each
_ENOUGH_TO_TELL = 56  # tokens that show which language was spoken: some 15 s of speech
_SAMPLED_THRICE_S = 10.0  # longer speech that loops is tried again one way only, so that it costs no more

_NEARLY_AS_LIKELY = 0.25
"""In mean token log-probability: on the recordings the second of two hypotheses is at most 0.21 behind the first."""
_AMONG_FIVE = 0.1
"""The same where five are kept: with more, as many wrong words more are offered and not one that is right."""

Features = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Search:
    """How the decoder looks for words; the best of `draws` is taken. `topk` 0 draws from all tokens."""

    beam: int = 1
    draws: int = 1
    topk: int = 1
    temperature: float = 1.0
    no_repeat_ngram: int = 0
    briefly: bool = False
    """Whether what doesn't fit at first is left as it is: a draft, or a second try of what looped."""
    final: bool = False
    """Whether what was guessed is left as it is."""
    within: float = _NEARLY_AS_LIKELY


_SAMPLED = _Search(draws=3, topk=0, temperature=0.4, no_repeat_ngram=3, briefly=True)


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of at most 28 s and what the decoder made of it."""

    transcript: Hypothesis
    english: Hypothesis | None
    detected: Detected


@dataclass(frozen=True, slots=True)
class _Said:
    """The language that was spoken; `unsure`: it may be none of those on offer. `candidates` as in Transcript."""

    language: str
    candidates: tuple[tuple[str, float], ...]
    unsure: bool = False


class WhisperTranscriber:
    """Satisfies Transcriber. `folder` is absolute and already verified: a name that isn't a folder would be looked up on
    a model hub. Calls are made one at a time: parallel ones make the library's memory grow."""

    def __init__(self, folder: Path, detector: VoiceDetector, threads: int = 2, beam: int = 2) -> None:
        if not (folder.is_absolute() and (folder / "model.bin").is_file() and (folder / "tokenizer.json").is_file()):
            raise ModelError("model.missing", f"{folder.name}: not a complete Whisper model folder")
        try:
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError("model.broken", f"{folder.name}: can't be loaded ({error})") from error
        self._detector = detector
        self._beam = beam
        self._known = frozenset(self._model.supported_languages)
        self._suppressed = _suppressed(Tokenizer(self._model.hf_tokenizer, True, task="transcribe", language="en"))

    def languages(self) -> frozenset[str]:
        return frozenset(code for code, language in LANGUAGES.items() if language.spoken in self._known)

    def transcribe(self, audio: Audio, hint: Hint) -> Transcript:
        if audio.rate_hz != SPEECH_RATE_HZ:
            raise ValueError(f"speech comes at {SPEECH_RATE_HZ} Hz, not {audio.rate_hz}")
        probabilities, spans = self._listen(audio)
        if sum(span.duration_s for span in spans) < _LEAST_SPEECH_S:
            return Transcript("", hint.languages[0])
        try:
            return self._decode(audio, hint, spans, probabilities)
        except (RuntimeError, ValueError) as error:
            raise StageError("transcription", "transcription.failed", "the recogniser failed on this utterance") from error

    def _listen(self, audio: Audio) -> tuple[NDArray[np.float32], list[Span]]:
        whole = -(-len(audio.samples) // FRAME_SAMPLES) * FRAME_SAMPLES
        probabilities = self._detector.stream().push(np.pad(audio.samples, (0, whole - len(audio.samples))))
        return probabilities, speech_spans(probabilities)

    def _decode(self, audio: Audio, hint: Hint, spans: Sequence[Span], probabilities: NDArray[np.float32]) -> Transcript:
        said: _Said | None = None
        heard: list[_Part] = []
        for stretch in parts(spans, probabilities, LONGEST_PART_S):
            speech = audio.between(stretch.start * FRAME_S - _MARGIN_S, stretch.end * FRAME_S + _MARGIN_S)
            encoded = self._encode(speech)
            within = [span for span in spans if stretch.start <= span.start < stretch.end]
            detected = Detected(sum(span.duration_s for span in within), stands_out_db(audio.samples, within, _MARGIN_S))
            if said is None:
                said = self._which(encoded, speech, hint.languages, detected)
                if said is None:
                    continue
                if said.unsure:
                    return Transcript("", said.language, candidates=said.candidates, unsure=True)
            spoken, with_english = LANGUAGES[said.language].spoken, said.language in hint.english_for
            part = self._generate(encoded, speech, spoken, with_english, self._search(hint))
            heard.append(_Part(*part, detected))
        language, candidates = (said.language, said.candidates) if said else (hint.languages[0], ())
        kept = [part for part in heard if not nobody_spoke(part.transcript, part.detected)]
        if not kept:
            return Transcript("", language, candidates=candidates)
        joiner = Route(language, language).target_joiner
        return Transcript(
            text=joiner.join(part.transcript.text for part in kept),
            language=language,
            confidence=math.exp(np.mean([part.transcript.logprob for part in kept])),
            candidates=candidates,
            others=_otherwise(kept, joiner),
            english=" ".join(part.english.text for part in kept if part.english) if language in hint.english_for else None,
        )

    def _which(
        self, encoded: ctranslate2.StorageView, speech: Audio, offered: Sequence[str], detected: Detected
    ) -> _Said | None:
        """Which of the offered languages was spoken; decoded in each where the encoder alone can't tell. None where another
        is likelier and nobody spoke in that one either: told to write an offered one, the recogniser would make words up."""
        if len(offered) == 1:
            return _Said(offered[0], ((offered[0], 1.0),))
        heard = {token[2:-2]: float(p) for token, p in self._model.model.detect_language(encoded)[0]}
        candidates = shares_of(heard, offered)
        close = to_decode(heard, offered)
        if len(close) == 1 and heard.get(LANGUAGES[close[0]].spoken, 0.0) >= CLEAR:
            return _Said(close[0], candidates)
        asked = [(LANGUAGES[code].spoken, "transcribe") for code in close] or [
            (max(heard, key=heard.__getitem__), "transcribe")
        ]
        rows = self._batch(encoded, asked, _Search(beam=self._beam), _ENOUGH_TO_TELL)
        spoke = [not (row.loops or nobody_spoke(row, detected)) for row in rows]
        if not any(spoke):
            return _Said(candidates[0][0], candidates) if close else None
        shares = dict(candidates)
        readings = [
            Reading(code, row.text, row.logprob, speech, shares[code])
            for code, row, speech in zip(close, rows, spoke, strict=False)
        ]
        chosen = choose(readings)
        return _Said(chosen.language if chosen else candidates[0][0], candidates, unsure=chosen is None)

    def _encode(self, speech: Audio) -> ctranslate2.StorageView:
        features: Features = self._model.feature_extractor(speech.samples)
        context_s = max(_SHORTEST_CONTEXT_S, speech.duration_s + _CONTEXT_AFTER_S)
        frames = min(round(context_s * _FRAMES_PER_S), 30 * _FRAMES_PER_S)
        features = np.pad(features[:, :frames], ((0, 0), (0, max(0, frames - features.shape[1]))))
        return self._model.model.encode(_view(features[None]))

    def _search(self, hint: Hint) -> _Search:
        if hint.quickly:
            return _Search(briefly=True, final=True)
        return _Search(beam=max(5, self._beam), final=True, within=_AMONG_FIVE) if hint.widely else _Search(beam=self._beam)

    def _generate(
        self, encoded: ctranslate2.StorageView, speech: Audio, language: str, with_english: bool, search: _Search
    ) -> tuple[Hypothesis, Hypothesis | None]:
        """Transcript and, when asked for, English: one batch. A row that loops or was guessed is tried once more, sampled
        and without repeated trigrams; the better of the two stays. A draft is not: while someone speaks, what ends in the
        middle of a word is often guessed."""
        asked = [(language, "transcribe"), (language, "translate")] if with_english else [(language, "transcribe")]
        rows = self._rows(encoded, speech, asked, search)
        sampled = _SAMPLED if speech.duration_s <= _SAMPLED_THRICE_S else replace(_SAMPLED, draws=1)
        for i, row in enumerate(rows):
            if not search.final and (row.doubtful if i == 0 else row.loops):
                again = self._rows(encoded, speech, [asked[i]], sampled)[0]
                if row.loops or again.logprob > row.logprob:
                    rows[i] = again
        return rows[0].cut(), rows[1].cut() if with_english else None

    def _rows(
        self, encoded: ctranslate2.StorageView, speech: Audio, asked: Sequence[tuple[str, str]], search: _Search
    ) -> list[Hypothesis]:
        """A row for each language and task over one encoder output. What doesn't fit at first is decoded once more with more
        room, unless it loops: a loop is known long before it has filled all the room there is."""
        first = max(room.at_first(speech.duration_s, language) for language, _ in asked)
        rows = self._batch(encoded, asked, search, first)
        for i, (row, one) in enumerate(zip(rows, asked, strict=True)):
            most = room.at_most(speech.duration_s, one[0])
            if row.tokens >= first < most and not (row.loops or search.briefly):
                rows[i] = self._batch(encoded, [one], search, most)[0]
        return rows

    def _batch(
        self, encoded: ctranslate2.StorageView, asked: Sequence[tuple[str, str]], search: _Search, tokens: int
    ) -> list[Hypothesis]:
        """One batch, of so many tokens a row at most."""
        if len(asked) > 1:
            encoded = _view(np.repeat(np.array(encoded), len(asked), axis=0))
        tokenizers = [Tokenizer(self._model.hf_tokenizer, True, task=task, language=language) for language, task in asked]
        prompts = [[*tokenizer.sot_sequence, tokenizer.no_timestamps] for tokenizer in tokenizers]
        results = self._model.model.generate(
            encoded,
            prompts,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
            max_length=room.max_length(tokens, len(prompts[0])),
            beam_size=search.beam,
            num_hypotheses=max(search.draws, search.beam),
            sampling_topk=search.topk,
            sampling_temperature=search.temperature,
            no_repeat_ngram_size=search.no_repeat_ngram,
        )
        return [
            Hypothesis(
                tokenizer.decode(result.sequences_ids[0]).strip(),
                result.scores[0],
                result.no_speech_prob,
                len(result.sequences_ids[0]),
                _others(tokenizer, result, search.within),
            )
            for tokenizer, result in zip(tokenizers, results, strict=True)
        ]


def _others(tokenizer: Tokenizer, result: ctranslate2.models.WhisperGenerationResult, within: float) -> tuple[str, ...]:
    """What else the beam held at its end, as far as it is nearly as likely."""
    further = zip(result.sequences_ids[1:], result.scores[1:], strict=True)
    return tuple(tokenizer.decode(ids).strip() for ids, score in further if score > result.scores[0] - within)


def _otherwise(kept: Sequence[_Part], joiner: str) -> tuple[str, ...]:
    """The whole text once for each other reading of one of its parts."""
    texts = [part.transcript.text for part in kept]
    return tuple(
        joiner.join([*texts[:i], other, *texts[i + 1 :]]) for i, part in enumerate(kept) for other in part.transcript.others
    )


def _suppressed(tokenizer: Tokenizer) -> list[int]:
    """Tokens that are no speech: music notes, brackets and Whisper's own marks."""
    marks = (tokenizer.transcribe, tokenizer.translate, tokenizer.sot, tokenizer.sot_prev, tokenizer.sot_lm)
    return sorted({*tokenizer.non_speech_tokens, *marks, tokenizer.no_speech})


def _view(array: Features) -> ctranslate2.StorageView:
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array, dtype=np.float32))
