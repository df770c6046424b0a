"""CSV: one row for an event, or one for an account; text that a spreadsheet would calculate is made harmless."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

import regex

from tawthiq.export.columns import ACCOUNT_COLUMNS, EVENT_COLUMNS, Cell, Column, Row, account_rows
from tawthiq.model import Event

LIST_SEPARATOR = "; "
"""What stands between the values of a list in one cell."""
_FORMULA = regex.compile(r"\s*[=+\-@＝＋－＠]")
_CONTROL = regex.compile(r"[\p{Cc}\u2028\u2029]+")


def write_events(events: Iterable[Event], out: TextIO) -> None:
    """Write one row for each event, below a row of names."""
    _write(events, EVENT_COLUMNS, out)


def write_accounts(events: Iterable[Event], out: TextIO) -> None:
    """Write one row for each account of each event, below a row of names."""
    _write(account_rows(events), ACCOUNT_COLUMNS, out)


def _write(rows: Iterable[Row], columns: Sequence[Column[Row]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([shown(column.of(row)) for column in columns])


def shown(cell: Cell) -> str:
    """A cell as written: lists joined, no line breaks, and nothing that a spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return str(cell)
    text = LIST_SEPARATOR.join(cell) if isinstance(cell, list) else cell
    text = _CONTROL.sub(" ", text)
    return "'" + text if _FORMULA.match(text) else text
