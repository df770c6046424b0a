"""Commands that read reports and show what was read."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import PLAIN_WIDTH, Jobs, Outlet, OwnGazetteer, Published, existing, spared
from tawthiq.cli.progress import Progress

if TYPE_CHECKING:
    from tawthiq.engine.local import Outcome, Plan


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Reports: files of every form, folders; - is standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per report, one per line.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write the results there.")] = None,
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = 1,
    own: OwnGazetteer = None,
) -> None:
    """Read reports and show the claims that they make."""
    if out is not None and any(_same_file(out, source) for source in sources):
        raise typer.BadParameter("is also to be read", param_hint="--out")
    from tawthiq.engine.local import outcomes

    plan = _plan(published, outlet, as_json, out)._replace(gazetteer=existing(own))
    with _output(out) as stream:
        refused = _write(outcomes(sources, plan, jobs), stream, Progress("reading", sources), plan)
    if refused:
        raise typer.Exit(1)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more, in quotation marks.")],
    published: Published = None,
    own: OwnGazetteer = None,
) -> None:
    """Show why a text is read so: words, mentions, rules, and readings that were rejected."""
    from hashlib import sha256

    from tawthiq import explain as derivation
    from tawthiq.model import Published as Date
    from tawthiq.model import Report
    from tawthiq.places.gazetteer import gazetteer_with
    from tawthiq.reading import read_sentences
    from tawthiq.view.account import claims
    from tawthiq.view.page import Page

    text = text.encode("utf-8", errors="replace").decode()
    if not text.strip():
        raise typer.BadParameter("there is nothing in it", param_hint="TEXT")
    digest = sha256(text.encode()).hexdigest()
    day = Date(published, "given") if published else None
    report = Report(f"r:{digest[:16]}", "explain", digest, text, "ar", published=day)
    sentences = read_sentences(report, gazetteer=gazetteer_with(existing(own)))
    plan = _plan(published, None, False, None)
    typer.echo(derivation.render(sentences, plan.width, plan.color), nl=False, color=True)
    page = Page(plan.width, plan.color)
    found = [claim for sentence in sentences for claim in sentence.found.claims]
    claims(page, text, found)
    typer.echo(page.text() if found else "No claim is read from this.\n", nl=False, color=True)


def _plan(published: str | None, outlet: str | None, as_json: bool, out: Path | None) -> "Plan":
    from tawthiq.engine.local import Plan

    if as_json:
        return Plan(published, outlet, True, 0, None)
    from rich.console import Console

    console = Console()
    if out is not None or not console.is_terminal:
        return Plan(published, outlet, False, PLAIN_WIDTH, None)
    return Plan(published, outlet, False, console.width, None if console.no_color else console.color_system)


def _write(found: "Iterable[Outcome]", stream: BinaryIO, progress: Progress, plan: "Plan") -> int:
    """Write every outcome as it comes; how many were refused."""
    refused = 0
    with progress:
        for outcome in found:
            refused += outcome.refusal is not None
            with progress.aside(outcome.refusal, stream.isatty()):
                if plan.as_json or not outcome.refusal:
                    stream.write(outcome.shown)
                    stream.flush()
            progress.advance()
    return refused


@contextmanager
def _output(out: Path | None) -> Iterator[BinaryIO]:
    if out is None or out == Path("-"):
        yield sys.stdout.buffer
        return
    try:
        stream = spared(out).open("wb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise typer.BadParameter(f"{out} cannot be written: {reason}", param_hint="--out") from None
    with stream:
        yield stream


def _same_file(out: Path, source: str) -> bool:
    try:
        return out.is_file() and out.samefile(source)
    except (OSError, ValueError):
        return False
