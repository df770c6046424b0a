"""What an event is found by: the kinds that it was told as, its actors and places by id and name, as numbers.

Many events have the same of these, as those of a place do. All terms of a field are a bundle, which is filed once.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from tawthiq.arabic.fold import fold_name
from tawthiq.model import Event, PlaceRef


class Filed(NamedTuple):
    """Under what an event is found, by field: ids and names as numbers."""

    kinds: frozenset[int]
    actors: frozenset[int]
    places: frozenset[int]


def terms_of(event: Event) -> Filed:
    """Under what an event is found."""
    actors: set[int] = set()
    for party in (*event.initiators, *event.targets, *event.supporters):
        actors |= _with_wholes("actor", party.actor) | {term("actor", party.name_ar), term("actor", party.name_en)}
    places: set[int] = set()
    for place in (event.place, *(value.place for value in event.places)):
        if place is not None:
            places |= place_terms(place)
    kinds = (term("kind", kind) for kind in (event.kind, *(value.value for value in event.kinds)))
    return Filed(frozenset(kinds), frozenset(actors), frozenset(places))


@lru_cache(maxsize=10_000)
def bundle(terms: frozenset[int]) -> int:
    """The number of a bundle, which follows from its terms."""
    written = " ".join(map(str, sorted(terms)))
    return int.from_bytes(sha256(written.encode()).digest()[:8]) >> 1


def place_terms(place: PlaceRef) -> set[int]:
    """Under what a place is found: its id and names, and those of what it lies in."""
    names = (place.name_ar, place.name_en or "", *place.admin)
    return _with_wholes("place", place.place) | {term("place", name) for name in names if name}


def _with_wholes(field: str, name: str | None) -> set[int]:
    """The terms of an id and of all that it is a part of: `sy.gov.air` is found by `sy.gov`."""
    return {term(field, part) for part in (*wholes(name), *([name] if name else []))}


def wholes(name: str | None) -> Iterator[str]:
    """What an id is a part of: `sy` and `sy.gov` for `sy.gov.air`."""
    parts = name.split(".") if name else []
    return (".".join(parts[:end]) for end in range(1, len(parts)))


@lru_cache(maxsize=100_000)
def term(field: str, name: str) -> int:
    """What an actor or place is filed under: a hash of its folded name without the article, or of its id."""
    key = fold_name(name).lower().removeprefix("ال")
    return int.from_bytes(sha256(f"{field} {key}".encode()).digest()[:6])
