"""Commands about the word lists and the gazetteer, and the benchmark."""
# ruff: noqa: PLC0415

import sys
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli.app import app, fail, lexicon_app, places_app
from tawthiq.cli.options import OwnGazetteer, existing


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
        fail(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}", 1)
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

    path = existing(own)
    gazetteer = gazetteer_with(path)
    found = find_places(name, gazetteer)
    if not found:
        fail(f"no place is called {printable(name)} or anything near it", 1)
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

    script = Path(__file__).parents[3] / "benchmarks" / "reading.py"
    if not script.is_file():
        fail("the benchmark and its reports are part of a checkout of the project, not of an installation", 2)
    done = subprocess.run([sys.executable, script, str(seconds)], check=False)  # noqa: S603
    raise typer.Exit(done.returncode)
