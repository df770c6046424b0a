"""How many events there are in each stretch of time: days, weeks, months or years, by how long the whole is."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, func, select, true

from tawthiq.case.schema import events
from tawthiq.desk.filter import Filter
from tawthiq.desk.queries import conditions

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
MOST_BINS = 180
"""The finest unit that gives no more stretches than these is taken."""


class Bin(msgspec.Struct, frozen=True):
    """A stretch of time from a day to a day, both within, and how many events begin in it."""

    since: str
    until: str
    count: int


class Timeline(msgspec.Struct, frozen=True):
    """The stretches from the first event to the last, also those without one. Events without a day are left out."""

    unit: Unit
    most: int
    bins: list[Bin]


def timeline(connection: Connection, wanted: Filter) -> Timeline:
    """How many events of a filter begin in each stretch of time."""
    days = _days(connection, wanted)
    if not days:
        return Timeline("day", 0, [])
    first, last = min(days), max(days)
    unit = _unit((last - first).days + 1)
    counts: Counter[date] = Counter()
    for one, number in days.items():
        counts[_start(unit, one)] += number
    return Timeline(unit, max(counts.values()), _bins(unit, first, last, counts))


def _days(connection: Connection, wanted: Filter) -> Counter[date]:
    """How many events begin on each day; one of which only the end is known counts there."""
    asked = (true(), *conditions(connection, wanted).values())
    days: Counter[date] = Counter()
    for day, where in ((events.c.start, events.c.start.is_not(None)), (events.c.end, events.c.start.is_(None))):
        query = select(day, func.count()).where(where, day.is_not(None), *asked).group_by(day)
        for iso, number in connection.execute(query):
            days[date.fromisoformat(iso)] += number
    return days


def _unit(days: int) -> Unit:
    """The finest unit that gives so many days few stretches enough."""
    fit: Iterator[Unit] = (unit for unit in UNITS if days // _DAYS[unit] <= MOST_BINS)
    return next(fit, "year")


def _start(unit: Unit, day: date) -> date:
    """The first day of the stretch that a day is in; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(day.weekday())
    return day.replace(month=day.month if unit in {"day", "month"} else 1, day=day.day if unit == "day" else 1)


def _next(unit: Unit, start: date) -> date:
    """The first day of the stretch after another."""
    if unit in {"day", "week"}:
        return start + timedelta(1 if unit == "day" else 7)
    return _start(unit, start + timedelta(31 if unit == "month" else 366))


def _bins(unit: Unit, first: date, last: date, counts: Counter[date]) -> list[Bin]:
    found = []
    start = _start(unit, first)
    while start <= last:
        after = _next(unit, start)
        found.append(Bin(start.isoformat(), (after - timedelta(1)).isoformat(), counts[start]))
        start = after
    return found
