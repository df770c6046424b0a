"""A dossier to print: events with what is claimed of each, by whom, in which sentences of which reports."""

from collections.abc import Iterator
from typing import Any, Literal

from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery
from msgspec import Struct
from sqlalchemy import Connection

from tawthiq.case.ask import Told, accounts_of
from tawthiq.desk import queries
from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Filter, Wanted
from tawthiq.desk.language import language_of, translator
from tawthiq.desk.pages.event import HarmLine, Said, harm_lines, look_up, statements
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.show import Shown
from tawthiq.export.policy import EVERYTHING, LEFT_OUT, Policy, apply, private_spans, public_outlet
from tawthiq.model import Event, Span

MOST = 100
"""How many events a dossier holds; a filter can ask for those of a month or a place."""

Names = Literal["no", "yes"]


class Witness(Struct, frozen=True):
    """A report as a dossier cites it: who published it when, the hash of its text, and the sentences that tell."""

    report: str
    outlet: str | None
    published: str | None
    sha256: str
    sentences: list[str]


class Sheet(Struct, frozen=True):
    """An event as a dossier tells it."""

    event: Event
    statements: list[Said]
    harms: list[HarmLine]
    witnesses: list[Witness]


@get("/dossier", opt=READER, include_in_schema=False, sync_to_thread=True)
def dossier(
    request: Request[Any, Any, Any], case: OpenCase, wanted: Wanted, names: FromQuery[Names] = "no"
) -> Response[str]:
    """The dossier of the events that a filter leaves, in the order of time."""
    shown = Shown(language_of(request))
    with case.reading() as connection:
        count, sheets = _sheets(connection, wanted, shown, names)
        called = queries.called(connection, wanted)
    switch = wanted.address("/dossier", {"names": "no" if names == "yes" else "yes"})
    return _page(request, sheets, count, names, switch, wanted, called)


@get("/events/{name:str}/dossier", opt=READER, include_in_schema=False, sync_to_thread=True)
def of_event(
    request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str], names: FromQuery[Names] = "no"
) -> Response[str]:
    """The dossier of one event."""
    with case.reading() as connection:
        sheet = _sheet(*look_up(connection, name), Shown(language_of(request)), names)
    switch = f"{request.url.path}?names={'no' if names == 'yes' else 'yes'}"
    return _page(request, [sheet], 1, names, switch, Filter(), {})


class SheetOf(Struct, frozen=True):
    """An event as a dossier tells it, in the words of the language asked for."""

    event: Event
    statements: list[Said]
    harm: list[str]
    witnesses: list[Witness]


class Dossier(Struct, frozen=True):
    """The first of the events that a filter leaves in the order of time, and how many they are."""

    count: int
    sheets: list[SheetOf]


@get("/api/1/dossier", opt=READER, sync_to_thread=True, summary="A dossier of events")
def sheets_of(
    request: Request[Any, Any, Any], case: OpenCase, wanted: Wanted, names: FromQuery[Names] = "no"
) -> Dossier:
    """What is claimed of events, by whom, in which sentences; private persons' names are left out unless asked for."""
    with case.reading() as connection:
        count, sheets = _sheets(connection, wanted, Shown(language_of(request)), names)
    return Dossier(count, [_plain(sheet) for sheet in sheets])


@get("/api/1/events/{name:str}/dossier", opt=READER, sync_to_thread=True, summary="A dossier of one event")
def sheet_of(
    request: Request[Any, Any, Any], case: OpenCase, name: FromPath[str], names: FromQuery[Names] = "no"
) -> Dossier:
    """What is claimed of an event, by whom, in which sentences."""
    with case.reading() as connection:
        sheet = _sheet(*look_up(connection, name), Shown(language_of(request)), names)
    return Dossier(1, [_plain(sheet)])


def _plain(sheet: Sheet) -> SheetOf:
    harm = [line.shown.striptags() for line in sheet.harms]
    return SheetOf(sheet.event, sheet.statements, harm, sheet.witnesses)


def _sheets(connection: Connection, wanted: Filter, shown: Shown, names: Names) -> tuple[int, list[Sheet]]:
    """How many events a filter leaves, and the sheets of the first."""
    found = queries.find(connection, wanted, "oldest", 0, MOST)
    told = accounts_of(connection, found.events)
    return found.count, [_sheet(event, own, shown, names) for event, own in zip(found.events, told, strict=True)]


def _page(
    request: Request[Any, Any, Any],
    sheets: list[Sheet],
    count: int,
    names: Names,
    switch: str,
    wanted: Filter,
    called: dict[tuple[str, str], queries.Choice],
) -> Response[str]:
    values: dict[str, Any] = {
        "sheets": sheets,
        "count": count,
        "names": names,
        "switch": switch,
        "wanted": wanted,
        "called": called,
    }
    return page(request, "dossier.html", more={}, **values)


def _sheet(event: Event, told: list[Told], shown: Shown, names: Names) -> Sheet:
    kept = apply(event, EVERYTHING if names == "yes" else Policy())
    said = [
        Said(one.language, one.text.replace(LEFT_OUT, _left_out(one.language)))
        for one in statements(kept, shown.language)
    ]
    witnesses = [_witness(one, names, _left_out(shown.language)) for one in told]
    return Sheet(kept, said, harm_lines(kept, shown), witnesses)


def _left_out(language: str) -> str:
    return translator(language)("dossier.left_out")


def _witness(told: Told, names: Names, note: str) -> Witness:
    report = told.reading.report
    outlet = report.outlet.name if report.outlet else None
    hidden = set() if names == "yes" else {span for claim in told.reading.claims for span in private_spans(claim)}
    spans = sorted({claim.sentence for claim in told.claims})
    return Witness(
        report.id,
        outlet if names == "yes" or public_outlet(outlet) == outlet else note,
        report.published.date if report.published else None,
        report.text_sha256,
        ["".join(_without(report.text, span, sorted(hidden), note)) for span in spans],
    )


def _without(text: str, sentence: Span, hidden: list[Span], note: str) -> Iterator[str]:
    """The pieces of a sentence, with a note where a name stood."""
    at, end = sentence
    for start, stop in hidden:
        if at <= start and stop <= end:
            yield text[at:start]
            yield note
            at = stop
    yield text[at:end]


ROUTES = [dossier, of_event, sheets_of, sheet_of]
