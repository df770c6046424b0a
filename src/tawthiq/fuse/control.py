"""Who held which place when, and which sieges lasted how long, from the events that tell of it.

A capture gives a place to who captures it, a withdrawal takes it from who withdraws, a statement of control confirms a
holder or disputes it. Days are those of the events; a change without any day stands with open ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

import msgspec

from tawthiq.fuse.parties import kin
from tawthiq.fuse.sieges import sieges_of
from tawthiq.fuse.voices import speakers_of
from tawthiq.model import ControlSpan, Event, Party, PlaceRef

_SORTS: dict[str, Literal["take", "state", "leave"]] = {"capture": "take", "control": "state", "withdrawal": "leave"}
_TOO_LARGE = frozenset({"country", "governorate", "sea", "road", "river"})
"""Places that change hands only in part."""
_UNTRUE = frozenset({"planned", "threatened", "attempted"})
_ORDER = {"leave": 0, "take": 1, "state": 2}


class Point(NamedTuple):
    """What an event says of who holds a place on a day; `day` is empty where unknown."""

    day: str
    sort: Literal["take", "state", "leave"]
    holder: str
    before: str | None
    claims: tuple[str, ...]
    event: Event
    contested: bool


def control(events: Iterable[Event]) -> list[ControlSpan]:
    """The stretches of control of every place, by place and day. The order of the events does not matter."""
    told = sorted((event for event in events if event.status not in _UNTRUE), key=lambda event: event.id)
    points: defaultdict[str, list[Point]] = defaultdict(list)
    places: dict[str, PlaceRef] = {}
    for event in told:
        for place, point in _points(event):
            key = place.place or f"{place.name_ar} {place.admin}"
            places.setdefault(key, place)
            points[key].append(point)
    spans = [span for key in points for span in _history(places[key], points[key])]
    return sorted([*spans, *sieges_of(told)], key=_rank)


def _rank(span: ControlSpan) -> tuple[str, str, str, str, str]:
    return (span.place.name_ar, span.place.place or "", span.state, span.from_ or "", span.holder or "")


def _points(event: Event) -> Iterator[tuple[PlaceRef, Point]]:
    """What each claim of an event says of each place that it names, put together by place and party."""
    denied = {claim for status in event.statuses if status.value == "denied" for claim in status.claims}
    for kind in event.kinds:
        if kind.value not in _SORTS:
            continue
        said = set(kind.claims) - denied
        for value in event.places:
            here = said & set(value.claims)
            if not here or value.place.kind in _TOO_LARGE or value.place.relation != "in":
                continue
            for holder, claims in _holders(event.initiators, here):
                before = next((party.actor for party in event.targets if here & set(party.claims)), None)
                point = Point(_day(event), _SORTS[kind.value], holder, before, claims, event, bool(denied))
                yield value.place, point


def _holders(parties: Sequence[Party], claims: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parties that claims name, allies and parts under the one that most of them name."""
    found: dict[str, set[str]] = {}
    for party in parties:
        name = party.actor or party.name_ar
        said = claims & set(party.claims)
        if said:
            main = next((other for other in found if kin(other, name) > -1), name)
            found.setdefault(main, set()).update(said)
    for holder, said in found.items():
        yield holder, tuple(sorted(said))


def _day(event: Event) -> str:
    """The day from which a change holds: the last that its accounts allow."""
    if event.time is None:
        return ""
    return event.time.end or event.time.start or ""


def _when(point: Point) -> tuple[str, int, str]:
    return (point.day, _ORDER[point.sort], point.holder)


class _Open(NamedTuple):
    """A stretch that has not ended yet."""

    holder: str
    since: str | None
    points: tuple[Point, ...]
    disputed: bool


def _history(place: PlaceRef, points: Sequence[Point]) -> Iterator[ControlSpan]:
    """The stretches of one place."""
    undated = [point for point in points if not point.day]
    dated = sorted(
        (point for point in points if point.day), key=lambda point: (point.day, _ORDER[point.sort], point.holder)
    )
    current: list[_Open] = []
    for day, group in groupby(dated, key=lambda point: point.day):
        today = list(group)
        takes = [point for point in today if point.sort == "take"]
        for point in today:
            if point.sort == "leave":
                ended, current = _left(point, current, bool(takes))
                yield from (_span(place, one, day) for one in ended)
        if takes:
            ended, current = _taken(takes, current)
            yield from (_span(place, one, _before(day)) for one in ended)
        for point in today:
            if point.sort == "state":
                ended, current = _stated(point, current)
                yield from (_span(place, one, _before(day)) for one in ended)
    yield from (_span(place, one, None) for one in current)
    for point in undated:
        others = any(kin(point.holder, other.holder) <= 0 for other in points)
        yield _span(place, _Open(point.holder, None, (point,), others), None)


def _left(point: Point, current: list[_Open], taken: bool) -> tuple[list[_Open], list[_Open]]:
    """What ends and what goes on when a party leaves."""
    ended = [one for one in current if kin(one.holder, point.holder) > 0]
    if not current and not taken:
        ended = [_Open(point.holder, None, (point,), point.contested)]
    return ended, [one for one in current if kin(one.holder, point.holder) <= 0]


def _taken(takes: Sequence[Point], current: list[_Open]) -> tuple[list[_Open], list[_Open]]:
    """What ends and what begins when a place is taken; who already holds it goes on holding it."""
    by_holder: dict[str, list[Point]] = {}
    for point in takes:
        main = next((holder for holder in by_holder if kin(holder, point.holder) > 0), point.holder)
        by_holder.setdefault(main, []).append(point)
    disputed = len(by_holder) > 1 or any(point.contested for point in takes)
    ended, begun = [], []
    for one in current:
        again = next((holder for holder in by_holder if kin(holder, one.holder) > 0), None)
        if again is not None and not disputed:
            begun.append(one._replace(points=(*one.points, *by_holder.pop(again))))
        else:
            ended.append(one)
    if not current:
        losers = {point.before: point for point in takes if point.before}
        ended = [_Open(loser, None, (point,), False) for loser, point in losers.items()]
    begun += [_Open(holder, told[0].day, tuple(told), disputed) for holder, told in by_holder.items()]
    return ended, begun


def _stated(point: Point, current: list[_Open]) -> tuple[list[_Open], list[_Open]]:
    """What ends and what goes on when someone says who holds the place: another holder is a dispute."""
    for at, one in enumerate(current):
        if kin(one.holder, point.holder) > 0:
            return [], [*current[:at], one._replace(points=(*one.points, point)), *current[at + 1 :]]
    fresh = _Open(point.holder, point.day, (point,), bool(current))
    ended = [one for one in current if not one.disputed and one.since != point.day]
    going = [one._replace(since=point.day, disputed=True) if one in ended else one for one in current]
    return ended, [*(one._replace(disputed=True) for one in going), fresh]


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat()


def _span(place: PlaceRef, one: _Open, to: str | None) -> ControlSpan:
    claims = {claim for point in one.points for claim in point.claims}
    return ControlSpan(
        place=msgspec.structs.replace(place, text=None, span=None),
        from_=one.since,
        to=to,
        holder=one.holder,
        disputed=one.disputed,
        claims=tuple(sorted(claims)),
        speakers=speakers_of([point.event for point in one.points], claims),
        events=tuple(sorted({point.event.id for point in one.points})),
    )
