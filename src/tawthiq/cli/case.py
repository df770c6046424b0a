"""Commands that keep a case: adding to it, what was refused, reviews, proof."""
# ruff: noqa: PLC0415

from typing import Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import AsJson, CaseName, Jobs, Outlet, OwnGazetteer, Published, existing, line, settled
from tawthiq.cli.progress import Progress, to_settle


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
    from tawthiq.case.events import settle
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
        settle(kept, to_settle)
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
    """Prove that texts, spans, readings and the log are as they were written, and the events what the claims give."""
    from tawthiq.arabic.bidi import printable
    from tawthiq.case.store import Case
    from tawthiq.case.verify import check

    with Case(case) as kept, kept.reading() as connection:
        checked = check(connection, head)
    for fault in checked.faults:
        typer.echo(printable(fault))
    for note in checked.notes:
        typer.echo(f"note: {printable(note)}")
    typer.echo(checked.summary)
    if checked.faults:
        raise typer.Exit(1)


Target = Annotated[str, typer.Argument(metavar="EVENT|CLAIM", help="What is reviewed, by its id.")]
More = Annotated[list[str] | None, typer.Argument(metavar="[CLAIM...]", help="More claims of --split.")]
Confirm = Annotated[bool, typer.Option("--confirm", help="It happened: its grade is confirmed.")]
Reject = Annotated[bool, typer.Option("--reject", help="A claim is left out of every event, an event is discounted.")]
Set = Annotated[str | None, typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field of the event.")]
Merge = Annotated[str | None, typer.Option(metavar="EVENT", help="It is one with another event.")]
Split = Annotated[str | None, typer.Option(metavar="CLAIM", help="These claims are of another event.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take back the last review of it.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="For what reason.")]


@app.command()
def review(
    case: CaseName,
    target: Target,
    more: More = None,
    confirm: Confirm = False,
    reject: Reject = False,
    correct: Set = None,
    merge: Merge = None,
    split: Split = None,
    undo: Undo = False,
    by: By = ...,  # type: ignore[assignment]
    why: Why = ...,  # type: ignore[assignment]
) -> None:
    """Decide about an event or claim: confirm, reject, correct, merge, split, or take that back."""
    if (confirm, reject, undo).count(True) + sum(value is not None for value in (correct, merge, split)) != 1:
        raise typer.BadParameter("say one of --confirm, --reject, --set, --merge, --split, --undo")
    if more and split is None:
        raise typer.BadParameter("several claims go with --split only", param_hint="CLAIM")
    from tawthiq.case import decide
    from tawthiq.case.events import settle
    from tawthiq.case.store import Case

    with Case(case) as kept:
        settled(kept)
        with kept.writing() as connection:
            if undo:
                entry, touched = decide.undo(connection, target, by, why)
            elif correct is not None:
                entry, touched = decide.correct(connection, target, correct, by, why)
            elif merge is not None:
                entry, touched = decide.merge(connection, target, merge, by, why)
            elif split is not None:
                entry, touched = decide.split(connection, target, (split, *(more or ())), by, why)
            else:
                entry, touched = decide.judge(connection, target, "confirm" if confirm else "reject", by, why)
        settle(kept)
        with kept.reading() as connection:
            now = decide.events_of(connection, touched)
    typer.echo(f"review {entry.number} written; now {', '.join(now) or 'in no event'}")


@app.command()
def log(case: CaseName, as_json: AsJson = False) -> None:
    """List the reviews of a case: who decided what, when and why, and what was taken back."""
    from tawthiq.arabic.bidi import isolated
    from tawthiq.case.review import reviews, standing, summary
    from tawthiq.case.store import Case

    with Case(case) as kept, kept.reading() as connection:
        told = reviews(connection)
        holds = {entry.number for entry, _ in standing(connection)}
    for entry, made in told:
        shown = summary(entry, made) | {"holds": entry.number in holds}
        if as_json:
            line(shown)
            continue
        what = f"{made.field}={made.value} " if made.field else ""
        note = "" if shown["holds"] else "  (undone)" if entry.action != "undo" else f"  (of {made.undoes})"
        typer.echo(
            f"{entry.number:>5}  {entry.at}  {entry.action} {what}{made.target}{note}  "
            f"{isolated(entry.by or '')}: {isolated(entry.why or '')}"
        )
