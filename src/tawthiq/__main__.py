"""`tawthiq` and `python -m tawthiq`: the command line, stopped in one line even while it is being loaded."""

import os
import signal
import sys
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


def main() -> None:
    """Run the command line."""
    sys.unraisablehook = _heed
    try:
        from tawthiq.cli import main as run  # noqa: PLC0415 (so that Ctrl-C is caught while it loads)

        run()
    except KeyboardInterrupt:
        sys.stderr.write("tawthiq: stopped\n")
        sys.exit(130)


def _heed(lost: "UnraisableHookArgs") -> None:
    """Let a Ctrl-C that fell into a destructor, where Python drops it, come again."""
    if lost.exc_type is KeyboardInterrupt:
        Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    main()
