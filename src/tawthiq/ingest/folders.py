"""Paths as given to the files that they stand for: a folder is all files below it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

MANY = (".jsonl", ".csv", ".warc", ".warc.gz", ".rss", ".atom", ".xml")
"""Endings of files that hold many reports."""


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """The files of some paths, those of a folder sorted by name.

    Hidden files, links to folders and pipes are left out. A folder that is empty or cannot be listed is given as it is,
    so that it is refused and not passed over.
    """
    for path in paths:
        if path == "-" or not _is_folder(path):
            yield path
            continue
        below = iter(files_of(_listed(path)))
        first = next(below, path)
        yield first
        yield from below


def holds_many(path: str) -> bool:
    """Whether a file, by its name, holds many reports."""
    return path == "-" or path.lower().endswith(MANY)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _listed(path: str) -> list[str]:
    try:
        found = sorted(Path(path).iterdir())
    except OSError:
        return []
    return [str(file) for file in found if not _is_passed_over(file)]


def _is_passed_over(file: Path) -> bool:
    return file.name.startswith(".") or (file.is_symlink() and file.is_dir()) or file.is_fifo() or file.is_socket()
