"""Runs a command and turns what goes wrong into words."""

import os
import signal
import sys

from . import arguments
from .errors import Refusal, from_os_error


def main(argv=None):
    args = arguments.parse(sys.argv[1:] if argv is None else argv)
    if args.dsn:
        os.environ["GOTGAN_DSN"] = args.dsn
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return args.function(args) or 0
    except Refusal as refusal:
        print(f"\ngotgan: {refusal}", file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        print(
            "\ngotgan: stopped. Run the same command again; it goes on where it stopped.",
            file=sys.stderr,
        )
        return 130
    except OSError as error:
        if known := from_os_error(error):
            print(f"\ngotgan: {known}", file=sys.stderr)
            return 1
        raise
