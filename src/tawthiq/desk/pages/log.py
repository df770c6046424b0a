"""The log of the case: who did what when and why, and whether the chain of its entries holds."""

from collections import deque
from typing import Any

import msgspec
from litestar import Request, Response, get
from sqlalchemy import Connection

from tawthiq.case.log import START, Entry, follow
from tawthiq.desk.accounts import READER
from tawthiq.desk.decisions import Made, history
from tawthiq.desk.pages.events import PageNumber
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.pages.panel import who

ON_A_PAGE = 100


class Line(msgspec.Struct, frozen=True):
    """An entry of the log: a decision, or how many sources were added and refused."""

    entry: Entry
    made: Made | None
    added: int = 0
    refused: int = 0


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
    last = max(1, -(-chain.count // ON_A_PAGE))
    by, account = who(request)
    return page(request, "log.html", lines=shown, chain=chain, number=number, last=last, by=by, account=account)


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
    if entry.action != "add":
        return Line(entry, made.get(entry.number))
    values = entry.values
    return Line(entry, None, len(values["sources"]), len(values["refused"]))


ROUTES = [log]
