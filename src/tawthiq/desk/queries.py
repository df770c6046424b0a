"""Questions to the events of a case: which ones a filter leaves, in what order, and how many there are of each sort.

Counts are of what the filter leaves, but those of a field leave out the filter on that field, so that each says what
choosing it would give.
"""

from collections.abc import Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)

from tawthiq.case import words
from tawthiq.case.pack import unpack
from tawthiq.case.schema import claims, events, members, names, readings, terms
from tawthiq.case.terms import term
from tawthiq.desk.filter import Filter
from tawthiq.model import Event

Sort = Literal["newest", "oldest", "killed", "sources", "told", "urgent"]
SORTS: tuple[str, ...] = get_args(Sort)
DOUBTFUL = ("weak", "contested")
"""Grades of events that need another look."""
MOST_NAMES = 12
"""How many actors and places are offered."""

_DECODER = msgspec.json.Decoder(Event)


class Choice(msgspec.Struct, frozen=True):
    """A value of a field that events may be narrowed to, its names where it has any, and how many events it leaves."""

    value: str
    count: int
    arabic: str = ""
    english: str = ""


Facets = dict[str, list[Choice]]


class Found(msgspec.Struct, frozen=True):
    """Some events in order, and how many there are in all."""

    events: list[Event]
    count: int


def find(connection: Connection, wanted: Filter, sort: str, start: int, limit: int) -> Found:
    """The events that a filter leaves, from `start` on."""
    condition = and_(true(), *conditions(connection, wanted).values())
    count = connection.execute(select(func.count()).select_from(events).where(condition)).scalar_one()
    page = select(events.c.id).where(condition).order_by(*_order(sort)).offset(start).limit(limit).subquery()
    query = select(events.c.body).join(page, page.c.id == events.c.id).order_by(*_order(sort))
    return Found([_DECODER.decode(unpack(row.body)) for row in connection.execute(query)], count)


def _order(sort: str) -> tuple[ColumnElement[Any], ...]:
    start, ends = events.c.start, events.c.id
    undated = start.is_(None)
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "newest": (undated, start.desc(), ends),
        "oldest": (undated, start, ends),
        "killed": (events.c.killed.desc(), start.desc(), ends),
        "sources": (events.c.sources.desc(), start.desc(), ends),
        "told": (events.c.published.is_(None), events.c.published.desc(), ends),
        "urgent": tuple(column.desc() for column in _urgency()),
    }
    return orders[sort]


def _urgency() -> tuple[ColumnElement[Any], ...]:
    """What makes an event need a look, the weightiest first: the more of it the sooner."""
    doubtful = case((events.c.grade.in_(DOUBTFUL), 1), else_=0)
    disputed = case((events.c.disputed, 1), else_=0)
    return disputed, doubtful, events.c.killed, func.coalesce(events.c.published, ""), events.c.id


def beside(connection: Connection, name: str, *, after: bool) -> str | None:
    """The event that nobody has decided about which needs a look next after another one, or before it."""
    own = connection.execute(select(*_urgency()).where(events.c.id == name)).one()
    here = tuple_(*(literal(value, column.type) for value, column in zip(own, _urgency(), strict=True)))
    there = tuple_(*_urgency())
    query = select(events.c.id).where(events.c.reviews == 0, there < here if after else there > here)
    order = [column.desc() if after else column for column in _urgency()]
    found: str | None = connection.execute(query.order_by(*order).limit(1)).scalar()
    return found


