"""Merging: places of published lists into a gazetteer, without a second entry for what it has already.

A listed place is known where a place of its sort in its country bears one of its names no farther away than
`_apart_km`. What is known only gets the spellings it lacks; what is new gets its region from the list, or from the
nearest known place where the list gives none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import floor
from typing import NamedTuple

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.phrases import PhraseIndex
from tawthiq.places.distance import great_circle_km
from tawthiq.places.formats import Listed
from tawthiq.places.gazetteer import SETTLEMENTS, Gazetteer, Place

REACH_KM = 50.0
"""A place whose list gives no region is in that of the nearest known place, if one is so near."""
SHORTEST_BARE = 5
"""Letters from which a single unlisted word may be read as a name without a head noun before it."""

_AREAS = {"country": 0, "governorate": 1, "district": 2, "subdistrict": 3}
_PEOPLE = frozenset({"عبد", "ابن", "ولد", "اولاد", "ابو", "ابي", "ال", "بني", "السيده", "سيدي"})
"""First words of names that people bear as well."""
_TOWNS = frozenset({"city", "town"})
_GROUPS = {**dict.fromkeys(SETTLEMENTS, "settlement"), "mountain": "height", "hill": "height"}
_GROUPS |= {"airport": "airfield", "base": "airfield"}
_APART_KM = {"country": 5000.0, "governorate": 500.0, "district": 60.0, "subdistrict": 30.0, "settlement": 5.0}
_OTHER_APART_KM = 10.0


class Row(NamedTuple):
    """A place to be kept, and where it is from; one with the id of a known place only adds spellings to it."""

    place: Place
    source: str


class Merged(NamedTuple):
    """What a merge gives: rows to keep, and how many listed places were new, known, or without an Arabic name."""

    rows: list[Row]
    new: int
    known: int
    spellings: int
    nameless: int


def merge(listed: Iterable[Listed], gazetteer: Gazetteer, words: PhraseIndex) -> Merged:
    """Merge listed places into a gazetteer, which stays as it is; `words` are those that are no names by themselves."""
    return _Merger(gazetteer, words).merge(sorted(listed, key=lambda place: _AREAS.get(place.kind, len(_AREAS))))


class _Merger:
    def __init__(self, gazetteer: Gazetteer, words: PhraseIndex) -> None:
        self._gazetteer, self._words = gazetteer, words
        self._by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._near = _Nearby()
        self._ids: dict[str, str] = {}
        self._countries = {p.country: p.id for p in gazetteer.places.values() if p.kind == "country"}
        self._places = dict(gazetteer.places)
        for place in gazetteer.places.values():
            self._index(place)
            self._near.add(place)

    def merge(self, listed: Sequence[Listed]) -> Merged:
        kept: dict[str, Row] = {}
        known = spellings = nameless = 0
        for place in listed:
            names = tuple(name for name in place.names_ar if not self._is_phrase(name))
            if not names:
                nameless += 1
                continue
            country, parent = self._region(place)
            found = self._known(place, names, country)
            if found is None:
                new = self._new(place, names, country, parent)
                kept[new.id] = Row(new, place.source)
                self._ids[place.key] = new.id
                self._index(new)
                self._places[new.id] = new
                continue
            known += 1
            self._ids[place.key] = found.id
            added = self._spellings(found, names)
            if added:
                spellings += len(added)
                more = _with_aliases(kept[found.id].place if found.id in kept else found, added, found.id in kept)
                kept[found.id] = Row(more, place.source)
                self._index(more)
        new_count = sum(row.place.id not in self._gazetteer.places for row in kept.values())
        return Merged(sorted(kept.values(), key=lambda row: row.place.id), new_count, known, spellings, nameless)

    def _index(self, place: Place) -> None:
        for name in (place.name_ar, *place.aliases):
            places = self._by_name[place.country, _key(name)]
            places[:] = [other for other in places if other.id != place.id] + [place]

    def _region(self, place: Listed) -> tuple[str, str | None]:
        """The country and the id of the place that contains a listed one."""
        parent = next((self._ids[key] for key in place.within if key in self._ids), None)
        parent = parent or self._named(place)
        if parent is None:
            near = self._near.nearest(place.lat, place.lon, place.country)
            if near is not None and place.kind not in _AREAS:
                parent = self._gazetteer.region(near)
            elif near is not None and not place.country:
                parent = self._countries.get(near.country)
        holder = self._places.get(parent or "")
        country = place.country or (holder.country if holder else "")
        return country, parent or self._countries.get(country)

    def _named(self, place: Listed) -> str | None:
        for name in place.within_names:
            found = self._by_name.get((place.country, _key(name)), ())
            quarter = place.kind == "neighbourhood"
            fitting = [p for p in found if p.kind in _AREAS or (quarter and p.kind in _TOWNS)]
            if fitting:
                return max(fitting, key=lambda p: (p.kind in _TOWNS, p.id)).id
        return None

    def _known(self, place: Listed, names: Iterable[str], country: str) -> Place | None:
        """The nearest known place that a listed one is."""
        group = _group(place.kind)
        found = [
            ((distance, known.id), known)
            for name in names
            for known in self._by_name.get((country, _key(name)), ())
            if _group(known.kind) == group
            and (distance := great_circle_km(place.lat, place.lon, known.lat, known.lon)) <= _apart_km(known)
        ]
        return min(found, key=lambda near: near[0])[1] if found else None

    def _new(self, place: Listed, names: Sequence[str], country: str, parent: str | None) -> Place:
        above = self._region_id(parent) or country.lower() or "xx"
        last = "_".join(filter(None, (_slug(place.name_en), _slug(place.key))))
        identifier = above if place.kind == "country" else f"{above}.{last}"
        bare = all(self._is_distinct(name, country) for name in names)
        return Place(
            id=identifier,
            name_ar=names[0],
            aliases=tuple(names[1:]),
            name_en=place.name_en,
            kind=place.kind,
            country=country,
            parent=parent,
            lat=round(place.lat, 5),
            lon=round(place.lon, 5),
            radius_km=place.radius_km,
            bare=bare,
        )

    def _region_id(self, parent: str | None) -> str | None:
        holder = self._gazetteer.places.get(parent or "")
        return self._gazetteer.region(holder) if holder else parent

    def _spellings(self, known: Place, names: Iterable[str]) -> tuple[str, ...]:
        """The names that a known place lacks; an ordinary word is none, as its other names may be read anywhere."""
        has = {_key(name) for name in (known.name_ar, *known.aliases)}
        fresh = (name for name in names if _key(name) not in has)
        return tuple(name for name in fresh if self._is_distinct(name, known.country))

    def _is_distinct(self, name: str, country: str) -> bool:
        """Whether a name is no word that may stand in a text for something else."""
        form = fold_name(name)
        if " " in form:
            return self._begins_place(form.partition(" ")[0])
        listed = self._by_name.get((country, _key(name)), ())
        return len(form) >= SHORTEST_BARE and not self._words.known(form) and all(place.bare for place in listed)

    def _begins_place(self, word: str) -> bool:
        """Whether places more than people are so named («تل», «كفر», and not «عبد»)."""
        senses = self._words.phrases(word).get((), ())
        return word not in _PEOPLE and any(s.sort == "grammar" and s.entry == "name_starts" for s in senses)

    def _is_phrase(self, name: str) -> bool:
        """Whether the whole of a name is the name of something else («الحرس الجمهوري»)."""
        first, *rest = fold_name(name).split()
        return bool(rest) and tuple(rest) in self._words.phrases(first)


class _Nearby:
    """Places by the cell of a grid that they stand in, to find the nearest."""

    _CELL = 0.5

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)

    def add(self, place: Place) -> None:
        if place.kind in SETTLEMENTS:
            self._cells[self._cell(place.lat, place.lon)].append(place)

    def nearest(self, lat: float, lon: float, country: str) -> Place | None:
        """The nearest settlement, in a country if one is named, no farther than `REACH_KM`."""
        row, column = self._cell(lat, lon)
        around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        near = [
            (great_circle_km(lat, lon, place.lat, place.lon), place.id, place)
            for cell in around
            for place in self._cells.get(cell, ())
            if country in ("", place.country)
        ]
        return min(near)[2] if near and min(near)[0] <= REACH_KM else None

    def _cell(self, lat: float, lon: float) -> tuple[int, int]:
        return floor(lat / self._CELL), floor(lon / self._CELL)


def _with_aliases(place: Place, added: tuple[str, ...], kept: bool) -> Place:
    """A place with more spellings; of a known one not yet kept, only the new spellings are."""
    return place.with_aliases((*place.aliases, *added) if kept else added)


def _group(kind: str) -> str:
    return _GROUPS.get(kind, kind)


def _apart_km(known: Place) -> float:
    """How far apart a listed and a known place of one name may stand and be one."""
    return max(_APART_KM.get(_group(known.kind), _OTHER_APART_KM), 2 * known.radius_km)


def _key(name: str) -> str:
    """A name as names are compared: folded, without articles."""
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in fold_name(name).split())


def _slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’‘`]", "", plain.lower())).strip("_")
