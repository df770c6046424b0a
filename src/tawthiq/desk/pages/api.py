"""The same as JSON, for programs; `/schema` describes it."""

from typing import Annotated, Any

import msgspec
from litestar import Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from tawthiq.desk import queries
from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Wanted
from tawthiq.desk.pages.event import look_up as event_of
from tawthiq.desk.pages.events import PageNumber
from tawthiq.desk.pages.page import OpenCase
from tawthiq.desk.pages.report import look_up as readings_of
from tawthiq.model import Event, Reading

Limit = Annotated[int, QueryParameter(ge=1, le=500, description="How many are on a page.")]


class EventsPage(msgspec.Struct, frozen=True):
    """Some of the events that a filter leaves; `count` is of all."""

    count: int
    page: int
    pages: int
    events: list[Event]


@get("/events", opt=READER, sync_to_thread=True, summary="Events that a filter leaves")
def events(
    case: OpenCase, wanted: Wanted, sort: FromQuery[queries.Sort] = "newest", number: PageNumber = 1, limit: Limit = 50
) -> EventsPage:
    """Some events, in the form of `tawthiq events --json`."""
    with case.reading() as connection:
        found = queries.find(connection, wanted, sort, (number - 1) * limit, limit)
    return EventsPage(found.count, number, max(1, -(-found.count // limit)), found.events)


@get("/facets", opt=READER, sync_to_thread=True, summary="What events may be narrowed to")
def facets(case: OpenCase, wanted: Wanted) -> dict[str, list[queries.Choice]]:
    """How many events there are of each kind and grade, and the actors and places that most have."""
    with case.reading() as connection:
        return queries.facets(connection, wanted)


@get("/events/{name:str}", opt=READER, sync_to_thread=True, summary="One event")
def event(case: OpenCase, name: FromPath[str]) -> Event:
    """One event with its accounts."""
    with case.reading() as connection:
        return event_of(connection, name)[0]


@get("/reports/{name:str}", opt=READER, sync_to_thread=True, summary="One report")
def report(case: OpenCase, name: FromPath[str]) -> Reading:
    """One report with its text and what was read of it."""
    with case.reading() as connection:
        return readings_of(connection, name)[0]


ROUTES: list[Any] = [Router("/api/1", route_handlers=[events, facets, event, report])]
