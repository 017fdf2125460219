"""A sound server of our own for tests: virtual microphones and loudspeakers, cables between them, and every way they fail.

It runs beside whatever the machine has, in a folder of its own, and ends with the test. Nothing is heard, nothing is
written to disk: sound goes in and out through pipes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from ctypes.util import find_library
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from kiosk.core.audio import SPEECH_RATE_HZ, Audio

PACKAGES = "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
TYPE_THIS = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {PACKAGES}"

MICROPHONE = "microphone"
LOUDSPEAKER = "loudspeaker"
_FEED = "feed_of_{}"

_PLUGIN = "alsa-lib/libasound_module_pcm_pulse.so"
_START_S = 10.0

# ALSA's default is the server, as on a desktop. An empty card list: what hardware there is stays out of the test.
_ASOUND = "".join(f"{kind}.{name} {{ type pulse }}\n" for name in ("!default", "pulse") for kind in ("pcm", "ctl"))


def missing() -> str:
    """What this machine lacks, empty when the rig can run."""
    lacks = [name for name in ("pulseaudio", "pactl", "pacat", "parec") if shutil.which(name) is None]
    if find_library("portaudio") is None:
        lacks.append("libportaudio2")
    if not any(Path("/usr/lib").glob(f"*/{_PLUGIN}")) and not any(Path("/usr/lib").glob(_PLUGIN)):
        lacks.append("ALSA's pulse plugin")
    return ", ".join(lacks)


@contextmanager
def pulse_rig(devices: bool = True) -> Iterator[PulseRig]:
    """A running server with one microphone and one loudspeaker, both the defaults, or with none. Skips where it can't run."""
    lacks = missing()
    if lacks:
        pytest.skip(f"{lacks} missing: {TYPE_THIS}")
    with TemporaryDirectory(prefix="pulse-") as folder:  # its own: a socket's path must be short
        rig = PulseRig(Path(folder))
        try:
            rig.start(devices)
            yield rig
        finally:
            rig.close()


class Playing:
    """Another program that plays a sound into a sink."""

    def __init__(self, process: subprocess.Popen[bytes], audio: Audio) -> None:
        self._process = process
        self._data = audio.samples.astype("<f4").tobytes()
        self._thread = threading.Thread(target=self._pour, daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float = 60.0) -> None:
        """Until the last of it has been played."""
        self._process.wait(timeout_s)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _pour(self) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as pipe:  # the server died under it, or the test is over
            pipe.write(self._data)


