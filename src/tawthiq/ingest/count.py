"""How many reports there are, as far as that shows without reading them."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from tawthiq.errors import IngestError
from tawthiq.ingest.archives import read_archive
from tawthiq.ingest.folders import files_of
from tawthiq.ingest.tables import read_rows


def count_reports(paths: Sequence[str]) -> int | None:
    """The number of reports in some files and folders, about; None where standard input is among them."""
    return None if "-" in paths else sum(map(_count, files_of(paths)))


def _count(path: str) -> int:
    name = path.lower()
    if not name.endswith((".jsonl", ".csv", ".warc", ".warc.gz")):
        return 1
    try:
        with Path(path).open("rb") as stream:
            if name.endswith(".jsonl"):
                return sum(1 for line in stream if line.strip())
            if name.endswith(".csv"):
                return _rows(path)
            return _pages(stream, path)
    except (OSError, ValueError, IngestError):
        return 1


def _rows(path: str) -> int:
    with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as text:
        return sum(1 for _ in read_rows(text, path))


def _pages(stream: BinaryIO, path: str) -> int:
    return sum(1 for _ in read_archive(stream, path, 0))
