"""The command line: arguments, exit status, progress.

Results go to standard output, refusals and progress to standard error. Exit status: 0 done; 1 some inputs were refused,
each named in one line, the others done; 2 wrong usage. Commands import what they need when they run, so that `--help`
answers at once.
"""
# ruff: noqa: PLC0415

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer
from typer.core import TyperGroup

from tawthiq import __version__
from tawthiq.errors import TawthiqError

if TYPE_CHECKING:
    from rich.progress import Progress

    from tawthiq.engine.local import Outcome, Plan

FEW = 3
"""Up to so many files are read without showing progress."""
BROKEN_PIPE, INTERRUPTED = 141, 130
"""What a shell reports of programs that end so."""
PLAIN_WIDTH = 100
"""Width of the account where it does not go to a terminal."""


class _Commands(TyperGroup):
    """Ends every command tidily: no traceback for what is no fault of the program."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
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
            _fail("stopped", INTERRUPTED)
        except TawthiqError as error:
            _fail(str(error), 1)
        except OSError as error:
            _fail(f"the results cannot be written: {(error.strerror or str(error)).lower()}", 1)
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


def main() -> None:
    """Run the command line."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tawthiq {__version__}")
        raise typer.Exit


def _iso_date(value: str | None) -> str | None:
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
    typer.Option(metavar="DATE", callback=_iso_date, help="When it was published: days told from then are resolved."),
]


def _existing(path: Path | None) -> str | None:
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


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


@app.callback()
def _options(version: Version = False) -> None:
    pass


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Reports (.txt, .md, .html, .jsonl); - is standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per report, one per line.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write the results there.")] = None,
    published: Published = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="How many processes read.")] = 1,
    own: OwnGazetteer = None,
) -> None:
    """Read reports and show the claims that they make."""
    if out is not None and any(_same_file(out, source) for source in sources):
        raise typer.BadParameter("is also to be read", param_hint="--out")
    from tawthiq.engine.local import outcomes

    plan = _plan(published, outlet, as_json, out)._replace(gazetteer=_existing(own))
    with _output(out) as stream:
        refused = _write(outcomes(sources, plan, jobs), stream, _counted(sources), plan)
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
    from tawthiq import view
    from tawthiq.model import Published as Date
    from tawthiq.model import Report
    from tawthiq.places.gazetteer import gazetteer_with
    from tawthiq.reading import read_sentences

    text = text.encode("utf-8", errors="replace").decode()
    if not text.strip():
        raise typer.BadParameter("there is nothing in it", param_hint="TEXT")
    digest = sha256(text.encode()).hexdigest()
    day = Date(published, "given") if published else None
    report = Report(f"r:{digest[:16]}", "explain", digest, text, "ar", published=day)
    sentences = read_sentences(report, gazetteer=gazetteer_with(_existing(own)))
    plan = _plan(published, None, False, None)
    typer.echo(derivation.render(sentences, plan.width, plan.color), nl=False, color=True)
    page = view.Page(plan.width, plan.color)
    found = [claim for sentence in sentences for claim in sentence.found.claims]
    view.claims(page, text, found)
    typer.echo(page.text() if found else "No claim is read from this.\n", nl=False, color=True)


@lexicon_app.callback()
def _lexicon() -> None:
    pass


@lexicon_app.command("check")
def check_lexicon() -> None:
    """Name every fault of the word lists and the gazetteer, with its file and line."""
    from tawthiq.lexicon.check import check

    faults = check()
    for fault in faults:
        typer.echo(fault)
    if faults:
        _fail(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}", 1)
    typer.echo("No fault found.")


@places_app.callback()
def _places() -> None:
    pass


