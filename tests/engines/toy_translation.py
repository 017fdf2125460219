"""Tiny but real translation packages: CTranslate2 models whose weights are set by hand to translate token for token.

The encoder's output holds, for each source token, a code of the token and a code of its place. The decoder knows only
the place it writes at, looks the token there up by attention, and answers with the token that the lexicon gives. So a
whole Transformer runs as in the kiosk, and a test knows the answer beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiosk.core.language import LANGUAGES, Route

Weights = NDArray[np.float32]

PLACES = 256
"""As in many real models: decoding beyond this place fails."""

_SPECIAL = ["<unk>", "<s>", "</s>"]
_TOKEN_CODE, _PLACE_CODE = 48, 48
_SIZE = 2 * (_TOKEN_CODE + _PLACE_CODE)


def argos_package(
    folder: Path, route: Route, lexicon: Mapping[str, str], target_prefix: str = "", places: int = PLACES
) -> Path:
    """An Argos package with SentencePiece that translates word by word; what the lexicon lacks is unknown to it.

    With a `target_prefix` the model relies on being given it as the first token of every answer. It fails on what needs
    more than `places` tokens.
    """
    mapping = _pieces(lexicon, route)
    _write_metadata(folder, route, target_prefix)
    (folder / "sentencepiece.model").write_bytes(sentencepiece_model({*mapping, *mapping.values()}))
    write_model(folder / "model", mapping, target_prefix, places)
    return folder


def endless_package(folder: Path, route: Route, lexicon: Mapping[str, str]) -> Path:
    """An Argos package whose model never stops: after the last word it goes on with any of the sentence's words."""
    mapping = _pieces(lexicon, route)
    _write_metadata(folder, route)
    (folder / "sentencepiece.model").write_bytes(sentencepiece_model({*mapping, *mapping.values()}))
    write_model(folder / "model", mapping | {"</s>": _piece(next(iter(lexicon.values())), route.target)})
    return folder


def bpe_package(folder: Path, route: Route, lexicon: Mapping[str, str]) -> Path:
    """An Argos package with BPE. The lexicon is in BPE's own writing: `hos@@` goes on, `pital` ends a word."""
    _write_metadata(folder, route)
    (folder / "bpe.model").write_text("#version: 0.2\n" + "\n".join(_merges(lexicon)) + "\n", encoding="utf-8")
    write_model(folder / "model", lexicon)
    return folder


def plain_folder(folder: Path, route: Route, lexicon: Mapping[str, str], joint: bool = False) -> Path:
    """The layout of the QuickMT models: a CTranslate2 folder with the SentencePiece models in it."""
    mapping = _pieces(lexicon, route)
    write_model(folder, mapping)
    if joint:
        (folder / "joint.spm.model").write_bytes(sentencepiece_model({*mapping, *mapping.values()}))
    else:
        (folder / "src.spm.model").write_bytes(sentencepiece_model(mapping))
        (folder / "tgt.spm.model").write_bytes(sentencepiece_model(mapping.values()))
    return folder


def stuck_package(folder: Path, route: Route, logits: Mapping[str, float]) -> Path:
    """A package whose model gives every token the same logit at each place whatever it is asked, and so may never end.

    `logits` names output tokens as SentencePiece writes them, and `</s>`; higher is likelier.
    """
    _write_metadata(folder, route)
    tokens = {*logits, *"▁abcdefghijklmnopqrstuvwxyz"} - {*_SPECIAL}
    (folder / "sentencepiece.model").write_bytes(sentencepiece_model(tokens))
    write_model(folder / "model", {token: token for token in tokens}, logits=logits)
    return folder


def sentencepiece_model(pieces: Iterable[str]) -> bytes:
    """A unigram model that takes the fewest pieces, as SentencePiece's ModelProto in protocol buffers' wire format."""

    def field(number: int, content: bytes) -> bytes:
        return _varint(number << 3 | 2) + _varint(len(content)) + content

    def piece(text: str, score: float, kind: int) -> bytes:
        scored = _varint(2 << 3 | 5) + np.float32(score).tobytes()
        return field(1, field(1, text.encode()) + scored + _varint(3 << 3) + _varint(kind))

    normal, unknown, control = 1, 2, 3
    kinds = {"<unk>": unknown, "<s>": control, "</s>": control}
    entries = [piece(text, 0.0, kind) for text, kind in kinds.items()]
    entries += [piece(text, -1.0, normal) for text in sorted({*pieces} - {*kinds})]
    trainer = field(2, _varint(3 << 3) + _varint(1))  # model_type: UNIGRAM
    normalizer = field(3, field(1, b"identity"))
    return b"".join(entries) + trainer + normalizer


