"""The command line: parse, call, print. Every failure is one line on stderr and an exit status of its own."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk import __version__
from kiosk.app import set_up_logging
from kiosk.cli import bench, converse, doctor, evaluate, glossary, languages, licences, phrases, scenario, screen, translate
from kiosk.core.errors import KioskError

INTERNAL_ERROR = 70
INTERRUPTED = 130
PIPE_CLOSED = 141

_STATUSES = """\
exit status:
  0 done (nobody spoke is a result too)   1 a check did not hold          2 the command makes no sense
  3 kiosk.toml has mistakes               4 a model is missing or broken  5 a sound file can't be used
  6 the result can't be written           7 a stage failed or no route   70 an error inside the kiosk
"""

Command = Callable[[argparse.Namespace], int]


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit status. Never raises."""
    try:
        parser = _parser()
        options = parser.parse_args(argv)
        if options.command is not screen.main and argv[0].startswith("-"):
            parser.error(f"{argv[0]} comes after the command")
        set_up_logging(options.log_level)
        command: Command = options.command
        return command(options)
    except SystemExit as leaving:  # argparse has printed what is wrong
        return leaving.code if isinstance(leaving.code, int) else 2
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("kiosk: stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  the last door: nobody at a counter can use a traceback
        print(f"kiosk: an error inside the kiosk ({type(error).__name__}); --log-level DEBUG says where", file=sys.stderr)
        # The place, not the message: a library's message may hold what somebody said.
        logging.getLogger(__name__).debug("internal error at %s", _place(error))
        return INTERNAL_ERROR


def _place(error: BaseException) -> str:
    frames, places = error.__traceback__, []
    while frames is not None:
        code = frames.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{frames.tb_lineno} {code.co_name}")
        frames = frames.tb_next
    return " > ".join(places)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, metavar="FILE", help="settings, a kiosk.toml")
    common.add_argument("--models", type=Path, metavar="DIR", help="where the models are")
    common.add_argument("--demo", action="store_true", help="use the scripted engines, which need no models")
    common.add_argument("--log-level", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"], help=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="kiosk",
        parents=[common],
        description="Speech in one language in, its translation spoken in another out, with no network.",
        epilog=_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    screen.add_to(parser)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for module in (translate, converse, scenario, phrases, glossary, languages, doctor, licences, bench, evaluate):
        module.add_to(commands, common)
    return parser
