"""Rows of text tables, read one by one: commas with a header, or tabs without."""

import csv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import zip_longest
from pathlib import Path
from typing import TextIO

from tawthiq.errors import PlacesError

MAX_CELL = 1_000_000
"""Longest cell, in characters; the cells of alternate names are long."""
MAX_UNPACKED = 4 * 1024**3
"""Largest file in a zip archive, in bytes: GeoNames' whole world has 1.7 GiB."""


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """A file as UTF-8 text, or the one table in a zip archive of GeoNames.

    Raises PlacesError where there is none or it is not UTF-8.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(_table(path, archive)) as raw:
                yield TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        else:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                yield stream
    except UnicodeDecodeError as error:
        raise PlacesError(str(path), 0, "is not UTF-8 text") from error
    except zipfile.BadZipFile as error:
        raise PlacesError(str(path), 0, f"is a broken archive: {error}") from error
    except OSError as error:
        raise PlacesError(str(path), 0, f"cannot be read: {(error.strerror or str(error)).lower()}") from error


def csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below a header, each with its line; cells that are not there are empty."""
    csv.field_size_limit(MAX_CELL)
    with open_text(path) as stream:
        reader = csv.reader(stream)
        try:
            header = [name.strip() for name in next(reader, [])]
            for cells in reader:
                yield reader.line_num, dict(zip_longest(header, cells[: len(header)], fillvalue=""))
        except csv.Error as error:
            raise PlacesError(str(path), reader.line_num, f"is no table: {error}") from error


def tab_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table without a header, each with its number, cut at tabs."""
    with open_text(path) as stream:
        for number, line in enumerate(stream, 1):
            yield number, line.rstrip("\r\n").split("\t")


def _table(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    tables = [info for info in archive.infolist() if info.filename.endswith(".txt") and "readme" not in info.filename]
    if len(tables) != 1 or tables[0].file_size > MAX_UNPACKED:
        raise PlacesError(str(path), 0, "is an archive with no single table in it; unpack it and name the file")
    return tables[0]
