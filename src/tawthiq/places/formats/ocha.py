"""OCHA: common operational datasets of administrative units, settlements and neighbourhoods, with P-codes.

Their columns differ between countries and years (`ADM1_AR`, `admin1Name_ar`, `NAME_EN`, `LATITUDE`, `center_lat`,
`bbox`); what is in a column is told by its script, as some files have Arabic and English the wrong way round. The
data is CC BY-IGO, credited to OCHA and its country's partners.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tawthiq.places.formats.listing import Listed, WrongRow, arabic_names, middle, point, radius_of
from tawthiq.places.formats.tables import csv_rows

_LEVEL = re.compile(r"adm(?:in)?_?(\d)")
_CODE = re.compile(r"p_?code")
_LAT, _LON = re.compile(r"lat(?:itude)?(?:_?y)?$|_lat$|^y$"), re.compile(r"lon(?:g|gitude)?$|_lon$|^x$")
_KINDS = {0: "country", 1: "governorate", 2: "district", 3: "subdistrict", 4: "village"}
_NEIGHBOURHOOD = "neighbourhood"
_LATIN = re.compile(r"[A-Za-z]")


def is_table(columns: str) -> bool:
    """Whether a header has P-codes and names."""
    header = columns.lower()
    return bool(_CODE.search(header)) and bool(re.search(r"name|adm\d", header))


def read(path: Path) -> Iterator[Listed | WrongRow]:
    """The places of a table."""
    for line, row in csv_rows(path):
        try:
            yield _listed({name.lower(): cell.strip() for name, cell in row.items()})
        except ValueError as error:
            yield WrongRow(str(path), line, str(error))


def _listed(row: Mapping[str, str]) -> Listed:
    """One row: its own code is the one without a level, or that of the deepest level."""
    units = _units(row)
    own = _unit(row, None)
    if own is None:
        if not units:
            raise ValueError("has no P-code")
        own = units.pop(max(units))
    kind = _kind(row, own[0], units)
    lat, lon, radius = _point(row)
    holders = [units[level] for level in sorted(units, reverse=True)]
    return Listed(
        key=own[0],
        names_ar=arabic_names(own[1]),
        name_en=next((name for name in own[1] if _LATIN.search(name)), ""),
        kind=kind,
        country=own[0][:2] if re.match(r"[A-Z]{2}\d|[A-Z]{2}$", own[0]) else _country(units),
        lat=lat,
        lon=lon,
        radius_km=round(radius or radius_of(kind), 1),
        source="OCHA COD-AB",
        within=tuple(code for code, _ in holders),
        within_names=tuple(name for _, names in holders for name in arabic_names(names)[:1]),
    )


def _units(row: Mapping[str, str]) -> dict[int, tuple[str, list[str]]]:
    levels = sorted({int(found[1]) for name in row if (found := _LEVEL.match(name))})
    return {level: unit for level in levels if (unit := _unit(row, level))}


def _unit(row: Mapping[str, str], level: int | None) -> tuple[str, list[str]] | None:
    """The code and the names of one level, or of the row itself (`NAME_EN`, `PCODE`)."""
    cells: dict[str, str] = {}
    for name, cell in row.items():
        found = _LEVEL.match(name)
        if cell and (int(found[1]) == level if found else level is None):
            cells[name] = cell
    code = next(
        (cell for name, cell in cells.items() if _CODE.search(name) and not name.startswith(("prev", "area"))), ""
    )
    if not code:
        return None
    named = [
        cell for name, cell in cells.items() if not _CODE.search(name) and not re.search("area|date|type|ref", name)
    ]
    return code, [cell for cell in named if not re.fullmatch(r"[\d.,\s-]+", cell)]


def _kind(row: Mapping[str, str], code: str, holders: Mapping[int, object]) -> str:
    if 4 in holders or any("neighb" in name for name in row) or re.fullmatch(r"N\d+", code):
        return _NEIGHBOURHOOD
    return _KINDS.get(max(holders, default=-1) + 1, "village")


def _country(units: Mapping[int, tuple[str, list[str]]]) -> str:
    code = units[0][0] if 0 in units else next((code for code, _ in units.values()), "")
    return code[:2] if re.match(r"[A-Z]{2}", code) else ""


def _point(row: Mapping[str, str]) -> tuple[float, float, float]:
    lat = next((cell for name, cell in row.items() if cell and _LAT.search(name)), "")
    lon = next((cell for name, cell in row.items() if cell and _LON.search(name)), "")
    box = re.split(r"[\s,;]+", row.get("bbox", "").strip("[]() "))
    if len(box) == 4:
        west, south, east, north = (_degree(cell) for cell in box)
        centre_lat, centre_lon, radius = middle(west, south, east, north)
        found = point(lat, lon) if lat and lon else point(centre_lat, centre_lon)
        return *found, max(radius, 0.1)
    return *point(lat, lon), 0.0


def _degree(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} in the box is no degree") from None
