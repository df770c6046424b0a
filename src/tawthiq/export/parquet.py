"""Parquet: the columns of the CSV with their types, lists as lists. pyarrow is loaded only when it is needed."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tawthiq.export.columns import ACCOUNT_COLUMNS, EVENT_COLUMNS, Column, Row, account_rows
from tawthiq.model import Event

BATCH = 5_000
"""Rows in a row group."""


def write_events(events: Iterable[Event], path: Path) -> None:
    """Write one row for each event."""
    _write(events, EVENT_COLUMNS, path)


def write_accounts(events: Iterable[Event], path: Path) -> None:
    """Write one row for each account of each event."""
    _write(account_rows(events), ACCOUNT_COLUMNS, path)


def _write(rows: Iterable[Row], columns: Sequence[Column[Row]], path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 (40 MB that nothing else needs)
    import pyarrow.parquet as pq  # noqa: PLC0415

    types: dict[str, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in columns])
    left = iter(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while batch := list(islice(left, BATCH)):
            table = {column.name: [column.of(row) for row in batch] for column in columns}
            writer.write_table(pa.Table.from_pydict(table, schema=schema))
