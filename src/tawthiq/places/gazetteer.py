"""The gazetteer: places by id and by name."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from tawthiq.errors import LexiconError
from tawthiq.lexicon.phrases import PhraseIndex, Sense

SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
AREAS = frozenset({"country", "governorate", "district", "subdistrict", "region", "desert", "sea"})
_RANK = {"country": 0, "city": 1, "governorate": 2, "town": 3, "district": 4, "camp": 5, "subdistrict": 6, "village": 8}


class Place(Struct, frozen=True):
    """One place. `lat`, `lon` in degrees (WGS 84), `radius_km` how far the named area or the doubt reaches.

    `bare` says that the name may be read with no head noun or preposition before it.
    """

    id: str
    name_ar: str
    aliases: tuple[str, ...]
    name_en: str
    kind: str
    country: str
    parent: str | None
    lat: float
    lon: float
    radius_km: float
    bare: bool

    @property
    def rank(self) -> int:
        """How large a place is by its kind: the lower, the larger."""
        return _RANK.get(self.kind, 7)


class Gazetteer(PhraseIndex):
    """Places by name (through `at`, as senses of sort `place`) and by id."""

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        for place in places:
            self.places[place.id] = place
            for name in {place.name_ar, *place.aliases}:
                self.add(name, Sense("place", place))
        self._admin: dict[str, tuple[str, ...]] = {}

    def ancestors(self, place: Place) -> Iterator[Place]:
        """The places that contain a place, nearest first."""
        seen = {place.id}
        while place.parent and place.parent not in seen and place.parent in self.places:
            place = self.places[place.parent]
            seen.add(place.id)
            yield place

    def admin(self, place: Place) -> tuple[str, ...]:
        """Arabic names of the containing places below the country, largest first."""
        names = self._admin.get(place.id)
        if names is None:
            above = [p.name_ar for p in self.ancestors(place) if p.kind != "country"]
            names = self._admin[place.id] = tuple(reversed(above))
        return names

    def within(self, place: Place, container: Place) -> bool:
        """Whether `container` is the place itself or contains it."""
        return place.id == container.id or any(above.id == container.id for above in self.ancestors(place))

    def region(self, place: Place) -> str:
        """The id of the governorate (or, without one, the country) that a place lies in."""
        if place.kind in ("governorate", "country"):
            return place.id
        last = place
        for above in self.ancestors(place):
            last = above
            if above.kind == "governorate":
                break
        return last.id


def load_places() -> Iterator[Place]:
    """Every place of the gazetteer's files.

    Raises LexiconError where a row cannot be read.
    """
    for file in sorted(files("tawthiq.places").joinpath("data").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv"):
            for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                yield _place(row, file.name)


def _place(row: dict[str, str], file: str) -> Place:
    try:
        return Place(
            id=row["id"],
            name_ar=row["name_ar"],
            aliases=tuple(filter(None, row["aliases_ar"].split("|"))),
            name_en=row["name_en"],
            kind=row["kind"],
            country=row["country"],
            parent=row["parent"] or None,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_km=float(row["radius_km"]),
            bare=row["bare"] == "yes",
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise LexiconError(file, 0, f"row {row.get('id')!r} cannot be read: {error}") from error


@cache
def default_gazetteer() -> Gazetteer:
    """The gazetteer that ships with tawthiq, loaded once."""
    return Gazetteer(load_places())
