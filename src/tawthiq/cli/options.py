"""Options that several commands have."""
# ruff: noqa: PLC0415

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def iso_date(value: str | None) -> str | None:
    """An ISO date as given by `--published`, in its full form."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2017-09-06") from None
    if not 1900 <= day.year < 2100:
        raise typer.BadParameter(f"no report is of the year {day.year}")
    return day.isoformat()


Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=iso_date, help="When it was published: days told from then are resolved."),
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
