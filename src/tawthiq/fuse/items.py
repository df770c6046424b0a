"""What fusion knows of a claim: the claim itself and the head of its report, and their traits made ready to compare."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from msgspec import Struct

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.arabic.words import split_words
from tawthiq.fuse.copies import Sketch, sketch_of
from tawthiq.fuse.kinds import told_kind
from tawthiq.fuse.parties import sort_of_means
from tawthiq.fuse.wording import Words, body, words_of
from tawthiq.mention.times import find_times
from tawthiq.model import Claim, HarmKind, PlaceRef, Reading, Report, TimeRef

REPORTING_DELAY = 2
"""A claim with no day of its own happened at most so many days before its report was published."""
MOST_PLACES = 16
"""Of a longer list of places, only the first are compared."""
_HOPED = frozenset({"planned", "threatened"})
_ANY_YEAR = 2000
_WEEKDAYS = {
    "اثنين": 0,
    "ثلاثاء": 1,
    "اربعاء": 2,
    "خميس": 3,
    "جمعه": 4,
    "سبت": 5,
    "احد": 6,
}


class Head(Struct, frozen=True):
    """What fusion needs of a report: everything but its text, of which `sketch` and `words` are left."""

    report: str
    source: str
    outlet: str | None
    published: str | None
    sketch: Sketch
    words: Words


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


class Toll(Struct, frozen=True):
    """One number of people harmed; `whole` says that it is no part of another."""

    kind: HarmKind
    victims: tuple[str, ...]
    min: int | None
    max: int | None
    whole: bool


class When(Struct, frozen=True):
    """Days as ordinals, both null where unknown. `stated` is false where only the date of publication bounds them.

    `weekday` (Monday is 0) and `day` (month and day) are what is known of a day in an unknown week or year.
    """

    start: int | None
    end: int | None
    stated: bool
    part: str | None = None
    weekday: int | None = None
    day: tuple[int, int] | None = None


class Traits(Struct, frozen=True):
    """What is compared of a claim."""

    claim: str
    report: str
    kind: str
    hoped: bool
    when: When
    spots: tuple[Spot, ...]
    initiators: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    sorts: frozenset[str]
    tolls: tuple[Toll, ...]


class Item(Struct, frozen=True):
    """One claim with its report's head and its traits: what is fused."""

    claim: Claim
    head: Head
    traits: Traits


def head_of(report: Report) -> Head:
    """The head of a report."""
    text = body(report)
    return Head(
        report=report.id,
        source=report.source,
        outlet=report.outlet.name if report.outlet else None,
        published=report.published.date if report.published else None,
        sketch=sketch_of(text),
        words=words_of(text),
    )


def items_of(readings: Iterable[Reading]) -> list[Item]:
    """Every claim of some readings, with the head of its report."""
    items: list[Item] = []
    for reading in readings:
        head = head_of(reading.report)
        items.extend(Item(claim, head, traits_of(claim, head)) for claim in reading.claims)
    return items


def traits_of(claim: Claim, head: Head) -> Traits:
    """What is compared of a claim."""
    return Traits(
        claim=claim.id,
        report=head.report,
        kind=told_kind(claim),
        hoped=claim.status in _HOPED,
        when=when_of(claim.time, head.published),
        spots=tuple(map(spot_of, claim.places[:MOST_PLACES])),
        initiators=frozenset(ref.actor or ref.name_ar for ref in claim.initiators),
        targets=frozenset(ref.actor or ref.name_ar for ref in claim.targets),
        means=frozenset(ref.means for ref in claim.means),
        sorts=frozenset(sort for ref in claim.means if (sort := sort_of_means(ref.means))),
        tolls=tuple(Toll(harm.kind, harm.victims, harm.min, harm.max, harm.of is None) for harm in claim.harm),
    )


def when_of(time: TimeRef | None, published: str | None) -> When:
    """The days of a claim; without any, those just before its publication; else at most a weekday."""
    if time is not None and (time.start or time.end):
        start, end = (date.fromisoformat(day).toordinal() if day else None for day in (time.start, time.end))
        first, last = start if start is not None else end, end if end is not None else start
        return When(first, last, stated=time.via != "implied", part=time.part_of_day)
    if published:
        told = date.fromisoformat(published).toordinal()
        return When(told - REPORTING_DELAY, told, stated=False)
    if time is None or not time.text:
        return When(None, None, stated=False)
    return When(None, None, stated=False, weekday=_weekday(time.text), day=_day_of_year(time.text))


@lru_cache(maxsize=4096)
def _day_of_year(text: str) -> tuple[int, int] | None:
    """The month and day that words without a year name, such as «الثلاثاء 4 تموز»."""
    for found in find_times(split_words(fold(text)), None, year_hint=_ANY_YEAR):
        if found.precision == "day" and found.start is not None and found.start == found.end:
            return (found.start.month, found.start.day)
    return None


@lru_cache(maxsize=4096)
def _weekday(text: str) -> int | None:
    """The weekday that words name, such as «يوم الثلاثاء»."""
    for word in fold_name(text).split():
        if (day := _WEEKDAYS.get(word.removeprefix("ال"))) is not None:
            return day
    return None


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
