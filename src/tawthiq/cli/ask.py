"""Commands that ask a case: events, their accounts, control of places, search."""
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import AsJson, CaseName, asked, iso_day, line, page

if TYPE_CHECKING:
    from tawthiq.case.ask import Near
    from tawthiq.model import Event

Place = Annotated[str | None, typer.Option(metavar="NAME", help="A place by name or id, with all that lies in it.")]

NOTHING = "nothing in the case answers to that"


Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Told as one kind, such as shelling.")]
Within = Annotated[str | None, typer.Option("--near", metavar="LAT,LON,KM", help="Within so many km of a point.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="With an actor by name or id, or any part of it.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", callback=iso_day, help="On that day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=iso_day, help="On that day or earlier.")]
On = Annotated[str | None, typer.Option(metavar="DATE", callback=iso_day, help="Who held it on that day.")]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only those on which accounts disagree.")]
Sources = Annotated[int, typer.Option(min=1, metavar="N", help="Only those that so many sources tell of.")]


@app.command()
def events(
    case: CaseName,
    kind: Kind = None,
    place: Place = None,
    near: Within = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    disputed: Disputed = False,
    sources: Sources = 1,
    as_json: AsJson = False,
) -> None:
    """List the events that the reports tell of, all or some."""
    from tawthiq.case.ask import Filter, find_events
    from tawthiq.case.review import replay

    if since and until and until < since:
        raise typer.BadParameter("is before --since", param_hint="--until")
    wanted = Filter(_kind(kind), place, _circle(near), actor, since, until, disputed, sources)
    with asked(case) as connection:
        for skipped in replay(connection).skipped:
            typer.echo(f"tawthiq: {skipped}", err=True)
        count = sum(1 for _ in map(line if as_json else _brief, find_events(connection, wanted)))
    if not count:
        typer.echo(NOTHING, err=True)


def _brief(event: "Event") -> None:
    """Print an event in a few lines."""
    from tawthiq.view import record

    shown = page()
    record.brief(shown, event)
    typer.echo(shown.text(), color=True)


@app.command()
def show(case: CaseName, event: Annotated[str, typer.Argument(metavar="EVENT")], as_json: AsJson = False) -> None:
    """Show every account of one event, side by side, with its sentences."""
    from tawthiq.case.ask import find_event

    with asked(case) as connection:
        found, told = find_event(connection, event)
        if as_json:
            line(found)
            for one in told:
                line(one)
            return
        from tawthiq.view import record

        shown = page()
        record.whole(shown, found, [(one.reading, one.claims) for one in told])
        typer.echo(shown.text(), nl=False, color=True)


@app.command()
def control(
    case: CaseName,
    on: On = None,
    place: Place = None,
    as_json: AsJson = False,
) -> None:
    """Show who held which place when, according to the reports, and which sieges lasted how long."""
    from tawthiq.case.ask import find_control

    with asked(case) as connection:
        spans = find_control(connection, on, place)
    if not spans:
        typer.echo(NOTHING, err=True)
    if as_json:
        for span in spans:
            line(span)
        return
    from tawthiq.view import record

    shown = page()
    record.control(shown, spans)
    typer.echo(shown.text(), nl=False, color=True)


@app.command()
def search(
    case: CaseName,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words; those in quotation marks stand together.")],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many reports are shown.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find reports by their words, however they are spelt."""
    from tawthiq.case import search as searching
    from tawthiq.case.store import Case

    with Case(case) as kept, kept.reading() as connection:
        hits, count = searching.search(connection, query, limit)
    for hit in hits:
        if as_json:
            line(hit)
            continue
        from tawthiq.view import record

        shown = page()
        snippets = [(snippet.text, snippet.span, snippet.hits) for snippet in hit.snippets]
        record.hit(shown, hit.source, (hit.outlet, hit.published, hit.report), snippets)
        typer.echo(shown.text(), color=True)
    typer.echo(f"{len(hits):,} of {count:,} reports", err=True)


def _kind(name: str | None) -> str | None:
    from tawthiq.view.labels import kind_names

    if name is not None and name not in kind_names():
        raise typer.BadParameter(f"{name!r} is none; there are: {', '.join(kind_names())}", param_hint="--kind")
    return name


def _circle(written: str | None) -> "Near | None":
    from tawthiq.case.ask import Near
    from tawthiq.errors import CaseError

    try:
        return Near.parse(written) if written is not None else None
    except CaseError as error:
        raise typer.BadParameter(str(error), param_hint="--near") from None
