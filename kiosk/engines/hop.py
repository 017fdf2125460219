"""One hop of a translation: sentences through one package's CTranslate2 model, each answer checked before it leaves."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kiosk.core.errors import StageError
from kiosk.core.loops import cut_loops, has_loop
from kiosk.engines.packages import TranslationPackage, broken, open_package
from kiosk.engines.passing import UNSURE, passes
from kiosk.engines.sentences import halves, pieces

if TYPE_CHECKING:
    import ctranslate2

BEAM = 4
"""With the starter package 1, 2 and 4 hypotheses give chrF 24.3, 25.4 and 26.1; a short sentence takes 5, 8 and 10 ms."""

LONGEST_TOKENS = 128
"""Of a piece on its way in. Many models know 256 places and fail beyond; 60 words are 80 to 100 tokens."""

_MOST_TOKENS = 250
_BATCH = 32
_UNKNOWN = re.compile("<unk>|[⁇\ufffd]")
_BYTE = re.compile("<0x[0-9A-F]{2}>")
"""SentencePiece writes a character so that isn't in its vocabulary."""

_BROKEN_WORD = re.compile(r"@@(?=\s|$)")
_WIDE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_SPACE_IN_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_WITHOUT_SPACES = frozenset({"ja", "zh", "zt"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model made of one piece: never blank. `doubts` as in Translation."""

    text: str
    doubts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Piece:
    """`place`: its index among all pieces. `unknown`: whether it or an earlier answer holds words that the model doesn't
    know. `answer`: output tokens, without the target prefix."""

    place: int
    text: str
    tokens: list[str]
    unknown: bool
    answer: list[str] = field(default_factory=list)

    @property
    def most_tokens(self) -> int:
        """Three for one is more than any pair of languages needs; short sentences may unfold more."""
        return min(3 * len(self.tokens) + 24, _MOST_TOKENS)


@dataclass(frozen=True, slots=True)
class _Search:
    """Options of CTranslate2's translate_batch. `replace_unknowns`: what the model can't write is copied from the source;
    `disable_unk`: it has to write something else."""

    replace_unknowns: bool = False
    disable_unk: bool = False
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0


_PLAIN = _Search()
_COPYING = _Search(replace_unknowns=True)
_WRITABLE = _Search(disable_unk=True)
_VARIED = _Search(disable_unk=True, no_repeat_ngram_size=3, repetition_penalty=1.2)


class Hop:
    """A loaded package; may be called from several threads."""

    def __init__(self, package: TranslationPackage, threads: int) -> None:
        """Raises ModelError("model.broken") when the package can't be read."""
        import ctranslate2

        ctranslate2.set_log_level(logging.ERROR)
        self._package = package
        self._opened = open_package(package)
        try:
            self._model: ctranslate2.Translator = ctranslate2.Translator(
                str(self._opened.model), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
            )
            self._model.translate_batch(
                [["a"]], beam_size=BEAM, max_decoding_length=4
            )  # the first is slow: nobody waits for it here
        except (RuntimeError, ValueError, LookupError) as error:
            raise broken(package, error) from error

    def translate(self, sentences: Sequence[str]) -> list[Draft]:
        """All of them in one batch, in order; a sentence too long for the model comes back as several drafts.

        Raises StageError when the model fails.
        """
        drafts: dict[int, Draft] = {}
        waiting: list[_Piece] = []
        parts = (part for sentence in sentences for piece in pieces(sentence) for part in self._within_limit(piece))
        for place, (text, tokens) in enumerate(parts):
            written = [token for token in tokens if any(map(str.isalpha, token)) and not _BYTE.fullmatch(token)]
            unknown = sum(token not in self._opened.vocabulary for token in written)
            doubts = passes(text, self._package.route.source)
            if doubts is not None:
                drafts[place] = Draft(text, doubts)
            elif unknown == len(written):
                drafts[place] = Draft(text, UNSURE)
            else:
                waiting.append(_Piece(place, text, tokens, unknown > 0))
        for piece in self._answered(waiting):
            drafts[piece.place] = self._checked(piece)
        return [drafts[place] for place in sorted(drafts)]

    def _within_limit(self, piece: str) -> Iterator[tuple[str, list[str]]]:
        """The piece with its tokens, in halves where they are too many: a script the tokenizer hardly knows takes many."""
        tokens = self._opened.source.encode(piece)
        parts = halves(piece) if len(tokens) > LONGEST_TOKENS else [piece]
        if len(parts) == 1:
            yield piece, tokens
            return
        for part in parts:
            yield from self._within_limit(part)

    def _answered(self, pieces: Sequence[_Piece]) -> list[_Piece]:
        """The pieces with the model's answers.

        Where it can't write a word, the source's word stands in if it is new to the model, a name most likely; a word
        that it does know gets the model's next choice, since a scrap of the source would help nobody. What loops is
        asked again in a way that makes loops hard.
        """
        first = self._decode(pieces, _PLAIN)
        copied = self._again(first, {piece.place for piece in first if "<unk>" in piece.answer}, _COPYING)
        scraps = {copy.place for copy, piece in zip(copied, first, strict=True) if self._has_scraps(copy, piece)}
        second = self._again(copied, scraps, _WRITABLE)
        return self._again(second, {piece.place for piece in second if has_loop(self._text(piece), piece.text)}, _VARIED)

    def _has_scraps(self, copied: _Piece, first: _Piece) -> bool:
        """Whether a word was copied that the model knows."""
        answers = zip(copied.answer, first.answer, strict=False)  # of another batch: rounding may have led elsewhere
        return any(token in self._opened.vocabulary for token, before in answers if before == "<unk>")

    def _again(self, answered: Sequence[_Piece], places: set[int], search: _Search) -> list[_Piece]:
        """The same pieces, with new answers for those at `places`."""
        asked = [
            replace(piece, unknown=piece.unknown or "<unk>" in piece.answer) for piece in answered if piece.place in places
        ]
        redone = {piece.place: piece for piece in self._decode(asked, search)}
        return [redone.get(piece.place, piece) for piece in answered]

    def _decode(self, asked: Sequence[_Piece], search: _Search) -> list[_Piece]:
        if not asked:
            return []
        prefix = self._opened.target_prefix
        try:
            results = self._model.translate_batch(
                [piece.tokens for piece in asked],
                [[prefix]] * len(asked) if prefix else None,
                beam_size=BEAM,
                max_batch_size=_BATCH,
                max_input_length=0,
                max_decoding_length=max(piece.most_tokens for piece in asked) + 1,
                replace_unknowns=search.replace_unknowns,
                disable_unk=search.disable_unk,
                no_repeat_ngram_size=search.no_repeat_ngram_size,
                repetition_penalty=search.repetition_penalty,
            )
        except (RuntimeError, ValueError, LookupError) as error:
            problem = f"translation package {self._package.id} failed on this sentence; say it in fewer or other words"
            raise StageError("translation", "translation.failed", problem) from error
        answers = (result.hypotheses[0] for result in results)
        return [
            replace(piece, answer=answer[1:] if prefix and answer[:1] == [prefix] else answer)
            for piece, answer in zip(asked, answers, strict=True)
        ]

    def _text(self, piece: _Piece) -> str:
        """The answer as text, at most as long as it may be; unknown tokens still show in it."""
        decoded = self._opened.target.decode(piece.answer[: piece.most_tokens])
        text = " ".join(_BROKEN_WORD.sub("", decoded).split())
        return _SPACE_IN_WIDE.sub("", text) if self._package.route.target in _WITHOUT_SPACES else text

    def _checked(self, piece: _Piece) -> Draft:
        doubts = {"words.unknown"} if piece.unknown else set()
        text = self._text(piece)
        if has_loop(text, piece.text):
            text = cut_loops(text, piece.text)
            doubts.add("loop.cut")
        elif len(piece.answer) > piece.most_tokens:
            doubts.add("length.cut")
        if _UNKNOWN.search(text):
            text = " ".join(_UNKNOWN.sub("", text).split())
            doubts.add("words.unknown")
        if not text:
            return Draft(piece.text, UNSURE)
        return Draft(text, frozenset(doubts))
