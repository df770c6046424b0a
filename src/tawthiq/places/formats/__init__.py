"""Lists of places in the forms that they are published in: files → places as listed, and the rows that are wrong."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tawthiq.errors import PlacesError
from tawthiq.places.formats import geojson, geonames, ocha, whos_on_first
from tawthiq.places.formats.listing import Listed, WrongRow
from tawthiq.places.formats.tables import open_text

__all__ = ["Listed", "WrongRow", "read_lists"]

_HEAD_BYTES = 1 << 16


def read_lists(paths: Sequence[Path]) -> Iterator[Listed | WrongRow]:
    """The places of some files, in order; names from GeoNames tables of alternate names go to the rows they are of.

    Raises PlacesError where a file cannot be read or is in none of the known forms.
    """
    alternates = [path for path in paths if geonames.is_alternate_names(_head(path))]
    names = geonames.read_alternate_names(alternates)
    for path in paths:
        if path not in alternates:
            yield from _read(path, names)


def _read(path: Path, names: geonames.Names) -> Iterator[Listed | WrongRow]:
    head = _head(path)
    if head.lstrip().startswith("{"):
        return geojson.read(path)
    if geonames.is_dump(head):
        return geonames.read(path, names)
    columns = head.partition("\n")[0]
    if whos_on_first.is_table(columns):
        return whos_on_first.read(path)
    if ocha.is_table(columns):
        return ocha.read(path)
    raise PlacesError(str(path), 0, "is neither a GeoNames dump, a Who's On First CSV, an OCHA CSV nor GeoJSON")


def _head(path: Path) -> str:
    with open_text(path) as stream:
        return stream.read(_HEAD_BYTES)
