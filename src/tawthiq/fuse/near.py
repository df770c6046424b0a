"""How well two places can be the place of one event: by name, containment, distance and radius."""

from math import asin, cos, radians, sqrt

from tawthiq.fuse.items import Spot

LARGE_KM = 25.0
"""A place of at least this radius says only roughly where."""
_AREAS = frozenset(
    {"country", "governorate", "district", "subdistrict", "region", "desert", "sea", "river", "road", "front"}
)
_SETTLEMENTS = frozenset({"city", "town", "village", "camp"})


def nearness(a: Spot, b: Spot) -> float | None:
    """How well two places fit, from 1 (one exact place) to 0 (no evidence); None where they are apart."""
    if a.country and b.country and a.country != b.country:
        return None
    same = a.place == b.place if a.place and b.place else a.name == b.name and (a.admin == b.admin or _close(a, b))
    if same:
        return _exactness(a, b)
    if holds(a, b) or holds(b, a):
        outer = a if holds(a, b) else b
        return 0.75 * _exactness(outer, outer)
    if _apart(a, b):
        return None
    return _by_distance(a, b)


def _exactness(a: Spot, b: Spot) -> float:
    """What the sameness of a place says: much for a village, less for a city, little for a governorate."""
    if "country" in (a.kind, b.kind):
        return 0.0
    if a.kind == b.kind == "governorate":
        return 0.2
    radius = max(a.radius, b.radius) if a.kind in _AREAS or b.kind in _AREAS else min(a.radius, b.radius)
    if radius >= LARGE_KM:
        return 0.25
    if a.kind in _AREAS or b.kind in _AREAS:
        return 0.5
    return 0.8 if "city" in (a.kind, b.kind) else 1.0


def holds(outer: Spot, inner: Spot) -> bool:
    """Whether a place lies in another, as the names of what contains it say."""
    if outer.kind == "country":
        return outer.country == inner.country
    above = len(outer.admin)
    return len(inner.admin) > above and inner.admin[:above] == outer.admin and inner.admin[above] == outer.name


def _apart(a: Spot, b: Spot) -> bool:
    """Whether two different places exclude each other."""
    gap = distance_km(a, b)
    if a.kind in _SETTLEMENTS and b.kind in _SETTLEMENTS and a.place and b.place:
        return "in" in (a.relation, b.relation) or gap is None or gap > a.radius + b.radius
    if gap is None:
        return bool(a.admin and b.admin and a.admin[0] != b.admin[0])
    return gap > a.radius + b.radius + 2


def _by_distance(a: Spot, b: Spot) -> float:
    gap = distance_km(a, b)
    if gap is None:
        return 0.0
    reach = max(a.radius, b.radius)
    if reach >= LARGE_KM:
        return 0.1
    return 0.5 if gap <= max(reach, 2.0) else 0.3


def _close(a: Spot, b: Spot) -> bool:
    gap = distance_km(a, b)
    return gap is not None and gap <= max(a.radius, b.radius) + 2


def distance_km(a: Spot, b: Spot) -> float | None:
    """The distance between two points in kilometres, None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half = sin2(b.lat - a.lat) + cos(radians(a.lat)) * cos(radians(b.lat)) * sin2(b.lon - a.lon)
    return 12742 * asin(sqrt(min(1.0, half)))


def sin2(degrees: float) -> float:
    """The squared sine of half an angle."""
    return (1 - cos(radians(degrees))) / 2
