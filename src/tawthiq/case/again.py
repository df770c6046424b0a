"""What is derived from the record, made again beside a case from the record alone, and compared with what is there.

The copy is a case in a temporary file, as large as the record, so that memory does not grow with the case.
"""

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select, union

from tawthiq.case import words
from tawthiq.case.events import settle
from tawthiq.case.kept import CHUNK
from tawthiq.case.pack import unpack
from tawthiq.case.schema import (
    blocks,
    bodies,
    claims,
    events,
    log,
    members,
    readings,
    reports,
    sources,
    terms,
    versions,
)
from tawthiq.case.store import Case

RECORD = (versions, reports, readings, claims, sources, log)
FIELDS = ("kind", "actor", "place")
_FAULTS = {
    "members": "claim {0} is not in the event that the claims and reviews give it",
    "events": "event {0} is not what its claims and the reviews of them give",
    "bodies": "event {0} is not what its claims and the reviews of them give",
    "terms": "events of the bundle {1} are not filed under their kinds, actors and places",
    "blocks": "claim {1} is not filed where others look for claims of its event",
}


def differences(connection: Connection) -> Iterator[str]:
    """A line for each claim, event and report of which something derived is not what the record gives."""
    with TemporaryDirectory(prefix="tawthiq-") as folder, Case(str(Path(folder) / "again.case"), create=True) as again:
        with again.writing() as copy:
            for table in RECORD:
                _copy(connection, copy, table)
            rows = connection.execute(select(reports.c.number, reports.c.text)).yield_per(CHUNK)
            words.insert_words(copy, (tuple(row) for row in rows))
        settle(again)
        with again.reading() as made:
            for table in (members, events, bodies, terms, blocks):
                line = _FAULTS[table.name]
                yield from dict.fromkeys(line.format(*key) for key in _unlike(connection, made, table))
            yield from _unfound(connection, made)


def _copy(connection: Connection, copy: Connection, table: Table) -> None:
    for rows in connection.execute(select(table)).partitions(CHUNK):
        copy.execute(insert(table), [dict(row._mapping) for row in rows])


def _unlike(connection: Connection, made: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The keys of rows that only one of two tables has or that differ.

    Claims that are read no more stay filed in `blocks`, where they cost a comparison and change nothing.
    """
    size = len(table.primary_key)
    query = _in_use(table).order_by(*table.primary_key)
    ours, theirs = (one.execute(query).yield_per(CHUNK) for one in (connection, made))
    both = merge(
        ((tuple(row), True) for row in ours), ((tuple(row), False) for row in theirs), key=lambda one: one[0][:size]
    )
    for key, same in groupby(both, lambda one: one[0][:size]):
        rows = list(same)
        left_over = table is blocks and len(rows) == 1 and rows[0][1]
        if not left_over and (len(rows) != 2 or not _same(rows[0][0], rows[1][0])):
            yield key


def _in_use(table: Table) -> Select[Any]:
    """The rows of a table; of bundles only those that an event has, as others are left where they are."""
    if table is not terms:
        return select(table)
    return select(table).where(terms.c.bundle.in_(union(*(select(events.c[f"{one}s"]) for one in FIELDS))))


def _same(ours: tuple[Any, ...], made: tuple[Any, ...]) -> bool:
    """Whether two rows say the same: not every machine packs a body alike."""
    return ours == made or _unpacked(ours) == _unpacked(made)


def _unpacked(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(unpack(value) if isinstance(value, bytes) else value for value in row)


def _unfound(connection: Connection, made: Connection) -> Iterator[str]:
    """Reports that search does not find by their words, or finds by others."""
    ours, theirs = words.fingerprints(connection), words.fingerprints(made)
    numbers = sorted(number for number in ours.keys() | theirs.keys() if ours.get(number) != theirs.get(number))
    ids = {row.number: row.id for row in connection.execute(select(reports.c.number, reports.c.id))}
    for number in numbers:
        yield f"report {ids.get(number, number)} is not filed under its words"
