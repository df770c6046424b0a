"""A place as a published list has it, and the cleaning of names and points that all lists need."""

from collections.abc import Iterable
from math import cos, hypot, radians

import regex
from msgspec import Struct

from tawthiq.arabic.fold import fold_name

_KM_PER_DEGREE = 111.32
_MARKS = regex.compile(r"[\u064b-\u065f\u0670\u0640\p{Cf}]")
_PARTS = regex.compile(r"\s*(?:[|;,،/()\[\]]|\s[-–]\s)\s*")
_ARABIC_NAME = regex.compile(r"[ء-غف-ي]{2,}(?: [ء-غف-ي]+){0,4}")
_PERSIAN = str.maketrans("یکۀەھ", "يكةةه")
_HEADS = regex.compile(
    r"(?:مدينة|بلدة|قرية|حي|ناحية|قضاء|مركز|محافظة|بلدية|منطقة|مديرية|مخيم|Town of|City of)\s+(?=\S)"
)
CITY, TOWN = 50_000, 5_000
"""Inhabitants from which a settlement counts as a city or a town."""
RADIUS_KM = {"city": 5.0, "town": 2.5, "village": 1.5, "neighbourhood": 1.0, "camp": 1.0}
RADIUS_KM |= {"governorate": 60.0, "district": 20.0, "subdistrict": 10.0, "region": 30.0, "desert": 50.0}
OTHER_RADIUS_KM = 2.0


class WrongRow(Struct, frozen=True):
    """A row that cannot be taken, and why."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Listed(Struct, frozen=True, kw_only=True):
    """One place of a list.

    `key` identifies it in its source; `within` are the keys, and `within_names` the names, of what contains it, the
    innermost first; `country` is an ISO code, or "" where the list does not say. Points in degrees (WGS 84).
    """

    key: str
    names_ar: tuple[str, ...]
    name_en: str
    kind: str
    country: str
    lat: float
    lon: float
    radius_km: float
    source: str
    within: tuple[str, ...] = ()
    within_names: tuple[str, ...] = ()


def arabic_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The names written wholly in Arabic letters, each once, without marks and head nouns, in the order given.

    >>> arabic_names(["Abu Ghraib - أبو غريب", "ناحية أبو غريب", "ابو غريب"])
    ('أبو غريب',)
    """
    found: dict[str, str] = {}
    for text in texts:
        for part in _PARTS.split(_MARKS.sub("", text).translate(_PERSIAN)):
            name = " ".join(part.split())
            name = _HEADS.sub("", name, count=1) if _HEADS.match(name) else name
            if _ARABIC_NAME.fullmatch(name):
                found.setdefault(fold_name(name), name)
    return tuple(found.values())


def point(lat: str | float, lon: str | float) -> tuple[float, float]:
    """A point from two cells.

    Raises ValueError with a message for the user where it is none.
    """
    try:
        found = float(lat), float(lon)
    except (ValueError, TypeError):
        raise ValueError(f"{lat!r}, {lon!r} is no point") from None
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):  # false for NaN too
        raise ValueError(f"the point {lat}, {lon} lies outside the earth's degrees")
    if found == (0.0, 0.0):
        raise ValueError("the point 0, 0 stands for an unknown one")
    return found


def middle(west: float, south: float, east: float, north: float) -> tuple[float, float, float]:
    """The middle of a box in degrees, as latitude, longitude and the kilometres to its corner."""
    lat, lon = (south + north) / 2, (west + east) / 2
    radius = hypot((north - south) / 2, (east - west) / 2 * cos(radians(lat))) * _KM_PER_DEGREE
    return lat, lon, radius


def settlement(population: int) -> str:
    """The kind of a settlement by its inhabitants; a village where they are not known."""
    return "city" if population >= CITY else "town" if population >= TOWN else "village"


def radius_of(kind: str) -> float:
    """How far a place of a kind reaches where the list does not say, in kilometres: our own estimate."""
    return RADIUS_KM.get(kind, OTHER_RADIUS_KM)


def whole_number(text: str) -> int:
    """A count, 0 where the cell has none."""
    return int(text) if text.isascii() and text.isdigit() else 0
