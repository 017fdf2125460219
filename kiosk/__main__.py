"""`kiosk` and `python -m kiosk`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command and leave at once: the model runtimes abort when an interpreter tears them down at work."""
    try:
        from kiosk.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            status = status or 1
    os._exit(status)


if __name__ == "__main__":
    main()
