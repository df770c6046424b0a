"""Places by a name as people type it: Arabic spelling folded, near spellings too, or the English name."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.entries import Head
from tawthiq.lexicon.load import load_list
from tawthiq.places.gazetteer import Gazetteer, Place, read_rows

NEAR = 82.0
"""The least likeness of a near spelling, of 100."""
MOST = 30
"""How many near spellings are shown at most."""


class Found(NamedTuple):
    """A place, the name of its that was met, and how alike that is to what was asked (100: the same once folded)."""

    place: Place
    name: str
    likeness: float


def find_places(name: str, gazetteer: Gazetteer) -> list[Found]:
    """Places of a name, the likest first, then the largest; empty where no name comes near."""
    listed = [(known, place) for place in gazetteer.places.values() for known in _names(place)]
    keys = [_key(known) for known, _ in listed]
    best: dict[str, Found] = {}
    for wanted in _readings(name):
        for _, likeness, index in process.extract(wanted, keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None):
            known, place = listed[index]
            if place.id not in best or likeness > best[place.id].likeness:
                best[place.id] = Found(place, known, likeness)
    ranked = sorted(best.values(), key=lambda found: (-found.likeness, found.place.rank, found.place.id))
    exact = sum(found.likeness == 100 for found in ranked)
    return ranked[: max(exact, MOST)]


@cache
def sources(own: str | None = None) -> dict[str, str]:
    """Where the point of each place, by its id, is from; `own` is the path of the user's own gazetteer."""
    tables = [table for table in files("tawthiq.places").joinpath("data").iterdir() if table.name.endswith(".csv")]
    rows = (cells for table in (*([Path(own)] if own else []), *tables) for _, cells in read_rows(table))
    return {cells[0]: cells[-1] for cells in rows}


def _readings(name: str) -> Iterable[str]:
    """The name as given, and without the head noun before it («حي الجبيلة»)."""
    heads = {fold_name(noun) for head in load_list("heads", tuple[Head, ...]) for noun in head.one}
    whole = _key(name)
    if whole:
        yield whole
    first, _, rest = fold_name(name).partition(" ")
    if first in heads and _key(rest):
        yield _key(rest)


def _names(place: Place) -> tuple[str, ...]:
    return tuple(dict.fromkeys((place.name_ar, *place.aliases, place.name_en)))


def _key(name: str) -> str:
    """A name without what writers differ in: spelling forms, articles, case."""
    words = fold_name(name).lower().replace("-", " ").split()
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in words if word != "al")