def write_model(
    folder: Path,
    mapping: Mapping[str, str],
    target_prefix: str = "",
    places: int = PLACES,
    logits: Mapping[str, float] | None = None,
) -> None:
    """A CTranslate2 Transformer of one layer that answers each token of `mapping` with its value, place by place."""
    from ctranslate2.specs import transformer_spec

    source = [*_SPECIAL, *sorted({*mapping} - {*_SPECIAL})]
    target = [*_SPECIAL, *([target_prefix] if target_prefix else []), *sorted({*mapping.values()} - {*_SPECIAL})]
    random = np.random.default_rng(7)
    token_codes, place_codes = _codes(random, len(source), _TOKEN_CODE), _codes(random, places, _PLACE_CODE)
    spec = transformer_spec.TransformerSpec.from_config((1, 1), 1)
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = False
        part.position_encodings.encodings = _vector(place=place_codes)
        for norm in (part.layer_norm, part.layer[0].self_attention.layer_norm, part.layer[0].ffn.layer_norm):
            norm.gamma, norm.beta = np.ones(_SIZE, np.float32), np.zeros(_SIZE, np.float32)
        _linear(part.layer[0].self_attention.linear[0], np.zeros((3 * _SIZE, _SIZE)))
        _linear(part.layer[0].self_attention.linear[1], np.zeros((_SIZE, _SIZE)))
        _linear(part.layer[0].ffn.linear_0, np.zeros((8, _SIZE)))
        _linear(part.layer[0].ffn.linear_1, np.zeros((_SIZE, 8)))
    spec.encoder.embeddings[0].weight = _vector(token=token_codes)
    spec.decoder.embeddings.weight = np.zeros((len(target), _SIZE), np.float32)
    if target_prefix:  # the prefix takes the first place: the answer to the first token stands at the second
        spec.decoder.position_encodings.encodings = np.roll(_vector(place=place_codes), 1, axis=0)
    _look_up_by_place(spec.decoder.layer[0].attention)
    answers = np.zeros((len(target), _TOKEN_CODE), np.float32)
    for index, token in enumerate(source):
        answers[target.index(mapping.get(token, token))] += token_codes[index]
    bias = np.array([(logits or {}).get(token, -100.0 if logits else 0.0) for token in target])
    _linear(spec.decoder.projection, _vector(token=answers) * (0 if logits else 1), bias)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def _codes(random: np.random.Generator, count: int, size: int) -> Weights:
    """Rows of +-1 that are far from each other."""
    return random.choice(np.array([-1.0, 1.0], np.float32), (count, size))


def _vector(token: Weights | None = None, place: Weights | None = None) -> Weights:
    """Codes side by side and once more negated, so that layer normalisation leaves them as they are."""
    rows = len(token) if token is not None else len(place) if place is not None else 0
    left = np.zeros((rows, _TOKEN_CODE), np.float32) if token is None else token
    right = np.zeros((rows, _PLACE_CODE), np.float32) if place is None else place
    half = np.concatenate([left, right], axis=1)
    return np.concatenate([half, -half], axis=1).astype(np.float32)


def _look_up_by_place(attention: object) -> None:
    """Queries and keys are codes of places, values are codes of tokens."""
    of_token = np.diag(np.tile([1.0] * _TOKEN_CODE + [0.0] * _PLACE_CODE, 2))
    of_place = np.diag(np.tile([0.0] * _TOKEN_CODE + [1.0] * _PLACE_CODE, 2))
    queries, keys_values, output = attention.linear  # type: ignore[attr-defined]
    _linear(queries, 10 * of_place)
    _linear(keys_values, np.concatenate([of_place, of_token]))
    _linear(output, np.eye(_SIZE))
    norm = attention.layer_norm  # type: ignore[attr-defined]
    norm.gamma, norm.beta = np.ones(_SIZE, np.float32), np.zeros(_SIZE, np.float32)


def _linear(to: object, weight: NDArray[np.floating], bias: NDArray[np.floating] | None = None) -> None:
    to.weight = weight.astype(np.float32)  # type: ignore[attr-defined]
    to.bias = (np.zeros(len(weight)) if bias is None else bias).astype(np.float32)  # type: ignore[attr-defined]


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _pieces(lexicon: Mapping[str, str], route: Route) -> dict[str, str]:
    """The lexicon in SentencePiece's writing: a word after a space begins with its mark."""
    mapping = {_piece(word, route.source): _piece(answer, route.target) for word, answer in lexicon.items()}
    return {"▁": "▁"} | mapping


def _piece(word: str, language: str) -> str:
    return "▁" + word if LANGUAGES[language].spaced and word[0].isalnum() else word


def _merges(lexicon: Mapping[str, str]) -> Sequence[str]:
    """Merge operations, most important first, that join each of the lexicon's source tokens from its letters."""
    merges: list[str] = []
    for token in lexicon:
        letters = [*token.removesuffix("@@")]
        if not token.endswith("@@"):
            letters[-1] += "</w>"
        joined = letters[0]
        for letter in letters[1:]:
            merges.append(f"{joined} {letter}")
            joined += letter
    return list(dict.fromkeys(merges))


def _write_metadata(folder: Path, route: Route, target_prefix: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "type": "translate",
        "from_code": route.source,
        "from_name": LANGUAGES[route.source].english,
        "to_code": route.target,
        "to_name": LANGUAGES[route.target].english,
    }
    if target_prefix:
        metadata["target_prefix"] = target_prefix
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
