"""What several commands have: options, the page that they show things on, and lines of JSON."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tawthiq.case.store import Case
    from tawthiq.view.page import Page


def iso_day(value: str | None) -> str | None:
    """An ISO date in its full form."""
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2017-09-06") from None


def publication_day(value: str | None) -> str | None:
    """An ISO date as given by `--published`, on which a report can have been published."""
    day = iso_day(value)
    if day and not "1900" <= day < "2100":
        raise typer.BadParameter(f"no report is of the year {int(day[:4])}")
    return day


Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=publication_day, help="When it was published: days told from then are resolved."
    ),
]


def existing(path: Path | None) -> str | None:
    """The user's own gazetteer: that of `--gazetteer`, or the one in the user's data folder if there is one."""
    from tawthiq.places.user import default_path

    if path is not None and not path.is_file():
        raise typer.BadParameter(f"{path} is no file", param_hint="--gazetteer")
    found = path or default_path()
    return str(found) if found.is_file() else None


OwnGazetteer = Annotated[
    Path | None,
    typer.Option("--gazetteer", metavar="FILE", help="Your own places, beside those built in (see places import)."),
]

Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, metavar="N", help="How many processes read.")]
CaseName = Annotated[str, typer.Argument(metavar="CASE", help="A file, or postgresql://user@host/name.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]

PLAIN_WIDTH = 100
"""Width of what is shown where it does not go to a terminal."""


def page() -> "Page":
    """A page as wide and colourful as where it will be shown."""
    from rich.console import Console

    from tawthiq.view.page import Page

    console = Console()
    if not console.is_terminal:
        return Page(PLAIN_WIDTH, None)
    return Page(console.width, None if console.no_color else console.color_system)


_DATABASE = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""How a case in a file, and the log of what is being written to it, begin."""


def spared(out: Path) -> Path:
    """A file that results may be written to: never one that holds a case."""
    if out.is_file():
        with out.open("rb") as file:
            if file.read(16).startswith(_DATABASE):
                raise typer.BadParameter(f"{out} is a case; results would destroy it")
    return out


def settled(kept: "Case") -> None:
    """Find the events of claims that are pending, as after an interrupted run; fusion is loaded only then."""
    from tawthiq.case.versions import is_settled

    with kept.reading() as connection:
        if is_settled(connection):
            return
    from tawthiq.case.events import settle
    from tawthiq.cli.progress import to_settle

    settle(kept, to_settle)


@contextmanager
def asked(address: str) -> Iterator["Connection"]:
    """A case whose events are those of all its claims, to be asked."""
    from tawthiq.case.store import Case

    with Case(address) as kept:
        settled(kept)
        with kept.reading() as connection:
            yield connection


def line(value: object) -> None:
    """Print a record as a line of JSON."""
    import msgspec

    from tawthiq.arabic.bidi import json_line

    sys.stdout.buffer.write(json_line(msgspec.json.encode(value)))
