"""One event: what it comes to, and each report's account of it."""

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from sqlalchemy import Connection

from tawthiq.case.ask import Told, find_event
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.errors import CaseError
from tawthiq.model import Event


@get("/events/{name:str}", include_in_schema=False, sync_to_thread=True)
def event(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Response[str]:
    """The page of an event."""
    with case.reading() as connection:
        found, told = look_up(connection, name)
    return page(request, "event.html", event=found, told=told)


def look_up(connection: Connection, name: str) -> tuple[Event, list[Told]]:
    """An event of the case with its accounts, for pages.

    Raises NotFoundException where there is none of that name.
    """
    try:
        return find_event(connection, name)
    except CaseError as error:
        raise NotFoundException(str(error)) from error


ROUTES = [event]
