"""`kiosk converse`: two people talk through a real microphone and loudspeaker, with a terminal for a screen."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from threading import Thread
from typing import TextIO

from kiosk.app import Kiosk, assemble
from kiosk.audio.devices import named
from kiosk.audio.loudspeaker import loudspeaker_named
from kiosk.audio.microphone import microphone_named
from kiosk.audio.streams.names import Direction
from kiosk.cli.parsing import Subcommands
from kiosk.core.dialogue import Command, Finish, Replay, SayAnyway, Stop, Tap
from kiosk.core.errors import AudioError, UsageError
from kiosk.core.language import LANGUAGES, Route, language
from kiosk.core.scene import Bubble, Scene
from kiosk.engines import Need
from kiosk.live.ears import Ears
from kiosk.live.host import EngineHost
from kiosk.live.recipe import Recipe
from kiosk.live.session import Session
from kiosk.pipeline.conversation import Conversation
from kiosk.pipeline.dialogue.desk import Config
from kiosk.pipeline.listening import Listener
from kiosk.pipeline.offer import hints
from kiosk.pipeline.segmenter import Patience
from kiosk.settings import DeviceSettings

_KEYS = (
    "{first} or {second} and Enter: speak that language. Enter: stop talking. r: again, slowly. a: say it anyway. "
    "f: forget all. q: leave."
)
_HANDS_FREE = (
    "Just talk. Enter: stop and don't listen. {first} and Enter: listen again. r: again, slowly. a: say it anyway. "
    "f: forget all. q: leave."
)


def add_to(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "converse",
        parents=[common],
        help="talk through microphone and loudspeaker, without a screen",
        description="Two people talk. Type a language's code and Enter, speak, and the other language is spoken.",
    )
    parser.add_argument("--between", required=True, metavar="CODE,CODE", help="the two languages, like ja,en")
    parser.add_argument("--microphone", metavar="NAME", help="a part of its name; the system's default when not given")
    parser.add_argument("--visitor-microphone", metavar="NAME", help="a second one, for whoever speaks the second language")
    parser.add_argument("--loudspeaker", metavar="NAME", help="a part of its name; the system's default when not given")
    parser.add_argument("--hands-free", action="store_true", help="always listen; the language tells who speaks")
    parser.set_defaults(command=main)


def main(options: argparse.Namespace) -> int:
    pair = [language(code.strip()).code for code in options.between.split(",")]
    if len(pair) != 2 or pair[0] == pair[1]:
        raise UsageError("usage.between", "--between takes two different languages, like ja,en")
    kiosk = assemble(options.config, options.models, options.demo)
    microphones, loudspeaker = _devices(options, kiosk.settings.devices)
    if options.hands_free and len(microphones) == 1 and len({LANGUAGES[code].spoken for code in pair}) == 1:
        alike = f"{pair[0]} and {pair[1]} sound the same, so the language can't tell who speaks"
        raise UsageError("usage.hands_free", f"{alike}: leave out --hands-free, or add --visitor-microphone")
    known = kiosk.engines(Need(hearing=False))  # what there is; the engine process loads it
    config = Config(
        tuple(pair),
        staff=pair[0],
        visitor=pair[1],
        microphones=len(microphones),
        speed=kiosk.settings.speech.speed,
        hands_free=options.hands_free,
    )
    conversation = Conversation(config, hints(known))
    screen = Screen(sys.stdout)
    session = Session(conversation, screen.show)
    voice = loudspeaker_named(loudspeaker, session.tell_of_loudspeaker)
    patience = Patience(silence_s=kiosk.settings.listening.silence_s)
    sources = [microphone_named(name) for name in microphones]
    ears = Ears(sources, known.detector, partial(Listener, patience), voice.played_since, session.inbox.put)
    host = EngineHost(_recipe(kiosk, options, pair), session.inbox.put)
    print((_HANDS_FREE if options.hands_free else _KEYS).format(first=pair[0], second=pair[1]), file=sys.stderr)
    _tell_absent(microphones, "input")
    _tell_absent([loudspeaker], "output")
    Thread(target=read_keys, args=(sys.stdin, pair, session, screen), daemon=True).start()
    session.run(host, voice, ears)
    return 0


def _devices(options: argparse.Namespace, settings: DeviceSettings) -> tuple[list[str], str]:
    """What names the microphones, one or two, and the loudspeaker; "" is the system's default."""
    microphones = [options.microphone or settings.microphone]
    if second := options.visitor_microphone or settings.visitor_microphone:
        microphones.append(second)
    return microphones, options.loudspeaker or settings.loudspeaker


