"""The command line: arguments, exit status, progress.

Results go to standard output, refusals and progress to standard error. Exit status: 0 done; 1 some inputs were refused,
each named in one line, the others done; 2 wrong usage. Commands import what they need when they run, so that `--help`
answers at once.
"""

from tawthiq.cli import ask, case, desk, export, lists, read, user
from tawthiq.cli.app import BROKEN_PIPE, INTERRUPTED, app

__all__ = ["BROKEN_PIPE", "INTERRUPTED", "app", "ask", "case", "desk", "export", "lists", "main", "read", "user"]


def main() -> None:
    """Run the command line."""
    app()
