"""A Piper voice of 2 kB, written by hand: the real phonemes through a real ONNX model that hums a note for each.

So Piper, espeak and onnxruntime run as in the kiosk where no weights are installed. What a hum's length, level and silences
are is the test's choice, and so are the ways in which a voice can be broken.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

_FLOAT, _INT64 = 1, 7


@dataclass(frozen=True, slots=True)
class Hum:
    """What a toy voice sounds like.

    `amplitude` of a soft-clipped sine: 0.1 is speech-like, 1000 a square wave at full scale, NaN and 0 what they are.
    `samples_each`: how long one phoneme id hums. `lead`, `tail`: samples of silence around it.
    """

    amplitude: float = 0.1
    samples_each: int = 256
    lead: int = 1600
    tail: int = 3200
    rate_hz: int = 16_000
    note_hz: float = 220.0


def toy_voice(
    folder: Path,
    name: str = "en_US-toy-low",
    hum: Hum | None = None,
    phoneme_type: str = "espeak",
    espeak: str = "en-us",
    speakers: int = 1,
) -> Path:
    """Writes NAME.onnx and NAME.onnx.json into `folder`, which is made; returns the path of the former."""
    hum = hum or Hum()
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(_model(hum, speakers))
    letters = {chr(code): [200 + code - 32] for code in range(32, 127)}
    config = {
        "audio": {"sample_rate": hum.rate_hz, "quality": "low"},
        "espeak": {"voice": espeak},
        "language": {"code": name.partition("-")[0], "family": name.partition("_")[0]},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": phoneme_type,
        "phoneme_id_map": {**letters, **DEFAULT_PHONEME_ID_MAP} if phoneme_type == "text" else DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 300,
        "num_speakers": speakers,
        "speaker_id_map": {f"speaker{number}": number for number in range(speakers)} if speakers > 1 else {},
        "piper_version": "1.0.0",
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(config, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return model


def _model(hum: Hum, speakers: int) -> bytes:
    """input (1, n) ids, scales (3,) -> output (1, 1, samples): tanh(amplitude * sin) for n * samples_each * scales[1]."""
    constants = [
        _tensor("one", _INT64, [], struct.pack("<q", 1)),
        _tensor("zero", _FLOAT, [], struct.pack("<f", 0.0)),
        _tensor("step", _FLOAT, [], struct.pack("<f", 1.0)),
        _tensor("each", _FLOAT, [], struct.pack("<f", hum.samples_each)),
        _tensor("turn", _FLOAT, [], struct.pack("<f", 6.2831853 * hum.note_hz / hum.rate_hz)),
        _tensor("amplitude", _FLOAT, [], struct.pack("<f", hum.amplitude)),
        _tensor("around", _INT64, [2], struct.pack("<2q", hum.lead, hum.tail)),
        _tensor("shape", _INT64, [3], struct.pack("<3q", 1, 1, -1)),
    ]
    nodes = [
        _node("Shape", ["input"], "dims"),
        _node("Gather", ["dims", "one"], "count"),
        _node("Cast", ["count"], "ids", to=_FLOAT),
        _node("Gather", ["scales", "one"], "length_scale"),
        _node("Mul", ["ids", "each"], "plain_length"),
        _node("Mul", ["plain_length", "length_scale"], "length"),
        _node("Range", ["zero", "length", "step"], "times"),
        _node("Mul", ["times", "turn"], "phases"),
        _node("Sin", ["phases"], "sine"),
        _node("Mul", ["sine", "amplitude"], "louder"),
        _node("Tanh", ["louder"], "hum"),
        _node("Pad", ["hum", "around"], "padded"),
        _node("Reshape", ["padded", "shape"], "output"),
    ]
    inputs = [_value("input", _INT64, [1, "n"]), _value("input_lengths", _INT64, [1]), _value("scales", _FLOAT, [3])]
    if speakers > 1:
        inputs.append(_value("sid", _INT64, [1]))
    graph = b"".join(_bytes(1, node) for node in nodes) + _bytes(2, b"toy")
    graph += b"".join(_bytes(5, constant) for constant in constants) + b"".join(_bytes(11, each) for each in inputs)
    graph += _bytes(12, _value("output", _FLOAT, [1, 1, "samples"]))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


# ---- protocol buffers, as onnx.proto numbers their fields


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _tensor(name: str, kind: int, dims: list[int], raw: bytes) -> bytes:
    return b"".join(_number(1, dim) for dim in dims) + _number(2, kind) + _bytes(8, name.encode()) + _bytes(9, raw)


def _node(operator: str, inputs: list[str], output: str, to: int | None = None) -> bytes:
    node = b"".join(_bytes(1, name.encode()) for name in inputs) + _bytes(2, output.encode()) + _bytes(4, operator.encode())
    return node if to is None else node + _bytes(5, _bytes(1, b"to") + _number(3, to) + _number(20, 2))


def _value(name: str, kind: int, dims: list[int | str]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, dim.encode()) if isinstance(dim, str) else _number(1, dim)) for dim in dims)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))
