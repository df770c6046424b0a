"""Faults of the gazetteer's CSV files, for `tawthiq lexicon check`."""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.faults import Fault, parent_faults

COLUMNS = (
    "id",
    "name_ar",
    "aliases_ar",
    "name_en",
    "kind",
    "country",
    "parent",
    "lat",
    "lon",
    "radius_km",
    "bare",
    "source",
)
KINDS = frozenset(
    {"airport", "base", "bridge", "camp", "city", "country", "crossing", "dam", "desert", "district", "facility"}
    | {"field", "governorate", "hill", "island", "mountain", "neighbourhood", "port", "region", "river", "road"}
    | {"sea", "subdistrict", "town", "village"}
)
RANGES: Mapping[str, tuple[float, float]] = {"lat": (-90, 90), "lon": (-180, 180), "radius_km": (0.01, 5000)}

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_COUNTRY = re.compile(r"([A-Z]{2})?")
_NAME = re.compile(r"[\u0621-\u063a\u0641-\u0652\u0660-\u0669\u067e\u0686\u0698\u06a4\u06af0-9A-Z +/()–-]+")
_KM_PER_DEGREE = 111.2


class Row(NamedTuple):
    """One line of a file."""

    path: Path
    line: int
    cells: dict[str, str]

    def fault(self, message: str) -> Fault:
        """A fault of this row."""
        return Fault(self.path, self.line, f"{self.cells['id']}: {message}")


def check_places(directory: Path) -> Iterator[Fault]:
    """All faults of the files of a directory."""
    rows: list[Row] = []
    for path in sorted(directory.glob("*.csv")):
        yield from _read(path, rows)
    for row in rows:
        yield from _cell_faults(row)
    yield from _repeated(rows)
    parents = {row.cells["id"]: row.cells["parent"] or None for row in rows}
    countries = {row.cells["id"]: row.cells["country"] for row in rows}
    for row in rows:
        country, parent = row.cells["country"], row.cells["parent"]
        for message in parent_faults(row.cells["id"], parents):
            yield row.fault(message)
        if parent in countries and countries[parent] not in ("", country):
            yield row.fault(f"country {country!r} is not that of its parent, {countries[parent]!r}")


def _read(path: Path, rows: list[Row]) -> Iterator[Fault]:
    """Add the rows of a file that have every cell; yield faults for the others."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = next(reader, [])
            if tuple(header) != COLUMNS:
                yield Fault(path, 1, f"the columns are not {','.join(COLUMNS)}")
                return
            for cells in reader:
                if len(cells) == len(COLUMNS):
                    rows.append(Row(path, reader.line_num, dict(zip(COLUMNS, cells, strict=True))))
                else:
                    yield Fault(path, reader.line_num, f"{len(cells)} cells instead of {len(COLUMNS)}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield Fault(path, 0, f"cannot be read: {error}")


def _cell_faults(row: Row) -> Iterator[Fault]:
    cells = row.cells
    if not _ID.fullmatch(cells["id"]):
        yield row.fault("the id is not of the form a.b_c")
    if cells["kind"] not in KINDS:
        yield row.fault(f"kind {cells['kind']!r} is none of {', '.join(sorted(KINDS))}")
    if not _COUNTRY.fullmatch(cells["country"]):
        yield row.fault(f"country {cells['country']!r} is not a two-letter code")
    if cells["bare"] not in ("yes", "no"):
        yield row.fault(f"bare is {cells['bare']!r}, not yes or no")
    for column in ("name_ar", "name_en", "source"):
        if not cells[column]:
            yield row.fault(f"{column} is empty")
    for column, (low, high) in RANGES.items():
        yield from _number_faults(row, column, low, high)
    yield from _name_faults(row)


def _number_faults(row: Row, column: str, low: float, high: float) -> Iterator[Fault]:
    text = row.cells[column]
    try:
        number = float(text)
    except ValueError:
        yield row.fault(f"{column} is {text!r}, not a number")
        return
    if not low <= number <= high:
        yield row.fault(f"{column} {text} is not between {low} and {high}")


def _name_faults(row: Row) -> Iterator[Fault]:
    aliases = row.cells["aliases_ar"].split("|") if row.cells["aliases_ar"] else []
    seen: set[str] = set()
    for name in [row.cells["name_ar"], *aliases]:
        if not _NAME.fullmatch(name) or name != name.strip():
            yield row.fault(f"name {name!a} is empty, or holds a character that no Arabic name has")
        if fold_name(name) in seen:
            yield row.fault(f"name «{name}» is listed twice")
        seen.add(fold_name(name))


def _repeated(rows: Iterable[Row]) -> Iterator[Fault]:
    """Rows with another's id, or with the name, kind and parent of another."""
    ids: dict[str, Row] = {}
    places: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        cells = row.cells
        before = ids.setdefault(cells["id"], row)
        if before is not row:
            yield row.fault(f"the id is taken in {before.path.name}, line {before.line}")
        place = (fold_name(cells["name_ar"]), cells["kind"], cells["parent"])
        twin = places.setdefault(place, row)
        if twin is not row and _overlap(twin.cells, cells):
            yield row.fault(f"the same name, kind, parent and area as {twin.cells['id']}, line {twin.line}")


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two places meet: namesakes apart from each other are two places. What is no number meets all."""
    try:
        lat, lon, radius = (float(one[column]) for column in RANGES)
        other_lat, other_lon, other_radius = (float(other[column]) for column in RANGES)
    except ValueError:
        return True
    east = (lon - other_lon) * math.cos(math.radians(lat))
    return math.hypot(lat - other_lat, east) * _KM_PER_DEGREE < radius + other_radius
