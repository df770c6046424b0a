"""Events into files: which files an export makes of each form, and what each form holds back unless told otherwise."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from tawthiq.errors import TawthiqError
from tawthiq.export import geojson, lines, parquet, tables
from tawthiq.export.policy import Policy, released
from tawthiq.model import Event

Form = Literal["csv", "geojson", "jsonl", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
PUBLISHED: frozenset[Form] = frozenset({"csv", "geojson"})
"""Forms that are made to be shown: they leave out names and what is fresh unless told otherwise."""
EMBARGO_DAYS = 7
"""How many days the published forms hold back."""


def export(events: Sequence[Event], out: Path, form: Form, policy: Policy) -> tuple[list[Path], int]:
    """Write events into a file, or two where accounts have one of their own; returns them and how many are held back.

    Raises TawthiqError where a file cannot be written.
    """
    kept, held = released(events, policy)
    try:
        return _WRITERS[form](kept, out), held
    except OSError as error:
        raise TawthiqError(f"{out}: {(error.strerror or str(error)).lower()}") from error


def accounts_path(out: Path) -> Path:
    """Where the accounts stand beside the events: `case.csv` has `case.accounts.csv`."""
    return out.with_name(f"{out.stem}.accounts{out.suffix}")


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A file to write in place of another, which it becomes once it is whole; what is no file is written to itself."""
    real = Path(os.path.realpath(out))
    if real.exists() and not real.is_file():
        yield real
        return
    fresh = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        yield fresh
        fresh.replace(real)
    finally:
        fresh.unlink(missing_ok=True)


def _csv(events: Sequence[Event], out: Path) -> list[Path]:
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    with whole(out) as rows, whole(accounts_path(out)) as accounts:
        with rows.open("w", encoding="utf-8-sig", newline="") as file:
            tables.write_events(events, file)
        with accounts.open("w", encoding="utf-8-sig", newline="") as file:
            tables.write_accounts(events, file)
    return [out, accounts_path(out)]


def _geojson(events: Sequence[Event], out: Path) -> list[Path]:
    with whole(out) as path, path.open("wb") as file:
        geojson.write(events, file)
    return [out]


def _jsonl(events: Sequence[Event], out: Path) -> list[Path]:
    with whole(out) as path, path.open("wb") as file:
        lines.write(events, file)
    return [out]


def _parquet(events: Sequence[Event], out: Path) -> list[Path]:
    with whole(out) as rows, whole(accounts_path(out)) as accounts:
        parquet.write_events(events, rows)
        parquet.write_accounts(events, accounts)
    return [out, accounts_path(out)]


_WRITERS: dict[Form, Callable[[Sequence[Event], Path], list[Path]]] = {
    "csv": _csv,
    "geojson": _geojson,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