def conditions(connection: Connection, wanted: Filter) -> dict[str, ColumnElement[bool]]:
    """What a filter asks of the rows of `events`, by its fields."""
    found: dict[str, ColumnElement[bool]] = {}
    if wanted.q:
        found["q"] = events.c.id.in_(_told(connection, wanted.q))
    if wanted.kind:
        found["kind"] = events.c.kind.in_(wanted.kind)
    if wanted.grade:
        found["grade"] = events.c.grade.in_(wanted.grade)
    if wanted.disputed is not None:
        found["disputed"] = events.c.disputed.is_(wanted.disputed)
    if wanted.reviewed is not None:
        found["reviewed"] = (events.c.reviews > 0) if wanted.reviewed else (events.c.reviews == 0)
    if wanted.since:
        found["since"] = func.coalesce(events.c.end, events.c.start) >= wanted.since
    if wanted.until:
        found["until"] = func.coalesce(events.c.start, events.c.end) <= wanted.until
    if wanted.box:
        box = wanted.box
        found["box"] = events.c.lat.between(box.south, box.north) & events.c.lon.between(box.west, box.east)
    for field, values in (("actor", wanted.actor), ("place", wanted.place)):
        for value in values:
            found[f"{field} {value}"] = events.c.id.in_(_named(field, value))
    return found


def _named(field: str, value: str) -> Select[Any]:
    return select(terms.c.event).where(terms.c.term == term(field, value))


def _told(connection: Connection, query: str) -> Select[Any]:
    """The events that a report tells of which has all words of a query."""
    wanted = [word for word, _ in words.split(query)]
    if not wanted:
        return select(events.c.id).where(literal(False))
    found = words.query(connection, wanted).subquery()
    return (
        select(members.c.event)
        .join(claims, claims.c.id == members.c.claim)
        .join(readings, readings.c.number == claims.c.reading)
        .where(readings.c.report.in_(select(found.c.report)))
    )


def facets(connection: Connection, wanted: Filter) -> Facets:
    """How many events there are of each kind, grade and so on, and the actors and places that most have."""
    asked = conditions(connection, wanted)
    own = {name: asked.pop(name) for name in _PLAIN if name in asked}
    disputed = case((events.c.disputed, "yes"), else_="no").label("disputed")
    reviewed = case((events.c.reviews > 0, "yes"), else_="no").label("reviewed")
    columns = (events.c.id, events.c.kind, events.c.grade, disputed, reviewed)
    met = [condition.label(f"own_{name}") for name, condition in own.items()]
    base = select(*columns, *met).where(true(), *asked.values()).cte("base").prefix_with("MATERIALIZED")
    parts = [_counts(base, name, [f"own_{other}" for other in own if other != name]) for name in _PLAIN]
    narrowed = select(base.c.id).where(true(), *(base.c[f"own_{name}"] for name in own))
    parts.append(_names(narrowed if own or asked else None))
    found: Facets = {name: [] for name in (*_PLAIN, "actor", "place")}
    for row in sorted(connection.execute(union_all(*parts)), key=lambda row: (-row.number, row.value)):
        if row.field in _PLAIN or len(found[row.field]) < MOST_NAMES:
            found[row.field].append(Choice(row.value, row.number, row.arabic, row.english))
    return found


_PLAIN = ("kind", "grade", "disputed", "reviewed")


def _counts(base: CTE, name: str, others: Sequence[str]) -> Select[Any]:
    """How many events have each value of a plain field."""
    value = base.c[name].label("value")
    no_name = literal("").label("arabic"), literal("").label("english")
    query = select(literal(name).label("field"), value, *no_name, func.count().label("number"))
    return query.where(true(), *(base.c[other] for other in others)).group_by(value)


def _names(among: Select[Any] | None) -> Select[Any]:
    """How many of some events, or of all, have each actor and place."""
    counted = select(terms.c.term, func.count().label("number")).group_by(terms.c.term)
    if among is not None:
        counted = counted.where(terms.c.event.in_(among))
    told = counted.subquery()
    columns = (names.c.field, names.c.value, names.c.arabic, names.c.english, told.c.number)
    return select(*columns).join(told, told.c.term == names.c.term)


def called(connection: Connection, wanted: Filter) -> dict[tuple[str, str], Choice]:
    """What the actors and places of a filter are called, by field and value."""
    asked = [("actor", value) for value in wanted.actor] + [("place", value) for value in wanted.place]
    found = {}
    for field, value in asked:
        row = connection.execute(select(names).where(names.c.term == term(field, value))).first()
        found[field, value] = Choice(value, 0, row.arabic, row.english) if row else Choice(value, 0, value, value)
    return found
