"""Who held which place on a day: the page with its map and table, and the same as JSON."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Day, day_of
from tawthiq.desk.held import Histories, History, Holding, beside
from tawthiq.desk.language import language_of
from tawthiq.desk.pages.events import PageNumber
from tawthiq.desk.pages.on_map import At, host_of_tiles
from tawthiq.desk.pages.page import OpenCase, ToldSettings, page
from tawthiq.desk.show import Shown
from tawthiq.model import ControlSpan

Kept = NamedDependency[Histories]
InPlace = Annotated[str, QueryParameter(description="A place and all that lies in it, by name or id.")]


ON_A_PAGE = 100
"""How many places the table has; the map has all."""


class Party(msgspec.Struct, frozen=True):
    """A holder in the legend: its id or name, the number of its colour, and how many places it holds."""

    holder: str
    style: int
    places: int


@get("/control", opt=READER, include_in_schema=False, sync_to_thread=True)
def control(  # noqa: PLR0913, PLR0917 (a parameter of the address is an argument)
    request: Request[Any, Any, Any],
    case: OpenCase,
    settings: ToldSettings,
    kept: Kept,
    on: Day = "",
    place: InPlace = "",
    at: At = "",
    number: PageNumber = 1,
) -> Response[str]:
    """The page of who held what."""
    place = place.strip()
    with case.reading() as connection:
        history = kept.now(connection)
    changes = history.changes(place or None)
    day = day_of(on) or (changes[-1] if changes else "")
    holdings = history.on(day or None, place or None)
    before, after = beside(changes, day)
    return page(
        request,
        "control.html",
        day=day,
        place=place,
        holdings=holdings[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        count=len(holdings),
        number=number,
        on_a_page=ON_A_PAGE,
        last_page=max(1, -(-len(holdings) // ON_A_PAGE)),
        start=(number - 1) * ON_A_PAGE,
        history=history,
        style=_styles(history),
        legend=_legend(history, holdings),
        extent=history.extent(place or None),
        before=_address(before, place, at),
        after=_address(after, place, at),
        first=changes[0] if changes else "",
        last=changes[-1] if changes else "",
        tiles=settings.tiles,
        tile_host=host_of_tiles(settings.tiles),
    )


def _styles(history: History) -> dict[str, int]:
    return {holder: number for number, holder in enumerate(history.holders)}


def _legend(history: History, holdings: list[Holding]) -> list[Party]:
    """The holders of the day in the order of their colours."""
    counted = Counter(holder for one in holdings for holder in one.holders)
    styles = _styles(history)
    return [Party(holder, styles[holder], counted[holder]) for holder in history.holders if counted[holder]]


def _address(day: str, place: str, at: str) -> str:
    """The address of another day, empty where there is none."""
    pairs = (("on", day), ("place", place), ("at", at))
    return "/control?" + urlencode([pair for pair in pairs if pair[1]]) if day else ""


@get("/api/1/control", opt=READER, sync_to_thread=True, summary="Who held which place when")
def spans(case: OpenCase, kept: Kept, on: Day = "", place: InPlace = "") -> list[ControlSpan]:
    """Stretches of control and sieges, all or those of a day or place, in the form of `tawthiq control --json`."""
    with case.reading() as connection:
        history = kept.now(connection)
    found = history.on(day_of(on) or None, place.strip() or None)
    return [span for one in found for span in one.spans]


class Circle(msgspec.Struct, frozen=True):
    """A place of the map: `at` is its place in the table, counted from 0; `styles` are the colours of its holders."""

    at: int
    lat: float
    lon: float
    kind: str
    styles: list[int]
    disputed: bool
    besieged: bool
    words: str


@get("/api/1/control/places", opt=READER, sync_to_thread=True, summary="Who held which place on a day, for a map")
def places(
    request: Request[Any, Any, Any], case: OpenCase, kept: Kept, on: Day = "", place: InPlace = ""
) -> list[Circle]:
    """The places of a day that have a point, who holds and besieges them in the words of the language asked for."""
    shown = Shown(language_of(request))
    with case.reading() as connection:
        history = kept.now(connection)
    styles = _styles(history)
    called = {holder: shown.name(choice).striptags() for holder, choice in history.holders.items()}
    found = []
    for at, one in enumerate(history.on(day_of(on) or None, place.strip() or None)):
        lat, lon = one.place.lat, one.place.lon
        if lat is not None and lon is not None:
            colours = [styles[holder] for holder in one.holders]
            words = _words(one, shown, called)
            circle = Circle(at, lat, lon, one.place.kind or "", colours, one.disputed, bool(one.sieges), words)
            found.append(circle)
    return found


def _words(one: Holding, shown: Shown, called: Mapping[str, str]) -> str:
    """What a circle says, as plain text."""
    told = []
    for span in one.spans:
        holder = called.get(span.holder or "", shown.say("unknown"))
        if span.state == "besieged":
            by = f" {shown.say('control.by')} {called[span.besieger]}" if span.besieger else ""
            inside = f" {shown.say('control.inside')} {holder}" if span.holder else ""
            told.append(shown.say("control.besieged") + by + inside)
        else:
            told.append(holder + (f" ({shown.say('control.disputed')})" if span.disputed else ""))
    return f"{shown.name(one.place).striptags()}: {shown.say('list.comma').join(told)}"


@get("/api/1/control/changes", opt=READER, sync_to_thread=True, summary="Days on which places change hands")
def changes(case: OpenCase, kept: Kept, place: InPlace = "") -> list[str]:
    """The days on which a place changes hands, or a siege begins or ends, in order."""
    with case.reading() as connection:
        return kept.now(connection).changes(place.strip() or None)


ROUTES = [control, spans, places, changes]
