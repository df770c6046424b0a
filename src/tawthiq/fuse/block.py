"""Blocking: keys under which a claim is filed, and keys under which it finds every claim that could be of its event.

A claim with a day is filed by region and day, or by day alone where it names no place; one with a longer stretch by
region and month; one with no time at all by the names of its places, as a region says too little by itself. Where one
of two claims gives no day, they also meet by region and day of the year, or by region and how many were harmed. Keys
are 32-bit numbers: two things with one key cost a comparison and change nothing.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import product
from zlib import crc32

from msgspec import Struct

from tawthiq.fuse.days import ADJACENT, YEAR, When, in_year
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


def keys_of(kind: str, hoped: bool, spots: tuple[Spot, ...], when: When, numbers: Iterable[str] = ()) -> Keys:
    """The keys of a claim; `numbers` are those of people harmed that are no chance («killed 7»)."""
    family = block_of(kind) + "?" * hoped
    keys = _keys_of(family, spots, when)
    if not numbers or not spots:
        return keys
    more = _keys_of_numbers(family, spots, frozenset(numbers), when.start is not None)
    return Keys(tuple({*keys.filed, *more.filed}), tuple({*keys.sought, *more.sought}))


@lru_cache(maxsize=8192)
def _keys_of_numbers(family: str, spots: tuple[Spot, ...], numbers: frozenset[str], dated: bool) -> Keys:
    """By how many were harmed in a region, where one of two claims gives no day."""
    regions = {_region(spot) for spot in spots}
    counted = {f"{region} {number}" for region, number in product(regions, numbers)}
    if dated:
        return _keys(family, {"counted": counted}, {"undated counted": counted})
    return _keys(family, {"undated counted": counted}, {"undated counted": counted, "counted": counted})


@lru_cache(maxsize=8192)
def _keys_of(family: str, spots: tuple[Spot, ...], when: When) -> Keys:
    regions = {region for spot in spots for region in _regions(spot)}
    names = {name for spot in spots for name in _names(spot)}
    start, end = when.start, when.end
    if start is None or end is None:
        return _without_year(family, {_region(spot) for spot in spots}, names, when)
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
    of_year = {f"{_region(spot)} {in_year(day)}" for spot in spots for day in range(start, end + 1)}
    return _keys(
        family,
        {"day": by_day, "short": by_month, "named": names, "somewhere": days, "year": of_year},
        {"day": by_near, "long": by_month, "undated": names, "nowhere": near, "no year": of_year},
    )


def _without_year(family: str, regions: set[str], names: set[str], when: When) -> Keys:
    """The keys of a claim that gives no day: the names of its places, and a day of the year if it has one."""
    if when.day is None:
        return _keys(family, {"undated": names}, {"undated": names, "named": names})
    first, last = when.day - when.lag - ADJACENT, when.day + ADJACENT
    near = {f"{region} {(day - 1) % YEAR + 1}" for region, day in product(regions, range(first, last + 1))}
    return _keys(
        family, {"undated": names, "no year": near}, {"undated": names, "named": names, "no year": near, "year": near}
    )


def _keys(family: str, filed: dict[str, set[str]], sought: dict[str, set[str]]) -> Keys:
    return Keys(_hashed(family, filed), _hashed(family, sought))


def _hashed(family: str, keys: dict[str, set[str]]) -> tuple[int, ...]:
    found = {crc32(f"{family} {sort} {value}".encode()) for sort, values in keys.items() for value in values}
    return tuple(found)


def _regions(spot: Spot) -> set[str]:
    """What a place is looked for by: its governorate, and its name, as not every account says where it lies."""
    return {_region(spot)} if spot.kind == "country" else {_region(spot), spot.name}


def _region(spot: Spot) -> str:
    """A place's governorate."""
    if spot.kind == "country":
        return f"{spot.country}"
    return f"{spot.country} {spot.admin[0] if spot.admin else spot.name}"


def _names(spot: Spot) -> set[str]:
    """A place's name; of one that no gazetteer has, also each word of it and what it lies in."""
    if spot.place:
        return {spot.name}
    return {spot.name, *spot.name.split(), *spot.admin[-1:]}
