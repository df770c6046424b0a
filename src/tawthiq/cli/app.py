"""The command line as a whole: what all commands share, and how each of them ends."""

import os
import sys
from io import TextIOWrapper
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from tawthiq import __version__
from tawthiq.errors import TawthiqError

BROKEN_PIPE, INTERRUPTED = 141, 130
"""What a shell reports of programs that end so."""


class _Commands(TyperGroup):
    """Ends every command tidily: no traceback for what is no fault of the program."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:
            fail("stopped", INTERRUPTED)

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        if sys.stdout is None:  # closed by whoever started us
            fail("there is no standard output to write to", 1)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="replace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read our output has seen enough
            _mute()
            raise typer.Exit(BROKEN_PIPE) from None
        except KeyboardInterrupt:
            fail("stopped", INTERRUPTED)
        except TawthiqError as error:
            fail(str(error), 1)
        except OSError as error:
            fail(f"the results cannot be written: {(error.strerror or str(error)).lower()}", 1)
        return result


app = typer.Typer(
    cls=_Commands,
    name="tawthiq",
    help="Read Arabic reports of armed conflict: who did what to whom, where, when, and according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
lexicon_app = typer.Typer(help="The word lists.", no_args_is_help=True, rich_markup_mode=None)
places_app = typer.Typer(help="The gazetteer.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(places_app, name="places")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tawthiq {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


@app.callback()
def _options(version: Version = False) -> None:
    pass


def fail(message: str, status: int) -> NoReturn:
    """End the command with one line that says why."""
    typer.echo(f"tawthiq: {message}", err=True)
    raise typer.Exit(status)


def _mute() -> None:
    """Send what is still buffered for standard output nowhere, so that closing it cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
