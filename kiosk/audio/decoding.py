"""An open file -> its sound as 16 kHz mono, decoded by FFmpeg (through PyAV) behind a fence.

FFmpeg is never given a name: of a name it would make a network address, a playlist or a device. It gets a file that is
already open, may take it only for one of `_FORMATS`, and may open nothing else.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import FileIO
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from kiosk.audio.mixing import Planes, mono
from kiosk.audio.resampling import resampled
from kiosk.core.audio import SPEECH_RATE_HZ, Samples
from kiosk.core.errors import AudioError

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream

_FORMATS = "wav,w64,flac,ogg,mp3,aac,mov,matroska,aiff,caf,au,amr,asf"
"""FFmpeg's names of the containers that are read; none of them is a list of other files."""

_CHUNK_S = 0.25
"""How much sound the mixer weighs at a time."""

_MOST_DAMAGE = 2_000
"""So many undecodable packets in a row end a file; up to then a scratch costs only itself."""

_RATES_HZ = range(1_000, 768_001)
_MOST_CHANNELS = 64
"""Beyond these a header is nonsense, and believing it would cost gigabytes."""


@contextmanager
def decoder(file: FileIO, shown: str) -> Iterator[AudioStream]:
    """The first audio stream in the file that can be decoded. `shown` is the file's name in messages.

    Raises AudioError: `audio.unreadable`, or `audio.empty` for a film without sound; OSError where the file can't be read.
    """
    import av

    try:
        container = av.open(
            file,
            metadata_errors="replace",  # tags are in Shift JIS often enough
            io_open=_refuse_other_files,
            container_options={"format_whitelist": _FORMATS, "protocol_whitelist": "none"},
        )
    except av.FFmpegError as error:
        raise _not_sound(shown) from error
    with container:
        if not container.streams.audio:
            raise AudioError("audio.empty", f"{shown} holds no sound; give a file with sound in it")
        stream = next((stream for stream in container.streams.audio if stream.codec_context is not None), None)
        if stream is None:
            raise _not_sound(shown)
        stream.codec_context.thread_count = 1  # the processor is for the models, and decoding is quick enough
        yield stream


def speech(stream: AudioStream, shown: str) -> Iterator[Samples]:
    """All of the stream's sound that can be decoded, as one channel at 16 kHz.

    Raises AudioError (`audio.empty`, `audio.unreadable`), and OSError where the file itself can't be read on.
    """
    # a file may change its rate or its channels on the way, as joined MP3 files do
    for (rate_hz, channels), run in groupby(_frames(stream, shown), key=_shape):
        if rate_hz not in _RATES_HZ or channels > _MOST_CHANNELS:
            claim = f"{shown} claims to hold {channels} channels at {rate_hz} Hz"
            raise AudioError("audio.unreadable", f"{claim}; convert it to 16 kHz WAV")
        yield from resampled(mono(_chunks(run, channels, rate_hz), rate_hz), rate_hz, SPEECH_RATE_HZ)


def duration(stream: AudioStream) -> float | None:
    """Seconds of sound as the file's header has them or its size suggests, None where neither says."""
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    else:
        seconds = (stream.container.duration or 0) / 1e6
    return seconds if seconds > 0 else None


def _refuse_other_files(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError(errno.EACCES, "it refers to another file")


def _frames(stream: AudioStream, shown: str) -> Iterator[AudioFrame]:
    """All that can be decoded, past damaged places. Raises AudioError when that is nothing."""
    import av

    heard = damaged = False
    failures = 0  # in a row
    packets = stream.container.demux(stream)
    while failures < _MOST_DAMAGE:
        try:
            packet = next(packets, None)
            frames = packet.decode() if packet is not None else []
        except av.FFmpegError:
            damaged = True
            failures += 1
            packets = stream.container.demux(stream)  # the one that raised has ended; it goes on where that one was
            continue
        if packet is None:
            break
        if frames:
            heard = True
            failures = 0
            yield from frames
    if not heard:
        raise _not_sound(shown) if damaged else AudioError("audio.empty", f"{shown} holds no sound; record it again")


def _shape(frame: AudioFrame) -> tuple[int, int]:
    return frame.sample_rate, frame.layout.nb_channels


def _chunks(frames: Iterable[AudioFrame], channels: int, rate_hz: int) -> Iterator[Planes]:
    """Frames are a few milliseconds to a second long; the mixer weighs a chunk at a time."""
    held: list[Planes] = []
    length = 0
    for frame in frames:
        held.append(_planes(frame, channels))
        length += frame.samples
        if length >= _CHUNK_S * rate_hz:
            yield np.concatenate(held, axis=1)
            held, length = [], 0
    if length:
        yield np.concatenate(held, axis=1)


def _planes(frame: AudioFrame, channels: int) -> Planes:
    """A frame's samples of any width as float32. Whatever isn't a number is silence; what is far too loud is cut at 4, so
    that no sum of it can overflow."""
    import av

    if frame.format.name.startswith("s64"):  # the one width that has no way to numpy of its own
        (frame,) = av.AudioResampler(format="dblp").resample(frame)
    samples = frame.to_ndarray()
    raw = samples if frame.format.is_planar else samples.reshape(-1, channels).T
    planes: Planes
    if raw.dtype == np.uint8:
        planes = (raw.astype(np.float32) - np.float32(128.0)) / np.float32(128.0)
    elif raw.dtype.kind == "i":
        planes = raw.astype(np.float32) / np.float32(2 ** (8 * raw.dtype.itemsize - 1))
    else:
        planes = np.clip(np.nan_to_num(raw, nan=0.0, posinf=0.0, neginf=0.0), -4.0, 4.0).astype(np.float32)
    return planes


def _not_sound(shown: str) -> AudioError:
    kinds = "a WAV, FLAC, MP3, M4A or OGG file"
    return AudioError("audio.unreadable", f"{shown} is not a sound file, or is too damaged; give {kinds}")
