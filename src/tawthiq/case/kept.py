"""What a case holds of reports and claims, as records again."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Row, Select, Table, insert, select

from tawthiq.case.pack import unpack
from tawthiq.case.schema import claims, readings, reports, sources
from tawthiq.model import Reading

T = TypeVar("T")

CHUNK = 1000
"""How many values are asked for at once."""

MANY = 10_000
"""How many where many of them lead to one thing, as the claims of a report do."""

_DECODER = msgspec.json.Decoder(Reading)


def among(
    connection: Connection, query: Select[Any], column: Column[Any], values: Iterable[Any], size: int = CHUNK
) -> Iterator[Row[Any]]:
    """The rows of a query whose column is one of the values, however many there are."""
    for chunk in chunks(values, size):
        yield from connection.execute(query.where(column.in_(chunk)))


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values, so many at a time."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def write_rows(connection: Connection, table: Table, rows: Collection[tuple[Any, ...]], again: bool = False) -> None:
    """Insert many whole rows at once, of values that the driver takes as they are; `again` passes over known ones."""
    if not rows:
        return
    names = table.columns.keys()
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=names)
    values = list(rows) if connection.dialect.positional else [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(compiled.string + " ON CONFLICT DO NOTHING" * again, values)


def current_readings(connection: Connection, names: Collection[str]) -> Iterator[Reading]:
    """The current reading of every source of the reports that make some claims, with the text."""
    query = select(claims.c.reading).distinct().join(sources, sources.c.reading == claims.c.reading)
    found = among(connection, query.where(sources.c.current), claims.c.id, sorted(names), MANY)
    yield from readings_of(connection, {row.reading for row in found})


def readings_of(connection: Connection, numbers: Iterable[int]) -> Iterator[Reading]:
    """Readings by their number, once for each source that they are the current reading of."""
    query = (
        select(readings.c.number, readings.c.body, reports.c.text, sources.c.source)
        .join(reports, reports.c.number == readings.c.report)
        .join(sources, sources.c.reading == readings.c.number)
        .where(sources.c.current)
        .order_by(readings.c.number, sources.c.source)
    )
    for row in among(connection, query, readings.c.number, sorted(numbers)):
        reading = _DECODER.decode(unpack(row.body))
        whole = msgspec.structs.replace(reading.report, text=row.text, source=row.source)
        yield msgspec.structs.replace(reading, report=whole)
