"""The list of events with what they may be narrowed to."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect

from tawthiq.desk import queries
from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Wanted
from tawthiq.desk.pages.page import OpenCase, page

ON_A_PAGE = 50
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=1_000_000, description="Which page, from 1.")]


@get("/", opt=READER, include_in_schema=False, sync_to_thread=False)
def start() -> Redirect:
    """The desk opens on the list of events."""
    return Redirect("/events")


@get("/events", opt=READER, include_in_schema=False, sync_to_thread=True)
def events(
    request: Request[Any, Any, Any],
    case: OpenCase,
    wanted: Wanted,
    sort: FromQuery[queries.Sort] = "newest",
    number: PageNumber = 1,
) -> Response[str]:
    """A page of events."""
    with case.reading() as connection:
        found = queries.find(connection, wanted, sort, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        facets = queries.facets(connection, wanted)
        called = queries.called(connection, wanted)
    return page(
        request,
        "events.html",
        wanted=wanted,
        found=found,
        facets=facets,
        called=called,
        sort=sort,
        sorts=queries.SORTS,
        number=number,
        last=max(1, -(-found.count // ON_A_PAGE)),
        more={"sort": sort if sort != "newest" else ""},
    )


ROUTES = [start, events]
