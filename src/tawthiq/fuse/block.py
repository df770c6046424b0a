"""Blocking: keys under which a claim is filed, and keys under which it finds every claim that could be of its event.

A claim with a day is filed by region and day, or by day alone where it names no place; one with a longer stretch by
region and month; one with no time at all by the names of its places, as a region says too little by itself. Keys are
32-bit numbers: two things with one key cost a comparison and change nothing.
"""

from datetime import date
from functools import lru_cache
from itertools import product
from zlib import crc32

from msgspec import Struct

from tawthiq.fuse.days import ADJACENT, When
from tawthiq.fuse.kinds import block_of
from tawthiq.fuse.spots import Spot

LONG = 10
"""A stretch of more days is filed by its months."""


class Keys(Struct, frozen=True):
    """`filed` are a claim's own keys, `sought` those under which it finds others.

    If two claims can be of one event, a sought key of each is a filed key of the other.
    """

    filed: tuple[int, ...]
    sought: tuple[int, ...]


def keys_of(kind: str, hoped: bool, spots: tuple[Spot, ...], when: When) -> Keys:
    """The keys of a claim."""
    return _keys_of(block_of(kind) + "?" * hoped, spots, when.start, when.end)


@lru_cache(maxsize=8192)
def _keys_of(family: str, spots: tuple[Spot, ...], start: int | None, end: int | None) -> Keys:
    regions = {region for spot in spots for region in _regions(spot)}
    names = {name for spot in spots for name in _names(spot)}
    if start is None or end is None:
        return _keys(family, {"undated": names}, {"undated": names, "named": names})
    months = {date.fromordinal(day).isoformat()[:7] for day in (*range(start, end, 20), end)}
    by_month = {f"{region} {month}" for region, month in product(regions, months)}
    if end - start + 1 > LONG:
        return _keys(
            family, {"long": by_month, "named": names}, {"long": by_month, "short": by_month, "undated": names}
        )
    days = set(map(str, range(start, end + 1)))
    near = set(map(str, range(start - ADJACENT, end + ADJACENT + 1)))
    if not regions:
        return _keys(family, {"nowhere": days}, {"nowhere": near, "somewhere": near})
    by_day = {f"{region} {day}" for region, day in product(regions, days)}
    by_near = {f"{region} {day}" for region, day in product(regions, near)}
    return _keys(
        family,
        {"day": by_day, "short": by_month, "named": names, "somewhere": days},
        {"day": by_near, "long": by_month, "undated": names, "nowhere": near},
    )


def _keys(family: str, filed: dict[str, set[str]], sought: dict[str, set[str]]) -> Keys:
    return Keys(_hashed(family, filed), _hashed(family, sought))


def _hashed(family: str, keys: dict[str, set[str]]) -> tuple[int, ...]:
    found = {crc32(f"{family} {sort} {value}".encode()) for sort, values in keys.items() for value in values}
    return tuple(found)


def _regions(spot: Spot) -> set[str]:
    """What a place is looked for by: its governorate, and its name, as not every account says where it lies."""
    if spot.kind == "country":
        return {f"{spot.country}"}
    return {f"{spot.country} {spot.admin[0] if spot.admin else spot.name}", spot.name}


def _names(spot: Spot) -> set[str]:
    """A place's name; of one that no gazetteer has, also each word of it and what it lies in."""
    if spot.place:
        return {spot.name}
    return {spot.name, *spot.name.split(), *spot.admin[-1:]}
