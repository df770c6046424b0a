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
from tawthiq.model import Account, Conflict, Event, EventHarm, Joined
from tawthiq.view import plain_arabic, plain_english
from tawthiq.view.wording import totals

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


class ValueOf(Struct, frozen=True):
    """A value as an account gives it, in the language asked for, the claims that do, and how it is known."""

    value: str
    claims: tuple[str, ...]
    via: str


class FieldOf(Struct, frozen=True):
    """A field: whether the accounts contradict each other in it, and the values of each account, in their order."""

    field: str
    disputed: bool
    values: list[list[ValueOf]]


class SentenceOf(Struct, frozen=True):
    """A sentence of a report that tells of the event, and the first claim that is read from it."""

    text: str
    claim: str


class AccountOf(Struct, frozen=True):
    """One report's account: the claims and sentences in which it tells of the event."""

    account: Account
    sentences: list[SentenceOf]


class Compared(Struct, frozen=True):
    """The accounts of an event side by side, where they disagree, why they were joined, and what gave the grade."""

    event: str
    statements: list[Said]
    grade: str
    grade_because: str
    harm: list[str]
    accounts: list[AccountOf]
    fields: list[FieldOf]
    conflicts: tuple[Conflict, ...]
    joined: tuple[Joined, ...]


@get("/api/1/events/{name:str}/accounts", opt=READER, sync_to_thread=True, summary="The accounts of an event")
def accounts(request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str]) -> Compared:
    """The accounts of an event field by field, in the words of the language asked for."""
    with case.reading() as connection:
        found, told = look_up(connection, name)
    shown = Shown(language_of(request))
    columns = compare.columns(found, told)
    return Compared(
        event=found.id,
        statements=statements(found, shown.language),
        grade=found.grade,
        grade_because=shown.say(f"grade.why.{found.grade}"),
        harm=[line.shown.striptags() for line in harm_lines(found, shown)],
        accounts=[AccountOf(one.account, [SentenceOf(*said) for said in one.sentences]) for one in columns],
        fields=[_field(row) for row in compare.rows(found, columns, shown)],
        conflicts=found.conflicts,
        joined=found.joined,
    )


def _field(row: compare.Row) -> FieldOf:
    values = [[ValueOf(cell.shown.striptags(), cell.claims, cell.via) for cell in cells] for cells in row.cells]
    return FieldOf(row.name, row.disputed, values)


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
    return [_line(one, shown) for total, parts in totals(event) for one in (total, *parts)]


def _line(harm: EventHarm, shown: Shown) -> HarmLine:
    told = shown.harmed(harm)
    if harm.best is not None and harm.best not in (harm.min, harm.max):
        told += escape(shown.say("list.comma")) + shown.filled("event.best", count=harm.best)
    return HarmLine(told, harm.of is not None)


def look_up(connection: Connection, name: str) -> tuple[Event, list[Told]]:
    """An event of the case with its accounts, for pages.

    Raises NotFoundException where there is none of that name.
    """
    try:
        return find_event(connection, name)
    except CaseError as error:
        raise NotFoundException(str(error)) from error


ROUTES = [event, accounts]
