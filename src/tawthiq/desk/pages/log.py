"""The log of the case: who did what when and why, and whether the chain of its entries holds."""

from collections import deque
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter
from sqlalchemy import Connection, select

from tawthiq.case.ask import decoded
from tawthiq.case.kept import among
from tawthiq.case.log import START, Entry, follow
from tawthiq.case.schema import bodies
from tawthiq.desk.accounts import READER
from tawthiq.desk.decisions import Made, history
from tawthiq.desk.pages.event import look_up as event_of
from tawthiq.desk.pages.events import PageNumber
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.pages.panel import who
from tawthiq.desk.users import ADDED, REMOVED, User
from tawthiq.model import Event

ON_A_PAGE = 100
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="How many entries are on a page.")]


class Line(msgspec.Struct, frozen=True):
    """An entry of the log: a decision, how many sources were added and refused, or whose account came or went."""

    entry: Entry
    made: Made | None
    added: int = 0
    refused: int = 0
    user: User | None = None


class Chain(msgspec.Struct):
    """How the log ends, how many entries it has, and what is wrong with it."""

    head: str = START
    count: int = 0
    faults: list[str] = msgspec.field(default_factory=list)


@get("/log", opt=READER, include_in_schema=False, sync_to_thread=True)
def log(request: Request[Any, Any, Any], case: OpenCase, number: PageNumber = 1) -> Response[str]:
    """A page of the log, the latest first."""
    with case.reading() as connection:
        chain, entries = look_up(connection, number * ON_A_PAGE)
        made = {one.entry.number: one for one in history(connection)}
        shown = [line(entry, made) for entry in entries[(number - 1) * ON_A_PAGE :]]
        about = _events(connection, {one.made.event for one in shown if one.made and one.made.event})
    last = max(1, -(-chain.count // ON_A_PAGE))
    by, account = who(request)
    told: dict[str, Any] = {"lines": shown, "about": about, "chain": chain, "number": number, "last": last}
    return page(request, "log.html", by=by, account=account, **told)


def _events(connection: Connection, ids: set[str]) -> dict[str, Event]:
    """The events that decisions are about, by id."""
    rows = among(connection, select(bodies), bodies.c.event, sorted(ids))
    return {row.event: decoded(row.body) for row in rows}


class Logged(msgspec.Struct, frozen=True):
    """An entry of the log. `event` is what a decision is about, `holds` whether it was not taken back, `undoes` the
    number of the entry that it takes back; `added` and `refused` count the sources of an addition; `user` and `role`
    are those of an account.
    """

    number: int
    at: str
    action: str
    by: str | None
    why: str | None
    hash: str
    event: str = ""
    holds: bool | None = None
    field: str | None = None
    value: str | None = None
    claims: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    undoes: int | None = None
    added: int = 0
    refused: int = 0
    user: str | None = None
    role: str | None = None


class LogPage(msgspec.Struct, frozen=True):
    """Some entries of the log, the latest first; `count` is of all, `head` the hash of the last, `faults` what is wrong
    with the chain.
    """

    count: int
    page: int
    pages: int
    head: str
    faults: list[str]
    entries: list[Logged]


@get("/api/1/log", opt=READER, sync_to_thread=True, summary="The log")
def entries(case: OpenCase, number: PageNumber = 1, limit: Limit = ON_A_PAGE) -> LogPage:
    """Who did what when and why, and whether the chain of the entries holds."""
    with case.reading() as connection:
        chain, found = look_up(connection, number * limit)
        made = {one.entry.number: one for one in history(connection)}
    shown = [logged(line(entry, made)) for entry in found[(number - 1) * limit :]]
    return LogPage(chain.count, number, max(1, -(-chain.count // limit)), chain.head, chain.faults, shown)


@get("/api/1/events/{name:str}/decisions", opt=READER, sync_to_thread=True, summary="Decisions about an event")
def decided(case: OpenCase, name: FromPath[str]) -> list[Logged]:
    """The decisions about an event, the latest first, those that were taken back among them."""
    with case.reading() as connection:
        event, _ = event_of(connection, name)
        return [logged(Line(made.entry, made)) for made in history(connection, set(event.claims))]


def logged(line: Line) -> Logged:
    """An entry as the API gives it."""
    entry, made = line.entry, line.made
    plain = (entry.number, entry.at, entry.action, entry.by, entry.why, entry.hash)
    if made is None:
        name, role = (line.user.name, line.user.role) if line.user else (None, None)
        return Logged(*plain, added=line.added, refused=line.refused, user=name, role=role)
    review = made.review
    return Logged(
        *plain,
        event=made.event,
        holds=made.holds,
        field=review.field,
        value=review.value,
        claims=tuple(ref.claim for ref in review.claims),
        part=tuple(ref.claim for ref in review.part),
        undoes=review.undoes,
    )


def look_up(connection: Connection, most: int) -> tuple[Chain, list[Entry]]:
    """How the log stands, and its last entries, the latest first; each is checked against the one before it."""
    chain = Chain()
    latest: deque[Entry] = deque(maxlen=most)
    for entry, faults in follow(connection):
        chain.head = entry.hash
        chain.count += 1
        chain.faults += faults
        latest.appendleft(entry)
    return chain, list(latest)


def line(entry: Entry, made: dict[int, Made]) -> Line:
    """An entry as the page shows it."""
    if entry.action in {ADDED, REMOVED}:
        return Line(entry, None, user=User(entry.values["name"], entry.values["role"]))
    if entry.action != "add":
        return Line(entry, made.get(entry.number))
    values = entry.values
    return Line(entry, None, len(values["sources"]), len(values["refused"]))


ROUTES = [log, entries, decided]
