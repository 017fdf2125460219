"""One engine process as the kiosk holds it: started afresh, spoken to through a pipe, ended without asking."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path

from kiosk.live.channel import Channel
from kiosk.live.messages import Down, Up, read, write


class EngineProcess:
    """Its first message must be a Recipe. The thread that makes it must outlive it: Linux ends the process with that
    thread, see prctl(2).

    A fresh interpreter and not multiprocessing's: nothing of the kiosk is forked, its main module is not run a second
    time, and no resource tracker stays behind.
    """

    def __init__(self, generation: int) -> None:
        """Raises OSError when the system has no room for another process."""
        self.generation = generation
        self._ours, theirs = Pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kiosk.live.worker", str(theirs.fileno()), str(os.getpid())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # native libraries chatter, and may quote what was said
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
                start_new_session=True,  # Ctrl-C and Ctrl-Z in the terminal are for the kiosk
            )
        except OSError:
            self._ours.close()
            raise
        finally:
            theirs.close()
        self._channel = Channel(self._ours.fileno())

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def descriptor(self) -> int:
        """To wait for with a selector: to read always, to write while `blocked`."""
        return self._ours.fileno()

    @property
    def blocked(self) -> bool:
        return self._channel.blocked

    def send(self, message: Down) -> None:
        """Never waits. Raises ChannelError."""
        self._channel.send(write(message))

    def flush(self) -> None:
        """Send more of what was blocked. Raises ChannelError."""
        self._channel.flush()

    def receive(self) -> list[Up]:
        """What has come. Raises ChannelError at the end, GarbageError when it isn't a message."""
        return [read(frame) for frame in self._channel.receive()]

    def kill(self) -> None:
        """End it now, whatever it does; `ended` says when it is gone. Closes the pipe."""
        self._process.kill()
        self._ours.close()

    def wait(self, timeout_s: float) -> None:
        """Until it is gone, or for so long."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout_s)

    def ended(self) -> int | None:
        """Its exit status once it is gone, negative for a signal; then nothing of it is left in the process table."""
        return self._process.poll()
