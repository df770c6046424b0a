"""Who's On First: a table of places with `wof_id`, `placetype`, Arabic and English names and points. CC BY 4.0.

One row a place: `wof_id`, `placetype`, `name`,
`names_ar` and `names_en` (parted by `|`), `lat`, `lon`, `population`, `parent`, `region_id`, `deprecated`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tawthiq.places.formats.listing import Listed, WrongRow, arabic_names, point, radius_of, settlement, whole_number
from tawthiq.places.formats.tables import csv_rows

_NEEDED = frozenset({"wof_id", "placetype", "name", "lat", "lon"})
_KINDS = {"country": "country", "region": "governorate", "county": "district", "localadmin": "subdistrict"}
_KINDS |= {"neighbourhood": "neighbourhood", "macrohood": "neighbourhood", "borough": "neighbourhood"}
_CAMPUSES = (("airport", "airport"), ("airfield", "airport"), ("airbase", "base"), ("base", "base"))


def is_table(columns: str) -> bool:
    """Whether a header is that of such a table."""
    return set(columns.strip().split(",")) >= _NEEDED


def read(path: Path) -> Iterator[Listed | WrongRow]:
    """The places of a table; what is deprecated there is left out."""
    for line, row in csv_rows(path):
        if row.get("deprecated"):
            continue
        try:
            yield _listed(row)
        except ValueError as error:
            yield WrongRow(str(path), line, str(error))


def _listed(row: Mapping[str, str]) -> Listed:
    if not re.fullmatch(r"\d+", row["wof_id"]):
        raise ValueError(f"{row['wof_id']!r} is no id of Who's On First")
    lat, lon = point(row.get("lbl_lat") or row["lat"], row.get("lbl_lon") or row["lon"])
    kind = _kind(row)
    holders = (row.get("parent", ""), row.get("region_id", ""))
    return Listed(
        key=f"wof{row['wof_id']}",
        names_ar=arabic_names(row.get("names_ar", "").split("|")),
        name_en=row["name"].strip() or row.get("names_en", "").partition("|")[0],
        kind=kind,
        country=row.get("country", ""),
        lat=lat,
        lon=lon,
        radius_km=radius_of(kind),
        source="Who's On First",
        within=tuple(f"wof{holder}" for holder in holders if holder.isdigit()),
    )


def _kind(row: Mapping[str, str]) -> str:
    placetype = row["placetype"]
    if placetype == "campus":
        name = row["name"].lower()
        return next((kind for word, kind in _CAMPUSES if word in name), "facility")
    if placetype == "locality":
        return settlement(whole_number(row.get("population", "")))
    if placetype not in _KINDS:
        raise ValueError(f"{placetype!r} is no sort of place that reports name")
    return _KINDS[placetype]
