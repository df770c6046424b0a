"""Names of places beneath the events: of large places from afar, of all from near, none over another."""

from collections import defaultdict
from functools import cache, lru_cache
from itertools import islice
from math import asinh, degrees, floor, radians, tan

import msgspec

from tawthiq.desk.filter import Box
from tawthiq.desk.mapped import TILE
from tawthiq.places.gazetteer import Place, load_places

LETTER, HIGH = 8, 30
"""How many pixels a letter of a name takes across, and a name with the room around it from top to bottom."""
MOST_NAMES = 120
_FROM = {
    **dict.fromkeys(("country", "sea"), 3),
    "city": 6,
    **dict.fromkeys(("town", "island"), 8),
    **dict.fromkeys(("village", "camp", "airport", "crossing", "dam"), 10),
    **dict.fromkeys(("neighbourhood", "facility", "base", "bridge", "field", "mountain", "hill", "river"), 12),
}
"""From which zoom on the places of a kind are named; those of other kinds never are, as they have no point."""
_UNTIL = {"country": 6, "sea": 8}


class Named(msgspec.Struct, frozen=True):
    """A place by its name in one language."""

    name: str
    kind: str
    lat: float
    lon: float


def names(view: Box, zoom: int, language: str) -> list[Named]:
    """The names to be written in view at a zoom, the largest places first."""
    inside = (
        name
        for name in _written(zoom, language)
        if view.south <= name.lat <= view.north and view.west <= name.lon <= view.east
    )
    return list(islice(inside, MOST_NAMES))


def _named(place: Place, language: str) -> Named:
    name = place.name_en if language == "en" and place.name_en else place.name_ar
    return Named(name, place.kind, place.lat, place.lon)


@lru_cache(maxsize=64)
def _written(zoom: int, language: str) -> tuple[Named, ...]:
    """The names that have room at a zoom, wherever one looks; those of larger places take it first."""
    per_pixel = 360 / TILE / 2**zoom
    rows: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    found = []
    for place in _by_size():
        if not _FROM[place.kind] <= zoom <= _UNTIL.get(place.kind, 99):
            continue
        name = _named(place, language)
        half = LETTER * (len(name.name) + 2) / 2
        x, y = place.lon / per_pixel, _upward(place.lat) / per_pixel
        row = floor(y / HIGH)
        near = (taken for at in (row - 1, row, row + 1) for taken in rows[at])
        if all(abs(x - across) >= half + wide or abs(y - up) >= HIGH for across, up, wide in near):
            rows[row].append((x, y, half))
            found.append(name)
    return tuple(found)


def _upward(lat: float) -> float:
    """How far up a web map a latitude is, in degrees of longitude (Mercator)."""
    return degrees(asinh(tan(radians(lat))))


@cache
def _by_size() -> tuple[Place, ...]:
    """All places, the largest first: countries, towns that a governorate is named after, towns, villages."""
    known = {place.id: place for place in load_places()}
    named = (place for place in known.values() if place.kind in _FROM)
    return tuple(sorted(named, key=lambda place: (place.rank, not _gives_name(place, known), place.id)))


def _gives_name(place: Place, known: dict[str, Place]) -> bool:
    """Whether what it lies in is called after it."""
    above = known.get(place.parent or "")
    return above is not None and above.name_en == place.name_en
