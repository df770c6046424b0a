"""One event: what it comes to, and each report's account of it beside the others."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from markupsafe import Markup, escape
from msgspec import Struct
from sqlalchemy import Connection

from tawthiq.case.ask import Told, find_event
from tawthiq.desk import compare
from tawthiq.desk.accounts import READER
from tawthiq.desk.language import LANGUAGES, language_of
from tawthiq.desk.marking import anchor
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.pages.panel import panel
from tawthiq.desk.show import Shown
from tawthiq.errors import CaseError
from tawthiq.model import Event
from tawthiq.view import plain_arabic, plain_english

MOST_PAIRS = 40
"""How many pairs of claims a page says the likeness of."""


class Said(Struct, frozen=True):
    """An event in a sentence of a language."""

    language: str
    text: str


class HarmLine(Struct, frozen=True):
    """A number of people harmed, and whether it is a part of one before it."""

    shown: Markup
    part: bool


@get("/events/{name:str}", opt=READER, include_in_schema=False, sync_to_thread=True)
def event(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Response[str]:
    """The page of an event."""
    with case.reading() as connection:
        found, told = look_up(connection, name)
        deciding = panel(request, connection, found, told)
    shown = side_by_side(found, told, Shown(language_of(request)))
    return page(request, "event.html", event=found, deciding=deciding, **shown)


def side_by_side(event: Event, told: list[Told], shown: Shown) -> dict[str, Any]:
    """What pages show of an event and its accounts, in a language."""
    columns = compare.columns(event, told)
    outlets = compare.names_of(columns, shown)
    parties = (*event.initiators, *event.targets, *event.supporters)
    return {
        "statements": statements(event, shown.language),
        "harms": harm_lines(event, shown),
        "columns": columns,
        "rows": compare.rows(event, columns, shown),
        "outlets": outlets,
        "voices": lambda claims: {outlets[claim]: claim for claim in claims if claim in outlets}.items(),
        "links": links(columns),
        "called": {party.actor: party.name_ar if shown.language == "ar" else party.name_en for party in parties},
        "joined": sorted(event.joined, key=lambda pair: (-pair.score, pair.a, pair.b))[:MOST_PAIRS],
    }


def links(columns: Sequence[compare.Column]) -> dict[str, str]:
    """Where the sentence that each claim is read from stands."""
    return {
        claim.id: f"/reports/{column.account.report}#{anchor(claim.sentence[0])}"
        for column in columns
        for claim in column.claims
    }


def statements(event: Event, language: str) -> list[Said]:
    """An event in one sentence of each language, that of the page first."""
    said = {"ar": plain_arabic.statement(event), "en": plain_english.statement(event)}
    return [Said(one, said[one]) for one in sorted(LANGUAGES, key=lambda one: one != language)]


def harm_lines(event: Event, shown: Shown) -> list[HarmLine]:
    """The people harmed in an event: the range, who they are, and the likeliest number where the range is open."""
    lines = []
    for one in event.harm:
        told = shown.harmed(one)
        if one.best is not None and one.min != one.max:
            told += escape(shown.say("list.comma")) + shown.filled("event.best", count=one.best)
        lines.append(HarmLine(told, one.of is not None))
    return lines


def look_up(connection: Connection, name: str) -> tuple[Event, list[Told]]:
    """An event of the case with its accounts, for pages.

    Raises NotFoundException where there is none of that name.
    """
    try:
        return find_event(connection, name)
    except CaseError as error:
        raise NotFoundException(str(error)) from error


ROUTES = [event]
