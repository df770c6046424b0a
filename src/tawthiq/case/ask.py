"""Asking: the events of a case by kind, place, actor, day and dispute, one event with all its accounts, and control."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from tawthiq.case.kept import among, chunks, readings_of
from tawthiq.case.pack import unpack
from tawthiq.case.review import resolve
from tawthiq.case.schema import bodies, claims, events, members, readings, reports, sources, terms
from tawthiq.case.terms import place_terms, term
from tawthiq.errors import CaseError
from tawthiq.model import Claim, ControlSpan, Event, PlaceRef, Reading
from tawthiq.places.distance import great_circle_km

FARTHEST_KM = 20_100
"""No point on the earth is farther from another."""
CONTROL = ("capture", "withdrawal", "siege", "siege_broken", "control")
"""Kinds of events that say who holds a place."""

_DECODER = msgspec.json.Decoder(Event)


class Near(msgspec.Struct, frozen=True):
    """A circle on the map."""

    lat: float
    lon: float
    km: float

    @classmethod
    def parse(cls, written: str) -> "Near":
        """What `LAT,LON,KM` says.

        Raises CaseError where it says nothing of the kind.
        """
        try:
            lat, lon, km = map(float, written.split(","))
        except ValueError:
            raise CaseError(f"{written!r} is no circle; write latitude, longitude, km: 35.33,40.15,20") from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= FARTHEST_KM):
            raise CaseError(f"{written!r} is not on the map")
        return cls(lat, lon, km)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        return great_circle_km(self.lat, self.lon, lat, lon) <= self.km


class Filter(msgspec.Struct, frozen=True):
    """What events are asked for; what is empty does not restrict. Days are inclusive ISO dates."""

    kind: str | None = None
    place: str | None = None
    near: Near | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    disputed: bool = False
    sources: int = 1


def find_events(connection: Connection, wanted: Filter) -> Iterator[Event]:
    """The events asked for, by day and id; those without a day last."""
    query = _filtered(wanted).order_by(events.c.start.is_(None), events.c.start, events.c.id)
    for row in connection.execute(query):
        here = row.lat is not None and row.lon is not None
        if wanted.near and not (here and wanted.near.holds(row.lat, row.lon)):
            continue
        event = decoded(row.body)
        if event.independent_sources >= wanted.sources:
            yield event


def _filtered(wanted: Filter) -> Select[tuple[bytes, float, float]]:
    query = select(bodies.c.body, events.c.lat, events.c.lon).join(bodies, bodies.c.event == events.c.id)
    if wanted.since:
        query = query.where(func.coalesce(events.c.end, events.c.start) >= wanted.since)
    if wanted.until:
        query = query.where(func.coalesce(events.c.start, events.c.end) <= wanted.until)
    if wanted.disputed:
        query = query.where(events.c.disputed)
    for field, name in (("kind", wanted.kind), ("place", wanted.place), ("actor", wanted.actor)):
        if name:
            query = query.where(filed(field, name))
    if wanted.near:
        reach = wanted.near.km / 110.5
        query = query.where(events.c.lat.between(wanted.near.lat - reach, wanted.near.lat + reach))
    return query


def filed(field: str, *names: str) -> ColumnElement[bool]:
    """Whether an event has one of some kinds, actors or places, by name or id."""
    found = select(terms.c.bundle).where(terms.c.term.in_([term(field, name) for name in names]))
    return events.c[f"{field}s"].in_(found)


class Told(msgspec.Struct, frozen=True):
    """One report's claims about an event, with the whole reading that they are from."""

    reading: Reading
    claims: tuple[Claim, ...]


def find_event(connection: Connection, name: str) -> tuple[Event, list[Told]]:
    """An event, and what each report says of it, in the order of publication.

    Raises CaseError where the case has no such event.
    """
    named = resolve(connection, name)
    event_id = connection.execute(select(members.c.event).where(members.c.claim.in_(named)).limit(1)).scalar()
    if event_id is None:
        raise CaseError(f"{name} is in no event: a reviewer has rejected it")
    event = decoded(connection.execute(select(bodies.c.body).where(bodies.c.event == event_id)).scalar_one())
    return event, accounts_of(connection, [event])[0]


def accounts_of(connection: Connection, found: Sequence[Event]) -> list[list[Told]]:
    """What each report says of each of some events, in the order of publication."""
    names = sorted({name for event in found for name in event.claims})
    numbers = {row.reading for row in among(connection, select(claims.c.reading), claims.c.id, names)}
    kept = list(readings_of(connection, numbers))
    telling: defaultdict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(kept):
        for claim in reading.claims:
            telling[claim.id].append(at)
    return [
        _accounts(event, [kept[at] for at in sorted({at for name in event.claims for at in telling[name]})])
        for event in found
    ]


def _accounts(event: Event, telling: Iterable[Reading]) -> list[Told]:
    wanted = set(event.claims)
    told = [Told(reading, tuple(claim for claim in reading.claims if claim.id in wanted)) for reading in telling]
    return sorted(told, key=_by_publication)


def _by_publication(told: Told) -> tuple[str, str, str]:
    report = told.reading.report
    return (report.published.date if report.published else "9999", report.source, report.id)


def all_events(connection: Connection) -> Iterator[Event]:
    """Every event, by id."""
    for row in connection.execute(select(bodies.c.body).order_by(bodies.c.event)):
        yield decoded(row.body)


def find_control(connection: Connection, day: str | None, place: str | None) -> list[ControlSpan]:
    """Who held which place when; on a day, or of a place and all that lies in it."""
    from tawthiq.fuse.control import control  # noqa: PLC0415 (slow to import, and no other question needs it)

    return narrowed(control(decoded(row.body) for row in connection.execute(telling_control())), day, place)


def telling_control() -> Select[tuple[str, bytes]]:
    """The id and body of each event that says who holds a place, in order."""
    query = select(events.c.id, bodies.c.body).join(bodies, bodies.c.event == events.c.id)
    return query.where(filed("kind", *CONTROL)).order_by(events.c.id)


def decoded(body: bytes) -> Event:
    """An event of its body."""
    return _DECODER.decode(unpack(body))


def narrowed(spans: Iterable[ControlSpan], day: str | None, place: str | None) -> list[ControlSpan]:
    """The stretches that a day is in, of a place and all that lies in it."""
    return [span for span in spans if _covers(span, day) and (place is None or _lies_in(span.place, place))]


def _covers(span: ControlSpan, day: str | None) -> bool:
    return day is None or ((span.from_ or day) <= day <= (span.to or day))


def _lies_in(place: PlaceRef, name: str) -> bool:
    return term("place", name) in place_terms(place)


def all_readings(connection: Connection) -> Iterator[Reading]:
    """The current reading of every source, by report."""
    query = (
        select(readings.c.number)
        .join(reports, reports.c.number == readings.c.report)
        .where(select(sources.c.number).where(sources.c.reading == readings.c.number, sources.c.current).exists())
        .order_by(reports.c.id, readings.c.digest)
    )
    for chunk in chunks(connection.execute(query).scalars().all()):
        found = readings_of(connection, chunk)
        yield from sorted(found, key=lambda reading: (reading.report.id, reading.report.source))
