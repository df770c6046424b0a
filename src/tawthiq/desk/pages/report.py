"""One report: its text as published, and what was read of it."""

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from sqlalchemy import Connection, select

from tawthiq.case.kept import among, readings_of
from tawthiq.case.schema import members, readings, reports
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.model import Reading


@get("/reports/{name:str}", include_in_schema=False, sync_to_thread=True)
def report(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Response[str]:
    """The page of a report."""
    with case.reading() as connection:
        found = look_up(connection, name)
        claims = sorted({claim.id for reading in found for claim in reading.claims})
        rows = among(connection, select(members.c.claim, members.c.event), members.c.claim, claims)
        events = {row.claim: row.event for row in rows}
    sources = [reading.report.source for reading in found]
    return page(request, "report.html", reading=found[0], sources=sources, events=events)


def look_up(connection: Connection, name: str) -> list[Reading]:
    """The current readings of a report, one for each source that it was taken from.

    Raises NotFoundException where the case has no such report.
    """
    query = select(readings.c.number).join(reports, reports.c.number == readings.c.report).where(reports.c.id == name)
    found = list(readings_of(connection, connection.execute(query).scalars()))
    if not found:
        raise NotFoundException(f"there is no report {name}")
    return found


ROUTES = [report]
