"""The command that makes files of a case for other programs."""
# ruff: noqa: PLC0415

from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import CaseName, asked, spared


class Form(StrEnum):
    """What a case can be exported as."""

    csv = "csv"
    geojson = "geojson"
    jsonl = "jsonl"
    parquet = "parquet"


@app.command()
def export(
    case: CaseName,
    out: Annotated[Path, typer.Argument(metavar="OUT", dir_okay=False, help="The file to write.")],
    form: Annotated[Form, typer.Option("--as", help="Its form.")],
    redact: Annotated[
        bool | None,
        typer.Option("--redact/--with-names", help="Leave out names of private persons: csv, geojson do by default."),
    ] = None,
    embargo_days: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Hold back the last days: csv, geojson hold back 7.")
    ] = None,
    coarsen: Annotated[
        float | None, typer.Option(min=0.1, max=1000, metavar="KM", help="Move points to the middle of such cells.")
    ] = None,
) -> None:
    """Write the events of a case into a file; as jsonl all that it holds: readings, events, control."""
    from tawthiq.case.ask import all_events, all_readings, find_control
    from tawthiq.export import lines
    from tawthiq.export.files import EMBARGO_DAYS, PUBLISHED, accounts_path
    from tawthiq.export.files import export as write
    from tawthiq.export.policy import Policy

    for path in (out, accounts_path(out)):
        spared(path)
    published = form.value in PUBLISHED
    held_days = embargo_days if embargo_days is not None else EMBARGO_DAYS if published else 0
    policy = Policy(
        names=not (published if redact is None else redact),
        embargo_days=held_days or None,
        today=date.today() if held_days else None,  # noqa: DTZ011, TID251
        coarsen_km=coarsen,
    )
    with asked(case) as connection:
        if form is Form.jsonl and policy == Policy(names=True):
            with out.open("wb") as file:
                held_by = find_control(connection, None, None)
                lines.write(chain(all_readings(connection), all_events(connection), held_by), file)
            typer.echo(f"written: {out}", err=True)
            return
        files, held = write(list(all_events(connection)), out, form.value, policy)
    held_back = f"; {held:,} events of the last {held_days} days held back" if held_days else ""
    typer.echo(f"written: {', '.join(map(str, files))}{held_back}", err=True)
