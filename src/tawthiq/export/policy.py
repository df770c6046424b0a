"""What an export holds back: private persons' names, what is fresh, and how exact a place is."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from math import cos, radians

import msgspec
import regex
from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.index import default_lexicon
from tawthiq.model import (
    Account,
    Claim,
    Conflict,
    Event,
    EventHarm,
    Party,
    PlaceRef,
    PlaceValue,
    Span,
    Speaker,
    Value,
)

LEFT_OUT = "(name left out)"
"""What stands where a private person's name would."""
_PRIVATE = frozenset({"named_person", "eyewitness"})
_KM_PER_DEGREE = 111.2
_ACTOR_ID = regex.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_SITE = regex.compile(r"[\w-]+(?:\.[\w-]+)+")


class Policy(Struct, frozen=True):
    """What to hold back.

    `names` keeps the names of private persons. `embargo_days` holds back events of the last days before `today`, and
    those of which nothing shows that they are older; null holds back none. `coarsen_km` moves points to the middle of
    cells so wide and names the larger place instead.
    """

    names: bool = False
    embargo_days: int | None = None
    today: date | None = None
    coarsen_km: float | None = None


EVERYTHING = Policy(names=True)
"""Nothing is held back."""


def released(events: Iterable[Event], policy: Policy) -> tuple[list[Event], int]:
    """The events that may be exported, as they may be, and how many are held back."""
    kept, held = [], 0
    for event in events:
        if _is_fresh(event, policy):
            held += 1
        else:
            kept.append(apply(event, policy))
    return kept, held


def apply(event: Event, policy: Policy) -> Event:
    """An event without what a policy leaves out."""
    if not policy.names:
        event = redacted(event)
    return coarsened(event, policy.coarsen_km) if policy.coarsen_km else event


def _is_fresh(event: Event, policy: Policy) -> bool:
    if not policy.embargo_days or policy.today is None:
        return False
    days = [day for value in event.times for day in (value.start, value.end) if day]
    published = [account.published for account in event.accounts if account.published]
    known = max(days) if days else min(published, default=None)
    limit = (policy.today - timedelta(policy.embargo_days)).isoformat()
    return known is None or known > limit


def redacted(event: Event) -> Event:
    """An event without names of private persons.

    Left out are the names of speakers who are named persons or eyewitnesses, of parties and victims whom no list has,
    of accounts that are no listed outlet, and the paths or addresses that reports were read from.
    """
    return msgspec.structs.replace(
        event,
        initiators=_parties(event.initiators),
        targets=_parties(event.targets),
        supporters=_parties(event.supporters),
        harm=tuple(map(_harm, event.harm)),
        accounts=tuple(map(_account, event.accounts)),
        conflicts=tuple(map(_conflict, event.conflicts)),
        place=_unquoted(event.place) if event.place else None,
        places=tuple(PlaceValue(_unquoted(value.place), value.claims) for value in event.places),
    )


def private_spans(claim: Claim) -> set[Span]:
    """Where the words of a claim name a private person: a speaker who is one, a party that no list has."""
    speakers = (one.span for one in claim.attribution if one.type in _PRIVATE)
    parties = (one.span for one in (*claim.initiators, *claim.targets, *claim.supporters) if one.actor is None)
    return {span for span in (*speakers, *parties) if span is not None}


def _parties(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(
        party if party.actor else msgspec.structs.replace(party, name_ar=LEFT_OUT, name_en=LEFT_OUT)
        for party in parties
    )


def _harm(harm: EventHarm) -> EventHarm:
    victims = tuple(victim if _ACTOR_ID.fullmatch(victim) else LEFT_OUT for victim in harm.victims)
    return msgspec.structs.replace(harm, victims=victims)


def _account(account: Account) -> Account:
    speakers = tuple(map(_speaker, account.speakers))
    return msgspec.structs.replace(
        account,
        source=account.report,
        outlet=public_outlet(account.outlet),
        speaker=speakers[0].name if speakers else None,
        speakers=speakers,
    )


def _speaker(speaker: Speaker) -> Speaker:
    if speaker.type == "outlet":
        return msgspec.structs.replace(speaker, name=public_outlet(speaker.name) or "", text=None, span=None)
    name = LEFT_OUT if speaker.type in _PRIVATE else speaker.name
    return msgspec.structs.replace(speaker, name=name, text=None, span=None)


def public_outlet(name: str | None) -> str | None:
    """An outlet's name if it is listed or a site; an account in a network can be a private person's."""
    if name is None or _SITE.fullmatch(name) or fold_name(name) in _outlets():
        return name
    return LEFT_OUT


@cache
def _outlets() -> frozenset[str]:
    lists = default_lexicon().lists
    names = {name for outlet in lists.outlets for name in (outlet.ar, outlet.en, *outlet.forms, *outlet.handles)}
    names |= {name for actor in lists.actors for name in (actor.ar, actor.en, *actor.forms)}
    return frozenset(map(fold_name, names))


def _conflict(conflict: Conflict) -> Conflict:
    if conflict.field != "blame":
        return conflict
    return Conflict(conflict.field, tuple(Value(_blamed(value.value), value.claims) for value in conflict.values))


def _blamed(value: str) -> str:
    return " + ".join(part if _ACTOR_ID.fullmatch(part) else LEFT_OUT for part in value.split(" + "))


def _unquoted(place: PlaceRef) -> PlaceRef:
    return msgspec.structs.replace(place, text=None, span=None)


def coarsened(event: Event, km: float) -> Event:
    """An event with no place told more exactly than within so many kilometres."""

    def move(value: PlaceValue) -> PlaceValue:
        return PlaceValue(coarse(value.place, km), value.claims)

    return msgspec.structs.replace(
        event,
        place=coarse(event.place, km) if event.place else None,
        places=_merged(map(move, event.places)),
        conflicts=tuple(conflict for conflict in event.conflicts if conflict.field not in ("place", "admin")),
    )


def _merged(values: Iterable[PlaceValue]) -> tuple[PlaceValue, ...]:
    """Places that have become one, put together."""
    found: dict[PlaceRef, set[str]] = {}
    for value in values:
        found.setdefault(value.place, set()).update(value.claims)
    return tuple(PlaceValue(place, tuple(sorted(claims))) for place, claims in found.items())


def coarse(place: PlaceRef, km: float) -> PlaceRef:
    """A place as the cell that it lies in, under the name of the smallest place that contains it."""
    if place.radius_km is not None and place.radius_km >= km:
        return _unquoted(place)
    lat, lon = place.lat, place.lon
    if lat is not None and lon is not None:
        lat = _middle(lat, km / _KM_PER_DEGREE)
        lon = _middle(lon, km / (_KM_PER_DEGREE * max(0.01, cos(radians(lat)))))
    return msgspec.structs.replace(
        place,
        place=None,
        name_ar=place.admin[-1] if place.admin else "",
        name_en=None,
        kind="region",
        admin=place.admin[:-1],
        lat=lat,
        lon=lon,
        radius_km=km,
        text=None,
        span=None,
    )


def _middle(degrees: float, cell: float) -> float:
    return round((degrees // cell + 0.5) * cell, 4)
