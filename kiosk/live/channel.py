"""The two ends of the pipe: frames of bytes, each after its length; the kiosk's end never waits, the child's end does."""

from __future__ import annotations

import os
import struct
from collections import deque

_LENGTH = struct.Struct("!I")
_CHUNK = 1 << 20

MOST_BYTES = 64 << 20
"""The longest frame: an utterance of a minute is 3.8 MB, spoken words of a minute at 48 kHz are 11.5 MB."""


class ChannelError(Exception):
    """The pipe has ended, or what came is no frame."""


class Channel:
    """The kiosk's end. Its descriptor is the caller's to close, and to wait for."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._going: deque[memoryview] = deque()  # one order and its abandonment at most: the next waits for the answer
        self._coming = bytearray()

    @property
    def blocked(self) -> bool:
        """Whether something waits for the other end to read."""
        return bool(self._going)

    def send(self, frame: bytes) -> None:
        """Write what goes now and keep the rest for `flush`. Raises ChannelError."""
        self._going += (memoryview(_LENGTH.pack(len(frame))), memoryview(frame))
        self.flush()

    def flush(self) -> None:
        """Raises ChannelError."""
        try:
            while self._going:
                written = os.write(self._descriptor, self._going[0])
                self._going[0] = self._going[0][written:]
                if not self._going[0]:
                    self._going.popleft()
        except BlockingIOError:
            return
        except OSError as error:
            raise ChannelError(f"can't write: {error.strerror}") from error

    def receive(self) -> list[bytes]:
        """The frames that are complete. Raises ChannelError at the end of the pipe once all frames are taken."""
        try:
            data = os.read(self._descriptor, _CHUNK)
        except BlockingIOError:
            return []
        except OSError as error:
            raise ChannelError(f"can't read: {error.strerror}") from error
        if not data:
            raise ChannelError("the other end is closed")
        self._coming += data
        return self._complete()

    def _complete(self) -> list[bytes]:
        frames, at = [], 0
        while len(self._coming) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._coming, at)
            if length > MOST_BYTES:
                raise ChannelError("a frame longer than any message")
            end = at + _LENGTH.size + length
            if end > len(self._coming):
                break
            frames.append(bytes(self._coming[at + _LENGTH.size : end]))
            at = end
        del self._coming[:at]
        return frames


def read_frame(descriptor: int) -> bytes:
    """The next frame, however long it takes. Raises ChannelError when the other end is closed."""
    (length,) = _LENGTH.unpack(_read_exactly(descriptor, _LENGTH.size))
    return _read_exactly(descriptor, length)


def write_frame(descriptor: int, frame: bytes) -> None:
    """All of it, however long it takes. Raises ChannelError when the other end is closed."""
    for part in (_LENGTH.pack(len(frame)), frame):
        rest = memoryview(part)
        while rest:
            try:
                rest = rest[os.write(descriptor, rest) :]
            except OSError as error:
                raise ChannelError(f"can't write: {error.strerror}") from error


def _read_exactly(descriptor: int, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        try:
            piece = os.read(descriptor, min(_CHUNK, count - len(data)))
        except OSError as error:
            raise ChannelError(f"can't read: {error.strerror}") from error
        if not piece:
            raise ChannelError("the other end is closed")
        data += piece
    return bytes(data)
