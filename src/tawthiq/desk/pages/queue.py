"""What most needs a look: events that nobody has decided about, in an order that the page states."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from tawthiq.case.store import Case
from tawthiq.desk import queries
from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Wanted
from tawthiq.desk.pages.api import EventsPage, Limit
from tawthiq.desk.pages.event import look_up
from tawthiq.desk.pages.events import ON_A_PAGE, PageNumber
from tawthiq.desk.pages.page import OpenCase, page


@get("/queue", opt=READER, include_in_schema=False, sync_to_thread=True)
def queue(request: Request[Any, Any, Any], case: OpenCase, wanted: Wanted, number: PageNumber = 1) -> Response[str]:
    """A page of the queue."""
    unseen = msgspec.structs.replace(wanted, reviewed=False)
    with case.reading() as connection:
        found = queries.find(connection, unseen, "urgent", (number - 1) * ON_A_PAGE, ON_A_PAGE)
        called = queries.called(connection, wanted)
    last = max(1, -(-found.count // ON_A_PAGE))
    return page(request, "queue.html", wanted=wanted, found=found, called=called, number=number, last=last, more={})


@get("/api/1/queue", opt=READER, sync_to_thread=True, summary="Events that need a look")
def urgent(case: OpenCase, wanted: Wanted, number: PageNumber = 1, limit: Limit = ON_A_PAGE) -> EventsPage:
    """The events of a filter that nobody has decided about, what needs a look first."""
    unseen = msgspec.structs.replace(wanted, reviewed=False)
    with case.reading() as connection:
        found = queries.find(connection, unseen, "urgent", (number - 1) * limit, limit)
    return EventsPage(found.count, number, max(1, -(-found.count // limit)), found.events)


@get("/queue/after/{name:str}", opt=READER, include_in_schema=False, sync_to_thread=True)
def after(case: OpenCase, name: FromPath[str]) -> Redirect:
    """The next one that needs a look."""
    return _beside(case, name, after=True)


@get("/queue/before/{name:str}", opt=READER, include_in_schema=False, sync_to_thread=True)
def before(case: OpenCase, name: FromPath[str]) -> Redirect:
    """The one before it."""
    return _beside(case, name, after=False)


def _beside(case: Case, name: str, *, after: bool) -> Redirect:
    """The page of an event beside another one, or the queue where there is none."""
    with case.reading() as connection:
        found = queries.beside(connection, look_up(connection, name)[0].id, after=after)
    return Redirect(f"/events/{found}" if found else "/queue", status_code=303)


ROUTES = [queue, urgent, after, before]