@places_app.command("find")
def find_place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In Arabic, however it is spelt, or in English.")],
    own: OwnGazetteer = None,
) -> None:
    """Show all places of a name or a near spelling: kind, region, point, radius and where that is from."""
    from tawthiq.arabic.bidi import isolated, printable
    from tawthiq.places.find import find_places, sources
    from tawthiq.places.gazetteer import gazetteer_with

    path = _existing(own)
    gazetteer = gazetteer_with(path)
    found = find_places(name, gazetteer)
    if not found:
        _fail(f"no place is called {printable(name)} or anything near it", 1)
    for place, known, likeness in found:
        names = f"{isolated(place.name_ar)}  {place.name_en}"
        other = f"{isolated(known)}, " if known != place.name_ar else ""
        near = "" if likeness == 100 else f"  ({other}{likeness:.0f} % alike)"
        region = isolated("، ".join(reversed(gazetteer.admin(place))))
        what = ", ".join(filter(None, (place.kind.replace("_", " "), region, place.country)))
        typer.echo(f"{typer.style(names, bold=True)}  {what}{near}")
        point = f"{place.lat:.4f} {place.lon:.4f} ± {place.radius_km:g} km"
        typer.echo(f"    {point:<28}  {place.id}  [{sources(path).get(place.id, 'source not stated')}]")


@places_app.command("import")
def import_lists(
    lists: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="GeoNames dumps and alternate names, Who's On First, OCHA, GeoJSON."),
    ],
    own: Annotated[
        Path | None, typer.Option("--gazetteer", metavar="FILE", help="Where your own places are kept.")
    ] = None,
) -> None:
    """Add the places of published lists to your own gazetteer; what is known already is not added twice."""
    from tawthiq.lexicon.index import default_lexicon
    from tawthiq.places.user import default_path, import_places

    target = own or default_path()
    merged, wrong = import_places(lists, target, default_lexicon())
    for row in wrong:
        typer.echo(f"tawthiq: {row}; left out", err=True)
    typer.echo(f"{merged.new:,} new places, {merged.known:,} known already ({merged.spellings:,} spellings added),")
    typer.echo(f"{merged.nameless:,} without a name in Arabic, {len(wrong):,} wrong rows. Kept in {target}")
    if wrong:
        raise typer.Exit(1)


@app.command()
def bench(
    seconds: Annotated[float, typer.Argument(min=0.1, help="How long reading is measured.")] = 5.0,
) -> None:
    """Measure speed and memory on made-up reports (in a checkout of the project)."""
    import subprocess

    script = Path(__file__).parents[2] / "benchmarks" / "reading.py"
    if not script.is_file():
        _fail("the benchmark and its reports are part of a checkout of the project, not of an installation", 2)
    done = subprocess.run([sys.executable, script, str(seconds)], check=False)  # noqa: S603
    raise typer.Exit(done.returncode)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"tawthiq: {message}", err=True)
    raise typer.Exit(status)


def _mute() -> None:
    """Send what is still buffered for standard output nowhere, so that closing it cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plan(published: str | None, outlet: str | None, as_json: bool, out: Path | None) -> "Plan":
    from tawthiq.engine.local import Plan

    if as_json:
        return Plan(published, outlet, True, 0, None)
    from rich.console import Console

    console = Console()
    if out is not None or not console.is_terminal:
        return Plan(published, outlet, False, PLAIN_WIDTH, None)
    return Plan(published, outlet, False, console.width, None if console.no_color else console.color_system)


# Writing: the results, the refusals beside them, and how far the run is.


def _write(found: "Iterable[Outcome]", stream: BinaryIO, total: int | None, plan: "Plan") -> int:
    """Write every outcome as it comes; how many were refused."""
    from tawthiq.arabic.bidi import printable

    refused = 0
    progress = _progress() if sys.stderr.isatty() and (total is None or total > FEW) else None
    shared = progress is not None and stream.isatty()
    with progress or nullcontext():
        task = progress.add_task("", total=total) if progress else None
        for outcome in found:
            if progress and (shared or outcome.refusal):
                progress.stop()  # its line makes room for ours
            if outcome.refusal:
                refused += 1
                typer.echo(f"tawthiq: {printable(outcome.refusal)}", err=True)
            if plan.as_json or not outcome.refusal:
                stream.write(outcome.shown)
                stream.flush()
            if progress and task is not None:
                progress.update(task, advance=1)
                progress.start()
    return refused


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _counted(paths: Sequence[str]) -> int | None:
    """How many reports there are, where that shows before they are read."""
    return None if any(path == "-" or path.lower().endswith(".jsonl") for path in paths) else len(paths)


@contextmanager
def _output(out: Path | None) -> Iterator[BinaryIO]:
    if out is None or out == Path("-"):
        yield sys.stdout.buffer
        return
    try:
        stream = out.open("wb")
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
