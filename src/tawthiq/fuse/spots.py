"""Places, made ready to compare."""

from functools import lru_cache

from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.model import PlaceRef


class Spot(Struct, frozen=True, cache_hash=True):
    """A place made ready to compare: names folded, radius known."""

    place: str | None
    name: str
    kind: str
    country: str | None
    admin: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius: float
    relation: str


def spot_of(ref: PlaceRef) -> Spot:
    """A place made ready to compare."""
    return _spot(
        ref.place, ref.name_ar, ref.kind, ref.country, ref.admin, (ref.lat, ref.lon, ref.radius_km), ref.relation
    )


@lru_cache(maxsize=8192)
def _spot(
    place: str | None,
    name: str,
    kind: str | None,
    country: str | None,
    admin: tuple[str, ...],
    point: tuple[float | None, float | None, float | None],
    relation: str,
) -> Spot:
    """A place made ready to compare: the same object again for the same place, as most are named many times."""
    lat, lon, radius = point
    folded = tuple(map(fold_name, admin))
    return Spot(place, fold_name(name), kind or "", country, folded, lat, lon, radius or 0.0, relation)
