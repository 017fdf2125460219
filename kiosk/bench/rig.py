"""A sound server of our own: virtual microphones and loudspeakers, cables between them, and every way they fail.

It runs beside whatever the machine has, in a folder of its own. Nothing is heard, nothing is written to disk: sound goes in
and out through pipes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.bench.tapes import Playing, Recording
from kiosk.core.audio import SPEECH_RATE_HZ, Audio
from kiosk.core.errors import AudioError

PACKAGES = "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
TYPE_THIS = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {PACKAGES}"

MICROPHONE = "microphone"
LOUDSPEAKER = "loudspeaker"
_FEED = "feed_of_{}"

_PLUGIN = "alsa-lib/libasound_module_pcm_pulse.so"
_START_S = 10.0
_MONITORED = ("PULSE_SOURCE", "PULSE_SINK", "PIPEWIRE_NODE")

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
def running(rig: PulseRig, devices: bool = True) -> Iterator[PulseRig]:
    """The rig's server runs, with one microphone and one loudspeaker, both the defaults, or with none."""
    try:
        rig.start(devices)
        yield rig
    finally:
        rig.close()


@contextmanager
def pulse_rig() -> Iterator[PulseRig]:
    """A running server that this process and its children take for the machine's. Raises AudioError where it can't run."""
    lacks = missing()
    if lacks:
        raise AudioError("audio.server", f"virtual sound devices need {lacks}: {TYPE_THIS}")
    before = dict(os.environ)
    with TemporaryDirectory(prefix="pulse-") as folder, running(PulseRig(Path(folder))) as rig:
        for name in _MONITORED:
            os.environ.pop(name, None)
        os.environ.update(rig.environment)
        try:
            yield rig
        finally:
            os.environ.clear()
            os.environ.update(before)


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

    @property
    def pid(self) -> int:
        """Of the server; 0 while there is none."""
        return self._server.pid if self._server is not None else 0

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
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise AudioError("audio.server", "pulseaudio doesn't answer: start it by hand, `pulseaudio -n -vv`, to see why")
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
        """A source that is nobody's monitor: it stands before the monitor of a sink into which others play."""
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
        return self._record(f"{name}.monitor")

    def record_microphone(self, name: str = MICROPHONE) -> Recording:
        """What it hears, at 16 kHz, from now on."""
        return self._record(name)

    def _record(self, source: str) -> Recording:
        command = "parec", f"--device={source}", f"--rate={SPEECH_RATE_HZ}", "--latency-msec=10"
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
