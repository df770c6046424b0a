"""The command that makes files of a case for other programs."""
# ruff: noqa: PLC0415

from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import CaseName, asked, spared

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tawthiq.export.policy import Policy


class Form(StrEnum):
    """What a case can be exported as."""

    csv = "csv"
    geojson = "geojson"
    jsonl = "jsonl"
    parquet = "parquet"


Out = Annotated[Path, typer.Argument(metavar="OUT", dir_okay=False, help="The file to write.")]
AsForm = Annotated[Form, typer.Option("--as", help="Its form.")]
Redact = Annotated[
    bool | None,
    typer.Option("--redact/--with-names", help="Leave out names of private persons: csv, geojson do by default."),
]
Embargo = Annotated[
    int | None, typer.Option(min=0, metavar="N", help="Hold back the last days: csv, geojson hold back 7.")
]
Coarsen = Annotated[
    float | None, typer.Option(min=0.1, max=1000, metavar="KM", help="Move points to the middle of such cells.")
]


@app.command()
def export(
    case: CaseName,
    out: Out,
    form: AsForm,
    redact: Redact = None,
    embargo_days: Embargo = None,
    coarsen: Coarsen = None,
) -> None:
    """Write the events of a case into a file; as jsonl all that it holds: readings, events, control."""
    from tawthiq.case.ask import all_events
    from tawthiq.export.files import accounts_path
    from tawthiq.export.files import export as write
    from tawthiq.export.policy import Policy

    for path in (out, accounts_path(out)):
        spared(path)
    policy = _policy(form, redact, embargo_days, coarsen)
    with asked(case) as connection:
        if form is Form.jsonl and policy == Policy(names=True):
            _write_all(connection, out)
            typer.echo(f"written: {out}", err=True)
            return
        files, held = write(list(all_events(connection)), out, form.value, policy)
    held_back = f"; {held:,} events of the last {policy.embargo_days} days held back" if policy.embargo_days else ""
    typer.echo(f"written: {', '.join(map(str, files))}{held_back}", err=True)


def _policy(form: Form, redact: bool | None, embargo_days: int | None, coarsen: float | None) -> "Policy":
    from tawthiq.export.files import EMBARGO_DAYS, PUBLISHED
    from tawthiq.export.policy import Policy

    published = form.value in PUBLISHED
    held_days = embargo_days if embargo_days is not None else EMBARGO_DAYS if published else 0
    return Policy(
        names=not (published if redact is None else redact),
        embargo_days=held_days or None,
        today=date.today() if held_days else None,  # noqa: DTZ011, TID251
        coarsen_km=coarsen,
    )


def _write_all(connection: "Connection", out: Path) -> None:
    from tawthiq.case.ask import all_events, all_readings, find_control
    from tawthiq.export import lines
    from tawthiq.export.files import whole

    with whole(out) as path, path.open("wb") as file:
        held_by = find_control(connection, None, None)
        lines.write(chain(all_readings(connection), all_events(connection), held_by), file)
