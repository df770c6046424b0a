"""Assembly: from the claims of one event to its record, with every value and the claims behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from tawthiq.fuse.conflicts import as_values, collect, conflicts_of, siege_days
from tawthiq.fuse.decisions import Decisions
from tawthiq.fuse.grade import grade_of
from tawthiq.fuse.harm import harm_of
from tawthiq.fuse.items import Item
from tawthiq.fuse.kinds import BACKGROUND, CONSEQUENCES, is_turned, told_kind
from tawthiq.fuse.near import holds
from tawthiq.fuse.spots import spot_of
from tawthiq.fuse.voices import Voices, accounts_of
from tawthiq.model import (
    ActorRef,
    Claim,
    Event,
    EventTime,
    Joined,
    MeansValue,
    Party,
    PlaceRef,
    PlaceValue,
    Status,
    TimeRef,
    TimeValue,
)

_STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "attempted", "planned", "threatened", "denied")
_NO_RADIUS = 1000.0


def assemble(items: Sequence[Item], joined: tuple[Joined, ...], decisions: Decisions) -> Event:
    """The event that some claims tell of; `joined` are the ties between them."""
    items = sorted(items, key=lambda item: (item.claim.id, item.head.source))
    claims = list({item.claim.id: item.claim for item in items}.values())
    voices = Voices(items)
    kind = _kind(claims, voices)
    conflicts = conflicts_of(items, kind)
    independent = voices.count(claim.id for claim in claims)
    places = _places(claims)
    event = Event(
        id="e:" + claims[0].id.removeprefix("c:"),
        kind=kind,
        status=next(status for status in _STATUSES if any(claim.status == status for claim in claims)),
        place=_best_place(places, voices),
        time=_best_time(items, voices),
        initiators=_parties(claims, lambda claim: claim.targets if is_turned(claim.kind, kind) else claim.initiators),
        targets=_parties(claims, lambda claim: claim.initiators if is_turned(claim.kind, kind) else claim.targets),
        supporters=_parties(claims, lambda claim: claim.supporters),
        means=_means(claims),
        harm=harm_of(items, voices),
        grade=grade_of(claims, conflicts, independent),
        independent_sources=independent,
        accounts=accounts_of(items, voices),
        conflicts=conflicts,
        joined=joined,
        kinds=as_values(collect((told_kind(claim), claim.id) for claim in claims)),
        statuses=as_values(collect((claim.status, claim.id) for claim in claims)),
        places=places,
        times=_times(claims),
        siege_days=as_values(siege_days(claims)),
    )
    return _decided(event, decisions)


def _kind(claims: Sequence[Claim], voices: Voices) -> str:
    """The kind that most voices tell, acts before what they led to."""
    told = collect((told_kind(claim), claim.id) for claim in claims)
    lesser = CONSEQUENCES | BACKGROUND
    return min(told, key=lambda kind: (kind in lesser, -voices.count(told[kind]), -len(told[kind]), kind))


def _parties(claims: Sequence[Claim], role: Callable[[Claim], Iterable[ActorRef]]) -> tuple[Party, ...]:
    """The actors of a role, those of most claims first."""
    named: dict[str, ActorRef] = {}
    said: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for ref in role(claim):
            key = ref.actor or ref.name_ar
            named.setdefault(key, ref)
            said[key].add(claim.id)
    ranked = sorted(named, key=lambda key: (-len(said[key]), key))
    return tuple(
        Party(named[key].actor, named[key].name_ar, named[key].name_en, tuple(sorted(said[key]))) for key in ranked
    )


def _means(claims: Sequence[Claim]) -> tuple[MeansValue, ...]:
    named = {ref.means: ref for claim in claims for ref in reversed(claim.means)}
    said = collect((ref.means, claim.id) for claim in claims for ref in claim.means)
    return tuple(
        MeansValue(means, named[means].name_ar, named[means].name_en, tuple(sorted(said[means])))
        for means in sorted(named, key=lambda means: (-len(said[means]), means))
    )


def _places(claims: Sequence[Claim]) -> tuple[PlaceValue, ...]:
    """The places, those of most claims first; each with the words of the first claim that names it."""
    named: dict[tuple[str, tuple[str, ...]], PlaceRef] = {}
    said: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for claim in claims:
        for place in claim.places:
            key = (place.place or place.name_ar, () if place.place else place.admin)
            if key not in named or (named[key].via != "stated" and place.via == "stated"):
                named[key] = place
            said[key].add(claim.id)
    ranked = sorted(named, key=lambda key: (-len(said[key]), key))
    return tuple(PlaceValue(named[key], tuple(sorted(said[key]))) for key in ranked)


def _best_place(places: Sequence[PlaceValue], voices: Voices) -> PlaceRef | None:
    """The place that most voices name or that lies in what they name; of equals the most exact."""
    if not places:
        return None
    spots = [spot_of(value.place) for value in places]

    def worth(at: int) -> tuple[int, bool, float, int]:
        mine, spot = places[at].place, spots[at]
        naming = [
            claim
            for value, other in zip(places, spots, strict=True)
            if other is spot or holds(other, spot)
            for claim in value.claims
        ]
        return (-voices.count(naming), mine.lat is None, mine.radius_km or _NO_RADIUS, at)

    return places[min(range(len(places)), key=worth)].place


def _times(claims: Sequence[Claim]) -> tuple[TimeValue, ...]:
    said: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    known: dict[tuple[str, str, str], TimeRef] = {}
    for claim in claims:
        time = claim.time
        if time is not None and (time.start or time.end):
            key = (time.start or "", time.end or "", time.precision)
            said[key].add(claim.id)
            known[key] = time
    return tuple(
        TimeValue(known[key].start, known[key].end, known[key].precision, tuple(sorted(said[key])))
        for key in sorted(said)
    )


def _best_time(items: Sequence[Item], voices: Voices) -> EventTime | None:
    """The shortest stretch of days that most voices state; without any, that it was before its first publication."""
    times = _times([item.claim for item in items])
    if times:
        best = min(
            times, key=lambda time: (_length(time), -voices.count(time.claims), time.start or "", time.end or "")
        )
        return EventTime(best.start, best.end, best.precision)
    published = min((item.head.published for item in items if item.head.published), default=None)
    return EventTime(None, published, "day", "inferred") if published else None


def _length(time: TimeValue) -> tuple[bool, int]:
    """How long a stretch is by its precision, the open ones last."""
    order = ("hour", "part_of_day", "day", "week", "month", "season", "year")
    same_day = time.start == time.end
    return (not (time.start and time.end), 0 if same_day else order.index(time.precision) + 1)


def _decided(event: Event, decisions: Decisions) -> Event:
    """The event with what reviewers said of it."""
    claims = set(event.claims)
    changes: dict[str, object] = {}
    if claims & decisions.confirmed:
        changes["grade"] = "confirmed"
    for correction in decisions.corrections:
        if correction.claim in claims:
            changes |= _corrected(event, correction.field, correction.value, changes)
    reviews = {review for claim in claims for review in decisions.reviews.get(claim, ())}
    return msgspec.structs.replace(event, reviews=len(reviews), **changes) if changes or reviews else event


def _corrected(event: Event, field: str, value: str, changes: Mapping[str, object]) -> dict[str, object]:
    if field in ("start", "end"):
        time = changes.get("time", event.time) or EventTime(None, None, "day")
        assert isinstance(time, EventTime)
        return {"time": msgspec.structs.replace(time, **{field: value, "via": "given"})}
    return {field: value}
