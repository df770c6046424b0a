"""GeoJSON (RFC 7946): one feature for an event, at its point, with its radius among the properties."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from tawthiq.export.columns import EVENT_COLUMNS
from tawthiq.model import Event

_ENCODER = msgspec.json.Encoder()


def write(events: Iterable[Event], out: BinaryIO) -> None:
    """Write a feature collection; an event without a point has a null geometry."""
    out.write(b'{"type":"FeatureCollection","features":[')
    for at, event in enumerate(events):
        out.write((b",\n" if at else b"\n") + _ENCODER.encode(feature(event)))
    out.write(b"\n]}\n")


def feature(event: Event) -> dict[str, object]:
    """One event as a feature: its properties are the columns of the CSV without the point."""
    place = event.place
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    properties = {column.name: column.of(event) for column in EVENT_COLUMNS if column.name not in ("id", "lat", "lon")}
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}
