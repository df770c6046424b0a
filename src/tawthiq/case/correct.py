"""Corrections: values that a reviewer gives an event. What they replace stays in the event's own list of values."""

from datetime import date
from typing import get_args

import msgspec

from tawthiq.errors import CaseError
from tawthiq.fuse.decisions import Correction
from tawthiq.model import Event, EventHarm, EventTime, Grade, HarmKind, PlaceRef, Status

CHOICES = {"status": get_args(Status), "grade": get_args(Grade)}
HARM = get_args(HarmKind)
FIELDS = ("kind", *CHOICES, "start", "end", "place", *HARM)


MOST = 10_000_000
"""No event harms more people."""


def checked(field: str, value: str) -> str:
    """The value in its usual form.

    Raises CaseError where the field cannot be set or not to that.
    """
    if field not in FIELDS:
        raise CaseError(f"{field!r} cannot be set; what can: {', '.join(FIELDS)}")
    choices = _kinds() if field == "kind" else CHOICES.get(field, ())
    if choices and value not in choices:
        raise CaseError(f"{value!r} is no {field}; there are: {', '.join(choices)}")
    if field == "place" and _place(value) is None:
        raise CaseError(f"{value!r} is no id of a place; `tawthiq places find` shows them")
    if field in {"start", "end"}:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise CaseError(f"{value!r} is no date; write it as 2017-09-06") from None
    if field in HARM and _range(value)[1] > MOST:
        raise CaseError(f"{value!r} is no number of people; write 3 or 3-5")
    return value


def correct(event: Event, correction: Correction) -> Event:
    """The event with one value corrected."""
    field, value = correction.field, correction.value
    if field in {"start", "end"}:
        return msgspec.structs.replace(event, time=_time(event.time or EventTime(None, None, "day"), field, value))
    if field == "place":
        return msgspec.structs.replace(event, place=_place(value) or event.place)
    if field in HARM:
        return msgspec.structs.replace(event, harm=_harmed(event, field, value))
    return msgspec.structs.replace(event, **{field: value})


def _time(time: EventTime, field: str, value: str) -> EventTime:
    """A time with one end set; the other one moves along where it would be on the wrong side."""
    moved = msgspec.structs.replace(time, **{field: value, "via": "given"})
    if moved.start and moved.end and moved.start > moved.end:
        return msgspec.structs.replace(moved, start=value, end=value)
    return moved


def _harmed(event: Event, kind: str, value: str) -> tuple[EventHarm, ...]:
    """The harm of an event with the first total of a kind set, or added."""
    least, most = _range(value)
    for at, harm in enumerate(event.harm):
        if harm.kind == kind and harm.of is None:
            given = msgspec.structs.replace(harm, min=least, max=most, best=least)
            return (*event.harm[:at], given, *event.harm[at + 1 :])
    added = {"kind": kind, "victims": (), "min": least, "max": most, "best": least, "claims": ()}
    return (*event.harm, msgspec.convert(added, EventHarm))


def _range(value: str) -> tuple[int, int]:
    """The numbers of `3` or `3-5`."""
    least, _, most = value.partition("-")
    most = most or least
    if not (least.isdecimal() and most.isdecimal() and int(least) <= int(most)):
        raise CaseError(f"{value!r} is no number of people; write 3 or 3-5")
    return int(least), int(most)


def _kinds() -> tuple[str, ...]:
    from tawthiq.view.labels import kind_names  # noqa: PLC0415 (few questions need it)

    return tuple(kind_names())


def _place(name: str) -> PlaceRef | None:
    from tawthiq.places.gazetteer import default_gazetteer  # noqa: PLC0415 (slow to load, and few reviews need it)

    gazetteer = default_gazetteer()
    place = gazetteer.places.get(name)
    if place is None:
        return None
    return PlaceRef(
        place.id,
        place.name_ar,
        place.name_en,
        place.kind,
        place.country,
        gazetteer.admin(place),
        "in",
        place.lat,
        place.lon,
        place.radius_km,
        "given",
        None,
        None,
    )
