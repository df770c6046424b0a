"""What a case holds of reports and claims, as records again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
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

_DECODER = msgspec.json.Decoder(Reading)


def among(connection: Connection, query: Select[Any], column: Column[Any], values: Iterable[Any]) -> Iterator[Row[Any]]:
    """The rows of a query whose column is one of the values, however many there are."""
    for chunk in chunks(values):
        yield from connection.execute(query.where(column.in_(chunk)))


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values, `CHUNK` at a time."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def write_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Collection[tuple[Any, ...]], again: bool = False
) -> None:
    """Insert many rows at once, of values that the driver takes as they are; `again` passes over what is there."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    query = compiled.string + " ON CONFLICT DO NOTHING" * again
    if connection.dialect.positional:
        order = [columns.index(name) for name in compiled.positiontup or ()]
        connection.exec_driver_sql(query, [tuple(row[at] for at in order) for row in rows])
    else:
        connection.exec_driver_sql(query, [dict(zip(columns, row, strict=True)) for row in rows])


def current_readings(connection: Connection, names: Collection[str]) -> Iterator[Reading]:
    """The current reading of every source of the reports that make some claims, with the text."""
    query = select(claims.c.reading).distinct().join(sources, sources.c.reading == claims.c.reading)
    found = among(connection, query.where(sources.c.current), claims.c.id, sorted(names))
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
