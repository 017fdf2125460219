"""Fit a SentencePiece model for facts: every digit its own piece, ten placeholders, wide Japanese marks.

The path of the machine that made it is taken out.
"""

import argparse
from pathlib import Path

from sentencepiece import sentencepiece_model_pb2 as proto

PLACEHOLDERS = tuple(f"⟦{n}⟧" for n in range(10))
"""Spans that must come out as they went in. NFKC keeps these brackets and no ordinary text has them."""

KEPT_WIDE = {"？": "?", "！": "!"}
"""Japanese marks that the tokenizer's NFKC would make narrow, each with the narrow piece that it starts from."""

SPACE = "▁"
NORMAL, USER_DEFINED, UNUSED = 1, 4, 5


def splits_digits(piece: str) -> bool:
    """Say whether a piece holds a digit together with anything else: such a piece would hide the digit."""
    return len(piece) > 1 and any(c.isdigit() for c in piece)


def fit(model: bytes) -> bytes:
    """Return the same tokenizer with digits alone and the placeholders and wide marks appended; old ids keep their meaning.

    A piece of the type UNUSED keeps its row in the embedding but is never chosen when text is encoded.
    """
    fitted = proto.ModelProto.FromString(model)
    known = {p.piece for p in fitted.pieces}
    for piece in fitted.pieces:
        if piece.type == NORMAL and splits_digits(piece.piece):
            piece.type = UNUSED
    missing = [c for c in "0123456789" + SPACE if c not in known]
    if missing:
        raise ValueError(f"the tokenizer has no piece for {missing}: train it on text that holds them")
    for mark in (*PLACEHOLDERS, *KEPT_WIDE):
        if mark not in known:
            fitted.pieces.add(piece=mark, score=0.0, type=USER_DEFINED)
    spec = fitted.trainer_spec
    for field in ("input", "model_prefix", "self_test_sample_size"):
        spec.ClearField(field)
    spec.vocab_size = len(fitted.pieces)
    whole: bytes = fitted.SerializeToString()
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_bytes(fit(options.model.read_bytes()))


if __name__ == "__main__":
    main()
