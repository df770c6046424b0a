"""What a list of events is narrowed to, as the address says it: list, map, timeline, API and dossier share it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

import msgspec
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from tawthiq.desk.refusing import refusal
from tawthiq.model import Grade
from tawthiq.view.labels import kind_names

GRADES: tuple[str, ...] = get_args(Grade)
_YES_NO = {"yes": True, "no": False, "": None}


class Box(msgspec.Struct, frozen=True):
    """A stretch of the map, in degrees."""

    south: float
    west: float
    north: float
    east: float


class Filter(msgspec.Struct, frozen=True):
    """What events are asked for; what is empty does not restrict. Days are inclusive ISO dates.

    An event has one of `kind`, one of `grade` and all of `actor` and `place`.
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    disputed: bool | None = None
    reviewed: bool | None = None
    since: str = ""
    until: str = ""
    box: Box | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """What an address says of it, in a set order."""
        found: list[tuple[str, str]] = []
        for name in self.__struct_fields__:
            found.extend((name, value) for value in written(getattr(self, name)))
        return found

    def has(self, name: str, value: str) -> bool:
        """Whether it asks for a value of a field."""
        return (name, value) in self.pairs()

    def having(self, name: str, value: str) -> "Filter":
        """The same that also asks for a value of a field, as written in an address."""
        own = getattr(self, name)
        if isinstance(own, tuple):
            return msgspec.structs.replace(self, **{name: (*own, value)})
        return msgspec.structs.replace(self, **{name: _YES_NO.get(value, value)})

    def without(self, name: str, value: str) -> "Filter":
        """The same that does not ask for a value of a field."""
        own = getattr(self, name)
        left = (
            tuple(one for one in own if one != value)
            if isinstance(own, tuple)
            else ""
            if own.__class__ is str
            else None
        )
        return msgspec.structs.replace(self, **{name: left})

    def address(self, path: str, more: Mapping[str, object] | None = None) -> str:
        """The address of a page with this filter and what else the page is told."""
        pairs = [*self.pairs(), *(more or {}).items()]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{path}?{query}" if query else path


Wanted = NamedDependency[Filter]
"""The filter of a request, as an argument of its handler."""


def written(value: Any) -> list[str]:
    """The value of a field as an address writes it; none where it does not restrict."""
    if isinstance(value, tuple):
        return [*value]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, Box):
        return [",".join(f"{degrees:g}" for degrees in msgspec.structs.astuple(value))]
    return [value] if value else []


Words = Annotated[str, QueryParameter(description="Words that a report of the event has, however they are spelt.")]
Kinds = Annotated[list[str] | None, QueryParameter(description="Of one of these kinds.")]
Actors = Annotated[list[str] | None, QueryParameter(description="With all of these actors, by name or id.")]
Places = Annotated[list[str] | None, QueryParameter(description="In all of these places, by name or id.")]
Grades = Annotated[list[str] | None, QueryParameter(description="Of one of these grades.")]
YesNo = Annotated[str, QueryParameter(pattern="^(yes|no|)$")]
Day = Annotated[str, QueryParameter(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|)$", description="An inclusive day.")]
Degrees = Annotated[str, QueryParameter(description="Within south,west,north,east in degrees.")]


def parse(  # noqa: PLR0913, PLR0917 (a parameter of the address is an argument)
    q: Words = "",
    kind: Kinds = None,
    actor: Actors = None,
    place: Places = None,
    grade: Grades = None,
    disputed: YesNo = "",
    reviewed: YesNo = "",
    since: Day = "",
    until: Day = "",
    box: Degrees = "",
) -> Filter:
    """The filter that an address says; empty parameters, as forms send them, are none.

    Raises ValidationException where it says none.
    """
    found = Filter(
        q=" ".join(q.split()),
        kind=_known("kind", kind, kind_names().__contains__),
        actor=_known("actor", actor),
        place=_known("place", place),
        grade=_known("grade", grade, GRADES.__contains__),
        disputed=_YES_NO[disputed],
        reviewed=_YES_NO[reviewed],
        since=day_of(since),
        until=day_of(until),
        box=box_of(box),
    )
    if found.since and found.until and found.until < found.since:
        raise refusal(ValidationException, "error.detail.days", until=found.until, since=found.since)
    return found


def _known(name: str, values: list[str] | None, known: Callable[[str], bool] = bool) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value.strip() for value in values or () if value.strip()))
    for value in found:
        if not known(value):
            raise refusal(ValidationException, f"error.detail.no_{name}", value=value)
    return found


def day_of(written: str) -> str:
    """A day as an address says it, or none.

    Raises ValidationException where there is no such day.
    """
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        raise refusal(ValidationException, "error.detail.no_day", value=written) from None


def box_of(written: str) -> Box | None:
    """A stretch of the map as an address says it.

    Raises ValidationException where it says none.
    """
    if not written:
        return None
    try:
        south, west, north, east = map(float, written.split(","))
    except ValueError:
        raise refusal(ValidationException, "error.detail.no_box", value=written) from None
    if not (-90 <= south <= north <= 90 and -540 <= west <= east <= 540):
        raise refusal(ValidationException, "error.detail.off_map", value=written)
    return Box(south, west, north, east)
