"""Commands about a case: what is kept, added and asked of it."""
# ruff: noqa: PLC0415

from typing import Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import Jobs, Outlet, OwnGazetteer, Published, existing
from tawthiq.cli.progress import Progress

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="A file, or postgresql://user@host/name.")]


@app.command()
def add(
    case: CaseName,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Reports: files of every form, folders; - is standard input."),
    ],
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = 1,
    own: OwnGazetteer = None,
) -> None:
    """Read reports and keep them in a case, which is made at need. Adding the same again changes nothing."""
    from tawthiq.case.add import Adder
    from tawthiq.case.store import Case
    from tawthiq.case.versions import current
    from tawthiq.engine.local import Plan, outcomes

    gazetteer = existing(own)
    plan = Plan(published, outlet, True, 0, None, gazetteer)
    with Case(case, create=True) as kept:
        adder = Adder(kept, current(gazetteer))
        known = adder.known()
        with Progress("adding", sources) as progress:
            for outcome in outcomes(kept.outside(sources), plan, jobs, known):
                with progress.aside(adder.take(outcome)):
                    progress.advance()
            adder.flush()
    count = adder.count
    typer.echo(
        f"{count.added:,} reports added with {count.claims:,} claims, {count.known:,} known already, "
        f"{count.refused:,} refused",
        err=True,
    )
    if count.refused:
        raise typer.Exit(1)


@app.command()
def refused(case: CaseName) -> None:
    """List what could not be read and why."""
    from tawthiq.arabic.bidi import printable
    from tawthiq.case.store import Case
    from tawthiq.case.verify import refusals

    with Case(case) as kept, kept.reading() as connection:
        for source, code, message in refusals(connection):
            typer.echo(printable(f"{source}: {message} [{code}]"))


@app.command()
def verify(
    case: CaseName,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash that an earlier verify printed: the log must go on from it."),
    ] = None,
) -> None:
    """Prove that texts, spans, readings and the log are as they were written."""
    from tawthiq.arabic.bidi import printable
    from tawthiq.case.store import Case
    from tawthiq.case.verify import check

    with Case(case) as kept, kept.reading() as connection:
        checked = check(connection, head)
    for fault in checked.faults:
        typer.echo(printable(fault))
    typer.echo(checked.summary)
    if checked.faults:
        raise typer.Exit(1)
