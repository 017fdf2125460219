"""A process beside the live kiosk that makes its clips and runs the plain chain, so that neither weighs on the kiosk's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn, cast

from kiosk.app import assemble
from kiosk.bench.clips import Clip, Said, recorded, synthesized
from kiosk.core.errors import KioskError
from kiosk.core.language import Route
from kiosk.engines import Need, threads

_ANSWER_S = 120.0
_NICE = 5
"""As the engine process: on a busy machine both get the same share."""


class Companion:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clips(self) -> list[Said]:
        """Raises KioskError as the child did."""
        return cast(list[Said], self._answer())

    def plain_s(self, clip: int, route: Route) -> float:
        """Run the plain chain on the clip with this number: seconds to its first sound."""
        self._connection.send((clip, route))
        return cast(float, self._answer())

    def endpointing_s(self) -> float:
        """The silence after which the plain chain's voice detector finds an end, at its defaults."""
        self._connection.send(None)
        return cast(float, self._answer())

    def _answer(self) -> object:
        try:
            if not self._connection.poll(_ANSWER_S):
                raise KioskError("bench.companion", "the plain chain doesn't answer: is the machine overloaded?")
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise KioskError("bench.companion", "the plain chain's process ended: `kiosk doctor` may say why") from error
        if isinstance(answer, KioskError):
            raise answer
        return answer


@contextmanager
def companion(config: Path | None, models: Path, folder: Path | None, longest_s: float) -> Iterator[Companion]:
    """A running one. `folder`: recordings, else the voices speak; clips longer than `longest_s` are left out."""
    ours, theirs = Pipe()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.bench.companion", str(theirs.fileno())],
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # native libraries chatter
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
    )
    theirs.close()
    try:
        ours.send((config, models, folder, longest_s))
        yield Companion(ours)
    finally:
        process.kill()
        process.wait()
        ours.close()


def main() -> NoReturn:
    """`sys.argv`: the descriptor of the pipe. Never unwinds: model runtimes may abort when an interpreter takes them down."""
    os.nice(_NICE)
    connection = Connection(int(sys.argv[1]))
    try:
        _serve(connection, *connection.recv())
    except KioskError as error:
        connection.send(error)
    except (EOFError, OSError):  # the bench has gone
        pass
    os._exit(0)


def _serve(connection: Connection, config: Path | None, models: Path, folder: Path | None, longest_s: float) -> None:
    kiosk = assemble(config, models)
    engines = kiosk.engines(Need(hearing=False, routes=tuple(kiosk.inventory.packages())), seed=1)
    heard, spoken = engines.transcriber.languages(), engines.synthesizer.languages()
    clips = [
        clip
        for clip in (synthesized(engines.synthesizer) if folder is None else recorded(folder))
        if clip.audio.duration_s <= longest_s and clip.language in heard and answer(clip) in spoken
    ]
    from kiosk.engines.plain import PlainChain, endpointing_s, voices

    whisper = kiosk.inventory.best_transcriber(kiosk.settings.models.transcriber)
    plain = PlainChain(whisper.folder, engines.translator, voices(kiosk.inventory), threads(kiosk.settings))
    connection.send([Said(clip, plain.words(clip.audio, clip.language)) for clip in clips])
    for clip in clips[:2]:
        plain.run(clip.audio, Route(clip.language, answer(clip)))  # the first is slow
    while True:
        match connection.recv():
            case (int(number), Route() as route):
                connection.send(plain.run(clips[number].audio, route).first_sound_s)
            case _:
                connection.send(endpointing_s())


def answer(clip: Clip) -> str:
    """The language that it is answered in."""
    return "ja" if clip.language == "en" else "en"


if __name__ == "__main__":
    main()
