"""Events on a map: those that lie close together at a zoom are one mark, so that any number of events can be drawn."""

from collections import Counter
from math import cos, floor, log2, radians
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, select, true

from tawthiq.case.schema import events
from tawthiq.desk.filter import Box, Filter
from tawthiq.desk.queries import conditions
from tawthiq.view.labels import kind_names

WORLD = Box(-90.0, -540.0, 90.0, 540.0)
MOST_ZOOM = 18
TILE = 256
"""How many pixels wide the world is at zoom 0."""
CELL = 48
"""How many pixels wide the cells are that events are counted in."""
APART = 44
"""How many pixels marks are apart at least."""
MOST_CELLS = 48
"""How many cells a view has at most in each direction."""
FLAT = cos(radians(33))
"""How much lower a degree of latitude is drawn than one of longitude is wide, turned about, where most events are."""


class Mark(msgspec.Struct, frozen=True):
    """Events that are drawn as one: where, how many, how many they killed, and how many are of each family of kinds.

    `radius` is how far off the point may be, in km; `box` (south, west, north, east) holds all of them.
    """

    lat: float
    lon: float
    count: int
    killed: int
    radius: float
    families: dict[str, int]
    box: tuple[float, float, float, float]


class Marks(msgspec.Struct, frozen=True):
    """The marks in view, the number of events that they stand for, and the zoom whose grid they are from."""

    zoom: int
    count: int
    marks: list[Mark]


class Extent(msgspec.Struct, frozen=True):
    """Where all events of a filter lie, how many they are, and how many have no point on the map."""

    box: Box | None
    count: int
    pointless: int


class _Heap(NamedTuple):
    """Sums over some events."""

    number: int
    killed: int
    lat: float
    lon: float
    radius: float
    families: Counter[str]
    box: tuple[float, float, float, float]

    def middle(self) -> tuple[float, float]:
        """Their mean point."""
        return self.lat / self.number, self.lon / self.number

    def with_also(self, other: "_Heap") -> "_Heap":
        """The sums over these and others."""
        (south, west, north, east), (south2, west2, north2, east2) = self.box, other.box
        return _Heap(
            self.number + other.number,
            self.killed + other.killed,
            self.lat + other.lat,
            self.lon + other.lon,
            max(self.radius, other.radius),
            self.families + other.families,
            (min(south, south2), min(west, west2), max(north, north2), max(east, east2)),
        )


def marks(connection: Connection, wanted: Filter, view: Box | None, zoom: int) -> Marks:
    """The events of a filter that lie in view, as marks that keep apart at a zoom."""
    view = view or WORLD
    zoom = max(0, min(zoom, _finest(view)))
    degrees = 360 / TILE / 2**zoom
    across = func.round((events.c.lon + 540.0000001) / (degrees * CELL) - 0.5)
    up = func.round((events.c.lat + 90.0000001) / (degrees * CELL * FLAT) - 0.5)
    heaps: dict[tuple[float, float], _Heap] = {}
    for row in connection.execute(_counted(connection, wanted, view, across, up)):
        heap = _heap(row)
        known = heaps.get((row.across, row.up))
        heaps[row.across, row.up] = heap if known is None else known.with_also(heap)
    found = [_mark(heap) for heap in _apart(list(heaps.values()), degrees * APART)]
    return Marks(zoom, sum(mark.count for mark in found), found)


def _finest(view: Box) -> int:
    """The zoom beyond which a view would have too many cells."""
    wide = max(view.east - view.west, (view.north - view.south) / FLAT, 1e-4)
    return floor(log2(360 / TILE * CELL * MOST_CELLS / wide))


def _counted(
    connection: Connection, wanted: Filter, view: Box, across: ColumnElement[Any], up: ColumnElement[Any]
) -> Any:
    """Sums by cell and family."""
    families = {kind: name.family for kind, name in kind_names().items()}
    family = case(families, value=events.c.kind, else_="consequence").label("family")
    lat, lon = events.c.lat, events.c.lon
    inside = and_(lat.between(view.south, view.north), lon.between(view.west, view.east))
    sums = (
        func.count().label("number"),
        func.sum(events.c.killed).label("killed"),
        func.sum(lat).label("lat"),
        func.sum(lon).label("lon"),
        func.max(events.c.radius).label("radius"),
        func.min(lat).label("south"),
        func.min(lon).label("west"),
        func.max(lat).label("north"),
        func.max(lon).label("east"),
    )
    query = select(across.label("across"), up.label("up"), family, *sums)
    query = query.where(inside, *conditions(connection, wanted).values())
    return query.group_by("across", "up", "family").order_by("across", "up", "family")


def _heap(row: Row[Any]) -> _Heap:
    box = (row.south, row.west, row.north, row.east)
    families = Counter({row.family: row.number})
    return _Heap(row.number, int(row.killed), row.lat, row.lon, row.radius or 0.0, families, box)


def _apart(heaps: list[_Heap], near: float) -> list[_Heap]:
    """The same where those that would be drawn over a larger one are part of it."""
    kept: dict[tuple[int, int], list[_Heap]] = {}
    for heap in sorted(heaps, key=lambda heap: (-heap.number, heap.box)):
        lat, lon = heap.middle()
        row, column = floor(lat / FLAT / near), floor(lon / near)
        cells = (kept.get((row + up, column + across), []) for up in (-1, 0, 1) for across in (-1, 0, 1))
        found = next(((cell, at) for cell in cells for at, one in enumerate(cell) if _close(heap, one, near)), None)
        if found is None:
            kept.setdefault((row, column), []).append(heap)
        else:
            cell, at = found
            cell[at] = cell[at].with_also(heap)
    return [heap for cell in kept.values() for heap in cell]


def _close(one: _Heap, other: _Heap, near: float) -> bool:
    (lat, lon), (lat2, lon2) = one.middle(), other.middle()
    return ((lat - lat2) / FLAT) ** 2 + (lon - lon2) ** 2 < near**2


def _mark(heap: _Heap) -> Mark:
    lat, lon = heap.middle()
    return Mark(
        lat=round(lat, 5),
        lon=round(lon, 5),
        count=heap.number,
        killed=heap.killed,
        radius=round(heap.radius, 1),
        families=dict(sorted(heap.families.items())),
        box=heap.box,
    )


def extent(connection: Connection, wanted: Filter) -> Extent:
    """Where the events of a filter lie."""
    lat, lon = events.c.lat, events.c.lon
    query = select(func.min(lat), func.min(lon), func.max(lat), func.max(lon), func.count(), func.count(lat))
    condition = and_(true(), *conditions(connection, wanted).values())
    south, west, north, east, count, placed = connection.execute(query.where(condition)).one()
    return Extent(Box(south, west, north, east) if placed else None, count, count - placed)
