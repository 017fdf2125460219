"""Makes small sound files for the tests, good ones and odd ones."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]


def tone(frequency_hz: float, duration_s: float, rate_hz: int = 16_000, peak: float = 0.5) -> Wave:
    """Shape (n,)."""
    return peak * np.sin(2 * np.pi * frequency_hz * np.arange(round(duration_s * rate_hz)) / rate_hz)


def level_db(samples: NDArray[np.floating]) -> float:
    """RMS in dB, full scale sine = -3."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12))


def wav(
    data: bytes,
    *,
    rate_hz: int = 16_000,
    channels: int = 1,
    bits: int = 16,
    kind: int = 1,
    data_size: int | None = None,
    riff_size: int | None = None,
) -> bytes:
    """A WAV file's bytes. `kind`: 1 whole numbers, 3 floats, 7 mu-law. The sizes in the header can be made to lie."""
    align = channels * bits // 8
    fmt = struct.pack("<HHIIHH", kind, channels, rate_hz, rate_hz * align % 2**32, align, bits)
    size = len(data) if data_size is None else data_size
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", size) + data
    return b"RIFF" + struct.pack("<I", len(body) if riff_size is None else riff_size) + body


def pcm16(*channels: Wave) -> bytes:
    """Interleaved 16-bit samples."""
    return np.rint(np.clip(np.stack(channels, axis=1), -1, 1) * 32767).astype("<i2").tobytes()


def mu_law(samples: Wave) -> bytes:
    """G.711: sign, exponent and four bits of every sample."""
    steps = np.minimum(np.abs(np.rint(samples * 32767)).astype(np.int64), 32635) + 132
    exponent = np.floor(np.log2(steps)).astype(np.int64) - 7
    mantissa = (steps >> (exponent + 3)) & 0x0F
    sign = np.where(samples < 0, 0x80, 0)
    return bytes((~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8))


def made(path: Path, data: bytes) -> Path:
    """The file, written."""
    path.write_bytes(data)
    return path


def encode(path: Path, channels: Sequence[Wave], rate_hz: int, codec: str) -> Path:
    """Write one, two or eight channels with one of FFmpeg's encoders; the name's ending chooses the container."""
    with av.open(str(path), "w") as output:
        sound = output.add_stream(codec, rate=rate_hz, layout={1: "mono", 2: "stereo", 8: "7.1"}[len(channels)])
        sound.codec_context.options = {"strict": "experimental"}  # what FFmpeg calls its own encoder of Vorbis
        samples = np.stack(channels, axis=1).astype(np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="flt", layout=sound.layout.name)
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
        output.mux(sound.encode(frame))
        output.mux(sound.encode(None))
    return path


def film(path: Path, sound: Wave | None = None) -> Path:
    """Eight frames of video and, where there is one, a sound at 48 kHz."""
    with av.open(str(path), "w") as output:
        pictures = output.add_stream("mpeg4", rate=24)
        pictures.width, pictures.height, pictures.pix_fmt = 32, 32, "yuv420p"
        voice = output.add_stream("aac", rate=48_000, layout="mono") if sound is not None else None
        for _ in range(8):
            output.mux(pictures.encode(av.VideoFrame(32, 32, "yuv420p")))
        output.mux(pictures.encode(None))
        if voice is not None and sound is not None:
            frame = av.AudioFrame.from_ndarray(sound.astype(np.float32)[np.newaxis], format="flt", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
            output.mux(voice.encode(frame))
            output.mux(voice.encode(None))
    return path
