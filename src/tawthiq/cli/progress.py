"""How far a run is: a bar on standard error, where that is a terminal, and the lines of what was refused."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich import progress as bars

FEW = 3
"""Up to so many reports are read without showing progress."""

MANY = 5000
"""The events of up to so many claims are found within seconds."""


def to_settle(claims: int) -> None:
    """Say how many claims are left whose events are found, where that takes a while."""
    if claims > MANY:
        typer.echo(f"finding the events of {claims:,} claims, which are new or were fused by other rules", err=True)


class Progress:
    """A bar with the number of reports done, how many in a second, the time that is left and how many were refused."""

    def __init__(self, doing: str, paths: Sequence[str]) -> None:
        from tawthiq.ingest.count import count_reports

        self._refused = 0
        self._bar: bars.Progress | None = None
        if sys.stderr.isatty():
            total = count_reports(paths)
            if total is None or total > FEW:
                self._bar = _bar(doing)
                self._task = self._bar.add_task("", total=total, refused="")

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One more report is done."""
        if self._bar:
            self._bar.update(self._task, advance=1)

    @contextmanager
    def aside(self, refusal: str | None, shared: bool = False) -> Iterator[None]:
        """Make room for output of the command, where it is `shared` with the bar, and name a refusal."""
        from tawthiq.arabic.bidi import printable

        aside = self._bar is not None and (shared or refusal is not None)
        if self._bar and aside:
            self._bar.stop()
        if refusal is not None:
            self._refused += 1
            typer.echo(f"tawthiq: {printable(refusal)}", err=True)
        yield
        if self._bar and aside:
            self._bar.update(self._task, refused=f"{self._refused:,} refused" if self._refused else "")
            self._bar.start()


def _bar(doing: str) -> "bars.Progress":
    from rich import progress as bars
    from rich.console import Console

    class Rate(bars.ProgressColumn):
        def render(self, task: bars.Task) -> str:
            return f"{task.speed:.0f}/s" if task.speed else ""

    return bars.Progress(
        bars.TextColumn(doing),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("reports"),
        Rate(),
        bars.TimeRemainingColumn(elapsed_when_finished=True),
        bars.TextColumn("{task.fields[refused]}"),
        console=Console(stderr=True),
        transient=True,
    )