def _tell_absent(names: list[str], direction: Direction) -> None:
    """Say once of each device that isn't there what it may have been; it is waited for all the same."""
    for name in names:
        try:
            named(name, direction)
        except AudioError as error:
            print(f"kiosk: {error}; it is waited for", file=sys.stderr)


def _recipe(kiosk: Kiosk, options: argparse.Namespace, pair: list[str]) -> Recipe:
    need = Need(routes=(Route(*pair), Route(*reversed(pair))), voices=tuple(pair))
    return Recipe.of(need, options.config, kiosk.folder, kiosk.settings.engines.scripted)


def read_keys(keys: TextIO, pair: list[str], session: Session, screen: Screen) -> None:
    """Lines of the terminal become commands; its end is the end."""
    for line in keys:
        word = line.strip().lower()
        if word == "q":
            break
        command = _command(word, pair, screen)
        if command is not None:
            session.command(command)
    session.end()


def _command(word: str, pair: list[str], screen: Screen) -> Command | None:
    if word in pair:
        return Tap("staff" if word == pair[0] else "visitor")
    if word == "r":
        return Replay(screen.last, slowly=True) if screen.last else None
    if word == "a":
        return SayAnyway(screen.last) if screen.last else None
    commands: dict[str, Command] = {"": Stop(), "f": Finish()}
    return commands.get(word)


class Screen:
    """Prints what is new in a scene. `last`: the bubble that was shown last, 0 for none."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lines: dict[int, list[str]] = {}
        self._phase = ""
        self.last = 0

    def show(self, scene: Scene) -> None:
        if scene.phase != self._phase:
            self._phase = scene.phase
            self._print(f"[{scene.phase}{''.join(f' {reason}' for reason in scene.reasons)}]")
        self._print(f"[works: {', '.join(sorted(scene.works)) or 'nothing'}]", key=-2)
        for notice in scene.notices:
            self._print(f"[{notice.code}{f' {notice.detail}' if notice.detail else ''}]", key=-1)
        for bubble in scene.turns:
            for line in lines_of(bubble):
                self._print(line, bubble.id)
            self.last = bubble.id
        if not scene.turns:
            self.last = 0
            self._lines = {key: lines for key, lines in self._lines.items() if key <= 0}

    def _print(self, line: str, key: int = 0) -> None:
        """Each line of a bubble once, of one that grew the rest; of what belongs to no bubble whatever isn't said last."""
        said = self._lines.setdefault(key, [])
        if line in (said if key > 0 else said[-1:]):
            return
        known = max((len(other) for other in said if key > 0 and line.startswith(other)), default=0)
        said.append(line)
        print(f"{' ' * 6}{line[known:].lstrip()}" if known else line, file=self._out, flush=True)


def lines_of(bubble: Bubble) -> list[str]:
    """What stands in a bubble so far, final words only."""
    lines = []
    if bubble.transcript:
        lines.append(f"{bubble.language:>4}  {bubble.transcript}")
    if bubble.translation:
        lines.append(f"{bubble.target:>4}  {bubble.translation}")
    if bubble.back:
        lines.append(f"      translated back: {bubble.back}")
    if bubble.asks:
        lines.append(f"      not spoken, it may be wrong ({', '.join(bubble.doubts)}): a says it anyway")
    if bubble.text_only:
        lines.append(f"      no voice for {LANGUAGES[bubble.target].english}: text only")
    if bubble.failed:
        lines.append(f"      please say it again ({bubble.failed})")
    return lines
