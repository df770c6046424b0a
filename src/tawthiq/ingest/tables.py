"""Tables of reports: the rows of a CSV file with the columns `text` and, where there, `id`, `title`, `published`,
`outlet`, `author`, `url`.
"""

import csv
import sys
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from tawthiq.errors import IngestError

SEPARATORS = ",;\t|"
"""What may part the columns: the one that the first line has most of."""


def read_rows(stream: TextIO, source: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row as its place in the file and its fields by the column's name, in lower case.

    Raises IngestError where the file is no such table; rows before the fault are given.
    """
    csv.field_size_limit(sys.maxsize)
    first = stream.readline()
    if not first.strip():
        raise IngestError(source, "empty", "is empty")
    rows = csv.reader(chain([first], stream), delimiter=max(SEPARATORS, key=first.count))
    try:
        names = [name.strip().lower() for name in next(rows)]
        if "text" not in names:
            raise IngestError(source, "malformed", 'has no column "text"')
        for row in rows:
            if any(row):
                yield f"{source}:{rows.line_num}", dict(zip(names, row, strict=False))
    except csv.Error as error:
        raise IngestError(f"{source}:{rows.line_num}", "malformed", f"not valid CSV: {error}") from error
    except UnicodeDecodeError as error:
        raise IngestError(f"{source}:{rows.line_num + 1}", "undecodable", "is not valid UTF-8 from here on") from error
