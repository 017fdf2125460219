"""The commands of scripts/download_models.py and their options."""

from __future__ import annotations

import argparse

from kiosk.inventory import TRUSTED_KEY


def make_parser(description: str) -> argparse.ArgumentParser:
    """The parser; `description`: a line, an empty one, and what stands after the options."""
    opening, _, rest = description.partition("\n\n")
    common = argparse.ArgumentParser(add_help=False)
    # Suppressed defaults, so that both options may stand before the command as well as after it.
    common.add_argument("--models", metavar="DIR", default=argparse.SUPPRESS, help="the models folder (default: the kiosk's)")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object")
    parser = argparse.ArgumentParser(
        prog="download_models",
        description=opening,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", parents=[common], help="what there is and what is installed")
    choosing = argparse.ArgumentParser(add_help=False)
    what = choosing.add_mutually_exclusive_group(required=True)
    what.add_argument("--profile", help="which set: starter, counter, shelter or quality")
    what.add_argument("--for", dest="languages", metavar="CODE,CODE", help="what these languages need")
    what.add_argument("--model", metavar="ID,ID", help="single models, as `list` names them")
    consent = "take models too that not everybody may use"
    choosing.add_argument("--accept-licence", action="store_true", help=consent)
    commands.add_parser("plan", parents=[common, choosing], help="say what fetch would bring, its size and licences")
    fetching = commands.add_parser("fetch", parents=[common, choosing], help="bring models; quick when they are there")
    fetching.add_argument("--mirror", action="append", metavar="URL|DIR", help="look here first; may be given again")
    fetching.add_argument("--only-mirrors", action="store_true", help="and nowhere else")
    verifying = commands.add_parser("verify", parents=[common], help="check what is installed")
    verifying.add_argument("--deep", action="store_true", help="hash every file, whatever was hashed before")
    adding = commands.add_parser("add", parents=[common], help="bring models you have as files")
    adding.add_argument("file", nargs="+", metavar="FILE", help="an .argosmodel, a Piper .onnx, or a model's folder")
    exporting = commands.add_parser("export-bundle", parents=[common], help="write what is installed into a folder or stick")
    exporting.add_argument("folder", metavar="DIR")
    exporting.add_argument("--key", metavar="FILE", help="sign with this key")
    importing = commands.add_parser("import-bundle", parents=[common], help="bring what a folder, stick or web server holds")
    importing.add_argument("folder", metavar="DIR|URL")
    importing.add_argument("--accept-licence", action="store_true", help=consent)
    importing.add_argument("--key", metavar="FILE.pub", help=f"must be signed with this (default: models/{TRUSTED_KEY})")
    keying = commands.add_parser("make-key", parents=[common], help="make a key to sign bundles with")
    keying.add_argument("file", metavar="FILE")
    commands.add_parser("gc", parents=[common], help="remove what interrupted and refused downloads left")
    return parser
