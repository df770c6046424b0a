"""What an event is found by: the kinds that it was told as, its actors and places by id and name, as numbers."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from tawthiq.arabic.fold import fold_name
from tawthiq.model import Event, PlaceRef


def terms_of(event: Event) -> set[int]:
    """Under what an event is found: ids and names of its actors and places, as numbers."""
    found = {term("kind", kind) for kind in (event.kind, *(value.value for value in event.kinds))}
    for party in (*event.initiators, *event.targets, *event.supporters):
        found |= _with_wholes("actor", party.actor) | {term("actor", party.name_ar), term("actor", party.name_en)}
    for place in (event.place, *(value.place for value in event.places)):
        if place is not None:
            found |= place_terms(place)
    return found


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
