"""The gazetteer: places by id and by name."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct, structs

from tawthiq.errors import PlacesError
from tawthiq.lexicon.check_places import COLUMNS
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

    def with_aliases(self, aliases: tuple[str, ...]) -> "Place":
        """The same place with other aliases."""
        return structs.replace(self, aliases=aliases)

    def cells(self) -> tuple[str, ...]:
        """The cells of its row but the last, which says where it is from."""
        point = (str(self.lat), str(self.lon), str(self.radius_km))
        names = (self.id, self.name_ar, "|".join(self.aliases), self.name_en)
        return (*names, self.kind, self.country, self.parent or "", *point, "yes" if self.bare else "no")


class Gazetteer(PhraseIndex):
    """Places by name (through `at`, as senses of sort `place`) and by id.

    A place given again under its id adds its names to the one given first.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        self.capitals: dict[str, Place] = {}
        for place in places:
            known = self.places.setdefault(place.id, place)
            for form in {form for name in (place.name_ar, *place.aliases) for form in _cases(name)}:
                self.add(form, Sense("place", known))
            if known.kind == "city" and any(map(_names_capital, known.aliases)):
                self.capitals.setdefault(known.country, known)
        self._above: dict[str, tuple[Place, ...]] = {}
        self._regions: dict[str, str] = {}

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The places that contain a place, nearest first."""
        above = self._above.get(place.id)
        if above is None:
            above = self._above[place.id] = tuple(self._containers(place))
        return above

    def _containers(self, place: Place) -> Iterator[Place]:
        seen = {place.id}
        while place.parent and place.parent not in seen and place.parent in self.places:
            place = self.places[place.parent]
            seen.add(place.id)
            yield place

    def admin(self, place: Place) -> tuple[str, ...]:
        """Arabic names of the containing places below the country, largest first."""
        return tuple(above.name_ar for above in reversed(self.ancestors(place)) if above.kind != "country")

    def within(self, place: Place, container: Place) -> bool:
        """Whether `container` is the place itself or contains it."""
        return place.id == container.id or any(above.id == container.id for above in self.ancestors(place))

    def region(self, place: Place) -> str:
        """The id of the governorate (or, without one, the country) that a place lies in."""
        region = self._regions.get(place.id)
        if region is None:
            line = (place, *self.ancestors(place))
            settled = (above.id for above in line if above.kind in ("governorate", "country"))
            region = self._regions[place.id] = next(settled, line[-1].id)
        return region


def _cases(name: str) -> tuple[str, ...]:
    """A name with its grammatical cases where spelling shows them («أبو س», «في أبي س»), and as one word («أبوس»)."""
    rest = name.removeprefix("أبو ")
    return (name,) if rest == name else (name, f"أبي {rest}", f"أبا {rest}", f"أبو{rest}")


def _names_capital(alias: str) -> bool:
    """«العاصمة دمشق», not «العاصمة المؤقتة عدن»."""
    return alias.startswith("العاصمة ") and "المؤقتة" not in alias


def load_places() -> Iterator[Place]:
    """Every place that ships with tawthiq.

    Raises PlacesError where a row cannot be read.
    """
    for file in sorted(files("tawthiq.places").joinpath("data").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv"):
            yield from _places(file)


def load_own(path: Path) -> Iterator[Place]:
    """Every place of the user's own gazetteer.

    Raises PlacesError where the file or a row cannot be read.
    """
    yield from _places(path)


def read_rows(file: Traversable) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file of places with their lines.

    Raises PlacesError where the file cannot be read or its columns are others.
    """
    try:
        rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
        if tuple(next(rows, ())) != COLUMNS:
            raise PlacesError(str(file), 1, f"the columns are not {','.join(COLUMNS)}")
        yield from enumerate(rows, 2)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlacesError(str(file), 0, f"cannot be read: {error}") from error


def place_of(cells: Sequence[str], path: str, line: int) -> Place:
    """The place of a row.

    Raises PlacesError where a cell is missing or no number.
    """
    try:
        identifier, name_ar, aliases, name_en, kind, country, parent, lat, lon, radius_km, bare, _ = cells
        names = (identifier, name_ar, tuple(filter(None, aliases.split("|"))), name_en)
        return Place(*names, kind, country, parent or None, float(lat), float(lon), float(radius_km), bare == "yes")
    except ValueError as error:
        raise PlacesError(path, line, f"the row cannot be read: {error}") from error


def _places(file: Traversable) -> Iterator[Place]:
    path = str(file)
    return (place_of(cells, path, line) for line, cells in read_rows(file))


@cache
def default_gazetteer() -> Gazetteer:
    """The gazetteer that ships with tawthiq, loaded once."""
    return Gazetteer(load_places())


@cache
def gazetteer_with(path: str | None) -> Gazetteer:
    """What ships with tawthiq and the user's own places of a file, if one is given; loaded once."""
    return Gazetteer((*load_places(), *load_own(Path(path)))) if path else default_gazetteer()
