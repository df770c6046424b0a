"""One report: its text as published, and what was read of it."""

from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct
from sqlalchemy import Connection, select

from tawthiq.case.kept import among, readings_of
from tawthiq.case.schema import members, readings, reports
from tawthiq.desk import marking
from tawthiq.desk.accounts import READER
from tawthiq.desk.language import language_of
from tawthiq.desk.marking import Mark
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.roles import Value, unnamed_doer, values
from tawthiq.desk.show import Shown
from tawthiq.model import Claim, Reading, Span


@get("/reports/{name:str}", opt=READER, include_in_schema=False, sync_to_thread=True)
def report(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Response[str]:
    """The page of a report."""
    with case.reading() as connection:
        found = look_up(connection, name)
        events = events_of(connection, found)
    sources = [reading.report.source for reading in found]
    shown = Shown(language_of(request))
    return page(request, "report.html", sources=sources, events=events, **marked(found[0], shown))


@get("/reports/{name:str}/text", opt=READER, include_in_schema=False, sync_to_thread=True, media_type=MediaType.TEXT)
def text(case: OpenCase, name: FromPath[str]) -> str:
    """The whole text of a report, as it was kept."""
    with case.reading() as connection:
        return look_up(connection, name)[0].report.text


class SaidBy(Struct, frozen=True):
    """A sentence that claims are read from, and who speaks in it where it is not the outlet."""

    span: Span
    speaker: str | None


class Marks(Struct, frozen=True):
    """What is marked in a report, where it was taken from, and the event of each of its claims if it has one."""

    report: str
    sources: list[str]
    marks: list[Mark]
    reaches: list[SaidBy]
    boilerplate: tuple[Span, ...]
    events: dict[str, str | None]


@get("/api/1/reports/{name:str}/marks", opt=READER, sync_to_thread=True, summary="What is marked in a report")
def marks(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Marks:
    """The words that mean something in a report, told in the language asked for."""
    with case.reading() as connection:
        found = look_up(connection, name)
        events = events_of(connection, found)
    first = found[0]
    return Marks(
        report=name,
        sources=[reading.report.source for reading in found],
        marks=marking.marks(first, Shown(language_of(request))),
        reaches=[SaidBy(*reach) for reach in marking.reaches(first.claims)],
        boilerplate=tuple(first.report.boilerplate),
        events={claim.id: events.get(claim.id) for claim in first.claims},
    )


def events_of(connection: Connection, found: list[Reading]) -> dict[str, str]:
    """The event of each claim that is of one."""
    claims = sorted({claim.id for reading in found for claim in reading.claims})
    rows = among(connection, select(members.c.claim, members.c.event), members.c.claim, claims)
    return {row.claim: row.event for row in rows}


def marked(reading: Reading, shown: Shown) -> dict[str, Any]:
    """What pages show of a report and of what was read in it."""
    length = len(reading.report.text)
    return {
        "reading": reading,
        "lines": marking.lines(reading, shown),
        "cards": cards(reading, shown),
        "cut": marking.MOST_SHOWN if length > marking.MOST_SHOWN else 0,
        "anchor": marking.anchor,
    }


class Card(Struct, frozen=True):
    """A claim beside its text: its number there, its values, and the place of its sentence where that is marked."""

    number: int
    claim: Claim
    values: list[Value]
    nameless: bool
    sentence: str


def cards(reading: Reading, shown: Shown) -> list[Card]:
    """The claims of a report in the order of their numbers."""
    numbers = marking.numbered(reading)
    found = [
        Card(
            numbers[claim.id], claim, list(values(claim, shown)), unnamed_doer(claim), marking.anchor(claim.sentence[0])
        )
        for claim in reading.claims
    ]
    return sorted(found, key=lambda card: card.number)


def look_up(connection: Connection, name: str) -> list[Reading]:
    """The current readings of a report, one for each source that it was taken from.

    Raises NotFoundException where the case has no such report.
    """
    query = select(readings.c.number).join(reports, reports.c.number == readings.c.report).where(reports.c.id == name)
    found = list(readings_of(connection, connection.execute(query).scalars()))
    if not found:
        raise NotFoundException(f"there is no report {name}")
    return found


ROUTES = [report, text, marks]
