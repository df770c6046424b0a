"""Sieges: from when to when, by whom, and how long as told; reports that disagree on it are all there."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from tawthiq.fuse.voices import speakers_of
from tawthiq.model import ControlSpan, Event, Party, Value

_KINDS = frozenset({"siege", "siege_broken"})


def sieges_of(events: Iterable[Event]) -> Iterator[ControlSpan]:
    """A stretch for each event that tells of a siege or its end, and one for each length where they differ."""
    for event in events:
        if event.kind in _KINDS and event.place is not None:
            lengths = _lengths(event)
            if not lengths:
                yield _siege(event, None, disputed=False)
            for length in lengths:
                yield _siege(event, length, disputed=len(lengths) > 1)


def _lengths(event: Event) -> list[Value]:
    """The lengths as told; where all agree, the one that most claims give."""
    differing = next((conflict.values for conflict in event.conflicts if conflict.field == "siege_days"), None)
    if differing:
        return list(differing)
    return sorted(event.siege_days, key=lambda value: (-len(value.claims), value.value))[:1]


def _siege(event: Event, length: Value | None, disputed: bool) -> ControlSpan:
    broken = event.kind == "siege_broken"
    day = (event.time.end or event.time.start) if event.time else None
    days = int(length.value) if length else None
    start, end = (None, day) if broken else (event.time.start if event.time else None, None)
    if days is not None and end is not None:
        start = (date.fromisoformat(end) - timedelta(days)).isoformat()
    elif days is not None and day is not None:
        start = (date.fromisoformat(day) - timedelta(days)).isoformat()
    claims = set(length.claims) if length and disputed else _telling(event)
    assert event.place is not None
    return ControlSpan(
        place=msgspec.structs.replace(event.place, text=None, span=None),
        from_=start,
        to=end,
        holder=_actor(event.initiators if broken else event.targets),
        besieger=_actor(event.targets if broken else event.initiators),
        disputed=disputed,
        claims=tuple(sorted(claims)),
        state="besieged",
        days=days,
        speakers=speakers_of([event], claims),
        events=(event.id,),
    )


def _telling(event: Event) -> set[str]:
    return {claim for kind in event.kinds if kind.value in _KINDS for claim in kind.claims}


def _actor(parties: tuple[Party, ...]) -> str | None:
    return next((party.actor or party.name_ar for party in parties), None)
