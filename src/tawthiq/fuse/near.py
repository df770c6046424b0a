"""How well two places can be the place of one event: by name, containment, distance and radius.

A place that no gazetteer has stands on the point of what contains it: not its distance to others counts but its name.
"""

from tawthiq.fuse.spots import Spot
from tawthiq.places.distance import great_circle_km

LARGE_KM = 25.0
"""A place of at least this radius says only roughly where."""
NEXT_KM = 2.0
"""Points so close are one place under two names."""
_AREAS = frozenset({"country", "governorate", "district", "subdistrict", "region", "desert", "sea", "river", "road"})
_SETTLEMENTS = frozenset({"city", "town", "village", "camp"})
_WORTH = ((4.0, 1.0), (8.0, 0.45), (16.0, 0.4), (40.0, 0.25), (float("inf"), 0.15))
"""What it says that a place of less than a radius (km) is the same."""
_HELD = 0.9
"""What the sameness of an outer place is worth where the other account names a place in it."""


def nearness(a: Spot, b: Spot) -> float | None:
    """How well two places fit, from 1 (one exact place) to 0 (no evidence); None where they are apart."""
    if a.country and b.country and a.country != b.country:
        return None
    if _same(a, b):
        return _exactness(a, b)
    if holds(a, b) or holds(b, a):
        outer = a if holds(a, b) else b
        return _HELD * _exactness(outer, outer)
    if not (a.place and b.place):
        return _unlisted(a, b)
    if _is_capital(a, b) or _is_capital(b, a):
        return 0.0
    return _by_distance(a, b)


def _is_capital(a: Spot, b: Spot) -> bool:
    """Whether a place has the name of the governorate that the other lies in, so that «إدلب» can mean either."""
    return bool(a.admin and b.admin and a.name == a.admin[0] == b.admin[0])


def _same(a: Spot, b: Spot) -> bool:
    """Whether two places are one: by id, or by name where what contains them does not differ."""
    if a.place and a.place == b.place:
        return True
    if a.name != b.name or (a.place and b.place and a.kind == b.kind):
        return False
    return _one_line(a.admin, b.admin)


def _one_line(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one chain of containing places begins with the other."""
    return a[: len(b)] == b[: len(a)]


def _exactness(a: Spot, b: Spot) -> float:
    """What the sameness of a place says: much for a village, less for a city, little for a governorate."""
    kinds = {a.kind, b.kind}
    if "country" in kinds:
        return 0.0
    if kinds == {"governorate"}:
        return 0.2
    if not (a.place and b.place):
        return 0.5 if kinds & _AREAS else 1.0
    radius = max(a.radius, b.radius) if kinds <= _AREAS else min(a.radius, b.radius)
    return next(worth for reach, worth in _WORTH if radius < reach)


def holds(outer: Spot, inner: Spot) -> bool:
    """Whether a place lies in another, as the names of what contains it say."""
    if outer.kind == "country":
        return outer.country == inner.country
    above = len(outer.admin)
    return len(inner.admin) > above and inner.admin[:above] == outer.admin and inner.admin[above] == outer.name


def _unlisted(a: Spot, b: Spot) -> float | None:
    """How a place that no gazetteer has fits another."""
    if a.admin and b.admin and a.admin[0] != b.admin[0]:
        return None
    ours, theirs = set(a.name.split()), set(b.name.split())
    if ours <= theirs or theirs <= ours:
        return 0.7  # «سوق الأتارب» and «الأتارب»
    if a.kind in _SETTLEMENTS and b.kind in _SETTLEMENTS and "in" in (a.relation, b.relation):
        return None
    if not _one_line(a.admin, b.admin):
        return 0.1
    return 0.35 if len(a.admin) > 1 and len(b.admin) > 1 else 0.1


def _by_distance(a: Spot, b: Spot) -> float | None:
    """How two listed places fit, neither of which holds the other."""
    gap = distance_km(a, b)
    if gap is None:
        return 0.0
    if a.kind in _SETTLEMENTS and b.kind in _SETTLEMENTS and a.relation == b.relation == "in":
        return None if gap > NEXT_KM else 0.4
    if gap > a.radius + b.radius + NEXT_KM:
        return None
    if max(a.radius, b.radius) >= LARGE_KM:
        return 0.1
    return 0.5 if gap <= max(a.radius, b.radius, NEXT_KM) else 0.3


def distance_km(a: Spot, b: Spot) -> float | None:
    """The distance between two points in kilometres, None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)
