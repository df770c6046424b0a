"""The events that reports tell of with some words, found once for all that a request asks about them."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    delete,
    insert,
    literal_column,
    select,
    type_coerce,
)

from tawthiq.case import words
from tawthiq.case.schema import EVENT, events, members

FEW = 5000
"""Up to so many events are looked up one by one; where there are more, all events are looked through."""
_TOLD = "told"
_table = Table(_TOLD, MetaData(), Column("event", EVENT, primary_key=True, autoincrement=False), prefixes=["TEMPORARY"])
"""A table of the connection's own. It is gone with the transaction, which is rolled back as all that only read."""


def told(connection: Connection, query: str) -> ColumnElement[bool]:
    """Whether a report tells of an event which has all words of a query; of none where the query has no word."""
    now, asked, number = connection.info.get(_TOLD, (None, "", 0))
    if now is None or now is not connection.get_transaction():
        _table.create(connection, checkfirst=False)
        asked = None
    if asked != query:
        number = _fill(connection, query)
    connection.info[_TOLD] = (connection.get_transaction(), query, number)
    return (events.c.id if number <= FEW else compared(events.c.id)).in_(select(_table.c.event))


def _fill(connection: Connection, query: str) -> int:
    """Find the events, and how many they are."""
    connection.execute(delete(_table))
    wanted = [word for word, _ in words.split(query)]
    if not wanted:
        return 0
    reports = words.query(connection, wanted).subquery()
    found = select(members.c.event).where(members.c.report.in_(select(reports.c.report))).group_by(members.c.event)
    return connection.execute(insert(_table).from_select(["event"], found)).rowcount


def compared(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that rows are compared by, and not sought by in an index."""
    return type_coerce(column, BigInteger) + literal_column("0")
