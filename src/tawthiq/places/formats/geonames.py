"""GeoNames: a country's dump (`SY.txt`, 19 columns) and the tables of alternate names that go with it.

Columns after https://download.geonames.org/export/dump/readme.txt; the data is CC BY 4.0.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tawthiq.places.formats.listing import Listed, WrongRow, arabic_names, point, radius_of, settlement, whole_number
from tawthiq.places.formats.tables import tab_rows

Names = dict[str, list[str]]
"""Arabic alternate names by geonameid, the preferred ones first."""

_COLUMNS, _ALTERNATE_COLUMNS = 19, (4, 8, 10)
_SETTLED = re.compile(r"PPL(?!CH|H|Q|W|X)\w*")
_KINDS = {"PCLI": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLX": "neighbourhood"}
_KINDS |= {"RGN": "region", "DSRT": "desert", "MT": "mountain", "MTS": "mountain", "HLL": "hill", "HLLS": "hill"}
_KINDS |= {"AIRP": "airport", "AIRF": "airport", "AIRB": "base", "MILB": "base", "INSM": "base", "OILF": "field"}
_KINDS |= {"GASF": "field", "DAM": "dam", "BDG": "bridge", "STM": "river", "ISL": "island", "PRT": "port"}
_KINDS |= {"CMPRF": "camp", "CSTM": "crossing", "HSP": "facility", "OILR": "facility", "PS": "facility"}
_FIRST_RANKS = frozenset({"PPLC", "PPLA"})


def is_dump(head: str) -> bool:
    """Whether a file begins as a country's dump does."""
    return _tabs(head) == _COLUMNS


def is_alternate_names(head: str) -> bool:
    """Whether a file begins as a table of alternate names does."""
    first = head.partition("\n")[0].split("\t")
    return len(first) in _ALTERNATE_COLUMNS and first[0].isdigit() and first[1].isdigit()


def read_alternate_names(paths: Sequence[Path]) -> Names:
    """The Arabic names in tables of alternate names; historic and colloquial ones are left out."""
    found: dict[str, list[tuple[bool, int, str]]] = defaultdict(list)
    for path in paths:
        for line, cells in tab_rows(path):
            if len(cells) in _ALTERNATE_COLUMNS and cells[2] == "ar":
                preferred, _, colloquial, historic = (cell == "1" for cell in (*cells[4:8], *[""] * 4)[:4])
                if not (colloquial or historic):
                    found[cells[1]].append((not preferred, line, cells[3]))
    return {key: [name for _, _, name in sorted(names)] for key, names in found.items()}


def read(path: Path, names: Names) -> Iterator[Listed | WrongRow]:
    """The places of a country's dump, of the kinds that reports name; wells, wadis and ruins are left out."""
    for line, cells in tab_rows(path):
        if len(cells) != _COLUMNS:
            yield WrongRow(str(path), line, f"has {len(cells)} columns instead of {_COLUMNS}")
            continue
        kind = _kind(cells[7], whole_number(cells[14]))
        if kind is None:
            continue
        try:
            yield _listed(cells, kind, names.get(cells[0], []))
        except ValueError as error:
            yield WrongRow(str(path), line, str(error))


def _listed(cells: list[str], kind: str, names: Sequence[str]) -> Listed:
    lat, lon = point(cells[4], cells[5])
    if not cells[0].isdigit():
        raise ValueError(f"{cells[0]!r} is no geonameid")
    codes = [code for code in (cells[8], cells[10], cells[11]) if code]
    holders = [".".join(codes[: count + 1]) for count in range(len(codes))][::-1]
    own = {"country": 1, "governorate": 2, "district": 3}.get(kind, 0)
    key = ".".join(codes[:own]) if own and len(codes) >= own else f"gn{cells[0]}"
    return Listed(
        key=key,
        names_ar=arabic_names([*names, cells[1], *cells[3].split(",")]),
        name_en=cells[1],
        kind=kind,
        country=cells[8],
        lat=lat,
        lon=lon,
        radius_km=radius_of(kind),
        source="GeoNames",
        within=tuple(holder for holder in holders if holder != key),
    )


def _kind(code: str, population: int) -> str | None:
    if code in _KINDS:
        return _KINDS[code]
    if not _SETTLED.fullmatch(code):
        return None
    kind = settlement(population)
    return "city" if code in _FIRST_RANKS and kind != "village" else kind


def _tabs(head: str) -> int:
    return head.partition("\n")[0].count("\t") + 1
