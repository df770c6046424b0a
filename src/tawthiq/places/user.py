"""The user's own gazetteer: a CSV file of the form of `places/data/*.csv`, read beside what ships with tawthiq."""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from tawthiq.errors import PlacesError
from tawthiq.lexicon.check_places import COLUMNS
from tawthiq.lexicon.phrases import PhraseIndex
from tawthiq.places.formats import WrongRow, read_lists
from tawthiq.places.gazetteer import Gazetteer, load_places, place_of, read_rows
from tawthiq.places.merge import Merged, Row, merge


class Imported(NamedTuple):
    """What an import gave: the merge, and the rows that could not be taken."""

    merged: Merged
    wrong: list[WrongRow]


def default_path() -> Path:
    """Where the user's gazetteer is unless told otherwise: `gazetteer.csv` in the user's data folder."""
    return user_data_path("tawthiq", appauthor=False) / "gazetteer.csv"


def import_places(paths: Sequence[Path], target: Path, words: PhraseIndex) -> Imported:
    """Add the places of published lists to the user's gazetteer, which is made where there is none.

    Raises PlacesError where a list or the gazetteer cannot be read or written.
    """
    kept = {row.place.id: row for row in _kept(target)}
    gazetteer = Gazetteer([*load_places(), *(row.place for row in kept.values())])
    found = list(read_lists(paths))
    merged = merge((row for row in found if not isinstance(row, WrongRow)), gazetteer, words)
    for row in merged.rows:
        kept[row.place.id] = _joined(kept.get(row.place.id), row)
    _write(target, [kept[key] for key in sorted(kept)])
    return Imported(merged, [row for row in found if isinstance(row, WrongRow)])


def _kept(path: Path) -> Iterator[Row]:
    if path.is_file():
        for line, cells in read_rows(path):
            yield Row(place_of(cells, str(path), line), cells[-1])


def _joined(old: Row | None, new: Row) -> Row:
    """A row with the spellings of one that is kept already."""
    if old is None:
        return new
    aliases = tuple(dict.fromkeys((*old.place.aliases, *new.place.aliases)))
    return Row(old.place.with_aliases(aliases), old.source)


def _write(path: Path, rows: Iterable[Row]) -> None:
    """Replace the file at once, so that a run cut short leaves the old one."""
    beside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((*row.place.cells(), row.source) for row in rows)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise PlacesError(str(path), 0, f"cannot be written: {(error.strerror or str(error)).lower()}") from error