class Recording:
    """What a virtual loudspeaker plays, since the recording began. `sound` may be asked at any time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._pieces: list[tuple[float, bytes]] = []
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    def sound(self) -> Audio:
        with self._arrived:
            return _audio(b"".join(piece for _, piece in self._pieces))

    def since(self, moment: float) -> Audio:
        """What came after this moment of the monotonic clock, as closely as a recorder's pieces of 10 ms tell."""
        with self._arrived:
            return _audio(b"".join(piece for at, piece in self._pieces if at >= moment))

    def wait_for(self, seconds: float, timeout_s: float = 20.0) -> Audio:
        """The sound, once there is this much of it."""
        wanted = round(seconds * SPEECH_RATE_HZ) * 4
        with self._arrived:
            enough = self._arrived.wait_for(lambda: sum(len(piece) for _, piece in self._pieces) >= wanted, timeout_s)
        assert enough, f"less than {seconds} s were recorded in {timeout_s} s"
        return self.sound()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _collect(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while piece := os.read(pipe.fileno(), 65_536):
                with self._arrived:
                    self._pieces.append((time.monotonic(), piece))
                    self._arrived.notify_all()


class PulseRig:
    """The server and what hangs on it. `environment` leads PortAudio and pactl to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "run" / "native"
        self._server: subprocess.Popen[bytes] | None = None
        self._players: list[Playing] = []
        self._recordings: list[Recording] = []
        self._modules: dict[str, list[str]] = {}
        for name in ("run", "state", "config"):
            (folder / name).mkdir(mode=0o700, parents=True)
        (folder / "asound.conf").write_text(_ASOUND, encoding="ascii")
        (folder / "script.pa").write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}\n", encoding="utf-8"
        )

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder / "run"),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_CONFIG_PATH": str(self._folder / "config"),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on this process and its children have this sound server and no other."""
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        for name in ("PULSE_SOURCE", "PULSE_SINK", "PIPEWIRE_NODE"):
            monkeypatch.delenv(name, raising=False)

    @property
    def pid(self) -> int:
        assert self._server is not None
        return self._server.pid

    def start(self, devices: bool = True) -> None:
        """The server, and the microphone and the loudspeaker unless it shall have none."""
        self._socket.unlink(missing_ok=True)
        command = ["pulseaudio", "-n", "-F", str(self._folder / "script.pa"), "--exit-idle-time=-1", "--daemonize=no"]
        quiet = ["--use-pid-file=no", "--disable-shm=yes", "--log-level=error", "--log-target=stderr"]
        self._server = subprocess.Popen(
            [*command, *quiet], env=os.environ | self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_S
        while self._run("info", check=False).returncode != 0:
            assert self._server.poll() is None, "pulseaudio ended by itself"
            assert time.monotonic() < deadline, "pulseaudio does not answer"
        if devices:
            self.add_loudspeaker()
            self.add_microphone()

    def kill(self) -> None:
        """The server dies as in a crash."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self._server = None
        self._modules.clear()

    def restart(self) -> None:
        self.kill()
        self.start()

    def close(self) -> None:
        for player in self._players:
            player.stop()
        for recording in self._recordings:
            recording.stop()
        self.kill()

    def add_loudspeaker(self, name: str = LOUDSPEAKER, default: bool = True) -> None:
        """Its monitor is `NAME.monitor`, as with any loudspeaker."""
        self._load(name, "module-null-sink", f"sink_name={name}", "rate=48000", "channels=2", "norewinds=1")
        if default:
            self._run("set-default-sink", name)

    def add_microphone(self, name: str = MICROPHONE, default: bool = True) -> None:
        """A source that is nobody's monitor: it stands before the monitor of a sink into which tests play."""
        feed = _FEED.format(name)
        self._load(name, "module-null-sink", f"sink_name={feed}", "rate=48000", "channels=1", "norewinds=1")
        self._load(name, "module-remap-source", f"source_name={name}", f"master={feed}.monitor")
        if default:
            self._run("set-default-source", name)

    def remove(self, name: str) -> None:
        """Pull it out."""
        for module in reversed(self._modules.pop(name)):
            self._run("unload-module", module)

    def suspend(self, name: str, still: bool = True) -> None:
        """A microphone or loudspeaker that is there and stands still, or goes on."""
        kind = "source" if len(self._modules[name]) > 1 else "sink"
        self._run(f"suspend-{kind}", name, "1" if still else "0")

    def loop_back(self, loudspeaker: str = LOUDSPEAKER, microphone: str = MICROPHONE, delay_ms: int = 30) -> None:
        """The microphone hears the loudspeaker, as in any room."""
        ends = f"source={loudspeaker}.monitor", f"sink={_FEED.format(microphone)}"
        self._load("loop", "module-loopback", *ends, f"latency_msec={delay_ms}", "source_dont_move=1", "sink_dont_move=1")

    def play_into_microphone(self, audio: Audio, microphone: str = MICROPHONE) -> Playing:
        """Someone speaks."""
        return self.play(audio, _FEED.format(microphone))

    def play(self, audio: Audio, sink: str = LOUDSPEAKER) -> Playing:
        """Another program plays."""
        command = "pacat", "--playback", f"--device={sink}", f"--rate={audio.rate_hz}", "--latency-msec=500"
        self._players.append(Playing(self._pipe(*command, stdin=subprocess.PIPE), audio))
        return self._players[-1]

    def record_loudspeaker(self, name: str = LOUDSPEAKER) -> Recording:
        """At 16 kHz, from now on."""
        command = "parec", f"--device={name}.monitor", f"--rate={SPEECH_RATE_HZ}", "--latency-msec=10"
        recording = Recording(self._pipe(*command, stdout=subprocess.PIPE))
        self._recordings.append(recording)
        recording.wait_for(0.05)
        return recording

    def _pipe(
        self, *command: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*command, "--raw", "--format=float32le", "--channels=1"],
            env=os.environ | self.environment,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )

    def _load(self, owner: str, *words: str) -> None:
        self._modules.setdefault(owner, []).append(self._run("load-module", *words).stdout.strip())

    def _run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment: Mapping[str, str] = os.environ | self.environment
        return subprocess.run(["pactl", *words], env=environment, capture_output=True, text=True, timeout=20, check=check)


def _audio(data: bytes) -> Audio:
    return Audio.of(np.frombuffer(data[: len(data) // 4 * 4], dtype="<f4"))
