"""An open file -> its sound as 16 kHz mono, decoded by FFmpeg (through PyAV) behind a fence.

FFmpeg is never given a name: of a name it would make a network address, a playlist or a device. It gets a file that is
already open, may take it only for one of `_FORMATS`, and may open nothing else.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Decoder:
    """The first audio stream of an open file. `shown` is the file's name in messages."""

    stream: AudioStream
    source: _Source
    shown: str

    def speech(self) -> Iterator[Samples]:
        """All of the sound that can be decoded, as one channel at 16 kHz.

        Raises AudioError (`audio.empty`, `audio.unreadable`), and OSError where the file itself can't be read on.
        """
        # a file may change its rate or its channels on the way, as joined MP3 files do
        for (rate_hz, _, _), run in groupby(self._frames(), key=_shape):
            yield from resampled(mono(_chunks(self._planes(run), rate_hz), rate_hz), rate_hz, SPEECH_RATE_HZ)

    def duration(self) -> float | None:
        """Seconds of sound as the file's header has them or its size suggests, None where neither says."""
        if self.stream.duration is not None and self.stream.time_base is not None:
            seconds = float(self.stream.duration * self.stream.time_base)
        else:
            seconds = (self.stream.container.duration or 0) / 1e6
        return seconds if seconds > 0 else None

    def _frames(self) -> Iterator[AudioFrame]:
        """All that can be decoded, past damaged places. Raises AudioError when that is nothing."""
        import av

        heard = False
        failures = 0
        in_a_row = 0
        try:
            for packet in self.stream.container.demux(self.stream):
                try:
                    frames = packet.decode()
                except av.FFmpegError:
                    failures += 1
                    in_a_row += 1
                    if in_a_row == _MOST_DAMAGE:
                        break
                    continue
                if frames:
                    heard = True
                    in_a_row = 0
                    yield from frames
        except av.FFmpegError:
            failures += 1
        self.source.check()
        if not heard and failures:
            raise _not_sound(self.shown)
        if not heard:
            raise AudioError("audio.empty", f"{self.shown} holds no sound; record it again")

    def _planes(self, frames: Iterable[AudioFrame]) -> Iterator[Planes]:
        """The samples of frames of one shape as float32. Whatever isn't a number is silence; what is far too loud is cut at
        4, so that no sum of it can overflow."""
        import av

        # to interleaved samples first, by FFmpeg: PyAV reads beyond the end of a frame with eight planes or more
        packer = av.AudioResampler(format="flt")
        for frame in frames:
            channels = frame.layout.nb_channels
            if frame.sample_rate not in _RATES_HZ or channels > _MOST_CHANNELS:
                claim = f"{self.shown} claims to hold {channels} channels at {frame.sample_rate} Hz"
                raise AudioError("audio.unreadable", f"{claim}; convert it to 16 kHz WAV")
            try:
                packed = [made.to_ndarray() for made in packer.resample(frame)]
            except av.FFmpegError as error:
                raise _not_sound(self.shown) from error
            for samples in packed:
                clean = np.nan_to_num(samples.reshape(-1, channels).T, nan=0.0, posinf=0.0, neginf=0.0)
                yield np.clip(clean, -4.0, 4.0)


class _Source:
    """What FFmpeg may do with the file: read on and jump.

    Nothing is raised: PyAV prints an exception that it can't pass on. A file that can't be read on ends, and `check` tells.
    """

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self._failure: OSError | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            self._failure = error
            return b""

    def seek(self, offset: int, whence: int) -> int:
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError, OverflowError):  # a damaged header points before the file's start or far beyond its end
            return -errno.EINVAL

    def tell(self) -> int:
        return self._file.tell()

    def check(self) -> None:
        """Raises what reading raised."""
        if self._failure is not None:
            raise self._failure


@contextmanager
def decoder(file: FileIO, shown: str) -> Iterator[Decoder]:
    """The file's sound, ready to be decoded; the caller closes the file afterwards.

    Raises AudioError: `audio.unreadable`, or `audio.empty` for a film without sound; OSError where the file can't be read.
    """
    import av

    source = _Source(file)
    try:
        container = av.open(
            source,
            metadata_errors="replace",  # tags are in Shift JIS often enough
            io_open=_refuse_other_files,
            container_options={"format_whitelist": _FORMATS, "protocol_whitelist": "none"},
        )
    except (av.FFmpegError, PermissionError) as error:
        source.check()
        raise _not_sound(shown) from error
    with container:
        if not container.streams.audio:
            raise AudioError("audio.empty", f"{shown} holds no sound; give a file with sound in it")
        stream = next((stream for stream in container.streams.audio if stream.codec_context is not None), None)
        if stream is None:
            raise _not_sound(shown)
        stream.codec_context.thread_count = 1  # the processor is for the models, and decoding is quick enough
        yield Decoder(stream, source, shown)


def _refuse_other_files(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError(errno.EACCES, "a sound file may not open another one")


def _shape(frame: AudioFrame) -> tuple[int, str, str]:
    return frame.sample_rate, frame.layout.name, frame.format.name


def _chunks(pieces: Iterable[Planes], rate_hz: int) -> Iterator[Planes]:
    """Frames are a few milliseconds to a second long; the mixer weighs a chunk at a time."""
    held: list[Planes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += piece.shape[1]
        if length >= _CHUNK_S * rate_hz:
            yield np.concatenate(held, axis=1)
            held, length = [], 0
    if length:
        yield np.concatenate(held, axis=1)


def _not_sound(shown: str) -> AudioError:
    kinds = "a WAV, FLAC, MP3, M4A or OGG file"
    return AudioError("audio.unreadable", f"{shown} is not a sound file, or is too damaged; give {kinds}")
