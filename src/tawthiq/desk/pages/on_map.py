"""Events on a map and in time: the page, and what it asks for while one looks around."""

from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from tawthiq.desk import ground, mapped, queries
from tawthiq.desk.accounts import READER
from tawthiq.desk.filter import Box, Wanted, box_of
from tawthiq.desk.language import language_of
from tawthiq.desk.mapped import Marks
from tawthiq.desk.pages.page import OpenCase, ToldSettings, page
from tawthiq.desk.refusing import refusal
from tawthiq.desk.show import Shown
from tawthiq.desk.timeline import Timeline, timeline
from tawthiq.model import Event

MOST_CARDS = 30
"""How many events of one mark are told at once; the list has all."""

View = Annotated[str, QueryParameter(description="What is in view: south,west,north,east in degrees.")]
Zoom = Annotated[int, QueryParameter(ge=0, le=mapped.MOST_ZOOM, description="The zoom of a web map.")]
At = Annotated[
    str,
    QueryParameter(
        pattern=r"^(-?[0-9]{1,3}(\.[0-9]{1,8})?,-?[0-9]{1,3}(\.[0-9]{1,8})?,[0-9]{1,2}|)$",
        description="Where the map looks: latitude,longitude,zoom.",
    ),
]


class Card(msgspec.Struct, frozen=True):
    """An event in the words of a page, as plain text."""

    address: str
    kind: str
    family: str
    place: str
    when: str
    harm: list[str]
    grade: str
    sources: str


class Cards(msgspec.Struct, frozen=True):
    """The first of some events, and how many there are."""

    count: int
    title: str
    cards: list[Card]


@get("/map", opt=READER, include_in_schema=False, sync_to_thread=True)
def look(
    request: Request[Any, Any, Any], case: OpenCase, settings: ToldSettings, wanted: Wanted, at: At = ""
) -> Response[str]:
    """The page of the map."""
    whole = msgspec.structs.replace(wanted, since="", until="")
    with case.reading() as connection:
        extent = mapped.extent(connection, wanted)
        facets = queries.facets(connection, wanted)
        called = queries.called(connection, wanted)
        time = timeline(connection, whole)
        within = timeline(connection, wanted) if whole != wanted else None
    return page(
        request,
        "map.html",
        wanted=wanted,
        extent=extent,
        facets=facets,
        called=called,
        time=time,
        within=within if within and within.unit != time.unit else None,
        tiles=settings.tiles,
        tile_host=host_of_tiles(settings.tiles),
        more={"at": at},
    )


def host_of_tiles(tiles: str | None) -> str:
    """Who sends the tiles of a map, for people."""
    return urlsplit(tiles.replace("{s}.", "")).netloc if tiles else ""


@get("/api/1/map", opt=READER, sync_to_thread=True, summary="Events on a map")
def marks(case: OpenCase, wanted: Wanted, view: View = "", zoom: Zoom = 6) -> Marks:
    """The events of a filter in view; those that would be drawn over each other at the zoom are one mark."""
    with case.reading() as connection:
        return mapped.marks(connection, wanted, box_of(view), zoom)


@get("/api/1/map/events", opt=READER, sync_to_thread=True, summary="Events of a mark, in words")
def cards(request: Request[Any, Any, Any], case: OpenCase, wanted: Wanted) -> Cards:
    """The first events of a filter in the words of the language asked for."""
    shown = Shown(language_of(request))
    with case.reading() as connection:
        found = queries.find(connection, wanted, "newest", 0, MOST_CARDS)
    title = shown.count("events.count", found.count)
    return Cards(found.count, title, [_card(shown, event) for event in found.events])


def _card(shown: Shown, event: Event) -> Card:
    return Card(
        address=f"/events/{event.id}",
        kind=shown.kind(event.kind),
        family=shown.family(event.kind),
        place=shown.name(event.place).striptags() if event.place else shown.say("place.unknown"),
        when=shown.when(event.time).striptags(),
        harm=shown.harm(event),
        grade=shown.say(f"grade.{event.grade}"),
        sources=shown.count("sources", event.independent_sources),
    )


@get("/api/1/map/names", opt=READER, sync_to_thread=True, summary="Names of places on a map")
def names(request: Request[Any, Any, Any], view: View, zoom: Zoom) -> list[ground.Named]:
    """The names that have room in view, the largest places first, in the language asked for."""
    return ground.names(_box(view), zoom, language_of(request))


def _box(view: str) -> Box:
    box = box_of(view)
    if box is None:
        raise refusal(ValidationException, "error.detail.no_box", value="")
    return box


@get("/api/1/timeline", opt=READER, sync_to_thread=True, summary="Events in time")
def bins(case: OpenCase, wanted: Wanted) -> Timeline:
    """How many events of a filter begin in each day, week, month or year, by how long the whole is."""
    with case.reading() as connection:
        return timeline(connection, wanted)


ROUTES = [look, marks, cards, names, bins]
