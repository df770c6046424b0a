"""Questions to the events of a case: which ones a filter leaves, in what order, and how many there are of each sort.

Counts are of what the filter leaves, but those of a field leave out the filter on that field, so that each says what
choosing it would give.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    true,
    tuple_,
)

from tawthiq.case.ask import filed
from tawthiq.case.pack import unpack
from tawthiq.case.schema import bodies, events, names, terms
from tawthiq.case.terms import term
from tawthiq.desk.filter import Filter, written
from tawthiq.desk.told import compared, told
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
    query = select(bodies.c.body).join(page, page.c.id == bodies.c.event).join(events, events.c.id == page.c.id)
    query = query.order_by(*_order(sort))
    return Found([_DECODER.decode(unpack(row.body)) for row in connection.execute(query)], count)


def _order(sort: str) -> tuple[ColumnElement[Any], ...]:
    newest, ends = events.c.start.desc().nulls_last(), events.c.id
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "newest": (newest, ends),
        "oldest": (events.c.start.asc().nulls_last(), ends),
        "killed": (events.c.killed.desc(), newest, ends),
        "sources": (events.c.sources.desc(), newest, ends),
        "told": (events.c.published.desc().nulls_last(), ends),
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
        found["q"] = told(connection, wanted.q)
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
            found[f"{field} {value}"] = filed(field, value)
    return found


def facets(connection: Connection, wanted: Filter) -> Facets:
    """How many events there are of each kind, grade and so on, and the actors and places that most have."""
    asked = conditions(connection, wanted)
    others = [condition for name, condition in asked.items() if name not in _PLAIN]
    columns = [events.c[name] for name in ("kind", "grade", "disputed", "reviews")]
    query: Select[Any] = select(*columns, func.count().label("number")).where(true(), *others).group_by(*columns)
    sorts = [_sort(row) for row in connection.execute(query)]
    plain = {name: _counts(sorts, wanted, name) for name in _PLAIN}
    return plain | {field: _names(connection, field, list(asked.values())) for field in ("actor", "place")}


_PLAIN = ("kind", "grade", "disputed", "reviewed")


def _sort(row: Row[Any]) -> tuple[dict[str, str], int]:
    """The plain values that some events share, and how many they are."""
    values = {"disputed": "yes" if row.disputed else "no", "reviewed": "yes" if row.reviews else "no"}
    return {"kind": row.kind, "grade": row.grade, **values}, row.number


def _fits(values: Mapping[str, str], wanted: Filter, but: str = "") -> bool:
    """Whether a filter leaves events of these values; `but` is a field that is not looked at."""
    asked = {name: written(getattr(wanted, name)) for name in _PLAIN if name != but}
    return all(values[name] in choices for name, choices in asked.items() if choices)


def _counts(sorts: Sequence[tuple[dict[str, str], int]], wanted: Filter, name: str) -> list[Choice]:
    """How many events have each value of a plain field, most first."""
    counted: Counter[str] = Counter()
    for values, number in sorts:
        if _fits(values, wanted, but=name):
            counted[values[name]] += number
    return [Choice(value, number) for value, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


def _names(connection: Connection, field: str, asked: Sequence[ColumnElement[bool]]) -> list[Choice]:
    """The actors or places that most of the events have which are left; those of a bundle are counted at once."""
    bundle = events.c[f"{field}s"].label("bundle")
    bundles = select(bundle, func.count().label("number")).where(true(), *asked).group_by(bundle).subquery()
    number = func.sum(bundles.c.number).label("number")
    told = names.join(terms, terms.c.term == names.c.term).join(bundles, bundles.c.bundle == compared(terms.c.bundle))
    query = select(names, number).select_from(told).where(names.c.field == field).group_by(names.c.term)
    rows = connection.execute(query.order_by(number.desc(), names.c.value).limit(MOST_NAMES))
    return [Choice(row.value, int(row.number), row.arabic, row.english) for row in rows]


def called(connection: Connection, wanted: Filter) -> dict[tuple[str, str], Choice]:
    """What the actors and places of a filter are called, by field and value."""
    asked = [("actor", value) for value in wanted.actor] + [("place", value) for value in wanted.place]
    found = {}
    for field, value in asked:
        row = connection.execute(select(names).where(names.c.term == term(field, value))).first()
        found[field, value] = Choice(value, 0, row.arabic, row.english) if row else Choice(value, 0, value, value)
    return found
