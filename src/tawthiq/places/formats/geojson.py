"""GeoJSON (RFC 7946): a FeatureCollection of named places, as OpenStreetMap and most map programs export it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tawthiq.errors import PlacesError
from tawthiq.places.formats.listing import Listed, WrongRow, arabic_names, middle, point, radius_of
from tawthiq.places.formats.tables import open_text

MAX_BYTES = 512 * 1024 * 1024
MAX_DEPTH = 8
"""How deep coordinates are nested at most; those of a multipolygon are so 4 deep."""

_KIND_KEYS = ("kind", "place", "placetype", "admin_level", "type")
_KINDS = {"hamlet": "village", "isolated_dwelling": "village", "suburb": "neighbourhood", "quarter": "neighbourhood"}
_KINDS |= {"locality": "village", "state": "governorate", "province": "governorate", "county": "district"}
_KINDS |= {"4": "governorate", "5": "district", "6": "district", "7": "subdistrict", "8": "subdistrict"}
_KNOWN = frozenset("city town village neighbourhood camp governorate district subdistrict region facility base".split())
_KNOWN |= frozenset("airport field hill mountain river bridge dam crossing island desert port".split())


class _Geometry(msgspec.Struct):
    coordinates: Any = None


class _Feature(msgspec.Struct):
    properties: dict[str, Any] | None = None
    geometry: _Geometry | None = None
    id: str | int | None = None


class _Collection(msgspec.Struct):
    features: list[msgspec.Raw]


def read(path: Path) -> Iterator[Listed | WrongRow]:
    """The named features of a collection; a line or an area stands at the middle of its box, with the box as radius."""
    with open_text(path) as stream:
        text = stream.read(MAX_BYTES + 1)
    if len(text) > MAX_BYTES:
        raise PlacesError(str(path), 0, f"has more than {MAX_BYTES:,} characters")
    try:
        collection = msgspec.json.decode(text, type=_Collection)
    except (msgspec.DecodeError, RecursionError) as error:
        raise PlacesError(str(path), 0, f"is no GeoJSON feature collection: {error}") from error
    for number, raw in enumerate(collection.features, 1):
        try:
            yield _listed(msgspec.json.decode(raw, type=_Feature), path.stem, number)
        except (ValueError, RecursionError) as error:
            yield WrongRow(str(path), number, f"feature {number}: {error}")


def _listed(feature: _Feature, stem: str, number: int) -> Listed:
    properties = {key.lower(): str(value) for key, value in (feature.properties or {}).items() if value is not None}
    names = [value for key, value in properties.items() if "name" in key and "_en" not in key and ":" not in key]
    names = [properties[key] for key in ("name:ar", "name_ar") if key in properties] + names
    lat, lon, radius = _place(feature.geometry)
    stated = (properties[key].lower() for key in _KIND_KEYS if key in properties)
    kind = next((known for value in stated if (known := _KINDS.get(value, value)) in _KNOWN), "village")
    key = feature.id or properties.get("@id") or properties.get("id") or number
    return Listed(
        key=f"{stem}.{key}",
        names_ar=arabic_names(names),
        name_en=next((properties[k] for k in ("name:en", "name_en", "int_name") if k in properties), ""),
        kind=kind,
        country=properties.get("country", "")[:2].upper() if len(properties.get("country", "")) == 2 else "",
        lat=lat,
        lon=lon,
        radius_km=round(max(radius, radius_of(kind)) if radius < 1 else radius, 1),
        source=properties.get("source", "") or f"GeoJSON {stem}",
    )


def _place(geometry: _Geometry | None) -> tuple[float, float, float]:
    lons: list[float] = []
    lats: list[float] = []
    _gather(geometry.coordinates if geometry else None, lons, lats, MAX_DEPTH)
    if not lons:
        raise ValueError("has no coordinates")
    for lat, lon in ((min(lats), min(lons)), (max(lats), max(lons))):
        point(lat, lon)
    return middle(min(lons), min(lats), max(lons), max(lats))


def _gather(coordinates: object, lons: list[float], lats: list[float], depth: int) -> None:
    """Add every position of nested coordinates (longitude first)."""
    if not isinstance(coordinates, list) or depth == 0:
        return
    if len(coordinates) >= 2 and all(isinstance(number, int | float) for number in coordinates[:2]):
        lons.append(float(coordinates[0]))
        lats.append(float(coordinates[1]))
        return
    for inner in coordinates:
        _gather(inner, lons, lats, depth - 1)
