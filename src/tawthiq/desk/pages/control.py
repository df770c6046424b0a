"""Who held which place on a day: the page with its map and table, and the same as JSON."""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Day, day_of
from tawthiq.desk.held import Histories, History, Holding, beside
from tawthiq.desk.pages.on_map import At, host_of_tiles
from tawthiq.desk.pages.page import OpenCase, ToldSettings, page
from tawthiq.model import ControlSpan

Kept = NamedDependency[Histories]
InPlace = Annotated[str, QueryParameter(description="A place and all that lies in it, by name or id.")]


class Party(msgspec.Struct, frozen=True):
    """A holder in the legend: its id or name, the number of its colour, and how many places it holds."""

    holder: str
    style: int
    places: int


@get("/control", opt=READER, include_in_schema=False, sync_to_thread=True)
def control(
    request: Request[Any, Any, Any],
    case: OpenCase,
    settings: ToldSettings,
    kept: Kept,
    on: Day = "",
    place: InPlace = "",
    at: At = "",
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
        holdings=holdings,
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
    counted = [(holder, sum(holder in one.holders for one in holdings)) for holder in history.holders]
    return [Party(holder, number, count) for number, (holder, count) in enumerate(counted) if count]


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


@get("/api/1/control/changes", opt=READER, sync_to_thread=True, summary="Days on which places change hands")
def changes(case: OpenCase, kept: Kept, place: InPlace = "") -> list[str]:
    """The days on which a place changes hands, or a siege begins or ends, in order."""
    with case.reading() as connection:
        return kept.now(connection).changes(place.strip() or None)


ROUTES = [control, spans, changes]
